//! The counts that meetings state are those of the recommendations and items that they have.

use ahash::HashMap;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::cells::{NUMBER, TEXT, has, numbers};
use super::keys::hashes_of;
use super::{Outcome, Promise, TableChecker, Violations};

/// The columns of `meetings` that count: rows of the first level, and those below.
const COUNTS: [&str; 2] = ["recommendation_count", "item_count"];

/// What one table says of counts; nothing, for most.
pub(super) struct Counts {
    /// What each meeting states, with the hash of its key, in the order of the rows.
    stated: Option<Vec<(u64, [Option<i64>; 2])>>,
    /// What each meeting has, by the hash of its key.
    counted: Option<HashMap<u64, [i64; 2]>>,
}

impl Counts {
    pub(super) fn new(schema: &SchemaRef) -> Self {
        let meetings = [("meeting_id", TEXT), (COUNTS[0], NUMBER), (COUNTS[1], NUMBER)];
        let recommendations = [("meeting_id", TEXT), ("level", NUMBER)];
        Self {
            stated: has(schema, "meetings", &meetings).then(Vec::new),
            counted: has(schema, "recommendations", &recommendations).then(HashMap::default),
        }
    }
}

impl TableChecker {
    pub(super) fn add_counts(&mut self, batch: &RecordBatch) {
        let meetings = || hashes_of(batch, "meeting_id", &self.hasher).into_iter().enumerate();
        if let Some(stated) = &mut self.counts.stated {
            let counts = COUNTS.map(|name| numbers(batch, name));
            stated.extend(meetings().map(|(row, meeting)| (meeting, counts.each_ref().map(|count| count(row)))));
        }
        if let Some(counted) = &mut self.counts.counted {
            let level = numbers(batch, "level");
            for (row, meeting) in meetings() {
                counted.entry(meeting).or_default()[usize::from(level(row) != Some(1))] += 1;
            }
        }
    }
}

/// Compares what meetings state with what recommendations count.
pub(super) fn check(tables: &[&TableChecker]) -> Outcome {
    let counted = tables.iter().find_map(|table| table.counts.counted.as_ref());
    let stated = tables.iter().find_map(|table| Some((&table.schema, table.counts.stated.as_ref()?)));
    let (Some(counted), Some((schema, stated))) = (counted, stated) else {
        return Outcome::missed(Promise::Counts, "there are no meetings with counts, or no recommendations to count");
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
    Outcome::looked(Promise::Counts, violations.found, &[("counts", 2 * stated.len() as u64)])
}
