//! The segments of each document tile its text: from 0 to its size, without a gap and without an overlap.

use ahash::HashMap;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::cells::{NUMBER, TEXT, has, numbers};
use super::keys::hashes_of;
use super::{Outcome, Promise, TableChecker, Violations};

/// What one table says of how texts are tiled; nothing, for most.
pub(super) struct Segments {
    /// The size of each document, with the hash of its key, in the order of the rows.
    sizes: Option<Vec<(u64, Option<i64>)>>,
    /// Where the segments of each document end so far, by the hash of its key.
    ends: Option<HashMap<u64, Segment>>,
}

/// The last segment of a document so far.
#[derive(Clone, Copy, Default)]
struct Segment {
    position: i64,
    start: i64,
    end: i64,
    row: u64,
}

impl Segments {
    pub(super) fn new(schema: &SchemaRef) -> Self {
        let documents = [("document_id", TEXT), ("language", TEXT), ("text_bytes", NUMBER)];
        let segments = [
            ("document_id", TEXT),
            ("language", TEXT),
            ("position", NUMBER),
            ("text_start", NUMBER),
            ("text_end", NUMBER),
        ];
        Self {
            sizes: has(schema, "documents", &documents).then(Vec::new),
            ends: has(schema, "segments", &segments).then(HashMap::default),
        }
    }
}

impl TableChecker {
    pub(super) fn add_segments(&mut self, batch: &RecordBatch) {
        let documents = || hashes_of(batch, &["document_id", "language"], &self.hasher).into_iter().enumerate();
        if let Some(sizes) = &mut self.segments.sizes {
            let size = numbers(batch, "text_bytes");
            sizes.extend(documents().map(|(row, document)| (document, size(row))));
        }
        if let Some(ends) = &mut self.segments.ends {
            let numbers = ["position", "text_start", "text_end"].map(|name| numbers(batch, name));
            for (row, document) in documents() {
                let [position, start, end] = numbers.each_ref().map(|number| number(row).unwrap_or_default());
                let next = Segment { position, start, end, row: self.rows + row as u64 };
                std::mem::replace(ends.entry(document).or_default(), next).compare(next, &mut self.violations);
            }
        }
    }
}

impl Segment {
    /// Compares the next segment with this one.
    fn compare(self, next: Segment, violations: &mut Violations) {
        let Segment { position, start, end, row } = next;
        let expected = self.position.saturating_add(1);
        if position != expected {
            violations.add(Promise::Segments, &["position"], row, || {
                format!("found {position}; expected {expected}, the next of its document")
            });
        }
        if start != self.end {
            violations.add(Promise::Segments, &["text_start"], row, || {
                let what = if start > self.end { "leaves a gap" } else { "overlaps" };
                format!("found {start}, which {what}; expected {}, where the segment before it ends", self.end)
            });
        }
        if end <= start {
            violations.add(Promise::Segments, &["text_end"], row, || {
                format!("found {end}; expected more than {start}, where the segment begins")
            });
        }
    }
}

/// Compares the ends of the segments with the sizes of the documents.
pub(super) fn check(tables: &[&TableChecker]) -> Outcome {
    let segments = tables.iter().find_map(|table| Some((table, table.segments.ends.as_ref()?)));
    let documents = tables.iter().find_map(|table| Some((table, table.segments.sizes.as_ref()?)));
    let (Some((segments, ends)), Some((documents, sizes))) = (segments, documents) else {
        return Outcome::missed(Promise::Segments, "there are no documents with sizes, or no segments to tile them");
    };
    let [mut in_segments, mut in_documents] = [segments, documents].map(|table| Violations::new(&table.schema));
    for (row, (document, size)) in (0..).zip(sizes) {
        match (ends.get(document), size) {
            (Some(last), Some(size)) if last.end != *size => {
                in_segments.add(Promise::Segments, &["text_end"], last.row, || {
                    format!("found {}; expected {size}, the size of the text that the last segment ends", last.end)
                });
            }
            (None, Some(size)) if *size != 0 => in_documents.add(Promise::Segments, &[], row, || {
                format!("found a text of {size} bytes without segments; expected segments that tile it")
            }),
            _ => {}
        }
    }
    in_segments.found.append(&mut in_documents.found);
    let looked = [("documents", sizes.len() as u64), ("segments", segments.rows)];
    Outcome::looked(Promise::Segments, in_segments.found, &looked)
}
