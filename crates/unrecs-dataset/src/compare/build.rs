//! Builds record batches from cells, in the types of a schema.

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::SchemaRef;

use super::cell::{Cell, Value};
use super::shape::Shape;
use crate::tables::builder::Builder;

/// Rows of one batch at most.
const ROWS: usize = 10_000;

/// The columns of a batch in the making.
pub(super) struct Builders {
    schema: SchemaRef,
    columns: Vec<Builder>,
    rows: usize,
}

impl Builders {
    pub(super) fn of(shape: &Shape) -> Self {
        let builder = |data_type| Builder::of_type(data_type).expect("a shape has only columns of published types");
        let columns = shape.schema.fields().iter().map(|field| builder(field.data_type()));
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
            if push(builder, *cell).is_none() {
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

/// Adds the value of a cell to a column; nothing where it does not fit.
fn push(builder: &mut Builder, cell: Cell<'_>) -> Option<()> {
    match (builder, cell) {
        (builder, Cell::Null) => builder.append_null(),
        (Builder::Text(builder), Cell::Text(text)) => builder.append_value(text),
        (Builder::Text(builder), Cell::Date(_)) => builder.append_value(cell.to_value().to_string()),
        (Builder::Int32(builder), Cell::Int(number)) => builder.append_value(i32::try_from(number).ok()?),
        (Builder::Int64(builder), Cell::Int(number)) => builder.append_value(number),
        (Builder::Bool(builder), Cell::Bool(truth)) => builder.append_value(truth),
        (Builder::Date(builder), Cell::Date(days)) => builder.append_value(days),
        (Builder::Date(builder), Cell::Text(text)) => match Value::date(text)? {
            Value::Date(days) => builder.append_value(days),
            _ => return None,
        },
        _ => return None,
    }
    Some(())
}
