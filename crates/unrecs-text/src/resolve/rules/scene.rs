//! What the rules see: the marks of a unit, what was decided before, and what the section and the document have said.

use hashbrown::HashMap;

use super::*;
use crate::language::longest_start;
use crate::registry::{Instrument, Profile, Registry, TitleForm};
use crate::resolve::fold::Folded;
use crate::resolve::grammar::Words;
use crate::resolve::provision::{has_unit, may_exist};
use crate::resolve::scanner::{Mark, ends_sentence};

/// How a name ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::resolve) struct Ending {
    pub status: Status,
    /// Indices into the registry's instruments; more than one where a noun means several.
    pub targets: Vec<usize>,
    /// What was weighed and refused, or left open.
    pub candidates: Vec<usize>,
    pub method: Option<Method>,
    pub rule: Rule,
    /// The words elsewhere that speak for it.
    pub evidence: Option<Evidence>,
}

/// What a provision belongs to.
#[derive(Debug, Clone)]
pub(in crate::resolve) struct Link {
    pub ending: Ending,
    pub form: Form,
    pub implicit: bool,
    /// The mark of provisions whose list this one continues.
    pub from: Option<usize>,
}

/// An instrument that was named: known to the registry or not, with its noun.
#[derive(Debug, Clone, Copy)]
pub(in crate::resolve) struct Named {
    pub instrument: Option<usize>,
    pub head: Option<usize>,
    /// The words that named it.
    pub at: Evidence,
}

/// Who names an instrument again names the same one.
impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        (self.instrument, self.head) == (other.instrument, other.head)
    }
}

impl Eq for Named {}

/// What a name means from a place on; no instrument where the registry does not have it.
#[derive(Debug, Clone, Copy)]
pub(in crate::resolve) struct Definition {
    pub instrument: Option<usize>,
    /// The words that defined it.
    pub at: Evidence,
}

/// What a document has said so far.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Memory {
    /// Names that the document has defined.
    pub definitions: HashMap<String, Definition>,
    /// What the section has named, each once.
    pub section: Vec<Named>,
    /// What the section named last.
    pub last: Option<Named>,
}

/// What is the same for all marks of a unit.
#[derive(Clone, Copy)]
pub(in crate::resolve) struct Around<'a, 'r> {
    pub text: &'a str,
    pub folded: &'a Folded<'a>,
    /// How many units were read before this one.
    pub unit: u32,
    pub words: &'a Words<'r>,
    pub registry: &'r Registry,
    pub profile: Option<&'r Profile>,
    pub marks: &'a [Mark],
}

/// A unit while its names are decided, from left to right.
pub(in crate::resolve) struct NameScene<'a, 'r> {
    pub around: Around<'a, 'r>,
    /// How the names before ended, by mark.
    pub endings: Vec<Option<Ending>>,
    /// What the unit has named so far, with what stands above it; each once.
    pub unit: Vec<Named>,
    /// The instrument named last for each head.
    pub by_head: HashMap<usize, Named>,
    pub memory: &'a mut Memory,
}

/// A unit while its provisions are decided, from left to right; all names are decided.
pub(in crate::resolve) struct ProvisionScene<'a, 'r> {
    pub around: Around<'a, 'r>,
    pub endings: &'a [Option<Ending>],
    /// For each mark the name behind it that it belongs to.
    pub behind: Vec<Option<usize>>,
    /// The last name before the mark.
    pub last_name: Option<usize>,
    /// The last 其中 before the mark.
    pub last_among: Option<usize>,
    /// What the unit has named before the mark, each once.
    pub unit: Vec<Named>,
    /// Links of the provisions before, by mark.
    pub links: Vec<Option<Link>>,
    /// What the section named last before this unit.
    pub section_last: Option<Named>,
}

impl Ending {
    /// These targets, found.
    pub fn resolved(targets: Vec<usize>, method: Method, rule: Rule) -> Self {
        Self { status: Status::Resolved, targets, method: Some(method), ..Self::unresolved(rule) }
    }

    /// Several targets are possible.
    pub fn ambiguous(candidates: Vec<usize>, rule: Rule) -> Self {
        Self { status: Status::Ambiguous, candidates, ..Self::unresolved(rule) }
    }

    /// No target is known.
    pub fn unresolved(rule: Rule) -> Self {
        let (targets, candidates) = (Vec::new(), Vec::new());
        Self { status: Status::Unresolved, targets, candidates, method: None, rule, evidence: None }
    }

    /// One target, where the registry has it.
    pub fn of(instrument: Option<usize>, method: Method, rule: Rule) -> Self {
        instrument.map_or(Self::unresolved(rule), |target| Self::resolved(vec![target], method, rule))
    }

    /// The same with the words that speak for it.
    pub fn because(self, evidence: Evidence) -> Self {
        Self { evidence: Some(evidence), ..self }
    }

    /// The same for what a rule ties to the name.
    pub fn tied(&self, method: Method, rule: Rule) -> Self {
        Self { method: self.method.map(|_| method), rule, ..self.clone() }
    }

    /// The one target, where there is one.
    pub fn only(&self) -> Option<usize> {
        match self.targets.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

impl Link {
    /// To a name that is neither directly beside the provision nor shared by coordination.
    pub fn implicit(form: Form, ending: Ending) -> Self {
        Self { ending, form, implicit: true, from: None }
    }
}

/// Adds what was named to those before, each once.
pub(in crate::resolve) fn add_once(all: &mut Vec<Named>, named: &[Named]) {
    for &one in named {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

/// Those of some that have a noun.
pub(super) fn with_head(named: &[Named], head: usize) -> impl Iterator<Item = &Named> {
    named.iter().filter(move |one| one.head == Some(head))
}

impl<'a, 'r> Around<'a, 'r> {
    /// The words of a mark.
    pub fn at(&self, mark: usize) -> Evidence {
        Evidence::new(self.unit, &self.folded.original(&self.marks[mark].span))
    }

    /// The text between a mark and the one before it.
    pub fn gap(&self, mark: usize) -> Option<&'a str> {
        self.between(mark.checked_sub(1)?, mark)
    }

    /// The text between two marks.
    pub fn between(&self, first: usize, second: usize) -> Option<&'a str> {
        self.text.get(self.marks[first].span.end..self.marks[second].span.start)
    }

    /// At most so many bytes directly in front of a mark.
    pub fn shortly_before(&self, mark: usize, bytes: usize) -> &'a str {
        let end = self.marks[mark].span.start;
        &self.text[self.text.ceil_char_boundary(end.saturating_sub(bytes))..end]
    }

    /// The text up to a mark from the mark before it, at most some words of it.
    pub fn before(&self, mark: usize) -> &'a str {
        const WORDS: usize = 60;
        let (before, end) = (self.shortly_before(mark, WORDS), self.marks[mark].span.start);
        let from = mark.checked_sub(1).map_or(0, |before| self.marks[before].span.end.min(end));
        &before[before.len().saturating_sub(end - from)..]
    }

    /// The words shortly before a mark in its sentence.
    pub fn sentence_before(&self, mark: usize) -> &'a str {
        const MOST: usize = 240;
        let (before, words) = (self.shortly_before(mark, MOST), self.words.words);
        let mut ends = before.rmatch_indices(|c| words.sentence_ends.contains(&c));
        ends.find(|(at, _)| ends_sentence(before, *at, words)).map_or(before, |(at, _)| &before[at..])
    }

    /// Whether a provision is one of the text itself: 本细则第五条, `article 5 of these Regulations`.
    pub fn is_of_own_text(&self, mark: usize) -> bool {
        let words = self.words.words;
        if !words.unit_first {
            let before = self.before(mark).trim_end();
            let before = before.strip_suffix('的').unwrap_or(before);
            return ends_with_one(before, words.own_texts);
        }
        let after = self.after(mark);
        // What ties may be one word with the article: `du présent Règlement`.
        let ties = longest_start(after, words.nested).into_iter().chain(after.starts_with(' ').then_some(" "));
        let mut behind = ties.filter_map(|tie| {
            let rest = &after[tie.len()..];
            Some(&rest[longest_start(rest, words.own_texts)?.len()..])
        });
        behind.next().is_some_and(|behind| !behind.starts_with(char::is_alphabetic))
    }

    /// The text behind a mark.
    pub fn after(&self, mark: usize) -> &'a str {
        &self.text[self.marks[mark].span.end..]
    }

    pub fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.marks[one].sentence == self.marks[other].sentence
    }

    pub fn is_name(&self, mark: usize) -> bool {
        matches!(self.marks[mark].what, What::Name(_))
    }

    /// How a name calls its instrument.
    pub fn form(&self, mark: usize) -> Form {
        match self.marks[mark].what {
            What::Name(Name::Title(alias)) if self.words.aliases[alias].form == TitleForm::Full => Form::FullTitle,
            What::Name(Name::Title(_) | Name::Both(..)) => Form::ShortTitle,
            What::Name(Name::Unknown(_)) => Form::FullTitle,
            What::Name(Name::Head(Pointing::Bare | Pointing::Several | Pointing::Own, _)) => Form::Generic,
            _ => Form::Anaphoric,
        }
    }

    pub fn instrument(&self, index: usize) -> &'r Instrument {
        &self.registry.instruments()[index]
    }

    /// Whether an instrument has provisions of the kind of a mark.
    pub fn has_unit_of(&self, mark: usize, instrument: usize) -> bool {
        self.pinpoints(mark).iter().all(|pinpoint| has_unit(self.instrument(instrument), pinpoint))
    }

    /// Whether nothing known speaks against the provisions of a mark in an instrument.
    pub fn may_have(&self, mark: usize, instrument: usize) -> bool {
        let language = self.words.language.tag;
        self.pinpoints(mark).iter().all(|pinpoint| may_exist(self.instrument(instrument), pinpoint, language))
    }

    fn pinpoints(&self, mark: usize) -> &[Pinpoint] {
        if let What::Pinpoints(pinpoints) = &self.marks[mark].what { pinpoints } else { &[] }
    }

    /// The noun of an instrument in this language.
    pub fn head_of(&self, instrument: usize) -> Option<usize> {
        self.instrument(instrument).head(self.words.language.tag).and_then(|head| self.words.head(head))
    }

    /// The instruments with a noun that supplement one of some.
    pub fn supplements(&self, parents: &[usize], head: usize) -> Vec<usize> {
        let of_parent = |child: &usize| {
            let parent = self.instrument(*child).parent_id.as_ref();
            parents.iter().any(|&one| parent == Some(&self.instrument(one).instrument_id))
        };
        let children = (0..self.registry.instruments().len()).filter(of_parent);
        children.filter(|&child| self.head_of(child) == Some(head)).collect()
    }

    /// What the documents of the issuing body mean by a noun or title.
    pub fn profiled(&self, noun: &str) -> Option<&'r [usize]> {
        self.profile?.meaning(self.words.language.tag, noun)
    }

    /// What a decided name has named.
    pub fn named(&self, mark: usize, ending: &Ending) -> Vec<Named> {
        let at = self.at(mark);
        let unknown = match self.marks[mark].what {
            What::Name(Name::Unknown(head)) if ending.targets.is_empty() => Some(head),
            What::Name(Name::Head(_, head)) if ending.rule == Rule::UnnamedNoun => Some(Some(head)),
            _ => None,
        };
        let known = ending.targets.iter().map(|&target| (Some(target), self.head_of(target)));
        let all = known.chain(unknown.map(|head| (None, head)));
        all.map(|(instrument, head)| Named { instrument, head, at }).collect()
    }
}

/// A pronoun for several does not reach further back, in bytes.
const FAR_BYTES: usize = 2000;

impl NameScene<'_, '_> {
    /// Whether a noun was said between the last name with it and a mark, of something without a name: 《公约》和其他国际公约…这些公约.
    /// A name far before counts as one since which it was.
    pub fn is_said_since(&self, mark: usize, head: usize) -> bool {
        const FAR_MARKS: usize = 60;
        let of_head = |before: &usize| {
            let mut targets = self.endings[*before].iter().flat_map(|ending| &ending.targets);
            targets.any(|&one| self.around.head_of(one) == Some(head))
        };
        let Some(last) = (mark.saturating_sub(FAR_MARKS)..mark).rev().find(of_head) else { return true };
        let between = self.around.between(last, mark).unwrap_or_default();
        between.len() > FAR_BYTES || self.says(between, head)
    }

    /// Whether a noun was said shortly before a mark.
    pub fn is_said_before(&self, mark: usize, head: usize) -> bool {
        self.says(self.around.shortly_before(mark, FAR_BYTES), head)
    }

    fn says(&self, text: &str, head: usize) -> bool {
        let mut forms = self.around.words.forms_of(head);
        forms.any(|noun| text.contains(noun) || text.contains(&noun.to_lowercase()))
    }
}

impl Memory {
    /// Notes what was named.
    pub fn note(&mut self, named: &[Named]) {
        add_once(&mut self.section, named);
        self.last = named.last().copied().or(self.last);
    }
}
