//! The names of those who are asked where white space sets words apart: `requests the Secretary-General and UNIFIL to …`,
//! `demands that the parties, in this regard, shall …`.

use std::ops::Range;

use smallvec::SmallVec;

use super::sentence::Sentence;
use super::{Slot, listed};
use crate::language::{Reach, addressee, ends_with_one};
use crate::normalize::norms::Hit;
use crate::normalize::norms::actors::{Actors, Named};
use crate::normalize::norms::words::{List, Table};

/// The names between an asking verb and the infinitive or, behind `that`, the verb of the clause.
pub fn slot(text: &str, hit: &Hit, table: &'static Table) -> Option<Slot> {
    let sentence = Sentence::new(text, hit.at.end, table);
    let mut start = sentence.behind_lead(0);
    let is_clause = table.object_clauses.at_end(&text[..hit.at.end]).is_some();
    // `urges that all parties cease`, but `calls upon that State to accede`.
    let mut end = if is_clause { sentence.verb_of_clause(start) } else { sentence.infinitive(start) };
    if let Some(length) = sentence.starts_with(&table.object_clauses, start).filter(|_| !is_clause) {
        let verb = sentence.verb_of_clause(start + length);
        start = sentence.behind_lead(start + length);
        end = [end, verb].into_iter().flatten().min();
    }
    let end = end?;
    let named = sentence.names(start, end)?;
    let behind = sentence.pieces.get(end).map_or(sentence.end, |piece| piece.start);
    Some((named, behind))
}

/// A noun phrase.
struct Name {
    /// Its words up to the noun.
    core: Range<usize>,
    /// The same with its complement: `Government of Lebanon`.
    whole: Range<usize>,
    /// The index of the piece behind all that belongs to it.
    behind: usize,
}

/// What joins a name to the one before it.
#[derive(Clone, Copy, PartialEq)]
enum Join {
    Comma,
    Conjunction,
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
        let marks = |&index: &usize| self.word(index) == self.table.listed.asked.infinitive;
        let is_own = |index: usize| {
            let is_small = index > from && self.word(index - 1).starts_with(char::is_lowercase);
            is_small && self.is_in(&self.table.asked.before_own_infinitive, index - 1)
        };
        let begins = |index: usize| {
            let mut verb = index + 1;
            while self.is_adverb(verb) || self.is_comma(verb) {
                verb = if self.is_comma(verb) { self.next_comma(verb + 1)? } else { verb };
                verb += 1;
            }
            verb = verb + self.starts_with(&self.table.adverbs, verb).unwrap_or(0);
            self.is_in(&self.table.asked.begins, verb).then_some(())
        };
        let mut all = (from..self.pieces.len()).filter(marks);
        let found = all.find(|&index| !is_own(index) && begins(index).is_some());
        found.or(self.is_chapeau.then_some(self.pieces.len()))
    }

    /// The index of the verb of a clause whose subject is asked: `shall`, or a verb without an ending. None for a passive, which says
    /// what is done and not who does it.
    fn verb_of_clause(&self, from: usize) -> Option<usize> {
        let is_verb = |&index: &usize| {
            let before = self.word(index - 1);
            let behind_name = self.is_comma(index - 1)
                || self.is_adverb(index - 1)
                || before.contains(char::is_uppercase)
                || self.is_in(&self.table.asked.agents, index - 1);
            let is_verb = behind_name && self.word(index).starts_with(char::is_lowercase);
            self.is_in(&self.table.asked.modals, index) || (is_verb && self.is_in(&self.table.asked.begins, index))
        };
        let index = (from + 1..self.pieces.len()).find(is_verb)?;
        let mut verb = index + usize::from(self.is_in(&self.table.asked.modals, index));
        while self.is_adverb(verb) {
            verb += 1;
        }
        (!self.is_in(&self.table.passive, verb)).then_some(index)
    }

    /// The names between two pieces. None where the first is nobody who acts. What stands between commas and is joined by no
    /// conjunction says more of the name before it: `Israel, the occupying Power,`.
    fn names(&self, start: usize, mut end: usize) -> Option<Actors> {
        let mark = self.table.listed.asked.infinitive;
        while end > start && (self.is_comma(end - 1) || self.is_adverb(end - 1) || self.word(end - 1) == mark) {
            end -= 1;
        }
        if self.ends_name(self.behind_determiners(start, end)) {
            return None;
        }
        let mut named: SmallVec<[(Join, Option<Named>); 6]> = SmallVec::new();
        let (mut at, mut join) = (start, Join::Conjunction);
        loop {
            // `appeals to States, as well as to organizations`
            at += usize::from(at < end && self.is_in(&self.table.asked.complements, at));
            let name = self.name(self.behind_determiners(at, end), end)?;
            let actor = self.actor(&name);
            if named.is_empty() && actor.is_none() {
                return None;
            }
            named.push((join, actor));
            let Some(next) = self.next_name(name.behind, end) else { break };
            (at, join) = next;
        }
        let listed = named.iter().rposition(|(join, _)| *join == Join::Conjunction).map_or(0, |last| last + 1);
        let is_sure = |index: usize, actor: &Named| index < listed || actor.codes != [addressee::OTHER];
        let named =
            named.into_iter().enumerate().filter_map(|(index, (_, actor))| actor.filter(|one| is_sure(index, one)));
        Some(named.collect())
    }

    fn behind_determiners(&self, mut at: usize, end: usize) -> usize {
        while at < end && self.is_determiner(at) {
            at += 1;
        }
        at
    }

    /// The noun phrase that begins at a piece.
    fn name(&self, start: usize, end: usize) -> Option<Name> {
        let mut at = start;
        while at < end {
            let has_noun = at > start && self.is_agent(start, at);
            if self.is_comma(at) {
                // `multilateral, regional and national institutions`
                if has_noun || at == start || self.is_put_in(at + 1) || self.behind_determiners(at + 1, end) > at + 1 {
                    break;
                }
                at += 1;
                continue;
            }
            let ends = self.ends_name(at) || (has_noun && self.is_participle(at));
            if at > start && (ends || self.is_in(&self.table.asked.complements, at)) {
                break;
            }
            match self.starts_with(&self.table.conjunctions, at) {
                Some(length) if has_noun && self.joins_another(start..at, at + length, end) => break,
                // `organizations and arrangements`: only names in capitals go on behind their noun.
                Some(_) if has_noun && self.word(at - 1).starts_with(char::is_lowercase) => break,
                // `efforts and the Office`
                Some(length) if at > start && self.is_in(&self.table.asked.determiners, at + length) => break,
                Some(length) => at += length,
                None => at += 1,
            }
        }
        let core = self.pieces.get(start)?.start..self.pieces.get(at.min(end).checked_sub(1)?)?.end;
        if at <= start {
            return None;
        }
        let mut whole = core.clone();
        let has_complement = at < end && self.begins_complement(at);
        let mut is_name = has_complement;
        while at < end && !self.is_comma(at) {
            let conjunction = self.starts_with(&self.table.conjunctions, at);
            if conjunction.is_some_and(|length| self.joins_another(0..0, at + length, end)) {
                break;
            }
            is_name &= !self.ends_name(at) || self.word(at + 1).starts_with(char::is_uppercase);
            if is_name {
                whole.end = self.pieces[at].end;
            }
            at += 1;
        }
        Some(Name { core, whole, behind: at })
    }

    /// Whether a word ends the name before it: `that`, `within`.
    fn ends_name(&self, index: usize) -> bool {
        let is_small = self.word(index).starts_with(char::is_lowercase);
        (is_small && self.is_in(&self.table.asked.ends_of_names, index)) || self.is_in(&self.table.denials, index)
    }

    /// Whether a participle behind a noun ends the name: `bodies established by`, but `United Nations specialized agencies`.
    fn is_participle(&self, index: usize) -> bool {
        let word = self.word(index);
        let shaped = ends_with_one(word, self.table.listed.asked.participle_ends);
        let governs = || self.ends_name(index + 1) || self.is_preposition(index + 1) || self.is_determiner(index + 1);
        let last = || index + 1 == self.pieces.len() || self.is_comma(index + 1);
        shaped && word.starts_with(char::is_lowercase) && (last() || governs())
    }

    fn is_preposition(&self, index: usize) -> bool {
        self.is_in(&self.table.asked.complements, index) || self.is_in(&self.table.prepositions, index)
    }

    fn is_determiner(&self, index: usize) -> bool {
        self.is_in(&self.table.determiners, index) || self.is_in(&self.table.asked.determiners, index)
    }

    /// Whether a complement begins: `of Lebanon`, `to the Convention`; an infinitive in no table is none.
    fn begins_complement(&self, index: usize) -> bool {
        let is_infinitive = self.word(index) == self.table.listed.asked.infinitive
            && self.word(index + 1).starts_with(char::is_lowercase)
            && !self.is_determiner(index + 1);
        self.is_in(&self.table.asked.complements, index) && !is_infinitive
    }

    /// Whether a name may end before a piece: its last word is the noun of somebody who acts.
    fn is_agent(&self, start: usize, end: usize) -> bool {
        let noun = self.word(end - 1);
        let is_actor = || listed(self.text, self.pieces[start].start..self.pieces[end - 1].end, self.table).is_some();
        if noun.contains(char::is_uppercase) {
            !self.is_in(&self.table.asked.things, end - 1)
        } else {
            self.is_in(&self.table.asked.agents, end - 1) || is_actor()
        }
    }

    /// Whether another name begins behind a conjunction, so that it does not stand within a name (`Food and Agriculture
    /// Organization`). `before` are the pieces of the name before it, none for its complement.
    fn joins_another(&self, before: Range<usize>, at: usize, end: usize) -> bool {
        let start = self.behind_determiners(at, end);
        if start >= end || self.is_second_verb(at) {
            return true;
        }
        let mut noun = start;
        while noun + 1 < end
            && !self.is_comma(noun + 1)
            && !self.is_in(&self.table.asked.complements, noun + 1)
            && !self.ends_name(noun + 1)
            && self.starts_with(&self.table.conjunctions, noun + 1).is_none()
        {
            noun += 1;
        }
        if !self.is_agent(start, noun + 1) {
            // `and international organizations`, `and regional and subregional bodies`
            let goes_on = self.starts_with(&self.table.conjunctions, noun + 1);
            return goes_on.is_some_and(|length| {
                self.word(start).starts_with(char::is_lowercase)
                    && self.word(noun).starts_with(char::is_lowercase)
                    && self.joins_another(0..0, noun + 1 + length, end)
            });
        }
        let has_determiner = start > at;
        let is_short = |index: usize| self.word(index).chars().filter(|c| c.is_uppercase()).count() > 1;
        let is_capital = |index: usize| self.word(index).starts_with(char::is_uppercase);
        let is_behind_actor =
            !before.is_empty() && listed(self.text, self.bytes(before.start, before.end), self.table).is_some();
        let begins_listed = || self.starts_with_actor(start, noun + 1);
        if has_determiner || is_short(noun) || is_behind_actor || begins_listed() {
            return true;
        }
        let bare_name = before.len() == 1 && is_capital(before.start) && !is_short(before.start) && !is_behind_actor;
        match is_capital(noun) {
            // `Israel and Lebanon`, but `African and Arab States`.
            true => {
                bare_name
                    && !self.has_determiner_before(before.start)
                    && listed(self.text, self.bytes(start, noun + 1), self.table).is_none()
            }
            false => !bare_name,
        }
    }

    /// Whether another asking verb stands at a piece: `and further invites`.
    fn is_second_verb(&self, at: usize) -> bool {
        let adverb = self.starts_with(&self.table.adverbs, at).unwrap_or(0);
        self.starts_with(&self.table.verbs, at + adverb).is_some()
    }

    fn has_determiner_before(&self, index: usize) -> bool {
        index > 0 && self.is_determiner(index - 1)
    }

    fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        self.pieces[start].start..self.pieces[end - 1].end
    }

    fn starts_with_actor(&self, start: usize, end: usize) -> bool {
        let bytes = self.bytes(start, end);
        let found = self.table.actors.find_at_start(&self.text[bytes.start..]);
        found.is_some_and(|(form, _)| form.len() >= bytes.len())
    }

    /// Where the next name begins, and what joins it; none at the end, and where it is not sure what follows.
    fn next_name(&self, at: usize, end: usize) -> Option<(usize, Join)> {
        let conjunction = |at: usize| {
            let length = self.starts_with(&self.table.conjunctions, at).filter(|_| at < end && !self.is_comma(at))?;
            let begins = at + length < end && !self.is_second_verb(at + length);
            begins.then_some((at + length, Join::Conjunction))
        };
        if !self.is_comma(at) || at + 1 >= end {
            return conjunction(at);
        }
        if self.starts_with(&self.table.conjunctions, at + 1).is_some() {
            return conjunction(at + 1);
        }
        if !self.is_put_in(at + 1) {
            return Some((at + 1, Join::Comma));
        }
        let comma = self.next_comma(at + 1).filter(|&comma| comma < end)?;
        conjunction(comma + 1)
    }

    /// Whether what begins behind a comma only says more: `in line with …`, `including …`, `as appropriate`.
    fn is_put_in(&self, index: usize) -> bool {
        self.ends_name(index)
            || self.is_participle(index)
            || self.is_adverb(index)
            || self.starts_with(&self.table.prepositions, index).is_some()
            || self.starts_with(&self.table.adverbs, index).is_some()
            || self.is_in(&self.table.asked.complements, index)
    }

    /// Who acts, of a name; none where it names a thing.
    fn actor(&self, name: &Name) -> Option<Named> {
        let actors = &self.table.actors;
        if let Some((form, actor)) = actors.find_at_start(&self.text[name.core.start..self.end])
            && form.len() >= name.core.len()
        {
            let at = name.core.start..name.core.start + form.len();
            let is_another = actor.reach == Reach::One && name.whole.end > at.end;
            return Some(if is_another { Named::other(name.whole.clone()) } else { Named::new(actor, at) });
        }
        let listed = listed(self.text, name.core.clone(), self.table);
        let noun = self.text[name.core.clone()].rsplit(char::is_whitespace).next().unwrap_or_default();
        let exact = |list: &List| list.contains(noun);
        let asked = &self.table.asked;
        let acts = if noun.contains(char::is_uppercase) { !exact(&asked.things) } else { exact(&asked.agents) };
        listed.or_else(|| acts.then(|| Named::other(name.whole.clone())))
    }
}
