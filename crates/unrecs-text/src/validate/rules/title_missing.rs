//! A document has a title.

use super::empty_document::holds_text;
use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "title-missing",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "A document has a title.",
    why: "Portals and citations show it; where none is found, the head of the document was not understood.",
    example: "(a document that begins with its first meeting)",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    if document.metadata().title.is_some() || !holds_text(document) {
        return Vec::new();
    }
    vec![Defect::new(START, "the document has no title", "a title between the masthead and the first meeting")]
}
