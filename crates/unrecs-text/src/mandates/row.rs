//! What one verb of a request says, and how verbs of one kind become one.

use std::ops::Range;

use super::times::Day;
use super::words::Kind;
use super::{Actor, DueDay, DueSession, Mandate, Recurrence, Rule};
use crate::finding::narrow;
use crate::registry::Body;

/// What one head says, before it is set apart by actors.
#[derive(Debug, Clone)]
pub struct Row<'r> {
    pub kind: Kind,
    pub rule: Rule,
    pub at: Range<usize>,
    pub session: Option<DueSession<'r>>,
    pub due: Option<DueDay>,
    pub recurrence: Option<Recurrence>,
    pub until: Option<DueDay>,
    pub within_resources: bool,
    pub recipient: Option<&'r Body>,
}

/// A day with its words.
pub fn due(day: &Day, words: Option<Range<u32>>) -> DueDay {
    let (on, candidates) = match day {
        Day::Known(on) => (Some(*on), None),
        Day::OneOf(days) => (None, Some(*days)),
        Day::Unknown => (None, None),
    };
    DueDay { on, candidates, words }
}

impl Row<'_> {
    fn is_bare(&self) -> bool {
        self.session.is_none() && self.due.is_none() && self.recurrence.is_none() && self.until.is_none()
    }
}

/// Verbs of one kind with one deadline are one row; one without a deadline or a recipient is one with the next of its kind.
pub fn merged(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut all: Vec<Row<'_>> = Vec::new();
    for row in rows {
        let same = all.iter().position(|one| one.kind == row.kind && (one.is_bare() || row.is_bare()));
        match same {
            Some(index) if row.is_bare() => {
                all[index].within_resources |= row.within_resources;
                let recipient = all[index].recipient.or(row.recipient);
                all[index].recipient = recipient;
            }
            Some(index) => {
                let at = all[index].at.clone();
                let (recipient, resources) = (all[index].recipient, all[index].within_resources);
                all[index] = Row { at, recipient: row.recipient.or(recipient), ..row };
                all[index].within_resources |= resources;
            }
            None => all.push(row),
        }
    }
    all
}

pub fn is_same_task(one: &Mandate<'_>, other: &Mandate<'_>) -> bool {
    let session =
        |of: &Mandate<'_>| of.session.as_ref().map(|one| (one.organ.map(|organ| organ.body_id.clone()), one.number));
    let due = |of: &Mandate<'_>| of.due.as_ref().map(|due| due.on);
    one.task == other.task && session(one) == session(other) && due(one) == due(other)
}

pub fn mandate(row: Row<'_>, actor: Actor) -> Mandate<'_> {
    let (task, task_candidates) = match row.kind {
        Kind::One(task) => (Some(task), &[][..]),
        Kind::Open(candidates) => (None, candidates),
    };
    Mandate {
        actor,
        task,
        task_candidates,
        recipient: row.recipient,
        session: row.session,
        due: row.due,
        recurrence: row.recurrence,
        until: row.until,
        within_resources: row.within_resources,
        rule: row.rule,
        task_words: narrow(&row.at),
    }
}
