//! Identifiers are unique.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::finding::{Severity, Span};
use crate::normalize::Normalized;
use crate::validate::rule::{Check, Defect, Rule, Strictness};
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
        let own = std::iter::once((document.facts().document_id.as_str(), START));
        let meetings = document.meetings().iter().map(|meeting| (meeting.meeting_id.as_str(), meeting.span));
        let units = document.units().iter().map(|unit| (unit.recommendation_id.as_str(), unit.label_span));
        for (id, span) in own.chain(meetings).chain(units) {
            match seen.entry(id) {
                Entry::Vacant(free) => {
                    free.insert((index, span));
                }
                Entry::Occupied(taken) => {
                    let (other, first) = *taken.get();
                    let source = documents[other].source();
                    let message = format!("the identifier {id} is taken by {}:{}", source.path(), source.line(first.start));
                    defects.push((index, Defect::new(span, message, "an identifier of its own")));
                }
            }
        }
    }
    defects
}
