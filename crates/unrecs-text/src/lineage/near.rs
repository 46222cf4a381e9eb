//! Finds texts that are nearly the same: by the pairs of neighbouring words that two texts share, the rarest first.

use std::ops::Range;

use rayon::prelude::*;

use super::texts::{Document, Texts, number, range};

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
    of_texts: Vec<u32>,
    text_ends: Vec<usize>,
    /// The texts of each pair, in ascending order.
    texts: Vec<u32>,
    pair_ends: Vec<usize>,
    /// The pairs of each document with the text, in ascending order.
    of_documents: Vec<(u32, u32)>,
    document_ends: Vec<usize>,
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
        let mut counts = vec![0; texts.len() + 1];
        all.iter().for_each(|(_, text)| counts[*text as usize + 1] += 1);
        for text in 1..counts.len() {
            counts[text] += counts[text - 1];
        }
        let text_ends = counts[1..].to_vec();
        let mut of_texts = vec![0; all.len()];
        let mut pair_ends = Vec::new();
        for group in all.chunk_by(|one, other| one.0 == other.0) {
            let pair = number(pair_ends.len());
            for (_, text) in group {
                let next = &mut counts[*text as usize];
                of_texts[*next] = pair;
                *next += 1;
            }
            pair_ends.push(pair_ends.last().copied().unwrap_or(0) + group.len());
        }
        let with_pair = all.iter().map(|(_, text)| *text).collect();
        drop(all);
        let mut pairs = Self {
            of_texts,
            text_ends,
            texts: with_pair,
            pair_ends,
            of_documents: Vec::new(),
            document_ends: Vec::new(),
        };
        pairs.add_documents(texts);
        pairs
    }

    fn add_documents(&mut self, texts: &Texts) {
        for document in &texts.documents {
            let start = self.of_documents.len();
            let mut own: Vec<u32> = texts.of(document).iter().map(|place| place.text).collect();
            own.sort_unstable();
            own.dedup();
            for text in own {
                let pairs = &self.of_texts[range(&self.text_ends, text)];
                self.of_documents.extend(pairs.iter().map(|&pair| (pair, text)));
            }
            self.of_documents[start..].sort_unstable();
            self.document_ends.push(self.of_documents.len());
        }
    }

    /// The pairs of a text.
    pub(super) fn of_text(&self, text: u32) -> &[u32] {
        &self.of_texts[range(&self.text_ends, text)]
    }

    fn texts_of(&self, pair: u32) -> Range<usize> {
        range(&self.pair_ends, pair)
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
            .map(|&pair| (self.texts_of(pair).len(), pair))
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
            let texts = &self.texts[self.texts_of(pair)];
            let older = texts.partition_point(|&one| one < document.older_texts);
            found.extend(texts[older.saturating_sub(TEXTS)..older].iter().filter(|one| **one != text));
        }
        most_found(found)
    }

    /// Texts of one document, by its index, that are like a text, those that share most first.
    pub(super) fn like_in(&self, text: u32, document: usize) -> Vec<u32> {
        let own = &self.of_documents[range(&self.document_ends, number(document))];
        let mut found = Vec::new();
        let mut rest = own;
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
