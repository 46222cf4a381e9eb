//! The language versions of a document have the same paragraphs.

use super::*;
use crate::align::{is_same_work, paragraphs_of};

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
    let mut defects = Vec::new();
    let mut start = 0;
    for work in documents.chunk_by(is_same_work) {
        let first = start;
        start += work.len();
        if work.len() < 2 {
            continue;
        }
        let all = paragraphs_of(work);
        for (index, document) in (first..).zip(work) {
            let own = paragraphs_of(std::slice::from_ref(document));
            let lacks: Vec<&str> = all.difference(&own).copied().collect();
            let Some(lost) = lacks.first() else { continue };
            let listed = lacks.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
            let more = if lacks.len() > LISTED { ", …" } else { "" };
            let place = work.iter().map(Resolved::normalized).find_map(|other| {
                let paragraph = other.paragraphs().iter().find(|one| other.paragraph_id(one) == *lost)?;
                let line = other.source().line(paragraph.span.start);
                Some(format!("{} has {lost} on line {line}", other.source().path()))
            });
            let message = format!("this version lacks {}: {listed}{more}", counted(lacks.len(), "paragraph"));
            defects.push((index, Defect::new(START, message, place.unwrap_or_default())));
        }
    }
    defects
}
