//! The segments of each document have to tile its source: from 0 to its size, without a gap and without an overlap.

use crate::tables::arrow::table_name;
use ahash::{HashMap, RandomState};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::cells::{NUMBER, TEXT, has, numbers};
use super::keys::hashes;
use super::report_log::{Check, Log, Place};

/// What one table says of how sources are tiled; nothing, for most.
pub(super) struct Tiles {
    kind: Kind,
    hasher: RandomState,
}

enum Kind {
    /// Of each document, with its row from 0, its size.
    Documents(Vec<(u64, u64, Option<i64>)>),
    Segments(Segments),
    Other,
}

#[derive(Default)]
struct Segments {
    /// Of each document: how many segments it has, where the last ends, and the row of that.
    ends: HashMap<u64, Last>,
    broken: Vec<(u64, &'static str, String)>,
    rows: u64,
}

#[derive(Clone, Copy, Default)]
struct Last {
    position: i64,
    end: i64,
    row: u64,
}

impl Tiles {
    /// No rows yet.
    pub(super) fn new(schema: &SchemaRef, hasher: &RandomState) -> Self {
        let segments = [("document_id", TEXT), ("position", NUMBER), ("source_start", NUMBER), ("source_end", NUMBER)];
        let kind = match table_name(schema) {
            "documents" if has(schema, &[("document_id", TEXT), ("source_bytes", NUMBER)]) => {
                Kind::Documents(Vec::new())
            }
            "segments" if has(schema, &segments) => Kind::Segments(Segments::default()),
            _ => Kind::Other,
        };
        Self { kind, hasher: hasher.clone() }
    }

    /// Takes more rows; `before` came before.
    pub(super) fn add(&mut self, batch: &RecordBatch, before: u64) {
        let documents = || batch.column_by_name("document_id").map(|column| hashes(column, &self.hasher));
        match &mut self.kind {
            Kind::Other => {}
            Kind::Documents(sizes) => {
                if let (Some(documents), Some(size)) = (documents(), numbers(batch, "source_bytes")) {
                    let rows = documents.into_iter().enumerate();
                    sizes.extend(rows.map(|(row, document)| (document, before + row as u64, size(row))));
                }
            }
            Kind::Segments(segments) => {
                let columns = ["position", "source_start", "source_end"].map(|name| numbers(batch, name));
                if let (Some(documents), [Some(position), Some(start), Some(end)]) = (documents(), columns) {
                    for (row, document) in documents.into_iter().enumerate() {
                        let values = [position(row), start(row), end(row)].map(Option::unwrap_or_default);
                        segments.add(document, before + row as u64, values);
                    }
                }
            }
        }
    }
}

impl Segments {
    fn add(&mut self, document: u64, row: u64, [position, start, end]: [i64; 3]) {
        self.rows += 1;
        let last = self.ends.entry(document).or_default();
        let mut differ = |column, problem| self.broken.push((row, column, problem));
        if position != last.position.saturating_add(1) {
            let expected = last.position.saturating_add(1);
            differ("position", format!("found {position}; expected {expected}, the next of its document"));
        }
        if start != last.end {
            let what = if start > last.end { "leaves a gap" } else { "overlaps" };
            let problem =
                format!("found {start}, which {what}; expected {}, where the segment before it ends", last.end);
            differ("source_start", problem);
        }
        if end <= start {
            differ("source_end", format!("found {end}; expected more than {start}, where the segment begins"));
        }
        *last = Last { position, end, row };
    }
}

/// Compares the segments with the sizes of the documents; `files` are those of the segments and of the documents.
pub(super) fn compare<'t>(all: impl Iterator<Item = &'t Tiles> + Clone, files: [&str; 2], log: &mut Log) {
    let segments = all.clone().find_map(|tiles| match &tiles.kind {
        Kind::Segments(segments) => Some(segments),
        _ => None,
    });
    let documents = all.clone().find_map(|tiles| match &tiles.kind {
        Kind::Documents(sizes) => Some(sizes),
        _ => None,
    });
    let (Some(segments), Some(documents)) = (segments, documents) else {
        return log.missed(Check::Segments, "there are no documents with sizes, or no segments to tile them");
    };
    for (row, column, problem) in &segments.broken {
        log.differ(Check::Segments, Place::file(files[0]).row(row + 1).column(*column), problem.as_str());
    }
    for (document, row, size) in documents {
        let Some(size) = size else { continue };
        match segments.ends.get(document) {
            Some(last) if last.end != *size => {
                let place = Place::file(files[0]).row(last.row + 1).column("source_end");
                let problem =
                    format!("found {}; expected {size}, the size of the source that the last segment ends", last.end);
                log.differ(Check::Segments, place, problem);
            }
            None if *size != 0 => {
                let problem =
                    format!("found a source of {size} bytes without segments; expected segments that tile it");
                log.differ(Check::Segments, Place::file(files[1]).row(row + 1), problem);
            }
            _ => {}
        }
    }
    log.looked(Check::Segments, "documents", documents.len() as u64);
    log.looked(Check::Segments, "segments", segments.rows);
}
