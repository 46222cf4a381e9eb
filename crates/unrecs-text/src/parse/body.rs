//! The sections of a document: headings, recommendations, items, and what stands between them.

use crate::finding::Span;
use crate::language::{Language, headings};
use crate::value::Numeral;

use super::furniture;
use super::label::{self, ItemLabel, Label, LabelKind};
use super::line;
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
    line: Span,
    /// From the first word, the label included.
    span: Span,
    label: Option<Label>,
}

/// The heading of a section that a line is, where it is one.
pub fn heading(text: &str, line: Span, language: Option<&'static Language>) -> Option<Section> {
    let words = words(text, line);
    let (numeral, title) = match words.label {
        Some(Label { kind: LabelKind::Section(numeral), length }) => {
            let (label, title) = line::split(text, words.span, length);
            (Some((i64::from(numeral.value()), label)), title)
        }
        Some(_) => return None,
        None => (None, words.span),
    };
    let printed = &text[title.range()];
    if numeral.is_none() && (printed.len() > 300 || ends_like_a_sentence(printed)) {
        return None;
    }
    let parts = language.map(|language| headings::take_apart(printed, language)).unwrap_or_default();
    let ordinal = parts.ordinal.map(|found| (i64::from(found.number), title.within(&found.at)));
    // Without a numeral, only the words can show a heading: an ordinal with its dates, or an annex.
    let dated = ordinal.is_some() && parts.dates.is_some();
    let shown = numeral.is_some() || dated || language.is_some_and(|language| is_annex(printed, language));
    shown.then_some(Section { numeral, ordinal, meeting: None, title, span: words.span })
}

/// Whether a line is the word for an annex, alone or with its number.
fn is_annex(line: &str, language: &Language) -> bool {
    let mut behind = language.masthead.annex.iter().filter_map(|word| line.strip_prefix(word));
    behind.any(|rest| rest.trim().is_empty() || rest.trim().parse::<Numeral>().is_ok())
}

/// Whether a line ends the preamble: it is a numbered heading, or a heading without a numeral right above the first number. (The
/// session line of a masthead reads like a heading, and has no recommendations under it.)
pub fn begins_sections(
    text: &str,
    line: Span,
    mut below: impl Iterator<Item = Span>,
    language: Option<&'static Language>,
) -> bool {
    heading(text, line, language).is_some_and(|section| {
        let mut next = || words(text, below.find(|line| !line.is_empty())?).label;
        section.numeral.is_some() || matches!(next(), Some(Label { kind: LabelKind::Number(_), .. }))
    })
}

fn words(text: &str, line: Span) -> Words {
    let span = line::words(text, line);
    let inside = &text[span.range()];
    // A line in bold, or a bold number: the stars are syntax, and what they hold is read as if they were not there.
    let bold = inside.strip_prefix("**").and_then(|rest| label::at_start(rest).map(|label| (rest, label)));
    match bold {
        Some((rest, label)) if rest[label.length..].starts_with("**") => {
            let label = Label { length: label.length + 2, ..label };
            Words { line, span: Span::new(span.start + 2, span.end), label: Some(label) }
        }
        Some((rest, label)) if rest.ends_with("**") => {
            Words { line, span: Span::new(span.start + 2, span.end - 2), label: Some(label) }
        }
        _ => Words { line, span, label: label::at_start(inside) },
    }
}

/// The reader of a body: what is open while it goes through the lines.
pub struct Reader<'s, 't> {
    text: &'s str,
    language: Option<&'static Language>,
    tiler: &'t mut Tiler<'s>,
    body: Body,
    open: OpenUnits,
    meetings: usize,
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
        Self { text, language, tiler, body, open, meetings: 0, ended: true, after_blank: true, in_footnote: false }
    }

    /// Reads lines to the end of the document.
    pub fn read(mut self, mut lines: impl Iterator<Item = Span> + Clone) -> Body {
        while let Some(line) = lines.next() {
            self.after_blank = if line.is_empty() {
                self.in_footnote = false;
                true
            } else {
                self.line(line, lines.clone());
                false
            };
        }
        self.body
    }

    fn line(&mut self, line: Span, below: impl Iterator<Item = Span>) {
        let words = words(self.text, line);
        let inside = &self.text[line.range()];
        // Only a line set apart by a blank line or a heading mark can be a heading without a numeral.
        let set_apart = self.after_blank || inside.starts_with('#');
        match words.label {
            Some(label) => self.labelled(&words, label, below),
            None if furniture::is_footnote(inside) => {
                self.in_footnote = true;
                self.tiler.lay_words(SegmentKind::Footnote, line, None);
            }
            None if self.in_footnote => self.tiler.lay_words(SegmentKind::Footnote, words.span, None),
            None if furniture::is_furniture(inside) => self.tiler.lay_words(SegmentKind::Masthead, line, None),
            None if set_apart && let Some(section) = heading(self.text, line, self.language) => {
                self.section(line, section);
            }
            None => self.running_text(&words),
        }
    }

    fn labelled(&mut self, words: &Words, label: Label, below: impl Iterator<Item = Span>) {
        let text = self.text;
        match label.kind {
            LabelKind::Section(_) => {
                let section = heading(text, words.line, self.language).expect("a line with the numeral of a section");
                self.section(words.line, section);
            }
            LabelKind::Number(numeral) if self.in_meeting() => {
                self.unit(words, label, Standing::recommendation(numeral));
            }
            LabelKind::Number(_) => self.orphan(words, label, OrphanKind::RecommendationOutsideMeeting),
            LabelKind::Item(item) => match self.open.place(item, || next_item(text, below)) {
                Some(standing) => self.unit(words, label, standing),
                None => self.orphan(words, label, OrphanKind::ItemWithoutRecommendation),
            },
        }
    }

    fn section(&mut self, line: Span, mut section: Section) {
        let kind = match section.ordinal {
            Some(_) => {
                section.meeting = Some(self.meetings);
                self.meetings += 1;
                SegmentKind::MeetingHeading
            }
            None => SegmentKind::Title,
        };
        self.tiler.lay(SegmentKind::Markup, Span::new(line.start, section.span.start), None);
        self.tiler.lay_words(kind, section.span, None);
        self.tiler.lay(SegmentKind::Markup, Span::new(section.span.end, line.end), None);
        self.body.sections.push(section);
        self.open = OpenUnits::default();
        self.ended = true;
    }

    fn in_meeting(&self) -> bool {
        self.body.sections.last().is_some_and(|section| section.meeting.is_some())
    }

    /// Numbered text in no place for one. An item outside the meetings is a paragraph like any other.
    fn orphan(&mut self, words: &Words, label: Label, kind: OrphanKind) {
        let in_meeting = self.in_meeting();
        if in_meeting || kind == OrphanKind::RecommendationOutsideMeeting {
            let (label, words) = line::split(self.text, words.span, label.length);
            self.body.orphans.push(OrphanUnit { kind, label, words });
        }
        self.unnumbered(if in_meeting { SegmentKind::Unrecognized } else { SegmentKind::Paragraph }, words, None);
    }

    /// Lays words behind their Markdown.
    fn unnumbered(&mut self, kind: SegmentKind, words: &Words, unit: Option<usize>) {
        self.tiler.lay(SegmentKind::Markup, Span::new(words.line.start, words.span.start), None);
        self.tiler.lay_words(kind, words.span, unit);
    }

    fn unit(&mut self, words: &Words, label: Label, standing: Standing) {
        let (label, rest) = line::split(self.text, words.span, label.length);
        let index = self.body.units.len();
        let (start, end) = if rest.is_empty() { (label.end, label.end) } else { (rest.start, rest.end) };
        self.tiler.lay(SegmentKind::Markup, Span::new(words.line.start, words.span.start), Some(index));
        // The white space behind a number belongs to it.
        self.tiler.lay(SegmentKind::Number, Span::new(label.start, start), Some(index));
        let first = self.tiler.next_index() - 1;
        self.tiler.lay_words(SegmentKind::Recommendation, rest, Some(index));
        self.tiler.lay(SegmentKind::Markup, Span::new(rest.end, words.line.end), Some(index));
        self.body.units.push(RawUnit {
            section: self.body.sections.len() - 1,
            standing,
            label,
            span: Span::new(label.start, end),
            segments: first..self.tiler.next_index(),
        });
        self.open.open(standing, index);
        self.ended = ends_like_a_sentence(&self.text[rest.range()]);
    }

    /// Words without a number: more of the open unit where its sentence has not ended or no blank line parts them; an
    /// introduction where the section has no unit yet; else nobody knows what.
    fn running_text(&mut self, words: &Words) {
        match self.open.last() {
            Some(index) if !self.after_blank || !self.ended => {
                self.unnumbered(SegmentKind::Recommendation, words, Some(index));
                let unit = &mut self.body.units[index];
                unit.span.end = words.span.end;
                unit.segments.end = self.tiler.next_index();
                self.ended = ends_like_a_sentence(&self.text[words.span.range()]);
            }
            Some(_) => self.unnumbered(SegmentKind::Unrecognized, words, None),
            None => self.unnumbered(SegmentKind::Paragraph, words, None),
        }
    }
}

/// The next label below, if it is an item's: (i) behind (h) is a letter, unless (ii) follows.
fn next_item(text: &str, lines: impl Iterator<Item = Span>) -> Option<ItemLabel> {
    let label = lines.filter(|line| !line.is_empty()).find_map(|line| words(text, line).label)?;
    match label.kind {
        LabelKind::Item(item) => Some(item),
        _ => None,
    }
}
