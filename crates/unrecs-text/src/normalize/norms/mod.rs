//! What a unit recommends and to whom: the normative verb of its first main clause, `considers`, addressees.
//!
//! One engine for all languages; the words are in `language`. It goes through the clauses from left to right. A verb counts
//! where its subject stands right before it or is left out; verbs in brackets and quotations, in clauses that only introduce
//! (认识到各国必须…, `Recognizing that States must …`) and in modifiers do not count.

mod actors;
mod asked;
mod consider;
mod governor;
mod tokens;
mod voice;
pub mod words;

use std::ops::Range;

use smallvec::SmallVec;

use crate::acts::Opening;
use crate::language::{ActorSide, Language, Modality, Needs, Verb, addressee, longest_start};
use crate::value::punctuation::COMMAS;
use actors::Actors;
use governor::Governor;
use tokens::{TokenKind, Tokens};
use words::{List, Table};

/// What the words of a unit say, apart from what it inherits.
#[derive(Debug, Clone, Default)]
pub struct Norms {
    /// The normative verb of the first main clause and its place in the text.
    pub verb: Option<(Modality, Range<usize>)>,
    /// Whether the main verb is denied: 不应, `shall not`, `no State shall`.
    pub negated: bool,
    /// Whether that verb governs "to consider"; for words without a verb, whether they begin with it.
    pub considers: bool,
    /// Who is to act, in order of the text: each code once, but everybody in no list by his name.
    pub addressees: SmallVec<[(&'static str, Range<usize>); 3]>,
}

/// How strictly a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A recommendation: any main clause, also one whose subject is no actor (方案应载有…).
    Recommendation,
    /// A paragraph of a resolution: the same, and what follows an opening verb such as 确认 is told and no norm of its own.
    Operative,
    /// A paragraph of an annex or a report: the same, and a subject that is no actor only must or should; what it may do is told.
    Text,
    /// A paragraph of a preamble, which has no norm of its own.
    Preambular,
    /// An item: only its first sentence, and only a verb with an actor as its subject or none; most have no verb of their own.
    Item,
}

impl Reading {
    /// Whether an opening verb governs what follows in every language.
    fn is_of_resolution(self) -> bool {
        matches!(self, Reading::Operative | Reading::Text)
    }
}

/// Reads the norms of a text; `opening` is the verb that it opens with as an operative paragraph.
pub fn read(text: &str, language: &'static Language, reading: Reading, opening: Option<&Opening>) -> Norms {
    let mut norms = Norms::default();
    let Some(table) = Table::of(language).filter(|_| reading != Reading::Preambular) else { return norms };
    let scope = Scope { text, table, language, reading, opening };
    let mut sentence = Sentence::at(0);
    let mut depth = 0_usize;
    let mut tokens = Tokens::new(text, table);
    while let Some(token) = tokens.next() {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            TokenKind::End => {
                // A sentence inside a quotation or bracket that never closes must not hide the rest of the text.
                norms.add(text, table, &mut sentence, reading);
                // Whom a later directive asks is no addressee of the first.
                if reading == Reading::Item || (norms.verb.is_some() && reading.is_of_resolution()) {
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
                sentence.weigh(&scope, Hit::new(verb, token.at));
                if sentence.main.is_some() {
                    tokens.skip_sentence();
                }
            }
        }
    }
    norms.add(text, table, &mut sentence, reading);
    norms.or_begins_with_consider(text, table)
}

/// What a text is read with.
struct Scope<'t> {
    text: &'t str,
    table: &'static Table,
    language: &'static Language,
    reading: Reading,
    /// What the text opens with.
    opening: Option<&'t Opening>,
}

/// A normative verb in the text.
#[derive(Debug, Clone)]
struct Hit {
    /// What it says.
    modality: Modality,
    /// Where it stands.
    at: Range<usize>,
    /// Who acts.
    actor: ActorSide,
    needs: Needs,
    /// Whether it is denied.
    negated: bool,
}

impl Hit {
    fn new(verb: &'static Verb, at: Range<usize>) -> Self {
        Self { modality: verb.modality, at, actor: verb.actor, needs: verb.needs, negated: verb.negated }
    }
}

/// The verb of a main clause.
#[derive(Debug, Clone)]
struct Main {
    hit: Hit,
    /// The actors that are its subject.
    subject: Actors,
}

/// What is known of the sentence under way.
struct Sentence {
    start: usize,
    /// Clauses that have ended.
    clauses: SmallVec<[Range<usize>; 6]>,
    clause_start: usize,
    /// What governs it; not asked before its first verb.
    governor: Option<Option<Governor>>,
    main: Option<Main>,
    /// A verb whose subject is no actor: the main one if no better comes.
    fallback: Option<Main>,
    /// Whether its predicate is denied without a normative verb: 不会.
    denied: bool,
}

impl Sentence {
    fn at(start: usize) -> Self {
        let (clauses, clause_start) = (SmallVec::new(), start);
        Self { start, clauses, clause_start, governor: None, main: None, fallback: None, denied: false }
    }

    fn take(&mut self, reading: Reading) -> Option<Main> {
        let fallback = self.fallback.take().filter(|_| reading != Reading::Item);
        self.main.take().or(fallback)
    }

    /// Decides whether a verb is the one of the main clause.
    fn weigh(&mut self, scope: &Scope, hit: Hit) {
        let (text, table) = (scope.text, scope.table);
        let start = self.start;
        let governor = self.governor.get_or_insert_with(|| Governor::of(scope, start)).clone();
        let Some(hit) = voice::of_participle(text, self.clause_start, hit, table) else { return };
        let mut hit = voice::with_passive(text, hit, table);
        hit.negated = voice::is_denied(text, self.clause_start, &hit, table);
        let before = self.clause_start..hit.at.start;
        if self.fallback.is_some() && voice::is_second(&text[before.clone()], &hit, table) {
            return;
        }
        if let Some(governor) = governor.as_ref().filter(|governor| governor.tells(&hit)) {
            // Only a second verb of the same speaker counts: `Recalls its resolution and requests …`.
            if hit.actor == ActorSide::Object && governor.is_joined(text, before, &hit, table) {
                self.main = Some(Main { hit, subject: Actors::new() });
            }
            return;
        }
        // In running text the organ speaks where it is named or opens the sentence; `a framework that … and encourages` is told.
        let has_speaker = scope.reading != Reading::Text || hit.actor == ActorSide::Subject || governor.is_some();
        if !has_speaker || !has_what_it_needs(scope, &hit, governor.as_ref()) {
            return;
        }
        let lead = words::head(&text[before.clone()], &[&table.adverbs]);
        let clause = &text[before.start + lead.min(before.len())..before.end];
        if table.participles.at_start(clause).is_some()
            || self.is_of_participle(text, clause, table)
            || is_circumstance(text, &hit, clause, table)
        {
            return;
        }
        let subject = words::without_tail(&text[before.clone()], &[&table.adverbs]);
        let of_clause = actors::at_end(text, before.start..before.start + subject.len(), table);
        let introduced = governor.as_ref().is_some_and(|governor| governor.is_introduced(&hit));
        // `Welcomes and encourages`: the second verb has the subject of the first.
        let second = hit.actor == ActorSide::Object && governor.as_ref().is_some_and(|one| one.opens_with(&hit));
        let left_out =
            subject.is_empty() || is_impersonal(subject, table) || ((introduced || second) && of_clause.is_empty());
        let of_clause = Some(of_clause).filter(|named| !named.is_empty());
        let subjects = match table.listed.modifier {
            "" => {
                self.leading_actor(text, table, &hit).or(of_clause).or_else(|| actors::behind_verb(text, &hit, table))
            }
            _ if left_out => Some(self.actor_of_clauses_before(text, table)),
            _ => of_clause,
        };
        let may_fall_back = hit.actor == ActorSide::Subject
            && table.prepositions.at_start(clause).is_none()
            && !words_end_in_subordinator(subject, table);
        let is_certain = || match hit.actor {
            ActorSide::Subject => actors::only_its_subject(&text[before.clone()], subjects.as_deref(), table),
            ActorSide::Object => !actors::asked(text, hit.at.end, table).0.is_empty(),
        };
        // In a resolution the opening 建议 is a verb, whoever is to act.
        let opens = scope.reading.is_of_resolution() && governor.is_some_and(|governor| governor.opens_with(&hit));
        if hit.needs == Needs::Actor && !opens && !is_certain() {
            return;
        }
        if hit.modality == Modality::None {
            self.denied |= subjects.is_some_and(|named| !named.is_empty());
            return;
        }
        let acts = hit.actor == ActorSide::Object || subjects.as_ref().is_some_and(|named| !named.is_empty());
        let is_norm = acts || matches!(hit.modality, Modality::Must | Modality::Should);
        if scope.reading == Reading::Text && !is_norm {
            return;
        }
        match subjects {
            Some(subject) => self.main = Some(inner_verb(text, table, Main { hit, subject })),
            None if left_out && hit.actor == ActorSide::Object => {
                self.main = Some(Main { hit, subject: Actors::new() });
            }
            None if may_fall_back && hit.needs != Needs::Auxiliary => {
                self.fallback.get_or_insert_with(|| Main { hit, subject: Actors::new() });
            }
            None => {}
        }
    }

    /// Whether a clause is the object of a participle that stands in the clause before it: признавая, что….
    fn is_of_participle(&self, text: &str, clause: &str, table: &'static Table) -> bool {
        let before = self.clauses.last().map(|before| &text[before.start..before.end]);
        table.object_clauses.at_start(clause).is_some()
            && before.is_some_and(|before| table.participles.at_start(before.trim_start()).is_some())
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

/// Whether what must stand beside a word for it to be a normative verb stands there.
fn has_what_it_needs(scope: &Scope, hit: &Hit, governor: Option<&Governor>) -> bool {
    let opens = || governor.is_some_and(|governor| governor.opens_with(hit)) && scope.reading != Reading::Item;
    let asks_right_behind = || !actors::at_start(scope.text, hit.at.end, scope.table).0.is_empty();
    match hit.needs {
        Needs::Opening => opens(),
        Needs::OpeningBeforeActor => opens() && (scope.reading.is_of_resolution() || asks_right_behind()),
        Needs::Speaker => governor.is_some_and(|governor| governor.is_introduced(hit)),
        Needs::Nothing | Needs::Actor | Needs::Auxiliary => true,
    }
}

/// Whether a subject stands for none: `it is` in `it is recommended that`.
fn is_impersonal(subject: &str, table: &Table) -> bool {
    let without = table.auxiliaries.at_end(subject).map_or(subject, |length| &subject[..subject.len() - length]);
    let without = words::without_tail(without, &[&table.adverbs]);
    let length = table.impersonal.at_end(without);
    length.is_some_and(|length| {
        words::head(&without[..without.len() - length], &[&table.adverbs]) + length >= without.len()
    })
}

/// Clauses between a subject and its verb; more are no sentence of a recommendation.
const CLAUSES_BACK: usize = 8;

fn words_end_in_subordinator(words: &str, table: &Table) -> bool {
    table.subordinators.at_end(words.trim_end()).is_some()
}

/// Whether the clause of a verb is only a circumstance: 在缔约国应当采取措施的情况下，
fn is_circumstance(text: &str, hit: &Hit, clause: &str, table: &Table) -> bool {
    let ends = if clause.trim().is_empty() && hit.actor == ActorSide::Subject {
        &table.occasions
    } else if table.prepositions.at_start(clause).is_some() {
        &table.circumstances
    } else {
        return false;
    };
    let rest = &text[hit.at.end..];
    let end = rest.find(['，', ',', '،', '。', '；', '؛', '：', ':']).unwrap_or(rest.len());
    rest[end..].starts_with(COMMAS) && ends.at_end(&rest[..end]).is_some()
}

/// Of a verb without a subject that is followed by another (应当促请, 可请), what counts: the one asked is to act, and the inner
/// verb says how, unless the outer one only permits.
fn inner_verb(text: &str, table: &'static Table, outer: Main) -> Main {
    if !outer.subject.is_empty() || outer.hit.actor == ActorSide::Object {
        return outer;
    }
    let start = outer.hit.at.end + words::head(&text[outer.hit.at.end..], &[&table.adverbs]);
    let rest = &text[start..];
    let verbs = table.listed.verbs.iter().filter(|verb| matches!(verb.needs, Needs::Nothing | Needs::Actor));
    let forms = verbs.filter_map(|verb| Some((longest_start(rest, verb.forms)?, verb)));
    let Some((form, inner)) = forms.max_by_key(|(form, _)| form.len()) else { return outer };
    let mut others = table.listed.not_verbs.iter().filter_map(|words| longest_start(rest, words));
    if inner.actor == ActorSide::Subject || others.any(|word| word.len() > form.len()) {
        return outer;
    }
    let end = start + form.len();
    let (modality, start) = match outer.hit.modality {
        Modality::May => (Modality::May, outer.hit.at.start),
        _ => (inner.modality, start),
    };
    Main { hit: Hit { modality, at: start..end, actor: ActorSide::Object, ..outer.hit }, ..outer }
}

impl Norms {
    /// Adds what one sentence says: its verb if it is the first, its actors if they are new.
    fn add(&mut self, text: &str, table: &'static Table, sentence: &mut Sentence, reading: Reading) {
        let Some(Main { hit, subject }) = sentence.take(reading) else {
            self.negated |= self.verb.is_none() && sentence.denied;
            return;
        };
        let (mut named, governed) = match hit.actor {
            ActorSide::Subject => (subject, hit.at.end),
            ActorSide::Object => asked::of(text, &hit, table),
        };
        named.iter_mut().for_each(|one| asked::decide_parties(text, one, reading, table));
        if self.verb.is_none() {
            self.considers = consider::governs(text, governed, hit.actor, table);
            self.negated = hit.negated;
            self.verb = Some((hit.modality, hit.at));
        }
        for actor in named {
            for &code in actor.codes {
                // Everybody in no list has the same code, so that their names tell them apart.
                let is_same = |(named, at): &(&str, Range<usize>)| {
                    *named == code && (code != addressee::OTHER || text[at.clone()] == text[actor.at.clone()])
                };
                if !self.addressees.iter().any(is_same) {
                    self.addressees.push((code, actor.at.clone()));
                }
            }
        }
    }

    /// Words without a normative verb of their own may still begin with "to consider".
    fn or_begins_with_consider(mut self, text: &str, table: &'static Table) -> Self {
        // `Considering the importance` gives a reason.
        if self.verb.is_none() && table.participles.at_start(text).is_none() {
            self.considers = consider::governs(text, 0, ActorSide::Subject, table);
        }
        self
    }
}

#[cfg(test)]
mod tests;
