//! Tells what pages carry in their margins: words that repeat at one place over pages up to digits, page numbers, job numbers, bar codes.

use hashbrown::HashMap;

use super::Margin;
use super::direction::Direction;
use super::geometry::Length;
use super::rows::Row;
use crate::value::{Symbol, is_digits};

/// How many rows at each end of a page can be furniture.
const ROWS: usize = 4;

/// How far apart the places of one running head may be.
const NEAR: Length = 300;

/// Which end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Top,
    Bottom,
}

/// How many rows of each page are furniture, at its top and at its bottom.
pub(super) struct Furniture(Vec<(usize, usize)>);

impl Furniture {
    /// Tells the furniture of all pages. The head of the first page is the masthead of the document.
    pub fn of(pages: &[Vec<Row<'_>>], direction: Direction) -> Self {
        let repeated = Repeated::of(pages);
        let first: Vec<String> = pages.first().into_iter().flatten().flat_map(parts).collect();
        let top = |index: usize, row: &Row<'_>| {
            let names_document =
                || parts(row).iter().any(|part| part.parse::<Symbol>().is_ok() && first.contains(part));
            is_marginal(&direction.words(row), index + 1)
                || (index > 0 && (repeated.has(Edge::Top, index, row) || names_document()))
        };
        let mut counts: Vec<(usize, usize)> = Vec::with_capacity(pages.len());
        let mut bands = Vec::new();
        for (index, rows) in pages.iter().enumerate() {
            let tops = rows.iter().take(ROWS).take_while(|row| top(index, row)).count();
            let rest = &rows[tops..];
            let is_bottom = |row: &&Row<'_>| {
                repeated.has(Edge::Bottom, index, row) || is_marginal(&direction.words(row), index + 1)
            };
            let bottoms = rest.iter().rev().take(ROWS).take_while(is_bottom).count();
            bands.extend(rest[rest.len() - bottoms..].first().map(|row| row.area.top).filter(|_| index > 0));
            counts.push((tops, bottoms));
        }
        // On the first page other words may stand where the others have theirs.
        let band = super::geometry::most_frequent(bands.into_iter(), NEAR);
        if let (Some(band), Some(rows), Some((tops, bottoms))) = (band, pages.first(), counts.first_mut()) {
            let within = rows[*tops..].iter().rev().take_while(|row| row.area.top >= band - NEAR).count();
            *bottoms = (*bottoms).max(within.min(ROWS));
        }
        Self(counts)
    }

    /// Takes the furniture out of the pages, and says what it is.
    pub fn take(&self, pages: &mut [Vec<Row<'_>>], direction: Direction) -> Vec<Margin> {
        let mut margins: Vec<Margin> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (number, (rows, &(top, bottom))) in (1..).zip(pages.iter_mut().zip(&self.0)) {
            let bottoms = rows.split_off(rows.len() - bottom);
            let tops: Vec<_> = rows.drain(..top).collect();
            for row in tops.into_iter().chain(bottoms) {
                let index = *known.entry(key(&row)).or_insert_with(|| {
                    margins.push(Margin { words: direction.words(&row), pages: Vec::new() });
                    margins.len() - 1
                });
                let pages = &mut margins[index].pages;
                if pages.last() != Some(&number) {
                    pages.push(number);
                }
            }
        }
        margins
    }
}

/// Rows at the ends of pages, by their words up to numbers.
struct Repeated(HashMap<(Edge, String), Vec<Place>>);

/// Where a row stands, and its numbers.
struct Place {
    page: usize,
    bottom: Length,
    numbers: Vec<u64>,
}

impl Repeated {
    fn of(pages: &[Vec<Row<'_>>]) -> Self {
        let mut places: HashMap<_, Vec<Place>> = HashMap::new();
        for (page, rows) in pages.iter().enumerate() {
            let tops = rows.iter().take(ROWS).map(|row| (Edge::Top, row));
            let bottoms = rows.iter().rev().take(ROWS).map(|row| (Edge::Bottom, row));
            for (edge, row) in tops.chain(bottoms) {
                let place = Place { page, bottom: row.area.bottom, numbers: numbers(row) };
                places.entry((edge, key(row))).or_default().push(place);
            }
        }
        Self(places)
    }

    /// Whether a row stands at the same place on another page near by, with the same numbers or such as count pages.
    fn has(&self, edge: Edge, page: usize, row: &Row<'_>) -> bool {
        /// How many pages on each side are looked at: heads of left and right pages differ.
        const SIDES: usize = 3;
        let Some(places) = self.0.get(&(edge, key(row))) else { return false };
        let own = places.partition_point(|place| place.page < page);
        let near = &places[own.saturating_sub(SIDES)..(own + SIDES + 1).min(places.len())];
        let numbers = numbers(row);
        near.iter().any(|other| {
            let apart = other.page as u64;
            let counts = |(own, other): (&u64, &u64)| own == other || own + apart == other + page as u64;
            other.page != page
                && (other.bottom - row.area.bottom).abs() <= NEAR
                && numbers.iter().zip(&other.numbers).all(counts)
        })
    }
}

/// The numbers in a row.
fn numbers(row: &Row<'_>) -> Vec<u64> {
    let shown = row.shown();
    let numbers = shown.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers.map(|number| number.parse().unwrap_or(u64::from(u32::MAX))).collect()
}

/// The words of a row with one sign for all numbers.
fn key(row: &Row<'_>) -> String {
    let mut key = String::new();
    for c in row.shown().chars() {
        match c.is_numeric() {
            true if key.ends_with('#') => {}
            true => key.push('#'),
            false => key.push(c),
        }
    }
    key
}

/// The words on each side of a row.
fn parts(row: &Row<'_>) -> Vec<String> {
    row.clone().cut().iter().map(Row::shown).collect()
}

/// Whether words are page numbers, job numbers and bar codes and nothing else. A number alone is not: it may be that of a paragraph.
fn is_marginal(row: &str, page: usize) -> bool {
    const LONGEST: usize = 60;
    if row.len() > LONGEST {
        return false;
    }
    let words: Vec<&str> = row.split_whitespace().collect();
    let between_strokes = matches!(words[..], ["-" | "–" | "—", number, "-" | "–" | "—"] if is_digits(number, 1..=4));
    let known = |word: &&str| is_page(word, page) || is_job(word) || is_bar_code(word);
    let beside = |word: &&str| {
        let mark = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
        mark.is_some_and(|mark| mark.len() == 1) || is_digits(word, 6..=6)
    };
    between_strokes || (words.iter().any(known) && words.iter().all(|word| known(word) || beside(word)))
}

/// `2/12`, on the second page.
fn is_page(word: &str, page: usize) -> bool {
    let (number, of) = word.split_once('/').unwrap_or_default();
    is_digits(of, 1..=4) && number.parse() == Ok(page)
}

/// `22-12345`, `V.19-05587`
fn is_job(word: &str) -> bool {
    let word = word.find('(').map_or(word, |mark| &word[..mark]);
    let number = word.split_once('.').map_or(word, |(station, number)| match station.len() {
        1..=3 if station.bytes().all(|byte| byte.is_ascii_uppercase()) => number,
        _ => word,
    });
    number.split_once('-').is_some_and(|(year, number)| is_digits(year, 2..=2) && is_digits(number, 4..=6))
}

/// `*1905587*`
fn is_bar_code(word: &str) -> bool {
    let inside = word.trim_matches('*');
    inside.len() < word.len() && is_digits(inside, 5..=word.len())
}
