//! Mentions to instruments, provisions, recommendations, documents and bodies: resolved by a named rule, or left open.
//!
//! [`Grammar`] is built once from the registry; [`resolve`] reads the units of a document with it, [`text::Reading`] any text,
//! paragraph by paragraph. A text is folded to one spelling, scanned once for words that can begin a reference, and each
//! reference goes down the decision list in `rules`; the first rule that fires ends it.
//!
//! A run does not call this stage yet: it begins to when its tables are published.

mod accounts;
mod cursor;
mod document;
mod existence;
mod fold;
mod grammar;
mod marks;
mod names;
mod numbers;
mod places;
mod publish;
mod rules;
mod series;
mod symbols;
#[cfg(test)]
mod tests;
pub mod text;
mod titles;

use std::ops::Range;

pub use crate::language::{Reason, Unit};
pub use accounts::{Accounts, Unaccounted};
pub use document::{Resolved, resolve};
pub use grammar::Grammar;

/// What one unit refers to, in the order of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// One for each target.
    pub references: Vec<Reference>,
    /// Bodies that are named.
    pub mentions: Vec<Mention>,
    /// What looks like a reference and is none.
    pub exclusions: Vec<Exclusion>,
}

/// A reference to one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What is referred to.
    pub kind: Kind,
    /// How its instrument is named; none for documents, resolutions and recommendations.
    pub form: Option<Form>,
    /// The words, as bytes into the text of the unit.
    pub span: Range<usize>,
    /// Key of the instrument.
    pub instrument_id: Option<String>,
    /// The provision as printed, in canonical numbers.
    pub provision: Option<Provision>,
    /// Key of the article, chapter or annex in the table of provisions.
    pub provision_id: Option<String>,
    /// Number and letter of a recommendation of the same document, and its identifier where it exists.
    pub recommendation: Option<RecommendationTarget>,
    /// Symbol of a document or resolution.
    pub target_symbol: Option<String>,
    /// References of one conjoined mention share a number, counted in the unit from 1.
    pub group: Option<u32>,
    /// How the reference ended.
    pub status: Status,
    /// How the target was found; none where it was not.
    pub method: Option<Method>,
    /// Whether the instrument is neither named directly beside the provision nor shared by coordination.
    pub implicit: bool,
    /// Keys of the instruments that were weighed and refused or left open.
    pub candidates: Vec<String>,
    /// Name of the rule that fired.
    pub rule: &'static str,
    /// IRI of the target.
    pub iri: Option<String>,
}

/// A provision in canonical numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Number of the annex that it is in.
    pub annex: Option<String>,
    /// Its unit.
    pub unit: Unit,
    /// `6`, `24bis`; chapters and annexes in arabic digits too.
    pub number: String,
    /// Number of the paragraph.
    pub paragraph: Option<String>,
    /// `a`, `a(ii)`
    pub point: Option<String>,
    /// The last of a range that begins with the smallest part given.
    pub range_end: Option<String>,
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
pub struct Mention {
    /// Key of the body.
    pub body_id: String,
    /// The words, as bytes into the text of the unit.
    pub span: Range<usize>,
}

/// Something that looks like a reference and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// Why it is none.
    pub reason: Reason,
    /// The words, as bytes into the text of the unit.
    pub span: Range<usize>,
}

/// Defines an enumeration with its published codes.
macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$say:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$say])* $variant,)* }

        impl $name {
            /// Every value, in the order of the published codes.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The published code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
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
        /// No target is known.
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
