//! A table of a release as a frame of the query engine, column by column and value by value.

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_schema::{DataType, Field, SchemaRef};
use polars::prelude::*;

use super::QueryError;
use unrecs_dataset::compare::Version as _;
use unrecs_dataset::release::Opened;
use unrecs_dataset::tables::schema::arrow::table_name;

/// Reads a table.
///
/// # Errors
/// [`QueryError::Release`]
pub(super) fn read(release: &Opened, schema: &SchemaRef) -> Result<LazyFrame, QueryError> {
    let mut batches: Vec<RecordBatch> = Vec::new();
    release.rows(table_name(schema), &mut |batch| {
        batches.push(batch.clone());
        Ok(())
    })?;
    let columns = schema.fields().iter().enumerate().map(|(index, field)| column(&batches, index, field));
    let frame = DataFrame::new_infer_height(columns.collect());
    Ok(frame.expect("the columns of a batch are of one length, and the schema has each name once").lazy())
}

/// The values of one column, copied: to share their memory with the engine would need unsafe code.
fn column(batches: &[RecordBatch], index: usize, field: &Field) -> Column {
    let name = PlSmallStr::from(field.name().as_str());
    let arrays = batches.iter().map(|batch| batch.column(index));
    match field.data_type() {
        DataType::Utf8 => {
            let texts = arrays.flat_map(|array| array.as_string::<i32>());
            StringChunked::from_iter_options(name, texts).into_column()
        }
        DataType::Int32 => {
            let numbers = arrays.flat_map(|array| array.as_primitive::<Int32Type>());
            Int32Chunked::from_iter_options(name, numbers).into_column()
        }
        DataType::Int64 => {
            let numbers = arrays.flat_map(|array| array.as_primitive::<Int64Type>());
            Int64Chunked::from_iter_options(name, numbers).into_column()
        }
        DataType::Boolean => {
            let truths = arrays.flat_map(|array| array.as_boolean());
            BooleanChunked::from_iter_options(name, truths).into_column()
        }
        DataType::Date32 => {
            let days = arrays.flat_map(|array| array.as_primitive::<Date32Type>());
            Int32Chunked::from_iter_options(name, days).into_date().into_column()
        }
        other => unreachable!("the reader of schemas knows no columns of the type {other}"),
    }
}
