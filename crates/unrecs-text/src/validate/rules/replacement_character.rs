//! No character was lost in conversion.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "replacement-character",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The text holds no replacement character U+FFFD.",
    why: "A converter puts it where it could not read a character; what stood there is unknown.",
    example: "缔约国应加强�作",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    const REPLACEMENT: &str = "\u{FFFD}";
    let found = memchr::memmem::find_iter(document.source().text().as_bytes(), REPLACEMENT);
    let defect = |at| {
        let span = Span::new(at, at + REPLACEMENT.len());
        Defect::new(span, "a replacement character U+FFFD stands for a lost character", "the character of the original")
    };
    found.map(defect).take(MOST).collect()
}
