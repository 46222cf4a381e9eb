//! Who acts: the actors on one side of a normative verb.

use std::ops::Range;

use smallvec::SmallVec;

use super::Hit;
use super::words::{self, List, Table};
use crate::language::{Actor, ActorSide, Reach, addressee};

/// Actors that stand together: mostly one, so that it needs no memory of its own.
pub type Actors = SmallVec<[Named; 3]>;

/// An actor with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub codes: &'static [&'static str],
    pub reach: Reach,
    pub at: Range<usize>,
}

impl Named {
    /// An actor of the list at its place.
    pub fn new(actor: &Actor, at: Range<usize>) -> Self {
        Self { codes: actor.codes, reach: actor.reach, at }
    }

    /// Somebody of no list.
    pub fn other(at: Range<usize>) -> Self {
        Self { codes: &[addressee::OTHER], reach: Reach::Class, at }
    }
}

/// The actors that a stretch of text ends with, joined by conjunctions: 来源国、过境国和目的地国. In order of the text.
pub fn at_end(text: &str, stretch: Range<usize>, table: &Table) -> Actors {
    let mut named = Actors::new();
    let mut end = stretch.end;
    loop {
        let part = words::without_tail(&text[stretch.start..end], &[]);
        let Some((name, actor)) = table.actors.find_at_end(part) else { break };
        let glued = words::glued_at_start(name, table).unwrap_or(0);
        let at = stretch.start + part.len() - name.len() + glued..stretch.start + part.len();
        let before = words::without_tail(&text[stretch.start..at.start], &[&table.determiners]);
        named.push(Named::new(actor, at));
        let Some(conjunction) = words::conjunction_at_end(before, table) else { break };
        end = stretch.start + before.len() - conjunction;
    }
    named.reverse();
    named
}

/// The actors that the text starts with at this offset, joined by conjunctions, and the offset behind them.
pub fn at_start(text: &str, start: usize, table: &Table) -> (Actors, usize) {
    let mut named = Actors::new();
    let (mut at, mut end) = (start, start);
    while let Some(actor) = actor_behind_determiners(text, at, table) {
        end = actor.at.end;
        named.push(actor);
        at = end + words::head(&text[end..], &[]);
        let Some(conjunction) = words::conjunction_at_start(&text[at..], table) else { break };
        at += conjunction;
    }
    (named, end)
}

fn actor_behind_determiners(text: &str, at: usize, table: &Table) -> Option<Named> {
    // 各国 is an actor, 各 before 缔约国 a determiner: the longer reading first.
    let passed: [&[&List]; 2] = [&[], &[&table.determiners]];
    passed.into_iter().find_map(|passed| {
        let start = at + words::head(&text[at..], passed);
        let (name, actor) = table.actors.find_at_start(&text[start..])?;
        Some(Named::new(actor, start..start + name.len()))
    })
}

/// The actors that a verb asks to act, and the offset behind them: those right behind it, or those that a modifier leads to
/// (促请尚未批准《议定书》的国家). What is itself part of a modifier (来源国、过境国和目的地的《公约》缔约国) is passed over.
pub fn asked(text: &str, verb_end: usize, table: &Table) -> (Actors, usize) {
    const CLAUSE_ENDS: [char; 10] = ['，', ',', '،', '。', '；', ';', '؛', '：', ':', '.'];
    let skipped = |c: char| c.is_whitespace() || matches!(c, '，' | ',' | '،' | '：' | ':');
    let start = text.len() - text[verb_end..].trim_start_matches(skipped).len();
    let direct = at_start(text, start, table);
    let modifier = table.listed.modifier;
    if modifier.is_empty() || (!direct.0.is_empty() && !text[direct.1..].starts_with(modifier)) {
        return direct;
    }
    let end = start + text[start..].find(CLAUSE_ENDS).unwrap_or(text.len() - start);
    let behind_modifiers = text[start..end].match_indices(modifier).map(|(at, _)| start + at + modifier.len());
    let mut candidates = behind_modifiers.map(|behind| at_start(text, behind, table));
    let acts = |(actors, end): &(Actors, usize)| !actors.is_empty() && !modifies(text, *end, table);
    candidates.find(acts).unwrap_or((Actors::new(), start))
}

/// The actor behind its verb, in a language where it may stand there: ينبغي للدول أن, ينبغي أن تتخذ الدول.
pub fn behind_verb(text: &str, hit: &Hit, table: &'static Table) -> Option<Actors> {
    if !table.listed.subject_may_follow || hit.actor != ActorSide::Subject {
        return None;
    }
    let skipped: [&List; 3] = [&table.adverbs, &table.object_clauses, &table.denials];
    let start = hit.at.end + words::head(&text[hit.at.end..], &skipped);
    let behind_verb = || table.asked.begins.at_start(&text[start..]).map(|verb| start + verb);
    let mut named = [Some(start), behind_verb()].into_iter().flatten().map(|at| at_start(text, at, table).0);
    named.find(|named| !named.is_empty())
}

/// Whether a clause holds nothing before its verb but the subject, with determiners and adverbs.
pub fn only_its_subject(clause: &str, subject: Option<&[Named]>, table: &Table) -> bool {
    let subject = subject.unwrap_or_default();
    let (Some(first), Some(last)) = (subject.first(), subject.last()) else { return false };
    let length = last.at.end - first.at.start;
    let lead = words::head(clause, &[&table.adverbs, &table.determiners]);
    let rest = words::without_tail(clause, &[&table.adverbs]);
    rest.len() <= lead + length
}

/// Whether what follows shows that the actors before it only modify something else.
fn modifies(text: &str, end: usize, table: &Table) -> bool {
    let rest = &text[end..];
    rest.starts_with(table.listed.modifier) || table.conjunctions.at_start(rest).is_some()
}
