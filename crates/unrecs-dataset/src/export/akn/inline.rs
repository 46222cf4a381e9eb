//! The words of a passage with what they refer to: references, conjoined references, bodies and footnotes, one inside another.

use std::cmp::Reverse;
use std::ops::Range;

use super::blocks::Passage;
use super::iri;
use super::links::{Links, Target};
use super::markup::Markup;
use super::notes::Note;
use super::split;

/// A stretch of a passage that is more than words.
struct Mark<'p> {
    range: Range<usize>,
    element: Element<'p>,
}

enum Element<'p> {
    /// References of one conjoined mention, by the `eId` that they share.
    Group(Option<String>),
    /// A reference of a unit, and others that the same words mean, by their indices there.
    Reference {
        unit: usize,
        indices: Range<usize>,
    },
    /// A body that is named.
    Body(&'p str),
    Note(&'p Note<'p>),
}

/// Writes the words of a passage; `unit` is the unit whose text they are.
pub(super) fn write(markup: &mut Markup, links: &Links<'_, '_>, passage: &Passage<'_>, unit: Option<usize>) {
    let marks = marks(links, passage, unit);
    let mut line = Line { markup, links, text: &passage.text, written: 0, open: Vec::new() };
    for mark in &marks {
        line.end_up_to(mark.range.start);
        line.words(mark.range.start);
        line.begin(mark);
    }
    line.end_up_to(passage.text.len());
    line.words(passage.text.len());
}

/// A passage in the making.
struct Line<'w, 'd, 'r> {
    markup: &'w mut Markup,
    links: &'w Links<'d, 'r>,
    text: &'w str,
    /// The bytes of the text that are written.
    written: usize,
    /// The marks whose elements are open, the outermost first.
    open: Vec<&'w Mark<'w>>,
}

impl<'w> Line<'w, '_, '_> {
    /// Writes the words before this byte.
    fn words(&mut self, end: usize) {
        if self.written < end {
            self.markup.text(&self.text[self.written..end]);
            self.written = end;
        }
    }

    fn begin(&mut self, mark: &'w Mark<'_>) {
        match &mark.element {
            Element::Group(eid) => self.markup.open("mref", &[("eId", eid.as_deref())]),
            Element::Reference { unit, indices } => self.reference(*unit, indices.start, Markup::open),
            Element::Body(body) => {
                self.markup.open("organization", &[("refersTo", Some(&format!("#{}", iri::body_eid(body))))]);
            }
            Element::Note(note) => {
                self.note(note);
                self.written = mark.range.end;
                return;
            }
        }
        self.open.push(mark);
    }

    /// Ends the elements whose words are before this byte.
    fn end_up_to(&mut self, at: usize) {
        while let Some(mark) = self.open.pop_if(|mark| mark.range.end <= at) {
            self.words(mark.range.end);
            self.markup.close();
            if let Element::Reference { unit, indices } = &mark.element {
                indices.clone().skip(1).for_each(|index| self.reference(*unit, index, Markup::empty));
            }
        }
    }

    /// A reference that leads somewhere is a link; of another, all that is known is said, and that it does not.
    fn reference(&mut self, unit: usize, index: usize, begin: Begin) {
        let links = self.links;
        let reference = links.reference(unit, index);
        let (eid, guid) = (links.reference_eid(unit, index), links.reference_guid(unit, index));
        let refers_to = links.refers_to(reference);
        let own = [("eId", eid.as_deref()), ("GUID", guid.as_deref()), ("refersTo", refers_to.as_deref())];
        let target = links.target(reference);
        let (name, others) = match &target {
            Some(Target::One(href)) => ("ref", vec![("href", Some(href.as_str()))]),
            Some(Target::Range(from, to)) => ("rref", vec![("from", Some(from.as_str())), ("upTo", Some(to))]),
            None => {
                let (status, symbol) = (reference.status.code(), reference.target_symbol.as_deref());
                ("inline", vec![("name", Some("reference")), ("class", Some(status)), ("title", symbol)])
            }
        };
        begin(self.markup, name, &[&own[..], &others].concat());
    }

    fn note(&mut self, note: &Note<'_>) {
        let (eid, guid) = (self.links.eid(note.paragraph), self.links.guid(note.paragraph));
        let marker = Some(note.marker.as_str());
        let attributes = [("marker", marker), ("placement", Some("bottom")), ("eId", eid), ("GUID", guid)];
        self.markup.open("authorialNote", &attributes);
        self.markup.open("p", &[]);
        write(self.markup, self.links, &note.words, Some(note.paragraph));
        self.markup.close();
        self.markup.close();
    }
}

/// Begins or writes an element.
type Begin = fn(&mut Markup, &'static str, &[(&str, Option<&str>)]);

/// What is marked, outer marks before inner ones; no two cross.
fn marks<'p>(links: &Links<'_, 'p>, passage: &'p Passage<'_>, unit: Option<usize>) -> Vec<Mark<'p>> {
    let mut marks = unit.map_or_else(Vec::new, |unit| references(links, unit, &passage.text));
    let notes = passage.notes.iter();
    marks.extend(notes.map(|(range, note)| Mark { range: range.clone(), element: Element::Note(note) }));
    for mark in unit.into_iter().flat_map(|unit| groups(links, unit).into_iter().chain(mentions(links, unit))) {
        if marks.iter().all(|other| !cross(&mark.range, &other.range)) {
            marks.push(mark);
        }
    }
    let rank = |element: &Element<'_>| match element {
        Element::Group(_) => 0,
        Element::Reference { .. } => 1,
        Element::Body(_) | Element::Note(_) => 2,
    };
    marks.sort_by_key(|mark| {
        // A mark of no width belongs to the word before it.
        (mark.range.start, !mark.range.is_empty(), Reverse(mark.range.end), rank(&mark.element))
    });
    marks
}

fn cross(a: &Range<usize>, b: &Range<usize>) -> bool {
    let over_the_end = |a: &Range<usize>, b: &Range<usize>| a.start < b.start && b.start < a.end && a.end < b.end;
    over_the_end(a, b) || over_the_end(b, a)
}

/// The references; those that the same words mean share the words, each its number, where each has one.
fn references<'p>(links: &Links<'_, '_>, unit: usize, text: &str) -> Vec<Mark<'p>> {
    let mut marks = Vec::new();
    let mut first = 0;
    for together in links.document().found(unit).references.chunk_by(|one, next| one.span() == next.span()) {
        let (span, end) = (together[0].span(), first + together.len());
        let ranges = split::split(&text[span.clone()], together);
        if ranges.is_empty() {
            marks.push(Mark { range: span, element: Element::Reference { unit, indices: first..end } });
        } else {
            marks.extend((first..end).zip(ranges).map(|(index, range)| Mark {
                range: span.start + range.start..span.start + range.end,
                element: Element::Reference { unit, indices: index..index + 1 },
            }));
        }
        first = end;
    }
    marks
}

/// Conjoined mentions of which two members lead somewhere, from the first word of the first to the last word of the last.
fn groups<'p>(links: &Links<'_, '_>, unit: usize) -> Vec<Mark<'p>> {
    let references = links.document().found(unit).references;
    let mark = |group: u32| {
        let members = || references.iter().filter(move |reference| reference.group == Some(group));
        let leading = members().filter(|reference| links.target(reference).is_some()).count();
        let start = members().map(|reference| reference.span().start).min()?;
        let end = members().map(|reference| reference.span().end).max()?;
        let eid = links.below(unit, &format!("mref_{group}"));
        (leading > 1).then_some(Mark { range: start..end, element: Element::Group(eid) })
    };
    let last = references.iter().filter_map(|reference| reference.group).max().unwrap_or(0);
    (1..=last).filter_map(mark).collect()
}

/// The bodies that are named.
fn mentions<'p>(links: &Links<'_, 'p>, unit: usize) -> impl Iterator<Item = Mark<'p>> {
    let mentions = links.document().found(unit).mentions.iter();
    mentions.map(|mention| Mark { range: mention.span(), element: Element::Body(&mention.body.body_id) })
}
