//! The words of a passage with what they refer to: references, conjoined references, bodies and footnotes, one inside another.

use std::cmp::Reverse;
use std::ops::Range;

use super::blocks::Passage;
use super::iri;
use super::links::{Links, Target};
use super::markup::Markup;
use super::notes::Note;
use super::split;
use unrecs_text::resolve::{Reference, UnitReferences};

/// A stretch of a passage that is more than words.
struct Mark<'p> {
    range: Range<usize>,
    element: Element<'p>,
}

#[derive(Clone)]
enum Element<'p> {
    /// References of one conjoined mention, by its number.
    Group(u32),
    /// A reference by its index in the unit, and others that the same words mean.
    Reference(usize, Range<usize>),
    /// A body that is named.
    Body(&'p str),
    Note(&'p Note),
}

/// Writes the words of a passage; `unit` is the unit whose text they are.
pub(super) fn write(markup: &mut Markup, links: &Links<'_, '_>, passage: &Passage<'_>, unit: Option<usize>) {
    let text = &passage.text;
    let mut open: Vec<&Mark<'_>> = Vec::new();
    let mut at = 0;
    let marks = marks(links, passage, unit);
    for mark in &marks {
        while let Some(done) = open.pop_if(|outer| outer.range.end <= mark.range.start) {
            words(markup, text, &mut at, done.range.end);
            end(markup, links, (unit, &done.element));
        }
        words(markup, text, &mut at, mark.range.start);
        if let Element::Note(note) = mark.element {
            write_note(markup, note);
            at = mark.range.end;
        } else {
            begin(markup, links, (unit, &mark.element));
            open.push(mark);
        }
    }
    while let Some(done) = open.pop() {
        words(markup, text, &mut at, done.range.end);
        end(markup, links, (unit, &done.element));
    }
    words(markup, text, &mut at, text.len());
}

fn words(markup: &mut Markup, text: &str, at: &mut usize, end: usize) {
    if *at < end {
        markup.text(&text[*at..end]);
        *at = end;
    }
}

/// What is marked, outer marks before inner ones; no two cross.
fn marks<'p>(links: &Links<'_, 'p>, passage: &'p Passage<'_>, unit: Option<usize>) -> Vec<Mark<'p>> {
    let found = unit.map(|unit| links.document().found(unit)).unwrap_or_default();
    let mut marks = references(&found, &passage.text);
    let notes = passage.notes.iter();
    marks.extend(notes.map(|(range, note)| Mark { range: range.clone(), element: Element::Note(note) }));
    let mentions = found.mentions.iter();
    let mentions = mentions.map(|one| Mark { range: one.span(), element: Element::Body(&one.body.body_id) });
    for mark in groups(links, &found).chain(mentions) {
        if marks.iter().all(|other| !cross(&mark.range, &other.range)) {
            marks.push(mark);
        }
    }
    let rank = |element: &Element<'_>| match element {
        Element::Group(_) => 0,
        Element::Reference(..) => 1,
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
fn references<'p>(found: &UnitReferences<'_, '_>, text: &str) -> Vec<Mark<'p>> {
    let mut marks = Vec::with_capacity(found.references.len());
    let mut first = 0;
    for together in found.references.chunk_by(|one, next| one.span() == next.span()) {
        let span = together[0].span();
        let ranges = split::split(&text[span.clone()], together);
        if ranges.is_empty() {
            let element = Element::Reference(first, first + 1..first + together.len());
            marks.push(Mark { range: span, element });
        } else {
            marks.extend(ranges.into_iter().enumerate().map(|(index, range)| Mark {
                range: span.start + range.start..span.start + range.end,
                element: Element::Reference(first + index, 0..0),
            }));
        }
        first += together.len();
    }
    marks
}

/// Conjoined mentions of which two members lead somewhere, from the first word of the first to the last word of the last.
fn groups<'a, 'p>(
    links: &'a Links<'_, '_>,
    found: &UnitReferences<'a, '_>,
) -> impl Iterator<Item = Mark<'p>> + use<'a, 'p> {
    let members = |group: u32| found.references.iter().filter(move |reference| reference.group == Some(group));
    let mark = |group: u32| {
        let leading = members(group).filter(|reference| links.target(reference).is_some()).count();
        let start = members(group).map(|reference| reference.span().start).min()?;
        let end = members(group).map(|reference| reference.span().end).max()?;
        (leading > 1).then_some(Mark { range: start..end, element: Element::Group(group) })
    };
    let last = found.references.iter().filter_map(|reference| reference.group).max().unwrap_or(0);
    (1..=last).filter_map(mark).collect::<Vec<_>>().into_iter()
}

fn begin(markup: &mut Markup, links: &Links<'_, '_>, (unit, element): (Option<usize>, &Element<'_>)) {
    match (element, unit) {
        (Element::Group(group), Some(unit)) => {
            let eid = links.below(unit, &format!("mref_{group}"));
            markup.open("mref", &[("eId", eid.as_deref())]);
        }
        (Element::Reference(index, _), Some(unit)) => reference(markup, links, (unit, *index), Markup::open),
        (Element::Body(body), _) => {
            let body = format!("#{}", iri::body_eid(body));
            markup.open("organization", &[("refersTo", Some(&body))]);
        }
        (Element::Note(_), _) | (_, None) => unreachable!("notes have no inside, and only units refer"),
    }
}

fn end(markup: &mut Markup, links: &Links<'_, '_>, (unit, element): (Option<usize>, &Element<'_>)) {
    markup.close();
    if let (Element::Reference(_, others), Some(unit)) = (element, unit) {
        others.clone().for_each(|index| reference(markup, links, (unit, index), Markup::empty));
    }
}

/// Begins or writes an element.
type Begin = fn(&mut Markup, &'static str, &[(&str, Option<&str>)]);

/// A reference that leads somewhere is a link; of another, all that is known is said, and that it does not.
fn reference(markup: &mut Markup, links: &Links<'_, '_>, place: (usize, usize), begin: Begin) {
    let reference: &Reference<'_> = &links.document().found(place.0).references[place.1];
    let (eid, guid) = (links.reference_eid(place), links.reference_guid(place));
    let refers_to = links.refers_to(reference);
    let own = [("eId", eid.as_deref()), ("GUID", guid.as_deref()), ("refersTo", refers_to.as_deref())];
    let [eid, guid, refers_to] = own;
    match links.target(reference) {
        Some(Target::One(href)) => begin(markup, "ref", &[eid, guid, refers_to, ("href", Some(&href))]),
        Some(Target::Range(from, to)) => {
            begin(markup, "rref", &[eid, guid, refers_to, ("from", Some(&from)), ("upTo", Some(&to))]);
        }
        None => {
            let (status, symbol) = (reference.status.code(), reference.target_symbol.as_deref());
            let known = [("name", Some("reference")), ("class", Some(status)), ("title", symbol)];
            begin(markup, "inline", &[eid, guid, refers_to, known[0], known[1], known[2]]);
        }
    }
}

fn write_note(markup: &mut Markup, note: &Note) {
    markup.open("authorialNote", &[("marker", note.marker.as_deref()), ("placement", Some("bottom"))]);
    markup.open("p", &[]);
    markup.text(&note.text);
    markup.close();
    markup.close();
}
