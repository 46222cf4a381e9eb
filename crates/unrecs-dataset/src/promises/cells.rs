//! Values of record batches, one by one: as texts for comparing and for showing.

use std::fmt::Write as _;

use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};

use crate::readback;
use crate::tables::{Cell, Values};

/// A text as problems show it: quoted, and cut where it is long.
pub(crate) fn shown(text: &str) -> String {
    readback::quoted(text, 60)
}

/// A value as problems show it.
pub(crate) fn value(array: &dyn Array, row: usize) -> String {
    match Values::of(array).cell(row) {
        Cell::Text(text) => shown(text),
        cell => whole(cell),
    }
}

/// A value as a text that no other value of its column has.
fn whole(cell: Cell<'_>) -> String {
    match cell {
        Cell::Null => "no value".to_owned(),
        Cell::Text(text) => format!("{text:?}"),
        cell => cell.to_string(),
    }
}

/// Whether two columns hold the same value in a row each.
pub(crate) fn same(one: (&dyn Array, usize), other: (&dyn Array, usize)) -> bool {
    *one.0.slice(one.1, 1) == *other.0.slice(other.1, 1)
}

/// A column of integers of either width by its name, as numbers.
pub(super) fn numbers<'b>(batch: &'b RecordBatch, column: &str) -> Option<impl Fn(usize) -> Option<i64> + use<'b>> {
    let values = Values::named(batch, column)?;
    matches!(values, Values::Int32(_) | Values::Int64(_)).then_some(move |row: usize| values.cell(row).int())
}

/// Whether a table has these columns, each of one of these types.
pub(super) fn has(schema: &Schema, columns: &[(&str, &[DataType])]) -> bool {
    columns
        .iter()
        .all(|(name, types)| schema.field_with_name(name).is_ok_and(|field| types.contains(field.data_type())))
}

/// The types of numbers.
pub(super) const NUMBER: &[DataType] = &[DataType::Int32, DataType::Int64];
/// The type of texts.
pub(super) const TEXT: &[DataType] = &[DataType::Utf8];

/// Values of several columns of a row in one line.
pub(super) fn line(batch: &RecordBatch, columns: &[usize], row: usize) -> String {
    let mut line = String::new();
    for (index, &column) in columns.iter().enumerate() {
        let _ =
            write!(line, "{}{}", if index > 0 { " + " } else { "" }, whole(Values::of(batch.column(column)).cell(row)));
    }
    line
}
