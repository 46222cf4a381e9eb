//! A sentence as words and commas, to find the names of those who are asked in it.

use std::ops::Range;

use smallvec::SmallVec;

use crate::language::ends_with_one;
use crate::normalize::norms::words::{self, List, Table};

/// Pieces of a sentence that are looked at; behind them the infinitive is too far away to be sure of.
const MOST_PIECES: usize = 160;

/// Bytes of the longest bracket that is passed over.
const LONGEST_BRACKET: usize = 400;

/// A sentence from the asking verb on: its words, and its commas as pieces of their own. Brackets are left out.
pub struct Sentence<'t> {
    pub text: &'t str,
    pub table: &'static Table,
    pub pieces: SmallVec<[Range<usize>; 48]>,
    /// Where it ends.
    pub end: usize,
    /// Whether items follow.
    pub is_chapeau: bool,
}

impl<'t> Sentence<'t> {
    pub fn new(text: &'t str, start: usize, table: &'static Table) -> Self {
        let mut sentence = Self { text, table, pieces: SmallVec::new(), end: text.len(), is_chapeau: false };
        let mut at = start;
        while sentence.pieces.len() < MOST_PIECES {
            at += text[at..].len() - text[at..].trim_start().len();
            let rest = &text[at..];
            let Some(first) = rest.chars().next() else { break };
            match first {
                '(' => {
                    let bracket = rest.char_indices().take(LONGEST_BRACKET).find(|(_, c)| *c == ')');
                    at += bracket.map_or(1, |(close, _)| close + 1);
                }
                ')' => at += 1,
                ',' | '،' => {
                    sentence.pieces.push(at..at + first.len_utf8());
                    at += first.len_utf8();
                }
                ';' | '؛' | ':' => {
                    (sentence.end, sentence.is_chapeau) = (at, first == ':');
                    break;
                }
                _ => {
                    let length = rest.find(|c: char| c.is_whitespace() || ",;:()،؛".contains(c)).unwrap_or(rest.len());
                    let word = rest[..length].trim_end_matches('.');
                    let first = sentence.first_part(&rest[..length]);
                    if first < word.len() {
                        sentence.pieces.push(at..at + first);
                        at += first;
                        continue;
                    }
                    if word.is_empty() || word.len() < length {
                        sentence.end = at + word.len();
                        sentence.pieces.extend((!word.is_empty()).then_some(at..at + word.len()));
                        break;
                    }
                    sentence.pieces.push(at..at + length);
                    at += length;
                }
            }
        }
        sentence
    }

    /// Bytes of the part of a word that is a word of its own: `l'` in `l'Organisation`, و in والدول; all of most words.
    fn first_part(&self, word: &str) -> usize {
        let elided = self.table.elisions.at_start(word).filter(|&length| length < word.len());
        elided.or_else(|| words::glued_at_start(word, self.table)).unwrap_or(word.len())
    }

    pub fn word(&self, index: usize) -> &'t str {
        self.pieces.get(index).map_or("", |piece| &self.text[piece.clone()])
    }

    pub fn is_comma(&self, index: usize) -> bool {
        matches!(self.word(index), "," | "،")
    }

    pub fn is_in(&self, list: &List, index: usize) -> bool {
        let word = self.word(index);
        list.contains(word)
    }

    /// How many pieces a word of a list takes that begins with this one: 3 for `as well as`.
    pub fn starts_with(&self, list: &List, index: usize) -> Option<usize> {
        let start = self.pieces.get(index)?.start;
        let end = start + list.at_start(&self.text[start..])?;
        Some(self.pieces[index..].iter().take_while(|piece| piece.start < end).count())
    }

    /// Whether a word begins what is asked.
    pub fn begins(&self, index: usize) -> bool {
        const SHORTEST: usize = 5;
        let (word, asked) = (self.word(index), &self.table.listed.asked);
        let shaped = || {
            ends_with_one(word, asked.begins_ends)
                && !ends_with_one(word, asked.not_begins_ends)
                && !word.starts_with(char::is_uppercase)
                && word.chars().nth(SHORTEST - 1).is_some()
        };
        self.is_in(&self.table.asked.begins, index) || shaped()
    }

    /// How many pieces a conjunction takes that begins with this one.
    pub fn conjunction(&self, index: usize) -> Option<usize> {
        let glued = || self.table.glued.contains(&self.word(index)).then_some(1);
        self.starts_with(&self.table.conjunctions, index).or_else(glued)
    }

    pub fn is_adverb(&self, index: usize) -> bool {
        let word = self.word(index);
        let end = self.table.listed.asked.adverbs_end;
        let shaped = !end.is_empty() && word.ends_with(end) && word.starts_with(char::is_lowercase);
        let is_verb = || self.begins(index);
        shaped && !self.is_in(&self.table.asked.agents, index) && !is_verb() || self.is_in(&self.table.denials, index)
    }

    pub fn next_comma(&self, from: usize) -> Option<usize> {
        (from..self.pieces.len()).find(|&index| self.is_comma(index))
    }

    /// Whether a word ends the name before it: `that`, `within`.
    pub fn ends_name(&self, index: usize) -> bool {
        let is_small = !self.word(index).starts_with(char::is_uppercase);
        (is_small && self.is_in(&self.table.asked.ends_of_names, index)) || self.is_in(&self.table.denials, index)
    }

    /// Whether a participle behind a noun ends the name: `bodies established by`, but `United Nations specialized agencies`.
    pub fn is_participle(&self, index: usize) -> bool {
        let word = self.word(index);
        let shaped = ends_with_one(word, self.table.listed.asked.participle_ends);
        let governs = || self.ends_name(index + 1) || self.is_preposition(index + 1) || self.is_determiner(index + 1);
        let last = || index + 1 == self.pieces.len() || self.is_comma(index + 1);
        shaped && word.starts_with(char::is_lowercase) && (last() || governs())
    }

    pub fn is_preposition(&self, index: usize) -> bool {
        self.is_in(&self.table.asked.complements, index) || self.is_in(&self.table.prepositions, index)
    }

    pub fn is_determiner(&self, index: usize) -> bool {
        self.is_in(&self.table.determiners, index) || self.is_in(&self.table.asked.determiners, index)
    }

    pub fn noun_first(&self) -> bool {
        self.table.listed.asked.noun_first
    }

    /// Whether a word alone may name somebody who acts.
    pub fn acts(&self, index: usize) -> bool {
        if ends_with_one(self.word(index), self.table.listed.asked.genitive_ends) {
            return false;
        }
        match self.word(index).contains(char::is_uppercase) {
            true => !self.is_in(&self.table.asked.things, index),
            false => self.is_in(&self.table.asked.agents, index),
        }
    }

    pub fn begins_actor(&self, index: usize) -> bool {
        self.table.actors.at_start(&self.text[self.pieces[index].start..self.end]).is_some()
    }

    pub fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        self.pieces[start].start..self.pieces[end - 1].end
    }
}
