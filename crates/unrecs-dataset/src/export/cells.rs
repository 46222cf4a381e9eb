//! The cells of record batches as formats of text write them: as they are, where a format has nothing to escape.

use std::io;

use arrow_array::RecordBatch;

use super::{Encoder, Sink};
use crate::tables::schema::Table;
use crate::tables::{Cell, Part, Values};

/// How many bytes an exporter collects before it hands them to its sink: enough that neither a system call nor a dynamic call
/// counts.
pub(super) const CHUNK: usize = 256 * 1024;

/// One table in a format of text.
pub(super) struct TextEncoder<W> {
    table: &'static Table,
    /// The bytes that the sink does not have yet.
    out: Vec<u8>,
    write_row: W,
    end: String,
}

impl<W: FnMut(&Rows<'_>, usize, &mut Vec<u8>) -> io::Result<()> + Send + 'static> TextEncoder<W> {
    /// Writes what stands before the rows, then each row by the function, and then what stands behind them.
    pub(super) fn of(table: &'static Table, head: String, write_row: W, end: String) -> Box<dyn Encoder> {
        Box::new(Self { table, out: head.into_bytes(), write_row, end })
    }
}

impl<W: FnMut(&Rows<'_>, usize, &mut Vec<u8>) -> io::Result<()> + Send> Encoder for TextEncoder<W> {
    fn part(&mut self, part: &Part, sink: &mut Sink<'_>) -> io::Result<()> {
        for rows in Rows::batches(self.table, part) {
            for row in 0..rows.len() {
                (self.write_row)(&rows, row, &mut self.out)?;
                pass_on(&mut self.out, sink)?;
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>, sink: &mut Sink<'_>) -> io::Result<()> {
        self.out.extend_from_slice(self.end.as_bytes());
        sink.write_all(&self.out)
    }
}

/// Hands the bytes collected so far to the sink where there are enough of them.
///
/// # Errors
/// Those of the sink.
pub(super) fn pass_on(collected: &mut Vec<u8>, sink: &mut Sink<'_>) -> io::Result<()> {
    if collected.len() >= CHUNK {
        sink.write_all(collected)?;
        collected.clear();
    }
    Ok(())
}

/// The error that a format cannot hold a value, or that the data breaks a promise.
pub(super) fn invalid(problem: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem.into())
}

/// The rows of one record batch.
pub(crate) struct Rows<'a> {
    columns: Vec<Values<'a>>,
    len: usize,
}

impl<'a> Rows<'a> {
    /// The rows that a part has of a table, batch by batch.
    pub(crate) fn batches(table: &'static Table, part: &'a Part) -> impl Iterator<Item = Rows<'a>> {
        part.batches(table.name).iter().map(Rows::of)
    }

    /// The rows of a batch.
    pub(crate) fn of(batch: &'a RecordBatch) -> Self {
        Self { columns: Values::all(batch), len: batch.num_rows() }
    }

    /// The values of the primary key of a row of this table, as text.
    pub(super) fn key(&self, table: &Table, row: usize) -> Vec<String> {
        let columns = table.primary_key.iter().filter_map(|key| table.index_of(key));
        columns.map(|column| self.cell(column, row).to_string()).collect()
    }

    /// The values of every column.
    pub(crate) fn columns(&self) -> &[Values<'a>] {
        &self.columns
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The cell of a row in a column.
    pub(crate) fn cell(&self, column: usize, row: usize) -> Cell<'a> {
        self.columns[column].cell(row)
    }

    /// The cells of a row, in the order of the columns.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = Cell<'a>> {
        self.columns.iter().map(move |values| values.cell(row))
    }
}

/// Writes rows of a table as members of JSON objects.
pub(crate) struct JsonMembers {
    /// The name of each column with its colon, and a comma in front of it.
    keys: Vec<String>,
}

impl JsonMembers {
    /// For rows of this table.
    pub(crate) fn of(table: &Table) -> Self {
        Self { keys: table.columns.iter().map(|column| format!(",\"{}\":", column.name)).collect() }
    }

    /// Appends an object with those members of a row that are shown, in schema order, and without its closing brace: `{"a":1,"b":null`.
    /// A column is known by its index.
    pub(crate) fn open<'a>(
        &self,
        row: impl Iterator<Item = Cell<'a>>,
        is_shown: impl Fn(usize, Cell<'a>) -> bool,
        out: &mut Vec<u8>,
    ) {
        out.push(b'{');
        let mut comma = 1;
        for (column, (key, cell)) in self.keys.iter().zip(row).enumerate() {
            if is_shown(column, cell) {
                out.extend_from_slice(&key.as_bytes()[comma..]);
                comma = 0;
                cell.write_json(out);
            }
        }
    }
}
