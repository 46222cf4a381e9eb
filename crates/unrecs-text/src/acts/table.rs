//! The words of the openings of a language, in order for fast looks.

use crate::language::acts::{Act, ActWords, Objects, OpeningVerb};
use crate::language::word_list::List;
use crate::language::{Language, PerLanguage};

/// The words of a language in order.
pub struct Table {
    /// The words as listed.
    pub words: &'static ActWords,
    /// Whether white space sets words apart.
    pub spaced: bool,
    pub finite: List<&'static OpeningVerb>,
    /// Participles and adjectives, and finite forms, which some paragraphs of a preamble print by mistake.
    pub preambular: List<&'static OpeningVerb>,
    pub spoken: List<&'static OpeningVerb>,
    pub states: List<&'static OpeningVerb>,
    /// Forms whose act what follows may decide, as indices into [`Table::decided`].
    pub constructions: List<usize>,
    /// What decides, with the act.
    pub decided: Vec<List<&'static Act>>,
    pub adverbs: List,
    pub behind: List,
    pub feelings_introduced_by: List,
    pub feelings: List,
    pub degrees: List,
    pub possessives: List,
    /// Objects with what `expresses` does with them.
    pub objects: List<&'static Act>,
    pub joins: List,
    pub before_infinitive: List,
    pub before_state: List,
    pub leads: List,
    pub circumstances: List,
    pub reasons: List,
    pub objects_first: List,
    pub behind_phrases: List,
    pub pronouns: List,
    pub articles: List,
    pub small_words: List,
    pub organs: List,
    /// What must follow a verb that is in no list.
    pub before_unknown: List,
}

static TABLES: PerLanguage<Table> = PerLanguage::new(Table::new);

impl Table {
    /// The words of a language.
    pub fn of(language: &Language) -> Option<&'static Table> {
        TABLES.of(language)
    }

    fn new(language: &'static Language) -> Self {
        let words = &language.acts;
        let list = |words: &[&'static str]| List::of(words, language);
        let verbs = |forms: &[fn(&OpeningVerb) -> &'static [&'static str]]| {
            let each = |verb: &'static OpeningVerb| {
                forms.iter().flat_map(|forms| forms(verb)).map(move |&form| (form, verb)).collect::<Vec<_>>()
            };
            List::new(words.verbs.iter().flat_map(each), language)
        };
        let constructions = words.constructions.iter().enumerate();
        let constructions = constructions.flat_map(|(index, one)| one.forms.iter().map(move |&form| (form, index)));
        let decided = words.constructions.iter().map(|one| {
            let each = one.decided.iter().flat_map(|one| one.before.iter().map(move |&before| (before, &one.act)));
            List::new(each, language)
        });
        let nouns = |objects: &'static Objects| objects.nouns.iter().map(move |&noun| (noun, &objects.act));
        Self {
            words,
            spaced: language.spaced,
            finite: verbs(&[|verb| verb.finite]),
            preambular: verbs(&[|verb| verb.participle, |verb| verb.state, |verb| verb.finite]),
            spoken: verbs(&[|verb| verb.finite, |verb| verb.spoken]),
            states: verbs(&[|verb| verb.state]),
            constructions: List::new(constructions, language),
            decided: decided.collect(),
            adverbs: list(words.adverbs),
            behind: list(words.behind),
            feelings_introduced_by: list(words.feelings_introduced_by),
            feelings: list(words.feelings),
            degrees: list(words.degrees),
            possessives: list(words.possessives),
            objects: List::new(words.objects.iter().flat_map(nouns), language),
            joins: list(words.joins),
            before_infinitive: list(words.before_infinitive),
            before_state: list(words.before_state),
            leads: list(words.leads),
            circumstances: list(words.circumstances),
            reasons: list(words.reasons),
            objects_first: list(words.objects_first),
            behind_phrases: list(words.behind_phrases),
            pronouns: list(words.speakers.pronouns),
            articles: list(words.speakers.articles),
            small_words: list(words.speakers.small_words),
            organs: list(words.speakers.organs),
            before_unknown: list(words.shape.as_ref().map_or(&[], |shape| shape.before)),
        }
    }
}
