//! A sentence as words and commas, to find the names of those who are asked in it.

use std::ops::Range;

use smallvec::SmallVec;

use crate::normalize::norms::words::{List, Table};

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

    pub fn is_adverb(&self, index: usize) -> bool {
        let word = self.word(index);
        let end = self.table.listed.asked.adverbs_end;
        let shaped = !end.is_empty() && word.ends_with(end) && word.starts_with(char::is_lowercase);
        shaped && !self.is_in(&self.table.asked.agents, index) || self.is_in(&self.table.denials, index)
    }

    pub fn next_comma(&self, from: usize) -> Option<usize> {
        (from..self.pieces.len()).find(|&index| self.is_comma(index))
    }
}
