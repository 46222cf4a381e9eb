//! Writes lines of text and remembers where each character came from, and which ranges are marked.

use std::ops::Range;

use super::white::{Gap, is_edge};
use crate::extract::mark::{Mark, MarkKind};
use crate::extract::origin::Origin;

/// Text that is being laid out.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
    origins: Vec<Origin>,
    marks: Vec<Mark>,
    /// Where the line that was begun last begins.
    line_start: usize,
    lead: Lead,
    /// Whether a blank line comes before the next line.
    blank: bool,
    /// White space that counts only if words follow it in the line.
    gap: Gap,
    /// Marks whose place is known when the next words are.
    waiting: Vec<(MarkKind, Range<usize>)>,
    /// Open ranges: where each began, once it has words. Those without words are the last ones.
    open: Vec<Option<usize>>,
    /// Where `(` stands that a footnote's mark followed: with `)` behind the mark, both are part of it.
    bracket: Option<usize>,
    /// Where the last raised bracket stands.
    raised: Option<usize>,
}

/// What comes before the next words.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// A line break, except at the beginning of the text.
    #[default]
    Line,
    /// Nothing: a cell has begun.
    Nothing,
    /// One space, whatever white space there is.
    Space,
    /// The white space that there is.
    AsFound,
}

/// A range that was opened; it is closed once.
#[derive(Debug, Clone, Copy)]
pub(super) struct RangeHandle(usize);

/// A row that was begun.
#[derive(Debug)]
pub(super) struct Row {
    start: usize,
    blank: bool,
    origins: usize,
}

/// What a sheet holds at the end.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub text: String,
    pub origins: Vec<Origin>,
    pub marks: Vec<Mark>,
}

impl Sheet {
    /// Words, or white space between them, as they stand in the file.
    pub fn write(&mut self, raw: &str, source: usize) {
        let mut at = 0;
        while at < raw.len() {
            let rest = &raw[at..];
            let edge = rest.find(|c| !is_edge(c)).unwrap_or(rest.len());
            if edge > 0 {
                self.gap.add(&rest[..edge], source + at);
            }
            let length = words_length(&rest[edge..]);
            if length > 0 {
                let start = source + at + edge;
                self.words(&rest[edge..edge + length], start..start + length);
            }
            at += edge + length;
        }
    }

    /// A bracket that the file raises: where it stands beside the mark of a footnote, whichever way it turns, it is part of the mark.
    pub fn write_raised_bracket(&mut self, bracket: &str, source: usize) {
        match self.bracket.take() {
            Some(open) if open + 1 == self.text.len() => self.drop_bracket(open),
            _ => {
                self.words(bracket, source..source + bracket.len());
                self.raised = Some(self.text.len() - 1);
            }
        }
    }

    /// A character that the file has as a reference.
    pub fn write_reference(&mut self, c: char, source: Range<usize>) {
        let mut bytes = [0; 4];
        let text: &str = c.encode_utf8(&mut bytes);
        if is_edge(c) { self.gap.add_reference(c, source) } else { self.words(text, source) }
    }

    /// Characters that the layout adds.
    pub fn write_layout(&mut self, text: &str) {
        self.lead_in(' ');
        self.text.push_str(text);
        self.lead = Lead::Nothing;
    }

    /// Ends the line, if it has words.
    pub fn end_line(&mut self) {
        if self.lead != Lead::Line {
            self.place_waiting();
        }
        self.lead = Lead::Line;
        self.gap.clear();
        self.bracket = None;
    }

    /// Ends the line, and puts a blank line before the next one.
    pub fn end_part(&mut self) {
        self.end_line();
        self.blank = true;
    }

    /// Puts a blank line above the line that was begun.
    pub fn put_blank_line_above(&mut self) {
        let start = self.line_start;
        if start == 0 || self.text[..start].ends_with("\n\n") {
            return;
        }
        self.text.insert(start, '\n');
        self.line_start += 1;
        for origin in self.origins.iter_mut().rev().take_while(|origin| origin.text().start >= start) {
            *origin = origin.moved(1);
        }
        for mark in self.marks.iter_mut().rev().take_while(|mark| mark.text().end >= start) {
            mark.move_from(start);
        }
        self.open.iter_mut().flatten().filter(|open| **open >= start).for_each(|open| *open += 1);
    }

    /// Puts one space before the next words, if there are words before.
    pub fn space(&mut self) {
        if self.lead == Lead::AsFound {
            self.lead = Lead::Space;
        }
    }

    /// Whether nothing was written in the line yet.
    pub fn is_fresh(&self) -> bool {
        self.lead == Lead::Line
    }

    /// The words of the line that were written.
    pub fn line(&self) -> &str {
        if self.is_fresh() { "" } else { self.text.get(self.line_start..).unwrap_or_default() }
    }

    /// Whether the words of the line end right here, with no white space behind them.
    pub fn follows_words(&self) -> bool {
        self.lead == Lead::AsFound && self.gap.is_empty()
    }

    /// Begins a range.
    pub fn open(&mut self) -> RangeHandle {
        self.open.push(None);
        RangeHandle(self.open.len() - 1)
    }

    /// Ends a range: the words in it, if there are any.
    pub fn close(&mut self, opened: RangeHandle) -> Option<Range<usize>> {
        let start = self.open.get(opened.0).copied().flatten();
        self.open.truncate(opened.0);
        start.filter(|&start| start < self.text.len()).map(|start| start..self.text.len())
    }

    /// Marks a range that was closed.
    pub fn mark(&mut self, kind: MarkKind, text: Range<usize>, source: Range<usize>) {
        self.marks.push(Mark::new(kind, text, source));
    }

    /// What was written in a range.
    pub fn text(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }

    /// Marks the place of a footnote's mark.
    pub fn mark_place(&mut self, kind: MarkKind, source: Range<usize>) {
        let last = self.text.len().wrapping_sub(1);
        let bracket = self.text.ends_with('(') || self.raised == Some(last);
        self.bracket = (self.lead == Lead::AsFound && bracket).then_some(last);
        self.waiting.push((kind, source));
        if matches!(self.lead, Lead::AsFound | Lead::Space) {
            self.place_waiting();
        }
    }

    /// What was written, from a place on, is taken back. Marks of footnotes stay.
    fn take_back(&mut self, to: usize) {
        self.text.truncate(to);
        while self.origins.last_mut().is_some_and(|last| !last.shorten(to)) {
            self.origins.pop();
        }
        let from = self.marks.iter().rposition(|mark| mark.text().end <= to).map_or(0, |last| last + 1);
        let behind = self.marks.split_off(from);
        self.marks.extend(behind.into_iter().filter_map(|mark| mark.before(to)));
        for open in self.open.iter_mut().filter(|open| open.is_some_and(|start| start >= to)) {
            *open = None;
        }
    }

    /// Begins a row of a table.
    pub fn begin_row(&mut self) -> Row {
        self.end_line();
        Row { start: self.text.len(), blank: self.blank, origins: self.origins.len() }
    }

    /// Begins a cell of a row.
    pub fn begin_cell(&mut self) {
        self.space();
        self.write_layout("| ");
    }

    /// Ends a row; one without words is taken back.
    pub fn end_row(&mut self, row: &Row) {
        if self.origins.len() == row.origins {
            self.take_back(row.start);
            self.blank = row.blank;
        } else {
            self.space();
            self.write_layout("|");
        }
        self.gap.clear();
        self.lead = Lead::Line;
    }

    /// How much was written.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Writes the lines of another sheet as lines of its own.
    pub fn append(&mut self, other: Lines) {
        if other.text.is_empty() {
            return;
        }
        self.end_line();
        self.lead_in(' ');
        self.place_waiting();
        let by = self.text.len();
        self.text.push_str(&other.text);
        self.origins.extend(other.origins.iter().map(|origin| origin.moved(by)));
        self.marks.extend(other.marks.into_iter().map(|mark| mark.moved(by)));
        self.line_start = by + other.text.rfind('\n').map_or(0, |at| at + 1);
        self.lead = Lead::AsFound;
    }

    /// The text without a line break at its end.
    pub fn finish(mut self) -> Lines {
        self.end_line();
        self.place_waiting();
        Lines { text: self.text, origins: self.origins, marks: self.marks }
    }

    fn words(&mut self, text: &str, source: Range<usize>) {
        let bracket = self.bracket.take();
        if let Some(open) = bracket
            && text.starts_with(')')
            && open + 1 == self.text.len()
        {
            self.drop_bracket(open);
            return self.write(&text[1..], source.start + 1);
        }
        let first = text.chars().next().unwrap_or(' ');
        self.lead_in(first);
        self.place_waiting();
        let start = self.text.len();
        self.start_ranges(start);
        self.text.push_str(text);
        self.origin(start..self.text.len(), source);
    }

    /// Takes back a bracket that is part of a mark, and the white space before it.
    fn drop_bracket(&mut self, open: usize) {
        let words = self.text[..open].trim_end_matches(' ').len();
        self.gap.clear();
        if words < open {
            self.gap.collapse();
        }
        self.take_back(words);
        if words == 0 || self.text.ends_with('\n') {
            let lines = self.text.trim_end_matches('\n').len();
            self.blank |= words > lines + 1;
            self.take_back(lines);
            self.lead = Lead::Line;
        }
    }

    /// What stands between the words before and the next ones.
    fn lead_in(&mut self, next: char) {
        match self.lead {
            Lead::Line if self.text.is_empty() => {}
            Lead::Line => self.text.push_str(if self.blank { "\n\n" } else { "\n" }),
            Lead::Nothing => {}
            Lead::Space => self.text.push(' '),
            Lead::AsFound => self.white_space(next),
        }
        if self.lead == Lead::Line {
            self.blank = false;
            self.line_start = self.text.len();
        }
        self.gap.clear();
        self.lead = Lead::AsFound;
    }

    fn white_space(&mut self, next: char) {
        let before = self.text.chars().next_back().unwrap_or(' ');
        let pieces = self.gap.between(before, next);
        for (text, source) in pieces {
            let start = self.text.len();
            self.text.push(text);
            if let Some(source) = source {
                self.origin(start..self.text.len(), source);
            }
        }
    }

    fn start_ranges(&mut self, at: usize) {
        self.open.iter_mut().rev().take_while(|open| open.is_none()).for_each(|open| *open = Some(at));
    }

    fn place_waiting(&mut self) {
        let at = self.text.len();
        self.marks.extend(self.waiting.drain(..).map(|(kind, source)| Mark::new(kind, at..at, source)));
    }

    fn origin(&mut self, text: Range<usize>, source: Range<usize>) {
        let next = Origin::new(text, source);
        if !self.origins.last_mut().is_some_and(|last| last.absorb(&next)) {
            self.origins.push(next);
        }
    }
}

/// How many bytes of a text are words with white space between them that stays as it is: all up to a tab, a line break, or the white
/// space at the end.
fn words_length(text: &str) -> usize {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    text[..end].trim_end_matches(is_edge).len()
}
