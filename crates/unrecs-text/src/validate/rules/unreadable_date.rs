//! Every date exists.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unreadable-date",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A date that the document prints exists in the calendar.",
    why: "A day that does not exist is a slip of the pen or of the conversion; which day was meant cannot be known, and the column stays empty.",
    example: "2012年13月40日",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let metadata = document.metadata();
    let issued = metadata.issued_on.iter().filter_map(unreadable);
    let adopted = metadata.adopted_on.iter().filter_map(unreadable);
    let session = metadata.session_dates.iter().filter_map(unreadable);
    let meetings = document.meetings().filter_map(|(_, meeting)| unreadable(meeting.dates.as_ref()?));
    let defect = |(span, problem): (Span, &str)| {
        let text = quoted(&document.source().text()[span.range()]);
        Defect::new(span, format!("{text} is no date: {problem}"), "a day that exists")
    };
    issued.chain(adopted).chain(session).chain(meetings).map(defect).take(MOST).collect()
}

fn unreadable<T>(found: &ParsedValue<T>) -> Option<(Span, &str)> {
    match found {
        ParsedValue::Read { .. } => None,
        ParsedValue::Unreadable { span, problem } => Some((*span, problem)),
    }
}
