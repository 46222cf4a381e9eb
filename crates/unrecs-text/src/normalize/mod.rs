//! Numbers, identifiers, dates, clean text with a map back to the source, modality and addressees.

mod divisions;
mod document;
mod metadata;
mod names;
mod norms;
mod request;
mod origins;
mod text;
mod paragraphs;

use std::ops::Range;

use crate::finding::{Span, wide};
use crate::value::{Date, DateRange, Symbol};

pub use crate::extract::{Adoption, Ballot, Subject, Vote};
pub use crate::language::Modality;
pub use crate::language::acts::Act;
pub use crate::parse::{Class, DivisionKind, OrphanKind, OrphanParagraph, ParagraphKind};
pub use document::{Normalized, normalize};
pub use origins::Origins;
pub(crate) use request::{Asked, asked};

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
    /// Key of the document, where the configuration gives it. Else it is made from the symbol, and without one from `file_name`.
    pub document_id: Option<String>,
    /// An identifier made from the name of the file.
    pub file_name: String,
    /// Key of the issuing body in the registry.
    pub body_id: String,
    /// The document's symbol where the configuration gives it.
    pub symbol: Option<Symbol>,
}

impl Identity {
    /// A document with this identifier, of this body.
    pub fn named(document_id: &str, body_id: &str) -> Self {
        let file_name = document_id.to_owned();
        Self { document_id: Some(document_id.to_owned()), file_name, body_id: body_id.to_owned(), symbol: None }
    }
}

/// What the document says of itself. Texts are clean and in the document's language; none where the document does not say.
#[derive(Debug, Clone)]
pub struct DocumentMetadata {
    /// Key of the document.
    pub document_id: String,
    /// Key of the issuing body.
    pub body_id: String,
    /// Which kind of document it is.
    pub class: Class,
    /// Which kind of document its words show; the class is another only where the configuration sets it.
    pub told_class: Class,
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
    /// The day of adoption.
    pub adopted_on: Option<ParsedValue<Date>>,
    /// The organ above the body, as printed, its broken lines joined.
    pub conference: Option<String>,
    /// Number of the session of the body.
    pub session: Option<i32>,
    /// Place of the session.
    pub session_place: Option<String>,
    /// Days of the session.
    pub session_dates: Option<ParsedValue<DateRange>>,
    /// The agenda items as printed, such as `78 (a)`; several are joined by `; `.
    pub agenda_items: Option<String>,
    /// Title of the agenda item.
    pub agenda_title: Option<String>,
    /// Symbol of the record of the meeting that adopted the document.
    pub record: Option<String>,
    /// The committee that proposed or considered it, as printed.
    pub committee: Option<String>,
    /// Symbol of the draft or report that it comes from.
    pub proposal: Option<String>,
    /// How it was adopted.
    pub adoption: Option<Adoption>,
    /// How many voted for it, against it, and abstained.
    pub tally: Option<Tally>,
    /// What it is about, as its metadata declare.
    pub subjects: Vec<Subject>,
    /// How each Member State voted, where that was recorded.
    pub votes: Vec<Vote>,
}

impl DocumentMetadata {
    /// The day from which deadlines count: that of adoption, else that of issue; none where it cannot be read.
    pub fn day(&self) -> Option<Date> {
        self.adopted_on.as_ref().or(self.issued_on.as_ref()).and_then(ParsedValue::value).copied()
    }
}

/// The result of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Votes in favour.
    pub votes_for: i32,
    /// Votes against.
    pub votes_against: i32,
    /// Abstentions.
    pub abstentions: i32,
}

/// Where the symbol of a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolOrigin {
    /// Printed in the masthead.
    Text,
    /// Declared by the metadata of the file.
    Metadata,
    /// Given in the configuration.
    Configured,
}

/// A division of the document: a node of its tree.
#[derive(Debug, Clone)]
pub struct Division {
    /// Key of the division: that of the document or of the division above, and its kind or its number.
    pub division_id: String,
    /// What it is.
    pub kind: DivisionKind,
    /// Index of the division that it is part of, which stands before it.
    pub parent: Option<usize>,
    /// 1 for a division of the document itself, 2 for those in it, and so on.
    pub level: i32,
    /// The numeral as printed, without its point.
    pub number: Option<String>,
    /// The words of the heading behind the numeral, as printed and without Markdown.
    pub heading: Option<String>,
    /// Akoma Ntoso identifier, the same in every language: `sec_I`, `annex_2__sec_I`.
    pub eid: String,
    /// What its heading says of a meeting; none for a division that is no meeting.
    pub meeting: Option<Meeting>,
    /// The value of the numeral, and where it stands with its point.
    pub numeral: Option<(i64, Span)>,
    /// Where the words of the heading stand behind the numeral.
    pub heading_span: Option<Span>,
    /// Numeral and words of the heading; nothing, where it begins, for a division without a heading.
    pub span: Span,
    /// What the identifiers of the paragraphs begin with whose numbers count here.
    path: String,
}

/// What the heading of a meeting says.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// 1 for the first meeting of the body.
    pub ordinal: i32,
    /// Where its words say so.
    pub ordinal_span: Span,
    /// Where it was held.
    pub place: Option<String>,
    /// Parts of the heading besides the place that say nothing known, such as 续会; empty as a rule.
    pub leftovers: Vec<Span>,
    /// When it was held.
    pub dates: Option<ParsedValue<DateRange>>,
}

/// A paragraph: a leaf of the tree, and everything that has words.
#[derive(Debug, Clone)]
pub struct Paragraph {
    index: usize,
    segments: Range<u32>,
    words: Words,
    name: names::Name,
    addressees: Range<u32>,
    normative_verb: Option<Range<u32>>,
    opening_verb: Option<Range<u32>>,
    is_normative: bool,
    /// What it is.
    pub kind: ParagraphKind,
    /// Index into [`Normalized::divisions`].
    pub division: usize,
    /// Index of the division in which its number counts: the meeting, the annex, the part whose numbers start again, else the first
    /// division of the document that has such paragraphs.
    pub scope: usize,
    /// Index into [`Normalized::paragraphs`].
    pub parent: Option<usize>,
    /// 1 for a paragraph, 2 for its items, and so on.
    pub level: i32,
    /// The printed number; an item has that of its paragraph.
    pub number: Option<i32>,
    /// Place in its series by the printed number: 3 for `3.`, `(c)` and `(iii)`; 0 where it has none.
    pub ordinal: i64,
    /// Where the printed number or mark stands; empty where it has none.
    pub label_span: Span,
    /// The part it plays.
    pub role: Role,
    /// What its own words say.
    pub modality: Modality,
    /// What it says together with its chapeau.
    pub effective_modality: Modality,
    /// Whether the main verb governs "to consider", in its own words or the chapeau's.
    pub considers: bool,
    /// Whether the main verb is denied, in its own words or the chapeau's: 不应, `shall not`.
    pub negated: bool,
    /// What its opening verb does; none where it has no such verb, and where the verb can do several things.
    pub act: Option<Act>,
    /// What its opening verb can do, where that is more than one thing.
    pub act_candidates: &'static [Act],
    /// What other language versions say, where they decide which of the candidates is meant: `en: Requests; es: Solicita`.
    pub act_evidence: Option<Box<str>>,
    /// From the first byte of the printed number to behind the last byte of the words.
    pub span: Span,
}

impl Paragraph {
    /// Whether it says what somebody should do or what a body decides: a recommendation, an operative paragraph, or an item of one.
    pub fn is_normative(&self) -> bool {
        self.is_normative
    }
}

/// The words of a paragraph: mostly one stretch of the source, joined only where line breaks or Markdown part them.
#[derive(Debug, Clone)]
enum Words {
    Stretch(Span),
    Joined(Box<str>),
}

/// The part a paragraph plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It stands alone.
    Plain,
    /// It introduces items.
    Chapeau,
}

/// Who is to act: one of a paragraph's addressees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The published code, such as `states_parties`.
    pub code: &'static str,
    /// The words, as bytes into the paragraph's `text`; none where it comes from the chapeau.
    surface: Option<Range<u32>>,
    /// Of the chapeau, the addressee that it is, among those of the document.
    above: Option<u32>,
}

impl Addressee {
    /// Whether it comes from the chapeau.
    pub fn is_inherited(&self) -> bool {
        self.surface.is_none()
    }

    /// The words, as bytes into the paragraph's `text`; none where it comes from the chapeau.
    pub fn surface(&self) -> Option<Range<usize>> {
        self.surface.as_ref().map(wide)
    }
}
