//! The cells of record batches by the kinds of the published schema, and how they read as text and as JSON.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::io::Write as _;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, BooleanArray, Date32Array, Int32Array, Int64Array, RecordBatch, StringArray};
use jiff::SignedDuration;
use jiff::civil;

use crate::tables::Table;
use crate::tables::schema::{ColumnKind, TableSchema};

/// How many bytes an exporter collects before it hands them to its sink.
pub(super) const CHUNK: usize = 64 * 1024;

/// The rows of one record batch.
pub(super) struct Rows<'a> {
    schema: &'static TableSchema,
    columns: Vec<Cells<'a>>,
    len: usize,
}

/// The cells of one column.
enum Cells<'a> {
    Text(&'a StringArray),
    Int32(&'a Int32Array),
    Int64(&'a Int64Array),
    Bool(&'a BooleanArray),
    Date(&'a Date32Array),
}

impl<'a> Rows<'a> {
    /// The rows of a table, batch by batch.
    pub(super) fn batches(table: &'a Table) -> impl Iterator<Item = Rows<'a>> {
        table.batches().iter().map(|batch| Rows {
            schema: table.schema(),
            columns: (0..table.schema().columns.len()).map(|column| Cells::of(table, batch, column)).collect(),
            len: batch.num_rows(),
        })
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// A cell as text formats show it: ISO 8601 dates, `true` and `false`, plain numbers; none where it is null. What is not
    /// text already is written into `scratch`.
    pub(super) fn text<'s>(&'s self, column: usize, row: usize, scratch: &'s mut String) -> Option<&'s str> {
        let cells = &self.columns[column];
        if cells.is_null(row) {
            return None;
        }
        scratch.clear();
        // A String takes every write.
        let _ = match cells {
            Cells::Text(values) => return Some(values.value(row)),
            Cells::Bool(values) => return Some(if values.value(row) { "true" } else { "false" }),
            Cells::Int32(values) => write!(scratch, "{}", values.value(row)),
            Cells::Int64(values) => write!(scratch, "{}", values.value(row)),
            Cells::Date(values) => write!(scratch, "{}", date(values.value(row))),
        };
        Some(scratch)
    }

    /// The text of a key cell; none where it is null.
    ///
    /// # Panics
    /// Where the column is not a text column.
    pub(super) fn key(&self, column: usize, row: usize) -> Option<&'a str> {
        match self.columns[column] {
            Cells::Text(values) => (!values.is_null(row)).then(|| values.value(row)),
            _ => panic!("column {} of {} is not text", self.schema.columns[column].name, self.schema.name),
        }
    }

    /// Appends the members of a row as JSON, in schema order, without the braces: `"a":1,"b":null`.
    pub(super) fn json_members(&self, row: usize, line: &mut Vec<u8>) {
        for (index, (column, cells)) in self.schema.columns.iter().zip(&self.columns).enumerate() {
            if index > 0 {
                line.push(b',');
            }
            line.push(b'"');
            line.extend_from_slice(column.name.as_bytes());
            line.extend_from_slice(b"\":");
            cells.json(row, line);
        }
    }

    /// Compares a row with a row of the same table by one column: numbers as numbers, text by its bytes.
    pub(super) fn compare(&self, row: usize, other: (&Rows<'_>, usize), column: usize) -> Ordering {
        self.columns[column].compare(row, &other.0.columns[column], other.1)
    }
}

impl<'a> Cells<'a> {
    /// The tables build every array from the kind of its column, so that the casts cannot fail.
    fn of(table: &Table, batch: &'a RecordBatch, column: usize) -> Self {
        let array = batch.column(column);
        match table.schema().columns[column].kind {
            ColumnKind::Text => Cells::Text(array.as_string::<i32>()),
            ColumnKind::Int32 => Cells::Int32(array.as_primitive::<Int32Type>()),
            ColumnKind::Int64 => Cells::Int64(array.as_primitive::<Int64Type>()),
            ColumnKind::Bool => Cells::Bool(array.as_boolean()),
            ColumnKind::Date => Cells::Date(array.as_primitive::<Date32Type>()),
        }
    }

    fn is_null(&self, row: usize) -> bool {
        match self {
            Cells::Text(values) => values.is_null(row),
            Cells::Int32(values) => values.is_null(row),
            Cells::Int64(values) => values.is_null(row),
            Cells::Bool(values) => values.is_null(row),
            Cells::Date(values) => values.is_null(row),
        }
    }

    fn json(&self, row: usize, line: &mut Vec<u8>) {
        if self.is_null(row) {
            line.extend_from_slice(b"null");
            return;
        }
        // A vector takes every write, and text is always JSON.
        let _ = match self {
            Cells::Text(values) => serde_json::to_writer(line, values.value(row)).map_err(Into::into),
            Cells::Int32(values) => write!(line, "{}", values.value(row)),
            Cells::Int64(values) => write!(line, "{}", values.value(row)),
            Cells::Bool(values) => write!(line, "{}", values.value(row)),
            Cells::Date(values) => write!(line, "\"{}\"", date(values.value(row))),
        };
    }

    fn compare(&self, row: usize, other: &Cells<'_>, other_row: usize) -> Ordering {
        match (self, other) {
            (Cells::Text(a), Cells::Text(b)) => a.value(row).cmp(b.value(other_row)),
            (Cells::Int32(a), Cells::Int32(b)) => a.value(row).cmp(&b.value(other_row)),
            (Cells::Int64(a), Cells::Int64(b)) => a.value(row).cmp(&b.value(other_row)),
            (Cells::Bool(a), Cells::Bool(b)) => a.value(row).cmp(&b.value(other_row)),
            (Cells::Date(a), Cells::Date(b)) => a.value(row).cmp(&b.value(other_row)),
            _ => unreachable!("both are the same column of the same table"),
        }
    }
}

/// The date of a `date32` value, which counts days from 1970-01-01.
fn date(days: i32) -> civil::Date {
    civil::date(1970, 1, 1)
        .checked_add(SignedDuration::from_hours(i64::from(days) * 24))
        .expect("a published date has a year of four digits, and so lies within the calendar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_the_epoch_are_dates() {
        for (days, text) in [(0, "1970-01-01"), (15_490, "2012-05-30"), (-1, "1969-12-31"), (-719_162, "0001-01-01")] {
            assert_eq!(date(days).to_string(), text);
        }
    }
}
