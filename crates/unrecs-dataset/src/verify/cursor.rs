//! The rows of one file, one after the other, with a few of their columns.

use arrow_array::RecordBatch;
use arrow_schema::DataType;

use super::loaded_release::LoadedRelease;
use super::manifest::DataClaim;
use crate::readback::Batches;
use crate::tables::{Cell, Values};

/// A place in a file.
pub(super) struct Cursor {
    pub(super) file: String,
    batches: Batches,
    batch: Option<RecordBatch>,
    columns: Vec<usize>,
    at: usize,
    /// The number of the row, counted from 1.
    pub(super) row: u64,
    /// Whether the file broke, which others say better.
    pub(super) broken: bool,
}

/// What columns are to hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Day,
}

impl Cursor {
    /// Before the first row; none where the file cannot be opened, or lacks one of these columns.
    pub(super) fn open(
        release: &LoadedRelease<'_>,
        table: &str,
        data: &DataClaim,
        columns: &[(&str, Kind)],
    ) -> Option<Self> {
        let schema = release.schema(table)?;
        let column = |(name, kind): &(&str, Kind)| {
            let (index, field) = schema.column_with_name(name)?;
            let found = match field.data_type() {
                DataType::Utf8 => Kind::Text,
                DataType::Int32 | DataType::Int64 => Kind::Number,
                DataType::Date32 => Kind::Day,
                _ => return None,
            };
            (found == *kind).then_some(index)
        };
        let columns = columns.iter().map(column).collect::<Option<_>>()?;
        let batches = release.rows(data, schema).ok()?;
        let mut cursor = Self { file: data.path.clone(), batches, batch: None, columns, at: 0, row: 0, broken: false };
        cursor.next();
        Some(cursor)
    }

    /// Goes to the next row.
    pub(super) fn next(&mut self) {
        self.row += 1;
        self.at += 1;
        while self.batch.as_ref().is_none_or(|batch| self.at >= batch.num_rows()) {
            match self.batches.next() {
                Some(Ok(batch)) => (self.batch, self.at) = (Some(batch), 0),
                other => {
                    self.broken |= other.is_some();
                    self.batch = None;
                    return;
                }
            }
        }
    }

    /// Whether there is a row here.
    pub(super) fn is_here(&self) -> bool {
        self.batch.is_some()
    }

    /// The text in one of the columns of this row, by its place among those asked for; none where there is none.
    pub(super) fn text(&self, column: usize) -> Option<&str> {
        self.cell(column).text()
    }

    /// The number in one of the columns of this row.
    pub(super) fn number(&self, column: usize) -> Option<i64> {
        self.cell(column).int()
    }

    /// The day in one of the columns of this row, in days from 1970-01-01.
    pub(super) fn day(&self, column: usize) -> Option<i32> {
        match self.cell(column) {
            Cell::Date(days) => Some(days),
            _ => None,
        }
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        let batch = self.batch.as_ref();
        batch.map_or(Cell::Null, |batch| Values::of(batch.column(self.columns[column])).cell(self.at))
    }

    /// The same as a place in a text or a file.
    pub(super) fn offset(&self, column: usize) -> Option<usize> {
        usize::try_from(self.number(column)?).ok()
    }
}
