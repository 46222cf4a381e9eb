//! The language of a document is known.

use super::empty_document::holds_text;
use super::*;
use crate::language::LANGUAGES;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unknown-language",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "The language of a document is one that there is a table for.",
    why: "Without its words no heading, no date and no normative verb can be read, and everything would seem to be missing.",
    example: "Original: Esperanto",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    if document.metadata().language.is_some() || !holds_text(document) {
        return Vec::new();
    }
    let known: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
    let expected =
        format!("the name of a language in the masthead, or `language` in the configuration: {}", known.join(", "));
    vec![Defect::new(START, "no language table fits this document", expected)]
}
