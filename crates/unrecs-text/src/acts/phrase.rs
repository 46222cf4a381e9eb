//! An opening verb with all that belongs to it as printed: adverbs, feelings, objects, a second verb.

use std::ops::Range;

use super::table::Table;
use crate::language::acts::{Act, OpeningVerb, Takes};
use crate::language::word_list::List;
use crate::language::{behind_one, spelled_at_start};

/// An opening verb as printed.
pub struct Phrase {
    pub at: Range<usize>,
    /// What it does, or all that it can do.
    pub acts: &'static [Act],
}

/// Which forms of verbs may open.
#[derive(Debug, Clone, Copy)]
pub enum Forms {
    Finite,
    Preambular,
    Spoken,
}

impl Forms {
    fn of(self, table: &Table) -> &List<&'static OpeningVerb> {
        match self {
            Forms::Finite => &table.finite,
            Forms::Preambular => &table.preambular,
            Forms::Spoken => &table.spoken,
        }
    }
}

/// A verb with its place.
struct Head {
    verb: &'static OpeningVerb,
    start: usize,
    end: usize,
}

/// The phrase that starts at an offset.
pub fn read(text: &str, start: usize, forms: Forms, table: &'static Table) -> Option<Phrase> {
    let start = start + spaces(&text[start..]);
    let head = head(text, start, forms.of(table), table)?;
    let mut phrase = complete(text, start, &head, table);
    // A second verb of the same form: `Welcomes and encourages`. What the first does counts.
    let behind = phrase.at.end + spaces(&text[phrase.at.end..]);
    if let Some(joined) = table.joins.at_start(&text[behind..]) {
        let second = behind + joined + spaces(&text[behind + joined..]);
        if let Some(other) = self::head(text, second, forms.of(table), table) {
            phrase.at.end = complete(text, second, &other, table).at.end;
        }
    }
    Some(phrase)
}

/// The phrase at an offset, where it is a verb with its object: 表示关切.
pub fn with_object(text: &str, start: usize, table: &'static Table) -> Option<Phrase> {
    let (form, verb) = table.finite.find_at_start(&text[start..])?;
    let end = start + form.len();
    if verb.takes == Takes::Any {
        let (end, act) = object(text, end, table)?;
        return Some(Phrase { at: start..behind(text, end, table), acts: std::slice::from_ref(act) });
    }
    None
}

/// The verb at the start of a text.
fn verb_at<'t>(
    text: &'t str,
    forms: &List<&'static OpeningVerb>,
    table: &'static Table,
) -> Option<(&'t str, &'static OpeningVerb)> {
    forms.find_at_start(text).filter(|(form, _)| is_verb(form, &text[form.len()..], table))
}

/// The verb at an offset, adverbs passed over.
fn head(text: &str, start: usize, forms: &List<&'static OpeningVerb>, table: &'static Table) -> Option<Head> {
    let (mut at, mut forms) = (start, forms);
    loop {
        at += spaces(&text[at..]);
        let rest = &text[at..];
        let verb = verb_at(rest, forms, table);
        // 关切 is a verb, but not in 关切地注意到; 表示 is one in 表示关切地注意到, and 痛惜 in 痛惜并强烈地谴责.
        let may_be_manner = verb
            .is_none_or(|(form, verb)| verb.takes == Takes::Own && table.joins.at_start(&rest[form.len()..]).is_none());
        let manner = manner(rest, table).filter(|_| may_be_manner);
        if let Some(length) = manner.filter(|&length| verb_at(&rest[length..], forms, table).is_some()) {
            at += length;
            continue;
        }
        if let Some((form, verb)) = verb {
            return Some(Head { verb, start: at, end: at + form.len() });
        }
        at += if let Some(length) = table.before_infinitive.at_start(rest) {
            forms = &table.spoken;
            length
        } else if let Some(length) = table.before_state.at_start(rest) {
            forms = &table.states;
            length
        } else {
            table.adverbs.at_start(rest).or(manner)?
        };
    }
}

/// Whether what stands behind a word lets it be a verb.
fn is_verb(form: &str, behind: &str, table: &Table) -> bool {
    let begins = |words: &[&str]| behind_one(behind, words).is_some();
    let is_noun = begins(table.words.noun_if_before) && table.behind.at_start(behind).is_none();
    let mut doubtful =
        table.words.doubtful.iter().filter(|doubtful| spelled_at_start(form, doubtful.form) == Some(form.len()));
    !is_noun && doubtful.all(|doubtful| begins(doubtful.only_before))
}

/// Bytes of an adverb of manner, which is known by its end: 极为关切地. One who speaks does not begin it.
fn manner(text: &str, table: &Table) -> Option<usize> {
    const LONGEST: usize = 8;
    let last = table.words.manner_ends?;
    if table.pronouns.at_start(text).is_some() {
        return None;
    }
    let mut letters = text.char_indices().take(LONGEST).take_while(|(_, c)| c.is_alphabetic());
    let (at, c) = letters.find(|&(at, c)| c == last && at > 0)?;
    Some(at + c.len_utf8())
}

/// The verb with what stands behind it and belongs to it.
fn complete(text: &str, start: usize, head: &Head, table: &'static Table) -> Phrase {
    let mut phrase = Phrase { at: start..behind(text, head.end, table), acts: head.verb.acts };
    if let Some(end) = feeling(text, phrase.at.end, table) {
        phrase.at.end = end;
    } else {
        match head.verb.takes {
            Takes::Any => {
                if let Some((end, act)) = object(text, phrase.at.end, table) {
                    phrase = Phrase { at: start..end, acts: std::slice::from_ref(act) };
                }
            }
            Takes::Own => {
                let at = phrase.at.end + spaces(&text[phrase.at.end..]);
                let possessive = table.possessives.at_start(&text[at..]);
                if let Some((end, _)) = possessive.and_then(|length| object(text, at + length, table)) {
                    phrase.at.end = end;
                }
            }
        }
    }
    phrase.at.end = behind(text, phrase.at.end, table);
    if let Some(act) = Some(head).filter(|_| phrase.acts.len() > 1).and_then(|head| constructed(text, head, table)) {
        phrase.acts = std::slice::from_ref(act);
    }
    phrase
}

/// What a verb of several acts does, as the words behind it decide: `demande au Secrétaire général`.
fn constructed(text: &str, head: &Head, table: &'static Table) -> Option<&'static Act> {
    let (form, index) = table.constructions.find_at_start(&text[head.start..])?;
    let at = behind(text, head.end, table);
    let rest = text[at..].trim_start();
    let (_, act) = table.decided.get(index)?.find_at_start(rest)?;
    (head.start + form.len() == head.end).then_some(act)
}

/// The offset behind words that change nothing: `also`, `in the strongest terms`.
fn behind(text: &str, end: usize, table: &Table) -> usize {
    let mut end = end;
    loop {
        let at = end + spaces(&text[end..]);
        let found = table.behind.find_at_start(&text[at..]);
        let Some((word, ())) = found.filter(|(word, ())| is_verb(word, &text[at + word.len()..], table)) else {
            return end;
        };
        end = at + word.len();
    }
}

/// The offset behind a feeling: `with great appreciation and satisfaction`.
fn feeling(text: &str, end: usize, table: &Table) -> Option<usize> {
    let at = end + spaces(&text[end..]);
    let introduced = at + table.feelings_introduced_by.at_start(&text[at..])?;
    let named = |from: usize| {
        let at = from + degrees(&text[from..], table);
        Some(at + table.feelings.at_start(&text[at..])?)
    };
    let end = named(introduced)?;
    let at = end + spaces(&text[end..]);
    let second = table.joins.at_start(&text[at..]).and_then(|length| named(at + length));
    Some(second.unwrap_or(end))
}

/// The offset behind an object, and what `expresses` does with it: `deep concern`, 深为关切.
fn object(text: &str, end: usize, table: &'static Table) -> Option<(usize, &'static Act)> {
    let mut at = end;
    loop {
        at += degrees(&text[at..], table);
        let rest = &text[at..];
        let manner = manner(rest, table);
        if let Some(length) = manner.filter(|&length| table.objects.at_start(&rest[length..]).is_some()) {
            at += length;
            continue;
        }
        if let Some((noun, act)) = table.objects.find_at_start(rest) {
            return Some((at + noun.len(), act));
        }
        if table.spaced {
            return None;
        }
        // In a language without word ends, what makes a verb stronger makes its object stronger.
        at += table.adverbs.at_start(rest).or(manner)?;
    }
}

/// Bytes of white space and words that make stronger.
fn degrees(text: &str, table: &Table) -> usize {
    let mut at = spaces(text);
    while let Some(length) = table.degrees.at_start(&text[at..]) {
        at += length;
        at += spaces(&text[at..]);
    }
    at
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
