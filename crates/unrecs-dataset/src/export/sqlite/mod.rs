//! SQLite: one database with the tables under their keys, an index of words, and the documentation of it all.
//!
//! The database is made in a temporary file, since SQLite does not write from the beginning to the end, and is copied without gaps
//! when it is done. It is the same bytes for the same rows: nothing in it comes from a clock or from chance, and the SQLite that
//! writes it is part of the program.

mod definitions;
mod documentation;
pub(crate) mod search;

use std::io;
use std::path::Path;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, Statement};
use tempfile::NamedTempFile;

use super::cells::{CHUNK, Rows, invalid};
use super::{Encoder, Files, Format, SCHEMA_VERSION, Sink, Whole};
use crate::dataset::Dataset;
use crate::layout;
use crate::readback;
use crate::tables::schema::Table;
use crate::tables::{Cell, MeasuredTable, Part};
use definitions::quoted;

/// SQLite 3, one file for the whole dataset.
pub(super) const FORMAT: Format = Format {
    name: "sqlite",
    media_type: "application/vnd.sqlite3",
    files: Files::Whole {
        path: |dataset| layout::data("sqlite", &format!("{}.sqlite", dataset.id)),
        encoder,
        reader: Some(readback::SQLITE),
    },
};

/// Says in the header of the file whose database it is: `unrc` in ASCII.
pub(crate) const APPLICATION_ID: u32 = u32::from_be_bytes(*b"unrc");

/// The default of SQLite, written down so that it is the same everywhere.
const PAGE_BYTES: u32 = 4096;

/// Memory for pages: enough that the pages to which rows are added seldom have to be read again.
const CACHE_KIB: u32 = 64 * 1024;

/// A database in the making.
struct Sqlite {
    // Closed before the file goes, since fields are dropped in their order.
    connection: Connection,
    #[expect(dead_code, reason = "the file is there as long as this is")]
    working: NamedTempFile,
    /// Empty, for the copy without gaps.
    finished: NamedTempFile,
    tables: Vec<&'static Table>,
    /// The first row that breaks a promise of the schema. The checks of the tables say more about it than SQLite, so that they are
    /// let finish.
    broken: Option<io::Error>,
}

fn encoder(whole: &Whole<'_>) -> io::Result<Box<dyn Encoder>> {
    let tables: Vec<_> = whole.held().map(MeasuredTable::table).collect();
    let (working, finished) = (NamedTempFile::new_in(whole.scratch)?, NamedTempFile::new_in(whole.scratch)?);
    let connection = open(working.path(), &tables, whole.dataset).map_err(failed)?;
    Ok(Box::new(Sqlite { connection, working, finished, tables, broken: None }))
}

/// Opens an empty file as a database with empty tables.
fn open(path: &Path, tables: &[&'static Table], dataset: &Dataset) -> rusqlite::Result<Connection> {
    // Without the flag for it, no path is taken for a URI.
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Nobody else sees the file before it is whole, so that it needs neither a journal nor to be on the disk. Foreign keys are
    // checked all at once at the end: rows may name rows that are still to come.
    connection.execute_batch(&format!(
        "PRAGMA page_size = {PAGE_BYTES};
         PRAGMA encoding = 'UTF-8';
         PRAGMA application_id = {APPLICATION_ID};
         PRAGMA user_version = {SCHEMA_VERSION};
         PRAGMA journal_mode = OFF;
         PRAGMA synchronous = OFF;
         PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA cache_size = -{CACHE_KIB};
         PRAGMA foreign_keys = OFF;
         BEGIN;"
    ))?;
    for table in tables {
        connection.execute_batch(&definitions::table(table))?;
        connection.execute_batch(&search::table(table).unwrap_or_default())?;
    }
    documentation::write(&connection, tables, dataset)?;
    Ok(connection)
}

impl Encoder for Sqlite {
    fn part(&mut self, part: &Part, _: &mut Sink<'_>) -> io::Result<()> {
        if self.broken.is_some() {
            return Ok(());
        }
        for table in &self.tables {
            for batch in Rows::batches(table, part) {
                match rows(&self.connection, table, &batch) {
                    Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                        self.broken = Some(error);
                        return Ok(());
                    }
                    added => added?,
                }
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>, sink: &mut Sink<'_>) -> io::Result<()> {
        if let Some(error) = self.broken {
            return Err(error);
        }
        let mut statements = self.tables.iter().flat_map(|table| {
            let others = [definitions::view(table, &self.tables), search::end(table)];
            [definitions::indexes(table)].into_iter().chain(others.into_iter().flatten())
        });
        statements.try_for_each(|sql| self.connection.execute_batch(&sql)).map_err(failed)?;
        if let Some((table, parent)) = lost_key(&self.connection).map_err(failed)? {
            return Err(invalid(format!("table {table}: a row names a row of {parent} that is not there")));
        }
        let path = self.finished.path();
        let path = path.to_str().ok_or_else(|| io::Error::other(format!("{} is not UTF-8", path.display())))?;
        self.connection.execute_batch("COMMIT").map_err(failed)?;
        self.connection.execute("VACUUM INTO ?1", [path]).map_err(failed)?;
        io::copy(&mut io::BufReader::with_capacity(CHUNK, &mut self.finished), sink).map(drop)
    }
}

/// Adds the rows of a batch to a table and to its index of words.
fn rows(connection: &Connection, table: &Table, rows: &Rows<'_>) -> io::Result<()> {
    let places = vec!["?"; table.columns.len()].join(", ");
    let insert = format!("INSERT INTO {} VALUES ({places})", quoted(table.name));
    let mut insert = connection.prepare(&insert).map_err(failed)?;
    let mut words = search::Words::of(connection, table).map_err(failed)?;
    for row in 0..rows.len() {
        let added = add(&mut insert, rows, row).and_then(|()| match &mut words {
            Some(words) => words.add(rows, row),
            None => Ok(()),
        });
        added.map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => {
                invalid(format!("table {}, row {}: {error}", table.name, rows.key(table, row).join(", ")))
            }
            _ => failed(error),
        })?;
    }
    Ok(())
}

fn add(insert: &mut Statement<'_>, rows: &Rows<'_>, row: usize) -> rusqlite::Result<()> {
    for (cell, index) in rows.row(row).zip(1..) {
        insert.raw_bind_parameter(index, value(cell))?;
    }
    insert.raw_execute().map(drop)
}

/// A cell as SQLite has it: truth values are 0 and 1, and dates are texts.
fn value(cell: Cell<'_>) -> ToSqlOutput<'_> {
    match cell {
        Cell::Null => ToSqlOutput::from(rusqlite::types::Null),
        Cell::Text(text) => ToSqlOutput::from(text),
        Cell::Int(number) => ToSqlOutput::from(number),
        Cell::Bool(truth) => ToSqlOutput::from(truth),
        Cell::Date(_) => ToSqlOutput::from(cell.to_string()),
    }
}

/// The table of the first foreign key that is no key of its table, and that table.
fn lost_key(connection: &Connection) -> rusqlite::Result<Option<(String, String)>> {
    let row = connection.query_row("PRAGMA foreign_key_check", [], |row| Ok((row.get(0)?, row.get(2)?)));
    row.optional()
}

fn failed(error: rusqlite::Error) -> io::Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => io::ErrorKind::StorageFull.into(),
        _ => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests;
