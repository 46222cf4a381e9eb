//! A recommendation says who is to act.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "no-addressee",
    severity: Severity::Note,
    strictness: Strictness::Adjustable,
    what: "A recommendation or its chapeau names who is to act.",
    why: "It is published without addressees: either it names none, or one that the tables do not know.",
    example: "4. 应采取措施。",
    check: Check::Unit(check),
};

fn check(document: &Normalized, unit: &Unit) -> Option<Defect> {
    let message = || format!("{} names nobody who is to act", document.label(unit));
    let unaddressed = document.addressees(unit).is_empty();
    unaddressed.then(|| Defect::new(unit.span, message(), "an actor such as 缔约国, States"))
}
