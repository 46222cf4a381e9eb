//! Identifiers are unique.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::finding::{Severity, Span};
use crate::normalize::Normalized;
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness};
use crate::validate::{Policy, START};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "duplicate-identifier",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "No two documents, meetings or recommendations of a run have one identifier.",
    why: "Identifiers are keys: everything is joined by them, and they are stable for ever.",
    example: "two files that both hold the first meeting of a body",
    check: Check::Together(check),
};

fn check(documents: &[Normalized], _: &Policy) -> Vec<(usize, Defect)> {
    let mut seen: HashMap<&str, (usize, Span)> = HashMap::new();
    let mut defects = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let mut found = 0;
        let mut taken = |id, span: Span| match seen.entry(id) {
            Entry::Vacant(free) => {
                free.insert((index, span));
                false
            }
            Entry::Occupied(_) if found >= MOST => true,
            Entry::Occupied(before) => {
                found += 1;
                let (other, first) = *before.get();
                let source = documents[other].source();
                let message = format!("the identifier {id} is taken by {}:{}", source.path(), source.line(first.start));
                defects.push((index, Defect::new(span, message, "an identifier of its own")));
                true
            }
        };
        taken(document.facts().document_id.as_str(), START);
        let meetings = document.meetings().iter().map(|meeting| taken(&meeting.meeting_id, meeting.span));
        let repeated: Vec<bool> = meetings.collect();
        // A meeting that is there twice says it for all its recommendations.
        for unit in document.units().iter().filter(|unit| !repeated[unit.meeting]) {
            taken(&unit.recommendation_id, unit.label_span);
        }
    }
    defects
}
