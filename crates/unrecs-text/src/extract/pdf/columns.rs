//! Finds the columns of a page, which are read one after the other.

use super::geometry::{Area, Length};
use super::rows::{Row, rows};
use super::words::Word;

/// How wide the strips are in which white space between columns is looked for.
const STRIP: Length = 200;

/// How many places between columns are tried.
const TRIED: usize = 8;

/// How often a column may be cut again.
const DEEPEST: usize = 3;

/// Words that poppler has in one line.
struct Fragment<'t> {
    area: Area,
    words: Vec<Word<'t>>,
}

/// Where a fragment stands as seen from a place between two columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    Across,
}

/// A stretch of a page from the top down, as numbers of its first fragment and of the one behind its last.
struct Band {
    start: usize,
    end: usize,
    is_columns: bool,
}

/// The rows of each column, in the order in which they are read. Words over all columns part those above from those below.
pub(super) fn columns(words: Vec<Word<'_>>) -> Vec<Vec<Row<'_>>> {
    let mut read = Vec::new();
    cut(fragments(words), DEEPEST, &mut read);
    read
}

fn fragments(mut words: Vec<Word<'_>>) -> Vec<Fragment<'_>> {
    words.sort_by_key(|word| word.line);
    let mut fragments: Vec<Fragment<'_>> = Vec::new();
    for word in words {
        match fragments.last_mut() {
            Some(last) if last.words.last().is_some_and(|before| before.line == word.line) => {
                let area = &mut last.area;
                *area = Area {
                    start: area.start.min(word.area.start),
                    top: area.top.min(word.area.top),
                    end: area.end.max(word.area.end),
                    bottom: area.bottom.max(word.area.bottom),
                };
                last.words.push(word);
            }
            _ => fragments.push(Fragment { area: word.area, words: vec![word] }),
        }
    }
    fragments.sort_by_key(|fragment| (fragment.area.middle(), fragment.area.start));
    fragments
}

fn cut<'t>(fragments: Vec<Fragment<'t>>, depth: usize, read: &mut Vec<Vec<Row<'t>>>) {
    let best = (depth > 0).then(|| best_place(&fragments)).flatten();
    let Some(place) = best else {
        let words: Vec<_> = fragments.into_iter().flat_map(|fragment| fragment.words).collect();
        if !words.is_empty() {
            read.push(rows(words));
        }
        return;
    };
    let bands = bands(&fragments, place, Fill::One);
    let mut fragments = fragments.into_iter();
    for band in bands {
        let inside: Vec<_> = fragments.by_ref().take(band.end - band.start).collect();
        if band.is_columns {
            let (before, behind) = inside.into_iter().partition(|fragment| side(fragment, place) == Side::Before);
            cut(before, depth - 1, read);
            cut(behind, depth - 1, read);
        } else {
            cut(inside, 0, read);
        }
    }
}

/// The place at which most of the words stand in two columns.
fn best_place(fragments: &[Fragment<'_>]) -> Option<Length> {
    let score = |place: Length| {
        let columns = bands(fragments, place, Fill::Both).into_iter().filter(|band| band.is_columns);
        columns.map(|band| band.end - band.start).sum::<usize>()
    };
    let scored = places(fragments).into_iter().map(|place| (score(place), place));
    let best = scored.filter(|(score, _)| *score > 0).max_by_key(|(score, place)| (*score, std::cmp::Reverse(*place)));
    best.map(|(_, place)| place)
}

/// Strips in the middle of the page that few fragments cross.
fn places(fragments: &[Fragment<'_>]) -> Vec<Length> {
    let start = fragments.iter().map(|fragment| fragment.area.start).min().unwrap_or(0);
    let end = fragments.iter().map(|fragment| fragment.area.end).max().unwrap_or(0);
    /// No sheet of paper is wider.
    const MOST: Length = 5_000;
    let strips = ((end - start) / STRIP).min(MOST);
    let strip = |place: Length| usize::try_from(((place - start) / STRIP).clamp(0, strips)).unwrap_or(0);
    let mut changes = vec![0_i64; strip(end) + 2];
    for Fragment { area, .. } in fragments {
        changes[strip(area.start)] += 1;
        changes[strip(area.end) + 1] -= 1;
    }
    let mut crossing = 0;
    let mut counted: Vec<(i64, usize)> = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        crossing += change;
        if (strip(end) / 4..=strip(end) * 3 / 4).contains(&index) {
            counted.push((crossing, index));
        }
    }
    // Of strips beside each other that as many cross, the one in the middle stands for all.
    let mut same: Vec<(i64, usize)> =
        counted.chunk_by(|one, next| one.0 == next.0).map(|run| (run[0].0, run[run.len() / 2].1)).collect();
    same.sort_unstable();
    let middle = |(_, strip): (i64, usize)| start + Length::try_from(strip).unwrap_or(0) * STRIP + STRIP / 2;
    same.into_iter().take(TRIED).map(middle).collect()
}

fn side(fragment: &Fragment<'_>, place: Length) -> Side {
    match fragment.area {
        Area { end, .. } if end <= place => Side::Before,
        Area { start, .. } if start >= place => Side::Behind,
        _ => Side::Across,
    }
}

/// What makes words on both sides of a place columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fill {
    /// Lines that fill both.
    Both,
    /// Lines that fill one of them, and words in the other: columns stand there elsewhere on the page.
    One,
}

/// The stretches of a page: those with two columns, and the others.
fn bands(fragments: &[Fragment<'_>], place: Length, fill: Fill) -> Vec<Band> {
    let start = fragments.iter().map(|fragment| fragment.area.start).min().unwrap_or(place);
    let end = fragments.iter().map(|fragment| fragment.area.end).max().unwrap_or(place);
    let mut bands: Vec<Band> = Vec::new();
    let mut at = 0;
    while at < fragments.len() {
        let across = side(&fragments[at], place) == Side::Across;
        let same = |fragment: &&Fragment<'_>| (side(fragment, place) == Side::Across) == across;
        let length = fragments[at..].iter().take_while(same).count();
        let inside = &fragments[at..at + length];
        let lines = |own| inside.iter().filter(move |fragment| side(fragment, place) == own);
        let before = |fewest| is_column(lines(Side::Before), place - start, fewest);
        let behind = |fewest| is_column(lines(Side::Behind), end - place, fewest);
        let sides = || [Side::Before, Side::Behind].iter().all(|own| inside.iter().any(|one| side(one, place) == *own));
        let is_columns = !across
            && match fill {
                Fill::Both => before(3) && behind(2),
                Fill::One => sides() && (before(3) || behind(3)),
            };
        match bands.last_mut() {
            Some(last) if !last.is_columns && !is_columns => last.end += length,
            _ => bands.push(Band { start: at, end: at + length, is_columns }),
        }
        at += length;
    }
    bands
}

/// Whether fragments are lines that fill a column of a width: the cells of a table are shorter.
fn is_column<'f, 't: 'f>(lines: impl Iterator<Item = &'f Fragment<'t>>, width: Length, fewest: usize) -> bool {
    let (mut count, mut filled) = (0_i64, 0_i64);
    let mut last: Option<Area> = None;
    for Fragment { area, .. } in lines {
        filled += i64::from(area.width());
        // Poppler cuts a line where its white space is wide.
        let beside = last.is_some_and(|last| (last.top..=last.bottom).contains(&area.middle()));
        if !beside {
            count += 1;
            last = Some(*area);
        }
    }
    count >= i64::try_from(fewest).unwrap_or(i64::MAX) && filled * 5 >= count * i64::from(width) * 3
}
