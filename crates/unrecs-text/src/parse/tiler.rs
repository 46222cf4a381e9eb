//! Lays segments side by side so that they tile the source: a gap can only be white space or text that nobody understood.

use super::inline;
use super::{Segment, SegmentKind};
use crate::finding::Span;
use crate::value::is_invisible;

/// The segments laid so far.
pub struct Tiler<'s> {
    text: &'s str,
    segments: Vec<Segment>,
    end: usize,
}

impl<'s> Tiler<'s> {
    /// No segments yet.
    pub fn new(text: &'s str) -> Self {
        // Documents have a segment for every fifty bytes or more; room that is never touched costs no memory.
        Self { text, segments: Vec::with_capacity(text.len() / 48), end: 0 }
    }

    /// Where the next segment begins.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Index of the next segment.
    pub fn next_index(&self) -> usize {
        self.segments.len()
    }

    /// Lays one segment, after what fills the gap before it. Empty spans are passed over.
    pub fn lay(&mut self, kind: SegmentKind, span: Span, paragraph: Option<usize>) {
        if span.is_empty() {
            return;
        }
        self.fill(span.start);
        debug_assert_eq!(self.end, span.start, "segments overlap");
        self.segments.push(Segment::new(kind, span, paragraph));
        self.end = span.end;
    }

    /// Lays words, with the Markdown in them as segments of its own; gives the bytes from the first word to the last.
    pub fn lay_words(&mut self, kind: SegmentKind, span: Span, paragraph: Option<usize>) {
        let mut at = span.start;
        for cut in inline::markup(&self.text[span.range()]) {
            let cut = span.within(&cut);
            self.lay(kind, Span::new(at, cut.start), paragraph);
            self.lay(SegmentKind::Markup, cut, paragraph);
            at = cut.end;
        }
        self.lay(kind, Span::new(at, span.end), paragraph);
    }

    /// Every segment, when the whole text is covered.
    pub fn finish(mut self) -> Vec<Segment> {
        self.fill(self.text.len());
        self.segments
    }

    fn fill(&mut self, start: usize) {
        if self.end < start {
            let span = Span::new(self.end, start);
            let gap = &self.text[span.range()];
            let kind = if gap.chars().all(char::is_whitespace) {
                SegmentKind::Blank
            } else if gap.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
                SegmentKind::Markup
            } else {
                SegmentKind::Unrecognized
            };
            self.segments.push(Segment::new(kind, span, None));
            self.end = start;
        }
    }
}
