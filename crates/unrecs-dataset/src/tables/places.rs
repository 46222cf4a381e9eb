//! Where words stand in the text of a paragraph: the columns, the same in every table that has them, and their cells.

use std::ops::Range;

use super::cell::Cell;
use super::schema::{Column, ColumnRole, Int32};

/// Position of the first character.
pub(super) const TEXT_START: Column = Column::required("text_start", Int32)
    .role(ColumnRole::Provenance)
    .en("Where the words begin in the column text of the paragraph: offset in Unicode code points, counted from 0.")
    .zh("词语在所属段落text一栏中的起始位置：以Unicode码位计的偏移量，从0开始。");

/// Position behind the last character.
pub(super) const TEXT_END: Column = Column::required("text_end", Int32)
    .role(ColumnRole::Provenance)
    .en("Where the words end in the column text of the paragraph: offset in Unicode code points behind the last \
         character (end exclusive).")
    .zh("词语在所属段落text一栏中的结束位置：最后一个字符之后的偏移量，以Unicode码位计（不含该位置）。");

/// Places in the text of one paragraph. Places that are asked for in the order of the text cost no more than one walk through it.
pub(super) struct Places<'a> {
    text: &'a str,
    /// A byte of the text, and how many code points stand before it.
    at: (usize, i32),
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: (0, 0) }
    }

    /// The words at a range of bytes of the text.
    pub(super) fn words(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.clone()]
    }

    /// `text_start` and `text_end`.
    pub(super) fn cells(&mut self, range: &Range<usize>) -> [Cell<'static>; 2] {
        let start = self.code_points(range.start);
        let length = code_points(self.words(range));
        [start.into(), (start + length).into()]
    }

    /// How many code points stand before a byte; the next question begins from there.
    pub(super) fn code_points(&mut self, byte: usize) -> i32 {
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
