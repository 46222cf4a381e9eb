//! A range of the text and the range of the file that it came from.

use std::ops::Range;

use crate::finding::{narrow, wide};

/// A range of the text and the bytes of the file that it came from. Both hold the same bytes, except where the file has a reference to
/// one character (`&amp;`, `&#233;`): that has an origin of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    text: Range<u32>,
    source: Range<u32>,
    /// 0 where the format has no pages.
    page: u32,
}

/// The part of a PDF that its text comes from: what poppler writes of it.
const LAYOUT: &str = "bbox-layout";

impl Origin {
    pub(super) fn new(text: Range<usize>, source: Range<usize>) -> Self {
        Self { text: narrow(&text), source: narrow(&source), page: 0 }
    }

    /// A range that stands on a page of a PDF, and the bytes of poppler's words for it: the same words, with their boxes.
    pub(super) fn on_page(text: Range<usize>, source: Range<usize>, page: u32) -> Self {
        Self { page, ..Self::new(text, source) }
    }

    /// Bytes of the text.
    pub fn text(&self) -> Range<usize> {
        wide(&self.text)
    }

    /// Bytes of the file, or of the part of it that [`part`](Self::part) names.
    pub fn source(&self) -> Range<usize> {
        wide(&self.source)
    }

    /// The member of a container; none for a plain file. For a PDF, what `pdftotext -bbox-layout` writes of it.
    pub fn part(&self) -> Option<&str> {
        (self.page > 0).then_some(LAYOUT)
    }

    /// The page; none where the format has no pages.
    pub fn page(&self) -> Option<u32> {
        (self.page > 0).then_some(self.page)
    }

    /// Whether both ranges hold the same bytes. A reference is longer than the character that it stands for, and poppler's words have tags.
    pub fn is_identity(&self) -> bool {
        self.page == 0 && self.text.len() == self.source.len()
    }

    /// The place in the file of a place in the range.
    pub(super) fn source_at(&self, offset: usize) -> usize {
        let (text, source) = (self.text(), self.source());
        let into = offset.clamp(text.start, text.end) - text.start;
        match (self.is_identity(), into == text.len()) {
            (true, _) => source.start + into,
            (false, true) => source.end,
            (false, false) => source.start,
        }
    }

    /// Takes the next range in, where it continues this one in both.
    pub(super) fn absorb(&mut self, next: &Self) -> bool {
        let continues = self.text.end == next.text.start && self.source.end == next.source.start;
        let taken = continues && self.is_identity() && next.is_identity();
        if taken {
            self.text.end = next.text.end;
            self.source.end = next.source.end;
        }
        taken
    }

    /// The same range for a text in front of which so many bytes were put.
    pub(super) fn moved(&self, by: usize) -> Self {
        let text = self.text();
        Self { text: narrow(&(text.start + by..text.end + by)), ..self.clone() }
    }

    /// The range without its last bytes; `false` where nothing is left.
    pub(super) fn shorten(&mut self, end: usize) -> bool {
        let text = self.text();
        if end >= text.end {
            return true;
        }
        let identity = self.is_identity();
        self.text = narrow(&(text.start..end.max(text.start)));
        if identity {
            self.source.end = self.source.start + self.text.len() as u32;
        }
        !self.text.is_empty()
    }
}
