//! Where the words of a paragraph's text stand in the source, for asking about many of them.

use std::ops::Range;

use super::paragraphs;
use super::{Paragraph, Words, text};
use crate::finding::{Span, wide};
use crate::parse::Segment;

/// The pieces of the source that a text was joined from.
#[derive(Debug, Clone)]
pub struct Origins {
    /// Each with the byte of the text that it begins at, in order.
    pieces: Vec<(usize, Span)>,
    /// What a text without pieces comes from.
    end: usize,
}

impl Origins {
    pub(super) fn new(source: &str, segments: &[Segment], paragraph: &Paragraph) -> Self {
        let end = paragraph.span.end;
        if let Words::Stretch(words) = paragraph.words {
            return Self { pieces: vec![(0, words)], end };
        }
        let mut pieces: Vec<(usize, Span)> = Vec::new();
        for piece in paragraphs::pieces(segments, wide(&paragraph.segments), paragraph.index) {
            let first = pieces.last().map_or(0, |(first, before)| {
                let length = first + before.len();
                let space = length > 0
                    && text::breaks_line(source, before.end, piece.start)
                    && text::needs_space(&source[..before.end], &source[piece.range()]);
                length + usize::from(space)
            });
            pieces.push((first, piece));
        }
        Self { pieces, end }
    }

    /// The pieces of the source that make the text, each with the byte of the text that it begins at.
    pub fn pieces(&self) -> &[(usize, Span)] {
        &self.pieces
    }

    /// The source bytes behind a range of bytes of the text. What the text does not hold, such as a line break, counts to the
    /// word before it.
    pub fn span(&self, range: Range<usize>) -> Span {
        let ends_before = |at: usize| move |(first, piece): &(usize, Span)| first + piece.len() < at;
        let place = |index: usize, at: usize| {
            self.pieces.get(index).map(|(first, piece)| piece.start + at.saturating_sub(*first))
        };
        let last = self.pieces.last().map_or(self.end, |(_, piece)| piece.end);
        let end = place(self.pieces.partition_point(ends_before(range.end)), range.end).unwrap_or(last);
        let start = place(self.pieces.partition_point(ends_before(range.start + 1)), range.start).unwrap_or(end);
        Span::new(start.min(end), end)
    }
}
