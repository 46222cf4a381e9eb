//! Brackets and quotation marks come in pairs.

use std::ops::Range;

use super::*;
use crate::language;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unbalanced-brackets",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "Within a heading, a recommendation or an item every bracket and quotation mark has its partner.",
    why: "A title in 《》 without its end runs into the text behind it, and what it refers to cannot be known. The words are \
          published all the same.",
    example: "根据《偷运移民议定书第6条",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let text = document.source().text();
    let rtl = document.metadata().language.and_then(language::by_tag).is_some_and(|language| language.rtl);
    // Texts that run from right to left open with ” and close with “, which have as many bytes.
    let unpaired = |words: &str| if rtl { unpaired(&turned(words)) } else { unpaired(words) };
    let headings = document
        .divisions()
        .iter()
        .filter_map(|division| division.heading_span)
        .flat_map(|heading| unpaired(&text[heading.range()]).into_iter().map(move |at| heading.within(&at)));
    let paragraphs = document.paragraphs().iter().filter(|paragraph| paragraph.is_normative()).flat_map(|paragraph| {
        let origins = document.origins(paragraph);
        unpaired(document.text(paragraph)).into_iter().map(move |at| origins.span(at))
    });
    let defect = |span: Span| {
        let mark = &text[span.range()];
        let expected = format!("{} in the same heading, recommendation or item", partner(mark));
        Defect::new(span, format!("{mark} has no partner"), expected)
    };
    headings.chain(paragraphs).map(defect).take(MOST).collect()
}

fn turned(words: &str) -> String {
    words
        .chars()
        .map(|c| {
            if c == '“' {
                '”'
            } else if c == '”' {
                '“'
            } else {
                c
            }
        })
        .collect()
}

/// Opening marks, and their closing ones in the same order. Full-width and ASCII brackets may be mixed.
const OPENING: &str = "《〈「『【“（([［";
const CLOSING: &str = "》〉」』】”）)]］";

fn kind(marks: &str, mark: &str) -> Option<usize> {
    marks.chars().position(|one| mark.starts_with(one))
}

fn partner(mark: &str) -> char {
    let pairs = OPENING.chars().zip(CLOSING.chars());
    let mut partners = pairs.flat_map(|(open, close)| [(open, close), (close, open)]);
    partners.find(|(one, _)| mark.starts_with(*one)).map_or(' ', |(_, partner)| partner)
}

/// The marks of a text that have no partner, in order. A bracket behind a lone letter or number, as in `a)` and `1)`, numbers
/// something and needs none.
fn unpaired(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(usize, Range<usize>)> = Vec::new();
    let mut alone = Vec::new();
    for at in marks(text) {
        let mark = &text[at.clone()];
        if let Some(kind) = kind(OPENING, mark) {
            if open.len() < MOST {
                open.push((family(kind), at));
            } else if alone.len() < MOST {
                alone.push(at);
            }
        } else if let Some(kind) = kind(CLOSING, mark) {
            match open.iter().rev().take(DEEPEST).position(|(opened, _)| *opened == family(kind)) {
                Some(inside) => {
                    // What opened inside the pair and did not close has no partner.
                    alone.extend(open.drain(open.len() - inside..).map(|(_, at)| at));
                    open.pop();
                }
                None if alone.len() < MOST && !numbers_something(&text[..at.start]) => alone.push(at),
                None => {}
            }
        }
    }
    alone.extend(open.into_iter().map(|(_, at)| at));
    alone.sort_unstable_by_key(|at| at.start);
    alone
}

/// How many open marks are looked through for a partner, so that a text of nothing but brackets takes linear time.
const DEEPEST: usize = 50;

/// Pairs that may be mixed are of one family.
fn family(pair: usize) -> usize {
    match pair {
        7 => 6,
        9 => 8,
        other => other,
    }
}

fn numbers_something(before: &str) -> bool {
    let tail = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let label = &before[tail.len()..];
    (1..=4).contains(&label.len()) && !tail.ends_with(|c: char| c.is_alphanumeric() && c.is_ascii())
}

/// Every bracket and quotation mark.
fn marks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let length = move |at: usize| match bytes[at] {
        b'(' | b')' | b'[' | b']' => Some(1),
        0xE2 => matches!(bytes[at + 1..at + 3], [0x80, 0x9C | 0x9D]).then_some(3),
        0xE3 => matches!(bytes[at + 1..at + 3], [0x80, 0x88..=0x91]).then_some(3),
        0xEF => matches!(bytes[at + 1..at + 3], [0xBC, 0x88 | 0x89 | 0xBB | 0xBD]).then_some(3),
        _ => None,
    };
    (0..bytes.len()).filter_map(move |at| length(at).map(|length| at..at + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str) -> Vec<&str> {
        unpaired(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn pairs_pass_and_single_marks_are_found() {
        for text in ["《公约》（“甲”）", "(a) x; b) y; 1) z", "（甲)", "[1]"] {
            assert_eq!(alone(text), [""; 0], "{text}");
        }
        for (text, expected) in [
            ("根据《公约第6条", vec!["《"]),
            ("甲》乙", vec!["》"]),
            ("（《甲）", vec!["《"]),
            ("）（", vec!["）", "（"]),
            ("“甲", vec!["“"]),
        ] {
            assert_eq!(alone(text), expected, "{text}");
        }
    }
}
