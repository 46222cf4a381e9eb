//! What the Arrow schema of a published table says: columns, keys, code lists, documentation.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Metadata, SchemaRef};
use serde::Deserialize;

use super::members::Members;
use super::{CompareError, TableChanges};
use crate::tables::arrow::{ForeignKeyNames, column_role, foreign_keys, key_columns, role};
use crate::tables::schema::{ColumnKind, ColumnRole, TableRole};

/// One table of a version.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) schema: SchemaRef,
    /// The names of the columns; shared with the changes that are about them.
    pub(super) columns: Vec<Arc<str>>,
    /// Indices of the columns of the primary key, the more significant first.
    pub(super) key: Vec<usize>,
    pub(super) foreign: Vec<Foreign>,
    pub(super) holds: TableRole,
}

/// The column of a key in which rows have one identifier in several languages.
const LANGUAGE: &str = "language";

/// A column that holds keys of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Foreign {
    pub(super) column: usize,
    /// Columns that belong to the key beside it, such as the language.
    pub(super) with: Vec<usize>,
    pub(super) table: String,
    pub(super) references: String,
}

impl Shape {
    /// The table that a schema with the metadata of [`crate::tables::arrow::arrow_schema`] describes.
    ///
    /// # Errors
    /// The metadata does not name the table, its keys or its codes, or a column has a type that no published table has.
    pub(super) fn of(schema: SchemaRef) -> Result<Self, CompareError> {
        let metadata = schema.metadata();
        let name = metadata.get("table").ok_or_else(|| CompareError::NoTable { fields: names(&schema) })?.clone();
        let unclear = |what: &'static str| CompareError::Metadata { table: name.clone(), what };
        let columns: Vec<Arc<str>> = schema.fields().iter().map(|field| field.name().as_str().into()).collect();
        let key = key_columns(&schema).ok_or_else(|| unclear("primary_key"))?;
        let has_foreign = metadata.contains_key("foreign_keys");
        let named = if has_foreign { foreign_keys(&schema) } else { Some(Vec::new()) };
        let found = |ForeignKeyNames { column, references, table, with }| {
            let with = with.iter().map(|name| schema.index_of(name).ok()).collect::<Option<_>>()?;
            Some(Foreign { column: schema.index_of(&column).ok()?, with, table, references })
        };
        let foreign = named.and_then(|keys| keys.into_iter().map(found).collect());
        let foreign = foreign.ok_or_else(|| unclear("foreign_keys"))?;
        let holds = role(&schema).ok_or_else(|| unclear("holds"))?;
        for field in schema.fields() {
            if ColumnKind::of(field.data_type()).is_none() {
                let (column, kind) = (field.name().clone(), field.data_type().to_string());
                return Err(CompareError::Type { table: name, column, kind });
            }
            let coded = field.metadata().get("codes");
            if coded.is_some() && parsed::<Members<String>>(coded).is_none() {
                return Err(unclear("codes"));
            }
        }
        Ok(Self { name, columns, key, foreign, holds, schema })
    }

    /// The shapes of a version, in its order.
    ///
    /// # Errors
    /// Those of [`Shape::of`], and two tables of one name.
    pub(super) fn all(schemas: Vec<SchemaRef>) -> Result<Vec<Self>, CompareError> {
        let shapes: Vec<Self> = schemas.into_iter().map(Self::of).collect::<Result<_, _>>()?;
        let twice =
            shapes.iter().enumerate().find(|(index, shape)| shapes[..*index].iter().any(|one| one.name == shape.name));
        match twice {
            Some((_, shape)) => Err(CompareError::TableTwice { table: shape.name.clone() }),
            None => Ok(shapes),
        }
    }

    /// The one column that identifies a row, if there is one and it is text; the language may stand beside it.
    pub(super) fn identifier(&self) -> Option<usize> {
        let is_text = |column: &usize| *self.field(*column).data_type() == DataType::Utf8;
        match self.key[..] {
            [column] => Some(column).filter(is_text),
            [column, language] if *self.columns[language] == *LANGUAGE => Some(column).filter(is_text),
            _ => None,
        }
    }

    /// The column that says of which language a row with an identifier is.
    pub(super) fn language(&self) -> Option<usize> {
        self.identifier().and(self.key.get(1).copied())
    }

    pub(super) fn field(&self, column: usize) -> &Field {
        self.schema.field(column)
    }

    pub(super) fn index_of(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| **name == *column)
    }

    /// The names of the primary key.
    pub(super) fn key_names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.key.iter().map(|&column| &self.columns[column])
    }
}

impl TableChanges {
    /// A table in the versions that have it, one at least, of which no change of a row is known yet.
    pub(super) fn without_rows(before: Option<&Shape>, after: Option<&Shape>) -> Self {
        let shape = after.or(before).expect("one version has the table");
        let is_data = |shape: &Shape| shape.holds == TableRole::Data;
        let holds = if before.into_iter().chain(after).any(is_data) { TableRole::Data } else { shape.holds };
        let of_provenance = |column: &usize| column_role(shape.field(*column)) == ColumnRole::Provenance;
        Self {
            table: shape.name.clone(),
            key: shape.key_names().cloned().collect(),
            rows_before: before.map(|_| 0),
            rows_after: after.map(|_| 0),
            holds,
            foreign: shape.foreign.iter().map(|foreign| shape.columns[foreign.column].clone()).collect(),
            provenance: (0..shape.columns.len()).filter(of_provenance).map(|at| shape.columns[at].clone()).collect(),
            provenance_changed: false,
            ops: Vec::new(),
        }
    }

    /// The same of the schemas of the versions.
    ///
    /// # Errors
    /// Where one of them is not the schema of a table.
    pub fn of_schemas(before: Option<&SchemaRef>, after: Option<&SchemaRef>) -> Result<Self, CompareError> {
        let shape = |schema: Option<&SchemaRef>| schema.cloned().map(Shape::of).transpose();
        Ok(Self::without_rows(shape(before)?.as_ref(), shape(after)?.as_ref()))
    }
}

/// Codes with their English descriptions, in the order of the schema.
pub(super) type Codes = Vec<(String, String)>;

/// The codes of a column; none where any value may stand.
pub(super) fn codes(field: &Field) -> Option<Codes> {
    parsed::<Members<String>>(field.metadata().get("codes")).map(|codes| codes.0)
}

/// What metadata says in words, by its key: titles and descriptions in every language. What has a part in the comparison of its
/// own is left out, and so is what a file format adds about itself (`PARQUET:`, `ARROW:`).
pub(super) fn documentation(metadata: &Metadata) -> BTreeMap<&str, &str> {
    const TYPED: [&str; 5] = ["table", "primary_key", "foreign_keys", "holds", "codes"];
    let is_words = |key: &str| !TYPED.contains(&key) && !key.starts_with("PARQUET:") && !key.starts_with("ARROW:");
    metadata.iter().map(|(key, value)| (key.as_str(), value.as_str())).filter(|(key, _)| is_words(key)).collect()
}

fn parsed<T: for<'de> Deserialize<'de>>(json: Option<&String>) -> Option<T> {
    serde_json::from_str(json?).ok()
}

fn names(schema: &SchemaRef) -> String {
    schema.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ")
}
