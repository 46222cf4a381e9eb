//! What every table holds: names, types, keys, code lists and descriptions in English and Chinese, each written once.

/// A text in the two languages of the schema's documentation.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Chinese (simplified).
    pub zh: &'static str,
}

/// Every published table.
pub static TABLES: &[&TableSchema] = &[];

/// One published table.
#[derive(Debug)]
pub struct TableSchema {
    /// Lower-case snake_case, plural.
    pub name: &'static str,
    /// Name of one row, singular: the XML element.
    pub row: &'static str,
    pub title: Words,
    pub description: Words,
    pub columns: &'static [Column],
    /// Names of the columns that together identify a row.
    pub primary_key: &'static [&'static str],
    pub foreign_keys: &'static [ForeignKey],
}

#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: ColumnKind,
    pub nullable: bool,
    pub description: Words,
    /// The codes a coded column may hold; empty where any value may stand.
    pub codes: &'static [Code],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind { Text, Int32, Int64, Bool, Date }

#[derive(Debug)]
pub struct Code { pub code: &'static str, pub description: Words }

/// A column whose values are keys of another table.
#[derive(Debug)]
pub struct ForeignKey { pub column: &'static str, pub table: &'static str, pub references: &'static str }
