//! Mentions to instruments, provisions, recommendations, documents and bodies: resolved by a named rule, or left open.
//!
//! [`Grammar`] is built once from the registry; [`resolve`] reads the units of a document with it, [`text::Reading`] any text,
//! paragraph by paragraph. A text is folded to one spelling, scanned once for words that can begin a reference, and each
//! reference goes down the decision list in `rules`; the first rule that fires ends it.

mod beside;
mod citation;
mod coverage;
mod cursor;
mod document;
mod fold;
mod grammar;
mod scanner;
mod names;
mod numbers;
mod other_numbers;
mod pinpoints;
mod places;
mod provision;
mod publish;
mod rule;
mod rules;
mod series;
mod spelling;
mod symbols;
#[cfg(test)]
mod tests;
pub mod text;
mod titles;
mod vocabulary;

use std::ops::Range;

use crate::finding::{narrow, wide};
use crate::language::references::AdoptedText;
pub use crate::language::{Reason, Unit};
use crate::registry::{Body, Instrument, ProvisionPath, provision_id};
use crate::value::codes;
pub use coverage::{Coverage, Unaccounted};
pub use document::{ParagraphReferences, Resolved, resolve};
pub use grammar::Grammar;
pub use provision::Provision;
pub use rule::Rule;

/// What one unit refers to, in the order of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References<'r> {
    /// One for each target.
    pub references: Vec<Reference<'r>>,
    /// Bodies that are named.
    pub mentions: Vec<Mention<'r>>,
    /// What looks like a reference and is none.
    pub exclusions: Vec<Exclusion>,
}

/// A reference to one target. Large datasets have millions, so that it is kept small, and what follows from the instrument is
/// made when it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'r> {
    /// What is referred to.
    pub kind: Kind,
    /// How its instrument is named; none for documents, resolutions and recommendations.
    pub form: Option<Form>,
    span: Range<u32>,
    /// The instrument.
    pub instrument: Option<&'r Instrument>,
    /// The provision as printed, in canonical numbers.
    pub provision: Option<Provision>,
    /// Number and letter of a recommendation of the same document, and its identifier where it exists.
    pub recommendation: Option<Box<RecommendationTarget>>,
    /// Symbol of a document, resolution or decision.
    pub target_symbol: Option<Box<str>>,
    /// What was weighed beside instruments: symbols where the organ is not known; of a range that ends before it begins the last
    /// provision that it may mean, by its key.
    pub candidate_symbols: Box<[Box<str>]>,
    /// References of one conjoined mention share a number, counted in the unit from 1.
    pub group: Option<u32>,
    /// How the reference ended.
    pub status: Status,
    /// How the target was found; none where it was not.
    pub method: Option<Method>,
    /// Whether the instrument is neither named directly beside the provision nor shared by coordination.
    pub implicit: bool,
    /// The instruments that were weighed and refused or left open.
    pub candidates: Box<[&'r Instrument]>,
    /// The rule that decided.
    pub rule: Rule,
    /// The words that spoke for the decision, where it rests on words elsewhere than in the reference.
    pub evidence: Option<Evidence>,
}

/// Words of a document that speak for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    unit: u32,
    start: u32,
    end: u32,
}

/// A recommendation of the same document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecommendationTarget {
    /// Its number.
    pub number: u32,
    /// The letter of an item.
    pub letter: Option<String>,
    /// Its identifier, where there is one in the same meeting.
    pub recommendation_id: Option<String>,
}

/// A body that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'r> {
    /// The body.
    pub body: &'r Body,
    span: Range<u32>,
}

/// Something that looks like a reference and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// Why it is none.
    pub reason: Reason,
    span: Range<u32>,
}

impl<'r> Reference<'r> {
    /// The words, as bytes into the text of the unit.
    pub fn span(&self) -> Range<usize> {
        wide(&self.span)
    }

    /// Key of the instrument.
    pub fn instrument_id(&self) -> Option<&'r str> {
        self.instrument.map(|instrument| instrument.instrument_id.as_str())
    }

    /// Key of the article, rule, chapter or annex in the table of provisions; none where the provision does not exist or is not
    /// listed there.
    pub fn provision_id(&self) -> Option<String> {
        let (instrument, path) = self.existing()?;
        instrument.lists(&path).then(|| provision_id(&instrument.instrument_id, &path))
    }

    /// IRI of the target.
    pub fn iri(&self) -> Option<String> {
        match self.kind {
            Kind::Instrument => self.instrument?.iri(),
            _ => self.existing().and_then(|(instrument, path)| instrument.provision_iri(&path)),
        }
    }

    /// The provision, unless it is known not to exist, or is a range of which nobody knows what it means.
    fn existing(&self) -> Option<(&'r Instrument, ProvisionPath<'_>)> {
        let known = |provision: &&Provision| self.status != Status::OutOfRange && !provision.is_backwards();
        let provision = self.provision.as_ref().filter(known)?;
        Some((self.instrument?, provision.path()))
    }
}

impl Evidence {
    fn new(unit: u32, words: &Range<usize>) -> Self {
        let Range { start, end } = narrow(words);
        Self { unit, start, end }
    }

    /// Which unit they stand in: how many were read before it.
    pub fn unit(&self) -> usize {
        self.unit as usize
    }

    /// The words, as bytes into the text of that unit.
    pub fn span(&self) -> Range<usize> {
        wide(&(self.start..self.end))
    }
}

impl Mention<'_> {
    /// The words, as bytes into the text of the unit.
    pub fn span(&self) -> Range<usize> {
        wide(&self.span)
    }
}

impl Exclusion {
    /// The words, as bytes into the text of the unit.
    pub fn span(&self) -> Range<usize> {
        wide(&self.span)
    }
}

codes! {
    /// What a reference refers to.
    Kind {
        /// A treaty or another named instrument as a whole.
        Instrument = "instrument",
        /// An article, chapter and so on.
        Provision = "provision",
        /// Another recommendation of the same document.
        Recommendation = "recommendation",
        /// A document with a symbol.
        Document = "document",
        /// A resolution.
        Resolution = "resolution",
        /// A decision.
        Decision = "decision",
    }
}

impl Kind {
    /// That of what an organ adopts.
    pub fn of(act: AdoptedText) -> Self {
        match act {
            AdoptedText::Resolution => Self::Resolution,
            AdoptedText::Decision => Self::Decision,
        }
    }
}

codes! {
    /// How an instrument is named.
    Form {
        /// By its whole title.
        FullTitle = "full_title",
        /// By a shorter title.
        ShortTitle = "short_title",
        /// By a noun: 《公约》, `the Protocol`.
        Generic = "generic",
        /// By a word that points back: 该公约, 其中, 该条, `thereof`.
        Anaphoric = "anaphoric",
        /// Not at all: 第18条.
        Bare = "bare",
    }
}

codes! {
    /// How a reference ended.
    Status {
        /// The target is known, and exists as far as is known.
        Resolved = "resolved",
        /// Several targets are possible.
        Ambiguous = "ambiguous",
        /// No target is known, or its range ends before it begins.
        Unresolved = "unresolved",
        /// The instrument is known and has no such provision.
        OutOfRange = "out_of_range",
    }
}

codes! {
    /// How a target was found: the steps of the decision list.
    Method {
        /// A title directly beside the provision.
        Adjacent = "adjacent",
        /// Carried along a list.
        ListCarry = "list_carry",
        /// A pronoun.
        Pronoun = "pronoun",
        /// Defined in the document.
        Defined = "defined",
        /// A title of the registry.
        Alias = "alias",
        /// The profile of the issuing body.
        Profile = "profile",
        /// The only candidate before it.
        Antecedent = "antecedent",
    }
}
