//! The published schema and the record batches: the one place that says what the data looks like.

mod batches;
pub(crate) mod builder;
pub mod codes;
pub mod integrity;
mod rows;
pub mod schema;

use std::ops::Range;

use arrow_array::RecordBatch;
use rayon::prelude::*;

use rows::Extent;
use schema::{TABLES, TableSchema};
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Resolved;
use unrecs_text::validate::Validated;

/// Rows of one record batch at most, and so of one Parquet row group.
pub const BATCH_ROWS: usize = 100_000;

/// Segments of the documents of one part, unless one document has more.
const PART_ROWS: usize = 50_000;

/// Every published table, in the order of the schema. Made by [`tabulate`] alone.
///
/// The rows are made part by part when they are asked for, so that a large dataset is never in memory as a whole.
pub struct Tables<'a> {
    tables: Vec<Table>,
    parts: Vec<MakePart<'a>>,
}

/// Makes one part, as often as asked, and always the same.
type MakePart<'a> = Box<dyn Fn() -> Part + Send + Sync + 'a>;

/// One table, without its rows.
pub struct Table {
    schema: &'static TableSchema,
    extent: Extent,
}

/// The rows that some documents have in every table; no document is in two parts. The rows of the registry are in the last
/// part.
pub struct Part {
    tables: Vec<(&'static TableSchema, Vec<RecordBatch>)>,
}

/// Writes what the documents hold into the tables of the schema, rows in document order.
///
/// A date that could not be read is null; a finding says why. The tables of the registry hold all of it. Parts are cut by the
/// documents alone, so that the result is the same at every number of threads.
///
/// # Panics
/// When a text is over 2³¹ - 1 bytes, or a file has more lines, units or segments than that: no value of the published schema
/// can say so. Only a file of some 700 MB and more can come near it.
pub fn tabulate<'a>(validated: &'a Validated<'_>, registry: &'a Registry) -> Tables<'a> {
    let documents = validated.documents();
    let tables =
        TABLES.par_iter().map(|&schema| Table { schema, extent: rows::extent_of(schema, documents, registry) });
    let ranges = parts(documents);
    let last = ranges.len() - 1;
    let part = |(index, range): (usize, Range<usize>)| -> MakePart<'a> {
        let registry = (index == last).then_some(registry);
        Box::new(move || {
            let rows = |&schema: &&'static TableSchema| (schema, rows::of(schema, &documents[range.clone()], registry));
            Part { tables: TABLES.par_iter().map(rows).collect() }
        })
    };
    Tables { tables: tables.collect(), parts: ranges.into_iter().enumerate().map(part).collect() }
}

/// Which documents make a part: as many as have [`PART_ROWS`] segments, the table with the most rows, and at least one.
fn parts(documents: &[Resolved<'_>]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let (mut start, mut rows) = (0, 0);
    for (index, document) in documents.iter().enumerate() {
        let more = document.normalized().segments().len();
        if index > start && rows + more > PART_ROWS {
            parts.push(start..index);
            (start, rows) = (index, 0);
        }
        rows += more;
    }
    parts.push(start..documents.len());
    parts
}

impl<'a> Tables<'a> {
    /// Tables made by hand, for the tests of later stages; each part has every table.
    #[cfg(test)]
    pub(crate) fn for_tests(parts: Vec<Vec<(&'static TableSchema, Vec<RecordBatch>)>>) -> Self {
        let extent = |index: usize| Extent::of_batches(parts.iter().flat_map(|part| &part[index].1));
        let tables = parts[0].iter().enumerate().map(|(index, (schema, _))| Table { schema, extent: extent(index) });
        let tables = tables.collect();
        let make = |tables: Vec<_>| Box::new(move || Part { tables: tables.clone() }) as MakePart<'a>;
        Self { tables, parts: parts.into_iter().map(make).collect() }
    }

    /// The tables in publishing order.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter()
    }

    /// The table of this name, if there is one.
    pub fn get(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.schema.name == name)
    }

    /// Hands over all parts in their order. While one is worked on, the next is made.
    ///
    /// # Errors
    /// The first that `work` gives; later parts are not handed over then.
    pub fn for_each_part<E: Send>(&self, mut work: impl FnMut(&Part) -> Result<(), E> + Send) -> Result<(), E> {
        let mut makers = self.parts.iter();
        let mut next = makers.next().map(|make| make());
        let mut worked_on = None;
        while let Some(part) = next {
            let make_next = || {
                // Freeing a part takes time too, which nobody should wait for.
                drop(worked_on.take());
                makers.next().map(|make| make())
            };
            let (made, done) = rayon::join(make_next, || work(&part));
            done?;
            next = made;
            worked_on = Some(part);
        }
        Ok(())
    }
}

impl Table {
    /// What the table holds.
    pub fn schema(&self) -> &'static TableSchema {
        self.schema
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.extent.rows
    }

    /// Whether the rows ascend by the primary key, texts by their bytes. Document order is another order where a key holds
    /// numbers: recommendation 10 stands behind 9, and its key before it.
    pub fn is_in_key_order(&self) -> bool {
        self.extent.in_key_order
    }
}

impl Part {
    /// Each table with its rows, in batches of at most [`BATCH_ROWS`]; a batch is smaller also where a column of text would pass
    /// 2³¹ - 1 bytes, the most that Arrow's Utf8 holds. No batch is empty.
    pub fn tables(&self) -> impl Iterator<Item = (&'static TableSchema, &[RecordBatch])> {
        self.tables.iter().map(|(schema, batches)| (*schema, batches.as_slice()))
    }

    /// The rows of the table of this name; none where there is no such table.
    pub fn batches(&self, table: &str) -> &[RecordBatch] {
        self.tables().find(|(schema, _)| schema.name == table).map_or(&[], |(_, batches)| batches)
    }
}
