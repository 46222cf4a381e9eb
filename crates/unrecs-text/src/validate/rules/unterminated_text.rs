//! A text ends like a sentence.

use crate::finding::{Severity, Span};
use crate::language;
use crate::normalize::{Normalized, Unit};
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unterminated-text",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "A recommendation or an item ends with a punctuation mark that ends a sentence or a clause.",
    why: "A text that just stops was cut, often at the end of a page.",
    example: "12. 鼓励各国加强合作，以便",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let joins =
        document.metadata().language.and_then(language::by_tag).map_or(&[][..], |language| language.norms.conjunctions);
    let cut = document.units().iter().filter(|unit| {
        let text = document.text(unit).trim_end();
        !text.is_empty()
            && !ends(text)
            && !joins.iter().any(|join| text.strip_suffix(join).is_some_and(|rest| ends(rest.trim_end())))
    });
    let defect = |unit: &Unit| {
        let end = Span::new(document.source_span(unit, last_character(document.text(unit))).start, unit.span.end);
        Defect::new(end, format!("{} does not end like a sentence", document.label(unit)), "a full stop or a semicolon")
    };
    cut.map(defect).take(MOST).collect()
}

fn ends(text: &str) -> bool {
    let closers = ['”', '"', '’', '」', '』', ')', '）', ']', '》'];
    text.trim_end_matches(closers).ends_with(['。', '；', '：', '！', '？', '.', ';', ':', '!', '?'])
}

fn last_character(text: &str) -> std::ops::Range<usize> {
    let start = text.char_indices().next_back().map_or(0, |(at, _)| at);
    start..text.len()
}
