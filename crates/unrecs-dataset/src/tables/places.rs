//! Where rows and words stand in the source and in the text of a unit: the columns, the same in every table that has them, and their
//! cells.

use std::ops::Range;

use super::cell::Cell;
use super::offset;
use super::schema::{Column, Int32, Int64};
use unrecs_text::finding::Span;
use unrecs_text::normalize::{Normalized, Origins, Paragraph};

/// Offset of the first byte.
pub(super) const SOURCE_START: Column = Column::required("source_start", Int64)
    .en("Where the row begins in the source file: offset in bytes from the start of the file, counted from 0.")
    .zh("该行在源文件中的起始位置：自文件开头起算的字节偏移量，从0开始。");

/// Offset behind the last byte.
pub(super) const SOURCE_END: Column = Column::required("source_end", Int64)
    .en("Where the row ends in the source file: offset in bytes behind its last byte (end exclusive).")
    .zh("该行在源文件中的结束位置：最后一个字节之后的字节偏移量（不含该位置）。");

/// Line of the first byte.
pub(super) const SOURCE_LINE: Column = Column::required("source_line", Int32)
    .en("Line of the source file on which the row begins, counted from 1.")
    .zh("该行在源文件中起始处的行号，从1开始。");

/// Position of the first character.
pub(super) const TEXT_START: Column = Column::required("text_start", Int32)
    .en("Where the words begin in the column text of the recommendation: offset in Unicode code points, counted from \
         0.")
    .zh("词语在所属建议text一栏中的起始位置：以Unicode码位计的偏移量，从0开始。");

/// Position behind the last character.
pub(super) const TEXT_END: Column = Column::required("text_end", Int32)
    .en("Where the words end in the column text of the recommendation: offset in Unicode code points behind the last \
         character (end exclusive).")
    .zh("词语在所属建议text一栏中的结束位置：最后一个字符之后的偏移量，以Unicode码位计（不含该位置）。");

/// `source_start`, `source_end` and `source_line`.
pub(super) fn source_span(document: &Normalized, span: Span) -> [Cell<'static>; 3] {
    let line = i32::try_from(document.source().line(span.start));
    let line = line.expect("a file has fewer than 2³¹ lines, as `tabulate` asks");
    [offset(span.start), offset(span.end), line.into()]
}

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
        let [source_start, source_end, source_line] = source_span(self.document, self.origins.span(range.clone()));
        let text_start = self.code_points(range.start);
        let length = code_points(self.words(range));
        [text_start.into(), (text_start + length).into(), source_start, source_end, source_line]
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
