//! Tells the mark of a footnote from other raised words: a file repeats the mark of an earlier footnote as raised figures.

use std::ops::Range;

use super::page::Page;

/// What raised characters are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Raised {
    /// Words of the text, such as `er` in `1er`.
    Words,
    /// A bracket alone, at this offset.
    Bracket(usize),
    /// So many bytes of the mark of the footnote that they stand in, which is already written.
    OwnMark(usize),
    /// The mark of a footnote, in this range.
    Mark(Range<usize>),
    /// The mark of a note below the table, if the cell ends with it.
    MarkOfCell,
}

/// Reads raised characters. Figures are a mark if an earlier footnote has it and they follow a word or a punctuation mark; behind a
/// number or a short unit (`10 km2`) they are a power. In a table one letter at the end of a cell is the mark of a note below the table;
/// anywhere else letters are words, as in `1re classe`.
pub(super) fn read_raised(raw: &str, page: &Page, known: impl Fn(&str) -> bool) -> Raised {
    let trimmed = raw.trim();
    let at = raw.len() - raw.trim_start().len();
    let range = at..at + trimmed.len();
    let name = trimmed.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(trimmed);
    let figures = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    if matches!(trimmed, "(" | ")") {
        return if page.sheet.is_fresh() { Raised::Words } else { Raised::Bracket(at) };
    }
    if name.is_empty() {
        return Raised::Words;
    }
    if page.is_own_mark(name) {
        return Raised::OwnMark(name.len());
    }
    if figures && known(name) && page.sheet.follows_words() && !is_power(page.sheet.line()) {
        return Raised::Mark(range);
    }
    let letter = name.chars().count() == 1 && name.chars().all(char::is_alphabetic);
    if letter && page.is_cell() && page.sheet.follows_words() {
        return Raised::MarkOfCell;
    }
    Raised::Words
}

/// Whether raised figures behind a line are a power: it ends with a figure, or with a short unit behind one.
fn is_power(line: &str) -> bool {
    const LONGEST_UNIT: usize = 2;
    let letters = line.chars().rev().take(LONGEST_UNIT + 1).take_while(|c| c.is_alphabetic()).count();
    let mut before = line.chars().rev().skip(letters).skip_while(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'));
    letters <= LONGEST_UNIT && before.next().is_some_and(char::is_numeric)
}
