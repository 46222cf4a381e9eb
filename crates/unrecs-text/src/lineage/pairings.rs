//! Which older documents a document continues: by the paragraphs that come from them, and by its own words.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Lineage, Relation};

/// An older document that a document continues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPredecessor<'d> {
    /// Its identifier; none where it is none of the documents.
    pub document_id: Option<&'d str>,
    /// Its symbol; none where it has none.
    pub symbol: Option<&'d str>,
    /// Whether the newer document recalls or reaffirms it by its own words.
    pub recalled: bool,
    /// Paragraphs that have the same words as one of it, in every language in which they come from it; formulas are not counted.
    pub identical: i32,
    /// Paragraphs that are revised ones of it; formulas are not counted.
    pub revised: i32,
    /// The share of the paragraphs that come from it, in thousandths, rounded down.
    pub share: i32,
}

/// The predecessors of every work, given the works by symbol.
pub(super) fn of_works<'d>(
    lineage: &Lineage<'d, '_>,
    symbols: &BTreeMap<&'d str, usize>,
) -> Vec<Vec<DocumentPredecessor<'d>>> {
    (0..lineage.works.len()).map(|work| of_work(lineage, symbols, work)).collect()
}

fn of_work<'d>(
    lineage: &Lineage<'d, '_>,
    symbols: &BTreeMap<&'d str, usize>,
    index: usize,
) -> Vec<DocumentPredecessor<'d>> {
    let work = &lineage.works[index];
    let mut all: BTreeSet<&str> = BTreeSet::new();
    // Whether each paragraph has the same words wherever it comes from another work.
    let mut from: BTreeMap<usize, BTreeMap<&str, bool>> = BTreeMap::new();
    for version in work.versions.clone() {
        let document = lineage.documents[version].normalized();
        for (at, paragraph) in lineage.compared(version) {
            let id = document.paragraph_id(paragraph);
            all.insert(id);
            let found = lineage.predecessors[version].get(&at).into_iter().flatten();
            for older in found.filter(|older| !older.formula) {
                let of_work = from.entry(lineage.work_of[older.document]).or_default();
                *of_work.entry(id).or_insert(true) &= older.relation() == Relation::Identical;
            }
        }
    }
    let is_older = |other: usize| match (lineage.works[other].day, work.day) {
        (Some(older), Some(newer)) => older < newer,
        _ => false,
    };
    let recalled: Vec<_> = work.recalls.iter().map(|symbol| (*symbol, symbols.get(symbol).copied())).collect();
    let known: BTreeSet<usize> = recalled.iter().filter_map(|(_, other)| *other).filter(|one| is_older(*one)).collect();
    let mut others: Vec<usize> = from.keys().copied().chain(known.iter().copied()).collect();
    let rank = |other: &usize| {
        let of_work = &lineage.works[*other];
        (Reverse(from.get(other).map_or(0, BTreeMap::len)), Reverse(of_work.day), of_work.id)
    };
    others.sort_by_key(rank);
    others.dedup();
    let counted = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let inside = others.into_iter().map(|other| {
        let of_work = &lineage.works[other];
        let paragraphs = from.get(&other);
        let count = paragraphs.map_or(0, BTreeMap::len);
        let identical = paragraphs.map_or(0, |all| all.values().filter(|same| **same).count());
        DocumentPredecessor {
            document_id: Some(of_work.id),
            symbol: of_work.symbol,
            recalled: known.contains(&other),
            identical: counted(identical),
            revised: counted(count - identical),
            share: counted(1000 * count / all.len().max(1)),
        }
    });
    let outside = recalled.iter().filter(|(_, other)| other.is_none()).map(|(symbol, _)| DocumentPredecessor {
        document_id: None,
        symbol: Some(symbol),
        recalled: true,
        identical: 0,
        revised: 0,
        share: 0,
    });
    inside.chain(outside).collect()
}
