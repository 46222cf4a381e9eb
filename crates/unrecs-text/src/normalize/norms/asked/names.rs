//! The names that stand between two words of a sentence, and who each of them is: `the Government of Lebanon, UNIFIL and all States`.

use std::ops::Range;

use smallvec::SmallVec;

use super::listed;
use super::sentence::Sentence;
use crate::language::{Reach, addressee, ends_with_one, starts_with_one};
use crate::normalize::norms::actors::{Actors, Named};
use crate::normalize::norms::words;

/// A noun phrase.
pub(super) struct Name {
    /// The pieces of its words up to the noun, or up to what is no modifier of the noun.
    pub(super) core: Range<usize>,
    /// Its place with its complement: `Government of Lebanon`.
    pub(super) whole: Range<usize>,
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
    /// The names between two pieces. None where the first is nobody who acts. What stands between commas and is joined by no
    /// conjunction says more of the name before it: `Israel, the occupying Power,`.
    pub(super) fn names(&self, start: usize, mut end: usize) -> Option<Actors> {
        let is_mark = |index: usize| self.is_in(&self.table.asked.infinitive, index);
        while end > start && (self.is_comma(end - 1) || self.is_adverb(end - 1) || is_mark(end - 1)) {
            end -= 1;
        }
        if self.ends_name(self.behind_determiners(start, end)) {
            return None;
        }
        let mut named: SmallVec<[(Join, Option<Named>); 6]> = SmallVec::new();
        let (mut at, mut join) = (start, Join::Conjunction);
        loop {
            // `appeals to States, as well as to organizations`
            let may_follow = !self.noun_first() && at < end;
            at += usize::from(may_follow && self.is_in(&self.table.asked.complements, at));
            if self.noun_first() && at < end {
                at += self.starts_with(&self.table.adverbs, at).unwrap_or(0);
            }
            // `State and through organizations`: what the phrase names is not asked.
            if !named.is_empty() && self.noun_first() && self.ends_name(at) && !self.introduces_name(at) {
                break;
            }
            let mut name = self.name(self.behind_determiners(at, end), end)?;
            let actor = self.actor(&name);
            // `fondos y programas de las Naciones Unidas` is one actor.
            let actor_end = actor.as_ref().map_or(0, |one| one.at.end);
            while name.behind < end && self.pieces[name.behind].end <= actor_end {
                name.behind += 1;
            }
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

    pub(super) fn behind_determiners(&self, mut at: usize, end: usize) -> usize {
        loop {
            // `l'ensemble des États`
            let phrase =
                self.starts_with(&self.table.determiners, at).filter(|&length| length > 1 && self.noun_first());
            let length = phrase.unwrap_or(usize::from(self.is_determiner(at)));
            if length == 0 || at + length > end {
                return at;
            }
            at += length;
        }
    }

    /// The noun phrase that begins at a piece.
    pub(super) fn name(&self, start: usize, end: usize) -> Option<Name> {
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
            let ends = self.ends_name(at)
                || (has_noun && (self.is_participle(at) || self.is_out_of_name(at)))
                || (self.noun_first() && self.is_in(&self.table.asked.infinitive, at))
                || (self.noun_first()
                    && has_noun
                    && (self.is_determiner(at) || self.is_dash(at) || self.is_adverb(at)));
            if at > start && (ends || self.is_in(&self.table.asked.complements, at)) {
                break;
            }
            match self.conjunction(at) {
                Some(_) if has_noun && self.is_put_in_phrase(at) => break,
                Some(length) if has_noun && self.joins_another(start..at, at + length, end) => break,
                Some(length) if self.noun_first() && at > start && self.is_second_verb(at + length) => break,
                // `organizations and arrangements`: only names in capitals go on behind their noun.
                Some(_) if has_noun && !self.word(at - 1).starts_with(char::is_uppercase) => break,
                // `efforts and the Office`
                Some(length) if at > start && self.is_in(&self.table.asked.determiners, at + length) => break,
                Some(length) => at += length,
                None => at += 1,
            }
        }
        let core = start..at.min(end);
        if core.is_empty() || core.end > self.pieces.len() {
            return None;
        }
        let mut whole = self.bytes(core.start, core.end);
        let has_complement = at < end && self.begins_complement(at);
        let mut is_name = has_complement;
        let is_put_in = self.is_put_in_phrase(at);
        while at < end && !self.is_comma(at) {
            let conjunction = self.conjunction(at).filter(|_| !is_put_in);
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

    /// Whether a phrase that is no complement is put in without commas, so that nobody named in it is asked: в сотрудничестве с
    /// государствами и организациями.
    fn is_put_in_phrase(&self, index: usize) -> bool {
        let length = self.starts_with(&self.table.prepositions, index).filter(|_| self.noun_first());
        length.is_some_and(|length| length > 1 || !self.is_in(&self.table.asked.complements, index))
    }

    /// Whether a dash begins what is put in: комитет — с учетом ….
    fn is_dash(&self, index: usize) -> bool {
        matches!(self.word(index), "—" | "–") && index + 1 < self.pieces.len() && !self.acts(index + 1)
    }

    /// Whether a word cannot belong to the name before it, as it is not definite as that is: تقديم in الأمين العام تقديم.
    pub(super) fn is_out_of_name(&self, index: usize) -> bool {
        let prefixes = self.table.listed.asked.definite;
        let is_definite = |index: usize| starts_with_one(self.word(index), prefixes);
        index > 0
            && !prefixes.is_empty()
            && is_definite(index - 1)
            && !is_definite(index)
            && !self.ends_name(index)
            && !self.is_preposition(index)
            && self.conjunction(index).is_none()
            && !self.is_in(&self.table.asked.infinitive, index)
    }

    /// Whether a complement begins: `of Lebanon`, `to the Convention`; an infinitive in no table is none.
    fn begins_complement(&self, index: usize) -> bool {
        let is_infinitive = self.is_in(&self.table.asked.infinitive, index)
            && self.word(index + 1).starts_with(char::is_lowercase)
            && !self.is_determiner(index + 1);
        self.is_in(&self.table.asked.complements, index) && !is_infinitive
    }

    /// Whether a name may end before a piece: its last word is the noun of somebody who acts.
    fn is_agent(&self, start: usize, end: usize) -> bool {
        if self.noun_first() {
            return self.noun(start, end).is_some();
        }
        let is_actor = || listed(self.text, self.bytes(start, end), self.table).is_some();
        self.acts(end - 1) || (!self.word(end - 1).contains(char::is_uppercase) && is_actor())
    }

    /// The index of the noun of a name that may be narrowed behind it; none where nobody acts.
    fn noun(&self, start: usize, end: usize) -> Option<usize> {
        let mut words = (start..end).take_while(|&index| index == start || !self.is_determiner(index));
        // Председатель-Докладчик
        let of_two = |index: usize| self.word(index).split('-').next().unwrap_or_default();
        let is_agent = |index: usize| self.table.asked.agents.contains(of_two(index));
        let is_noun =
            |index: usize| self.is_in(&self.table.asked.agents, index) || is_agent(index) || self.begins_actor(index);
        let noun = words.clone().find(|&index| is_noun(index)).or_else(|| words.find(|&index| self.acts(index)))?;
        let ends = self.table.listed.asked.before_nouns_ends;
        let narrows = |index: usize| {
            let word = self.word(index);
            ends_with_one(word, ends)
                || word.starts_with(char::is_uppercase)
                || starts_with_one(word, self.table.listed.asked.definite)
                || self.is_adverb(index)
                || self.conjunction(index).is_some()
                || self.is_comma(index)
        };
        (ends.is_empty() || (start..noun).all(narrows)).then_some(noun)
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
            && self.conjunction(noun + 1).is_none()
        {
            noun += 1;
        }
        let found = match self.noun_first() {
            true => self.noun(start, noun + 1),
            false => self.is_agent(start, noun + 1).then_some(noun),
        };
        let last = noun;
        let Some(noun) = found else {
            // `and international organizations`, `and regional and subregional bodies`
            let goes_on = self.conjunction(last + 1);
            return goes_on.is_some_and(|length| {
                !self.word(start).starts_with(char::is_uppercase)
                    && !self.word(last).starts_with(char::is_uppercase)
                    && self.joins_another(0..0, last + 1 + length, end)
            });
        };
        let has_determiner = start > at || (self.noun_first() && self.is_in(&self.table.asked.agents, noun));
        let is_short = |index: usize| self.word(index).chars().filter(|c| c.is_uppercase()).count() > 1;
        let is_capital = |index: usize| self.word(index).starts_with(char::is_uppercase);
        let is_behind_actor = !before.is_empty() && self.listed(before.clone()).is_some();
        let begins_listed = || self.starts_with_actor(start, noun + 1);
        if has_determiner || is_short(noun) || is_behind_actor || begins_listed() {
            return true;
        }
        let bare_name = before.len() == 1 && is_capital(before.start) && !is_short(before.start) && !is_behind_actor;
        match is_capital(noun) {
            // `Israel and Lebanon`, but `African and Arab States`.
            true => bare_name && !self.has_determiner_before(before.start) && self.listed(start..noun + 1).is_none(),
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

    fn starts_with_actor(&self, start: usize, end: usize) -> bool {
        let bytes = self.bytes(start, end);
        let found = self.table.actors.find_at_start(&self.text[bytes.start..]);
        found.is_some_and(|(form, _)| form.len() >= bytes.len())
    }

    /// Where the next name begins, and what joins it; none at the end, and where it is not sure what follows.
    fn next_name(&self, at: usize, end: usize) -> Option<(usize, Join)> {
        let conjunction = |at: usize| {
            let length = self.conjunction(at).filter(|_| at < end && !self.is_comma(at))?;
            let begins = at + length < end && !self.is_second_verb(at + length);
            begins.then_some((at + length, Join::Conjunction))
        };
        if !self.is_comma(at) || at + 1 >= end {
            return conjunction(at);
        }
        if let Some(length) = self.conjunction(at + 1)
            && !(self.noun_first() && self.is_put_in(at + 1 + length))
        {
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
        let is_phrase = || {
            self.ends_name(index)
                || self.starts_with(&self.table.prepositions, index).is_some()
                || self.is_in(&self.table.asked.complements, index)
        };
        self.is_participle(index)
            || self.is_adverb(index)
            || self.starts_with(&self.table.adverbs, index).is_some()
            || (!self.introduces_name(index) && is_phrase())
    }

    /// Whether a preposition introduces another who is asked: `demande au Comité, à l'Union et aux États`.
    fn introduces_name(&self, index: usize) -> bool {
        let next = index + 1;
        let has_name = || self.is_determiner(next) || self.acts(next) || self.begins_actor(next);
        self.noun_first()
            && next < self.pieces.len()
            && self.is_determiner(index)
            && self.is_preposition(index)
            && has_name()
    }

    /// Who acts, of a name; none where it names a thing.
    pub(super) fn actor(&self, name: &Name) -> Option<Named> {
        let actors = &self.table.actors;
        let core = self.bytes(name.core.start, name.core.end);
        if let Some((form, actor)) = actors.find_at_start(&self.text[core.start..self.end])
            && form.len() >= core.len()
        {
            let at = core.start..core.start + form.len();
            let is_another = match actor.reach {
                Reach::One => name.whole.end > at.end && self.is_of_another(at.end),
                Reach::Members => self.names_another(at.end, name.whole.end),
                Reach::Class | Reach::Parties => false,
            };
            return Some(if is_another { Named::other(name.whole.clone()) } else { Named::new(actor, at) });
        }
        if let Some(actor) = self.without_modifiers(name) {
            return Some(actor);
        }
        let acts = match self.noun_first() {
            true => self.noun(name.core.start, name.core.end).is_some(),
            false => self.acts(name.core.end - 1),
        };
        self.listed(name.core.clone()).or_else(|| acts.then(|| Named::other(name.whole.clone())))
    }

    /// An actor of the list that a name is without the words between its noun and its complement: `organismes compétents du système
    /// des Nations Unies`.
    fn without_modifiers(&self, name: &Name) -> Option<Named> {
        let complement =
            self.pieces.get(name.core.end).filter(|piece| self.noun_first() && piece.start < name.whole.end)?;
        let noun = self.noun(name.core.start, name.core.end)?;
        let short = format!("{} {}", self.word(noun), &self.text[complement.start..name.whole.end]);
        let (form, actor) = self.table.actors.find_at_start(&short)?;
        (form.len() == short.len()).then(|| Named::new(actor, name.whole.clone()))
    }

    /// Whether what stands behind the name of one body or officer makes it another: `of the Conference`, but not каждые 90 дней.
    fn is_of_another(&self, end: usize) -> bool {
        let Some(next) = self.pieces.iter().position(|piece| piece.start >= end) else { return false };
        let has_capitals = self.table.listed.asked.definite.is_empty();
        let is_complement = self.is_in(&self.table.asked.complements, next);
        !has_capitals && !self.is_phrase(next)
            || is_complement
            || (self.word(next).starts_with(char::is_uppercase) && !self.is_phrase(next))
    }

    /// Whether words behind members name what they are members of.
    fn names_another(&self, start: usize, end: usize) -> bool {
        let behind = self.text.get(start..end).unwrap_or_default().trim();
        let has_capitals = self.table.listed.asked.definite.is_empty();
        let says_nothing = || words::head(behind, &[&self.table.determiners, &self.table.adverbs]) == behind.len();
        !behind.is_empty() && if has_capitals { behind.contains(char::is_uppercase) } else { !says_nothing() }
    }

    /// An actor of the list that other words of a name only narrow.
    fn listed(&self, name: Range<usize>) -> Option<Named> {
        if !self.noun_first() {
            return listed(self.text, self.bytes(name.start, name.end), self.table);
        }
        let noun = self.noun(name.start, name.end)?;
        let holds_noun = |index: usize| {
            let start = self.pieces[index].start;
            let (form, actor) = self.table.actors.find_at_start(&self.text[start..self.end])?;
            (start + form.len() >= self.pieces[noun].end).then_some((actor, start + form.len()))
        };
        let (actor, actor_end) = (name.start..=noun).find_map(holds_noun)?;
        if actor.reach == Reach::Members && self.names_another(actor_end, self.pieces[name.end - 1].end) {
            return None;
        }
        let is_all = self.starts_with_actor(name.start, name.end);
        if actor.reach == Reach::One && !is_all {
            return None;
        }
        Some(Named::new(actor, self.bytes(name.start, name.end)))
    }
}
