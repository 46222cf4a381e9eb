//! A meeting names its place.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "place-missing",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The heading of a meeting names the place.",
    why: "The column is empty where the heading does not say it, or where it could not be told from the rest.",
    example: "一. 第一次会议，2012年5月30日至6月1日",
    classes: &[Class::Compilation],
    check: Check::Meeting(check),
};

fn check(document: &Normalized, division: &Division, meeting: &Meeting) -> Option<Defect> {
    let message = || format!("{} names no place", quoted(&document.words(division.span)));
    meeting.place.is_none().then(|| Defect::new(division.span, message(), "the place before or after the dates"))
}
