//! The published schema and the record batches: the one place that says what the data looks like.

pub mod integrity;
pub mod schema;

use arrow_array::RecordBatch;
use schema::TableSchema;

/// Every published table, in the order of the schema.
pub struct Tables {
    tables: Vec<Table>,
}

/// One table: its schema and its rows in batches of at most [`BATCH_ROWS`] rows; no batch is empty.
pub struct Table {
    schema: &'static TableSchema,
    batches: Vec<RecordBatch>,
}

/// Rows of one record batch, and so of one Parquet row group.
pub const BATCH_ROWS: usize = 100_000;

impl Tables {
    pub fn iter(&self) -> impl Iterator<Item = &Table> { self.tables.iter() }
    pub fn get(&self, name: &str) -> Option<&Table> { self.tables.iter().find(|t| t.schema.name == name) }
}
impl Table {
    pub fn schema(&self) -> &'static TableSchema { self.schema }
    pub fn batches(&self) -> &[RecordBatch] { &self.batches }
    pub fn rows(&self) -> usize { self.batches.iter().map(RecordBatch::num_rows).sum() }
}

/// The tables of validated documents.
pub fn tabulate(validated: &crate::validate::Validated, registry: &crate::registry::Registry) -> Tables {
    let _ = (validated, registry);
    todo!()
}
