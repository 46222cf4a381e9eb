//! Text to segments and numbered units: never fails, loses no byte.

use crate::finding::Span;
use crate::language::Language;
use crate::source::Source;

/// What a stretch of the source is. The published codes are the names in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SegmentKind {
    /// White space between other segments.
    Blank,
    /// The printed head of the document: organ, distribution, date, languages, session; also running heads and page numbers.
    Masthead,
    /// The title of the document and its author line.
    Title,
    /// Running text outside the recommendations, such as the introduction.
    Paragraph,
    /// The heading of a meeting.
    MeetingHeading,
    /// The printed number of a recommendation or the letter of an item.
    Number,
    /// The words of a recommendation or an item.
    Recommendation,
    /// Syntax of the text format (Markdown) and the byte order mark.
    Markup,
    /// A footnote.
    Footnote,
    /// The agenda item and its title.
    Agenda,
    /// What no rule understood.
    Unrecognized,
}

/// A stretch of the source and what it is. The segments of a document tile it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Which bytes.
    pub span: Span,
    /// Index of the unit it belongs to, for the number and the words of a unit.
    pub unit: Option<usize>,
}

/// One document, parsed.
pub struct Parsed;

/// Parses one document.
pub fn parse(source: Source, language: Option<&'static Language>) -> Parsed {
    let _ = (source, language);
    todo!()
}
