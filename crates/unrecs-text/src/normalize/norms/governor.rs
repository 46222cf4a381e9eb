//! What governs a sentence: an opening verb that asks nobody for anything, behind which `States must …` is only told.

use std::ops::Range;

use super::words::{self, Table};
use super::{Hit, Scope, asked};
use crate::acts::{self, Opening, Place, Voice};
use crate::language::Needs;
use crate::language::acts::Act;

/// How a sentence opens, as far as its normative verb depends on it.
#[derive(Debug, Clone)]
pub struct Governor {
    /// The opening verb, with its adverbs; empty where the sentence is a clause such as `That States should …`.
    at: Range<usize>,
    /// Whether one who speaks stands before it.
    voice: Voice,
    /// Whether verbs behind it are only told.
    tells: bool,
}

impl Governor {
    /// What governs the sentence that starts at an offset.
    pub fn of(scope: &Scope, start: usize) -> Option<Self> {
        let (text, table) = (scope.text, scope.table);
        let clause = start + words::head(&text[start..], &[]);
        if table.object_clauses.at_start(&text[clause..]).is_some() {
            return Some(Self { at: clause..clause, voice: Voice::Bare, tells: true });
        }
        let opening = match start {
            0 => scope.opening.cloned(),
            _ => acts::opening(&text[start..], scope.language, Place::Operative),
        }?;
        // 认识到缔约国困难，各国应…: in a language without word ends such a verb may only introduce, except in a resolution.
        let is_main = table.spaced || scope.reading.is_of_resolution() || opening.voice == Voice::Spoken;
        let tells = is_main && !asks(&opening);
        Some(Self { at: start + opening.verb.start..start + opening.verb.end, voice: opening.voice, tells })
    }

    /// Whether a verb is the opening verb itself, or part of it.
    pub fn opens_with(&self, hit: &Hit) -> bool {
        self.at.contains(&hit.at.start)
    }

    /// Whether a verb is the opening verb behind one who speaks, or behind `Continues to`.
    pub fn is_introduced(&self, hit: &Hit) -> bool {
        let behind_another = hit.needs == Needs::Speaker && hit.at.start > self.at.start;
        self.opens_with(hit) && (self.voice == Voice::Spoken || behind_another)
    }

    /// Whether a verb is only told by the opening verb before it.
    pub fn tells(&self, hit: &Hit) -> bool {
        self.tells && !self.opens_with(hit)
    }

    /// Whether a verb stands beside the opening verb: `Recalls its resolution and requests …`, `…, and requests …`. Behind a clause that is
    /// told it does where it asks somebody (`Recognizes that security is essential and calls upon the Government to …`).
    pub fn is_joined(&self, text: &str, clause: Range<usize>, hit: &Hit, table: &'static Table) -> bool {
        let before = &text[clause.clone()];
        // Behind `Recalls` a verb of the same subject ends in s: `requested` and `to request` are told.
        let is_told = self.voice == Voice::Bare && matches!(hit.needs, Needs::Speaker | Needs::Auxiliary);
        if is_told || (hit.needs == Needs::Speaker && holds_infinitive(before, table)) {
            return false;
        }
        let subject = words::without_tail(before, &[&table.adverbs]);
        if subject.is_empty() {
            return true;
        }
        let joined = before[subject.len()..].split_whitespace().any(|word| table.conjunctions.contains(word))
            || words::glued_at_end(before, table).is_some();
        let told = text[self.at.end.min(clause.end)..clause.end].split_whitespace();
        let mut told = told.filter(|word| table.subordinators.contains(word));
        let is_finite = hit.needs == Needs::Nothing;
        table.spaced && joined && (told.next().is_none() || (is_finite && asked::names_somebody(text, hit, table)))
    }
}

/// Whether words hold an infinitive, with which a verb behind `and` is another: `to support and encourage`.
fn holds_infinitive(words: &str, table: &Table) -> bool {
    let mut words = words.split_whitespace();
    while words.any(|word| table.asked.infinitive.contains(word)) {
        let next = words.clone().next().unwrap_or_default();
        if table.asked.begins.contains(next) {
            return true;
        }
    }
    false
}

/// Whether an opening verb asks for something or decides it.
fn asks(opening: &Opening) -> bool {
    let mut acts = opening.act.iter().chain(opening.candidates);
    acts.any(|act| *act == Act::Decides || act.asks_others())
}
