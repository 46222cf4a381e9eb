//! Every part of a meeting's heading is understood.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "heading-words",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The heading of a meeting holds nothing but its ordinal, its dates and its place.",
    why: "The first part that is neither ordinal nor date is published as the place; with more than one, it may be another.",
    example: "二. 第二次会议，续会，维也纳，2013年11月11日至13日",
    classes: &[Class::Compilation],
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let text = document.source().text();
    let left = document.meetings().flat_map(|(_, meeting)| {
        let place = quoted(meeting.place.as_deref().unwrap_or_default());
        meeting.leftovers.iter().map(move |span| (*span, place.clone()))
    });
    let defect = |(span, place): (Span, String)| {
        let words = quoted(&text[span.range()]);
        let message = format!("the heading also says {words}; {place} was taken for the place");
        Defect::new(span, message, "the ordinal, the dates and the place")
    };
    left.map(defect).take(MOST).collect()
}
