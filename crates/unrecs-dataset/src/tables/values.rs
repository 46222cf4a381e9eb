//! The values of one column of a record batch, cell by cell.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, BooleanArray, Date32Array, Int32Array, Int64Array, RecordBatch, StringArray};

use super::cell::{Cell, DAYS};
use super::schema::ColumnKind;

/// The values of one column, by the kinds that published columns have.
#[derive(Debug, Clone, Copy)]
pub enum Values<'a> {
    /// Texts.
    Text(&'a StringArray),
    /// Integers of 32 bits.
    Int32(&'a Int32Array),
    /// Integers of 64 bits.
    Int64(&'a Int64Array),
    /// Truth values.
    Bool(&'a BooleanArray),
    /// Dates.
    Date(&'a Date32Array),
}

impl<'a> Values<'a> {
    /// The values of an array.
    ///
    /// # Panics
    /// Where no published column is of its type. Readers refuse other types before they make batches.
    pub fn of(array: &'a dyn Array) -> Self {
        let kind = ColumnKind::of(array.data_type());
        match kind.unwrap_or_else(|| panic!("no published column is of the type {}", array.data_type())) {
            ColumnKind::Text => Values::Text(array.as_string()),
            ColumnKind::Int32 => Values::Int32(array.as_primitive::<Int32Type>()),
            ColumnKind::Int64 => Values::Int64(array.as_primitive::<Int64Type>()),
            ColumnKind::Bool => Values::Bool(array.as_boolean()),
            ColumnKind::Date => Values::Date(array.as_primitive::<Date32Type>()),
        }
    }

    /// The values of every column of a batch.
    ///
    /// # Panics
    /// As [`Values::of`] does.
    pub fn all(batch: &'a RecordBatch) -> Vec<Self> {
        batch.columns().iter().map(|array| Self::of(array.as_ref())).collect()
    }

    /// The values of the column of this name, if there is one.
    ///
    /// # Panics
    /// As [`Values::of`] does.
    pub fn named(batch: &'a RecordBatch, column: &str) -> Option<Self> {
        batch.column_by_name(column).map(|array| Self::of(array.as_ref()))
    }

    /// The value in a row.
    ///
    /// # Panics
    /// Where there is no such row.
    pub fn cell(self, row: usize) -> Cell<'a> {
        match self {
            Values::Text(array) if array.is_valid(row) => Cell::Text(array.value(row)),
            Values::Int32(array) if array.is_valid(row) => Cell::Int(array.value(row).into()),
            Values::Int64(array) if array.is_valid(row) => Cell::Int(array.value(row)),
            Values::Bool(array) if array.is_valid(row) => Cell::Bool(array.value(row)),
            Values::Date(array) if array.is_valid(row) => Cell::Date(array.value(row)),
            _ => Cell::Null,
        }
    }

    /// The first row with a date that no table can hold (see [`DAYS`]), and its days from 1970-01-01.
    pub fn impossible_date(self) -> Option<(usize, i32)> {
        let Values::Date(dates) = self else { return None };
        let mut days = dates.iter().enumerate().filter_map(|(row, days)| Some((row, days?)));
        days.find(|(_, days)| !DAYS.contains(days))
    }
}
