//! The database as it is exported: a table with the columns of each schema, read row by row and cell by cell.

mod opened;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::columns::Columns;
use super::{DataFile, ReadError, TableFile, TakeBatches, Wrong, shown};
use crate::tables::Cell;
use crate::tables::arrow::table_name;
use crate::tables::schema::ColumnKind;
pub(crate) use opened::Opened;

/// Reads the rows of every table and hands them over, table by table.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn read(
    input: DataFile,
    name: &str,
    schemas: &[SchemaRef],
    take: &mut TakeBatches<'_>,
) -> Result<(), ReadError> {
    let database = Opened::copy_of(input, name)?;
    let file = TableFile::unread(name);
    let mut room = Room(database.bytes());
    for schema in schemas {
        let mut table = Table { name: table_name(schema), row: 0, room: &mut room };
        let ended = table.read(&database, schema, take).map_err(|wrong| file.at_row(table.row, wrong))?;
        if ended.is_break() {
            break;
        }
    }
    Ok(())
}

/// What may still come out of a file: no more text than it has bytes, and no more rows. Pages of a hostile file may say the same
/// text again and again.
struct Room(u64);

impl Room {
    fn take(&mut self, bytes: usize) -> Result<(), Wrong> {
        let left = self.0.checked_sub(bytes as u64 + 1);
        self.0 = left.ok_or_else(|| Wrong::differ("more rows and texts than the file has bytes", "each in it once"))?;
        Ok(())
    }
}

/// A table that is read.
struct Table<'t> {
    name: &'t str,
    /// The row that is read, counted from 1; 0 before the first.
    row: u64,
    room: &'t mut Room,
}

impl Table<'_> {
    fn read(
        &mut self,
        database: &Opened,
        schema: &SchemaRef,
        take: &mut TakeBatches<'_>,
    ) -> Result<ControlFlow<()>, Wrong> {
        let mut columns = Columns::new(schema)?;
        self.is_as_published(database.connection(), &columns)?;
        let names: Vec<String> = (0..columns.len()).map(|column| quoted(columns.name(column))).collect();
        // An index of somebody else may say something else than the table.
        let select = format!("SELECT {} FROM main.{} NOT INDEXED", names.join(", "), quoted(self.name));
        let failed = |error: rusqlite::Error| self.failed(&error);
        let mut statement = database.connection().prepare(&select).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        loop {
            self.row += 1;
            let row = rows.next().map_err(|error| self.failed(&error))?;
            let Some(row) = row else { break };
            if let Some(batch) = self.cells(row, &mut columns)?
                && take(batch).is_break()
            {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.row = 0;
        Ok(columns.finish().map_or(ControlFlow::Continue(()), take))
    }

    /// Whether there is a table of this name with these columns, all of which are stored and none is computed.
    fn is_as_published(&self, connection: &Connection, columns: &Columns) -> Result<(), Wrong> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let select = "SELECT type, rootpage, sql FROM main.sqlite_schema WHERE name = ?1";
        let mut statement = connection.prepare(select).map_err(failed)?;
        let mut found = statement.query([self.name]).map_err(failed)?;
        let stored = match found.next().map_err(failed)? {
            Some(row) => {
                let text = |column: usize| row.get_ref(column).ok().and_then(|value| value.as_str().ok());
                let page = row.get_ref(1).ok().and_then(|value| value.as_i64().ok());
                text(0) == Some("table")
                    && page.is_some_and(|page| page > 0)
                    && text(2).is_some_and(|sql| sql.starts_with("CREATE TABLE "))
            }
            None => false,
        };
        if !stored {
            return Err(Wrong::differ(format!("no table {}", self.name), "a table of this name with its rows"));
        }
        let pragma = format!("PRAGMA main.table_xinfo({})", quoted(self.name));
        let mut statement = connection.prepare(&pragma).map_err(failed)?;
        let column = |row: &Row<'_>| Ok((row.get::<_, String>(1)?, row.get::<_, i64>(6)?));
        let found: Result<Vec<(String, i64)>, _> =
            statement.query_map([], column).and_then(Iterator::collect).map_err(failed);
        let expected: Vec<(String, i64)> = (0..columns.len()).map(|at| (columns.name(at).to_owned(), 0)).collect();
        let found = found?;
        if found != expected {
            let list = |columns: &[(String, i64)]| {
                let name = |(name, hidden): &(String, i64)| match hidden {
                    0 => name.clone(),
                    _ => format!("{name} (computed)"),
                };
                shown(&columns.iter().map(name).collect::<Vec<_>>().join(", "))
            };
            let at = found.iter().zip(&expected).position(|(found, expected)| found != expected);
            let from = at.unwrap_or(found.len().min(expected.len()));
            let (found, expected) = (list(&found[from..]), list(&expected[from..]));
            let problem = format!("found {found} as column {} of {}; expected {expected}", from + 1, self.name);
            return Err(Wrong::new(problem));
        }
        Ok(())
    }

    /// The cells of a row; a batch where enough rows came together.
    fn cells(&mut self, row: &Row<'_>, columns: &mut Columns) -> Result<Option<RecordBatch>, Wrong> {
        for column in 0..columns.len() {
            let done = row.get_ref(column).map_err(|error| self.failed(&error)).and_then(|value| {
                self.room.take(if let ValueRef::Text(text) = value { text.len() } else { 0 })?;
                cell(columns, column, value)
            });
            done.map_err(|wrong| Wrong { column: Some(format!("{}.{}", self.name, columns.name(column))), ..wrong })?;
        }
        Ok(columns.end_row())
    }

    fn failed(&self, error: &rusqlite::Error) -> Wrong {
        let problem = match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => {
                "reading takes longer than a file of this size can".to_owned()
            }
            _ => error.to_string(),
        };
        Wrong::new(format!("cannot read the table {}: {problem}", self.name))
    }
}

/// Appends a value, which has the type that the exporter gives it: truth values are 0 and 1, and dates are texts.
fn cell(columns: &mut Columns, column: usize, value: ValueRef<'_>) -> Result<(), Wrong> {
    match (value, columns.kind(column)) {
        (ValueRef::Null, _) => columns.null(column),
        (ValueRef::Text(text), ColumnKind::Text | ColumnKind::Date) => match std::str::from_utf8(text) {
            Ok(text) => columns.parse(column, text),
            Err(_) => Err(columns.wrong(column, "bytes that are not UTF-8")),
        },
        (ValueRef::Integer(truth @ (0 | 1)), ColumnKind::Bool) => columns.json(column, Cell::Bool(truth == 1)),
        (ValueRef::Integer(number), ColumnKind::Int32 | ColumnKind::Int64) => columns.json(column, Cell::Int(number)),
        (ValueRef::Integer(number), _) => Err(columns.wrong(column, &format!("the number {number}"))),
        (ValueRef::Real(number), _) => Err(columns.wrong(column, &format!("the number {number:?}"))),
        (ValueRef::Text(text), _) => Err(columns.wrong(column, &shown(&String::from_utf8_lossy(text)))),
        (ValueRef::Blob(_), _) => Err(columns.wrong(column, "bytes")),
    }
}

/// A name as SQL takes it, whatever it holds.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
