//! The counts that meetings state are those of the recommendations and items that they have.

use ahash::{HashMap, RandomState};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::cells::{NUMBER, TEXT, has, numbers};
use super::keys::hashes;
use super::{Outcome, Promise, TableChecker, Violations};
use crate::tables::arrow::table_name;

/// The columns of `meetings` that count: rows of the first level, and those below.
const COUNTS: [&str; 2] = ["recommendation_count", "item_count"];

/// What one table says of counts; nothing, for most.
pub(super) struct Counts {
    kind: Kind,
    hasher: RandomState,
}

enum Kind {
    /// What each meeting states, with the hash of its key, in the order of the rows.
    Stated(Vec<(u64, [Option<i64>; 2])>),
    /// What each meeting has, by the hash of its key.
    Counted(HashMap<u64, [i64; 2]>),
    Other,
}

impl Counts {
    pub(super) fn new(schema: &SchemaRef, hasher: &RandomState) -> Self {
        let meetings = [("meeting_id", TEXT), (COUNTS[0], NUMBER), (COUNTS[1], NUMBER)];
        let kind = match table_name(schema) {
            "meetings" if has(schema, &meetings) => Kind::Stated(Vec::new()),
            "recommendations" if has(schema, &[("meeting_id", TEXT), ("level", NUMBER)]) => {
                Kind::Counted(HashMap::default())
            }
            _ => Kind::Other,
        };
        Self { kind, hasher: hasher.clone() }
    }

    pub(super) fn add(&mut self, batch: &RecordBatch) {
        let meetings = || batch.column_by_name("meeting_id").map(|column| hashes(column, &self.hasher));
        match &mut self.kind {
            Kind::Other => {}
            Kind::Stated(stated) => {
                let columns = COUNTS.map(|name| numbers(batch, name));
                if let ([Some(one), Some(other)], Some(meetings)) = (columns, meetings()) {
                    let rows = meetings.into_iter().enumerate();
                    stated.extend(rows.map(|(row, meeting)| (meeting, [one(row), other(row)])));
                }
            }
            Kind::Counted(counted) => {
                if let (Some(level), Some(meetings)) = (numbers(batch, "level"), meetings()) {
                    for (row, meeting) in meetings.into_iter().enumerate() {
                        counted.entry(meeting).or_default()[usize::from(level(row) != Some(1))] += 1;
                    }
                }
            }
        }
    }
}

/// Compares what meetings state with what recommendations count.
pub(super) fn check(tables: &[&TableChecker]) -> Outcome {
    let counted = tables.iter().find_map(|table| match &table.counts.kind {
        Kind::Counted(counted) => Some(counted),
        _ => None,
    });
    let stated = tables.iter().find_map(|table| match &table.counts.kind {
        Kind::Stated(stated) => Some((&table.schema, stated)),
        _ => None,
    });
    let (Some(counted), Some((schema, stated))) = (counted, stated) else {
        let why = "there are no meetings with counts, or no recommendations to count".to_owned();
        return Outcome { missed: vec![(Promise::Counts, why)], ..Outcome::default() };
    };
    let mut violations = Violations::new(schema);
    for (row, (meeting, stated)) in (0..).zip(stated) {
        let counted = counted.get(meeting).copied().unwrap_or_default();
        for (name, (stated, counted)) in COUNTS.into_iter().zip(stated.iter().zip(counted)) {
            if let Some(stated) = stated.filter(|stated| *stated != counted) {
                violations.add(Promise::Counts, &[name], row, || {
                    format!("found {stated}; expected {counted}, the rows of recommendations that it counts")
                });
            }
        }
    }
    let looked = vec![(Promise::Counts, "counts", 2 * stated.len() as u64)];
    Outcome { violations: violations.found, looked, missed: Vec::new() }
}
