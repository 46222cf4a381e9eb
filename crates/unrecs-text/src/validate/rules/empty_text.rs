//! A recommendation has words.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "empty-text",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A recommendation or an item has words behind its number.",
    why: "A number alone is a recommendation whose words were lost.",
    example: "4. (and then 5.)",
    check: Check::Unit(check),
};

fn check(document: &Normalized, unit: &Unit) -> Option<Defect> {
    let message = || format!("{} has no words", document.label(unit));
    let empty = document.text(unit).trim().is_empty();
    empty.then(|| Defect::new(unit.label_span, message(), "the words of the recommendation"))
}
