//! Text to a tree of divisions with paragraphs as leaves: never fails, loses no byte.
//!
//! A document is a preface (masthead, title, introduction), then a body with its sections, then annexes. What a line is follows
//! from its printed number and its words, never from the number of `#` in front: conversions from PDF get those wrong.

mod body;
mod builder;
mod class;
mod furniture;
mod heading;
mod inline;
mod label;
mod line;
mod notes;
mod numbering;
mod preface;
mod series;
mod tiler;

use std::ops::Range;

use crate::extract::{MarkKind, Rendition};
use crate::finding::Span;
use crate::language::{self, Language};
use crate::value::codes;

use builder::Builder;

pub use class::Class;
pub use preface::{Entry, Field};
pub use series::{Inserted, Printed, Standing};

codes! {
    /// What a stretch of the text is.
    SegmentKind {
        /// White space between other segments.
        Blank = "blank",
        /// The printed head of the document: organ, distribution, date, languages, session; also running heads and page numbers.
        Masthead = "masthead",
        /// The title of the document and its author line.
        Title = "title",
        /// The agenda item and its title.
        Agenda = "agenda",
        /// The heading of a division.
        Heading = "heading",
        /// The printed number of a paragraph, or the mark of a footnote, with the white space behind it.
        Number = "number",
        /// The words of a paragraph.
        Words = "words",
        /// The meeting and the day of adoption behind the last paragraph.
        Closing = "closing",
        /// Syntax of the text format (Markdown), marks that cannot be seen, and the byte order mark.
        Markup = "markup",
        /// What no rule understood.
        Unrecognized = "unrecognized",
    }
}

codes! {
    /// What a division of a document is.
    DivisionKind {
        /// What stands before the preamble or the body: masthead, title, introduction.
        Preface = "preface",
        /// The preambular paragraphs of a resolution.
        Preamble = "preamble",
        /// What the document adopts or reports.
        Body = "body",
        /// A part of a body or an annex under a heading.
        Section = "section",
        /// A resolution of a set, or a part that is called so.
        Part = "part",
        /// What one meeting adopted.
        Meeting = "meeting",
        /// An annex.
        Annex = "annex",
        /// An appendix.
        Appendix = "appendix",
        /// A table.
        Table = "table",
    }
}

codes! {
    /// What a paragraph is.
    ParagraphKind {
        /// A numbered recommendation.
        Recommendation = "recommendation",
        /// A numbered paragraph of the body of a resolution or decision, or its only one.
        Operative = "operative",
        /// An item under a paragraph, at any depth.
        Item = "item",
        /// A paragraph of a preamble.
        Preambular = "preambular",
        /// Any other paragraph, numbered or not.
        Text = "text",
        /// A footnote.
        Footnote = "footnote",
    }
}

/// A stretch of the source and what it is. The segments of a document tile it. There are several for each paragraph, so that they
/// are kept small: a source has at most [`LARGEST`](crate::extract::LARGEST) bytes, and so fewer paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    start: u32,
    end: u32,
    /// Index of the paragraph, or `NO_PARAGRAPH`.
    paragraph: u32,
}
const NO_PARAGRAPH: u32 = u32::MAX;

impl Segment {
    fn new(kind: SegmentKind, span: Span, paragraph: Option<usize>) -> Self {
        let narrow = |number: usize| u32::try_from(number).unwrap_or(NO_PARAGRAPH);
        Self {
            kind,
            start: narrow(span.start),
            end: narrow(span.end),
            paragraph: paragraph.map_or(NO_PARAGRAPH, narrow),
        }
    }

    /// Which bytes.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Index of the paragraph it belongs to, for the number, the words and the markup of a paragraph.
    pub fn paragraph(&self) -> Option<usize> {
        (self.paragraph != NO_PARAGRAPH).then_some(self.paragraph as usize)
    }
}

/// A division as printed.
#[derive(Debug, Clone)]
pub struct RawDivision {
    /// What it is.
    pub kind: DivisionKind,
    /// Index of the division that it is part of, which stands before it.
    pub parent: Option<usize>,
    /// The printed numeral, and where it stands with its point.
    pub numeral: Option<(Printed, Span)>,
    /// The ordinal of a meeting by its words (第二次会议) and where they stand; none for a division that is no meeting.
    pub ordinal: Option<(i64, Span)>,
    /// The words of the heading behind the numeral; none for a division without a heading.
    pub heading: Option<Span>,
    /// Numeral and words; nothing, where it begins, for a division without a heading.
    pub span: Span,
}

/// A paragraph as printed.
#[derive(Debug, Clone)]
pub struct RawParagraph {
    /// Index of its division.
    pub division: usize,
    /// What it is.
    pub kind: ParagraphKind,
    /// Its number and its place among the others.
    pub standing: Standing,
    /// The printed number or mark; empty where it has none.
    pub label: Span,
    /// From the printed number to the end of the words.
    pub span: Span,
    /// Indices of its segments; segments of page furniture may stand between them.
    pub segments: Range<usize>,
    /// Of a footnote, index of the division in whose words its mark stands, where that is known.
    pub marked_in: Option<usize>,
}

/// A numbered text that is in no place for one.
#[derive(Debug, Clone)]
pub struct OrphanParagraph {
    /// What is wrong with its place.
    pub kind: OrphanKind,
    /// The printed number.
    pub label: Span,
    /// Its words, to the end of the line.
    pub words: Span,
}

impl OrphanParagraph {
    /// The number with its words.
    pub fn span(&self) -> Span {
        self.label.to(self.words)
    }
}

/// What is wrong with the place of a numbered text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrphanKind {
    /// A letter with no recommendation above it.
    ItemWithoutRecommendation,
    /// A number outside the meetings, where the words are those of a recommendation.
    RecommendationOutsideMeeting,
}

/// One document, parsed. Made by [`parse`] alone.
#[derive(Debug, Clone)]
pub struct Parsed {
    pub(crate) source: Rendition,
    pub(crate) language: Option<&'static Language>,
    pub(crate) class: Class,
    pub(crate) told_class: Class,
    pub(crate) segments: Vec<Segment>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) divisions: Vec<RawDivision>,
    pub(crate) paragraphs: Vec<RawParagraph>,
    pub(crate) orphans: Vec<OrphanParagraph>,
}

impl Parsed {
    /// The segments, which tile the source.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// What is known of a document before it is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given {
    /// Its language; else it is the one that the masthead names, else the one whose words the text has.
    pub language: Option<&'static Language>,
    /// Its class; else it is told from the words of the document.
    pub class: Option<Class>,
}

/// Parses one document. Where there is no table for its language, only what needs no words is read.
pub fn parse(source: Rendition, given: Given) -> Parsed {
    let declared = || source.declared().language.as_ref().and_then(|tag| language::by_tag(&tag.value));
    let language = given.language.or_else(|| detect(source.text())).or_else(declared);
    let text = source.text();
    let mut builder = Builder::new(text);
    let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    builder.tiler.lay(SegmentKind::Markup, Span::new(0, start), None);
    let lines = front_matter(text, start, &mut builder);
    let lines = line::lines(text, lines);
    let signs = class::signs(text, &lines, language);
    let class = given.class.unwrap_or(signs.class);
    let head = signs.begins(class).unwrap_or(lines.len());
    let entries = preface::read(&lines[..head], language, &mut builder);
    let mut orphans = recommendations_before_meetings(class, &builder);
    orphans.extend(body::Reader::new(&mut builder, language, class).read(&lines[head..]));
    let (segments, divisions, mut paragraphs) = builder.finish();
    // A format that marks the places of footnotes leaves no mark in the words.
    let marked = source.marks().iter().any(|mark| matches!(mark.kind(), MarkKind::FootnoteMark { .. }));
    let segments = match marked {
        true => {
            notes::place_by_marks(text, source.marks(), &divisions, &mut paragraphs);
            segments
        }
        false => notes::cut_marks(source.text(), segments, &mut paragraphs, language),
    };
    let told_class = signs.class;
    Parsed { source, language, class, told_class, segments, entries, divisions, paragraphs, orphans }
}

/// Numbered paragraphs of the preface of a compilation: they may be recommendations whose heading was lost.
fn recommendations_before_meetings(class: Class, builder: &Builder<'_>) -> Vec<OrphanParagraph> {
    let numbered = builder.paragraphs.iter().filter(|paragraph| paragraph.standing.number.is_some());
    let orphan = |paragraph: &RawParagraph| OrphanParagraph {
        kind: OrphanKind::RecommendationOutsideMeeting,
        label: paragraph.label,
        words: line::trim(builder.text, Span::new(paragraph.label.end, paragraph.span.end)),
    };
    numbered.filter(|_| class == Class::Compilation).map(orphan).collect()
}

/// Lays what stands between two lines of three dashes at the start, which is for programs; gives where the document begins.
fn front_matter(text: &str, start: usize, builder: &mut Builder<'_>) -> usize {
    const LONGEST: usize = 10_000;
    let Some(inside) = text[start..].strip_prefix("---\n").or_else(|| text[start..].strip_prefix("---\r\n")) else {
        return start;
    };
    let Some(end) = inside.find("\n---").filter(|&end| end <= LONGEST) else { return start };
    let behind = &inside[end + 4..];
    if !behind.is_empty() && !behind.starts_with(['\n', '\r']) {
        return start;
    }
    let end = text.len() - behind.len();
    builder.tiler.lay(SegmentKind::Markup, Span::new(start, end), None);
    end
}

/// The language that the masthead names; without a name, the one whose words the text has.
fn detect(text: &str) -> Option<&'static Language> {
    const MASTHEAD_LINES: usize = 60;
    let mut lines = line::spans(text, 0).take(MASTHEAD_LINES).map(|line| &text[line.range()]);
    lines.find_map(language::named).or_else(|| language::by_words(text))
}
