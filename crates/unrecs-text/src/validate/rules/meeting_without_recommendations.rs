//! A meeting has recommendations.

use crate::finding::Severity;
use crate::normalize::{Meeting, Normalized};
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness, quoted};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "meeting-without-recommendations",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A meeting has at least one recommendation.",
    why: "A section without numbered text has lost it, or its numbers could not be read.",
    example: "一. 第一次会议，维也纳，2012年5月30日至6月1日 (and then the next heading)",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let empty = document.meetings().iter().filter(|meeting| meeting.recommendation_count == 0);
    let defect = |meeting: &Meeting| {
        Defect::new(
            meeting.span,
            format!("no recommendation stands under {}", quoted(&meeting.title)),
            "recommendations numbered from 1",
        )
    };
    empty.map(defect).take(MOST).collect()
}
