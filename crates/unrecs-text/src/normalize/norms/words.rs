//! The words of norms in order, and what they pass over in a text.

use memchr::memmem::Finder;

use super::tokens::Matcher;
pub use crate::language::word_list::List;
use crate::language::{Actor, Language, Needs, NormWords, PerLanguage, Verb};

/// The words of a language in order.
pub struct Table {
    /// Whether words are set apart by white space.
    pub spaced: bool,
    /// Whether the text runs from right to left.
    pub rtl: bool,
    /// The words as listed.
    pub listed: &'static NormWords,
    /// Conjunctions that are written together with the word behind them: و.
    pub glued: Vec<&'static str>,
    /// Short forms of words that are written together with the word behind them.
    pub elisions: List,
    pub tokens: Matcher,
    pub actors: List<&'static Actor>,
    pub determiners: List,
    pub conjunctions: List,
    pub adverbs: List,
    pub participles: List,
    pub prepositions: List,
    pub circumstances: List,
    pub phrase_ends: List,
    pub occasions: List,
    pub subordinators: List,
    pub auxiliaries: List,
    pub passive: List,
    pub impersonal: List,
    pub denials: List,
    pub not_denials: List,
    pub denying_subjects: List,
    pub object_clauses: List,
    /// Participles of verbs that have a passive.
    pub participles_of_verbs: List<&'static Verb>,
    /// Every normative verb.
    pub verbs: List,
    pub asked: Asked,
    /// What introduces "to consider" behind the one asked, and commas.
    pub introduced_by: List,
    pub consider: List,
    pub not_consider: List,
    /// The forms of "to consider", where case makes no difference; none in a language that has it.
    consider_anywhere: Vec<Finder<'static>>,
}

/// The words by which it is told who is asked, in order.
pub struct Asked {
    pub begins: List,
    pub pronouns: List,
    pub infinitive: List,
    pub before_nouns: List,
    pub of_clauses: List,
    pub not_begins: List,
    pub before_names: List,
    pub not_in_names: List,
    pub agents: List,
    pub things: List,
    pub determiners: List,
    pub not_conjunctions: List,
    pub before_own_infinitive: List,
    pub modals: List,
    pub complements: List,
    pub ends_of_names: List,
    pub treaties: List,
}

impl Asked {
    fn new(language: &'static Language) -> Self {
        let asked = &language.norms.asked;
        let list = |list: &'static str| List::new(list.split_whitespace().map(|word| (word, ())), language);
        Self {
            begins: list(asked.begins),
            pronouns: list(asked.pronouns),
            infinitive: list(asked.infinitive),
            before_nouns: list(asked.before_nouns),
            of_clauses: list(asked.of_clauses),
            not_begins: list(asked.not_begins),
            before_names: list(asked.before_names),
            not_in_names: list(asked.not_in_names),
            agents: list(asked.agents),
            things: list(asked.things),
            determiners: list(asked.determiners),
            not_conjunctions: list(asked.not_conjunctions),
            before_own_infinitive: list(asked.before_own_infinitive),
            modals: list(asked.modals),
            complements: list(asked.complements),
            ends_of_names: list(asked.ends_of_names),
            treaties: list(asked.treaties),
        }
    }
}

static TABLES: PerLanguage<Table> = PerLanguage::new(Table::new);

impl Table {
    /// The words of a language.
    pub fn of(language: &Language) -> Option<&'static Table> {
        TABLES.of(language)
    }

    /// Whether a form of "to consider" may stand in a text: most texts are told apart by one fast search.
    pub fn may_consider(&self, text: &str) -> bool {
        let mut forms = self.consider_anywhere.iter();
        self.spaced || forms.any(|form| form.find(text.as_bytes()).is_some())
    }

    fn new(language: &'static Language) -> Self {
        let words = &language.norms;
        let list = |list: &[&'static str]| List::of(list, language);
        let verbs = words.verbs.iter().flat_map(|verb| verb.forms).map(|&form| (form, ()));
        let with_passive = words.verbs.iter().filter(|verb| verb.needs == Needs::Auxiliary);
        let with_passive = with_passive.flat_map(|verb| verb.forms.iter().map(move |&form| (form, verb)));
        let actors = words.actors.iter().flat_map(|actor| actor.forms.iter().map(move |&form| (form, actor)));
        let introduced_by = words.consider.introduced_by.iter().chain(&[",", "，", "،"]).map(|&word| (word, ()));
        Self {
            spaced: language.spaced,
            rtl: language.rtl,
            listed: words,
            glued: language.proclitics.iter().copied().filter(|one| words.conjunctions.contains(one)).collect(),
            elisions: list(language.elisions),
            tokens: Matcher::new(language),
            actors: List::new(actors, language),
            determiners: list(words.determiners),
            conjunctions: list(words.conjunctions),
            adverbs: list(words.adverbs),
            participles: list(words.participles),
            prepositions: list(words.prepositions),
            circumstances: list(words.circumstances),
            phrase_ends: list(words.phrase_ends),
            occasions: list(words.occasions),
            subordinators: list(words.subordinators),
            auxiliaries: list(words.auxiliaries),
            passive: list(words.passive),
            impersonal: list(words.impersonal),
            denials: list(words.denials),
            not_denials: list(words.not_denials),
            denying_subjects: list(words.denying_subjects),
            object_clauses: list(words.object_clauses),
            participles_of_verbs: List::new(with_passive, language),
            verbs: List::new(verbs, language),
            asked: Asked::new(language),
            introduced_by: List::new(introduced_by, language),
            consider: list(words.consider.forms),
            not_consider: list(words.consider.not),
            consider_anywhere: if language.spaced { &[] } else { words.consider.forms }
                .iter()
                .map(Finder::new)
                .collect(),
        }
    }
}

/// Characters of the longest bracket that is passed over, so that an open bracket costs no search to the end of the text.
const LONGEST_BRACKET: usize = 200;

/// The text without white space, brackets with what they hold, and these words at its end.
pub fn without_tail<'t>(mut text: &'t str, tails: &[&List]) -> &'t str {
    loop {
        let before = text.len();
        text = text.trim_end();
        if text.ends_with(['）', ')'])
            && let Some((open, _)) =
                text.char_indices().rev().take(LONGEST_BRACKET).find(|(_, c)| matches!(c, '（' | '('))
        {
            text = &text[..open];
        } else if let Some(length) = tails.iter().filter_map(|tail| tail.at_end(text)).max() {
            text = &text[..text.len() - length];
        }
        if text.len() == before {
            return text;
        }
    }
}

/// Bytes of a conjunction at the start of a text, also of one that is written together with the word behind it.
pub fn conjunction_at_start(text: &str, table: &Table) -> Option<usize> {
    table.conjunctions.at_start(text).or_else(|| glued_at_start(text, table))
}

/// Bytes of a conjunction that is written together with the word behind it (والدول), which is no part of that word (وكالات).
pub fn glued_at_start(text: &str, table: &Table) -> Option<usize> {
    const SHORTEST: usize = 2;
    let particle = table.glued.iter().find(|one| text.starts_with(**one))?;
    let behind = text[particle.len()..].chars().take_while(|c| c.is_alphabetic()).count();
    let word = &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())];
    let mut others = table.listed.asked.not_conjunctions.split_whitespace();
    (behind >= SHORTEST && others.all(|other| other != word)).then_some(particle.len())
}

/// Bytes of a conjunction at the end of a text, also of one that is written together with the word behind it.
pub fn conjunction_at_end(text: &str, table: &Table) -> Option<usize> {
    table.conjunctions.at_end(text).or_else(|| glued_at_end(text, table))
}

/// Bytes of a conjunction at the end of a text that is written together with the word behind it.
pub fn glued_at_end(text: &str, table: &Table) -> Option<usize> {
    let particle = table.glued.iter().find(|one| text.ends_with(**one))?;
    (!text[..text.len() - particle.len()].ends_with(char::is_alphanumeric)).then_some(particle.len())
}

/// Bytes at the start of a text that are white space, brackets with what they hold, and these words.
pub fn head(text: &str, skipped: &[&List]) -> usize {
    let mut at = 0;
    loop {
        let before = at;
        at = text.len() - text[at..].trim_start().len();
        let rest = &text[at..];
        if rest.starts_with(['（', '('])
            && let Some((close, c)) = rest.char_indices().take(LONGEST_BRACKET).find(|(_, c)| matches!(c, '）' | ')'))
        {
            at += close + c.len_utf8();
        } else if let Some(length) = skipped.iter().filter_map(|words| words.at_start(rest)).max() {
            at += length;
        }
        if at == before {
            return at;
        }
    }
}
