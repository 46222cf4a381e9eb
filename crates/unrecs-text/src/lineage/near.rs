//! Finds texts that are nearly the same: by the pairs of neighbouring words that two texts share, the rarest first.

use rayon::prelude::*;

use super::groups::Groups;
use super::texts::{Document, Texts, number};

/// How many pairs of words of a text are looked up, the rarest ones.
const LOOKED_UP: usize = 32;

/// How many texts with a pair of words are looked at, the newest ones.
const TEXTS: usize = 256;

/// How many texts are compared word by word: those that share most of the pairs that were looked up.
const COMPARED: usize = 12;

/// A text is compared where it shares at least one in so many of the pairs that the best one shares.
const FEWEST_OF_MOST: usize = 3;

/// The pairs of neighbouring words of every text, and the texts of every pair.
pub(super) struct Pairs {
    /// The pairs of each text, each once, by their numbers in ascending order.
    of_texts: Groups<u32>,
    /// The texts of each pair, in ascending order.
    texts: Groups<u32>,
    /// The pairs of each document with the text, in ascending order.
    of_documents: Groups<(u32, u32)>,
}

impl Pairs {
    /// The pairs of all texts.
    pub(super) fn of(texts: &Texts) -> Self {
        let mut all: Vec<(u64, u32)> = Vec::new();
        for text in 0..number(texts.len()) {
            let words = texts.words(text);
            all.extend(words.windows(2).map(|two| (u64::from(two[0]) << 32 | u64::from(two[1]), text)));
        }
        all.par_sort_unstable();
        all.dedup();
        let by_pair = || all.chunk_by(|one, other| one.0 == other.0);
        let of_texts = Groups::of_numbered(texts.len(), || {
            (0..).zip(by_pair()).flat_map(|(pair, group)| group.iter().map(move |(_, text)| (*text, pair)))
        });
        let mut with_pair = Groups::default();
        by_pair().for_each(|group| with_pair.push(group.iter().map(|(_, text)| *text)));
        drop(all);
        let mut of_documents = Groups::default();
        for document in &texts.documents {
            let mut own: Vec<u32> = texts.of(document).iter().map(|place| place.text).collect();
            own.sort_unstable();
            own.dedup();
            let mut pairs: Vec<(u32, u32)> =
                own.into_iter().flat_map(|text| of_texts.of(text).iter().map(move |&pair| (pair, text))).collect();
            pairs.sort_unstable();
            of_documents.push(pairs);
        }
        Self { of_texts, texts: with_pair, of_documents }
    }

    /// The pairs of a text.
    pub(super) fn of_text(&self, text: u32) -> &[u32] {
        self.of_texts.of(text)
    }

    /// How many pairs two texts share.
    pub(super) fn shared(&self, one: u32, other: u32) -> usize {
        let (mut one, mut other) = (self.of_text(one), self.of_text(other));
        let mut shared = 0;
        while let ([a, rest_a @ ..], [b, rest_b @ ..]) = (one, other) {
            shared += usize::from(a == b);
            (one, other) = (if a <= b { rest_a } else { one }, if b <= a { rest_b } else { other });
        }
        shared
    }

    /// The pairs of a text that are in other texts too, the rarest first.
    fn rarest(&self, text: u32) -> Vec<u32> {
        let mut rare: Vec<(usize, u32)> = self
            .of_text(text)
            .iter()
            .map(|&pair| (self.texts.of(pair).len(), pair))
            .filter(|(texts, _)| *texts > 1)
            .collect();
        rare.sort_unstable();
        rare.truncate(LOOKED_UP);
        rare.into_iter().map(|(_, pair)| pair).collect()
    }

    /// Texts of older documents that are like a text, those that share most first.
    pub(super) fn older_like(&self, text: u32, document: &Document) -> Vec<u32> {
        let mut found = Vec::new();
        for pair in self.rarest(text) {
            let texts = self.texts.of(pair);
            let older = texts.partition_point(|&one| one < document.older_texts);
            found.extend(texts[older.saturating_sub(TEXTS)..older].iter().filter(|one| **one != text));
        }
        most_found(found)
    }

    /// Texts of one document, by its index, that are like a text, those that share most first.
    pub(super) fn like_in(&self, text: u32, document: usize) -> Vec<u32> {
        let mut found = Vec::new();
        let mut rest = self.of_documents.of(number(document));
        for &pair in self.of_text(text) {
            rest = &rest[rest.partition_point(|(one, _)| *one < pair)..];
            let with_pair = rest.iter().take_while(|(one, _)| *one == pair).take(TEXTS);
            found.extend(with_pair.map(|(_, text)| *text).filter(|one| *one != text));
        }
        most_found(found)
    }
}

/// The texts that were found most often; of those found as often, the newest.
fn most_found(mut found: Vec<u32>) -> Vec<u32> {
    found.sort_unstable();
    let mut counted: Vec<(usize, u32)> =
        found.chunk_by(|one, other| one == other).map(|same| (same.len(), same[0])).collect();
    counted.sort_unstable_by(|one, other| other.cmp(one));
    let most = counted.first().map_or(0, |(count, _)| *count);
    counted.retain(|(count, _)| FEWEST_OF_MOST * count >= most);
    counted.truncate(COMPARED);
    counted.into_iter().map(|(_, text)| text).collect()
}
