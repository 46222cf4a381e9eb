//! What a text refers with, from left to right: names, provisions, pronouns, symbols; and what only looks like it.

use std::ops::Range;

use super::cursor::Cursor;
use super::grammar::{Name, Trigger, Words};
use super::names;
use super::numbers;
use super::pinpoints::{self, Pinpoint};
use super::{Kind, other_numbers, symbols};
use crate::language::references::{AdoptedText, ReferenceWords};
use crate::language::{Reason, Unit, ends_with_one, is_letter, starts_with_one};
use crate::registry::AdoptedNumber;

/// Something in a text, with its place in the folded text.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub span: Range<usize>,
    /// Counts the sentences of the text.
    pub sentence: u32,
    /// Counts the clauses of the text.
    pub clause: u32,
    pub what: What,
}

/// What it is.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// An instrument.
    Name(Name),
    /// Provisions that are printed together.
    Pinpoints(Vec<Pinpoint>),
    /// 其中
    Among,
    /// 其条文
    Wording,
    /// 该条
    Same(Unit),
    /// Resolutions or decisions with their numbers; more than one where parts of one number are named together.
    Adopted(AdoptedText, Vec<AdoptedNumber>),
    /// A resolution or decision whose number lacks its year: 第1701号决议.
    Yearless(AdoptedText, u32),
    /// 该决议
    SameAct(AdoptedText),
    /// A printed symbol, with what it is one of.
    Symbol(Kind, String),
    /// Recommendations of the same document, as number and letter.
    Recommendations(Vec<(u32, Option<String>)>),
    /// A body; index into the registry.
    Body(usize),
    /// No reference.
    Nothing(Reason),
}

impl What {
    /// What was adopted, where it is named by its number.
    pub fn act(&self) -> Option<AdoptedText> {
        if let Self::Adopted(act, _) = self { Some(*act) } else { None }
    }

    /// Whether it is a document, resolution or decision.
    pub fn is_document(&self) -> bool {
        matches!(self, Self::Adopted(..) | Self::Yearless(..) | Self::SameAct(_) | Self::Symbol(..))
    }
}

/// The text that is read, and what has been found in it.
pub(super) struct Reader<'t, 'g> {
    pub text: &'t str,
    pub words: &'g Words<'g>,
    pub marks: Vec<Mark>,
    /// Behind the last mark: what begins before is part of it.
    pub done: usize,
    /// Where the next 》 stands, as far as it was looked for.
    pub close: Option<usize>,
}

/// Everything in a text that refers or looks like it, in order.
pub(super) fn marks(text: &str, words: &Words<'_>) -> Vec<Mark> {
    let mut reader = Reader { text, words, marks: Vec::new(), done: 0, close: Some(0) };
    for (trigger, range) in words.triggers(text) {
        if range.start >= reader.done {
            reader.read(trigger, range);
        }
    }
    let mut marks = reader.marks;
    number_sentences(text, words, &mut marks);
    marks
}

impl<'t> Reader<'t, '_> {
    pub fn push(&mut self, span: Range<usize>, what: What) {
        self.done = self.done.max(span.end);
        self.marks.push(Mark { span, sentence: 0, clause: 0, what });
    }

    /// What the list that ends at a place is one of, its last noun says: 第72/179号和第72/180号决定. Each has its number alone.
    pub fn list_is(&mut self, end: usize, what: What) {
        /// No date between two numbers of a list is longer, in bytes.
        const LONGEST: usize = 40;
        let mut from = end;
        for mark in self.marks.iter_mut().rev() {
            let number = &self.text[mark.span.clone()];
            let noun = self.words.words.resolutions.nouns.iter().any(|(noun, _)| number.ends_with(noun));
            let What::Adopted(_, numbers) = &mut mark.what else { break };
            if noun || from - mark.span.end > LONGEST {
                break;
            }
            mark.what = match &what {
                What::Adopted(act, _) => What::Adopted(*act, std::mem::take(numbers)),
                what => what.clone(),
            };
            from = mark.span.start;
        }
    }

    /// The text in front of a place, from the last mark on.
    pub fn before(&self, at: usize) -> &'t str {
        &self.text[self.done.min(at)..at]
    }

    pub fn cursor(&self, at: usize) -> Cursor<'t> {
        Cursor::new(self.text, at, self.words.words)
    }

    /// Whether no word goes on at either side of a range.
    pub fn is_word(&self, range: &Range<usize>) -> bool {
        let letter = self.letter();
        let behind = self.text[range.end..].starts_with(letter) && self.text[range.clone()].ends_with(letter);
        self.begins_word(range) && !behind
    }

    /// Whether no word goes on in front of a range; particles may stand there.
    fn begins_word(&self, range: &Range<usize>) -> bool {
        let letter = self.letter();
        let before = &self.text[..range.start];
        let glued = before.ends_with(letter) && self.text[range.clone()].starts_with(letter);
        !glued || (self.words.language.spaced && self.words.language.begins_word(before))
    }

    /// What is a letter: where no words are set apart, only those of foreign words count.
    fn letter(&self) -> fn(char) -> bool {
        if self.words.language.spaced { is_letter } else { |c| c.is_ascii_alphanumeric() }
    }

    /// The same where the mark of a footnote or a number may be glued to the end: `Convention3`, `article6`.
    fn is_word_or_note(&self, range: &Range<usize>) -> bool {
        let behind = self.text[range.end..].trim_start_matches(|c: char| c.is_ascii_digit());
        self.begins_word(range) && (self.is_word(range) || !behind.starts_with(self.letter()))
    }

    fn read(&mut self, trigger: Trigger, range: Range<usize>) {
        let whole = !self.words.language.spaced || self.is_word_or_note(&range);
        // A name may be the first part of a symbol: UNEP/CBD/COP/10/27.
        if matches!(trigger, Trigger::Body(_) | Trigger::Name(Name::Title(_)))
            && self.text[range.end..].starts_with('/')
        {
            let marks = self.marks.len();
            symbols::symbol(self, range.end);
            if self.marks.len() > marks {
                return;
            }
        }
        match trigger {
            Trigger::Ordinal => self.ordinal(range),
            Trigger::Open => names::bracketed(self, range),
            Trigger::Slash => symbols::symbol(self, range.start),
            Trigger::Bracket => symbols::bracket(self, range.start),
            Trigger::Body(index) => {
                let (body, name) = &self.words.bodies[index];
                // Of names that differ in capital letters alone, any may have been found.
                let found = &self.text[range.clone()];
                let body = Some(*body).filter(|_| found == name).or_else(|| self.words.body_named(found));
                if let Some(body) = body.filter(|_| self.is_word(&range)) {
                    self.push(range, What::Body(body));
                }
            }
            Trigger::Name(Name::Title(alias)) if !whole => names::plural(self, range, alias),
            _ if !whole => {}
            Trigger::Unit(_) => self.unit(range),
            Trigger::Name(name) => names::capitalized(self, range, name),
            Trigger::Among => self.push(range, What::Among),
            Trigger::Wording => self.push(range, What::Wording),
            Trigger::Same(unit) => self.push(range, What::Same(unit)),
            Trigger::Phrase(index) => self.push(range, What::Nothing(self.words.words.phrases[index].1)),
            Trigger::Adopted(act) => _ = symbols::behind_noun(self, range, act),
            Trigger::SameAct(act) => symbols::same(self, range, act),
            Trigger::Recommendation => numbers::recommendation(self, range),
        }
    }

    /// 第: a resolution, provisions, or something else that is counted.
    fn ordinal(&mut self, range: Range<usize>) {
        if symbols::numbered(self, range.start, range.end)
            || other_numbers::marked(self, range.start, range.end)
            || other_numbers::yearless(self, range.start, range.end)
        {
            return;
        }
        let places = if self.is_behind_declaration(range.start) { self.words.words.places } else { &[] };
        match pinpoints::read(Cursor { places, ..self.cursor(range.start) }) {
            Ok((pinpoints, end)) => self.pinpoints(range.start..end, pinpoints),
            Err(end) => numbers::counted(self, range.start..end.max(range.end)),
        }
    }

    /// Whether an instrument that is no treaty stands directly before a place, so that its paragraphs are called as those of a document:
    /// 《德班宣言》第75段.
    fn is_behind_declaration(&self, at: usize) -> bool {
        let Some(Mark { span, what: What::Name(name), .. }) = self.marks.last() else { return false };
        let gap = self.text.get(span.end..at).map(str::trim);
        let is_tied = gap.is_some_and(|gap| self.words.words.linked_behind.contains(&gap));
        let head = match name {
            Name::Title(alias) => self.words.head_at_end(self.words.aliases[*alias].title),
            Name::Head(_, head) => Some(*head),
            Name::Unknown(head) => *head,
            Name::Both(..) => return false,
        };
        is_tied && !head.is_some_and(|head| self.words.is_treaty(head))
    }

    /// A unit in front of its number.
    fn unit(&mut self, range: Range<usize>) {
        if let Ok((pinpoints, end)) = pinpoints::read(self.cursor(range.start)) {
            // An item of an agenda may be called as a paragraph is.
            if starts_with_one(&self.text[end..], self.words.words.counts) {
                return self.push(range.start..end, What::Nothing(Reason::Ordinal));
            }
            return self.pinpoints(range.start..end, pinpoints);
        }
        // `article 20125` has a number that no article has.
        let behind = self.text[range.end..].trim_start();
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        if digits > 0 {
            let start = self.text.len() - behind.len();
            self.push(range.start..start + digits, What::Nothing(Reason::Number));
        }
    }

    fn pinpoints(&mut self, span: Range<usize>, pinpoints: Vec<Pinpoint>) {
        if numbers::recommendations(self, &span, &pinpoints) {
            return;
        }
        let alone = span.start == 0 && self.marks.is_empty() && self.text[span.end..].trim().is_empty();
        self.push(span, if alone { What::Nothing(Reason::Heading) } else { What::Pinpoints(pinpoints) });
    }
}

/// Numbers sentences and clauses by what stands between the marks.
fn number_sentences(text: &str, words: &Words<'_>, marks: &mut [Mark]) {
    let (mut sentence, mut clause, mut end) = (0, 0, 0);
    for mark in marks {
        let gap = text.get(end..mark.span.start).unwrap_or_default();
        for (at, c) in gap.char_indices() {
            if words.words.sentence_ends.contains(&c) && ends_sentence(gap, at, words.words) {
                sentence += 1;
                clause += 1;
            } else if words.words.clause_ends.contains(&c) {
                clause += 1;
            }
        }
        (mark.sentence, mark.clause) = (sentence, clause);
        end = end.max(mark.span.end);
    }
}

/// Whether a character that may end a sentence does: a point only in front of white space, and not behind an abbreviation.
pub(super) fn ends_sentence(text: &str, at: usize, words: &ReferenceWords) -> bool {
    let Some(behind) = text[at..].strip_prefix('.') else { return true };
    let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
    ends && !ends_with_one(&text[..at], words.abbreviations)
}
