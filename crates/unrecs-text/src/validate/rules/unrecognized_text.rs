//! All text is understood.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unrecognized-text",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "Every stretch of text is of a known kind.",
    why: "Nothing is lost silently: what no rule understood is published as it stands, and somebody must look at it.",
    example: "a paragraph without a number between two recommendations",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let text = document.source().text();
    let unknown = document.segments().iter().filter(|segment| segment.kind == SegmentKind::Unrecognized);
    let defect = |segment: &Segment| {
        let words = quoted(&text[segment.span().range()]);
        let message = format!("{words} is no part of a recommendation, a heading or the masthead");
        Defect::new(segment.span(), message, "a printed number, or text that goes on with what stands above")
    };
    unknown.map(defect).take(MOST).collect()
}
