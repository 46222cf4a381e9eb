//! The published schema and the record batches: the one place that says what the data looks like.

mod addressees;
mod alignments;
pub mod arrow;
mod basis;
mod bodies;
mod body_names;
pub(crate) mod builder;
pub mod cell;
pub mod codes;
mod divisions;
mod document_lineage;
mod documents;
mod instrument_names;
mod instruments;
mod keys;
mod lineage;
mod mandates;
mod mentions;
mod names;
mod nesting;
mod origins;
mod paragraphs;
mod places;
mod provision_names;
mod provisions;
mod recommendations;
mod references;
pub mod rows;
pub mod schema;
mod segments;
mod subjects;
pub mod values;
mod votes;

use std::ops::Range;

use arrow_array::RecordBatch;
use rayon::prelude::*;

use rows::Rows;
use schema::{Nesting, RowSource, Table};
use unrecs_text::align::is_same_work;
use unrecs_text::lineage::{self as traced, Lineage};
use unrecs_text::normalize::ParsedValue;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Resolved;
use unrecs_text::validate::Validated;

pub use cell::Cell;
pub use values::Values;

/// Every published table, in publishing order: the view for people, the tables of the documents, what they refer to, and where the bytes
/// went.
pub static TABLES: &[&Table] = &[
    &recommendations::TABLE,
    &documents::TABLE,
    &divisions::TABLE,
    &paragraphs::TABLE,
    &addressees::TABLE,
    &mandates::TABLE,
    &references::TABLE,
    &mentions::TABLE,
    &subjects::TABLE,
    &alignments::TABLE,
    &lineage::TABLE,
    &document_lineage::TABLE,
    &votes::TABLE,
    &instruments::TABLE,
    &instrument_names::TABLE,
    &provisions::TABLE,
    &provision_names::TABLE,
    &bodies::TABLE,
    &body_names::TABLE,
    &segments::TABLE,
    &origins::TABLE,
];

/// Rows of one record batch at most, and so of one Parquet row group.
pub const BATCH_ROWS: usize = 100_000;

/// Segments of the documents of one part, unless one document has more.
const PART_ROWS: usize = 50_000;

/// The rows of every published table, in the order of [`TABLES`]. Made by [`tabulate`] alone.
///
/// The rows are made part by part when they are asked for, so that a large dataset is never in memory as a whole.
pub struct Tables<'a> {
    tables: Vec<MeasuredTable>,
    /// The identifier of every document, in the order of the rows.
    documents: Vec<&'a str>,
    parts: usize,
    make: MakeBatches<'a>,
}

/// Makes the rows that a table has in a stretch of the dataset, as often as asked, and always the same.
type MakeBatches<'a> = Box<dyn Fn(&'static Table, Stretch) -> Vec<RecordBatch> + Send + Sync + 'a>;

/// A stretch of the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stretch {
    /// The part of an index.
    Part(usize),
    /// The document of an index, in all its languages.
    Document(usize),
    /// The registry.
    Registry,
}

/// A table, and how many rows it has, without them.
pub struct MeasuredTable {
    table: &'static Table,
    extent: Extent,
}

/// How many rows a table has and how they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    rows: usize,
    in_key_order: bool,
}

/// The rows that some documents have in every table; no document is in two parts. The rows of the registry are in the last
/// part.
pub struct Part {
    tables: Vec<(&'static Table, Vec<RecordBatch>)>,
}

/// Writes what the documents hold into the tables of the schema, rows in document order.
///
/// A date that could not be read is null; a finding says why. The tables of the registry hold all of it. Parts are cut by the
/// documents alone, so that the result is the same at every number of threads.
///
/// # Panics
/// When a text is over a gibibyte, or a file has more than 2³¹ - 1 paragraphs or segments: no value of the published schema can
/// say so. Only a file of some 700 MB and more can come near it.
pub fn tabulate<'a>(validated: &'a Validated<'_>, registry: &'a Registry) -> Tables<'a> {
    let works: Vec<&[Resolved<'_>]> = validated.documents().chunk_by(is_same_work).collect();
    let lineage = traced::trace(validated.documents());
    let measured = |&table: &&'static Table| {
        let mut rows = Rows::to_measure(table);
        let all = Stretched { works: &works, lineage: &lineage, registry, lists_registry: Some(registry) };
        add_rows(table, &all, &mut rows);
        MeasuredTable { table, extent: rows.extent().expect("these rows are measured") }
    };
    let (tables, ranges) = (TABLES.par_iter().map(measured).collect(), parts(&works));
    let documents = works.iter().map(|work| document_id(&work[0])).collect();
    let last = ranges.len() - 1;
    let parts = ranges.len();
    let make = move |table, stretch| {
        let mut rows = Rows::to_fill(table);
        let (range, lists_registry) = match stretch {
            Stretch::Part(part) => (ranges[part].clone(), (part == last).then_some(registry)),
            Stretch::Document(index) => (index..index + 1, None),
            Stretch::Registry => (0..0, Some(registry)),
        };
        add_rows(table, &Stretched { works: &works[range], lineage: &lineage, registry, lists_registry }, &mut rows);
        rows.into_batches()
    };
    Tables { tables, documents, parts, make: Box::new(make) }
}

fn document_id<'d>(document: &'d Resolved<'_>) -> &'d str {
    &document.normalized().metadata().document_id
}

/// What a stretch of the dataset is made of.
struct Stretched<'s, 'r> {
    /// Its documents, each with its language versions.
    works: &'s [&'s [Resolved<'r>]],
    /// Where the words of all documents come from.
    lineage: &'s Lineage<'s, 'r>,
    /// What is known beside them.
    registry: &'s Registry,
    /// The registry, where the stretch has its rows.
    lists_registry: Option<&'s Registry>,
}

/// Adds the rows that a stretch has in a table.
fn add_rows(table: &Table, stretched: &Stretched<'_, '_>, rows: &mut Rows) {
    let Stretched { works, lineage, registry, lists_registry } = *stretched;
    match table.rows {
        RowSource::Documents(add) => works.iter().copied().flatten().for_each(|document| add(document, rows)),
        RowSource::Works(add) => works.iter().for_each(|work| add(work, registry, rows)),
        RowSource::Lineage(add) => works.iter().for_each(|work| add(work, lineage, rows)),
        RowSource::Registry(add) => lists_registry.into_iter().for_each(|registry| add(registry, rows)),
    }
}

/// Which documents make a part: as many as have [`PART_ROWS`] segments, the table with the most rows, and at least one.
fn parts(works: &[&[Resolved<'_>]]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let (mut start, mut rows) = (0, 0);
    for (index, work) in works.iter().enumerate() {
        let more: usize = work.iter().map(|document| document.normalized().segments().len()).sum();
        if index > start && rows + more > PART_ROWS {
            parts.push(start..index);
            (start, rows) = (index, 0);
        }
        rows += more;
    }
    parts.push(start..works.len());
    parts
}

impl<'a> Tables<'a> {
    /// Tables made by hand, for the tests of later stages; each part is a document and has every table, the last also the registry.
    #[cfg(test)]
    pub(crate) fn for_tests(parts: Vec<Vec<(&'static Table, Vec<RecordBatch>)>>) -> Self {
        let measured = |(index, &(table, _)): (usize, &(&'static Table, _))| {
            let mut rows = Rows::to_measure(table);
            for batch in parts.iter().flat_map(|part| &part[index].1) {
                let columns = Values::all(batch);
                for row in 0..batch.num_rows() {
                    match table.primary_key.len() {
                        1 => rows.add([columns[0].cell(row)], |_| ()),
                        2 => rows.add([columns[0].cell(row), columns[1].cell(row)], |_| ()),
                        _ => rows.add([0, 1, 2].map(|column| columns[column].cell(row)), |_| ()),
                    }
                }
            }
            MeasuredTable { table, extent: rows.extent().expect("these rows are measured") }
        };
        let tables = parts[0].iter().enumerate().map(measured).collect();
        let count = parts.len();
        let make = move |table: &'static Table, stretch: Stretch| {
            let part = match stretch {
                Stretch::Part(part) | Stretch::Document(part) => part,
                Stretch::Registry => parts.len() - 1,
            };
            let (_, batches) =
                parts[part].iter().find(|(one, _)| one.name == table.name).expect("each part has every table");
            batches.clone()
        };
        Self {
            tables,
            documents: vec!["d1", "d2"].into_iter().cycle().take(count).collect(),
            parts: count,
            make: Box::new(make),
        }
    }

    /// Tables of which it is known how many rows they have, and none of the rows.
    pub(crate) fn without_rows(tables: impl IntoIterator<Item = (&'static Table, usize)>) -> Self {
        let measured = |(table, rows)| MeasuredTable { table, extent: Extent { rows, in_key_order: false } };
        let tables = tables.into_iter().map(measured).collect();
        Self { tables, documents: Vec::new(), parts: 0, make: Box::new(|_, _| Vec::new()) }
    }

    /// The tables in publishing order.
    pub fn iter(&self) -> impl Iterator<Item = &MeasuredTable> {
        self.tables.iter()
    }

    /// The table of this name, if there is one.
    pub fn get(&self, name: &str) -> Option<&MeasuredTable> {
        self.tables.iter().find(|table| table.table.name == name)
    }

    /// How many parts there are; at least one, unless none of the rows is known.
    pub fn parts(&self) -> usize {
        self.parts
    }

    /// Hands over all parts in their order. While one is worked on, the next is made.
    ///
    /// # Errors
    /// The first that `work` gives; later parts are not handed over then.
    pub fn for_each_part<E: Send>(&self, mut work: impl FnMut(&Part) -> Result<(), E> + Send) -> Result<(), E> {
        let mut parts = 0..self.parts;
        let mut next = parts.next().map(|part| self.stretch(Stretch::Part(part)));
        let mut worked_on = None;
        while let Some(part) = next {
            let make_next = || {
                // Freeing a part takes time too, which nobody should wait for.
                drop(worked_on.take());
                parts.next().map(|part| self.stretch(Stretch::Part(part)))
            };
            let (made, done) = rayon::join(make_next, || work(&part));
            done?;
            next = made;
            worked_on = Some(part);
        }
        Ok(())
    }

    /// Hands over all rows of the table of this name, in batches; none where there is no such table.
    ///
    /// # Errors
    /// The first that `work` gives; later rows are not handed over then.
    pub fn for_each_batch<E>(&self, table: &str, mut work: impl FnMut(&RecordBatch) -> Result<(), E>) -> Result<(), E> {
        let Some(MeasuredTable { table, .. }) = self.get(table) else { return Ok(()) };
        (0..self.parts).try_for_each(|part| (self.make)(table, Stretch::Part(part)).iter().try_for_each(&mut work))
    }

    /// The identifier of every document, in the order of the rows.
    pub fn documents(&self) -> &[&'a str] {
        &self.documents
    }

    /// The nested rows of the document of an index, in all its languages.
    pub fn of_document(&self, index: usize) -> Part {
        self.stretch(Stretch::Document(index))
    }

    /// The nested rows of the registry.
    pub fn of_registry(&self) -> Part {
        self.stretch(Stretch::Registry)
    }

    fn stretch(&self, stretch: Stretch) -> Part {
        // The files of documents and of the registry hold nested rows alone.
        let is_held = |measured: &&MeasuredTable| {
            matches!(stretch, Stretch::Part(_)) || !matches!(measured.table.nesting, Nesting::Apart)
        };
        let made = |measured: &MeasuredTable| (measured.table, (self.make)(measured.table, stretch));
        Part { tables: self.tables.par_iter().filter(is_held).map(made).collect() }
    }
}

impl MeasuredTable {
    /// What the table holds.
    pub fn table(&self) -> &'static Table {
        self.table
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
    /// A part of these rows.
    pub(crate) fn of(tables: Vec<(&'static Table, Vec<RecordBatch>)>) -> Self {
        Self { tables }
    }

    /// Each table with its rows, in batches of at most [`BATCH_ROWS`]; a batch is smaller also where a column of text would pass
    /// 2³¹ - 1 bytes, the most that Arrow's Utf8 holds. No batch is empty.
    pub fn tables(&self) -> impl Iterator<Item = (&'static Table, &[RecordBatch])> {
        self.tables.iter().map(|(table, batches)| (*table, batches.as_slice()))
    }

    /// The rows of the table of this name; none where there is no such table.
    pub fn batches(&self, table: &str) -> &[RecordBatch] {
        self.tables().find(|(one, _)| one.name == table).map_or(&[], |(_, batches)| batches)
    }
}

/// The language of a document's words: `und` where it was not recognized, since every table of words has it in its key.
pub(crate) fn language(document: &Resolved<'_>) -> &'static str {
    document.normalized().metadata().language.unwrap_or("und")
}

/// The value that was read; null where there was none or it could not be read, which a finding tells.
fn read<T: Copy>(found: &Option<ParsedValue<T>>) -> Option<T> {
    match found {
        Some(ParsedValue::Read { value, .. }) => Some(*value),
        Some(ParsedValue::Unreadable { .. }) | None => None,
    }
}

/// A number of things.
fn count(things: usize) -> Cell<'static> {
    i32::try_from(things).expect("a registry that a person wrote lists fewer than 2³¹ things").into()
}

/// The 1-based ordinal of an index.
fn ordinal(index: usize) -> Cell<'static> {
    i32::try_from(index + 1).expect("a file has fewer than 2³¹ paragraphs and segments, as `tabulate` asks").into()
}

/// A byte offset or a size.
fn offset(bytes: usize) -> Cell<'static> {
    Cell::Int(i64::try_from(bytes).expect("nothing in memory is larger than 2⁶³ - 1 bytes"))
}

#[cfg(test)]
mod tests;
