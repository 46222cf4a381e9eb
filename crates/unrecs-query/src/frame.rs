//! A table of a release as a frame of the query engine, column by column and value by value.

use arrow_array::RecordBatch;
use arrow_schema::{Field, SchemaRef};
use polars::prelude::*;

use super::QueryError;
use unrecs_dataset::compare::Version as _;
use unrecs_dataset::release::Opened;
use unrecs_dataset::tables::arrow::table_name;
use unrecs_dataset::tables::schema::ColumnKind;
use unrecs_dataset::tables::{Cell, Values};

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
    let cells = || {
        batches.iter().flat_map(|batch| {
            let values = Values::of(batch.column(index));
            (0..batch.num_rows()).map(move |row| values.cell(row))
        })
    };
    let bool = |cell: Cell<'_>| if let Cell::Bool(value) = cell { Some(value) } else { None };
    let days = |cell: Cell<'_>| if let Cell::Date(days) = cell { Some(days) } else { None };
    let numbers = || cells().map(Cell::int);
    match ColumnKind::of(field.data_type()) {
        Some(ColumnKind::Text) => StringChunked::from_iter_options(name, cells().map(Cell::text)).into_column(),
        // A number of the column fits, as it comes from one of this width.
        Some(ColumnKind::Int32) => {
            Int32Chunked::from_iter_options(name, numbers().map(|number| Some(number? as i32))).into_column()
        }
        Some(ColumnKind::Int64) => Int64Chunked::from_iter_options(name, numbers()).into_column(),
        Some(ColumnKind::Bool) => BooleanChunked::from_iter_options(name, cells().map(bool)).into_column(),
        Some(ColumnKind::Date) => Int32Chunked::from_iter_options(name, cells().map(days)).into_date().into_column(),
        None => unreachable!("the reader of schemas knows no columns of the type {}", field.data_type()),
    }
}
