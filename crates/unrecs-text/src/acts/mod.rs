//! The opening verb of a paragraph, as printed, and what it does: `Strongly encourages`, 赞赏地注意到.
//!
//! One engine for all languages; the words are in `language::acts`. A paragraph opens with its verb, or with one who speaks and then the
//! verb (`We recognize`, `The Committee decided`, 工作组请); words such as `In this regard,` may stand before both. The verb as printed
//! holds its adverbs, and the feeling or the object that makes one phrase with it (`Notes with concern`, `Reiterates its request`).

mod phrase;
mod speaker;
mod table;

use std::ops::Range;

use crate::language::acts::Act;
use crate::language::{Language, ends_with_one};
use crate::value::punctuation::COMMAS;
use phrase::{Forms, Phrase};
use table::Table;

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It decides, requests or tells something: `Requests the Secretary-General to …`.
    Operative,
    /// It gives a reason, with a participle or an adjective: `Recalling its resolutions`.
    Preambular,
}

/// Whether the text names one who speaks before the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The verb opens the text; the document's organ speaks.
    Bare,
    /// `The Committee decided`.
    Spoken,
}

/// The opening verb of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The words as printed, in bytes of the text.
    pub verb: Range<usize>,
    /// What it does; none where the word can do several things.
    pub act: Option<Act>,
    /// What it can do, where that is more than one thing.
    pub candidates: &'static [Act],
    /// Whether one who speaks stands before it.
    pub voice: Voice,
}

impl Opening {
    fn new(phrase: Phrase, voice: Voice) -> Self {
        let (act, candidates) = match *phrase.acts {
            [act] => (Some(act), &[][..]),
            _ => (None, phrase.acts),
        };
        Self { verb: phrase.at, act, candidates, voice }
    }
}

/// The verb that a text opens with; none where it opens with something else (缔约国应当…, `States should …`).
pub fn opening(text: &str, language: &'static Language, place: Place) -> Option<Opening> {
    let table = Table::of(language)?;
    let start = behind_leads(text, table);
    let forms = match place {
        Place::Operative => Forms::Finite,
        Place::Preambular => Forms::Preambular,
    };
    if let Some(phrase) = phrase::read(text, start, forms, table) {
        return Some(Opening::new(phrase, Voice::Bare));
    }
    if let Some(phrase) = behind_its_object(text, start, forms, table) {
        return Some(Opening::new(phrase, Voice::Bare));
    }
    if let Some(phrase) = speaker::read(text, start, table) {
        return Some(Opening::new(phrase, Voice::Spoken));
    }
    if let Some(phrase) = behind_circumstances(text, start, forms, table) {
        return Some(Opening::new(phrase, Voice::Bare));
    }
    let at = unknown_verb(text, start, place, table)?;
    Some(Opening { verb: at, act: Some(Act::Other), candidates: &[], voice: Voice::Bare })
}

/// The offset behind quotation marks and words that refer to what was said: `In this regard,`.
fn behind_leads(text: &str, table: &Table) -> usize {
    let opens = |c: char| c.is_whitespace() || matches!(c, '“' | '"' | '«' | '「');
    let mut at = text.len() - text.trim_start_matches(opens).len();
    while let Some(length) = table.leads.at_start(&text[at..]) {
        let behind = text[at + length..].trim_start_matches(|c: char| c.is_whitespace() || COMMAS.contains(&c));
        at = text.len() - behind.len();
    }
    at
}

/// The verb where its object stands first (对…表示关切), or a phrase without a comma (向各方强调, 根据《宪章》采取行动).
fn behind_its_object(text: &str, start: usize, forms: Forms, table: &'static Table) -> Option<Phrase> {
    const SENTENCE_ENDS: [char; 4] = ['。', '；', ';', '؛'];
    let mut object = start;
    while let Some(length) = table.adverbs.at_start(&text[object..]).filter(|_| !table.spaced) {
        object += length;
    }
    let rest = &text[object..];
    let is_object = table.objects_first.at_start(rest).is_some();
    if !is_object && table.circumstances.at_start(rest).is_none() {
        return None;
    }
    let end_of = |marks: &[char]| object + rest.find(marks).unwrap_or(rest.len());
    let places = |end: usize| text[object..end].char_indices().map(move |(at, _)| object + at);
    let clause = end_of(&['，', ',', '،', '。', '；', ';', '؛', '：']);
    let mut verbs = places(clause).filter(|&at| table.behind_phrases.at_start(&text[at..]).is_some());
    if let Some(phrase) = verbs.find_map(|at| phrase::read(text, at, forms, table)) {
        return Some(phrase);
    }
    let sentence = if is_object { end_of(&SENTENCE_ENDS) } else { object };
    places(sentence).find_map(|at| phrase::with_object(&text[..sentence], at, table))
}

/// The verb behind phrases of reason and aim that end with commas: 为侦查伪造旅行证件，鼓励….
fn behind_circumstances(text: &str, start: usize, forms: Forms, table: &'static Table) -> Option<Phrase> {
    let mut at = start;
    for _ in 0..speaker::MOST_CIRCUMSTANCES {
        table.reasons.at_start(&text[at..])?;
        at = speaker::behind_circumstance(text, at, table)?;
        if let Some(phrase) = phrase::read(text, at, forms, table) {
            return Some(phrase);
        }
    }
    None
}

/// A word that is in no table, but has the form of an opening verb and stands where one stands: `Clarifies the …`, `Revises its …`.
fn unknown_verb(text: &str, start: usize, place: Place, table: &Table) -> Option<Range<usize>> {
    let shape = table.words.shape.as_ref()?;
    let rest = &text[start..];
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(rest.len())];
    let ending = match place {
        Place::Operative => shape.finite,
        Place::Preambular => shape.participle,
    };
    let is_verb = word.len() > ending.len() + 2 && word.ends_with(ending) && !ends_with_one(word, shape.not);
    let behind = rest[word.len()..].strip_prefix(' ')?;
    (is_verb && table.before_unknown.at_start(behind).is_some()).then(|| start..start + word.len())
}

#[cfg(test)]
mod tests;
