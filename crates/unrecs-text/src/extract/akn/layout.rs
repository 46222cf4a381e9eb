//! Lays out the content of a document as it is printed: which element begins a line, and which stands in one.

use std::collections::HashSet;
use std::ops::Range;

use super::declarations::Declarations;
use super::elements::{Role, role};
use super::page::{Page, Place};
use super::raised::{Raised, read_raised};
use super::sheet::{Lines, RangeHandle, Sheet};
use super::xml::Tag;
use crate::extract::mark::MarkKind;

/// The line above the footnotes.
const RULE: &str = "__________________";

/// The content of a document, as far as it was read.
#[derive(Default)]
pub(super) struct Layout<'t> {
    /// The document, and on it the footnotes that are open.
    page: Page,
    above: Vec<Page>,
    elements: Vec<Element>,
    /// Footnotes that were closed.
    notes: Vec<Lines>,
    /// Marks of the footnotes up to here.
    names: HashSet<String>,
    /// A letter that is the mark of a note if the cell ends with it, and white space behind it.
    letter: Vec<(&'t str, Range<usize>)>,
}

/// An element that is open.
struct Element {
    role: Role,
    range: Option<RangeHandle>,
    /// What a range of this element is marked as.
    kind: Option<MarkKind>,
    /// A fact that the words of the element state.
    fact: Option<(RangeHandle, &'static str)>,
    /// The start tag, or the attribute that says what the mark says.
    source: Range<usize>,
    content: usize,
}

impl<'t> Layout<'t> {
    pub fn open(&mut self, tag: &Tag, fact: Option<&'static str>) {
        let role = role(tag);
        if matches!(role, Role::Note | Role::NoteMark | Role::Row | Role::Cell) {
            self.letter_is_word();
        }
        self.page.before(role);
        let mut source = tag.source.clone();
        let kind = match role {
            Role::Emphasis => Some(MarkKind::Emphasis),
            Role::Heading => Some(MarkKind::Heading),
            Role::Number => Some(MarkKind::Number),
            Role::Link => tag.attribute("href").map(|href| {
                source = href.source.clone();
                MarkKind::Link { target: href.value.clone().into_owned() }
            }),
            Role::Note => Some(MarkKind::Footnote { name: self.note_mark(tag) }),
            Role::NoteElsewhere => Some(MarkKind::Footnote { name: tag.value("marker").trim().to_owned() }),
            Role::NoteMark => {
                self.note_mark(tag);
                None
            }
            _ => None,
        };
        if matches!(role, Role::Note | Role::NoteElsewhere) {
            self.begin_note(tag);
        }
        if role == Role::Cell {
            self.page.begin_cell(tag.value("colspan"));
        }
        let sheet = &mut self.page.sheet;
        let range = kind.as_ref().map(|_| sheet.open());
        let fact = fact.map(|field| (sheet.open(), field));
        self.elements.push(Element { role, range, kind, fact, source, content: tag.source.end });
    }

    /// Ends the element that was opened last; its end tag begins at an offset of the file.
    pub fn close(&mut self, end: usize, facts: &mut Declarations) {
        let Some(element) = self.elements.pop() else { return };
        if element.role == Role::Cell {
            self.letter_is_mark();
        }
        let sheet = &mut self.page.sheet;
        if let Some((opened, field)) = element.fact
            && let Some(words) = sheet.close(opened)
        {
            facts.state(field, sheet.text(words), element.content..end);
        }
        let words = element.range.and_then(|range| sheet.close(range));
        if let (Some(kind), Some(words)) = (element.kind, words) {
            sheet.mark(kind, words, element.source);
        }
        if matches!(element.role, Role::Note | Role::NoteElsewhere)
            && let Some(below) = self.above.pop()
        {
            let note = std::mem::replace(&mut self.page, below);
            self.notes.push(note.sheet.finish());
            return;
        }
        self.page.behind(element.role, self.elements.len());
    }

    /// Characters of the content, as they stand in the file.
    pub fn text(&mut self, mut raw: &'t str, mut source: Range<usize>) {
        if !self.letter.is_empty() {
            if raw.trim().is_empty() {
                return self.letter.push((raw, source));
            }
            self.letter_is_word();
        }
        let brackets = if self.page.is_behind_own_mark() { empty_brackets(raw) } else { 0 };
        let repeated = brackets + self.page.repeated_number(&raw[brackets..]);
        raw = &raw[repeated..];
        source.start += repeated;
        if !self.elements.iter().rev().take_while(|one| is_in_line(one.role)).any(|one| one.role == Role::Raised) {
            return self.page.sheet.write(raw, source.start);
        }
        let known = |name: &str| self.names.contains(name);
        match read_raised(raw, &self.page, known) {
            Raised::Words => self.page.sheet.write(raw, source.start),
            Raised::Bracket(at) => self.page.sheet.write_raised_bracket(&raw[at..at + 1], source.start + at),
            Raised::OwnMark(length) => self.page.repeat_own_mark(length),
            Raised::Mark(mark) => self.raised_mark(&raw[mark.clone()], source.start + mark.start),
            Raised::MarkOfCell => self.letter.push((raw, source)),
        }
    }

    /// A character that the file has as a reference.
    pub fn reference(&mut self, c: char, source: Range<usize>) {
        self.letter_is_word();
        self.page.sheet.write_reference(c, source);
    }

    /// The whole text, with the footnotes at its end.
    pub fn finish(mut self) -> Lines {
        if !self.notes.is_empty() {
            self.page.sheet.end_part();
            self.page.sheet.write_layout(RULE);
            self.page.sheet.end_line();
        }
        for note in self.notes {
            self.page.sheet.append(note);
        }
        let mut written = self.page.sheet.finish();
        if !written.text.is_empty() {
            written.text.push('\n');
        }
        written
    }

    fn raised_mark(&mut self, raw: &str, source: usize) {
        let name = raw.trim_matches(['(', ')']).to_owned();
        self.page.sheet.mark_place(MarkKind::FootnoteMark { name }, source..source + raw.len());
    }

    fn letter_is_mark(&mut self) {
        if let Some((raw, source)) = std::mem::take(&mut self.letter).into_iter().next() {
            let before = raw.len() - raw.trim_start().len();
            self.raised_mark(raw.trim(), source.start + before);
        }
    }

    fn letter_is_word(&mut self) {
        for (raw, source) in std::mem::take(&mut self.letter) {
            self.page.sheet.write(raw, source.start);
        }
    }

    /// Marks the place of a footnote's mark, and gives its name.
    fn note_mark(&mut self, tag: &Tag) -> String {
        let marker = tag.attribute("marker");
        let name = marker.map(|marker| marker.value.trim().to_owned()).unwrap_or_default();
        let source = marker.map_or(tag.source.clone(), |marker| marker.source.clone());
        self.page.sheet.mark_place(MarkKind::FootnoteMark { name: name.clone() }, source);
        self.names.insert(name.clone());
        name
    }

    /// Begins the lines of a footnote with its mark.
    fn begin_note(&mut self, tag: &Tag) {
        let mut sheet = Sheet::default();
        let mut place = Place::default();
        if let Some(marker) = tag.attribute("marker") {
            // A mark with references is not taken over letter by letter.
            match marker.value.len() == marker.source.len() {
                true => sheet.write(&marker.value, marker.source.start),
                false => sheet.write_layout(marker.value.trim()),
            }
            place = Place::behind_number(&mut sheet, self.elements.len());
        }
        let note = Page::new(sheet, place);
        self.above.push(std::mem::replace(&mut self.page, note));
    }
}

/// How many bytes of a footnote are brackets with nothing in them, which stand around its mark on paper.
fn empty_brackets(raw: &str) -> usize {
    let words = raw.trim_start();
    let pair = words.get(..2).is_some_and(|pair| matches!(pair, "()" | "((" | "))"));
    if pair { raw.len() - words.len() + 2 } else { 0 }
}

/// Whether an element stands inside of a line, so that what is around it says how its words look.
fn is_in_line(role: Role) -> bool {
    matches!(role, Role::Inline | Role::Emphasis | Role::Raised | Role::Link | Role::Title)
}
