//! A recommendation says how strongly it recommends.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "no-normative-verb",
    severity: Severity::Note,
    strictness: Strictness::Adjustable,
    what: "A recommendation has a normative verb.",
    why: "Its modality is published as none: either it has none, or it is worded in a way that the tables do not know.",
    example: "4. 合作十分重要。",
    classes: &[Class::Compilation],
    check: Check::Paragraph(check),
};

fn check(document: &Normalized, paragraph: &Paragraph) -> Option<Defect> {
    if !paragraph.is_normative() {
        return None;
    }
    let message = || format!("{} has no normative verb", document.called(paragraph));
    let plain = paragraph.modality == Modality::None;
    plain.then(|| Defect::new(paragraph.span, message(), "a verb such as 应, 鼓励, should"))
}
