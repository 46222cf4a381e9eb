//! A meeting has recommendations.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "meeting-without-recommendations",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A meeting has at least one recommendation.",
    why: "A section without numbered text has lost it, or its numbers could not be read.",
    example: "一. 第一次会议，维也纳，2012年5月30日至6月1日 (and then the next heading)",
    check: Check::Meeting(check),
};

fn check(_: &Normalized, meeting: &Meeting) -> Option<Defect> {
    let message = || format!("no recommendation stands under {}", quoted(&meeting.title));
    let empty = meeting.recommendation_count == 0;
    empty.then(|| Defect::new(meeting.span, message(), "recommendations numbered from 1"))
}
