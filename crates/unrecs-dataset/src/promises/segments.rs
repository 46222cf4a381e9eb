//! The segments of each document tile its source: from 0 to its size, without a gap and without an overlap.

use ahash::{HashMap, RandomState};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::cells::{NUMBER, TEXT, has, numbers};
use super::keys::hashes;
use super::{Outcome, Promise, TableChecker, Violations};
use crate::tables::arrow::table_name;

/// What one table says of how sources are tiled; nothing, for most.
pub(super) struct Segments {
    kind: Kind,
    hasher: RandomState,
}

enum Kind {
    /// The size of each document, with the hash of its key, in the order of the rows.
    Sizes(Vec<(u64, Option<i64>)>),
    /// Where the segments of each document end so far, by the hash of its key.
    Ends(HashMap<u64, Last>),
    Other,
}

/// The last segment of a document so far.
#[derive(Clone, Copy, Default)]
struct Last {
    position: i64,
    end: i64,
    row: u64,
}

impl Segments {
    pub(super) fn new(schema: &SchemaRef, hasher: &RandomState) -> Self {
        let segments = [("document_id", TEXT), ("position", NUMBER), ("source_start", NUMBER), ("source_end", NUMBER)];
        let kind = match table_name(schema) {
            "documents" if has(schema, &[("document_id", TEXT), ("source_bytes", NUMBER)]) => Kind::Sizes(Vec::new()),
            "segments" if has(schema, &segments) => Kind::Ends(HashMap::default()),
            _ => Kind::Other,
        };
        Self { kind, hasher: hasher.clone() }
    }

    /// Takes more rows; `before` came before.
    pub(super) fn add(&mut self, batch: &RecordBatch, before: u64, violations: &mut Violations) {
        let documents = || batch.column_by_name("document_id").map(|column| hashes(column, &self.hasher));
        match &mut self.kind {
            Kind::Other => {}
            Kind::Sizes(sizes) => {
                if let (Some(documents), Some(size)) = (documents(), numbers(batch, "source_bytes")) {
                    sizes.extend(documents.into_iter().enumerate().map(|(row, document)| (document, size(row))));
                }
            }
            Kind::Ends(ends) => {
                let columns = ["position", "source_start", "source_end"].map(|name| numbers(batch, name));
                if let (Some(documents), [Some(position), Some(start), Some(end)]) = (documents(), columns) {
                    for (row, document) in documents.into_iter().enumerate() {
                        let [position, start, end] =
                            [position(row), start(row), end(row)].map(Option::unwrap_or_default);
                        let last = ends.entry(document).or_default();
                        let row = before + row as u64;
                        last.compare((position, start, end), row, violations);
                        *last = Last { position, end, row };
                    }
                }
            }
        }
    }
}

impl Last {
    /// Compares the position, the start and the end of the next segment with this one.
    fn compare(&self, (position, start, end): (i64, i64, i64), row: u64, violations: &mut Violations) {
        let next = self.position.saturating_add(1);
        if position != next {
            violations.add(Promise::Segments, &["position"], row, || {
                format!("found {position}; expected {next}, the next of its document")
            });
        }
        if start != self.end {
            violations.add(Promise::Segments, &["source_start"], row, || {
                let what = if start > self.end { "leaves a gap" } else { "overlaps" };
                format!("found {start}, which {what}; expected {}, where the segment before it ends", self.end)
            });
        }
        if end <= start {
            violations.add(Promise::Segments, &["source_end"], row, || {
                format!("found {end}; expected more than {start}, where the segment begins")
            });
        }
    }
}

/// Compares the ends of the segments with the sizes of the documents.
pub(super) fn check(tables: &[&TableChecker]) -> Outcome {
    let of_segments = tables.iter().find_map(|table| match &table.segments.kind {
        Kind::Ends(ends) => Some((table, ends)),
        _ => None,
    });
    let of_documents = tables.iter().find_map(|table| match &table.segments.kind {
        Kind::Sizes(sizes) => Some((table, sizes)),
        _ => None,
    });
    let (Some((segments, ends)), Some((documents, sizes))) = (of_segments, of_documents) else {
        let why = "there are no documents with sizes, or no segments to tile them".to_owned();
        return Outcome { missed: vec![(Promise::Segments, why)], ..Outcome::default() };
    };
    let [mut in_segments, mut in_documents] = [segments, documents].map(|table| Violations::new(&table.schema));
    for (row, (document, size)) in (0..).zip(sizes) {
        match (ends.get(document), size) {
            (Some(last), Some(size)) if last.end != *size => {
                in_segments.add(Promise::Segments, &["source_end"], last.row, || {
                    format!("found {}; expected {size}, the size of the source that the last segment ends", last.end)
                });
            }
            (None, Some(size)) if *size != 0 => in_documents.add(Promise::Segments, &[], row, || {
                format!("found a source of {size} bytes without segments; expected segments that tile it")
            }),
            _ => {}
        }
    }
    let looked = [("documents", sizes.len() as u64), ("segments", segments.rows)];
    Outcome {
        violations: in_segments.found.into_iter().chain(in_documents.found).collect(),
        looked: looked.map(|(what, count)| (Promise::Segments, what, count)).into(),
        missed: Vec::new(),
    }
}
