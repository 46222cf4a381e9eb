//! The names of those who are asked where white space sets words apart: `requests the Secretary-General and UNIFIL to …`,
//! `demands that the parties, in this regard, shall …`.

use super::Slot;
use super::sentence::Sentence;
use crate::language::{Modality, ends_with_one, starts_with_one};
use crate::normalize::norms::Hit;
use crate::normalize::norms::actors::{self, Actors};
use crate::normalize::norms::words::Table;

/// The names between an asking verb and the infinitive or, behind `that`, the verb of the clause.
pub fn slot(text: &str, hit: &Hit, table: &'static Table) -> Option<Slot> {
    let sentence = Sentence::new(text, hit.at.end, table);
    let mut start = sentence.behind_lead(0);
    let is_clause = table.object_clauses.at_end(&text[..hit.at.end]).is_some();
    // `urges that all parties cease`, but `calls upon that State to accede`.
    if is_clause && table.listed.subject_may_follow {
        return sentence.behind_verb_of_clause(start);
    }
    let asks_in_clause = is_clause || sentence.starts_with(&table.object_clauses, start).is_some();
    if table.listed.asked.noun_first && hit.modality == Modality::Decides && !asks_in_clause {
        return None;
    }
    let mut end = if is_clause { sentence.verb_of_clause(start) } else { sentence.infinitive(start) };
    if let Some(length) = sentence.starts_with(&table.object_clauses, start).filter(|_| !is_clause) {
        if table.listed.subject_may_follow {
            return sentence.behind_verb_of_clause(start + length);
        }
        let verb = sentence.verb_of_clause(start + length);
        start = sentence.behind_lead(start + length);
        end = [sentence.infinitive(start), verb].into_iter().flatten().min();
    }
    let end = end?;
    let named = sentence.names(start, end)?;
    let behind = sentence.pieces.get(end).map_or(sentence.end, |piece| piece.start);
    Some((named, behind))
}

impl Sentence<'_> {
    /// The index behind adverbs, phrases between commas (`, in this regard,`) and a second verb (`urges and requests`).
    fn behind_lead(&self, mut at: usize) -> usize {
        loop {
            let before = at;
            if self.is_comma(at) {
                at = self.next_comma(at + 1).map_or(at, |comma| comma + 1);
            } else if let Some(length) =
                self.starts_with(&self.table.adverbs, at).or(self.starts_with(&self.table.verbs, at))
            {
                at += length;
            }
            if at == before {
                return at;
            }
        }
    }

    /// The index of the infinitive that the asking verb governs; of the end, where items follow.
    fn infinitive(&self, from: usize) -> Option<usize> {
        let asked = &self.table.asked;
        let is_marked = !self.table.listed.asked.infinitive.is_empty();
        let marks = |index: usize| self.is_in(&asked.infinitive, index);
        let is_own = |index: usize| {
            let is_small = index > from && !self.word(index - 1).starts_with(char::is_uppercase);
            is_small && self.is_in(&self.table.asked.before_own_infinitive, index - 1)
        };
        let begins = |index: usize| {
            let verb = self.behind_adverbs(index + usize::from(is_marked))?;
            let is_clause = || self.is_in(&self.table.object_clauses, index) && self.is_phrase(index + 1);
            let is_infinitive = (self.begins(verb) || is_clause()) && (!is_marked || marks(index));
            // просит стороны, чтобы они
            let begins_clause =
                !is_marked && index > from && self.is_comma(index - 1) && self.is_in(&self.table.object_clauses, index);
            (is_infinitive || begins_clause || self.names_what_is_asked(index)).then_some(())
        };
        let mut all = (from..self.pieces.len()).filter(|&index| !self.is_comma(index));
        let found = all.find(|&index| !is_own(index) && begins(index).is_some());
        found.or(self.is_chapeau.then_some(self.pieces.len()))
    }

    /// The index behind marks of the infinitive, adverbs and phrases between commas.
    fn behind_adverbs(&self, mut at: usize) -> Option<usize> {
        loop {
            let before = at;
            if self.is_comma(at) {
                at = self.next_comma(at + 1)? + 1;
            } else if self.is_in(&self.table.asked.pronouns, at)
                || self.is_adverb(at)
                || self.is_in(&self.table.asked.infinitive, at)
            {
                at += 1;
            } else if !self.begins(at) {
                at += self.starts_with(&self.table.adverbs, at).unwrap_or(0);
            }
            if at == before {
                return Some(at);
            }
        }
    }

    fn marks_noun(&self, index: usize) -> bool {
        self.is_in(&self.table.asked.before_nouns, index)
    }

    /// Whether a noun behind a piece says what is asked: على التعاون, but not إلى الدول.
    fn names_what_is_asked(&self, index: usize) -> bool {
        let noun = index + 1;
        let is_free = |index: usize| {
            let is_actor = || self.acts(index) || self.begins_actor(index);
            index < self.pieces.len() && !self.is_comma(index) && !self.is_determiner(index) && !is_actor()
        };
        let is_adverb = || self.starts_with(&self.table.adverbs, index).is_some();
        self.marks_noun(index) && is_free(noun) || self.is_out_of_name(index) && is_free(index) && !is_adverb()
    }

    /// Whether a phrase begins at a piece: `en el período de sesiones`.
    pub(super) fn is_phrase(&self, index: usize) -> bool {
        self.starts_with(&self.table.prepositions, index).is_some()
    }

    /// The names behind the verb of a clause, in a language where the subject may stand there: أن تتخذ الدول.
    fn behind_verb_of_clause(&self, from: usize) -> Option<Slot> {
        let verb = self.behind_adverbs(from)?;
        let prefixes = self.table.listed.asked.definite;
        if self.acts(verb) || self.is_determiner(verb) || starts_with_one(self.word(verb), prefixes) {
            return None;
        }
        let start = verb + 1;
        let name = self.behind_determiners(start, self.pieces.len());
        // `decides to establish a committee`: what is new is not definite.
        let is_definite = |index: usize| starts_with_one(self.word(index), self.table.listed.asked.definite);
        let is_definite = name > start || is_definite(start) || is_definite(start + 1);
        let (named, end) = actors::at_start(self.text, self.pieces.get(start)?.start, self.table);
        if !named.is_empty() && is_definite {
            return Some((named, end));
        }
        let name = self.name(name, self.pieces.len()).filter(|_| is_definite)?;
        let acts = self.acts(name.core.start);
        self.actor(&name).filter(|_| acts).map(|actor| (Actors::from_iter([actor]), name.whole.end))
    }

    /// The index of the verb of a clause whose subject is asked: `shall`, or a verb without an ending. None for a passive, which says
    /// what is done and not who does it.
    fn verb_of_clause(&self, from: usize) -> Option<usize> {
        let is_verb = |&index: &usize| {
            let before = self.word(index - 1);
            let behind_name = self.is_comma(index - 1)
                || self.is_adverb(index - 1)
                || before.contains(char::is_uppercase)
                || self.is_in(&self.table.asked.agents, index - 1)
                || (self.noun_first() && !self.is_preposition(index - 1) && !self.is_determiner(index - 1));
            let word = self.word(index);
            let asked = &self.table.asked;
            let is_verb = || {
                let shaped = ends_with_one(word, self.table.listed.asked.of_clauses_ends);
                self.begins(index)
                    || self.is_in(&asked.of_clauses, index)
                    || (shaped && !self.ends_name(index) && self.conjunction(index).is_none())
            };
            self.is_in(&asked.modals, index) || (behind_name && word.starts_with(char::is_lowercase) && is_verb())
        };
        let Some(index) = (from + 1..self.pieces.len()).find(is_verb) else {
            // `exige que les parties :`
            return (self.noun_first() && self.is_chapeau).then_some(self.pieces.len());
        };
        let mut verb = index + usize::from(self.is_in(&self.table.asked.modals, index));
        while self.is_adverb(verb) {
            verb += 1;
        }
        (!self.is_in(&self.table.passive, verb)).then_some(index)
    }
}
