//! A document begins with its own words.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "front-matter",
    severity: Severity::Note,
    strictness: Strictness::Adjustable,
    what: "A document begins with its own words.",
    why: "What stands between two lines of three dashes is for programs; it is kept as markup and not read.",
    example: "---\ntitle: Recommendations\n---",
    classes: Class::ALL,
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let first = document.segments().first().filter(|segment| segment.kind == SegmentKind::Markup)?;
    let block = document.source().text()[first.span().range()].starts_with("---");
    let message = "the block between the lines of dashes was not read";
    block.then(|| Defect::new(first.span(), message, "the masthead of the document"))
}
