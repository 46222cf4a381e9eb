//! A recommendation has words.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "empty-text",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A recommendation or an item has words behind its number.",
    why: "A number alone is a recommendation whose words were lost.",
    example: "4. (and then 5.)",
    classes: Class::ALL,
    check: Check::Paragraph(check),
};

fn check(document: &Normalized, paragraph: &Paragraph) -> Option<Defect> {
    if !paragraph.is_normative() {
        return None;
    }
    let message = || format!("{} has no words", document.called(paragraph));
    // `11. (a) Requests`: the words of 11 are those of its items.
    let empty = paragraph.role == Role::Plain && document.text(paragraph).trim().is_empty();
    empty.then(|| Defect::new(paragraph.label_span, message(), "the words of the recommendation"))
}
