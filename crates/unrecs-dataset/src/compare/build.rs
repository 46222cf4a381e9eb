//! Builds record batches from the rows of a change, in the types of a schema.

use arrow_array::RecordBatch;

use super::shape::Shape;
use crate::tables::Cell;
use crate::tables::builder::{BatchBuilder, LONGEST_TEXT, Limits};
use crate::tables::schema::ColumnKind;

const LIMITS: Limits = Limits { rows: 10_000, text: LONGEST_TEXT };

/// The rows of a batch in the making.
pub(super) struct Builders(BatchBuilder);

impl Builders {
    pub(super) fn of(shape: &Shape) -> Self {
        Self(BatchBuilder::new(shape.schema.clone(), LIMITS).expect("a shape has only columns of published types"))
    }

    /// Adds a row; a batch where enough rows came together.
    ///
    /// # Errors
    /// A value has another type than its column and does not read like one of it, or is null where none may be.
    pub(super) fn push(&mut self, row: &[Cell<'_>]) -> Result<Option<RecordBatch>, String> {
        for (column, &cell) in row.iter().enumerate() {
            if self.0.push(column, cell).is_err() {
                self.push_alike(column, cell)?;
            }
        }
        Ok(self.0.end_row())
    }

    /// Adds a cell to a column of another type that reads the same: a date to texts, or the text of one to dates.
    fn push_alike(&mut self, column: usize, cell: Cell<'_>) -> Result<(), String> {
        let text = cell.to_string();
        let kind = ColumnKind::of(self.0.schema().field(column).data_type());
        let alike = match (cell, kind) {
            (Cell::Date(_), Some(ColumnKind::Text)) => Some(Cell::Text(&text)),
            (Cell::Text(_), Some(ColumnKind::Date)) => Cell::parse(ColumnKind::Date, &text),
            _ => None,
        };
        let done = alike.is_some_and(|alike| self.0.push(column, alike).is_ok());
        let name = || self.0.schema().field(column).name().clone();
        if done { Ok(()) } else { Err(format!("{text:?} does not fit the column {}", name())) }
    }

    /// The rows since the last batch.
    pub(super) fn finish(&mut self) -> Option<RecordBatch> {
        self.0.finish()
    }
}
