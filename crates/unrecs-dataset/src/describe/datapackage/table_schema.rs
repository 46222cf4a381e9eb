//! Table Schema 2.0: what the columns of a table hold, as a Data Package says it.

use serde::Serialize;

use crate::tables::schema::{Code, Column, ColumnKind, ForeignKey, Table};

/// The profile, as the standard names it.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// What is said of the columns of a table. Lists are in the order of the schema.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Schema {
    #[serde(rename = "$schema")]
    profile: &'static str,
    fields: Vec<Field>,
    /// The texts that stand for null.
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Foreign>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Field {
    name: &'static str,
    #[serde(flatten)]
    kind: Kind,
    description: &'static str,
    #[serde(rename = "description:zh")]
    description_zh: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<Category>,
    constraints: Constraints,
}

/// The type of a field, with the form of its values where the standard's own is another one.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
enum Kind {
    String,
    Integer,
    #[serde(rename_all = "camelCase")]
    Boolean {
        true_values: [&'static str; 1],
        false_values: [&'static str; 1],
    },
    Date {
        format: &'static str,
    },
}

/// A code with what it means.
#[derive(Serialize)]
struct Category {
    value: &'static str,
    label: &'static str,
    #[serde(rename = "label:zh")]
    label_zh: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Constraints {
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unique: Option<bool>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    codes: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<i64>,
}

#[derive(Serialize)]
struct Foreign {
    fields: [&'static str; 1],
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    /// Left out where a table refers to itself, as version 2 of the standard wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<&'static str>,
    fields: [&'static str; 1],
}

/// What is said of a table whose resource, as those of all tables, has the name of the table.
pub(super) fn of(table: &'static Table) -> Schema {
    Schema {
        profile: PROFILE,
        fields: table.columns.iter().map(|column| field(table, column)).collect(),
        missing_values: [""],
        primary_key: table.primary_key,
        foreign_keys: table.foreign_keys.iter().map(|key| foreign(table, key)).collect(),
    }
}

fn field(table: &Table, column: &'static Column) -> Field {
    let kind = match column.kind {
        ColumnKind::Text => Kind::String,
        ColumnKind::Int32 | ColumnKind::Int64 => Kind::Integer,
        ColumnKind::Bool => Kind::Boolean { true_values: ["true"], false_values: ["false"] },
        ColumnKind::Date => Kind::Date { format: "default" },
    };
    Field {
        name: column.name,
        kind,
        description: column.description.en,
        description_zh: column.description.zh,
        categories: column.codes.iter().map(category).collect(),
        constraints: constraints(table, column),
    }
}

fn category(code: &Code) -> Category {
    Category { value: code.code, label: code.description.en, label_zh: code.description.zh }
}

/// The bounds of an integer of 64 bits are left out: numbers so large are not the same in every reader of JSON.
fn constraints(table: &Table, column: &'static Column) -> Constraints {
    let free_text = column.kind == ColumnKind::Text && column.codes.is_empty();
    let (minimum, maximum) = match column.kind {
        ColumnKind::Int32 => (Some(i32::MIN.into()), Some(i32::MAX.into())),
        _ => (None, None),
    };
    Constraints {
        required: !column.nullable,
        unique: (table.primary_key == [column.name]).then_some(true),
        codes: column.codes.iter().map(|code| code.code).collect(),
        min_length: free_text.then_some(1),
        minimum,
        maximum,
    }
}

fn foreign(table: &Table, key: &ForeignKey) -> Foreign {
    let resource = (key.table != table.name).then_some(key.table);
    Foreign { fields: [key.column], reference: Reference { resource, fields: [key.references] } }
}
