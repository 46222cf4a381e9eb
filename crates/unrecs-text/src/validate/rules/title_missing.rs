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
    classes: Class::ALL,
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let missing = document.metadata().title.is_none() && holds_text(document);
    let expected = "a title between the masthead and the first meeting";
    missing.then(|| Defect::new(START, "the document has no title", expected))
}
