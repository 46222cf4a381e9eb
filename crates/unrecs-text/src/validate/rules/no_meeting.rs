//! A document has a meeting.

use super::empty_document::holds_text;
use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "no-meeting",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A document has at least one section whose heading names a meeting.",
    why: "Recommendations are published by the meeting that adopted them; without a heading none can be attributed.",
    example: "一. 导言",
    classes: &[Class::Compilation],
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let missing = document.meetings().next().is_none() && holds_text(document);
    let expected = "a heading such as “一. 第一次会议，维也纳，2012年5月30日至6月1日” or “I. First meeting, Vienna, 30 May to 1 June 2012”";
    missing.then(|| Defect::new(START, "the document has no heading of a meeting", expected))
}
