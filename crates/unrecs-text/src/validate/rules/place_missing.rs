//! A meeting names its place.

use crate::finding::Severity;
use crate::normalize::{Meeting, Normalized};
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness, quoted};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "place-missing",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The heading of a meeting names the place.",
    why: "The column is empty where the heading does not say it, or where it could not be told from the rest.",
    example: "一. 第一次会议，2012年5月30日至6月1日",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let missing = document.meetings().iter().filter(|meeting| meeting.place.is_none());
    let defect = |meeting: &Meeting| {
        Defect::new(
            meeting.span,
            format!("{} names no place", quoted(&meeting.title)),
            "the place before or after the dates",
        )
    };
    missing.map(defect).take(MOST).collect()
}
