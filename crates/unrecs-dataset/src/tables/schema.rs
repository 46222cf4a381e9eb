//! What a table is: its name, its columns with their descriptions in English and Chinese, its keys, its rows, and where nested formats put
//! them. Each is written once.

use arrow_schema::DataType;
use unrecs_text::codes;
use unrecs_text::lineage::Lineage;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Resolved;

use super::TABLES;
use super::cell::Cell;
pub use super::nesting::{Layout, List, NestedFile, Nesting, Unsaid, lists_within};
use super::rows::Rows;
pub(super) use ColumnKind::{Bool, Date, Int32, Int64, Text};

/// Version of the published schema: it changes with the names, the types and the meaning of tables and columns, not with the
/// data.
pub const SCHEMA_VERSION: u32 = 2;

/// Namespace of the XML elements and stem of the identifiers of the JSON Schemas.
pub const NAMESPACE: &str = "urn:unrecs:schema:2";

/// A text in the two languages of the schema's documentation.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Chinese (simplified).
    pub zh: &'static str,
}

/// One published table.
#[derive(Debug)]
pub struct Table {
    /// Lower-case snake_case, plural.
    pub name: &'static str,
    /// Name of one row, singular: the XML element.
    pub row: &'static str,
    /// A heading of a few words.
    pub title: Words,
    /// What one row is, and what the table leaves out.
    pub description: Words,
    /// What its rows are, and so what is promised of them.
    pub role: TableRole,
    /// In publishing order; new columns are appended last.
    pub columns: &'static [Column],
    /// Names of the columns, three at most, that together identify a row, the more significant first.
    pub primary_key: &'static [&'static str],
    /// The columns whose values are keys of a table.
    pub foreign_keys: &'static [ForeignKey],
    /// Where nested formats put its rows.
    pub nesting: Nesting,
    /// What its rows are made of.
    pub rows: RowSource,
}

/// What makes the rows of a table, in their order.
#[derive(Debug, Clone, Copy)]
pub enum RowSource {
    /// The rows of one document in one language.
    Documents(fn(&Resolved<'_>, &mut Rows)),
    /// The rows of one document, of which there is at least one language version, with what the registry knows.
    Works(fn(&[Resolved<'_>], &Registry, &mut Rows)),
    /// The rows of one document, with the older paragraphs and documents that its words come from.
    Lineage(fn(&[Resolved<'_>], &Lineage<'_, '_>, &mut Rows)),
    /// The rows of the registry.
    Registry(fn(&Registry, &mut Rows)),
}

codes! {
    /// What the rows of a table are.
    TableRole {
        /// What the documents say and the facts of the registry: no row goes or gets another key without a major version.
        Data = "data",
        /// Only where the bytes of the sources went. Its rows come and go with the bytes, so that nobody can keep their keys from one
        /// version to the next, and no change of them is more than a patch.
        Provenance = "provenance",
        /// What other tables say, put together for people: its rows change with theirs.
        View = "view",
    }
}

codes! {
    /// What the values of a column are.
    ColumnRole {
        /// What the row says.
        Data = "data",
        /// Where the row comes from, and nothing of what it says.
        Provenance = "provenance",
        /// Where the row stands among the others of its document: rows that come and go move all behind them, which is no change of theirs.
        Order = "order",
    }
}

/// One column of a table.
#[derive(Debug)]
pub struct Column {
    /// Lower-case snake_case.
    pub name: &'static str,
    /// The type of its values.
    pub kind: ColumnKind,
    /// Whether a row may have no value here.
    pub nullable: bool,
    /// What the value means: its shape and unit, and when it is null.
    pub description: Words,
    /// The codes a coded column may hold; empty where any value may stand.
    pub codes: &'static [Code],
    /// The code that says that there is nothing to say, where there is one.
    pub default_code: Option<&'static str>,
    /// Whether people look for words in it: formats that have an index of words have one of this column.
    pub searched: bool,
    /// What its values are.
    pub role: ColumnRole,
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// UTF-8 text, never the empty string.
    Text,
    /// A signed integer of 32 bits: counts and ordinals.
    Int32,
    /// A signed integer of 64 bits: byte offsets and sizes.
    Int64,
    /// True or false.
    Bool,
    /// A calendar date (ISO 8601, proleptic Gregorian), without a time or a time zone.
    Date,
}

impl ColumnKind {
    /// The kind of the columns of an Arrow type; none where no published column has it.
    pub fn of(data_type: &DataType) -> Option<Self> {
        match data_type {
            DataType::Utf8 => Some(ColumnKind::Text),
            DataType::Int32 => Some(ColumnKind::Int32),
            DataType::Int64 => Some(ColumnKind::Int64),
            DataType::Boolean => Some(ColumnKind::Bool),
            DataType::Date32 => Some(ColumnKind::Date),
            _ => None,
        }
    }

    /// The Arrow type of its columns.
    pub fn data_type(self) -> DataType {
        match self {
            ColumnKind::Text => DataType::Utf8,
            ColumnKind::Int32 => DataType::Int32,
            ColumnKind::Int64 => DataType::Int64,
            ColumnKind::Bool => DataType::Boolean,
            ColumnKind::Date => DataType::Date32,
        }
    }
}

/// One value of a coded column.
#[derive(Debug)]
pub struct Code {
    /// The value as published: lower-case snake_case.
    pub code: &'static str,
    /// What it means.
    pub description: Words,
}

/// A column whose values are keys of a table.
#[derive(Debug)]
pub struct ForeignKey {
    /// The column that holds the key.
    pub column: &'static str,
    /// The table it is a key of, which may be the column's own.
    pub table: &'static str,
    /// The first column of that table's primary key.
    pub references: &'static str,
    /// The other columns of that key, which have the same names here, such as the language.
    pub with: &'static [&'static str],
}

/// What a key has beside the identifier where words are said once a language.
pub(super) const LANGUAGE: &[&str] = &["language"];

impl Table {
    /// The table of this name, if there is one.
    pub fn of(name: &str) -> Option<&'static Table> {
        TABLES.iter().copied().find(|table| table.name == name)
    }

    /// What a code of a coded column means, if the column lists it.
    pub fn meaning(&self, column: &str, code: &str) -> Option<Words> {
        let codes = self.columns[self.index_of(column)?].codes;
        codes.iter().find(|listed| listed.code == code).map(|listed| listed.description)
    }

    /// Index of a column among [`Table::columns`], if there is one of this name.
    pub fn index_of(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|candidate| candidate.name == column)
    }
}

impl Words {
    /// English alone, for now.
    pub(super) const fn en(en: &'static str) -> Self {
        Self { en, zh: "" }
    }

    pub(super) const fn zh(self, zh: &'static str) -> Self {
        Self { zh, ..self }
    }
}

impl Column {
    /// A column in which every row has a value.
    pub(super) const fn required(name: &'static str, kind: ColumnKind) -> Self {
        Self {
            name,
            kind,
            nullable: false,
            description: Words::en(""),
            codes: &[],
            default_code: None,
            searched: false,
            role: ColumnRole::Data,
        }
    }

    /// A column in which a row may have no value.
    pub(super) const fn optional(name: &'static str, kind: ColumnKind) -> Self {
        Self { nullable: true, ..Self::required(name, kind) }
    }

    /// The value that a format need not write, as its schema has it as the default, where there is always a value: false, or the code that
    /// says that there is nothing to say.
    pub fn default(&self) -> Option<Cell<'static>> {
        match self {
            Self { nullable: true, .. } => None,
            Self { kind: Bool, .. } => Some(Cell::Bool(false)),
            Self { default_code, .. } => default_code.map(Cell::Text),
        }
    }

    /// With this code where there is nothing to say.
    pub(super) const fn usually(self, code: &'static str) -> Self {
        Self { default_code: Some(code), ..self }
    }

    pub(super) const fn coded(self, codes: &'static [Code]) -> Self {
        Self { codes, ..self }
    }

    pub(super) const fn searched(self) -> Self {
        Self { searched: true, ..self }
    }

    /// The same, with values of this role.
    pub(super) const fn role(self, role: ColumnRole) -> Self {
        Self { role, ..self }
    }

    pub(super) const fn en(self, en: &'static str) -> Self {
        Self { description: Words { en, ..self.description }, ..self }
    }

    pub(super) const fn zh(self, zh: &'static str) -> Self {
        Self { description: self.description.zh(zh), ..self }
    }
}

impl Code {
    pub(super) const fn new(code: &'static str) -> Self {
        Self { code, description: Words::en("") }
    }

    pub(super) const fn en(self, en: &'static str) -> Self {
        Self { description: Words { en, ..self.description }, ..self }
    }

    pub(super) const fn zh(self, zh: &'static str) -> Self {
        Self { description: self.description.zh(zh), ..self }
    }
}

impl ForeignKey {
    pub(super) const fn new(column: &'static str, table: &'static str, references: &'static str) -> Self {
        Self { column, table, references, with: &[] }
    }

    /// The same of a row in its own language.
    pub(super) const fn in_language(self) -> Self {
        Self { with: LANGUAGE, ..self }
    }

    /// The columns that hold the key.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        [self.column].into_iter().chain(self.with.iter().copied())
    }

    /// The columns of the primary key that it is.
    pub fn referenced(&self) -> impl Iterator<Item = &'static str> {
        [self.references].into_iter().chain(self.with.iter().copied())
    }
}
