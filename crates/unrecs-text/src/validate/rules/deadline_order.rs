//! What a document asks is due after the document.

use super::*;
use crate::mandates::FIRST_YEAR;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "deadline-order",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "A day or a session by which somebody is asked to act does not lie before the document.",
    why: "Nobody can meet a deadline that has passed: the document has a slip, or its words are read wrongly here.",
    example: "Requests the Secretary-General to report by 1 March 2019 (adopted on 9 December 2021)",
    classes: Class::ALL,
    check: Check::References(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Defect> {
    let document = resolved.normalized();
    let metadata = document.metadata();
    let day = metadata.day();
    let own = resolved.issuing_body().map(|body| body.body_id.as_str());
    let late = resolved.mandates().iter().filter_map(|(index, one)| {
        let paragraph = &document.paragraphs()[index];
        let words = one.deadline_words()?;
        let of = |range| document.source_span(paragraph, range);
        let on = one.due.as_ref().and_then(|due| due.on);
        if let Some((on, day)) = on.zip(day).filter(|(on, day)| on < day) {
            let message = format!("the deadline {on} lies before the document of {day}");
            return Some(Defect::new(of(words), message, format!("a day from {day} on")));
        }
        let session = one.session.as_ref()?;
        let is_own = session.organ.is_some_and(|organ| own == Some(organ.body_id.as_str()));
        let (due, current) = session.number.zip(metadata.session).filter(|(due, current)| is_own && due < current)?;
        // Sessions may be called by years.
        (due > 0 && current < FIRST_YEAR.into()).then(|| {
            let message = format!("the deadline is session {due}, before session {current} of the document");
            Defect::new(of(words), message, format!("session {current} or a later one"))
        })
    });
    late.take(MOST).collect()
}
