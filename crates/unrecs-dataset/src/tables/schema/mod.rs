//! What every table holds: names, types, keys, code lists and descriptions in English and Chinese, each written once.

mod addressees;
pub mod arrow;
mod basis;
mod bodies;
mod documents;
mod instrument_titles;
mod instruments;
mod meetings;
mod mentions;
mod provisions;
mod recommendations;
mod references;
mod segments;
mod source_span;
mod text_span;

/// Every published table, in publishing order: the tables of the documents first, then what they refer to, then where the
/// bytes went.
pub static TABLES: &[&TableSchema] = &[
    &documents::SCHEMA,
    &meetings::SCHEMA,
    &recommendations::SCHEMA,
    &addressees::SCHEMA,
    &references::SCHEMA,
    &mentions::SCHEMA,
    &instruments::SCHEMA,
    &instrument_titles::SCHEMA,
    &provisions::SCHEMA,
    &bodies::SCHEMA,
    &segments::SCHEMA,
];

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
pub struct TableSchema {
    /// Lower-case snake_case, plural.
    pub name: &'static str,
    /// Name of one row, singular: the XML element.
    pub row: &'static str,
    /// A heading of a few words.
    pub title: Words,
    /// What one row is, and what the table leaves out.
    pub description: Words,
    /// What its rows are, and so what is promised of them.
    pub holds: Holds,
    /// In publishing order; new columns are appended last.
    pub columns: &'static [Column],
    /// Names of the one or two columns that together identify a row, the more significant first.
    pub primary_key: &'static [&'static str],
    /// The columns whose values are keys of a table.
    pub foreign_keys: &'static [ForeignKey],
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// What the documents say and the facts of the registry: no row goes or gets another key without a major version.
    Data,
    /// Only where the bytes of the sources went. Its rows come and go with the bytes, so that nobody can keep their keys from one
    /// version to the next, and no change of them is more than a patch.
    Provenance,
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
    /// Whether people look for words in it: formats that have an index of words have one of this column.
    pub searched: bool,
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
    /// The only column of that table's primary key.
    pub references: &'static str,
}

impl TableSchema {
    /// The table of this name, if there is one.
    pub fn of(name: &str) -> Option<&'static TableSchema> {
        TABLES.iter().copied().find(|table| table.name == name)
    }

    /// What a code of a coded column means, if the column lists it.
    pub fn meaning(&self, column: &str, code: &str) -> Option<Words> {
        let codes = self.columns[self.index_of(column)?].codes;
        codes.iter().find(|listed| listed.code == code).map(|listed| listed.description)
    }

    /// Index of a column among [`TableSchema::columns`], if there is one of this name.
    pub fn index_of(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|candidate| candidate.name == column)
    }
}

impl Holds {
    /// As published: `data` or `provenance`.
    pub fn code(self) -> &'static str {
        match self {
            Holds::Data => "data",
            Holds::Provenance => "provenance",
        }
    }
}

impl Words {
    const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }
}

impl Column {
    const fn text(name: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::required(name, ColumnKind::Text, Words::new(en, zh))
    }

    const fn int32(name: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::required(name, ColumnKind::Int32, Words::new(en, zh))
    }

    const fn int64(name: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::required(name, ColumnKind::Int64, Words::new(en, zh))
    }

    const fn bool(name: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::required(name, ColumnKind::Bool, Words::new(en, zh))
    }

    const fn date(name: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::required(name, ColumnKind::Date, Words::new(en, zh))
    }

    const fn required(name: &'static str, kind: ColumnKind, description: Words) -> Self {
        Self { name, kind, nullable: false, description, codes: &[], searched: false }
    }

    const fn nullable(self) -> Self {
        Self { nullable: true, ..self }
    }

    const fn coded(self, codes: &'static [Code]) -> Self {
        Self { codes, ..self }
    }

    const fn searched(self) -> Self {
        Self { searched: true, ..self }
    }
}

impl Code {
    const fn new(code: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self { code, description: Words::new(en, zh) }
    }
}

impl ForeignKey {
    const fn new(column: &'static str, table: &'static str, references: &'static str) -> Self {
        Self { column, table, references }
    }
}

#[cfg(test)]
mod tests;
