//! Which older paragraphs the words of a paragraph come from, and which older documents a document continues.
//!
//! Words are compared in small letters and without punctuation, language by language, and only where a day says which document is older.
//! The same words are found by their hash; texts that are nearly the same by the rarest pairs of neighbouring words that they share. All
//! counts of texts that are looked at have a limit, so that time and memory grow with the text and no faster.

mod choice;
mod groups;
mod likeness;
mod links;
mod near;
mod pairings;
#[cfg(test)]
mod tests;
mod texts;
mod words;
mod works;

use std::collections::BTreeSet;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::normalize::{Normalized, Paragraph};
use crate::resolve::Resolved;
use crate::value::codes;

pub use pairings::DocumentPredecessor;
pub(crate) use works::{day, recalled};

use choice::{Choice, Chooser};
use links::Links;
use texts::{Added, Adding, Texts, is_compared};
use works::{Work, by_symbol, document_id, works};

codes! {
    /// How a paragraph came from an older one.
    Relation {
        /// It has the same words.
        Identical = "identical",
        /// It has most of its words.
        Revised = "revised",
    }
}

/// An older paragraph from which the words of a paragraph come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Predecessor {
    /// Index of its document among all documents.
    pub document: usize,
    /// Its index among the paragraphs of that document.
    pub paragraph: usize,
    /// How like the two are in thousandths, rounded down: twice the words that both have in the same order to the words of both. It is 1000
    /// for the same words alone.
    pub similarity: i32,
    /// Words of the newer paragraph that the older one lacks.
    pub words_added: i32,
    /// Words of the older paragraph that the newer one lacks.
    pub words_removed: i32,
    /// Whether the words are a formula: they begin in several documents of which none continues one that had them before.
    pub formula: bool,
    /// Whether the newer document continues the older one: by a fifth of its words, or by some and its own word.
    pub continues: bool,
}

impl Predecessor {
    /// How the newer paragraph came from it.
    pub fn relation(&self) -> Relation {
        if self.words_added == 0 && self.words_removed == 0 { Relation::Identical } else { Relation::Revised }
    }
}

/// Where the words of some documents come from. Made by [`trace`] alone.
pub struct Lineage<'d, 'r> {
    documents: &'d [Resolved<'r>],
    works: Vec<Work<'d>>,
    /// The work of each document.
    work_of: Vec<usize>,
    /// Index of each document by its identifier and language.
    indices: HashMap<(&'d str, Option<&'static str>), usize>,
    /// Predecessors of the paragraphs of each document.
    predecessors: Vec<HashMap<usize, Vec<Predecessor>>>,
    /// Predecessors of each work.
    of_works: Vec<Vec<DocumentPredecessor<'d>>>,
}

/// Finds the lineage of some documents, of which the language versions of one stand side by side. Their order decides nothing else.
pub fn trace<'d, 'r>(documents: &'d [Resolved<'r>]) -> Lineage<'d, 'r> {
    let works = works(documents);
    let mut work_of = vec![0; documents.len()];
    works.iter().enumerate().for_each(|(index, work)| work_of[work.versions.clone()].fill(index));
    let symbols = by_symbol(&works);
    let recalls: Vec<BTreeSet<usize>> = works
        .iter()
        .map(|work| work.recalls.iter().filter_map(|symbol| symbols.get(symbol).copied()).collect())
        .collect();
    let mut predecessors = vec![HashMap::new(); documents.len()];
    for indices in by_language(documents, &works) {
        let mut texts = Texts::default();
        let mut adding = Adding::default();
        for index in indices {
            let work = work_of[index];
            if let Some(day) = works[work].day {
                texts.add(&mut adding, &documents[index], Added { work, index, day });
            }
        }
        drop(adding);
        texts.complete();
        let recalls =
            |one: usize, other: usize| recalls[texts.documents[one].work].contains(&texts.documents[other].work);
        let links = Links::of(&texts, recalls);
        let found = texts.documents.par_iter().map(|document| {
            let chooser = Chooser::of(&texts, &links, document);
            let of_place = |at: usize| {
                let chosen: Vec<_> = chooser.choose(at).into_iter().map(|choice| predecessor(&texts, choice)).collect();
                (!chosen.is_empty()).then_some((texts.places[at].paragraph as usize, chosen))
            };
            (document.index, document.places.clone().filter_map(of_place).collect::<HashMap<_, _>>())
        });
        found.collect::<Vec<_>>().into_iter().for_each(|(index, found)| predecessors[index] = found);
    }
    let indices = documents.iter().enumerate();
    let indices =
        indices.map(|(index, one)| ((document_id(one), one.normalized().metadata().language), index)).collect();
    let mut lineage = Lineage { documents, works, work_of, indices, predecessors, of_works: Vec::new() };
    lineage.of_works = pairings::of_works(&lineage, &symbols);
    lineage
}

/// The documents of each known language, from the oldest on; those of one day, and those without one, by identifier.
fn by_language(documents: &[Resolved<'_>], works: &[Work<'_>]) -> Vec<Vec<usize>> {
    let mut all: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
    let mut order: Vec<&Work<'_>> = works.iter().collect();
    order.sort_by_key(|work| (work.day, work.id));
    for index in order.into_iter().flat_map(|work| work.versions.clone()) {
        if let Some(language) = documents[index].normalized().metadata().language {
            all.entry(language).or_default().push(index);
        }
    }
    all.into_values().collect()
}

fn predecessor(texts: &Texts, choice: Choice) -> Predecessor {
    let Choice { place, likeness, formula, continues } = choice;
    let counted = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    Predecessor {
        document: texts.documents[place.document as usize].index,
        paragraph: place.paragraph as usize,
        similarity: i32::try_from(likeness.permille()).unwrap_or(i32::MAX),
        words_added: counted(likeness.newer - likeness.common),
        words_removed: counted(likeness.older - likeness.common),
        formula,
        continues,
    }
}

impl<'d, 'r> Lineage<'d, 'r> {
    /// The predecessors of a paragraph of one of the documents, by its index, the likest first.
    pub fn of_paragraph(&self, document: &Resolved<'_>, paragraph: usize) -> &[Predecessor] {
        let found = self.index_of(document).and_then(|index| self.predecessors[index].get(&paragraph));
        found.map_or(&[], Vec::as_slice)
    }

    /// The predecessors of one of the documents, in all its languages, those with most of its paragraphs first.
    pub fn of_document(&self, document: &Resolved<'_>) -> &[DocumentPredecessor<'d>] {
        self.index_of(document).map_or(&[], |index| self.of_works[self.work_of[index]].as_slice())
    }

    /// A document by its index.
    pub fn document(&self, index: usize) -> &'d Resolved<'r> {
        &self.documents[index]
    }

    /// A paragraph from which one comes.
    pub fn paragraph(&self, predecessor: &Predecessor) -> (&'d Normalized, &'d Paragraph) {
        let document = self.documents[predecessor.document].normalized();
        (document, &document.paragraphs()[predecessor.paragraph])
    }

    /// The symbol, else the identifier, of the first document of the chain that leads from a paragraph to its predecessor, to that one's
    /// predecessor, and so on. A formula is followed only where one document continues the other. None where the document has no day, and so
    /// nothing is known of what is older.
    pub fn first_in(&self, document: &Resolved<'_>, paragraph: usize) -> Option<&'d str> {
        let mut at = (self.index_of(document)?, paragraph);
        let work = |index: usize| &self.works[self.work_of[index]];
        work(at.0).day?;
        // Each step leads to an earlier day.
        while let Some(older) = self.predecessors[at.0].get(&at.1).and_then(|all| all.first()) {
            if older.formula && !older.continues {
                break;
            }
            at = (older.document, older.paragraph);
        }
        let first = work(at.0);
        Some(first.symbol.unwrap_or(first.id))
    }

    fn index_of(&self, document: &Resolved<'_>) -> Option<usize> {
        let metadata = document.normalized().metadata();
        self.indices.get(&(metadata.document_id.as_str(), metadata.language)).copied()
    }

    /// The paragraphs of a document that are compared, by index.
    fn compared(&self, document: usize) -> impl Iterator<Item = (usize, &'d Paragraph)> {
        let normalized = self.documents[document].normalized();
        let all = normalized.paragraphs().iter().enumerate();
        all.filter(move |(_, paragraph)| is_compared(normalized, paragraph) && !normalized.text(paragraph).is_empty())
    }
}
