//! A text ends like a sentence.

use super::*;
use crate::language;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unterminated-text",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "A recommendation or an item ends with a punctuation mark that ends a sentence or a clause.",
    why: "A text that just stops was cut, often at the end of a page.",
    example: "12. 鼓励各国加强合作，以便",
    check: Check::Unit(check),
};

fn check(document: &Normalized, unit: &Unit) -> Option<Defect> {
    let text = document.text(unit).trim_end();
    let language = document.metadata().language.and_then(language::by_tag);
    let joins = language.map_or(&[][..], |language| language.norms.conjunctions);
    // A word may join the next item behind the mark: `…; and`.
    let mut before_joins = joins.iter().filter_map(|join| text.strip_suffix(join));
    if text.is_empty() || ends(text) || before_joins.any(|before| ends(before.trim_end())) {
        return None;
    }
    let whole = document.text(unit);
    let last = whole.char_indices().next_back().map_or(0, |(at, _)| at);
    let start = document.source_span(unit, last..whole.len()).start;
    let message = format!("{} does not end like a sentence", document.label(unit));
    Some(Defect::new(Span::new(start, unit.span.end), message, "a full stop or a semicolon"))
}

fn ends(text: &str) -> bool {
    let closers = ['”', '"', '’', '」', '』', ')', '）', ']', '》'];
    text.trim_end_matches(closers).ends_with(['。', '；', '：', '！', '？', '.', ';', ':', '!', '?'])
}
