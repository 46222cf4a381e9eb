//! One document with its references: the stage's function, and what the later stages may ask of its result.

use std::ops::Range;

use hashbrown::HashMap;

use super::rules::Named;
use super::text::Reading;
use super::{Coverage, Exclusion, Grammar, Kind, Mention, Reference, References, Status};
use crate::finding::wide;
use crate::language::acts::Act;
use crate::mandates::{self, Actor, Mandates};
use crate::normalize::{Addressee, Normalized, Paragraph};
use crate::registry::Body;

/// One document with the references of its units. Made by [`resolve`] alone.
#[derive(Debug, Clone)]
pub struct Resolved<'r> {
    normalized: Normalized,
    issuing_body: Option<&'r Body>,
    /// Those of all units, in their order.
    references: Vec<Reference<'r>>,
    mentions: Vec<Mention<'r>>,
    exclusions: Vec<Exclusion>,
    /// Behind the last of each unit.
    ends: Vec<Ends>,
    /// The words that name an addressee which is a body of the registry.
    addressed: HashMap<String, &'r Body>,
    mandates: Mandates<'r>,
    coverage: Coverage,
}

/// How many references, mentions and exclusions stand up to the end of a unit.
type Ends = [u32; 3];

/// What one unit refers to, in the order of its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct ParagraphReferences<'d, 'r> {
    /// One for each target.
    pub references: &'d [Reference<'r>],
    /// Bodies that are named.
    pub mentions: &'d [Mention<'r>],
    /// What looks like a reference and is none.
    pub exclusions: &'d [Exclusion],
}

/// Finds what every unit refers to.
pub fn resolve<'r>(normalized: Normalized, grammar: &Grammar<'r>) -> Resolved<'r> {
    let mut resolved = Resolved {
        ends: Vec::with_capacity(normalized.paragraphs().len()),
        issuing_body: grammar.registry().body(&normalized.metadata().body_id),
        normalized,
        references: Vec::new(),
        mentions: Vec::new(),
        exclusions: Vec::new(),
        addressed: HashMap::new(),
        mandates: Mandates::default(),
        coverage: Coverage::default(),
    };
    resolved.read(grammar);
    resolved.find_mandates(grammar);
    resolved.find_bodies(grammar);
    resolved.find_recommendations();
    resolved.account();
    resolved
}

impl<'r> Resolved<'r> {
    /// Reads the units one by one; in a language without a table nothing is found.
    fn read(&mut self, grammar: &Grammar<'r>) {
        let metadata = self.normalized.metadata();
        let reading = metadata.language.and_then(|language| Reading::new(grammar, language, Some(&metadata.body_id)));
        let Some(mut reading) = reading else {
            self.ends = vec![Ends::default(); self.normalized.paragraphs().len()];
            return;
        };
        let mut named: Vec<Vec<Named>> = Vec::with_capacity(self.normalized.paragraphs().len());
        let mut scope = None;
        for unit in self.normalized.paragraphs() {
            if scope.replace(unit.scope) != Some(unit.scope) {
                reading.section();
            }
            let above = unit.parent.map_or(&[][..], |parent| &named[parent]);
            let (found, of_unit) = reading.unit(self.normalized.text(unit), above);
            named.push(of_unit);
            self.references.extend(found.references);
            self.mentions.extend(found.mentions);
            self.exclusions.extend(found.exclusions);
            self.ends.push([self.references.len(), self.mentions.len(), self.exclusions.len()].map(counted));
        }
        self.references.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.exclusions.shrink_to_fit();
    }

    /// Reads what every unit asks somebody to do.
    fn find_mandates(&mut self, grammar: &Grammar<'r>) {
        let known = self.normalized.metadata().language.and_then(|tag| grammar.words(tag));
        if let Some(known) = known {
            self.mandates = mandates::read(&self.normalized, &known.names);
        }
    }

    /// Looks up the addressees that are called by a name of a body.
    fn find_bodies(&mut self, grammar: &Grammar<'r>) {
        let Some(known) = self.normalized.metadata().language.and_then(|tag| grammar.words(tag)) else { return };
        let named = |words: &str| {
            let own = words.split_once(' ').filter(|(first, _)| known.words.is_article(first));
            known.body_called(own.map_or(words, |(_, rest)| rest))
        };
        for (index, paragraph) in self.normalized.paragraphs().iter().enumerate() {
            let own = self.normalized.addressees(paragraph).iter().filter_map(Addressee::surface);
            let later = self.mandates.of(index).iter().filter_map(|one| match &one.actor {
                Actor::Named(_, surface) => Some(surface.clone()),
                _ => None,
            });
            for surface in own.chain(later) {
                let words = &self.normalized.text(paragraph)[surface];
                if !self.addressed.contains_key(words)
                    && let Some(body) = named(words)
                {
                    self.addressed.insert(words.to_owned(), body);
                }
            }
        }
    }

    /// Looks the numbers of recommendations up in the same meeting.
    fn find_recommendations(&mut self) {
        if self.references.iter().all(|reference| reference.kind != Kind::Recommendation) {
            return;
        }
        let normalized = &self.normalized;
        let mut numbered: HashMap<(usize, u32, Option<&str>), &Paragraph> = HashMap::new();
        for unit in normalized.paragraphs().iter().filter(|unit| unit.level <= 2) {
            // A number that stands twice in a meeting means the first; a finding says that it stands twice.
            let Some(number) = unit.number.and_then(|number| u32::try_from(number).ok()) else { continue };
            numbered.entry((unit.scope, number, normalized.letter(unit))).or_insert(unit);
        }
        for (index, unit) in normalized.paragraphs().iter().enumerate() {
            let [own, _, _] = self.ranges(index);
            for reference in &mut self.references[own] {
                let Some(target) = &mut reference.recommendation else { continue };
                let exists = numbered.get(&(unit.scope, target.number, target.letter.as_deref()));
                target.recommendation_id = exists.map(|unit| normalized.paragraph_id(unit).to_owned());
                reference.status = if exists.is_some() { Status::Resolved } else { Status::OutOfRange };
            }
        }
    }

    fn account(&mut self) {
        let Some(language) = self.normalized.metadata().language else { return };
        let mut coverage = Coverage::default();
        self.paragraphs().for_each(|(unit, found)| coverage.add(self.normalized.text(unit), found, language));
        self.coverage = coverage;
    }

    /// A document of which nothing was read, for the tests of what must be noticed then.
    #[cfg(test)]
    pub(crate) fn unread(normalized: Normalized) -> Self {
        let ends = vec![Ends::default(); normalized.paragraphs().len()];
        let (references, mentions, exclusions) = (Vec::new(), Vec::new(), Vec::new());
        let coverage = Coverage::default();
        let issuing_body = None;
        let (addressed, mandates) = (HashMap::new(), Mandates::default());
        let mut unread =
            Self { normalized, issuing_body, references, mentions, exclusions, ends, addressed, mandates, coverage };
        unread.account();
        unread
    }

    /// The document as normalized.
    pub fn normalized(&self) -> &Normalized {
        &self.normalized
    }

    /// Takes over what another version says that an opening verb does: given the identifier and the candidates of a paragraph, the one of
    /// them that is meant, and the words that say so.
    pub(crate) fn decide_acts(&mut self, decide: impl Fn(&str, &[Act]) -> Option<(Act, String)>) {
        self.normalized.decide_acts(decide);
    }

    /// The body that issued the document, where the registry has it.
    pub fn issuing_body(&self) -> Option<&'r Body> {
        self.issuing_body
    }

    /// The body of the registry that these words of an addressee name.
    pub fn addressed(&self, words: &str) -> Option<&'r Body> {
        self.addressed.get(words).copied()
    }

    /// The body of the registry that is to act by a mandate of this paragraph.
    pub fn mandated(&self, paragraph: &Paragraph, actor: &Actor) -> Option<&'r Body> {
        match actor {
            Actor::Speaker(_) => self.issuing_body,
            _ => self.addressed(mandates::actor_words(&self.normalized, paragraph, actor)?),
        }
    }

    /// What the units ask somebody to do.
    pub fn mandates(&self) -> &Mandates<'r> {
        &self.mandates
    }

    /// Every unit with what it refers to, in the order of [`Normalized::paragraphs`].
    pub fn paragraphs(&self) -> impl Iterator<Item = (&Paragraph, ParagraphReferences<'_, 'r>)> {
        self.normalized.paragraphs().iter().enumerate().map(|(index, unit)| (unit, self.found(index)))
    }

    /// What the unit with this index refers to.
    pub fn found(&self, unit: usize) -> ParagraphReferences<'_, 'r> {
        let [references, mentions, exclusions] = self.ranges(unit);
        ParagraphReferences {
            references: &self.references[references],
            mentions: &self.mentions[mentions],
            exclusions: &self.exclusions[exclusions],
        }
    }

    /// The references of all units, in their order.
    pub fn references(&self) -> &[Reference<'r>] {
        &self.references
    }

    /// The mentions of all units, in their order.
    pub fn mentions(&self) -> &[Mention<'r>] {
        &self.mentions
    }

    /// How everything that looks like a reference ended; the texts are the units in their order.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    fn ranges(&self, unit: usize) -> [Range<usize>; 3] {
        let starts = unit.checked_sub(1).map_or(Ends::default(), |before| self.ends[before]);
        std::array::from_fn(|kind| wide(&(starts[kind]..self.ends[unit][kind])))
    }
}

impl<'r> References<'r> {
    /// The same, borrowed.
    pub fn found(&self) -> ParagraphReferences<'_, 'r> {
        ParagraphReferences { references: &self.references, mentions: &self.mentions, exclusions: &self.exclusions }
    }
}

fn counted(things: usize) -> u32 {
    u32::try_from(things).expect("a document of under 4 GB has fewer references")
}
