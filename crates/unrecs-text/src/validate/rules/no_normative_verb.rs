//! A recommendation says how strongly it recommends.

use crate::finding::Severity;
use crate::normalize::{Modality, Normalized, Unit};
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "no-normative-verb",
    severity: Severity::Note,
    strictness: Strictness::Adjustable,
    what: "A recommendation has a normative verb.",
    why: "Its modality is published as none: either it has none, or it is worded in a way that the tables do not know.",
    example: "4. 合作十分重要。",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let silent = document.units().iter().filter(|unit| unit.modality == Modality::None);
    let defect = |unit: &Unit| {
        Defect::new(
            unit.span,
            format!("{} has no normative verb", document.label(unit)),
            "a verb such as 应, 鼓励, should",
        )
    };
    silent.map(defect).take(MOST).collect()
}
