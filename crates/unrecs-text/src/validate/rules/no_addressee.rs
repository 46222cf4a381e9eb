//! A recommendation says who is to act.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "no-addressee",
    severity: Severity::Note,
    strictness: Strictness::Adjustable,
    what: "A recommendation or its chapeau names who is to act.",
    why: "It is published without addressees: either it names none, or one that the tables do not know.",
    example: "4. 应采取措施。",
    classes: &[Class::Compilation],
    check: Check::Paragraph(check),
};

fn check(document: &Normalized, paragraph: &Paragraph) -> Option<Defect> {
    if !paragraph.is_normative() {
        return None;
    }
    let message = || format!("{} names nobody who is to act", document.called(paragraph));
    let unaddressed = document.addressees(paragraph).is_empty();
    unaddressed.then(|| Defect::new(paragraph.span, message(), "an actor such as 缔约国, States"))
}
