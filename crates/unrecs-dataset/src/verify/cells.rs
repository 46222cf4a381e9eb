//! Values of record batches, one by one: as texts for comparing and for showing.

use std::fmt::Write as _;
use unrecs_text::value::date_of_days;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};

use super::found::shown;

/// A value as differences show it.
pub(super) fn value(array: &dyn Array, row: usize) -> String {
    match array.as_string_opt::<i32>() {
        Some(texts) if texts.is_valid(row) => shown(texts.value(row)),
        _ => whole(array, row),
    }
}

/// A value as a text that no other value of its column has.
fn whole(array: &dyn Array, row: usize) -> String {
    if array.is_null(row) {
        return "no value".to_owned();
    }
    match array.data_type() {
        DataType::Utf8 => format!("{:?}", array.as_string::<i32>().value(row)),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Date32 => date(array.as_primitive::<Date32Type>().value(row)),
        other => format!("a value of the type {other}"),
    }
}

fn date(days: i32) -> String {
    date_of_days(days).map_or_else(|| format!("{days} days from 1970-01-01"), |date| date.to_string())
}

/// Whether two columns hold the same value in a row each.
pub(super) fn same(one: (&dyn Array, usize), other: (&dyn Array, usize)) -> bool {
    *one.0.slice(one.1, 1) == *other.0.slice(other.1, 1)
}

/// A column of integers of either width by its name, as numbers.
pub(super) fn numbers<'b>(batch: &'b RecordBatch, column: &str) -> Option<impl Fn(usize) -> Option<i64> + use<'b>> {
    let array = batch.column_by_name(column)?;
    let (narrow, wide) = (array.as_primitive_opt::<Int32Type>(), array.as_primitive_opt::<Int64Type>());
    (narrow.is_some() || wide.is_some()).then_some({
        move |row: usize| match (narrow, wide) {
            _ if array.is_null(row) => None,
            (Some(narrow), _) => Some(i64::from(narrow.value(row))),
            (_, Some(wide)) => Some(wide.value(row)),
            (None, None) => None,
        }
    })
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
        let _ = write!(line, "{}{}", if index > 0 { " + " } else { "" }, whole(batch.column(column), row));
    }
    line
}
