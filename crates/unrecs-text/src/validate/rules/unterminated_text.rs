//! A text ends like a sentence.

use super::*;
use crate::language;
use crate::value::punctuation::{CLOSERS, STOPS};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unterminated-text",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "A recommendation or an item ends with a punctuation mark that ends a sentence or a clause.",
    why: "A text that just stops was cut, often at the end of a page.",
    example: "12. 鼓励各国加强合作，以便",
    classes: Class::ALL,
    check: Check::Paragraph(check),
};

fn check(document: &Normalized, paragraph: &Paragraph) -> Option<Defect> {
    if !paragraph.is_normative() {
        return None;
    }
    let text = document.text(paragraph).trim_end();
    let language = document.metadata().language.and_then(language::by_tag);
    let joins = language.map_or(&[][..], |language| language.norms.conjunctions);
    // A word may join the next item behind the mark: `…; and`.
    let mut before_joins = joins.iter().filter_map(|join| text.strip_suffix(join));
    if text.is_empty() || ends(text) || before_joins.any(|before| ends(before.trim_end())) {
        return None;
    }
    let whole = document.text(paragraph);
    let last = whole.char_indices().next_back().map_or(0, |(at, _)| at);
    let start = document.source_span(paragraph, last..whole.len()).start;
    let message = format!("{} does not end like a sentence", document.called(paragraph));
    Some(Defect::new(Span::new(start, paragraph.span.end), message, "a full stop or a semicolon"))
}

fn ends(text: &str) -> bool {
    text.trim_end_matches(CLOSERS).ends_with(STOPS)
}
