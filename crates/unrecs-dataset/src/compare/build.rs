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
        for (column, cell) in row.iter().enumerate() {
            let field = self.0.schema().field(column).clone();
            // A column whose type changed from a date to text or back reads the same.
            let text = cell.to_string();
            let fitting = match (cell, ColumnKind::of(field.data_type())) {
                (Cell::Date(_), Some(ColumnKind::Text)) => Some(Cell::Text(&text)),
                (Cell::Text(_), Some(ColumnKind::Date)) => Cell::parse(ColumnKind::Date, &text),
                _ => Some(*cell),
            };
            if fitting.is_none_or(|cell| self.0.push(column, cell).is_err()) {
                return Err(format!("{text:?} does not fit the column {}", field.name()));
            }
        }
        Ok(self.0.end_row())
    }

    /// The rows since the last batch.
    pub(super) fn finish(&mut self) -> Option<RecordBatch> {
        self.0.finish()
    }
}
