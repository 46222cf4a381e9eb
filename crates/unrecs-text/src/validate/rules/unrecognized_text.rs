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
        let message = format!("{words} is no part of a paragraph, a heading or the masthead");
        Defect::new(segment.span(), message, "a printed number, or text that goes on with what stands above")
    };
    let paragraphs = document.paragraphs();
    // Words without a number behind a paragraph with one; what comes before the first introduces them.
    let behind = paragraphs.windows(2).filter_map(|two| {
        let [above, paragraph] = two else { return None };
        let stray =
            paragraph.kind == ParagraphKind::Text && paragraph.number.is_none() && paragraph.scope == above.scope;
        let stray = stray && above.is_normative();
        (stray && document.divisions()[paragraph.division].kind != DivisionKind::Table).then(|| {
            let words = quoted(document.text(paragraph));
            let message = format!(
                "{words} has no number; it is published as a paragraph of its own, and may go on with {}",
                document.called(above)
            );
            Defect::new(paragraph.span, message, "a printed number, or text that goes on with what stands above")
        })
    });
    unknown.map(defect).chain(behind).take(MOST).collect()
}
