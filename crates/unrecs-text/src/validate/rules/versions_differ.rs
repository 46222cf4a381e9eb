//! The language versions of a document agree in what no language changes.

use super::*;
use crate::normalize::DocumentMetadata;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "versions-differ",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The language versions of a document have one date of adoption, one session, one result of the vote, and the same subjects.",
    why: "No language changes them; votes and subjects are published once, as the first version that has them says.",
    example: "an English file with the vote of another resolution than the French one of the same symbol",
    classes: Class::ALL,
    check: Check::Together(check),
};

/// Characters of a value that a message shows: a list may be long.
const LONGEST: usize = 80;

/// What a version says that no language changes, by its name; none where it says nothing.
fn facts(metadata: &DocumentMetadata) -> [(&'static str, Option<String>); 5] {
    let list = |values: Vec<String>| (!values.is_empty()).then(|| values.join(", "));
    let mut subjects: Vec<String> =
        metadata.subjects.iter().map(|one| format!("{} {}", one.scheme, one.code)).collect();
    subjects.sort_unstable();
    [
        ("class", Some(metadata.class.code().to_owned())),
        ("date of adoption", metadata.adopted_on.as_ref().and_then(|on| on.value()).map(|on| on.to_string())),
        ("session", metadata.session.map(|session| session.to_string())),
        ("votes", list(metadata.votes.iter().map(|vote| format!("{} {}", vote.name, vote.ballot.code())).collect())),
        ("subjects", list(subjects)),
    ]
}

fn check(documents: &[Resolved<'_>], _: &Policy) -> Vec<(usize, Defect)> {
    let mut defects = Vec::new();
    let mut first: Option<(&str, usize)> = None;
    for (index, document) in documents.iter().map(Resolved::normalized).enumerate() {
        let metadata = document.metadata();
        let Some((_, before)) = first.filter(|(id, _)| *id == metadata.document_id) else {
            first = Some((&metadata.document_id, index));
            continue;
        };
        let other = documents[before].normalized();
        for ((what, found), (_, expected)) in facts(metadata).into_iter().zip(facts(other.metadata())) {
            if let (Some(found), Some(expected)) = (&found, &expected)
                && found != expected
            {
                let message = format!("another {what} than in {}", other.source().path());
                defects.push((index, Defect::new(START, message, shortened(expected, LONGEST))));
            }
        }
    }
    defects
}
