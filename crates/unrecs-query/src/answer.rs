//! The rows that a query gives, as one batch of columns of few types.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{
    Array as _, ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch,
    RecordBatchOptions, StringArray,
};
use arrow_schema::{Field, Schema};
use polars::prelude::{Column, DataFrame, DataType, PolarsResult};

use super::QueryError;
use unrecs_dataset::tables::{Cell, Values};

/// The rows of an answer. Its columns are texts, integers of 32 or 64 bits, floating-point numbers of 64 bits, truth values and dates;
/// what else the engine makes becomes the nearest of these, and times the text of them.
#[derive(Debug)]
pub struct Answer {
    batch: RecordBatch,
}

/// A value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum AnswerCell<'a> {
    /// Of a kind that tables hold.
    Published(Cell<'a>),
    /// A floating-point number, which only computing gives.
    Float(f64),
}

impl Answer {
    /// # Errors
    /// [`QueryError::Column`]
    pub(super) fn of(frame: &DataFrame) -> Result<Self, QueryError> {
        let named = |column: &Column| Ok((column.name().to_string(), array(column)?));
        let columns = frame.columns().iter().map(named).collect::<Result<Vec<_>, QueryError>>()?;
        let fields = columns.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let options = RecordBatchOptions::new().with_row_count(Some(frame.height()));
        let arrays = columns.into_iter().map(|(_, array)| array).collect();
        let batch = RecordBatch::try_new_with_options(schema, arrays, &options);
        Ok(Self { batch: batch.expect("the columns of a frame are of one length, and the schema is made of them") })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.batch.num_rows()
    }

    pub(super) fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// The names of the columns.
    pub(super) fn names(&self) -> Vec<&str> {
        self.batch.schema_ref().fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// The values of a row, column by column.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = AnswerCell<'_>> {
        self.batch.columns().iter().map(move |array| cell(array, row))
    }
}

/// A column as an array of one of the types of an answer.
fn array(column: &Column) -> Result<ArrayRef, QueryError> {
    let wrong = |problem: String| QueryError::Column { column: column.name().to_string(), problem };
    if column.dtype().is_nested() {
        return Err(wrong("it contains lists; expected one value per row, such as STRING_AGG returns".to_owned()));
    }
    cast(column).map_err(|error| wrong(error.to_string()))
}

fn cast(column: &Column) -> PolarsResult<ArrayRef> {
    let kind = match column.dtype() {
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::UInt8 | DataType::UInt16 => DataType::Int32,
        kind if kind.is_integer() => DataType::Int64,
        kind if kind.is_float() || kind.is_decimal() => DataType::Float64,
        DataType::Boolean => DataType::Boolean,
        DataType::Date => DataType::Date,
        _ => DataType::String,
    };
    let column = column.strict_cast(&kind)?;
    Ok(match kind {
        DataType::Int32 => Arc::new(Int32Array::from_iter(column.i32()?.iter())),
        DataType::Int64 => Arc::new(Int64Array::from_iter(column.i64()?.iter())),
        DataType::Float64 => Arc::new(Float64Array::from_iter(column.f64()?.iter())),
        DataType::Boolean => Arc::new(BooleanArray::from_iter(column.bool()?.iter())),
        DataType::Date => Arc::new(Date32Array::from_iter(column.date()?.physical().iter())),
        _ => Arc::new(StringArray::from_iter(column.str()?.iter())),
    })
}

fn cell(array: &ArrayRef, row: usize) -> AnswerCell<'_> {
    match array.as_primitive_opt::<Float64Type>() {
        Some(_) if array.is_null(row) => AnswerCell::Published(Cell::Null),
        Some(numbers) => AnswerCell::Float(numbers.value(row)),
        None => AnswerCell::Published(Values::of(array).cell(row)),
    }
}
