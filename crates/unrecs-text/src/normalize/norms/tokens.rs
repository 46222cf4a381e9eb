//! One pass over a text for all that its norms are read from: verbs, commas, sentence ends, brackets.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Input, MatchKind};

use crate::language::{ActorSide, LANGUAGES, Language, NormWords, Verb};

/// Something found in a text, with its place in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
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
struct Matcher {
    automaton: AhoCorasick,
    kinds: Vec<Option<TokenKind>>,
    /// Finds only the ends of sentences.
    ends: AhoCorasick,
}

const COMMAS: &[&str] = &["，", ",", "：", ":", "—", "–"];
const ENDS: &[&str] = &["。", "！", "？", "；", ";", "!", "?"];
const OPEN: &[&str] = &["《", "（", "(", "“", "〈", "「"];
const CLOSE: &[&str] = &["》", "）", ")", "”", "〉", "」"];

/// One automaton for each table, made when it is first used.
static MATCHERS: LazyLock<Vec<Option<Matcher>>> =
    LazyLock::new(|| LANGUAGES.iter().map(|language| matcher(&language.norms)).collect());

fn matcher(words: &'static NormWords) -> Option<Matcher> {
    let mut patterns: Vec<String> = Vec::new();
    let mut kinds = Vec::new();
    let mut add = |pattern: String, kind| {
        patterns.push(pattern);
        kinds.push(kind);
    };
    for verb in words.verbs {
        let kind = verb.modality.map(|_| TokenKind::Verb(verb));
        add(verb.form.to_owned(), kind);
        // A resolution begins its paragraphs with the verb; `May` alone is a month.
        if words.spaced && verb.actor == ActorSide::Object {
            let (first, rest) = verb.form.split_at(1);
            add(first.to_uppercase() + rest, kind);
        }
    }
    for (marks, kind) in
        [(COMMAS, TokenKind::Comma), (ENDS, TokenKind::End), (OPEN, TokenKind::Open), (CLOSE, TokenKind::Close)]
    {
        marks.iter().for_each(|mark| add((*mark).to_owned(), Some(kind)));
    }
    let points: &[&str] = if words.spaced { &[". ", ".\u{a0}"] } else { &[] };
    points.iter().for_each(|mark| add((*mark).to_owned(), Some(TokenKind::End)));
    // A table of words is always small enough for an automaton; without one nothing is found, and the tests of the table fail.
    let automaton = AhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(patterns)
        .ok()?;
    // Of this kind the library has a vectorized search.
    let ends = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostFirst).build(ENDS.iter().chain(points)).ok()?;
    Some(Matcher { automaton, kinds, ends })
}

/// What is found in a text, in order.
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    matcher: &'static Matcher,
    spaced: bool,
}

impl<'t> Tokens<'t> {
    /// What is found in a text of this language; none where the language has no table.
    pub fn of(text: &'t str, language: &'static Language) -> Option<Self> {
        let index = LANGUAGES.iter().position(|other| other.tag == language.tag)?;
        let matcher = MATCHERS[index].as_ref()?;
        Some(Self { text, at: 0, matcher, spaced: language.norms.spaced })
    }

    /// Passes over all that comes before the end of the sentence, which takes a tenth of the time of looking at it.
    pub fn skip_sentence(&mut self) {
        let end = self.matcher.ends.find(Input::new(self.text).span(self.at..self.text.len()));
        self.at = end.map_or(self.text.len(), |end| end.start());
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let found = self.matcher.automaton.find(Input::new(self.text).span(self.at..self.text.len()))?;
            self.at = found.end();
            let Some(kind) = self.matcher.kinds[found.pattern().as_usize()] else { continue };
            let token = Token { kind, start: found.start(), end: found.end() };
            let part_of_a_word = self.spaced && matches!(kind, TokenKind::Verb(_)) && inside_word(self.text, token);
            if !part_of_a_word {
                return Some(token);
            }
        }
    }
}

fn inside_word(text: &str, token: Token) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    text[..token.start].ends_with(letter) || text[token.end..].starts_with(letter)
}
