//! A recommendation has words.

use crate::finding::Severity;
use crate::normalize::Normalized;
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "empty-text",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A recommendation or an item has words behind its number.",
    why: "A number alone is a recommendation whose words were lost.",
    example: "4. (and then 5.)",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let empty = document.units().iter().filter(|unit| document.text(unit).trim().is_empty());
    empty
        .map(|unit| {
            Defect::new(
                unit.label_span,
                format!("{} has no words", document.label(unit)),
                "the words of the recommendation",
            )
        })
        .take(MOST)
        .collect()
}
