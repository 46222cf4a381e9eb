//! A document holds text.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "empty-document",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A document holds text.",
    why: "An empty file is a failed download or conversion; publishing nothing would look like a body that recommended nothing.",
    example: "(a file of no bytes, or of white space)",
    classes: Class::ALL,
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let empty = !holds_text(document);
    empty.then(|| Defect::new(START, "the document holds no text", "the text of a document"))
}

/// Whether anything but white space and syntax is there.
pub(super) fn holds_text(document: &Normalized) -> bool {
    document.segments().iter().any(|segment| !matches!(segment.kind, SegmentKind::Blank | SegmentKind::Markup))
}
