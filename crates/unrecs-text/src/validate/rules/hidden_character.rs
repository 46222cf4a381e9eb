//! The text holds no characters that are invisible and change how a reader sees what follows.

use super::*;
use crate::value::is_deceptive;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "hidden-character",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The text holds no control characters of U+007F to U+009F, and none that change the direction of the text behind them.",
    why: "A reader does not see them: some terminals obey them, and others let words be read in another order than they stand in.",
    example: "缔约国应\u{202E}加强合作",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let text = document.source().text();
    // All of them begin with one of three bytes, which few texts have.
    let candidates = memchr::memchr3_iter(0x7F, 0xC2, 0xE2, text.as_bytes());
    let found = candidates.filter_map(|at| Some((at, text.get(at..)?.chars().next()?)));
    let hidden = found.filter(|&(_, c)| is_deceptive(c));
    let defect = |(at, c): (usize, char)| {
        let message = format!("the invisible character U+{:04X} stands in the text", u32::from(c));
        Defect::new(Span::new(at, at + c.len_utf8()), message, "text whose characters can be seen")
    };
    hidden.map(defect).take(MOST).collect()
}
