//! A meeting names its dates.

use crate::finding::Severity;
use crate::normalize::{Meeting, Normalized};
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness, quoted};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "date-missing",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The heading of a meeting names its dates.",
    why: "The order of the meetings and many joins rest on them.",
    example: "一. 第一次会议，维也纳",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let missing = document.meetings().iter().filter(|meeting| meeting.dates.is_none());
    let defect = |meeting: &Meeting| {
        Defect::new(meeting.span, format!("{} names no dates", quoted(&meeting.title)), "the first and the last day")
    };
    missing.map(defect).take(MOST).collect()
}
