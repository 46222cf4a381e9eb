//! The words of mandates in order.

use crate::language::mandates::{TaskVerb, TimeUnit};
use crate::language::word_list::List;
use crate::language::{Actor, Language, MandateWords, PerLanguage, Task};

/// The words of a language in order.
pub struct Table {
    pub language: &'static Language,
    pub listed: &'static MandateWords,
    pub verbs: List<&'static TaskVerb>,
    pub openings: List<&'static TaskVerb>,
    pub objects: List<Option<&'static str>>,
    /// Those who may be asked.
    pub actors: List<&'static Actor>,
    pub passes: List,
    pub also_nouns: List,
    pub begins_object: List,
    pub adverbs: List,
    pub joins: List,
    pub subordinate: List,
    pub phrases: List,
    pub verbal_phrases: List,
    /// Verbs in no table of tasks.
    pub begins: List,
    pub not_begins: List,
    pub pronouns: List,
    pub infinitive: List,
    pub modals: List,
    pub prepositions: List,
    pub auxiliaries: List,
    /// Words for those who were asked before.
    pub same: List,
    pub subordinators: List,
    pub before: List,
    pub through: List,
    pub own_recipient: List,
    pub sessions: List,
    pub between: List,
    pub other_series: List,
    pub next: List,
    pub this: List,
    pub at: List,
    pub own: List,
    pub of: List,
    pub past: List,
    pub past_behind: List,
    pub year_of: List,
    pub year_ends: List,
    pub by: List,
    pub by_behind: List,
    pub end_of: List,
    pub end_behind: List,
    pub until: List,
    pub until_behind: List,
    pub period: List,
    pub within: List,
    pub within_behind: List,
    pub adoption: List,
    pub every: List,
    pub recurrences: List<u32>,
    pub numbers: List<u32>,
    pub units: List<&'static TimeUnit>,
    pub months: List<i8>,
    pub within_resources: List,
}

static TABLES: PerLanguage<Table> = PerLanguage::new(Table::new);

impl Table {
    /// The words of a language.
    pub fn of(language: &Language) -> Option<&'static Table> {
        TABLES.of(language)
    }

    fn new(language: &'static Language) -> Self {
        let (listed, norms) = (&language.mandates, &language.norms);
        let times = &listed.deadlines;
        let list = |words: &[&'static str]| List::of(words, language);
        let split = |words: &'static str| List::new(words.split_whitespace().map(|word| (word, ())), language);
        let verbs = |verbs: &'static [TaskVerb]| {
            List::new(verbs.iter().flat_map(|verb| verb.forms.iter().map(move |&form| (form, verb))), language)
        };
        let objects = listed.objects.iter().flat_map(|group| {
            let not = group.not.iter().map(|&word| (word, None));
            group.words.iter().map(|&word| (word, Some(group.name))).chain(not)
        });
        let actors = norms.actors.iter().flat_map(|actor| actor.forms.iter().map(move |&form| (form, actor)));
        let numbered = |pairs: &'static [(&'static str, u32)]| List::new(pairs.iter().copied(), language);
        let units = times.units.iter().flat_map(|unit| unit.forms.iter().map(move |&form| (form, unit)));
        let months = language.dates.months.iter().zip(1..);
        let months = months.flat_map(|(names, number)| names.iter().map(move |&name| (name, number)));
        let mut adverbs = norms.adverbs.to_vec();
        adverbs.extend(listed.adverbs);
        let mut subordinate: Vec<&str> = norms.asked.before_own_infinitive.split_whitespace().collect();
        subordinate.extend(listed.subordinate.split_whitespace());
        let marks = norms.asked.infinitive.split_whitespace().chain(norms.asked.before_nouns.split_whitespace());
        Self {
            language,
            listed,
            verbs: verbs(listed.verbs),
            openings: verbs(listed.openings),
            objects: List::new(objects, language),
            actors: List::new(actors, language),
            passes: list(listed.passes),
            also_nouns: split(listed.also_nouns),
            begins_object: split(listed.begins_object),
            adverbs: list(&adverbs),
            joins: list(listed.joins),
            subordinate: list(&subordinate),
            phrases: split(listed.phrases),
            verbal_phrases: split(listed.verbal_phrases),
            begins: split(norms.asked.begins),
            not_begins: split(norms.asked.not_begins),
            pronouns: split(norms.asked.pronouns),
            infinitive: List::new(marks.map(|word| (word, ())), language),
            modals: split(norms.asked.modals),
            prepositions: list(norms.prepositions),
            auxiliaries: split(listed.auxiliaries),
            same: split(listed.same),
            subordinators: list(norms.subordinators),
            before: list(listed.recipients.before),
            through: list(listed.recipients.through),
            own_recipient: list(listed.recipients.own),
            sessions: list(times.sessions),
            between: list(times.between),
            other_series: list(times.other_series),
            next: list(times.next),
            this: list(times.this),
            at: list(times.at),
            own: list(times.own),
            of: list(times.of),
            past: list(times.past),
            past_behind: list(times.past_behind),
            year_of: list(times.year_of),
            year_ends: list(times.year_ends),
            by: list(times.by),
            by_behind: list(times.by_behind),
            end_of: list(times.end_of),
            end_behind: list(times.end_behind),
            until: list(times.until),
            until_behind: list(times.until_behind),
            period: list(times.period),
            within: list(times.within),
            within_behind: list(times.within_behind),
            adoption: list(times.adoption),
            every: list(times.every),
            recurrences: numbered(times.recurrences),
            numbers: numbered(times.numbers),
            units: List::new(units, language),
            months: List::new(months, language),
            within_resources: list(times.within_resources),
        }
    }
}

/// What the words of a verb say of the kind of task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is this one.
    One(Task),
    /// It is one of these.
    Open(&'static [Task]),
}
