//! Where words of a unit stand: in its text, counted in code points, and in the source.

use std::ops::Range;

use super::cell::Cell;
use super::{bytes, line};
use unrecs_text::normalize::{Normalized, Origins, Unit};

/// Places in the text of one unit. Places that are asked for in the order of the text cost no more than one walk through it.
pub(super) struct Places<'a> {
    document: &'a Normalized,
    text: &'a str,
    origins: Origins,
    /// A byte of the text, and how many code points stand before it.
    at: (usize, i32),
}

impl<'a> Places<'a> {
    pub(super) fn of(document: &'a Normalized, unit: &'a Unit) -> Self {
        Self { document, text: document.text(unit), origins: document.origins(unit), at: (0, 0) }
    }

    /// The words at a range of bytes of the text.
    pub(super) fn words(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.clone()]
    }

    /// `text_start`, `text_end`, `source_start`, `source_end` and `source_line`.
    pub(super) fn cells(&mut self, range: &Range<usize>) -> [Cell<'static>; 5] {
        let source = self.origins.span(range.clone());
        let [source_start, source_end] = bytes(source);
        let text_start = self.code_points(range.start);
        let length = code_points(self.words(range));
        [text_start.into(), (text_start + length).into(), source_start, source_end, line(self.document, source)]
    }

    /// How many code points stand before a byte; the next question begins from there.
    fn code_points(&mut self, byte: usize) -> i32 {
        let (from, before) = self.at;
        let count = if byte < from {
            before - code_points(&self.text[byte..from])
        } else {
            before + code_points(&self.text[from..byte])
        };
        self.at = (byte, count);
        count
    }
}

fn code_points(text: &str) -> i32 {
    i32::try_from(text.chars().count()).expect("no text is over 2³¹ - 1 bytes, as `tabulate` asks")
}
