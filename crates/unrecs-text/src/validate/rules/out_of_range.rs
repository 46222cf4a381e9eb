//! A reference points at something that exists.

use std::cell::LazyCell;

use super::*;
use crate::resolve::{ParagraphReferences, Provision, Reference, Status};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "out-of-range",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The instrument that a reference names has the provision, and the meeting the recommendation.",
    why: "Either the text is wrong, or the reference was read wrongly, or the registry has a gap; each wants a person.",
    example: "《偷运移民议定书》第99条",
    classes: Class::ALL,
    check: Check::References(check),
};

fn check(document: &Resolved<'_>) -> Vec<Defect> {
    let normalized = document.normalized();
    let of_unit = |(paragraph, found): (&Paragraph, ParagraphReferences<'_, '_>)| {
        let missing = found.references.iter().filter(|reference| reference.status == Status::OutOfRange).take(MOST);
        // Where the words of a paragraph stand is worked out once for all that it refers to.
        let origins = LazyCell::new(|| normalized.origins(paragraph));
        let defect = |reference: &Reference<'_>| {
            let surface = quoted(&normalized.text(paragraph)[reference.span()]);
            let (target, expected) = target(reference);
            Defect::new(origins.span(reference.span()), format!("{surface} refers to {target}"), expected)
        };
        missing.map(defect).collect::<Vec<_>>()
    };
    document.paragraphs().flat_map(of_unit).take(MOST).collect()
}

/// What a reference refers to and why that is wrong, and what was expected.
fn target(reference: &Reference<'_>) -> (String, String) {
    if let Some(target) = &reference.recommendation {
        let letter = target.letter.as_ref().map_or_else(String::new, |letter| format!("({letter})"));
        let missing = format!("recommendation {}{letter}, which this meeting does not have", target.number);
        return (missing, "a recommendation of the same meeting".to_owned());
    }
    let id = reference.instrument_id().unwrap_or("an unknown instrument");
    let printed = reference.provision.as_ref().map_or_else(String::new, printed);
    let missing = format!("{printed} of {id}, which does not exist as far as the registry knows");
    (missing, format!("a provision of {id}"))
}

/// `article 6, paragraph 3`
fn printed(provision: &Provision) -> String {
    let mut printed = format!("{} {}", provision.unit().code(), provision.number());
    printed.extend(provision.paragraph().map(|paragraph| format!(", paragraph {paragraph}")));
    printed.extend(provision.range_end().map(|last| format!(" to {last}")));
    printed
}
