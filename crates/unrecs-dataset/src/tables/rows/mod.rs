//! What the rows of every table are: one table, one file.

mod addressees;
mod bodies;
mod documents;
mod instrument_titles;
mod instruments;
mod meetings;
mod mentions;
mod places;
mod provisions;
mod recommendations;
mod references;
mod segments;

use arrow_array::RecordBatch;

use super::batches::{Batches, Cell};
use super::schema::TableSchema;
use unrecs_text::finding::Span;
use unrecs_text::normalize::{Found, Normalized, Unit};
use unrecs_text::registry::Registry;
use unrecs_text::resolve::{Resolved, UnitReferences};

/// The rows that these documents have in a table, and those of the registry where it is given.
pub(super) fn of(table: &TableSchema, documents: &[Resolved<'_>], registry: Option<&Registry>) -> Vec<RecordBatch> {
    let of_registry = |rows: fn(&TableSchema, &Registry) -> Vec<RecordBatch>| {
        registry.map_or_else(Vec::new, |registry| rows(table, registry))
    };
    match table.name {
        "documents" => documents::rows(table, documents),
        "meetings" => meetings::rows(table, documents),
        "recommendations" => recommendations::rows(table, documents),
        "addressees" => addressees::rows(table, documents),
        "segments" => segments::rows(table, documents),
        "references" => references::rows(table, documents),
        "mentions" => mentions::rows(table, documents),
        "instruments" => of_registry(|table, registry| instruments::rows(table, registry.instruments())),
        "instrument_titles" => of_registry(|table, registry| instrument_titles::rows(table, registry.instruments())),
        "provisions" => of_registry(|table, registry| provisions::rows(table, registry.instruments())),
        "bodies" => of_registry(|table, registry| bodies::rows(table, registry.bodies())),
        name => unreachable!("every table of the schema has its rows, {name} too"),
    }
}

/// How many rows a table has, and whether they ascend by its key, from the documents and without making them.
pub(super) fn extent_of(table: &TableSchema, documents: &[Resolved<'_>], registry: &Registry) -> Extent {
    let normalized = || documents.iter().map(Resolved::normalized);
    let document_ids = normalized().map(|document| document.facts().document_id.as_str());
    let units = || units(documents);
    let found = |rows: fn(UnitReferences<'_, '_>) -> usize| {
        let rows = |(document, unit, found)| (Normalized::recommendation_id(document, unit), rows(found));
        Extent::of(within_units(documents).map(rows))
    };
    let instruments = || registry.instruments().iter().map(|one| (one.instrument_id.as_str(), one));
    match table.name {
        "documents" => Extent::of(document_ids.map(|id| (id, 1))),
        "meetings" => {
            let meetings = normalized().flat_map(Normalized::meetings);
            Extent::of(meetings.map(|meeting| (meeting.meeting_id.as_str(), 1)))
        }
        "recommendations" => Extent::of(units().map(|(document, unit)| (document.recommendation_id(unit), 1))),
        "addressees" => {
            let addressees = units().map(|(document, unit)| (document, unit, document.addressees(unit).len()));
            Extent::of(addressees.map(|(document, unit, rows)| (document.recommendation_id(unit), rows)))
        }
        "segments" => Extent::of(document_ids.zip(normalized()).map(|(id, document)| (id, document.segments().len()))),
        "references" => found(|unit| unit.references.len()),
        "mentions" => found(|unit| unit.mentions.len()),
        "instruments" => Extent::of(instruments().map(|(id, _)| (id, 1))),
        "instrument_titles" => Extent::of(instruments().map(|(id, one)| (id, one.titles.len()))),
        "provisions" => Extent::of(provisions::ids(registry.instruments()).iter().map(|id| (id.as_str(), 1))),
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

/// Every unit of the documents, in document order.
fn units<'d>(documents: &'d [Resolved<'_>]) -> impl Iterator<Item = (&'d Normalized, &'d Unit)> {
    let documents = documents.iter().map(Resolved::normalized);
    documents.flat_map(|document| document.units().iter().map(move |unit| (document, unit)))
}

/// Every unit of the documents with what it refers to, in document order.
fn within_units<'d, 'r>(
    documents: &'d [Resolved<'r>],
) -> impl Iterator<Item = (&'d Normalized, &'d Unit, UnitReferences<'d, 'r>)> {
    let of =
        |document: &'d Resolved<'r>| document.units().map(move |(unit, found)| (document.normalized(), unit, found));
    documents.iter().flat_map(of)
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

/// A number of things.
fn count(things: usize) -> Cell<'static> {
    Cell::Int32(i32::try_from(things).expect("a registry that a person wrote lists fewer than 2³¹ things"))
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
