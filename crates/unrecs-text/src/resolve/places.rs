//! Places in documents, resolutions and decisions: `A/RES/73/195, annex, para. 5`, 第74/255号决议第8段, `paragraph 5 of resolution 70/1`.

use std::ops::Range;

use super::beside::width;
use super::cursor::{Cursor, Label};
use super::pinpoints::{self, Carried, Pinpoint};
use super::rules::Around;
use super::scanner::What;
use super::symbols::eat_tied_date;
use crate::language::{Unit, ends_with_one, longest_start};

/// What belongs to the documents of a unit.
#[derive(Debug)]
pub(super) struct Places {
    /// For each mark of a document the places in it.
    of_mark: Vec<Option<Place>>,
    /// For each mark what became of it.
    taken: Vec<Taken>,
}

/// Places in one document.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The words of the document and its places, where they stand together.
    pub span: Range<usize>,
    pub pinpoints: Vec<Pinpoint>,
}

/// What became of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It stands for itself.
    No,
    /// It is part of the words of a document.
    Inside,
    /// It is a place in a document whose words stand apart.
    Apart,
}

impl Places {
    /// Finds the places of all documents of a unit.
    pub fn of(around: &Around<'_, '_>) -> Self {
        let count = around.marks.len();
        let mut places = Self { of_mark: vec![None; count], taken: vec![Taken::No; count] };
        for mark in (0..count).filter(|&mark| around.marks[mark].what.is_document()) {
            let Some(Reach { place, taken, range }) = behind(around, mark).or_else(|| in_front(around, mark)) else {
                continue;
            };
            let inside = |other: &usize| {
                let found = &around.marks[*other].span;
                range.start <= found.start && found.end <= range.end
            };
            let (before, behind) = ((0..mark).rev().take_while(inside), (mark + 1..count).take_while(inside));
            before.chain(behind).for_each(|other| places.taken[other] = taken);
            places.of_mark[mark] = Some(place);
        }
        places
    }

    /// The places of a document.
    pub fn at(&self, mark: usize) -> Option<&Place> {
        self.of_mark.get(mark)?.as_ref()
    }

    /// What became of a mark.
    pub fn taken(&self, mark: usize) -> Taken {
        self.taken.get(mark).copied().unwrap_or(Taken::No)
    }
}

/// Places with what becomes of the marks in their words.
struct Reach {
    place: Place,
    taken: Taken,
    /// From the document to the end of their words that is further from it.
    range: Range<usize>,
}

/// The places directly behind a document, across a date or the bracket that it stands in.
fn behind(around: &Around<'_, '_>, mark: usize) -> Option<Reach> {
    let span = &around.marks[mark].span;
    let words = around.words.words;
    let mut cursor = Cursor { places: words.places, ..Cursor::new(around.text, span.end, words) };
    eat_tied_date(&mut cursor, &around.words.language.dates);
    let closed = cursor.eat(&[")", "）"]).is_some();
    let (mut pinpoints, end) = read_behind(cursor)?;
    // An article behind a resolution is one of something else.
    let first = pinpoints.first()?.levels.first()?.0;
    if matches!(first, Unit::Article | Unit::Rule | Unit::Point | Unit::Subpoint) || belongs_to_next(around, mark, end)
    {
        return None;
    }
    pinpoints.iter_mut().for_each(|pinpoint| pinpoint.carried = Carried::No);
    // A bracket round the document alone is part of the words: `(A/62/20), para. 117`.
    let opened = around.text[..span.start].chars().next_back().filter(|c| matches!(c, '(' | '（'));
    let (whole, taken) = match (closed, opened) {
        (false, _) => (span.start..end, Taken::Inside),
        (true, Some(bracket)) => (span.start - bracket.len_utf8()..end, Taken::Inside),
        (true, None) => (span.clone(), Taken::Apart),
    };
    Some(Reach { place: Place { span: whole, pinpoints }, taken, range: span.end..end })
}

/// The places that begin here, directly or behind words that tie them to the document: `, including its paragraph 21`.
fn read_behind(cursor: Cursor<'_>) -> Option<(Vec<Pinpoint>, usize)> {
    let words = cursor.words;
    let mut direct = cursor;
    direct.eat(words.parts);
    pinpoints::read(direct).ok().or_else(|| {
        let mut tied = cursor;
        tied.eat(words.linked_behind)?;
        if let Some(possessive) = longest_start(tied.rest(), words.possessives) {
            tied.at += possessive.len();
            tied.eat_space();
        }
        let found = pinpoints::read(tied).ok()?;
        // What they are places of may be named behind them.
        let rest = &cursor.text[found.1..];
        let named = words.nested.iter().chain(words.linked_before).any(|link| rest.starts_with(link));
        (!named).then_some(found)
    })
}

/// Whether a place behind a document is tied to something named behind it: `resolution 55/25, annex II to the Convention`.
fn belongs_to_next(around: &Around<'_, '_>, mark: usize, end: usize) -> bool {
    let words = around.words.words;
    let next = around.marks[mark + 1..].iter().find(|next| next.span.start >= end);
    next.is_some_and(|next| {
        let gap = around.text.get(end..next.span.start).unwrap_or_default();
        let named = matches!(next.what, What::Name(_)) || next.what.is_document();
        named && words.linked_before.contains(&gap)
    })
}

/// The places in front of a document that are tied to it.
fn in_front(around: &Around<'_, '_>, mark: usize) -> Option<Reach> {
    let words = around.words.words;
    let span = &around.marks[mark].span;
    if words.linked_before.is_empty() || begins_list(around, mark) {
        return None;
    }
    let no_body = |other: &usize| !matches!(around.marks[*other].what, What::Body(_));
    let last = (0..mark).rev().take(3).find(no_body);
    if let Some(last) = last
        && let What::Pinpoints(pinpoints) = &around.marks[last].what
        && is_tie(around, around.between(last, mark)?)
    {
        let start = around.marks[last].span.start;
        let apart = last + 1 < mark;
        let (whole, taken) = if apart { (span.clone(), Taken::Apart) } else { (start..span.end, Taken::Inside) };
        let place = Place { span: whole, pinpoints: pinpoints.clone() };
        return Some(Reach { place, taken, range: start..span.start });
    }
    if let Some(last) = last
        && let What::Pinpoints(pinpoints) = &around.marks[last].what
        && names_document(around, around.between(last, mark)?)
        && matches!(around.marks[mark].what, What::Symbol(..))
        && let Some(close) = around.text[span.end..].chars().next().filter(|c| matches!(c, ')' | '）'))
    {
        let start = around.marks[last].span.start;
        let place = Place { span: start..span.end + close.len_utf8(), pinpoints: pinpoints.clone() };
        return Some(Reach { place, taken: Taken::Inside, range: start..span.start });
    }
    // `the annex to resolution 66/288`: an annex without a number.
    let before = around.shortly_before(mark, 60);
    let annexes = words.units.iter().filter(|word| word.unit == Unit::Annex && !word.many);
    let (at, word) = annexes.filter_map(|word| Some((before.rfind(word.form)?, word))).max_by_key(|(at, _)| *at)?;
    let between = &before[at + word.form.len()..];
    let start = span.start - (before.len() - at);
    let free = last.is_none_or(|last| around.marks[last].span.end <= start && last + 1 == mark);
    let pinpoint = Pinpoint {
        span: start..span.end,
        levels: vec![(Unit::Annex, Label::Unnumbered)],
        range_end: None,
        carried: Carried::No,
    };
    let place = Place { span: start..span.end, pinpoints: vec![pinpoint] };
    (is_tie(around, between) && free).then_some(Reach { place, taken: Taken::Inside, range: start..span.start })
}

/// Whether a text ties a place to the document behind it: ` of its `, ` of General Assembly `.
fn is_tie(around: &Around<'_, '_>, gap: &str) -> bool {
    let words = around.words.words;
    let Some(link) = longest_start(gap, words.nested).or_else(|| longest_start(gap, words.linked_before)) else {
        return false;
    };
    let mut rest = gap[link.len()..].trim();
    loop {
        let small = words.articles.iter().chain(words.possessives).chain(words.determiners);
        let Some(word) = small.filter(|word| rest.split(' ').next() == Some(**word)).max_by_key(|word| word.len())
        else {
            break;
        };
        rest = rest[word.len()..].trim_start();
    }
    let organ = || around.words.organs_in(rest).next().is_some_and(|(_, found)| found == (0..rest.len()));
    rest.is_empty() || organ()
}

/// Whether a text ties a place to the symbol in the bracket behind it, by a noun that the symbol tells more of: ` of the
/// Secretary-General’s report (`.
fn names_document(around: &Around<'_, '_>, gap: &str) -> bool {
    /// `report of the Special Committee on the Charter of the United Nations and on the Strengthening of the Role …`
    const LONGEST: usize = 160;
    let words = around.words.words;
    let Some(inside) = gap.strip_suffix('(').filter(|_| gap.len() <= LONGEST) else { return false };
    let Some(link) = longest_start(inside, words.nested) else { return false };
    let noun = inside[link.len()..].trim();
    let is_own = words.own.iter().any(|own| noun.starts_with(own));
    let unit = |word: &str| words.units.iter().any(|unit| unit.form == word);
    !noun.is_empty() && !is_own && !noun.contains([',', ';', ':', '(', ')', '“']) && !noun.split(' ').any(unit)
}

/// Whether a document is the first of a list, of which nobody can tell which one has the place.
fn begins_list(around: &Around<'_, '_>, mark: usize) -> bool {
    /// No date between two numbers of a list is longer, in letters.
    const LONGEST: usize = 40;
    let words = around.words.words;
    let Some(next) = around.marks.get(mark + 1).filter(|next| next.what.act().is_some()) else { return false };
    let gap = around.gap(mark + 1).unwrap_or_default();
    let noun = words.resolutions.noun_at_start(&around.text[next.span.clone()]);
    width(gap) <= LONGEST && ends_with_one(gap, words.joiners) && noun.is_none()
}
