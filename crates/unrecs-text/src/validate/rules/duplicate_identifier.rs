//! Identifiers are unique.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashMap};
use rayon::prelude::*;

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "duplicate-identifier",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "No two documents, divisions or paragraphs of one language have one identifier.",
    why: "Identifiers are keys: everything is joined by them, and they are stable for ever.",
    example: "two files that both hold the first meeting of a body",
    classes: Class::ALL,
    check: Check::Together(check),
};

fn check(documents: &[Resolved<'_>], _: &Policy) -> Vec<(usize, Defect)> {
    if all_differ(documents) {
        return Vec::new();
    }
    let mut seen: HashMap<(Option<&str>, &str), (usize, Span)> = HashMap::new();
    let mut defects = Vec::new();
    for (index, document) in documents.iter().map(Resolved::normalized).enumerate() {
        let (mut found, language) = (0, document.metadata().language);
        let mut is_taken = |id, span: Span| {
            let Err(before) = seen.try_insert((language, id), (index, span)) else { return false };
            if found < MOST {
                found += 1;
                let (other, first) = *before.entry.get();
                let source = documents[other].normalized().source();
                let message = format!("the identifier {id} is taken by {}:{}", source.path(), source.line(first.start));
                defects.push((index, Defect::new(span, message, "an identifier of its own")));
            }
            true
        };
        is_taken(document.metadata().document_id.as_str(), START);
        let divisions = document.divisions().iter().map(|division| is_taken(&division.division_id, division.span));
        let repeated: Vec<bool> = divisions.collect();
        // A division that is there twice says it for all its paragraphs.
        for paragraph in document.paragraphs().iter().filter(|paragraph| !repeated[paragraph.scope]) {
            is_taken(document.paragraph_id(paragraph), paragraph.label_span);
        }
    }
    defects
}

/// Whether no two identifiers have one hash, and so certainly differ: many documents have a million of them, and hardly ever two
/// that are the same.
fn all_differ(documents: &[Resolved<'_>]) -> bool {
    let hasher = DefaultHashBuilder::default();
    let of_document = |document: &Resolved<'_>| {
        let document = document.normalized();
        let divisions = document.divisions().iter().map(|division| division.division_id.as_str());
        let paragraphs = document.paragraphs().iter().map(|paragraph| document.paragraph_id(paragraph));
        let all = std::iter::once(document.metadata().document_id.as_str()).chain(divisions).chain(paragraphs);
        let language = document.metadata().language;
        all.map(|id| hasher.hash_one((language, id))).collect::<Vec<u64>>()
    };
    let mut hashes: Vec<u64> = documents.par_iter().flat_map_iter(of_document).collect();
    hashes.par_sort_unstable();
    hashes.windows(2).all(|two| two[0] != two[1])
}
