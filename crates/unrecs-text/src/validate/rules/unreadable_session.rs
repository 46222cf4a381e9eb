//! Every session at which something is due has a number.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unreadable-session",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The ordinal of a session at which something is due is a number.",
    why: "A slip in an ordinal leaves open by when somebody has to act; which session was meant cannot be known, and the column stays empty.",
    example: "Requests the Secretary-General to report at its eight-first session",
    classes: Class::ALL,
    check: Check::References(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Defect> {
    let document = resolved.normalized();
    let unreadable = resolved.mandates().iter().filter_map(|(index, one)| {
        one.session.as_ref().filter(|session| session.is_unreadable)?;
        let paragraph = &document.paragraphs()[index];
        let words = one.deadline_words()?;
        let text = quoted(document.text(paragraph).get(words.clone())?);
        let message = format!("the ordinal of the session in {text} is no number");
        Some(Defect::new(document.source_span(paragraph, words), message, "an ordinal such as eighty-first"))
    });
    unreadable.take(MOST).collect()
}
