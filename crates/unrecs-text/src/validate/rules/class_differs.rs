//! Where the configuration sets the class of a document, its words show no other.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "class-differs",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "Where the configuration sets the class of a document, its words show no other.",
    why: "A document that is read as another class loses its structure.",
    example: "class = \"resolution\" for the recommendations of five meetings",
    classes: Class::ALL,
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let metadata = document.metadata();
    let (class, told) = (metadata.class, metadata.told_class);
    let message =
        || format!("the document is read as a {}, and its words are those of a {}", class.code(), told.code());
    let differs = class != told && told != Class::Other;
    differs.then(|| Defect::new(START, message(), format!("class = {:?}, or no class", told.code())))
}
