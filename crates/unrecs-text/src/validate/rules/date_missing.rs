//! A meeting names its dates.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "date-missing",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The heading of a meeting names its dates.",
    why: "The order of the meetings and many joins rest on them.",
    example: "一. 第一次会议，维也纳",
    classes: &[Class::Compilation],
    check: Check::Meeting(check),
};

fn check(document: &Normalized, division: &Division, meeting: &Meeting) -> Option<Defect> {
    let message = || format!("{} names no dates", quoted(&document.words(division.span)));
    meeting.dates.is_none().then(|| Defect::new(division.span, message(), "the first and the last day"))
}
