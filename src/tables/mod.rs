//! The published schema and the record batches: the one place that says what the data looks like.

mod batches;
pub(crate) mod codes;
pub mod integrity;
mod rows;
pub mod schema;

use arrow_array::RecordBatch;
use rayon::prelude::*;

use crate::registry::Registry;
use crate::validate::Validated;
use schema::{TABLES, TableSchema};

/// Rows of one record batch at most, and so of one Parquet row group.
pub const BATCH_ROWS: usize = 100_000;

/// Every published table, in the order of the schema. Made by [`tabulate`] alone.
pub struct Tables {
    tables: Vec<Table>,
}

/// One table: its schema and its rows.
pub struct Table {
    schema: &'static TableSchema,
    batches: Vec<RecordBatch>,
}

/// Writes what the documents hold into the tables of the schema, rows in document order.
///
/// A date that could not be read is null; a finding says why. `bodies` holds every body of the registry. Tables and batches
/// are built side by side, and the result is the same at every number of threads.
///
/// # Panics
/// When a text is over 2³¹ - 1 bytes, or a file has more lines, units or segments than that: no value of the published schema
/// can say so. Only a file of some 700 MB and more can come near it.
pub fn tabulate(validated: &Validated, registry: &Registry) -> Tables {
    let documents = validated.documents();
    let tables = TABLES.par_iter().map(|&schema| {
        let batches = match schema.name {
            "documents" => rows::documents::rows(schema, documents),
            "meetings" => rows::meetings::rows(schema, documents),
            "recommendations" => rows::recommendations::rows(schema, documents),
            "addressees" => rows::addressees::rows(schema, documents),
            "bodies" => rows::bodies::rows(schema, registry.bodies()),
            "segments" => rows::segments::rows(schema, documents),
            name => unreachable!("every table of the schema has its rows, {name} too"),
        };
        Table { schema, batches }
    });
    Tables { tables: tables.collect() }
}

impl Tables {
    /// Tables made by hand, for the tests of later stages.
    #[cfg(test)]
    pub(crate) fn for_tests(tables: Vec<Table>) -> Self {
        Self { tables }
    }

    /// The tables in publishing order.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter()
    }

    /// The table of this name, if there is one.
    pub fn get(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.schema.name == name)
    }
}

impl Table {
    /// A table made by hand, for the tests of later stages.
    #[cfg(test)]
    pub(crate) fn for_tests(schema: &'static TableSchema, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }

    /// What the table holds.
    pub fn schema(&self) -> &'static TableSchema {
        self.schema
    }

    /// The rows, in batches of at most [`BATCH_ROWS`]; a batch is smaller also where a column of text would pass 2³¹ - 1
    /// bytes, the most that Arrow's Utf8 holds. No batch is empty.
    pub fn batches(&self) -> &[RecordBatch] {
        &self.batches
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}
