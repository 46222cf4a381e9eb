//! Numbers, identifiers, dates, clean text with a map back to the source, modality and addressees.

use std::borrow::Cow;
use std::ops::Range;

use crate::finding::Span;
use crate::parse::Segment;
use crate::source::Source;
use crate::value::{Date, DateRange, Symbol};

/// A value read from the text, or the text kept as found where it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
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

/// One document, normalized. Made by [`normalize`] alone.
#[derive(Debug, Clone)]
pub struct Normalized {
    source: Source,
    segments: Vec<Segment>,
    facts: DocumentFacts,
    meetings: Vec<Meeting>,
    units: Vec<Unit>,
}

/// What the document says of itself.
#[derive(Debug, Clone)]
pub struct DocumentFacts {
    pub document_id: String,
    pub body_id: String,
    pub symbol: Option<(Symbol, SymbolOrigin)>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    /// BCP 47 tag of the language of the text; null where no language table fits.
    pub language: Option<&'static str>,
    /// BCP 47.
    pub original_language: Option<&'static str>,
    pub distribution: Option<String>,
    pub issued_on: Option<Found<Date>>,
    pub conference: Option<String>,
    pub session_place: Option<String>,
    pub session_dates: Option<Found<DateRange>>,
    pub agenda_item: Option<i32>,
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
    /// `<body>-m<ordinal>`.
    pub meeting_id: String,
    pub ordinal: i32,
    /// The heading, verbatim, without its numeral? (see `title` in the data model: heading, verbatim: numeral included)
    pub title: String,
    pub place: Option<String>,
    pub dates: Option<Found<DateRange>>,
    /// Number of units of level 1.
    pub recommendation_count: i32,
    /// Number of units below level 1.
    pub item_count: i32,
    /// `sec_I`.
    pub eid: String,
    /// The heading line, without markup and white space round it.
    pub span: Span,
}

/// One recommendation or item.
#[derive(Debug, Clone)]
pub struct Unit {
    pub recommendation_id: String,
    /// Index into [`Normalized::meetings`].
    pub meeting: usize,
    /// Index into [`Normalized::units`].
    pub parent: Option<usize>,
    pub level: i32,
    pub number: i32,
    pub letter: Option<String>,
    pub label: String,
    pub role: Role,
    pub modality: Modality,
    pub effective_modality: Modality,
    pub considers: bool,
    pub addressees: Vec<Addressee>,
    pub eid: String,
    /// From the first byte of the printed number to behind the last byte of the words.
    pub span: Span,
}

/// Part a unit plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Recommendation,
    Chapeau,
    Item,
}

/// The normative verb of a unit's first main clause (see the data model).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    Must, Should, MayWish, May, Encouraged, Invited, Urged, Requested, Recommends, None, Inherit,
}

/// Who is to act (one of a unit's addressees).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The published code, such as `states_parties`.
    pub code: &'static str,
    /// Whether it comes from the chapeau.
    pub inherited: bool,
    /// The words, as bytes into the unit's `text`; none where inherited.
    pub surface: Option<Range<usize>>,
}

impl Normalized {
    pub fn source(&self) -> &Source { &self.source }
    pub fn segments(&self) -> &[Segment] { &self.segments }
    pub fn facts(&self) -> &DocumentFacts { &self.facts }
    pub fn meetings(&self) -> &[Meeting] { &self.meetings }
    /// In document order.
    pub fn units(&self) -> &[Unit] { &self.units }
    /// `text` of the data model; borrowed from the source where it stands there in one piece.
    pub fn text(&self, unit: &Unit) -> &str { todo!() }
    /// `text_normalized` of the data model.
    pub fn text_normalized(&self, unit: &Unit) -> Cow<'_, str> { todo!() }
    /// `full_text` of the data model.
    pub fn full_text(&self, unit: &Unit) -> Cow<'_, str> { todo!() }
    /// Source bytes behind a range of bytes of a unit's `text`.
    pub fn source_span(&self, unit: &Unit, text: Range<usize>) -> Span { todo!() }
}

/// Normalizes one document.
pub fn normalize(parsed: crate::parse::Parsed, identity: Identity) -> Normalized {
    let _ = (parsed, identity);
    todo!()
}
