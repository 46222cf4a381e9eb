//! Footnotes: rows in smaller letters at the foot of a page or column, each with its mark in front.

use hashbrown::HashSet;

use super::columns;
use super::geometry::Length;
use super::rows::Row;

/// A footnote.
#[derive(Debug)]
pub(super) struct Note<'t> {
    /// What its mark says.
    pub mark: String,
    /// How many words of the first row are the mark.
    pub mark_words: usize,
    /// Its rows with the pages on which they stand.
    pub rows: Vec<(Row<'t>, u32)>,
}

/// The footnotes of a document, as far as it was read.
#[derive(Debug)]
pub(super) struct Notes<'t> {
    body_height: Length,
    pub list: Vec<Note<'t>>,
}

impl<'t> Notes<'t> {
    /// None yet; letters of the text have a height.
    pub fn new(body_height: Length) -> Self {
        Self { body_height, list: Vec::new() }
    }

    /// Takes the footnotes out of the rows of a page or a column.
    pub fn take(&mut self, mut rows: Vec<Row<'t>>, page: u32) -> Vec<Row<'t>> {
        let small = rows.iter().rev().take_while(|row| self.is_small(row)).count();
        let below = rows.len() - small;
        let first = rows[below..].iter().position(|row| self.mark(row).is_some());
        let goes_on = self.list.last().is_some_and(|last| {
            last.rows.last().is_some_and(|(row, on)| on + 1 == page && !row.shown().ends_with(['.', '。', '．']))
        });
        let start = match first {
            Some(_) if goes_on => below,
            Some(first) => below + first,
            None if goes_on && small < rows.len() => below,
            None => return rows,
        };
        let words = rows.split_off(start).into_iter().flat_map(|row| row.words).collect();
        for row in columns::columns(words).into_iter().flatten() {
            match (self.mark(&row), self.list.last_mut()) {
                (None, Some(open)) => open.rows.push((row, page)),
                (mark, _) => {
                    let (mark, mark_words) = mark.unwrap_or_default();
                    self.list.push(Note { mark, mark_words, rows: vec![(row, page)] });
                }
            }
        }
        rows
    }

    fn is_small(&self, row: &Row<'_>) -> bool {
        i64::from(row.area.height()) * 100 < i64::from(self.body_height) * 93
    }

    /// The mark with which a row begins a footnote, and its number of words.
    fn mark(&self, row: &Row<'_>) -> Option<(String, usize)> {
        let glued = (1..row.words.len()).find(|&word| row.is_spaced(word)).unwrap_or(row.words.len());
        let raised = row.words.iter().take_while(|word| is_raised(word.area.height(), row)).count();
        let count = if raised > 0 { raised } else { glued };
        let printed: String = row.words[..count].iter().map(|word| &*word.text).collect();
        let mark = name(&printed)?;
        let last = self.list.iter().rev().find_map(|note| note.mark.parse::<u32>().ok()).unwrap_or(0);
        let next = mark.parse::<u32>().is_ok_and(|number| number == last + 1);
        let tabbed = row.label() == Some(count);
        (count < row.words.len() && (raised > 0 || next || tabbed)).then(|| (mark.to_owned(), count))
    }

    /// The names of the marks.
    pub fn names(&self) -> HashSet<&str> {
        self.list.iter().map(|note| note.mark.as_str()).collect()
    }
}

/// Whether letters of a height are so small that they stand raised in a row.
pub(super) fn is_raised(height: Length, row: &Row<'_>) -> bool {
    height * 10 < row.area.height() * 8
}

/// What a printed mark says, without its brackets: a number, stars, or one letter.
pub(super) fn name(printed: &str) -> Option<&str> {
    let inside = printed.trim_matches(['(', ')']);
    let digits = (1..=3).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit());
    let stars = (1..=4).contains(&inside.len()) && inside.bytes().all(|byte| byte == b'*');
    let letter = inside.chars().count() == 1 && inside.chars().all(char::is_lowercase);
    (digits || stars || letter).then_some(inside)
}
