//! Text to segments and numbered units: never fails, loses no byte.
//!
//! A document is a preamble (masthead, title, introduction), then sections. A section whose heading names a meeting holds
//! recommendations, and these hold items. What a line is follows from its printed number and its words, never from the number
//! of `#` in front: conversions from PDF get those wrong.

mod body;
mod furniture;
mod inline;
mod label;
mod line;
mod preamble;
mod series;
mod tiler;

use std::ops::Range;

use crate::finding::Span;
use crate::language::{self, Language, Script};
use crate::source::Source;

use body::Body;
use tiler::Tiler;

pub use preamble::{Entry, Field};
pub use series::{Printed, Standing};

/// What a stretch of the source is. The published codes are the names in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SegmentKind {
    /// White space between other segments.
    Blank,
    /// The printed head of the document: organ, distribution, date, languages, session; also running heads and page numbers.
    Masthead,
    /// The title of the document and its author line, and headings of sections that are no meetings.
    Title,
    /// Running text outside the recommendations, such as the introduction.
    Paragraph,
    /// The heading of a meeting.
    MeetingHeading,
    /// The printed number of a recommendation or the letter of an item, with the white space behind it.
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

/// A stretch of the source and what it is. The segments of a document tile it. There are several for each unit, so that they are
/// kept small: a source has at most [`LARGEST`](crate::source::LARGEST) bytes, and so fewer units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    start: u32,
    end: u32,
    /// Index of the unit, or `NO_UNIT`.
    unit: u32,
}
const NO_UNIT: u32 = u32::MAX;

impl Segment {
    fn new(kind: SegmentKind, span: Span, unit: Option<usize>) -> Self {
        let narrow = |number: usize| u32::try_from(number).unwrap_or(NO_UNIT);
        Self { kind, start: narrow(span.start), end: narrow(span.end), unit: unit.map_or(NO_UNIT, narrow) }
    }

    /// Which bytes.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Index of the unit it belongs to, for the number, the words and the markup of a unit.
    pub fn unit(&self) -> Option<usize> {
        (self.unit != NO_UNIT).then_some(self.unit as usize)
    }
}

/// The heading of a section, of a meeting or not.
#[derive(Debug, Clone)]
pub struct Section {
    /// The printed numeral, and where it stands with its point.
    pub numeral: Option<(i64, Span)>,
    /// The ordinal of the meeting by its words (第二次会议) and where they stand; none for a section that is no meeting.
    pub ordinal: Option<(i64, Span)>,
    /// How many meetings stand before this one; none for a section that is no meeting.
    pub meeting: Option<usize>,
    /// The words behind the numeral.
    pub title: Span,
    /// Numeral and words.
    pub span: Span,
}

/// A numbered unit as printed.
#[derive(Debug, Clone)]
pub struct RawUnit {
    /// Index of its section.
    pub section: usize,
    /// Its number and its place among the others.
    pub standing: Standing,
    /// The printed number.
    pub label: Span,
    /// From the printed number to the end of the words.
    pub span: Span,
    /// Indices of its segments; segments of page furniture may stand between them.
    pub segments: Range<usize>,
}

/// A numbered text that is in no place for one.
#[derive(Debug, Clone)]
pub struct OrphanUnit {
    /// What is wrong with its place.
    pub kind: OrphanKind,
    /// The printed number.
    pub label: Span,
    /// Its words, to the end of the line.
    pub words: Span,
}

impl OrphanUnit {
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
    pub(crate) source: Source,
    pub(crate) language: Option<&'static Language>,
    pub(crate) segments: Vec<Segment>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) sections: Vec<Section>,
    pub(crate) units: Vec<RawUnit>,
    pub(crate) orphans: Vec<OrphanUnit>,
}

impl Parsed {
    /// The segments, which tile the source.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Parses one document. The language is the one given, else the one that the masthead names, else the one whose letters the
/// text has; where there is no table for it, only what needs no words is read.
pub fn parse(source: Source, language: Option<&'static Language>) -> Parsed {
    let language = language.or_else(|| detect(source.text()));
    let (segments, entries, body) = read(source.text(), language);
    let Body { sections, units, orphans } = body;
    Parsed { source, language, segments, entries, sections, units, orphans }
}

fn read(text: &str, language: Option<&'static Language>) -> (Vec<Segment>, Vec<Entry>, Body) {
    let mut tiler = Tiler::new(text);
    let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    tiler.lay(SegmentKind::Markup, Span::new(0, start), None);

    let mut lines = line::lines(text, start);
    let mut rest = lines.clone();
    let mut head = Vec::new();
    while let Some(line) = lines.next() {
        if !line.is_empty() && body::begins_sections(text, line, lines.clone(), language) {
            break;
        }
        head.push(line);
        rest = lines.clone();
    }
    let (entries, numbered) = preamble::read(&head, language, &mut tiler, text);
    let mut body = body::Reader::new(text, language, &mut tiler).read(rest);
    body.orphans.splice(0..0, numbered);
    (tiler.finish(), entries, body)
}

/// The language that the masthead names, none where there is no table for it; without a name, the only one with a table whose
/// script most letters of the text are of.
fn detect(text: &str) -> Option<&'static Language> {
    const MASTHEAD_LINES: usize = 60;
    let mut lines = line::lines(text, 0).take(MASTHEAD_LINES).map(|line| &text[line.range()]);
    let by_letters = || {
        let han = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
        let sample = || text.chars().filter(|c| c.is_alphabetic()).take(2_000);
        let all = sample().count();
        let script = if sample().filter(han).count() * 4 > all { Script::Han } else { Script::Latin };
        let mut of_script = language::LANGUAGES.iter().filter(|language| language.script == script && all > 0);
        of_script.next().filter(|_| of_script.next().is_none()).copied()
    };
    lines.find_map(language::named).map_or_else(by_letters, language::by_tag)
}
