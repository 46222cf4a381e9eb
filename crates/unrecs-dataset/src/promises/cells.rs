//! Values of record batches, one by one: as texts for comparing and for showing.

use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};

use crate::readback;
use crate::tables::arrow::table_name;
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

/// The numbers of a column of this name, of which only one of integers has any.
pub(super) fn numbers<'b>(batch: &'b RecordBatch, column: &str) -> impl Fn(usize) -> Option<i64> + use<'b> {
    let values = Values::named(batch, column);
    move |row| values?.cell(row).int()
}

/// Whether this is the schema of the table of this name, with these columns, each of one of these types.
pub(super) fn has(schema: &Schema, table: &str, columns: &[(&str, &[DataType])]) -> bool {
    let is_there = |&(name, types): &(&str, &[DataType])| {
        schema.field_with_name(name).is_ok_and(|field| types.contains(field.data_type()))
    };
    table_name(schema) == table && columns.iter().all(is_there)
}

/// The types of numbers.
pub(super) const NUMBER: &[DataType] = &[DataType::Int32, DataType::Int64];
/// The type of texts.
pub(super) const TEXT: &[DataType] = &[DataType::Utf8];

/// Values of several columns of a row in one line.
pub(super) fn line(batch: &RecordBatch, columns: &[usize], row: usize) -> String {
    let values = columns.iter().map(|&column| whole(Values::of(batch.column(column)).cell(row)));
    values.collect::<Vec<_>>().join(" + ")
}
