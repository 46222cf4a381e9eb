//! Writes rows as lines of text and remembers the page and the place of each.

use std::ops::Range;

use hashbrown::HashSet;

use super::direction::{self, Direction};
use super::hyphens::{Hyphen, Hyphens};
use super::notes::{self, Notes, is_raised};
use super::paragraphs::{Paragraph, is_unspaced};
use super::rows::Row;
use crate::extract::mark::{Mark, MarkKind};
use crate::extract::origin::Origin;

/// The line above the footnotes.
const RULE: &str = "__________________";

/// Text that is being written.
pub(super) struct Sheet<'a> {
    hyphens: &'a Hyphens,
    direction: Direction,
    /// The marks that footnotes have.
    names: HashSet<&'a str>,
    text: String,
    origins: Vec<Origin>,
    marks: Vec<Mark>,
}

/// A part of a row, in the order in which it is read.
enum Part<'r> {
    Words(&'r str),
    Space,
    /// The mark of a footnote.
    Mark {
        name: String,
        source: Range<usize>,
    },
}

impl<'a> Sheet<'a> {
    pub fn new(hyphens: &'a Hyphens, direction: Direction, names: HashSet<&'a str>) -> Self {
        Self { hyphens, direction, names, text: String::new(), origins: Vec::new(), marks: Vec::new() }
    }

    /// Writes a paragraph as a line.
    pub fn paragraph(&mut self, paragraph: &Paragraph<'_>) {
        if !self.text.is_empty() {
            self.text.push_str(if paragraph.is_apart { "\n\n" } else { "\n" });
        }
        self.rows(&paragraph.rows, 0);
    }

    /// Writes the footnotes below a rule.
    pub fn notes(&mut self, notes: &Notes<'_>) {
        if notes.list.is_empty() {
            return;
        }
        let above = if self.text.is_empty() { "" } else { "\n\n" };
        self.text.push_str(above);
        self.text.push_str(RULE);
        for note in &notes.list {
            self.text.push('\n');
            let (start, source) = (self.text.len(), note.rows.first().map_or(0..0, |(row, _)| source(row)));
            if !note.mark.is_empty() {
                self.text.push_str(&note.mark);
                self.text.push(' ');
            }
            self.rows(&note.rows, note.mark_words);
            let kind = MarkKind::Footnote { name: note.mark.clone() };
            self.marks.push(Mark::new(kind, start..self.text.len(), source));
        }
    }

    /// The text, its origins and its marks.
    pub fn finish(mut self) -> (String, Vec<Origin>, Vec<Mark>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.origins, self.marks)
    }

    /// Writes rows one behind the other, the first without some words.
    fn rows(&mut self, rows: &[(Row<'_>, u32)], skipped: usize) {
        for (index, (row, page)) in rows.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &rows[before].0);
            if let Some(before) = before {
                self.between(before, row);
            }
            let start = self.text.len();
            self.row(row, if index == 0 { skipped } else { 0 });
            if self.text.len() > start {
                self.origins.push(Origin::on_page(start..self.text.len(), source(row), *page));
            }
        }
    }

    /// Writes what stands between two rows.
    fn between(&mut self, row: &Row<'_>, next: &Row<'_>) {
        match self.hyphens.between(row, next) {
            Hyphen::Parts => {
                self.text.pop();
                if let Some(last) = self.origins.last_mut() {
                    last.shorten(self.text.len());
                }
            }
            Hyphen::Stays => {}
            Hyphen::None => {
                let mut last = self.text.chars().rev();
                let (end, before) = (last.next().unwrap_or(' '), last.next().unwrap_or(' '));
                let first = next.words.first().and_then(|word| word.text.chars().next()).unwrap_or(' ');
                let glued = matches!(end, '/' | '–' | '—') && before != ' ';
                if !(glued || end == ' ' || is_unspaced(end) || is_unspaced(first)) {
                    self.text.push(' ');
                }
            }
        }
    }

    fn row(&mut self, row: &Row<'_>, skipped: usize) {
        let parts = self.parts(row, skipped);
        if self.direction == Direction::LeftToRight {
            for part in parts {
                match part {
                    Part::Words(words) => match words.is_ascii() {
                        true => self.text.push_str(words),
                        false => self.text.push_str(&direction::written(words.chars())),
                    },
                    Part::Space => self.text.push(' '),
                    Part::Mark { name, source } => self.mark(name, source),
                }
            }
            return;
        }
        // A mark runs with what is around it, as one character.
        const MARK: char = '\u{FFFC}';
        let mut marks = Vec::new();
        let mut items: Vec<(char, usize)> = Vec::new();
        for part in parts {
            match part {
                Part::Words(words) => {
                    let mut characters = Vec::new();
                    self.direction.right_to_left(words, &mut characters);
                    items.extend(characters.into_iter().map(|c| (c, usize::MAX)));
                }
                Part::Space => items.push((' ', usize::MAX)),
                Part::Mark { name, source } => {
                    items.push((MARK, marks.len()));
                    marks.push(Some((name, source)));
                }
            }
        }
        direction::read(&mut items, |(c, _)| *c);
        for run in items.chunk_by(|one, next| one.1 == usize::MAX && next.1 == usize::MAX) {
            match marks.get_mut(run[0].1).and_then(Option::take) {
                Some((name, source)) => self.mark(name, source),
                None => self.text.push_str(&direction::written(run.iter().map(|(c, _)| *c))),
            }
        }
    }

    fn mark(&mut self, name: String, source: Range<usize>) {
        // White space before a mark is not part of the text.
        let at = self.text.len();
        self.marks.push(Mark::new(MarkKind::FootnoteMark { name }, at..at, source));
    }

    /// The words of a row behind those that are left out, with its marks and the white space.
    fn parts<'r>(&self, row: &'r Row<'_>, skipped: usize) -> Vec<Part<'r>> {
        let mut parts = Vec::with_capacity(row.words.len() * 2);
        let mut at = skipped;
        while at < row.words.len() {
            let words = self.raised_mark(row, at);
            let spaced = at > skipped && row.is_spaced(at) && !self.is_glued(row, at);
            if let Some((name, end)) = words {
                // White space parts a mark from the words behind it, never from those before.
                let source = row.words[at].source.start..row.words[end - 1].source.end;
                parts.push(Part::Mark { name, source });
                at = end;
                continue;
            }
            if spaced {
                parts.push(Part::Space);
            }
            parts.push(Part::Words(&row.words[at].text));
            at += 1;
        }
        parts
    }

    /// The mark of a footnote that begins with a word of a row, and the word behind it: raised, and that of a footnote.
    fn raised_mark(&self, row: &Row<'_>, at: usize) -> Option<(String, usize)> {
        let is_part = |word: &&super::words::Word<'_>| {
            is_raised(word.area.height(), row) && word.area.middle() < row.area.middle()
        };
        let end = at + row.words[at..].iter().take_while(is_part).count();
        let printed: String = row.words[at..end].iter().map(|word| &*word.text).collect();
        let name = notes::name(&printed).filter(|name| at > 0 && self.names.contains(name))?;
        Some((name.to_owned(), end))
    }

    /// Whether only the layout parts a word from the one before, as between Chinese characters and figures.
    fn is_glued(&self, row: &Row<'_>, at: usize) -> bool {
        let end = row.words[at - 1].text.chars().next_back().unwrap_or(' ');
        let first = row.words[at].text.chars().next().unwrap_or(' ');
        (is_unspaced(end) || is_unspaced(first)) && row.gap(at) < row.area.height()
    }
}

/// Where the words of a row stand in what poppler wrote.
fn source(row: &Row<'_>) -> Range<usize> {
    let start = row.words.iter().map(|word| word.source.start).min().unwrap_or(0);
    let end = row.words.iter().map(|word| word.source.end).max().unwrap_or(start);
    start..end
}
