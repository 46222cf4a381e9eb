//! Reads the files of a release back into record batches, format by format, and trusts nothing that they say.
//!
//! A file is read with the schema that the release publishes beside it ([`schema_of`]), so that releases with other columns
//! than those of this program are read too. What is not exactly as published is an error that says where: a reader that
//! guesses would find two formats equal that are not. Broken or hostile files end in an error too, and take no more memory
//! than a few of their longest rows.

mod akn;
mod columns;
mod csv;
mod excel;
mod json_row;
mod ndjson;
mod nested;
mod parquet;
mod parquet_pages;
mod schema;
mod shared_file;
mod sqlite;
mod window;
mod xml;

use std::fmt;
use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};

use crate::tables::arrow::{role, table_name};
use crate::tables::schema::TableRole;

pub(crate) use akn::{AknUnit, AknWords, read as akn};
pub(crate) use csv::read as csv;
pub(crate) use excel::Beside as BesideSheets;
pub(crate) use ndjson::read as ndjson;
pub(crate) use parquet::read as parquet;
pub use schema::{SchemaError, schema_of};
pub(crate) use sqlite::Opened as OpenedDatabase;
pub(crate) use xml::read as xml;

/// Rows of a batch at most; it ends before that where its texts come to some megabytes.
pub const BATCH_ROWS: usize = 8192;

/// The rows of a table in the order of its file. After an error nothing more comes.
pub type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ReadError>> + Send>;

/// A file of data, open for reading.
pub type DataFile = std::fs::File;

/// Reads the rows of one table from its file, which errors call by the given name. The batches have the given schema, which is in the
/// form of [`arrow_schema`](crate::tables::arrow::arrow_schema).
pub type TableReader = fn(DataFile, &str, &SchemaRef) -> Batches;

/// Reads the rows of the tables of these schemas from one file, and hands them over until it is told to stop.
///
/// # Errors
/// Where the file is not as published.
pub type NestedReader = fn(DataFile, &str, &[SchemaRef], &mut TakeBatches<'_>) -> Result<(), ReadError>;

/// Reads back a file of the whole dataset.
#[derive(Debug, Clone, Copy)]
pub struct WholeReader {
    /// The names of those of these tables whose rows stand in the file.
    pub tables: fn(&[SchemaRef]) -> Vec<String>,
    /// Reads the rows.
    pub rows: NestedReader,
}

/// Reads back the files of a nested format: those of the documents, and the one of the registry.
#[derive(Debug, Clone, Copy)]
pub struct NestedFilesReader {
    /// The names of those of these tables whose rows stand in the files.
    pub tables: fn(&[SchemaRef]) -> Vec<String>,
    /// Reads the rows of a document.
    pub document: NestedReader,
    /// Reads the rows of the registry.
    pub registry: NestedReader,
}

/// Of nested JSON.
pub(crate) const NESTED: NestedFilesReader =
    NestedFilesReader { tables: nested::tables, document: nested::document, registry: nested::registry };

/// Of a database.
pub(crate) const SQLITE: WholeReader = WholeReader { tables: all_tables, rows: sqlite::read };

/// Of a workbook.
pub(crate) const EXCEL: WholeReader = WholeReader { tables: all_tables, rows: excel::read };

/// Takes batches of the tables, whose schemas say which they are of.
pub type TakeBatches<'t> = dyn FnMut(RecordBatch) -> ControlFlow<()> + 't;

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Which file, as it was called by who asked for it.
    pub file: String,
    /// The line, counted from 1, in formats that have lines: where the row begins, or, in nested JSON and XML, where reading
    /// stopped.
    pub line: Option<u64>,
    /// The row, counted from 1, in formats that have no lines.
    pub row: Option<u64>,
    /// The column, where the value of one is wrong.
    pub column: Option<String>,
    /// What was found, and what was expected.
    pub problem: String,
}

/// A file of data, as errors call it, and the schema of its rows.
struct TableFile {
    name: String,
    schema: SchemaRef,
}

/// The names of these tables but those of provenance, each of which has its rows in the file.
fn all_tables(schemas: &[SchemaRef]) -> Vec<String> {
    let held = schemas.iter().filter(|schema| role(schema) != Some(TableRole::Provenance));
    held.map(|schema| table_name(schema).to_owned()).collect()
}

impl TableFile {
    fn new(name: &str, schema: &SchemaRef) -> Self {
        Self { name: name.to_owned(), schema: schema.clone() }
    }

    /// Of a file that has no schema of its own.
    fn unread(name: &str) -> Self {
        Self::new(name, &Schema::empty().into())
    }

    fn at_line(&self, line: u64, wrong: Wrong) -> ReadError {
        ReadError { line: Some(line), ..self.whole(wrong) }
    }

    /// Rows are counted from 1; before the first one, the whole file is wrong.
    fn at_row(&self, row: u64, wrong: Wrong) -> ReadError {
        ReadError { row: (row > 0).then_some(row), ..self.whole(wrong) }
    }

    fn whole(&self, wrong: Wrong) -> ReadError {
        let Wrong { column, problem } = wrong;
        ReadError { file: self.name.clone(), line: None, row: None, column, problem }
    }
}

/// What is wrong, by who does not know where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wrong {
    column: Option<String>,
    problem: String,
}

impl Wrong {
    fn new(problem: impl Into<String>) -> Self {
        Self { column: None, problem: problem.into() }
    }

    /// Two things that differ.
    fn differ(found: impl fmt::Display, expected: impl fmt::Display) -> Self {
        Self::new(format!("found {found}; expected {expected}"))
    }

    fn cannot_read(error: &std::io::Error) -> Self {
        Self::new(format!("cannot read: {error}"))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, row, column, problem } = self;
        f.write_str(file)?;
        line.iter().try_for_each(|line| write!(f, ":{line}"))?;
        row.iter().try_for_each(|row| write!(f, ", row {row}"))?;
        column.iter().try_for_each(|column| write!(f, ", column {column}"))?;
        write!(f, ": {problem}")
    }
}

impl std::error::Error for ReadError {}

/// The batches that a function gives until it gives none or an error.
fn batches(mut next: impl FnMut() -> Result<Option<RecordBatch>, ReadError> + Send + 'static) -> Batches {
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let batch = next().transpose();
        ended = !matches!(batch, Some(Ok(_)));
        batch
    }))
}

/// A piece of a file as an error shows it: quoted, and cut where it is long.
fn shown(text: &str) -> String {
    quoted(text, 40)
}

/// A text in quotes, cut where it has more characters than that.
pub(crate) fn quoted(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests;
