//! A recommendation says who is to act.

use crate::finding::Severity;
use crate::normalize::{Normalized, Unit};
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "no-addressee",
    severity: Severity::Note,
    strictness: Strictness::Adjustable,
    what: "A recommendation or its chapeau names who is to act.",
    why: "It is published without addressees: either it names none, or one that the tables do not know.",
    example: "4. 应采取措施。",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let silent = document.units().iter().filter(|unit| document.addressees(unit).is_empty());
    let defect = |unit: &Unit| {
        Defect::new(
            unit.span,
            format!("{} names nobody who is to act", document.label(unit)),
            "an actor such as 缔约国, States",
        )
    };
    silent.map(defect).take(MOST).collect()
}
