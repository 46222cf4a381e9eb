//! The sections of a document: headings, recommendations, items, and what stands between them.

use crate::finding::Span;
use crate::language::{Language, headings};
use crate::value::Numeral;

use super::furniture;
use super::label::{self, Label, LabelKind};
use super::line::{Line, trim, words_start};
use super::preamble::ends_like_a_sentence;
use super::series::{OpenUnits, Standing};
use super::tiler::Tiler;
use super::{OrphanKind, OrphanUnit, RawUnit, Section, SegmentKind};

/// What the body of a document holds.
#[derive(Default)]
pub struct Body {
    pub sections: Vec<Section>,
    pub units: Vec<RawUnit>,
    pub orphans: Vec<OrphanUnit>,
}

/// Where the words of a line stand and what they begin with.
struct Words {
    /// From the first character of the line, Markdown included.
    content: Span,
    /// From the first word, the label included.
    span: Span,
    label: Option<Label>,
}

/// The heading of a section that a line is, where it is one. `set_apart` says whether a blank line or a heading mark shows that
/// a line without a numeral may be a heading.
pub fn heading(text: &str, line: Line, language: Option<&'static Language>) -> Option<Section> {
    let words = words(text, line);
    let inside = &text[words.span.range()];
    if let Some(Label { kind: LabelKind::Section(numeral), length }) = words.label {
        let title = trim(text, Span::new(words.span.start + length, words.span.end));
        return Some(section(
            text,
            words.span,
            Some((numeral, Span::new(words.span.start, words.span.start + length))),
            (title, language),
        ));
    }
    // Without a numeral, only the words can show a heading: an ordinal with its dates, or an annex.
    if words.label.is_some() || inside.len() > 300 || ends_like_a_sentence(inside) {
        return None;
    }
    let language = language?;
    let annex = language.masthead.annex.iter().any(|word| {
        let behind = |rest: &str| rest.trim().parse::<Numeral>().is_ok() || rest.trim().is_empty();
        inside.strip_prefix(word).is_some_and(behind)
    });
    let found = section(text, words.span, None, (words.span, Some(language)));
    let dated = found.ordinal.is_some() && headings::take_apart(inside, language).dates.is_some();
    (annex || dated).then_some(found)
}

/// Whether a line ends the preamble: it is a numbered heading, or a heading without a numeral right above the first number. (The
/// session line of a masthead reads like a heading, and has no recommendations under it.)
pub fn begins_sections(
    text: &str,
    (line, below): (Line, impl Iterator<Item = Line>),
    language: Option<&'static Language>,
) -> bool {
    let numbered = |line: Line| words(text, line).label.is_some_and(|label| matches!(label.kind, LabelKind::Number(_)));
    heading(text, line, language).is_some_and(|section| {
        section.numeral.is_some() || below.filter(|line| !line.content.is_empty()).map(numbered).next() == Some(true)
    })
}

fn section(
    text: &str,
    span: Span,
    numeral: Option<(Numeral, Span)>,
    (title, language): (Span, Option<&'static Language>),
) -> Section {
    let found = language.and_then(|language| headings::take_apart(&text[title.range()], language).ordinal);
    let ordinal =
        found.map(|found| (found.number, Span::new(title.start + found.at.start, title.start + found.at.end)));
    Section { numeral: numeral.map(|(numeral, at)| (numeral.value(), at)), ordinal, title, span }
}

fn words(text: &str, line: Line) -> Words {
    let span = Span::new(words_start(text, line.content), line.content.end);
    let inside = &text[span.range()];
    // A line in bold, or a bold number: the stars are syntax, and what they hold is read as if they were not there.
    let bold = inside.strip_prefix("**").and_then(|rest| label::at_start(rest).map(|label| (rest, label)));
    match bold {
        Some((rest, label)) if rest[label.length..].starts_with("**") => {
            let label = Label { length: label.length + 2, ..label };
            Words { content: line.content, span: Span::new(span.start + 2, span.end), label: Some(label) }
        }
        Some((rest, label)) if rest.ends_with("**") => {
            Words { content: line.content, span: Span::new(span.start + 2, span.end - 2), label: Some(label) }
        }
        _ => Words { content: line.content, span, label: label::at_start(inside) },
    }
}

/// The reader of a body: what is open while it goes through the lines.
pub struct Reader<'s, 't> {
    text: &'s str,
    language: Option<&'static Language>,
    tiler: &'t mut Tiler<'s>,
    body: Body,
    open: OpenUnits,
    /// Whether the words of the open unit have come to an end.
    ended: bool,
    after_blank: bool,
    in_footnote: bool,
}

impl<'s, 't> Reader<'s, 't> {
    /// A reader that lays its segments behind those of the preamble.
    pub fn new(text: &'s str, language: Option<&'static Language>, tiler: &'t mut Tiler<'s>) -> Self {
        // Documents have a unit for every 150 bytes or more.
        let units = Vec::with_capacity(text.len() / 144);
        let (body, open) = (Body { units, ..Body::default() }, OpenUnits::default());
        Self { text, language, tiler, body, open, ended: true, after_blank: true, in_footnote: false }
    }

    /// Reads lines to the end of the document.
    pub fn read(mut self, lines: impl Iterator<Item = Line> + Clone) -> Body {
        let mut lines = lines;
        while let Some(line) = lines.next() {
            if line.content.is_empty() {
                self.after_blank = true;
                self.in_footnote = false;
                continue;
            }
            let words = words(self.text, line);
            let inside = &self.text[line.content.range()];
            match words.label.map(|label| (label, label.kind)) {
                Some((_, LabelKind::Section(_))) => self.section(line),
                Some((label, LabelKind::Number(numeral))) => self.recommendation(&words, label, numeral),
                Some((label, LabelKind::Item(item))) => {
                    let next = || next_item(self.text, lines.clone());
                    match self.open.place(item, next) {
                        Some(standing) => self.item(&words, label, standing),
                        None => self.stray_item(&words, label),
                    }
                }
                None if furniture::is_footnote(inside) => self.footnote(&words),
                None if self.in_footnote => self.tiler.lay_words(SegmentKind::Footnote, words.span, None),
                None if furniture::is_furniture(inside) => {
                    self.tiler.lay_words(SegmentKind::Masthead, line.content, None)
                }
                None if self.may_be_heading(&words) && heading(self.text, line, self.language).is_some() => {
                    self.section(line)
                }
                None => self.running_text(&words),
            }
            self.after_blank = false;
        }
        self.body
    }

    /// Only a line set apart by a blank line or a heading mark can be a heading without a numeral.
    fn may_be_heading(&self, words: &Words) -> bool {
        self.after_blank || self.text[words.content.range()].starts_with('#')
    }

    fn section(&mut self, line: Line) {
        let Some(section) = heading(self.text, line, self.language) else { return };
        let kind = if section.ordinal.is_some() { SegmentKind::MeetingHeading } else { SegmentKind::Title };
        self.tiler.lay(SegmentKind::Markup, Span::new(line.content.start, section.span.start), None);
        self.tiler.lay_words(kind, section.span, None);
        self.tiler.lay(SegmentKind::Markup, Span::new(section.span.end, line.content.end), None);
        self.body.sections.push(section);
        self.open = OpenUnits::default();
        self.ended = true;
    }

    fn in_meeting(&self) -> bool {
        self.body.sections.last().is_some_and(|section| section.ordinal.is_some())
    }

    fn recommendation(&mut self, words: &Words, label: Label, numeral: Numeral) {
        if self.in_meeting() {
            let standing = self.open.recommendation(numeral, self.body.units.len());
            self.unit(words, label, standing);
        } else {
            let (label, rest) = self.split(words, label);
            self.body.orphans.push(OrphanUnit { kind: OrphanKind::RecommendationOutsideMeeting, label, words: rest });
            self.tiler.lay(SegmentKind::Markup, Span::new(words.content.start, words.span.start), None);
            self.tiler.lay_words(SegmentKind::Paragraph, words.span, None);
        }
    }

    fn item(&mut self, words: &Words, label: Label, standing: Standing) {
        self.open.opened(standing, self.body.units.len());
        self.unit(words, label, standing);
    }

    /// An item with no recommendation above it.
    fn stray_item(&mut self, words: &Words, label: Label) {
        let (label, rest) = self.split(words, label);
        let kind = if self.in_meeting() { SegmentKind::Unrecognized } else { SegmentKind::Paragraph };
        if self.in_meeting() {
            self.body.orphans.push(OrphanUnit { kind: OrphanKind::ItemWithoutRecommendation, label, words: rest });
        }
        self.tiler.lay(SegmentKind::Markup, Span::new(words.content.start, words.span.start), None);
        self.tiler.lay_words(kind, words.span, None);
    }

    /// The label, and the words behind it.
    fn split(&self, words: &Words, label: Label) -> (Span, Span) {
        let end = words.span.start + label.length;
        (Span::new(words.span.start, end), trim(self.text, Span::new(end, words.span.end)))
    }

    fn unit(&mut self, words: &Words, label: Label, standing: Standing) {
        let (label, rest) = self.split(words, label);
        let index = self.body.units.len();
        let start = if rest.is_empty() { label.end } else { rest.start };
        self.tiler.lay(SegmentKind::Markup, Span::new(words.content.start, words.span.start), Some(index));
        let first = self.tiler.next_index() + usize::from(self.gap_before(label.start));
        // The white space behind a number belongs to it.
        self.tiler.lay(SegmentKind::Number, Span::new(label.start, start), Some(index));
        self.tiler.lay_words(SegmentKind::Recommendation, rest, Some(index));
        self.tiler.lay(SegmentKind::Markup, Span::new(rest.end.max(label.end), words.content.end), Some(index));
        let end = if rest.is_empty() { label.end } else { rest.end };
        self.body.units.push(RawUnit {
            section: self.body.sections.len() - 1,
            standing,
            label,
            span: Span::new(label.start, end),
            segments: first..self.tiler.next_index(),
        });
        self.ended = ends_like_a_sentence(&self.text[rest.range()]);
    }

    fn gap_before(&self, start: usize) -> bool {
        self.tiler.end() < start
    }

    fn footnote(&mut self, words: &Words) {
        self.in_footnote = true;
        self.tiler.lay_words(SegmentKind::Footnote, words.content, None);
    }

    /// Words without a number: more of the open unit where its sentence has not ended or no blank line parts them; an
    /// introduction where the section has no unit yet; else nobody knows what.
    fn running_text(&mut self, words: &Words) {
        let goes_on = self.open.last().is_some() && (!self.after_blank || !self.ended);
        self.tiler.lay(SegmentKind::Markup, Span::new(words.content.start, words.span.start), None);
        if let (true, Some(index)) = (goes_on, self.open.last()) {
            self.tiler.lay_words(SegmentKind::Recommendation, words.span, Some(index));
            let unit = &mut self.body.units[index];
            unit.span.end = words.span.end;
            unit.segments.end = self.tiler.next_index();
            self.ended = ends_like_a_sentence(&self.text[words.span.range()]);
        } else {
            let kind = if self.open.last().is_some() { SegmentKind::Unrecognized } else { SegmentKind::Paragraph };
            self.tiler.lay_words(kind, words.span, None);
        }
    }
}

/// The next label below, if it is an item's: (i) behind (h) is a letter, unless (ii) follows.
fn next_item(text: &str, lines: impl Iterator<Item = Line>) -> Option<label::ItemLabel> {
    let label = lines.filter(|line| !line.content.is_empty()).find_map(|line| words(text, line).label)?;
    match label.kind {
        LabelKind::Item(item) => Some(item),
        _ => None,
    }
}
