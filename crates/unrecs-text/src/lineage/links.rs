//! Which documents continue each other, and which texts are formulas, told by where the same words stand.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::likeness::{LONGEST, Likeness, likeness};
use super::near::Pairs;
use super::texts::{Document, Place, Texts, number};

/// The lowest likeness, in thousandths, at which a paragraph is a revised one.
pub(super) const REVISED: u32 = 600;

/// The lowest likeness, in thousandths, of texts that are alike wherever they stand.
pub(super) const ALIKE: u32 = 700;

/// The fewest words of a text that can be a revised one: what two shorter texts share says little.
pub(super) const FEWEST: usize = 5;

/// The share of a document's words, in thousandths, that stand in an older document which it continues.
const CONTINUES: usize = 200;

/// The same where it recalls that document.
const CONTINUES_RECALLED: usize = 50;

/// The fewest words of a text that speaks for continuing: a shorter one may stand anywhere.
const FEWEST_SHARED: usize = 12;

/// How many documents one may continue: those with most of its words.
const CONTINUED: usize = 16;

/// How many documents have a formula, none of which continues one that had it before.
const BEGINNINGS: usize = 4;

/// A document that another continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Continued {
    /// Index among the documents of the language.
    pub(super) document: usize,
    /// Words of the newer document that stand in paragraphs which the older one has too, or nearly.
    words: usize,
}

/// An older text that is like a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) text: u32,
    pub(super) likeness: Likeness,
}

/// What the paragraphs of one language have in common.
pub(super) struct Links {
    pub(super) pairs: Pairs,
    /// Older texts that are like the text of each place, the likest first; none where the text itself is older.
    near: Vec<Box<[Near]>>,
    /// The documents that each continues, the newest first.
    continued: Vec<Vec<Continued>>,
    formulas: Vec<bool>,
}

impl Links {
    /// Finds them. `recalls` says whether a document, by index, recalls another by its own words.
    pub(super) fn of(texts: &Texts, recalls: impl Fn(usize, usize) -> bool + Sync) -> Self {
        let pairs = Pairs::of(texts);
        let near: Vec<Box<[Near]>> =
            texts.documents.par_iter().flat_map_iter(|document| older_near(texts, &pairs, document)).collect();
        let continued: Vec<_> = (0..texts.documents.len())
            .into_par_iter()
            .map(|document| {
                let own = &texts.documents[document];
                continued(texts, own, &near[own.places.clone()], |other| recalls(document, other))
            })
            .collect();
        let formulas =
            (0..number(texts.len())).into_par_iter().map(|text| is_formula(texts, &continued, text)).collect();
        Self { pairs, near, continued, formulas }
    }

    /// The documents that a document continues, the newest first.
    pub(super) fn continued(&self, document: u32) -> &[Continued] {
        &self.continued[document as usize]
    }

    /// Older texts that are like that of a place, by its index, the likest first.
    pub(super) fn near(&self, place: usize) -> &[Near] {
        &self.near[place]
    }

    /// Whether a text is a formula.
    pub(super) fn is_formula(&self, text: u32) -> bool {
        self.formulas[text as usize]
    }

    /// Whether older texts that are like that of a place, by its index, begin in so many documents that it is a formula with a gap for a
    /// name or a number.
    pub(super) fn has_formulas_alike(&self, texts: &Texts, place: usize) -> bool {
        let document = &texts.documents[texts.places[place].document as usize];
        let near = self.near[place].iter().flat_map(|near| texts.older(near.text, document));
        let mut documents: Vec<u32> = near.map(|place| place.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let continues =
            |one: u32| self.continued(one).iter().any(|other| documents.binary_search(&number(other.document)).is_ok());
        // The newer document is one of them.
        documents.iter().filter(|one| !continues(**one)).nth(BEGINNINGS - 2).is_some()
    }
}

/// Compares a text with others, the likest first; those that are like it enough.
pub(super) fn compared(texts: &Texts, text: u32, others: Vec<u32>) -> Vec<Near> {
    let newer = texts.words(text);
    let mut near: Vec<Near> = Vec::new();
    for other in others {
        let older = texts.words(other);
        let may_be = Likeness::most(older.len(), newer.len()) >= REVISED && older.len().min(newer.len()) >= FEWEST;
        if may_be && older.len().max(newer.len()) <= LONGEST {
            let likeness = likeness(older, newer);
            if likeness.permille() >= REVISED {
                near.push(Near { text: other, likeness });
            }
        }
    }
    // Of those as like, the one that came last.
    near.sort_by_key(|one| std::cmp::Reverse((one.likeness.permille(), one.text)));
    near
}

/// For each paragraph of a document, older texts that are like it.
fn older_near(texts: &Texts, pairs: &Pairs, document: &Document) -> Vec<Box<[Near]>> {
    let near = |place: &Place| {
        let is_new = place.text >= document.older_texts;
        let others = if is_new { pairs.older_like(place.text, document) } else { Vec::new() };
        compared(texts, place.text, others).into()
    };
    texts.of(document).iter().map(near).collect()
}

/// The documents that one continues.
fn continued(
    texts: &Texts,
    document: &Document,
    near: &[Box<[Near]>],
    recalls: impl Fn(usize) -> bool,
) -> Vec<Continued> {
    let mut shared: HashMap<u32, usize> = HashMap::new();
    for (place, near) in texts.of(document).iter().zip(near) {
        let words = texts.words(place.text).len();
        if words < FEWEST_SHARED {
            continue;
        }
        let same = texts.older(place.text, document);
        let alike = near.iter().flat_map(|near| texts.older(near.text, document));
        let mut others: Vec<u32> = same.chain(alike).map(|place| place.document).collect();
        others.sort_unstable();
        others.dedup();
        others.into_iter().for_each(|other| *shared.entry(other).or_default() += words);
    }
    let is_continued = |&(&other, &words): &(&u32, &usize)| {
        let share = 1000 * words / document.words.max(1);
        share >= CONTINUES || (share >= CONTINUES_RECALLED && recalls(other as usize))
    };
    let all = shared.iter().filter(is_continued);
    let mut all: Vec<_> = all.map(|(&document, &words)| Continued { document: document as usize, words }).collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.words), one.document));
    all.truncate(CONTINUED);
    let day = |one: &Continued| texts.documents[one.document].day;
    all.sort_by(|one, other| (day(other), other.words, one.document).cmp(&(day(one), one.words, other.document)));
    all
}

/// Whether the same words begin in many documents: in each without being in one that it continues.
fn is_formula(texts: &Texts, continued: &[Vec<Continued>], text: u32) -> bool {
    let all = texts.standing(text);
    if all.len() < BEGINNINGS {
        return false;
    }
    let (mut last, mut beginnings) = (None, 0);
    for place in all {
        if last.replace(place.document) == Some(place.document) {
            continue;
        }
        let known = &continued[place.document as usize];
        let mut older = texts.older(text, &texts.documents[place.document as usize]);
        let is_beginning = !older.any(|older| known.iter().any(|one| one.document == older.document as usize));
        beginnings += usize::from(is_beginning);
        if beginnings == BEGINNINGS {
            return true;
        }
    }
    false
}
