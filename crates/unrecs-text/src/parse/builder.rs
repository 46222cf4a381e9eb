//! The tree in the making: divisions that are open, paragraphs, and the segments that tile the text.

use super::label::Label;
use super::line::{self, Line};
use super::series::{Printed, Standing};
use super::tiler::Tiler;
use super::{DivisionKind, ParagraphKind, RawDivision, RawParagraph, Segment, SegmentKind};
use crate::finding::Span;

/// The parts of a document so far.
pub struct Builder<'s> {
    /// The text that is read.
    pub text: &'s str,
    /// Lays the segments.
    pub tiler: Tiler<'s>,
    /// The divisions so far.
    pub divisions: Vec<RawDivision>,
    /// The paragraphs so far.
    pub paragraphs: Vec<RawParagraph>,
    /// Indices of the divisions that are open, the outermost first.
    open: Vec<usize>,
}

/// What the heading of a division says.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The printed numeral, and where it stands with its point.
    pub numeral: Option<(Printed, Span)>,
    /// The ordinal of a meeting, and where its words stand.
    pub ordinal: Option<(i64, Span)>,
    /// The words behind the numeral.
    pub words: Option<Span>,
}

impl Heading {
    /// A heading of words alone.
    pub fn of_words(words: Span) -> Self {
        Self { numeral: None, ordinal: None, words: Some(words) }
    }

    /// Numeral and words; none where there are neither.
    pub fn span(&self) -> Option<Span> {
        match (self.numeral, self.words) {
            (Some((_, numeral)), Some(words)) => Some(numeral.to(words)),
            (numeral, words) => numeral.map(|(_, numeral)| numeral).or(words),
        }
    }
}

impl<'s> Builder<'s> {
    /// Nothing but the preface, in which a document begins.
    pub fn new(text: &'s str) -> Self {
        // Documents have a paragraph for every 150 bytes or more.
        let paragraphs = Vec::with_capacity(text.len() / 144);
        let mut builder = Self { text, tiler: Tiler::new(text), divisions: Vec::new(), paragraphs, open: Vec::new() };
        builder.open(DivisionKind::Preface, None, 0);
        builder
    }

    /// Index of the innermost division that is open.
    pub fn current(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// What the innermost division that is open is.
    pub fn current_kind(&self) -> DivisionKind {
        self.divisions[self.current()].kind
    }

    /// The innermost open division of one of these kinds.
    pub fn inside(&self, kinds: &[DivisionKind]) -> Option<usize> {
        self.open.iter().rev().copied().find(|&one| kinds.contains(&self.divisions[one].kind))
    }

    /// Ends every division, and begins one of the document itself.
    pub fn begin(&mut self, kind: DivisionKind, heading: Option<Heading>, at: usize) {
        self.open.clear();
        self.open(kind, heading, at);
    }

    /// Begins a division in the innermost one that is open.
    pub fn open(&mut self, kind: DivisionKind, heading: Option<Heading>, at: usize) {
        let parent = self.open.last().copied();
        let span = heading.and_then(|heading| heading.span()).unwrap_or(Span::new(at, at));
        self.open.push(self.divisions.len());
        self.divisions.push(RawDivision {
            kind,
            parent,
            numeral: heading.and_then(|heading| heading.numeral),
            ordinal: heading.and_then(|heading| heading.ordinal),
            heading: heading.and_then(|heading| heading.words),
            span,
        });
    }

    /// Ends the innermost division.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// Ends every division but the body, and begins that where there is none.
    pub fn begin_in_body(&mut self) {
        match self.open.iter().position(|&one| self.divisions[one].kind == DivisionKind::Body) {
            Some(body) => self.open.truncate(body + 1),
            None => self.begin(DivisionKind::Body, None, self.tiler.end()),
        }
    }

    /// Ends the divisions inside the innermost one of a kind.
    pub fn close_to(&mut self, kind: DivisionKind) {
        let inside = self.open.iter().rposition(|&one| self.divisions[one].kind == kind);
        self.open.truncate(inside.map_or(self.open.len(), |inside| inside + 1));
    }

    /// Lets the heading of the innermost division begin with the words that stand above its title.
    pub fn widen(&mut self, words: Span) {
        let current = self.current();
        let span = &mut self.divisions[current].span;
        *span = words.to(*span);
    }

    /// Begins a section where its numeral puts it: beside the open one of its series, else in the innermost one. A heading without a
    /// numeral stands in the innermost numbered one.
    pub fn section(&mut self, heading: Heading) {
        let is_section = |&one: &usize| self.divisions[one].kind == DivisionKind::Section;
        let first = self.open.iter().position(is_section).unwrap_or(self.open.len());
        let numbered = |one: usize| self.divisions[one].numeral.map(|(printed, _)| printed);
        let mut heading = heading;
        // I. is a roman numeral, but a letter behind H.
        if let Some((printed, at)) = heading.numeral
            && let Some(letter) = printed.as_capital()
            && self.open[first..].iter().filter_map(|&one| numbered(one)).any(|open| open.is_before(letter))
        {
            heading.numeral = Some((letter, at));
        }
        let beside = match heading.numeral {
            Some((printed, _)) => {
                let of_series = |&one: &usize| numbered(one).is_some_and(|open| open.same_series(printed));
                let unnumbered = |&one: &usize| numbered(one).is_none();
                let sections = &self.open[first..];
                sections.iter().position(of_series).or_else(|| sections.iter().position(unnumbered))
            }
            None => self.open[first..].iter().position(|&one| numbered(one).is_none()),
        };
        if let Some(beside) = beside {
            self.open.truncate(first + beside);
        }
        let at = heading.span().map_or(0, |span| span.start);
        self.open(DivisionKind::Section, Some(heading), at);
    }

    /// Lays the words of a line behind its Markdown; they belong to no paragraph.
    pub fn lay(&mut self, kind: SegmentKind, line: &Line) {
        self.lay_line(kind, line, None);
    }

    fn lay_line(&mut self, kind: SegmentKind, line: &Line, paragraph: Option<usize>) {
        self.tiler.lay(SegmentKind::Markup, Span::new(line.span.start, line.words.start), paragraph);
        self.tiler.lay_words(kind, line.words, paragraph);
        self.tiler.lay(SegmentKind::Markup, Span::new(line.words.end, line.span.end), paragraph);
    }

    /// Begins a paragraph with a line, in the innermost division; gives its index.
    pub fn paragraph(&mut self, kind: ParagraphKind, standing: Standing, line: &Line, label: Option<Label>) -> usize {
        let index = self.paragraphs.len();
        let (label, words) = match label {
            Some(label) => line::split(self.text, line.words, label.length),
            None => (Span::new(line.words.start, line.words.start), line.words),
        };
        let (start, end) = if words.is_empty() { (label.end, label.end) } else { (words.start, words.end) };
        let first = self.tiler.next_index();
        self.tiler.lay(SegmentKind::Markup, Span::new(line.span.start, line.words.start), Some(index));
        // The white space behind a number belongs to it.
        self.tiler.lay(SegmentKind::Number, Span::new(label.start, start), Some(index));
        self.tiler.lay_words(SegmentKind::Words, words, Some(index));
        self.tiler.lay(SegmentKind::Markup, Span::new(words.end.max(end), line.span.end), Some(index));
        self.paragraphs.push(RawParagraph {
            division: self.current(),
            kind,
            standing,
            label,
            span: Span::new(label.start, end),
            segments: first..self.tiler.next_index(),
            marked_in: None,
        });
        index
    }

    /// Adds a line to the words of a paragraph.
    pub fn go_on(&mut self, index: usize, line: &Line) {
        self.lay_line(SegmentKind::Words, line, Some(index));
        let end = self.tiler.next_index();
        let paragraph = &mut self.paragraphs[index];
        paragraph.span.end = line.words.end;
        paragraph.segments.end = end;
    }

    /// The words of the text in a span.
    pub fn words(&self, span: Span) -> &'s str {
        &self.text[span.range()]
    }

    /// The segments, when all lines are laid, with the divisions and the paragraphs.
    pub fn finish(self) -> (Vec<Segment>, Vec<RawDivision>, Vec<RawParagraph>) {
        (self.tiler.finish(), self.divisions, self.paragraphs)
    }
}
