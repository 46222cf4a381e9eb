//! A document holds a paragraph with a number, or the only operative one of a resolution.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "nothing-adopted",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A document holds a paragraph with a number, or the only operative one of a resolution.",
    why: "Without one nothing would be published, and nobody would notice.",
    example: "a letter, or a page of a table of contents",
    classes: &[Class::Resolution, Class::Decision, Class::Report, Class::Other],
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let holds_text = document
        .segments()
        .iter()
        .any(|segment| !matches!(segment.kind, SegmentKind::Blank | SegmentKind::Markup | SegmentKind::Masthead));
    let numbered = document.paragraphs().iter().any(|paragraph| paragraph.is_normative() || paragraph.number.is_some());
    let message = "no paragraph with a number stands in the document";
    let expected = "recommendations under the headings of meetings, a resolution or decision with numbered paragraphs, or a \
                    report";
    (holds_text && !numbered).then(|| Defect::new(START, message, expected))
}
