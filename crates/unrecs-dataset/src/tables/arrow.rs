//! A table's schema as Arrow knows it, with descriptions and code lists as metadata that travels with the data.

use std::collections::HashMap;

use arrow_schema::{Field, Schema};
use serde::Deserialize;
use serde_json::{Serializer, json};

use super::schema::{Code, Column, ColumnRole, ForeignKey, Table, TableRole, Words};

/// The Arrow schema of a table.
///
/// Schema metadata: `table`, `title`, `title:zh`, `description`, `description:zh`, `primary_key` (a JSON array of column
/// names), `foreign_keys` (a JSON array of objects with `column`, `references`, `table` and, where the key has more columns, which are
/// called the same in both tables, `with`) and, for a table that holds something
/// else than data, `holds` ([`TableRole::code`]).
///
/// Field metadata: `description`, `description:zh` and, where the column is coded, `codes` and `codes:zh`: a JSON object
/// from every code, in schema order, to its description in English or Chinese; `holds`
/// ([`ColumnRole::code`]) for a column that holds something else than data.
///
/// Keys without a language are English; `:zh` is the BCP 47 tag. Arrow orders metadata by key.
pub fn arrow_schema(table: &Table) -> Schema {
    let fields: Vec<Field> = table.columns.iter().map(field).collect();
    let keys = table.foreign_keys.iter();
    // The members stand in alphabetical order, so that they come out the same whether or not the JSON library sorts them.
    let foreign_keys: Vec<_> = keys.map(|key| ForeignKeyNames::from(key).to_json()).collect();
    let mut metadata = HashMap::from([
        ("table".to_owned(), table.name.to_owned()),
        ("title".to_owned(), table.title.en.to_owned()),
        ("title:zh".to_owned(), table.title.zh.to_owned()),
        ("description".to_owned(), table.description.en.to_owned()),
        ("description:zh".to_owned(), table.description.zh.to_owned()),
        ("primary_key".to_owned(), json!(table.primary_key).to_string()),
        ("foreign_keys".to_owned(), json!(foreign_keys).to_string()),
    ]);
    if table.role != TableRole::Data {
        metadata.insert(HOLDS.to_owned(), table.role.code().to_owned());
    }
    Schema::new_with_metadata(fields, metadata)
}

/// The name of the table that a schema is of, as [`arrow_schema()`] says it; empty where its metadata has none.
pub fn table_name(schema: &Schema) -> &str {
    schema.metadata().get("table").map_or("", String::as_str)
}

/// What the rows of the table of a schema are, as [`arrow_schema()`] says it; none where its metadata has a word for it that is not known.
pub fn role(schema: &Schema) -> Option<TableRole> {
    let Some(role) = schema.metadata().get(HOLDS) else { return Some(TableRole::Data) };
    TableRole::ALL.iter().copied().find(|known| known.code() == role)
}

/// What the values of a column are; data where its metadata has no word for it that is known.
pub fn column_role(field: &Field) -> ColumnRole {
    let holds = field.metadata().get(HOLDS);
    let known = holds.and_then(|holds| ColumnRole::ALL.iter().copied().find(|known| known.code() == holds));
    known.unwrap_or(ColumnRole::Data)
}

/// The key of the metadata that says what rows are, or the values of a column.
const HOLDS: &str = "holds";

/// The names of the columns of the primary key, as [`arrow_schema()`] says them; none where the metadata does not.
pub fn primary_key(schema: &Schema) -> Option<Vec<String>> {
    serde_json::from_str(schema.metadata().get("primary_key")?).ok()
}

/// The indices of the columns of the primary key, at least one; none where the metadata names none that are there.
pub fn key_columns(schema: &Schema) -> Option<Vec<usize>> {
    let columns = primary_key(schema)?.into_iter().map(|name| schema.index_of(&name).ok());
    columns.collect::<Option<Vec<usize>>>().filter(|columns| !columns.is_empty())
}

/// A foreign key as metadata names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ForeignKeyNames {
    /// The column that holds the key.
    pub column: String,
    /// The column of the primary key of the table it refers to.
    pub references: String,
    /// The table it refers to.
    pub table: String,
    /// The other columns of that key, which have the same names in both tables.
    #[serde(default)]
    pub with: Vec<String>,
}

impl From<&ForeignKey> for ForeignKeyNames {
    fn from(key: &ForeignKey) -> Self {
        Self {
            column: key.column.to_owned(),
            references: key.references.to_owned(),
            table: key.table.to_owned(),
            with: key.with.iter().map(|&name| name.to_owned()).collect(),
        }
    }
}

impl ForeignKeyNames {
    /// As metadata hold it.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        let Self { column, references, table, with } = self;
        match with.is_empty() {
            true => json!({"column": column, "references": references, "table": table}),
            false => json!({"column": column, "references": references, "table": table, "with": with}),
        }
    }

    /// The columns that hold the key.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        [&self.column].into_iter().chain(&self.with).map(String::as_str)
    }

    /// The columns of the primary key that it is.
    pub(crate) fn referenced(&self) -> impl Iterator<Item = &str> {
        [&self.references].into_iter().chain(&self.with).map(String::as_str)
    }
}

/// The foreign keys, as [`arrow_schema()`] says them; none where the metadata does not.
pub fn foreign_keys(schema: &Schema) -> Option<Vec<ForeignKeyNames>> {
    serde_json::from_str(schema.metadata().get("foreign_keys")?).ok()
}

fn field(column: &Column) -> Field {
    let mut metadata = HashMap::from([
        ("description".to_owned(), column.description.en.to_owned()),
        ("description:zh".to_owned(), column.description.zh.to_owned()),
    ]);
    if !column.codes.is_empty() {
        metadata.insert("codes".to_owned(), code_list(column.codes, |words| words.en));
        metadata.insert("codes:zh".to_owned(), code_list(column.codes, |words| words.zh));
    }
    if column.role != ColumnRole::Data {
        metadata.insert(HOLDS.to_owned(), column.role.code().to_owned());
    }
    Field::new(column.name, column.kind.data_type(), column.nullable).with_metadata(metadata)
}

/// A JSON object in the order of the list, whatever the maps of the JSON library do.
fn code_list(codes: &[Code], language: fn(&Words) -> &'static str) -> String {
    let mut bytes = Vec::new();
    serde::Serializer::collect_map(
        &mut Serializer::new(&mut bytes),
        codes.iter().map(|code| (code.code, language(&code.description))),
    )
    .expect("text keys and text values are always JSON, and memory takes every write");
    String::from_utf8(bytes).expect("serde_json writes UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::TABLES;

    #[test]
    fn a_field_carries_type_nullability_and_descriptions() {
        for table in TABLES {
            let schema = arrow_schema(table);
            assert_eq!(schema.fields().len(), table.columns.len());
            for (field, column) in schema.fields().iter().zip(table.columns) {
                assert_eq!((field.name().as_str(), field.is_nullable()), (column.name, column.nullable));
                assert_eq!(field.data_type(), &column.kind.data_type());
                assert_eq!(field.metadata()["description"], column.description.en);
                assert_eq!(field.metadata()["description:zh"], column.description.zh);
                assert_eq!(field.metadata().contains_key("codes"), !column.codes.is_empty());
            }
        }
    }

    #[test]
    fn a_code_list_keeps_the_order_of_the_schema() {
        let schema = arrow_schema(Table::of("documents").unwrap());
        let field = schema.field_with_name("symbol_origin").unwrap();
        let english = r#"{"text":"Printed in the document.","metadata":"Declared by the metadata of the file.","configured":"Given by the publisher of the data; the text has none."}"#;
        assert_eq!(field.metadata()["codes"], english);
        assert_eq!(
            field.metadata()["codes:zh"],
            r#"{"text":"印于文件之中。","metadata":"由文件的元数据标明。","configured":"由数据发布者给出；正文未载。"}"#
        );
    }

    #[test]
    fn a_schema_carries_its_keys_and_iterates_in_one_order() {
        let schema = arrow_schema(Table::of("addressees").unwrap());
        assert_eq!(schema.metadata()["table"], "addressees");
        assert_eq!(schema.metadata()["primary_key"], r#"["paragraph_id","language","position"]"#);
        let foreign_keys = concat!(
            r#"[{"column":"paragraph_id","references":"paragraph_id","table":"paragraphs","with":["language"]},"#,
            r#"{"column":"body_id","references":"body_id","table":"bodies"}]"#
        );
        assert_eq!(schema.metadata()["foreign_keys"], foreign_keys);
        let keys: Vec<&str> = schema.metadata().iter().map(|(key, _)| key.as_str()).collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
