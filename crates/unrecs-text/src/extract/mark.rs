//! Ranges that a format marks: evidence to compare the text with.

use std::ops::Range;

use crate::finding::{Span, narrow, wide};

/// A range of the text that the format marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    kind: MarkKind,
    text: Range<u32>,
    source: Range<u32>,
}

/// What a format says of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// Words in italics or bold.
    Emphasis,
    /// A heading.
    Heading,
    /// The place of a footnote's mark, between the words. The range is empty: the mark is not part of the text.
    FootnoteMark {
        /// What the mark says, such as `3`.
        name: String,
    },
    /// The words of a footnote, at the end of the text. Its mark stands before them.
    Footnote {
        /// What its mark says; empty where the format gives it none.
        name: String,
    },
    /// The printed number of a paragraph or an item.
    Number,
    /// Words that link to something.
    Link {
        /// What they link to, as the file has it.
        target: String,
    },
}

impl Mark {
    pub(super) fn new(kind: MarkKind, text: Range<usize>, source: Range<usize>) -> Self {
        Self { kind, text: narrow(&text), source: narrow(&source) }
    }

    /// What the format says.
    pub fn kind(&self) -> &MarkKind {
        &self.kind
    }

    /// Which bytes of the text it says that of.
    pub fn text(&self) -> Range<usize> {
        wide(&self.text)
    }

    /// Where the file says so: the bytes of the start tag, of an attribute's value, or of the characters of a mark.
    pub fn source(&self) -> Span {
        wide(&self.source).into()
    }

    /// The same mark for a text in front of which so many bytes were put.
    pub(super) fn moved(mut self, by: usize) -> Self {
        let text = self.text();
        self.text = narrow(&(text.start + by..text.end + by));
        self
    }

    /// What is left of the mark where the text ends earlier: the mark of a footnote stays, words must be left of any other.
    pub(super) fn before(mut self, end: usize) -> Option<Self> {
        let text = self.text();
        let kept = text.start < end || matches!(self.kind, MarkKind::FootnoteMark { .. });
        self.text = narrow(&(text.start.min(end)..text.end.min(end)));
        kept.then_some(self)
    }

    /// Moves what of the mark stands behind a place one byte further.
    pub(super) fn move_from(&mut self, place: usize) {
        let moved = |at: usize| if at >= place { at + 1 } else { at };
        let text = self.text();
        // A mark that ends where the line begins stays on its own line.
        let end = if text.start < place && text.end == place { text.end } else { moved(text.end) };
        self.text = narrow(&(moved(text.start)..end));
    }

    /// The mark with an end further on.
    pub(super) fn lengthen(&mut self, end: usize) {
        self.text = narrow(&(self.text().start..end));
    }
}
