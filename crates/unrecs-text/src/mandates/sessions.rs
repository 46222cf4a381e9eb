//! Sessions at which something is due: `at its seventy-eighth session`, 下届会议.

use std::ops::Range;

use super::FIRST_YEAR;
use super::scan::{behind_space, word_starts};
use super::words::Table;
use crate::language::headings;
use crate::language::word_list::List;
use crate::value::Numeral;
use crate::value::numeral::{is_chinese_numeral, is_digit};

/// A session that is a deadline.
#[derive(Debug, Clone)]
pub struct Session {
    /// From the words before it to the noun.
    pub at: Range<usize>,
    pub which: Which,
    /// Where the words stand that name its organ behind it: `of the General Assembly`.
    pub organ_at: Option<usize>,
    /// Whether the session is said to be that of an organ named before: `its`.
    pub own: bool,
    /// Whether a word before it makes it a deadline.
    pub introduced: bool,
}

/// Which session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// By its number, or its year.
    Number(i32),
    /// The one after that of the document.
    Next,
    /// That of the document.
    This,
    /// One that is said in a way that is not understood.
    Unknown,
    /// One whose ordinal is no number: `eight-first`.
    Unreadable,
}

/// The sessions in a stretch that are deadlines.
pub fn find(text: &str, stretch: Range<usize>, table: &'static Table) -> Vec<Session> {
    let mut all: Vec<Session> = Vec::new();
    let mut end = stretch.start;
    for start in word_starts(&text[stretch.clone()], table.language.spaced).map(|at| stretch.start + at) {
        if start < end {
            continue;
        }
        let Some(length) = table.sessions.at_start(&text[start..stretch.end]) else { continue };
        let from = end;
        end = start + length;
        all.extend(read(text, from, start..end, table));
    }
    all
}

/// What stands round the noun of a session.
fn read(text: &str, from: usize, noun: Range<usize>, table: &'static Table) -> Vec<Session> {
    let mut before = from..noun.start;
    strip(text, &mut before, &table.between);
    let mut behind = noun.end;
    let mut which: Vec<Which> = Vec::new();
    let special = strip(text, &mut before, &table.other_series);
    if let Some(which_one) = named_before(text, &mut before, table) {
        which.push(which_one);
        while let Some(another) = joined_before(text, &mut before, table) {
            which.push(another);
        }
        which.reverse();
    } else if let Some((one, end)) = named_behind(text, noun.end, table) {
        which.push(one);
        behind = end;
    } else if is_misspelled(text, &mut before, table) {
        which.push(Which::Unreadable);
    } else {
        return Vec::new();
    }
    let special = special
        | strip(text, &mut before, &table.other_series)
        | table.other_series.at_start(&text[behind_space(text, behind)..]).is_some();
    if special {
        which.iter_mut().for_each(|one| *one = Which::Unknown);
    }
    strip(text, &mut before, &table.between);
    let head = text[before.clone()].trim_end();
    let introduced = table.at.at_end(head);
    if (introduced.is_none() && !table.listed.deadlines.at.is_empty()) || is_past(text, &before, behind, table) {
        return Vec::new();
    }
    let start = before.start + head.len() - introduced.unwrap_or(0);
    let own = table.own.at_end(head).is_some() || table.own.contains(&text[noun.clone()]);
    let of = behind_space(text, behind);
    let organ_at = table.of.at_start(&text[of..]).map(|length| behind_space(text, of + length));
    let session = |which| Session { at: start..behind, which, organ_at, own, introduced: introduced.is_some() };
    which.into_iter().map(session).collect()
}

/// Takes words off the end of a stretch, and says whether any stood there.
fn strip(text: &str, stretch: &mut Range<usize>, words: &List) -> bool {
    let mut any = false;
    loop {
        let rest = text[stretch.clone()].trim_end();
        let Some(length) = words.at_end(rest) else { return any };
        stretch.end = stretch.start + rest.len() - length;
        any = true;
    }
}

/// Words of the longest ordinal.
const LONGEST: usize = 5;

/// The ordinal, the year or the word before the noun, which is taken off the stretch.
fn named_before(text: &str, before: &mut Range<usize>, table: &Table) -> Option<Which> {
    let rest = text[before.clone()].trim_end();
    for (words, which) in [(&table.next, Which::Next), (&table.this, Which::This)] {
        if let Some(length) = words.at_end(rest) {
            before.end = before.start + rest.len() - length;
            return Some(which);
        }
    }
    let ordinals = &table.language.headings.ordinal;
    if !ordinals.suffixes.is_empty() {
        let without = table.year_ends.at_end(rest).map(|length| &rest[..rest.len() - length]);
        let numeral = |rest: &str| rest.trim_end_matches(|c: char| is_digit(c) || is_chinese_numeral(c)).len();
        let rest = without.unwrap_or(rest).trim_end();
        let start = numeral(rest);
        let number: u32 = rest[start..].parse::<Numeral>().ok()?.value();
        let head = rest[..start].trim_end();
        let head = match without {
            Some(_) if number >= u32::from(FIRST_YEAR) => head,
            _ => head.strip_suffix(ordinals.prefix)?,
        };
        before.end = before.start + head.len();
        return i32::try_from(number).ok().map(Which::Number);
    }
    if let Some((number, start)) = year_at_end(rest) {
        before.end = before.start + start;
        return Some(Which::Number(number));
    }
    if ordinals.noun_first {
        return None;
    }
    let starts: Vec<usize> = last_words(rest, LONGEST);
    let found =
        starts.iter().find_map(|&start| headings::in_words(&rest[start..], ordinals).map(|number| (number, start)));
    let (number, start) = found?;
    before.end = before.start + start;
    i32::try_from(number).ok().map(Which::Number)
}

/// The offsets of the last words of a text, the earliest first.
fn last_words(text: &str, most: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut end = text.len();
    while starts.len() < most && end > 0 {
        let start = text[..end].rfind(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '\'' | '’'));
        let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        if start < end {
            starts.push(start);
        }
        end = text[..start].trim_end_matches(char::is_whitespace).len();
        if text[..end].ends_with([',', '(', '\'', '’']) || start == 0 {
            break;
        }
    }
    starts.reverse();
    starts
}

/// An ordinal that shares the noun: `seventy-eighth and eightieth sessions`.
fn joined_before(text: &str, before: &mut Range<usize>, table: &Table) -> Option<Which> {
    let ordinals = &table.language.headings.ordinal;
    if !ordinals.suffixes.is_empty() || ordinals.noun_first {
        return None;
    }
    let rest = text[before.clone()].trim_end();
    let conjunctions = table.language.norms.conjunctions.iter();
    let head =
        conjunctions.filter_map(|word| rest.strip_suffix(word)).map(str::trim_end).min_by_key(|head| head.len())?;
    let mut stretch = before.start..before.start + head.trim_end_matches(',').len();
    let starts = last_words(&text[stretch.clone()], LONGEST);
    let words = &text[stretch.clone()];
    let (number, start) =
        starts.iter().find_map(|&start| headings::in_words(&words[start..], ordinals).map(|number| (number, start)))?;
    stretch.end = stretch.start + start;
    *before = stretch;
    i32::try_from(number).ok().map(Which::Number)
}

/// Whether the word before the noun is made up of parts of ordinals and is none: it is taken off the stretch.
fn is_misspelled(text: &str, before: &mut Range<usize>, table: &Table) -> bool {
    let ordinals = &table.language.headings.ordinal;
    let rest = text[before.clone()].trim_end();
    let start = last_words(rest, 1).first().copied().unwrap_or(0);
    let pieces: Vec<String> = rest[start..].split(['-', '\u{2011}']).map(str::to_lowercase).collect();
    let is_part = |piece: &String| ordinals.parts.iter().any(|(part, _)| part == piece);
    let misspelled = pieces.len() > 1 && pieces.iter().any(is_part);
    if misspelled {
        before.end = before.start + start;
    }
    misspelled
}

fn year_at_end(text: &str) -> Option<(i32, usize)> {
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = &text[start..];
    let year: i32 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (year >= i32::from(FIRST_YEAR)).then_some((year, start))
}

/// The ordinal, the year or the word behind the noun, and the offset behind it.
fn named_behind(text: &str, end: usize, table: &Table) -> Option<(Which, usize)> {
    let mut at = behind_space(text, end);
    while let Some(length) = table.between.at_start(&text[at..]) {
        at = behind_space(text, at + length);
    }
    for (words, which) in [(&table.next, Which::Next), (&table.this, Which::This)] {
        if let Some(length) = words.at_start(&text[at..]) {
            return Some((which, at + length));
        }
    }
    if let Some(length) = table.year_of.at_start(&text[at..]) {
        let start = behind_space(text, at + length);
        return year_at_start(&text[start..]).map(|year| (Which::Number(year), start + 4));
    }
    if let Some(year) = year_at_start(&text[at..]).filter(|_| table.year_of.at_start("").is_none()) {
        let behind = behind_space(text, at + 4);
        return table.year_ends.at_start(&text[behind..]).map(|length| (Which::Number(year), behind + length));
    }
    let ordinals = &table.language.headings.ordinal;
    if !ordinals.noun_first {
        return None;
    }
    let rest = &text[at..];
    let mut ends: Vec<usize> = Vec::new();
    let mut offset = 0;
    for word in rest.split_inclusive(char::is_whitespace).take(LONGEST) {
        let whole = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        ends.push(offset + whole.len());
        if whole.len() < word.trim_end().len() {
            break;
        }
        offset += word.len();
    }
    let found =
        ends.iter().rev().find_map(|&end| headings::in_words(&rest[..end], ordinals).map(|number| (number, end)));
    let (number, length) = found?;
    i32::try_from(number).ok().map(|number| (Which::Number(number), at + length))
}

fn year_at_start(text: &str) -> Option<i32> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let ends = !text[4..].starts_with(|c: char| c.is_ascii_digit());
    digits.parse().ok().filter(|&year: &i32| year >= i32::from(FIRST_YEAR) && ends)
}

/// Whether something was done at the session: `adopted at its sixty-ninth session`.
fn is_past(text: &str, before: &Range<usize>, behind: usize, table: &Table) -> bool {
    let mut rest = text[before.clone()].trim_end();
    if let Some(length) = table.at.at_end(rest) {
        rest = rest[..rest.len() - length].trim_end();
    }
    table.past.at_end(rest).is_some() || table.past_behind.at_start(&text[behind_space(text, behind)..]).is_some()
}
