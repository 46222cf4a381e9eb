//! What a unit recommends and to whom: the normative verb of its first main clause, `considers`, addressees.
//!
//! One engine for all languages; the words are in `language`. It goes through the clauses from left to right. A verb counts
//! where its subject stands right before it or is left out; verbs in brackets and quotations, in clauses that only introduce
//! (认识到各国必须…, `Recognizing that States must …`) and in modifiers do not count.

mod actors;
mod consider;
mod tokens;
pub mod words;

use std::ops::Range;

use smallvec::SmallVec;

use crate::language::{ActorSide, Language, Modality, Verb, longest_start};
use actors::{Actors, Named};
use tokens::{TokenKind, Tokens};
use words::{List, Table};

/// What the words of a unit say, apart from what it inherits.
#[derive(Debug, Clone, Default)]
pub struct Norms {
    /// The normative verb of the first main clause and its place in the text.
    pub verb: Option<(Modality, Range<usize>)>,
    /// Whether that verb governs "to consider"; for words without a verb, whether they begin with it.
    pub considers: bool,
    /// Who is to act, in order of the text, each code once.
    pub addressees: SmallVec<[(&'static str, Range<usize>); 3]>,
}

/// How strictly a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A recommendation: any main clause, also one whose subject is no actor (方案应载有…).
    Recommendation,
    /// An item: only its first sentence, and only a verb with an actor as its subject or none; most have no verb of their own.
    Item,
}

/// Reads the norms of a text.
pub fn read(text: &str, language: &'static Language, reading: Reading) -> Norms {
    let mut norms = Norms::default();
    let Some(table) = Table::of(language) else { return norms };
    let mut sentence = Sentence::at(0);
    let mut depth = 0_usize;
    let mut tokens = Tokens::new(text, table);
    while let Some(token) = tokens.next() {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            TokenKind::End => {
                // A sentence inside a quotation or bracket that never closes must not hide the rest of the text.
                norms.add(text, table, sentence.take(reading));
                if reading == Reading::Item {
                    return norms.or_begins_with_consider(text, table);
                }
                sentence = Sentence::at(token.at.end);
                depth = 0;
            }
            _ if depth > 0 => {}
            TokenKind::Comma => {
                sentence.clauses.push(sentence.clause_start..token.at.start);
                sentence.clause_start = token.at.end;
            }
            TokenKind::Verb(verb) => {
                sentence.weigh(text, table, Hit { verb, at: token.at });
                if sentence.main.is_some() {
                    tokens.skip_sentence();
                }
            }
        }
    }
    norms.add(text, table, sentence.take(reading));
    norms.or_begins_with_consider(text, table)
}

/// A normative verb in the text.
#[derive(Debug, Clone)]
struct Hit {
    verb: &'static Verb,
    at: Range<usize>,
}

/// The verb of a main clause.
#[derive(Debug, Clone)]
struct Main {
    /// What it says.
    modality: Modality,
    /// Where it stands.
    at: Range<usize>,
    /// Who acts.
    actor: ActorSide,
    /// The actors that are its subject.
    subject: Actors,
}

impl Main {
    fn new(hit: Hit, subject: Actors) -> Self {
        Self { modality: hit.verb.modality, at: hit.at, actor: hit.verb.actor, subject }
    }
}

/// What is known of the sentence under way.
struct Sentence {
    /// Clauses that have ended.
    clauses: SmallVec<[Range<usize>; 6]>,
    clause_start: usize,
    main: Option<Main>,
    /// A verb whose subject is no actor: the main one if no better comes.
    fallback: Option<Main>,
}

impl Sentence {
    fn at(start: usize) -> Self {
        Self { clauses: SmallVec::new(), clause_start: start, main: None, fallback: None }
    }

    fn take(&mut self, reading: Reading) -> Option<Main> {
        let fallback = self.fallback.take().filter(|_| reading == Reading::Recommendation);
        self.main.take().or(fallback)
    }

    /// Decides whether a verb is the one of the main clause.
    fn weigh(&mut self, text: &str, table: &'static Table, hit: Hit) {
        let before = self.clause_start..hit.at.start;
        let lead = words::head(&text[before.clone()], &[&table.adverbs]);
        let clause = &text[before.start + lead.min(before.len())..before.end];
        if table.participles.at_start(clause).is_some() || is_circumstance(text, &hit, clause, table) {
            return;
        }
        let subject = words::without_tail(&text[before.clone()], &[&table.adverbs]);
        let of_clause = actors::at_end(text, before.start..before.start + subject.len(), table);
        let left_out = subject.is_empty();
        let of_clause = Some(of_clause).filter(|named| !named.is_empty());
        let subjects = match table.listed.modifier {
            "" => self.leading_actor(text, table, &hit).or(of_clause),
            _ if left_out => Some(self.actor_of_clauses_before(text, table)),
            _ => of_clause,
        };
        let may_fall_back = hit.verb.actor == ActorSide::Subject
            && table.prepositions.at_start(clause).is_none()
            && !words_end_in_subordinator(subject, table);
        let is_certain = || match hit.verb.actor {
            ActorSide::Subject => only_its_subject(&text[before.clone()], subjects.as_deref(), table),
            ActorSide::Object => !actors::asked(text, hit.at.end, table).0.is_empty(),
        };
        if hit.verb.doubtful && !is_certain() {
            return;
        }
        match subjects {
            Some(named) => self.main = Some(inner_verb(text, table, Main::new(hit, named))),
            None if left_out && hit.verb.actor == ActorSide::Object => self.main = Some(Main::new(hit, Actors::new())),
            None if may_fall_back => {
                self.fallback.get_or_insert_with(|| Main::new(hit, Actors::new()));
            }
            None => {}
        }
    }

    /// The actor of a clause that comes before a verb without a subject: it ends the clause (缔约国，尤其是拥有共同边界的缔约国，应…) or
    /// begins it with a circumstance behind (缔约国在打击偷运移民时，应…).
    fn actor_of_clauses_before(&self, text: &str, table: &'static Table) -> Actors {
        for clause in self.clauses.iter().rev().take(CLAUSES_BACK) {
            let start = clause.start + words::head(&text[clause.clone()], &[&table.adverbs]);
            let introduces = |list: &List, at: usize| list.at_start(&text[at..clause.end]).is_some();
            if introduces(&table.participles, start) || introduces(&table.prepositions, start) {
                continue;
            }
            let (begins, end) = actors::at_start(&text[..clause.end], start, table);
            if !begins.is_empty() && (end == clause.end || introduces(&table.prepositions, end)) {
                return begins;
            }
            let ends = actors::at_end(text, clause.clone(), table);
            if !ends.is_empty() {
                return ends;
            }
        }
        Actors::new()
    }

    /// The actor that begins this clause or one before it: `States parties, in particular those at sea, should …`.
    fn leading_actor(&self, text: &str, table: &'static Table, hit: &Hit) -> Option<Actors> {
        let starts = self.clauses.iter().map(|clause| clause.start).chain([self.clause_start]);
        for start in starts.rev().take(CLAUSES_BACK) {
            let at = start + words::head(&text[start..hit.at.start], &[&table.adverbs]);
            let words = &text[at..hit.at.start];
            if table.participles.at_start(words).is_some() {
                return None;
            }
            let (named, end) = actors::at_start(&text[..hit.at.start], at, table);
            if !named.is_empty() {
                let between = words::without_tail(&text[end..hit.at.start], &[&table.adverbs]);
                return (!words_end_in_subordinator(between, table)).then_some(named);
            }
        }
        None
    }
}

/// Clauses between a subject and its verb; more are no sentence of a recommendation.
const CLAUSES_BACK: usize = 8;

/// Whether a clause holds nothing before its verb but the subject, with determiners and adverbs.
fn only_its_subject(clause: &str, subject: Option<&[Named]>, table: &Table) -> bool {
    let subject = subject.unwrap_or_default();
    let (Some(first), Some(last)) = (subject.first(), subject.last()) else { return false };
    let length = last.at.end - first.at.start;
    let lead = words::head(clause, &[&table.adverbs, &table.determiners]);
    let rest = words::without_tail(clause, &[&table.adverbs]);
    rest.len() <= lead + length
}

fn words_end_in_subordinator(words: &str, table: &Table) -> bool {
    table.subordinators.at_end(words.trim_end()).is_some()
}

/// Whether the clause of a verb is only a circumstance: 在缔约国应当采取措施的情况下，
fn is_circumstance(text: &str, hit: &Hit, clause: &str, table: &Table) -> bool {
    let ends = if clause.trim().is_empty() && hit.verb.actor == ActorSide::Subject {
        &table.occasions
    } else if table.prepositions.at_start(clause).is_some() {
        &table.circumstances
    } else {
        return false;
    };
    let rest = &text[hit.at.end..];
    let end = rest.find(['，', ',', '。', '；', '：', ':']).unwrap_or(rest.len());
    rest[end..].starts_with(['，', ',']) && ends.at_end(&rest[..end]).is_some()
}

/// Of a verb without a subject that is followed by another (应当促请, 可请), what counts: the one asked is to act, and the inner
/// verb says how, unless the outer one only permits.
fn inner_verb(text: &str, table: &'static Table, outer: Main) -> Main {
    if !outer.subject.is_empty() || outer.actor == ActorSide::Object {
        return outer;
    }
    let start = outer.at.end + words::head(&text[outer.at.end..], &[&table.adverbs]);
    let rest = &text[start..];
    let forms = table.listed.verbs.iter().filter_map(|verb| Some((longest_start(rest, verb.forms)?, verb)));
    let Some((form, inner)) = forms.max_by_key(|(form, _)| form.len()) else { return outer };
    let mut others = table.listed.not_verbs.iter().filter_map(|words| longest_start(rest, words));
    if inner.actor == ActorSide::Subject || others.any(|word| word.len() > form.len()) {
        return outer;
    }
    let end = start + form.len();
    match outer.modality {
        Modality::May => Main { at: outer.at.start..end, actor: ActorSide::Object, ..outer },
        _ => Main { modality: inner.modality, at: start..end, actor: ActorSide::Object, ..outer },
    }
}

impl Norms {
    /// Adds what one sentence says: its verb if it is the first, its actors if they are new.
    fn add(&mut self, text: &str, table: &'static Table, main: Option<Main>) {
        let Some(main) = main else { return };
        let (named, governed) = match main.actor {
            ActorSide::Subject => (main.subject, main.at.end),
            ActorSide::Object => actors::asked(text, main.at.end, table),
        };
        if self.verb.is_none() {
            self.considers = consider::governs(text, governed, main.actor, table);
            self.verb = Some((main.modality, main.at));
        }
        for actor in named {
            for &code in actor.codes {
                if !self.addressees.iter().any(|(named, _)| *named == code) {
                    self.addressees.push((code, actor.at.clone()));
                }
            }
        }
    }

    /// Words without a normative verb of their own may still begin with "to consider".
    fn or_begins_with_consider(mut self, text: &str, table: &'static Table) -> Self {
        if self.verb.is_none() {
            self.considers = consider::governs(text, 0, ActorSide::Subject, table);
        }
        self
    }
}

#[cfg(test)]
mod tests;
