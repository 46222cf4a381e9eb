//! The paragraphs of one language by their words: each text once, with every place where it stands, from the oldest document on.

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use std::hash::BuildHasher;
use std::ops::Range;

use super::groups::{Groups, range};
use super::words::words_of;
use crate::normalize::{DivisionKind, Normalized, Paragraph, ParagraphKind};
use crate::resolve::Resolved;
use crate::value::Date;

/// A document in one language, with the paragraphs that are compared.
#[derive(Debug)]
pub(super) struct Document {
    /// Its work, by the order of days.
    pub(super) work: usize,
    /// Its index among all documents.
    pub(super) index: usize,
    /// Its day.
    pub(super) day: Date,
    /// Its paragraphs, as a range of [`Texts::places`].
    pub(super) places: Range<usize>,
    /// Texts with a lower number are in documents that are older.
    pub(super) older_texts: u32,
    /// Documents with a lower index are older.
    pub(super) older_documents: usize,
    /// Words of all its paragraphs.
    pub(super) words: usize,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Index into [`Texts::documents`].
    pub(super) document: u32,
    /// Index among the paragraphs of the document.
    pub(super) paragraph: u32,
    /// Number of the text.
    pub(super) text: u32,
}

/// The texts of one language. They are numbered in the order in which they first stand.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// From the oldest on; those of one day by identifier.
    pub(super) documents: Vec<Document>,
    /// The places of all documents, in their order.
    pub(super) places: Vec<Place>,
    words: Vec<u32>,
    /// Behind the last word of each text.
    ends: Vec<usize>,
    /// The places of all texts, text by text, as indices into `places`; from the oldest on.
    standing: Groups<u32>,
}

/// Which document is added.
#[derive(Debug, Clone, Copy)]
pub(super) struct Added {
    /// Its work, by the order of days.
    pub(super) work: usize,
    /// Its index among all documents.
    pub(super) index: usize,
    /// Its day.
    pub(super) day: Date,
}

/// What is known while texts are added.
#[derive(Default)]
pub(super) struct Adding {
    numbers: HashMap<String, u32>,
    texts: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    /// Adds a document, which is no older than the last one.
    pub(super) fn add(&mut self, adding: &mut Adding, document: &Resolved<'_>, added: Added) {
        let Added { work, index, day } = added;
        let same_day = self.documents.last().filter(|last| last.day == day);
        let (older_texts, older_documents) = same_day.map_or_else(
            || (number(self.ends.len()), self.documents.len()),
            |last| (last.older_texts, last.older_documents),
        );
        let start = self.places.len();
        let mut all = 0;
        let normalized = document.normalized();
        for (paragraph, one) in normalized.paragraphs().iter().enumerate() {
            if !is_compared(normalized, one) {
                continue;
            }
            let begin = self.words.len();
            words_of(normalized.text(one), |word| {
                let next = number(adding.numbers.len());
                self.words.push(*adding.numbers.entry_ref(word).or_insert(next));
            });
            let length = self.words.len() - begin;
            if length > 0 {
                let text = self.number_of(adding, begin);
                let document = number(self.documents.len());
                self.places.push(Place { document, paragraph: number(paragraph), text });
                all += length;
            }
        }
        let places = start..self.places.len();
        self.documents.push(Document { work, index, day, places, older_texts, older_documents, words: all });
    }

    /// The number of the text whose words begin here and are the last; if it is known, the words go.
    fn number_of(&mut self, adding: &mut Adding, begin: usize) -> u32 {
        let (known, last) = self.words.split_at(begin);
        let ends = &self.ends;
        let words = |text: u32| &known[range(ends, text)];
        let Adding { texts, hasher, .. } = adding;
        let hash = hasher.hash_one(last);
        let found = texts.find(hash, |&text| words(text) == last).copied();
        match found {
            Some(text) => {
                self.words.truncate(begin);
                text
            }
            None => {
                let text = number(self.ends.len());
                texts.insert_unique(hash, text, |&text| hasher.hash_one(words(text)));
                self.ends.push(self.words.len());
                text
            }
        }
    }

    /// Lists the places of each text, when all documents are there.
    pub(super) fn complete(&mut self) {
        let places = || (0..).zip(&self.places).map(|(at, place)| (place.text, at));
        self.standing = Groups::of_numbered(self.ends.len(), places);
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words of a text.
    pub(super) fn words(&self, text: u32) -> &[u32] {
        &self.words[range(&self.ends, text)]
    }

    /// Where a text stands, from the oldest document on.
    pub(super) fn standing(&self, text: u32) -> impl DoubleEndedIterator<Item = Place> + ExactSizeIterator + '_ {
        self.standing.of(text).iter().map(|&at| self.places[at as usize])
    }

    /// Where a text stands in documents older than this one, the newest first, as many as are looked at.
    pub(super) fn older(&self, text: u32, than: &Document) -> impl Iterator<Item = Place> + '_ {
        let own = self.standing.of(text);
        let end = own.partition_point(|&at| (self.places[at as usize].document as usize) < than.older_documents);
        own[end.saturating_sub(PLACES)..end].iter().rev().map(|&at| self.places[at as usize])
    }

    /// The place of a text in a document that is nearest to the paragraph of an index.
    pub(super) fn nearest(&self, text: u32, document: &Document, paragraph: u32) -> Option<Place> {
        let all = self.standing.of(text);
        let behind = |end: usize| all.partition_point(|&at| (at as usize) < end);
        let own = &all[behind(document.places.start)..behind(document.places.end)];
        let place = |at: usize| own.get(at).map(|&at| self.places[at as usize]);
        let next = own.partition_point(|&at| self.places[at as usize].paragraph < paragraph);
        let two = [next.checked_sub(1).and_then(place), place(next)];
        two.into_iter().flatten().min_by_key(|one| one.paragraph.abs_diff(paragraph))
    }

    /// The paragraphs of a document.
    pub(super) fn of(&self, document: &Document) -> &[Place] {
        &self.places[document.places.clone()]
    }
}

/// In how many older places a text is looked for: the newest of them. A formula stands in thousands.
const PLACES: usize = 64;

/// Whether a paragraph is compared: all that have words, but for footnotes, tables and what stands before a preamble or a body.
pub(super) fn is_compared(document: &Normalized, paragraph: &Paragraph) -> bool {
    let division = || document.divisions()[paragraph.division].kind;
    paragraph.kind != ParagraphKind::Footnote
        && (paragraph.kind != ParagraphKind::Text || !matches!(division(), DivisionKind::Preface | DivisionKind::Table))
}

/// Numbers of 32 bits serve for words and paragraphs: no file has as many, and memory ends before.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
