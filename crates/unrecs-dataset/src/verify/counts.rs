//! The counts that meetings state, against the recommendations and items that they have.

use crate::tables::arrow::table_name;
use ahash::{HashMap, RandomState};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::cells::{NUMBER, TEXT, has, numbers};
use super::keys::hashes;
use super::report_log::{Check, Log, Place};

/// The columns of `meetings` that count: rows of the first level, and those below.
const COUNTS: [&str; 2] = ["recommendation_count", "item_count"];

/// What one table says of counts; nothing, for most.
pub(super) struct Counts {
    kind: Kind,
    hasher: RandomState,
}

enum Kind {
    /// Of each meeting, with its row from 0, what it states.
    Meetings(Vec<(u64, u64, [Option<i64>; 2])>),
    /// Of each meeting what it has.
    Recommendations(HashMap<u64, [i64; 2]>),
    Other,
}

impl Counts {
    /// No rows yet.
    pub(super) fn new(schema: &SchemaRef, hasher: &RandomState) -> Self {
        let meetings = [("meeting_id", TEXT), (COUNTS[0], NUMBER), (COUNTS[1], NUMBER)];
        let kind = match table_name(schema) {
            "meetings" if has(schema, &meetings) => Kind::Meetings(Vec::new()),
            "recommendations" if has(schema, &[("meeting_id", TEXT), ("level", NUMBER)]) => {
                Kind::Recommendations(HashMap::default())
            }
            _ => Kind::Other,
        };
        Self { kind, hasher: hasher.clone() }
    }

    /// Takes more rows; `before` came before.
    pub(super) fn add(&mut self, batch: &RecordBatch, before: u64) {
        let meetings = || batch.column_by_name("meeting_id").map(|column| hashes(column, &self.hasher));
        match &mut self.kind {
            Kind::Other => {}
            Kind::Meetings(stated) => {
                let columns = COUNTS.map(|name| numbers(batch, name));
                if let ([Some(one), Some(other)], Some(meetings)) = (columns, meetings()) {
                    let rows = meetings.into_iter().enumerate();
                    stated.extend(rows.map(|(row, meeting)| (meeting, before + row as u64, [one(row), other(row)])));
                }
            }
            Kind::Recommendations(counted) => {
                if let (Some(level), Some(meetings)) = (numbers(batch, "level"), meetings()) {
                    for (row, meeting) in meetings.into_iter().enumerate() {
                        counted.entry(meeting).or_default()[usize::from(level(row) != Some(1))] += 1;
                    }
                }
            }
        }
    }
}

/// Compares what meetings state with what recommendations count; `file` is where the meetings were read from.
pub(super) fn compare<'c>(all: impl Iterator<Item = &'c Counts> + Clone, file: &str, log: &mut Log) {
    let counted = all.clone().find_map(|counts| match &counts.kind {
        Kind::Recommendations(counted) => Some(counted),
        _ => None,
    });
    let stated = all.clone().find_map(|counts| match &counts.kind {
        Kind::Meetings(stated) => Some(stated),
        _ => None,
    });
    let (Some(counted), Some(stated)) = (counted, stated) else {
        return log.missed(Check::Counts, "there are no meetings with counts, or no recommendations to count");
    };
    for (meeting, row, stated) in stated {
        let counted = counted.get(meeting).copied().unwrap_or_default();
        for (name, (stated, counted)) in COUNTS.into_iter().zip(stated.iter().zip(counted)) {
            if let Some(stated) = stated.filter(|stated| *stated != counted) {
                let problem = format!("found {stated}; expected {counted}, the rows of recommendations that it counts");
                log.differ(Check::Counts, Place::file(file).row(row + 1).column(name), problem);
            }
        }
    }
    log.looked(Check::Counts, "counts", 2 * stated.len() as u64);
}
