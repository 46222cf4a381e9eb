//! The language of a document is known.

use super::empty_document::holds_text;
use super::*;
use crate::language::languages;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unknown-language",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "The language of a document is one that there is a table for.",
    why: "Without its words no heading, no date and no normative verb can be read, and everything would seem to be missing.",
    example: "Original: Esperanto",
    classes: Class::ALL,
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let tags: Vec<&str> = languages().iter().map(|language| language.tag).collect();
    let expected = "the name of a language in the masthead, or `language` in the configuration";
    let unknown = document.metadata().language.is_none() && holds_text(document);
    let expected = || format!("{expected}: {}", tags.join(", "));
    unknown.then(|| Defect::new(START, "no language table fits this document", expected()))
}
