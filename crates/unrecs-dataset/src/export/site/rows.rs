//! Rows by the names of their columns: a table that lacks a column has no value in it.

use arrow_array::RecordBatch;

use crate::tables::{Cell, Part, Values};

/// The rows that a part has of a table.
pub(super) fn of_part<'p, const N: usize>(
    part: &'p Part,
    table: &str,
    columns: [&'static str; N],
) -> impl Iterator<Item = [Cell<'p>; N]> {
    part.batches(table).iter().flat_map(move |batch| of_batch(batch, columns))
}

/// The rows of a batch.
pub(super) fn of_batch<'b, const N: usize>(
    batch: &'b RecordBatch,
    columns: [&'static str; N],
) -> impl Iterator<Item = [Cell<'b>; N]> {
    let values = columns.map(|column| Values::named(batch, column));
    (0..batch.num_rows()).map(move |row| values.map(|values| values.map_or(Cell::Null, |values| values.cell(row))))
}

/// A text that is always there; nothing where it is not.
pub(super) fn text(cell: Cell<'_>) -> &str {
    cell.text().unwrap_or_default()
}

/// The language of a row: `und` where it is not known.
pub(super) fn language(cell: Cell<'_>) -> &str {
    cell.text().unwrap_or("und")
}

/// A place in a text; none where there is none.
pub(super) fn place(cell: Cell<'_>) -> Option<usize> {
    usize::try_from(cell.int()?).ok()
}
