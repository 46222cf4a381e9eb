//! Table Schema 2.0: what the columns of a table hold, as a Data Package says it.

use super::both;
use crate::export::ordered::{Ordered, object};
use crate::tables::schema::{Code, Column, ColumnKind, ForeignKey, Table};

/// The profile, as the standard names it.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// What is said of a table whose resource, as those of all tables, has the name of the table. Lists are in the order of the schema;
/// `missingValues` are the texts that stand for null.
pub(super) fn of(table: &Table) -> Ordered {
    object! {
        "$schema": PROFILE,
        "fields": Ordered::list(table.columns.iter().map(|column| field(table, column))),
        "missingValues": Ordered::list([""]),
        "primaryKey": Ordered::list(table.primary_key.iter().copied()),
        "foreignKeys"?: Ordered::list(table.foreign_keys.iter().map(|key| foreign(table, key))),
    }
}

fn field(table: &Table, column: &Column) -> Ordered {
    object! {
        "name": column.name,
        ..kind(column.kind),
        ..both("description", column.description),
        "categories"?: Ordered::list(column.codes.iter().map(category)),
        "constraints": constraints(table, column),
    }
}

/// The type of a field, with the form of its values where the standard's own is another one.
fn kind(kind: ColumnKind) -> Ordered {
    match kind {
        ColumnKind::Text => object! { "type": "string" },
        ColumnKind::Int32 | ColumnKind::Int64 => object! { "type": "integer" },
        ColumnKind::Bool => object! {
            "type": "boolean",
            "trueValues": Ordered::list(["true"]),
            "falseValues": Ordered::list(["false"]),
        },
        ColumnKind::Date => object! { "type": "date", "format": "default" },
    }
}

/// A code with what it means.
fn category(code: &Code) -> Ordered {
    object! { "value": code.code, ..both("label", code.description) }
}

/// The bounds of an integer of 64 bits are left out: numbers so large are not the same in every reader of JSON.
fn constraints(table: &Table, column: &Column) -> Ordered {
    let is_free_text = column.kind == ColumnKind::Text && column.codes.is_empty();
    let is_bounded = column.kind == ColumnKind::Int32;
    object! {
        "required": !column.nullable,
        "unique"?: (table.primary_key == [column.name]).then_some(true),
        "enum"?: Ordered::list(column.codes.iter().map(|code| code.code)),
        "minLength"?: is_free_text.then_some(1),
        "minimum"?: is_bounded.then_some(i32::MIN),
        "maximum"?: is_bounded.then_some(i32::MAX),
    }
}

/// The resource is left out where a table refers to itself, as version 2 of the standard wants it. A key that may be null stands
/// without its language: readers take it as null only where every part of it is.
fn foreign(table: &Table, key: &ForeignKey) -> Ordered {
    let column = table.columns.iter().find(|column| column.name == key.column);
    let parts = if column.is_some_and(|column| column.nullable) { 1 } else { usize::MAX };
    object! {
        "fields": Ordered::list(key.columns().take(parts)),
        "reference": object! {
            "resource"?: (key.table != table.name).then_some(key.table),
            "fields": Ordered::list(key.referenced().take(parts)),
        },
    }
}
