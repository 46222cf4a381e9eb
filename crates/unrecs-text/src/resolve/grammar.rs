//! What a registry and a language make of a text: one automaton over every word that can begin a reference, built once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use hashbrown::HashMap;

use super::fold::Folded;
use super::vocabulary::Vocabulary;
use crate::language::references::{AdoptedText, ReferenceWords};
use crate::language::{Language, Unit, ends_with_one, languages, lower, spelled_at_end};
use crate::mandates::Names;
use crate::registry::{Body, Registry, TitleForm, key};

/// The grammars of all languages for one registry.
#[derive(Debug)]
pub struct Grammar<'r> {
    registry: &'r Registry,
    /// In the order of the list of languages; each is built when a document needs it.
    languages: Vec<OnceLock<Words<'r>>>,
}

/// The grammar of one language.
#[derive(Debug)]
pub(super) struct Words<'r> {
    pub language: &'static Language,
    pub words: &'static ReferenceWords,
    /// Nouns that stand for instruments: 公约, `Convention`.
    pub heads: Vec<&'r str>,
    /// For each head the first form of the same noun, which the registry has.
    nouns: Vec<usize>,
    pub aliases: Vec<Alias<'r>>,
    titles: HashMap<String, usize>,
    /// Names of bodies, each with the index of the body in the registry.
    pub bodies: Vec<(usize, String)>,
    /// Every body by its names in small letters; of two with one name the first.
    called: HashMap<String, &'r Body>,
    automaton: AhoCorasick,
    triggers: Vec<Trigger>,
    /// The words of titles.
    pub vocabulary: Vocabulary,
    /// Finds the names of organs.
    organs: AhoCorasick,
    /// For each of these names its organs, as indices into the registry; none where their symbols are not known.
    organs_named: Vec<Vec<usize>>,
    /// The names of organs and bodies to whom something is reported.
    pub names: Names<'r>,
}

/// The instruments that a title may name.
#[derive(Debug)]
pub(super) struct Alias<'r> {
    /// The title as the registry prints it.
    pub title: &'r str,
    /// Indices into the registry's instruments.
    pub instruments: Vec<usize>,
    pub form: TitleForm,
}

/// What a word that was found may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trigger {
    /// 第
    Ordinal,
    /// 《
    Open,
    /// The word of a unit that stands in front of its number; index into the language's list.
    Unit(usize),
    /// A title without brackets, or a noun that stands for an instrument.
    Name(Name),
    /// 其中
    Among,
    /// 其条文
    Wording,
    /// 该条
    Same(Unit),
    /// `resolution`, `decision`
    Adopted(AdoptedText),
    /// 该决议
    SameAct(AdoptedText),
    /// 建议
    Recommendation,
    /// `/`, the middle of a symbol.
    Slash,
    /// `(`, behind the number of a resolution.
    Bracket,
    /// The name of a body; index into the list of names.
    Body(usize),
    /// A phrase that names no instrument; index into the language's list.
    Phrase(usize),
}

/// An instrument as it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// A title of the registry; index of the alias.
    Title(usize),
    /// Two titles of the registry that share their noun; indices of the aliases: `Smuggling of Migrants and Trafficking in Persons
    /// Protocols`.
    Both(usize, usize),
    /// A title that the registry does not have; index of the head that it ends with, where it does.
    Unknown(Option<usize>),
    /// A noun; index of the head.
    Head(Pointing, usize),
}

/// How a noun points to its instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointing {
    /// 《公约》
    Bare,
    /// 该公约
    Back,
    /// 本公约
    Own,
    /// 各项议定书
    Several,
}

impl<'r> Grammar<'r> {
    /// A grammar of every language. That of a language is built when the first of its documents is read.
    pub fn new(registry: &'r Registry) -> Self {
        Self { registry, languages: languages().iter().map(|_| OnceLock::new()).collect() }
    }

    /// The registry that the grammar was built from.
    pub fn registry(&self) -> &'r Registry {
        self.registry
    }

    /// The grammar of a language, by its BCP 47 tag.
    pub(super) fn words(&self, tag: &str) -> Option<&Words<'r>> {
        let (language, words) = languages().iter().zip(&self.languages).find(|(language, _)| language.tag == tag)?;
        Some(words.get_or_init(|| Words::new(self.registry, language)))
    }
}

impl<'r> Words<'r> {
    fn new(registry: &'r Registry, language: &'static Language) -> Self {
        let words = &language.references;
        let mut heads: Vec<&str> = words.treaties.iter().chain(words.heads).copied().collect();
        heads.extend(words.forms.iter().copied().flatten());
        heads.extend(registry.instruments().iter().filter_map(|instrument| instrument.head(language.tag)));
        heads.sort_unstable();
        heads.dedup();
        let nouns = nouns(&heads, words);
        let (mut aliases, mut titles) = (Vec::<Alias<'r>>::new(), HashMap::new());
        for (index, instrument) in registry.instruments().iter().enumerate() {
            for title in instrument.titles.iter().filter(|title| title.language == language.tag) {
                let alias = *titles.entry(spelled(&title.title)).or_insert_with(|| {
                    aliases.push(Alias { title: &title.title, instruments: Vec::new(), form: title.form });
                    aliases.len() - 1
                });
                if !aliases[alias].instruments.contains(&index) {
                    aliases[alias].instruments.push(index);
                }
            }
        }
        let titled = registry.instruments().iter().flat_map(|instrument| &instrument.titles);
        let titled = titled.filter(|title| words.capitalized && title.language == language.tag);
        let vocabulary = Vocabulary::of(titled.map(|title| title.title.as_str())).spelled_in(language);
        let mentioned = registry.bodies().iter().enumerate().filter(|(_, body)| body.mention);
        let named = |(index, body): (usize, &'r Body)| body.spellings_in(language.tag).map(move |name| (index, name));
        let folded = |(index, name)| spellings(name, &vocabulary).map(move |name| (index, name));
        let bodies: Vec<(usize, String)> = mentioned.flat_map(named).flat_map(folded).collect();
        let patterns = patterns(language, &heads, (&aliases, &bodies, &nouns)).into_iter();
        let patterns: Vec<_> = patterns
            .flat_map(|(form, trigger)| spellings(&form, &vocabulary).map(move |form| (form, trigger)))
            .collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .kind(kind(&patterns))
            .build(patterns.iter().map(|(pattern, _)| lowered(pattern).into_owned()))
            .expect("the words of a registry are far fewer than an automaton holds");
        let (names, organs_named) = organs(registry, language, &vocabulary);
        let organs = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names);
        let organs = organs.expect("a registry has few organs");
        let triggers = patterns.into_iter().map(|(_, trigger)| trigger).collect();
        let mut called = HashMap::new();
        for body in registry.bodies() {
            for name in body.spellings_in(language.tag) {
                called.entry(name.to_lowercase()).or_insert(body);
            }
        }
        Self {
            language,
            words,
            heads,
            nouns,
            aliases,
            titles,
            bodies,
            called,
            automaton,
            triggers,
            vocabulary,
            organs,
            organs_named,
            names: Names::new(registry, language),
        }
    }

    /// Every word that may begin a reference, from left to right, the longest at each place.
    pub fn triggers<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (Trigger, std::ops::Range<usize>)> + 's {
        let mut at = 0;
        let lowered = lowered(text);
        std::iter::from_fn(move || {
            let found = self.automaton.find(aho_corasick::Input::new(lowered.as_ref()).range(at..))?;
            at = found.end();
            Some((self.triggers[found.pattern().as_usize()], found.range()))
        })
    }

    /// The organs that a text names, from left to right, as indices into the registry; none where their symbols are not known.
    pub fn organs_in<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (&'s [usize], std::ops::Range<usize>)> + 's {
        self.organs
            .find_iter(text)
            .map(|found| (self.organs_named[found.pattern().as_usize()].as_slice(), found.range()))
    }

    /// The alias that a title is, whatever its white space and its inner brackets.
    pub fn title(&self, title: &str) -> Option<usize> {
        self.titles.get(&spelled(title)).copied()
    }

    /// The longest title that a text ends with, as an alias and its length.
    pub fn title_at_end(&self, text: &str) -> Option<(usize, usize)> {
        // A title has at least two characters, and few texts end like one.
        let found = self.titles.iter().filter(|(title, _)| title.len() > 6 && text.ends_with(title.as_str()));
        found.map(|(title, &alias)| (alias, title.len())).max_by_key(|&(_, length)| length)
    }

    /// The head that a text is, in its first form.
    pub fn head(&self, text: &str) -> Option<usize> {
        self.heads.binary_search(&text).ok().map(|form| self.nouns[form])
    }

    /// Bytes of the longest form of a head that a text ends with.
    pub fn noun_length(&self, text: &str, head: usize) -> usize {
        self.forms_of(head).filter_map(|form| spelled_at_end(text, form)).max().unwrap_or(0)
    }

    /// Every form of a head.
    pub fn forms_of(&self, head: usize) -> impl Iterator<Item = &'r str> {
        let noun = self.nouns[head];
        self.heads.iter().zip(&self.nouns).filter(move |(_, one)| **one == noun).map(|(form, _)| *form)
    }

    /// The longest head that a title ends with.
    pub fn head_at_end(&self, title: &str) -> Option<usize> {
        let ending = self.heads.iter().enumerate().filter(|(_, head)| title.ends_with(**head));
        ending.max_by_key(|(_, head)| head.len()).map(|(index, _)| self.nouns[index])
    }

    /// Whether a head is one of treaties: 任择议定书 is a 议定书.
    pub fn is_treaty(&self, head: usize) -> bool {
        ends_with_one(self.heads[head], self.words.treaties)
    }

    /// The body that a text calls by one of its names, in large or small letters, whether or not it is a mention.
    pub fn body_called(&self, name: &str) -> Option<&'r Body> {
        self.called.get(&name.to_lowercase()).copied()
    }

    /// Index of the body with this name, of those that texts mention.
    pub fn body_named(&self, name: &str) -> Option<usize> {
        self.bodies.iter().rfind(|(_, other)| *other == name).map(|(index, _)| *index)
    }
}

/// A title as titles are compared, without the brackets round titles inside it: 关于执行<公约>第十一部分的协定.
fn spelled(title: &str) -> String {
    let inside = |c: &char| !matches!(c, '<' | '>' | '〈' | '〉');
    let plain = |c| if c == '’' { '\'' } else { lower(c) };
    key(title).chars().filter(inside).map(plain).collect()
}

/// For each head the first form of the same noun.
fn nouns(heads: &[&str], words: &ReferenceWords) -> Vec<usize> {
    let place = |form: &str| heads.binary_search(&form).ok();
    let first = |head: &&str| {
        let forms = words.forms.iter().find(|forms| forms.contains(head))?;
        place(forms.first()?)
    };
    heads.iter().enumerate().map(|(index, head)| first(head).unwrap_or(index)).collect()
}

/// A text in small letters, each as long as its large one, so that places stay.
fn lowered(text: &str) -> Cow<'_, str> {
    // Letters with a case that are not ASCII begin with these bytes.
    if !text.bytes().any(|byte| (0xC3..=0xD4).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let small = |c: char| Some(lower(c)).filter(|small| small.len_utf8() == c.len_utf8()).unwrap_or(c);
    Cow::Owned(text.chars().map(small).collect())
}

/// The ways in which a form is written: as texts are folded, and with both forms of an apostrophe.
fn spellings(form: &str, vocabulary: &Vocabulary) -> impl Iterator<Item = String> + use<> {
    let folded = Folded::new(form, vocabulary).text().to_owned();
    let others = [folded.replace('\'', "’"), folded.replace('’', "'")];
    let others: Vec<_> = others.into_iter().filter(|other| *other != folded).collect();
    std::iter::once(folded).chain(others)
}

/// The names of organs in a language, each with its organs; none of them where their symbols are not known.
fn organs(registry: &Registry, language: &Language, vocabulary: &Vocabulary) -> (Vec<String>, Vec<Vec<usize>>) {
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for name in language.references.resolutions.organs {
        named.entry(name).or_default();
        // The same organ in full: `Commission on Narcotic Drugs`.
        let bodies = registry.bodies().iter().flat_map(|body| body.spellings_in(language.tag));
        for full in bodies.filter(|full| full.starts_with(name)) {
            named.entry(full).or_default();
        }
    }
    for (index, organ) in registry.organs().iter().enumerate() {
        for name in organ.names_in(language.tag) {
            named.entry(name).or_default().push(index);
        }
    }
    let named = named
        .into_iter()
        .flat_map(|(name, organs)| spellings(name, vocabulary).map(move |name| (name, organs.clone())));
    named.unzip()
}

/// Some megabytes for twice the speed, as every byte of every unit goes through it; not hundreds of them, where a registry lists every
/// case of every title.
fn kind(patterns: &[Pattern]) -> Option<AhoCorasickKind> {
    const LARGEST: usize = 40_000;
    let bytes: usize = patterns.iter().map(|(pattern, _)| pattern.len()).sum();
    (bytes <= LARGEST).then_some(AhoCorasickKind::DFA)
}

/// Whether a title is one without its brackets too: 联合国海洋法公约. A short one may be part of another title (反腐败公约).
fn is_distinct(alias: &Alias<'_>) -> bool {
    /// Characters of a full title and of a short one.
    const SHORTEST: [usize; 2] = [5, 8];
    let [full, short] = SHORTEST;
    let dated = alias.title.starts_with(|c: char| c.is_ascii_digit());
    alias.title.chars().count() >= if alias.form == TitleForm::Full || dated { full } else { short }
}

type Pattern = (String, Trigger);

/// Titles, names of bodies, and the first form of each head.
type Named<'a> = (&'a [Alias<'a>], &'a [(usize, String)], &'a [usize]);

fn patterns(language: &Language, heads: &[&str], (aliases, bodies, first_forms): Named<'_>) -> Vec<Pattern> {
    let (words, gap) = (&language.references, language.gap());
    let mut patterns: Vec<Pattern> = vec![("/".to_owned(), Trigger::Slash), ("(".to_owned(), Trigger::Bracket)];
    let mut add = |form: &str, trigger| patterns.push((form.to_owned(), trigger));
    if !words.ordinal.is_empty() {
        add(words.ordinal, Trigger::Ordinal);
    }
    for (index, unit) in words.units.iter().enumerate().filter(|(_, unit)| unit.leads) {
        add(unit.form, Trigger::Unit(index));
    }
    words.among.iter().for_each(|form| add(form, Trigger::Among));
    words.wording.iter().for_each(|form| add(form, Trigger::Wording));
    words.same.iter().for_each(|(form, unit)| add(form, Trigger::Same(*unit)));
    if words.resolutions.mark.is_empty() {
        words.resolutions.nouns.iter().for_each(|(form, act)| add(form, Trigger::Adopted(*act)));
    }
    words.resolutions.same.iter().for_each(|(form, act)| add(form, Trigger::SameAct(*act)));
    let is_unit = |form: &str| words.units.iter().any(|unit| unit.form == form);
    let nouns = words.recommendations.nouns.iter().filter(|noun| !is_unit(noun));
    nouns.for_each(|noun| add(noun, Trigger::Recommendation));
    if let Some((open, _)) = words.title_marks {
        add(open, Trigger::Open);
    }
    let told = |alias: &&(usize, &Alias<'_>)| words.title_marks.is_none() || is_distinct(alias.1);
    let titles = aliases.iter().enumerate().collect::<Vec<_>>();
    titles.iter().filter(told).for_each(|(index, alias)| add(alias.title, Trigger::Name(Name::Title(*index))));
    for (&head, &index) in heads.iter().zip(first_forms) {
        if words.title_marks.is_none() {
            add(head, Trigger::Name(Name::Head(Pointing::Bare, index)));
        }
        if !ends_with_one(head, words.treaties) {
            continue;
        }
        // Where a noun shows that something known is meant, one that does not is pointed to by no word in front.
        if !head.starts_with(words.definite) {
            continue;
        }
        for (forms, pointing) in [(words.determiners, Pointing::Back), (words.own, Pointing::Own)] {
            let pointers = forms.iter().map(|word| format!("{word}{}{head}", gap));
            pointers.for_each(|form| add(&form, Trigger::Name(Name::Head(pointing, index))));
        }
        words.several_of(head, gap).for_each(|form| add(&form, Trigger::Name(Name::Head(Pointing::Several, index))));
    }
    words.phrases.iter().enumerate().for_each(|(index, (phrase, _))| add(phrase, Trigger::Phrase(index)));
    bodies.iter().enumerate().for_each(|(index, (_, name))| add(name, Trigger::Body(index)));
    patterns
}
