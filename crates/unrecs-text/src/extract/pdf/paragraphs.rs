//! Joins rows into paragraphs: the space between rows, their first indent, printed numbers, and rows that end early tell where one begins.

use super::geometry::{Length, smallest_of_many};
use super::rows::Row;
use crate::value::punctuation::{COMMAS, STOPS};

/// The rows of one column of a page.
#[derive(Debug)]
pub(super) struct Region<'t> {
    rows: Vec<Row<'t>>,
    page: u32,
    start: Length,
    end: Length,
}

impl<'t> Region<'t> {
    pub fn new(rows: Vec<Row<'t>>, page: u32) -> Self {
        let start = rows.iter().map(|row| row.area.start).min().unwrap_or(0);
        let end = rows.iter().map(|row| row.area.end).max().unwrap_or(0);
        Self { rows, page, start, end }
    }
}

/// The rows of a paragraph, with their pages.
#[derive(Debug)]
pub(super) struct Paragraph<'t> {
    pub rows: Vec<(Row<'t>, u32)>,
    /// Whether a blank line stands above it.
    pub is_apart: bool,
    /// Whether it stands beside other words.
    is_cut: bool,
    /// Where its column begins and ends.
    column: (Length, Length),
}

/// How the rows of a document stand below each other.
#[derive(Debug, Clone, Copy)]
struct Style {
    /// From one row of a paragraph to the next, in thousandths of the height of letters.
    lead: Length,
    /// Whether space parts paragraphs.
    is_spaced: bool,
}

/// The paragraphs of a document, in their order.
pub(super) fn paragraphs(regions: Vec<Region<'_>>) -> Vec<Paragraph<'_>> {
    let style = Style::of(&regions);
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    for region in regions {
        let column = (region.start, region.end);
        let mut before: Option<Length> = None;
        for (index, row) in region.rows.into_iter().enumerate() {
            let (bottom, height) = (row.area.bottom, row.area.height());
            let is_apart = before.is_none_or(|before| style.is_wide(bottom - before, height));
            before = Some(bottom);
            let parts = row.cut();
            let is_cut = parts.len() > 1;
            for (part, row) in parts.into_iter().enumerate() {
                let open = paragraphs.last_mut().filter(|open| match (index, part) {
                    (_, 1..) => false,
                    (0, _) => goes_on_from(open, &row, column),
                    _ => !is_apart && !begins(open, &row, style),
                });
                match open {
                    Some(open) => {
                        open.rows.push((row, region.page));
                        open.column = column;
                    }
                    None => {
                        let rows = vec![(row, region.page)];
                        paragraphs.push(Paragraph { rows, is_apart: is_apart || part > 0, is_cut, column });
                    }
                }
            }
        }
    }
    // A line of one row without space around it may belong to those beside it, as in a masthead; a paragraph of several rows stands alone.
    for index in 1..paragraphs.len() {
        let (own, before) = (&paragraphs[index], &paragraphs[index - 1]);
        let apart = own.rows.len() > 1 || before.rows.len() > 1 || before.is_cut;
        paragraphs[index].is_apart |= apart;
    }
    paragraphs
}

impl Style {
    fn of(regions: &[Region<'_>]) -> Self {
        let distances: Vec<Length> = regions
            .iter()
            .flat_map(|region| region.rows.windows(2))
            .filter(|pair| is_as_high(&pair[0], &pair[1]))
            .map(|pair| (pair[1].area.bottom - pair[0].area.bottom) * 1000 / pair[1].area.height().max(1))
            .collect();
        // More rows may begin a paragraph than go on with one.
        const MANY: usize = 8;
        let lead = smallest_of_many(distances.iter().copied(), 20, MANY).unwrap_or(1000);
        let wide = distances.iter().filter(|&&distance| distance * 10 > lead * 12).count();
        Self { lead, is_spaced: wide * 10 >= distances.len() }
    }

    /// Whether rows whose lower ends are so far apart, in letters of a height, have space between them.
    fn is_wide(self, distance: Length, height: Length) -> bool {
        i64::from(distance) * 10_000 > i64::from(self.lead) * i64::from(height) * 12
    }
}

fn is_as_high(one: &Row<'_>, other: &Row<'_>) -> bool {
    let (low, high) = (one.area.height().min(other.area.height()), one.area.height().max(other.area.height()));
    low * 5 >= high * 4
}

/// Whether a row right below a paragraph begins another one.
fn begins(open: &Paragraph<'_>, row: &Row<'_>, style: Style) -> bool {
    let Some((last, _)) = open.rows.last() else { return true };
    let (step, area) = (row.area.height() / 2, row.area);
    let beside = area.end <= last.area.start || area.start >= last.area.end;
    if !is_as_high(last, row) || (open.is_cut && beside) {
        return true;
    }
    let word_ends = |row: &Row<'_>| row.words.last().is_some_and(|word| word.text.ends_with('/'));
    if word_ends(last) && row.words.len() == 1 {
        return false;
    }
    if row.label().is_some() {
        return true;
    }
    if is_unfinished(last, row) {
        return false;
    }
    if let Some((second, _)) = open.rows.get(1)
        && (area.start - second.area.start).abs() > step
    {
        return true;
    }
    let (start, end) = open.column;
    if style.is_spaced {
        // Lines of a masthead or of a closing are short.
        return has_room(last, row, end) && last.area.width() * 2 < end - start;
    }
    let indented = open.rows.len() == 1 && area.start > last.area.start + step && last.label().is_none();
    has_room(last, row, end) || (indented && ends_sentence(last))
}

/// Whether the first row of a column goes on with the paragraph that ended the one before.
fn goes_on_from(open: &Paragraph<'_>, row: &Row<'_>, column: (Length, Length)) -> bool {
    let Some(((first, _), (last, _))) = open.rows.first().zip(open.rows.last()) else { return false };
    if row.label().is_some() || !is_as_high(last, row) {
        return false;
    }
    if is_unfinished(last, row) {
        return true;
    }
    if has_room(last, row, open.column.1) {
        return false;
    }
    let step = row.area.height() / 2;
    let indent = row.area.start - column.0;
    if let Some((second, _)) = open.rows.get(1)
        && (first.area.start - second.area.start).abs() > step
    {
        return (indent - (second.area.start - open.column.0)).abs() <= step;
    }
    // A short line alone is one of a closing or a masthead.
    let is_short = open.rows.len() == 1 && last.area.width() * 2 < open.column.1 - open.column.0;
    !ends_sentence(last) && !is_short && (begins_small(row) || !last.shown().ends_with(COMMAS))
}

/// Whether a row ends in the middle of a sentence that the next one goes on with in small letters.
fn is_unfinished(row: &Row<'_>, next: &Row<'_>) -> bool {
    let shown = row.shown();
    begins_small(next) && !shown.ends_with(STOPS) && !shown.ends_with(COMMAS)
}

/// Whether a row begins with a small letter that is not the label of an item: `e)`.
fn begins_small(row: &Row<'_>) -> bool {
    let is_label = |word: &str| word.ends_with([')', '.']) && word.len() <= 6;
    row.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase) && !is_label(&word.text))
}

/// Whether a row ends so early that the first word of the next one had room on it.
fn has_room(row: &Row<'_>, next: &Row<'_>, end: Length) -> bool {
    let Some(first) = next.words.first() else { return false };
    let height = next.area.height();
    // Chinese lines break between any two characters.
    let any = first.text.chars().next().is_some_and(is_unspaced);
    let width = if any { height } else { first.area.width() + height / 4 };
    end - row.area.end > width
}

/// Whether a character is written without white space around it.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn ends_sentence(row: &Row<'_>) -> bool {
    row.shown().ends_with(STOPS)
}
