//! Numbers, identifiers, dates, clean text with a map back to the source, modality and addressees.

mod document;
mod metadata;
mod names;
mod norms;
mod origins;
mod text;
mod units;

use std::ops::Range;

use crate::finding::{Span, wide};
use crate::value::{Date, DateRange, Symbol};

pub use crate::language::Modality;
pub use crate::parse::{OrphanKind, OrphanUnit, Section};
pub use document::{Normalized, normalize};
pub use origins::Origins;

/// A value read from the text, or the text kept as found where it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParsedValue<T> {
    /// The value and where it stands.
    Read {
        /// What was read.
        value: T,
        /// Where it stands in the source.
        span: Span,
    },
    /// Text that should hold the value and does not.
    Unreadable {
        /// Where it stands in the source.
        span: Span,
        /// Why it could not be read, as a phrase such as `month 13 does not exist`.
        problem: String,
    },
}

impl<T> ParsedValue<T> {
    /// The value, where it could be read.
    pub fn value(&self) -> Option<&T> {
        match self {
            ParsedValue::Read { value, .. } => Some(value),
            ParsedValue::Unreadable { .. } => None,
        }
    }

    fn new(read: Result<T, String>, span: Span) -> Self {
        match read {
            Ok(value) => ParsedValue::Read { value, span },
            Err(problem) => ParsedValue::Unreadable { span, problem },
        }
    }
}

/// What the configuration says a document is.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Key of the document, the first column of `documents`.
    pub document_id: String,
    /// Key of the issuing body in the registry.
    pub body_id: String,
    /// The document's symbol where the configuration gives it.
    pub symbol: Option<Symbol>,
}

/// What the document says of itself. Texts are clean and in the document's language; none where the document does not say.
#[derive(Debug, Clone)]
pub struct DocumentMetadata {
    /// Key of the document.
    pub document_id: String,
    /// Key of the issuing body.
    pub body_id: String,
    /// The document's own symbol, never one that it cites.
    pub symbol: Option<(Symbol, SymbolOrigin)>,
    /// Title of the document.
    pub title: Option<String>,
    /// The author line under the title.
    pub subtitle: Option<String>,
    /// BCP 47 tag of the language of the text; none where no language table fits.
    pub language: Option<&'static str>,
    /// BCP 47 tag of the language of the original.
    pub original_language: Option<&'static str>,
    /// What follows `Distr.:`.
    pub distribution: Option<String>,
    /// The day of issue printed in the masthead.
    pub issued_on: Option<ParsedValue<Date>>,
    /// The organ above the body, as printed, its broken lines joined.
    pub conference: Option<String>,
    /// Place of the session.
    pub session_place: Option<String>,
    /// Days of the session.
    pub session_dates: Option<ParsedValue<DateRange>>,
    /// Number of the agenda item.
    pub agenda_item: Option<i32>,
    /// Title of the agenda item.
    pub agenda_title: Option<String>,
}

/// Where the symbol of a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolOrigin {
    /// Printed in the masthead.
    Text,
    /// Given in the configuration.
    Configured,
}

/// One meeting: a section of the document.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// `<body>-m<ordinal>`
    pub meeting_id: String,
    /// 1 for the first meeting of the body.
    pub ordinal: i32,
    /// The heading as printed, numeral included, without Markdown.
    pub title: String,
    /// Where it was held.
    pub place: Option<String>,
    /// Parts of the heading behind the place that say nothing known, such as 续会; empty as a rule.
    pub leftovers: Vec<Span>,
    /// When it was held.
    pub dates: Option<ParsedValue<DateRange>>,
    /// Number of units of level 1.
    pub recommendation_count: i32,
    /// Number of units below level 1.
    pub item_count: i32,
    /// `sec_I`, by the printed numeral (the ordinal where none is printed).
    pub eid: String,
    /// Numeral and words of the heading.
    pub span: Span,
}

/// One recommendation or item.
#[derive(Debug, Clone)]
pub struct Unit {
    index: usize,
    segments: Range<u32>,
    words: Words,
    name: names::Name,
    addressees: Range<u32>,
    verb: Option<Range<u32>>,
    /// Index into [`Normalized::meetings`].
    pub meeting: usize,
    /// Index into [`Normalized::units`].
    pub parent: Option<usize>,
    /// 1 for a recommendation, 2 for its items, and so on.
    pub level: i32,
    /// Number of the recommendation.
    pub number: i32,
    /// Place in its series by the printed number: 3 for `3.`, `(c)` and `(iii)`.
    pub ordinal: i64,
    /// Where the printed number stands.
    pub label_span: Span,
    /// The part it plays.
    pub role: Role,
    /// What its own words say.
    pub modality: Modality,
    /// What it says together with its chapeau.
    pub effective_modality: Modality,
    /// Whether the main verb governs "to consider", in its own words or the chapeau's.
    pub considers: bool,
    /// From the first byte of the printed number to behind the last byte of the words.
    pub span: Span,
}

/// The words of a unit: mostly one stretch of the source, joined only where line breaks or Markdown part them.
#[derive(Debug, Clone)]
enum Words {
    Stretch(Span),
    Joined(Box<str>),
}

/// The part a unit plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A recommendation without items.
    Recommendation,
    /// A recommendation that introduces items.
    Chapeau,
    /// A lettered item, at any depth.
    Item,
}

/// Who is to act: one of a unit's addressees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The published code, such as `states_parties`.
    pub code: &'static str,
    /// The words, as bytes into the unit's `text`; none where it comes from the chapeau.
    surface: Option<Range<u32>>,
}

impl Addressee {
    /// Whether it comes from the chapeau.
    pub fn is_inherited(&self) -> bool {
        self.surface.is_none()
    }

    /// The words, as bytes into the unit's `text`; none where it comes from the chapeau.
    pub fn surface(&self) -> Option<Range<usize>> {
        self.surface.as_ref().map(wide)
    }
}
