//! Builds record batches from cells, in the types of a schema.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{DataType, SchemaRef};

use super::cell::{Cell, Value};
use super::shape::Shape;

/// Rows of one batch at most.
const ROWS: usize = 10_000;

/// The columns of a batch in the making.
pub(super) struct Builders {
    schema: SchemaRef,
    columns: Vec<Builder>,
    rows: usize,
}

enum Builder {
    Text(StringBuilder),
    Int32(Int32Builder),
    Int64(Int64Builder),
    Bool(BooleanBuilder),
    Date(Date32Builder),
}

impl Builders {
    pub(super) fn of(shape: &Shape) -> Self {
        let columns = shape.schema.fields().iter().map(|field| match field.data_type() {
            DataType::Utf8 => Builder::Text(StringBuilder::new()),
            DataType::Int32 => Builder::Int32(Int32Builder::new()),
            DataType::Int64 => Builder::Int64(Int64Builder::new()),
            DataType::Boolean => Builder::Bool(BooleanBuilder::new()),
            DataType::Date32 => Builder::Date(Date32Builder::new()),
            other => unreachable!("a shape has no column of type {other}"),
        });
        Self { columns: columns.collect(), schema: shape.schema.clone(), rows: 0 }
    }

    /// Whether one more row fits: the 32-bit offsets of Arrow's Utf8 arrays reach 2³¹ - 1 bytes.
    pub(super) fn have_room_for(&self, row: &[Cell<'_>]) -> bool {
        let is_full = |(builder, cell): (&Builder, &Cell<'_>)| match (builder, cell) {
            (Builder::Text(texts), Cell::Text(text)) => texts.values_slice().len() + text.len() > i32::MAX as usize,
            _ => false,
        };
        self.rows < ROWS && !self.columns.iter().zip(row).any(is_full)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// A value has another type than its column, and does not read like one of it.
    pub(super) fn push(&mut self, row: &[Cell<'_>]) -> Result<(), String> {
        for (index, (builder, cell)) in self.columns.iter_mut().zip(row).enumerate() {
            if builder.push(*cell).is_none() {
                let field = self.schema.field(index);
                return Err(format!("{:?} does not fit the column {}", cell.to_value().to_string(), field.name()));
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// The batch.
    ///
    /// # Errors
    /// A column that may not be null is.
    pub(super) fn finish(mut self) -> Result<RecordBatch, String> {
        let columns = self.columns.iter_mut().map(Builder::finish).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(self.schema, columns, &options).map_err(|error| error.to_string())
    }
}

impl Builder {
    /// Nothing where the value does not fit.
    fn push(&mut self, cell: Cell<'_>) -> Option<()> {
        match (self, cell) {
            (Builder::Text(builder), Cell::Text(text)) => builder.append_value(text),
            (Builder::Text(builder), Cell::Date(_)) => builder.append_value(cell.to_value().to_string()),
            (Builder::Text(builder), Cell::Null) => builder.append_null(),
            (Builder::Int32(builder), Cell::Int(number)) => builder.append_value(i32::try_from(number).ok()?),
            (Builder::Int32(builder), Cell::Null) => builder.append_null(),
            (Builder::Int64(builder), Cell::Int(number)) => builder.append_value(number),
            (Builder::Int64(builder), Cell::Null) => builder.append_null(),
            (Builder::Bool(builder), Cell::Bool(truth)) => builder.append_value(truth),
            (Builder::Bool(builder), Cell::Null) => builder.append_null(),
            (Builder::Date(builder), Cell::Date(days)) => builder.append_value(days),
            (Builder::Date(builder), Cell::Text(text)) => match Value::date(text)? {
                Value::Date(days) => builder.append_value(days),
                _ => return None,
            },
            (Builder::Date(builder), Cell::Null) => builder.append_null(),
            _ => return None,
        }
        Some(())
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(builder) => Arc::new(builder.finish()),
            Builder::Int32(builder) => Arc::new(builder.finish()),
            Builder::Int64(builder) => Arc::new(builder.finish()),
            Builder::Bool(builder) => Arc::new(builder.finish()),
            Builder::Date(builder) => Arc::new(builder.finish()),
        }
    }
}
