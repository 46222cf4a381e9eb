//! One pass over a text for all that its norms are read from: verbs, commas, sentence ends, brackets.

use std::borrow::Cow;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Input, MatchKind};

use super::words::Table;
use crate::language::{ActorSide, Language, Needs, Verb, is_sign};

/// Something found in a text, with its place in bytes.
#[derive(Debug, Clone)]
pub struct Token {
    pub kind: TokenKind,
    pub at: Range<usize>,
}

/// What was found.
#[derive(Debug, Clone, Copy)]
pub enum TokenKind {
    /// A normative verb.
    Verb(&'static Verb),
    /// The end of a clause.
    Comma,
    /// The end of a sentence, or of a main clause before a semicolon.
    End,
    Open,
    Close,
}

/// The automaton of a language, and what each of its patterns stands for.
pub struct Matcher {
    automaton: AhoCorasick,
    kinds: Vec<Option<TokenKind>>,
    /// Finds only the ends of sentences.
    ends: AhoCorasick,
}

const COMMAS: &[&str] = &["，", ",", "،", "：", ":"];
const DASHES: &[&str] = &["—", "–"];
const ENDS: &[&str] = &["。", "！", "？", "；", ";", "!", "?", "؛", "؟"];
const OPEN: &[&str] = &["《", "（", "(", "“", "〈", "「", "«"];
const CLOSE: &[&str] = &["》", "）", ")", "”", "〉", "」", "»"];

impl Matcher {
    /// The automaton for the words of a language.
    pub fn new(language: &'static Language) -> Self {
        let words = &language.norms;
        let mut patterns: Vec<String> = Vec::new();
        let mut kinds = Vec::new();
        let mut add = |pattern: String, kind| {
            // An apostrophe has two forms.
            for form in [pattern.replace('\'', "’"), pattern] {
                if patterns.last() != Some(&form) {
                    patterns.push(form);
                    kinds.push(kind);
                }
            }
        };
        for verb in words.verbs {
            for form in verb.forms {
                add((*form).to_owned(), Some(TokenKind::Verb(verb)));
                // A resolution begins its paragraphs with the verb; `May` alone is a month.
                if language.spaced
                    && verb.actor == ActorSide::Object
                    && matches!(verb.needs, Needs::Nothing | Needs::Opening)
                {
                    let first = form.chars().next().map_or(0, char::len_utf8);
                    add(form[..first].to_uppercase() + &form[first..], Some(TokenKind::Verb(verb)));
                }
            }
        }
        words.not_verbs.iter().copied().flatten().for_each(|word| add((*word).to_owned(), None));
        let dashes: &[&str] = if words.dashes_in_names { &[] } else { DASHES };
        for (marks, kind) in [
            (COMMAS, TokenKind::Comma),
            (dashes, TokenKind::Comma),
            (ENDS, TokenKind::End),
            (OPEN, TokenKind::Open),
            (CLOSE, TokenKind::Close),
        ] {
            marks.iter().for_each(|mark| add((*mark).to_owned(), Some(kind)));
        }
        let points: &[&str] = if language.spaced { &[". ", ".\u{a0}"] } else { &[] };
        points.iter().for_each(|mark| add((*mark).to_owned(), Some(TokenKind::End)));
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(patterns)
            .expect("a table of words is small enough for an automaton");
        // Of this kind the library has a vectorized search.
        let ends = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostFirst).build(ENDS.iter().chain(points));
        Self { automaton, kinds, ends: ends.expect("few marks end sentences") }
    }
}

/// What is found in a text, in order.
pub struct Tokens<'t> {
    text: Cow<'t, str>,
    /// Signs that are left out of the text: where each stood, and the bytes of all up to it.
    signs: Vec<(usize, usize)>,
    at: usize,
    table: &'static Table,
}

impl<'t> Tokens<'t> {
    /// What is found in a text of the language of a table.
    pub fn new(text: &'t str, table: &'static Table) -> Self {
        let (mut plain, mut signs) = (Cow::Borrowed(text), Vec::new());
        if table.rtl && text.contains(is_sign) {
            let mut left_out = 0;
            for (at, sign) in text.match_indices(is_sign) {
                signs.push((at - left_out, left_out + sign.len()));
                left_out += sign.len();
            }
            plain = Cow::Owned(text.replace(is_sign, ""));
        }
        Self { text: plain, signs, at: 0, table }
    }

    /// The place in the text as printed.
    fn printed(&self, at: Range<usize>) -> Range<usize> {
        let left_out = |place: usize| {
            let count = self.signs.partition_point(|&(sign, _)| sign <= place);
            count.checked_sub(1).map_or(0, |last| self.signs[last].1)
        };
        at.start + left_out(at.start)..at.end + left_out(at.end)
    }

    /// Passes over all that comes before the end of the sentence, which takes a tenth of the time of looking at it.
    pub fn skip_sentence(&mut self) {
        let end = self.table.tokens.ends.find(Input::new(&*self.text).span(self.at..self.text.len()));
        self.at = end.map_or(self.text.len(), |end| end.start());
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let found = self.table.tokens.automaton.find(Input::new(&*self.text).span(self.at..self.text.len()))?;
            self.at = found.end();
            let Some(kind) = self.table.tokens.kinds[found.pattern().as_usize()] else { continue };
            let is_verb = matches!(kind, TokenKind::Verb(_));
            if !(is_verb && self.table.spaced && inside_word(&self.text, found.range(), self.table)) {
                return Some(Token { kind, at: self.printed(found.range()) });
            }
        }
    }
}

fn inside_word(text: &str, word: Range<usize>, table: &Table) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    let before = text[..word.start].trim_end_matches(letter);
    let begins = before.len() == word.start || table.glued.contains(&&text[before.len()..word.start]);
    let ends = !text[..word.end].ends_with(letter) || !text[word.end..].starts_with(letter);
    !begins || !ends
}
