//! Nothing of the pages of a PDF was left out of the text.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "page-margin",
    severity: Severity::Note,
    strictness: Strictness::Adjustable,
    what: "Nothing of the pages of a PDF is left out of the text.",
    why: "Running heads, page numbers and job numbers are no words of the document. They are told by their places and by what other pages repeat, so a person can see here what was taken for them.",
    example: "A/RES/77/231 at the top of pages 2 to 9",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let source = document.source();
    let margins = source.pages().map(|pages| pages.margins()).unwrap_or_default();
    let defect = |margin: &crate::extract::Margin| {
        let first = margin.pages.first().copied().unwrap_or(1);
        let at = source.page_start(first);
        let pages = match margin.pages.len() {
            1 => format!("page {first}"),
            count => format!("{count} pages from page {first} on"),
        };
        let message = format!("{} stands in the margin of {pages} and is not in the text", quoted(&margin.words));
        Defect::new(Span::new(at, at), message, "nothing but what pages carry besides their text")
    };
    margins.iter().map(defect).take(MOST).collect()
}
