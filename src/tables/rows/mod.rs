//! What the rows of every table are: one table, one file.

mod addressees;
mod bodies;
mod documents;
mod meetings;
mod recommendations;
mod segments;

use arrow_array::RecordBatch;

use super::batches::{Batches, Cell};
use super::schema::TableSchema;
use crate::finding::Span;
use crate::normalize::{Found, Normalized};
use crate::registry::Registry;

/// The rows that these documents have in a table, and those of the registry where it is given.
pub(super) fn of(table: &TableSchema, documents: &[Normalized], registry: Option<&Registry>) -> Vec<RecordBatch> {
    match table.name {
        "documents" => documents::rows(table, documents),
        "meetings" => meetings::rows(table, documents),
        "recommendations" => recommendations::rows(table, documents),
        "addressees" => addressees::rows(table, documents),
        "segments" => segments::rows(table, documents),
        "bodies" => registry.map_or_else(Vec::new, |registry| bodies::rows(table, registry.bodies())),
        name => unreachable!("every table of the schema has its rows, {name} too"),
    }
}

/// How many rows a table has, and whether they ascend by its key, from the documents and without making them.
pub(super) fn extent_of(table: &TableSchema, documents: &[Normalized], registry: &Registry) -> Extent {
    let document_ids = documents.iter().map(|document| document.facts().document_id.as_str());
    let units = || documents.iter().flat_map(|document| document.units().iter().map(move |unit| (document, unit)));
    match table.name {
        "documents" => Extent::of(document_ids.map(|id| (id, 1))),
        "meetings" => {
            let meetings = documents.iter().flat_map(Normalized::meetings);
            Extent::of(meetings.map(|meeting| (meeting.meeting_id.as_str(), 1)))
        }
        "recommendations" => Extent::of(units().map(|(document, unit)| (document.recommendation_id(unit), 1))),
        "addressees" => {
            let addressees = units().map(|(document, unit)| (document, unit, document.addressees(unit).len()));
            Extent::of(addressees.map(|(document, unit, rows)| (document.recommendation_id(unit), rows)))
        }
        "segments" => Extent::of(document_ids.zip(documents).map(|(id, document)| (id, document.segments().len()))),
        "bodies" => Extent::of(registry.bodies().iter().map(|body| (body.body_id.as_str(), 1))),
        name => unreachable!("every table of the schema has its rows, {name} too"),
    }
}

/// How many rows a table has and how they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) rows: usize,
    pub(super) in_key_order: bool,
}

impl Extent {
    /// From the first column of the key, each value with the number of rows that have it; these ascend by their second column.
    fn of<'k>(keys: impl Iterator<Item = (&'k str, usize)>) -> Self {
        let mut last = "";
        let mut extent = Self { rows: 0, in_key_order: true };
        for (key, rows) in keys.filter(|(_, rows)| *rows > 0) {
            extent.in_key_order = extent.in_key_order && last <= key;
            last = key;
            extent.rows += rows;
        }
        extent
    }

    /// Of rows made by hand, whose key is their first column.
    #[cfg(test)]
    pub(super) fn of_batches<'b>(batches: impl Iterator<Item = &'b RecordBatch>) -> Self {
        use arrow_array::cast::AsArray;
        let keys = batches.flat_map(|batch| batch.column(0).as_string::<i32>().iter());
        Self::of(keys.map(|key| (key.unwrap_or_default(), 1)))
    }
}

/// Builds batches from rows in their order.
fn build<T>(table: &TableSchema, rows: &[T], push: impl Fn(&mut Batches, &T)) -> Vec<RecordBatch> {
    let mut batches = Batches::new(table, rows.len(), |_| None);
    rows.iter().for_each(|row| push(&mut batches, row));
    batches.finish()
}

/// The value that was read; null where there was none or it could not be read, which a finding tells.
fn read<T: Copy>(found: &Option<Found<T>>) -> Option<T> {
    match found {
        Some(Found::Read { value, .. }) => Some(*value),
        Some(Found::Unreadable { .. }) | None => None,
    }
}

/// The 1-based ordinal of an index.
fn ordinal(index: usize) -> Cell<'static> {
    Cell::Int32(i32::try_from(index + 1).expect("a file has fewer than 2³¹ units and segments, as `tabulate` asks"))
}

/// `source_start` and `source_end`.
fn extent(span: Span) -> [Cell<'static>; 2] {
    [offset(span.start), offset(span.end)]
}

/// A byte offset or a size.
fn offset(bytes: usize) -> Cell<'static> {
    Cell::Int64(i64::try_from(bytes).expect("nothing in memory is larger than 2⁶³ - 1 bytes"))
}

/// `source_line`.
fn line(document: &Normalized, span: Span) -> Cell<'static> {
    let line = document.source().line(span.start);
    Cell::Int32(i32::try_from(line).expect("a file has fewer than 2³¹ lines, as `tabulate` asks"))
}
