//! The language versions of a document have the same paragraphs.

use super::*;
use crate::align::paragraphs_of;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "version-lacks-paragraph",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The language versions of a document have the same paragraphs, by their printed numbers.",
    why: "A paragraph has one identifier in all languages. Where a version lacks one, a number was printed wrongly or a paragraph was lost.",
    example: "a French file with the paragraphs 1, 2 and 4, where the others have 3",
    classes: Class::ALL,
    check: Check::Together(check),
};

/// How many identifiers a message lists.
const LISTED: usize = 5;

fn check(documents: &[Resolved<'_>], _: &Policy) -> Vec<(usize, Defect)> {
    let id = |document: &Resolved<'_>| document.normalized().metadata().document_id.clone();
    let mut defects = Vec::new();
    let mut start = 0;
    for work in documents.chunk_by(|one, other| id(one) == id(other)) {
        let all = paragraphs_of(work);
        for (index, document) in work.iter().enumerate().filter(|_| work.len() > 1) {
            let own = paragraphs_of(std::slice::from_ref(document));
            let lacks: Vec<&str> = all.iter().filter(|id| !own.contains(*id)).copied().collect();
            let Some(first) = lacks.first() else { continue };
            let listed = lacks.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
            let more = if lacks.len() > LISTED { ", …" } else { "" };
            let has = work
                .iter()
                .map(Resolved::normalized)
                .find(|other| other.paragraphs().iter().any(|paragraph| other.paragraph_id(paragraph) == *first));
            let place = has.map(|other| {
                let paragraph = other.paragraphs().iter().find(|one| other.paragraph_id(one) == *first);
                let line = paragraph.map_or(1, |one| other.source().line(one.span.start));
                format!("{} has {first} on line {line}", other.source().path())
            });
            let message = format!("this version lacks {}: {listed}{more}", counted(lacks.len(), "paragraph"));
            defects.push((start + index, Defect::new(START, message, place.unwrap_or_default())));
        }
        start += work.len();
    }
    defects
}
