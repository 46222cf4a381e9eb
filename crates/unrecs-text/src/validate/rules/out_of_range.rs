//! A reference points at something that exists.

use super::*;
use crate::resolve::{Provision, Reference, Status, UnitReferences};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "out-of-range",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The instrument that a reference names has the provision, and the meeting the recommendation.",
    why: "Either the text is wrong, or the reference was read wrongly, or the registry has a gap; each wants a person.",
    example: "《偷运移民议定书》第99条",
    check: Check::References(check),
};

fn check(document: &Resolved<'_>) -> Vec<Defect> {
    let normalized = document.normalized();
    let of_unit = |(unit, found): (&Unit, UnitReferences<'_, '_>)| {
        let missing = found.references.iter().filter(|reference| reference.status == Status::OutOfRange).take(MOST);
        let missing: Vec<_> = missing.collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let (text, origins) = (normalized.text(unit), normalized.origins(unit));
        let defect = |reference: &Reference<'_>| {
            let (message, expected) = said(&quoted(&text[reference.span()]), reference);
            Defect::new(origins.span(reference.span()), message, expected)
        };
        missing.into_iter().map(defect).collect()
    };
    document.units().flat_map(of_unit).take(MOST).collect()
}

fn said(surface: &str, reference: &Reference<'_>) -> (String, String) {
    match (&reference.recommendation, reference.instrument_id()) {
        (Some(target), _) => {
            let letter = target.letter.as_ref().map_or_else(String::new, |letter| format!("({letter})"));
            let number = target.number;
            (
                format!("{surface} refers to recommendation {number}{letter}, which this meeting does not have"),
                "a recommendation of the same meeting".to_owned(),
            )
        }
        (None, instrument) => {
            let id = instrument.unwrap_or("an unknown instrument");
            let printed = reference.provision.as_ref().map_or_else(String::new, printed);
            (
                format!("{surface} refers to {printed} of {id}, which does not exist as far as the registry knows"),
                format!("a provision of {id}"),
            )
        }
    }
}

/// `article 6, paragraph 3`
fn printed(provision: &Provision) -> String {
    let mut printed = format!("{} {}", provision.unit().code(), provision.number());
    if let Some(paragraph) = provision.paragraph() {
        printed.push_str(&format!(", paragraph {paragraph}"));
    }
    if let Some(last) = provision.range_end() {
        printed.push_str(&format!(" to {last}"));
    }
    printed
}
