//! Symbols of documents and numbers of resolutions: `A/RES/55/25`, 第55/25号决议, 第1373(2001)号决议, `resolution 55/25`.

use std::ops::Range;

use super::scanner::{Reader, What};
use crate::language::{Reason, ends_with_one, starts_with_one};
use crate::value::{Symbol, is_digits};

/// No symbol is longer on either side of a stroke, in bytes.
const LONGEST: usize = 80;

/// What stands round a stroke, where it is the symbol of a document.
pub(super) fn symbol(reader: &mut Reader<'_, '_>, stroke: usize) {
    let bytes = reader.text.as_bytes();
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"/.-_()".contains(byte);
    let lowest = reader.done.max(stroke.saturating_sub(LONGEST));
    let mut start = stroke - bytes[lowest..stroke].iter().rev().take_while(|byte| inside(byte)).count();
    let mut end = stroke + bytes[stroke..].iter().take(LONGEST).take_while(|byte| inside(byte)).count();
    while bytes.get(start) == Some(&b'(') {
        start += 1;
    }
    let found = loop {
        let found = &reader.text[start..end];
        let unbalanced = found.ends_with(')') && found.matches(')').count() > found.matches('(').count();
        if unbalanced || found.ends_with(['.', '-', '_', '/']) {
            end -= 1;
        } else {
            break found;
        }
    };
    if is_special(found) && numbered(reader, start, start) {
        return;
    }
    let in_list = further(reader, start);
    if !in_list && let Ok(symbol) = found.parse::<Symbol>() {
        let resolution = starts_with_one(found, &[GENERAL_ASSEMBLY, SECURITY_COUNCIL]);
        let what = if resolution { What::Resolution } else { What::Document };
        reader.push(start..end, what(symbol.to_string()));
    }
}

/// A further number behind the noun: `resolutions 55/25 and 55/255`. True where it was one.
fn further(reader: &mut Reader<'_, '_>, start: usize) -> bool {
    let words = &reader.words.words.resolutions;
    let follows = matches!(reader.marks.last().map(|mark| &mark.what), Some(What::Resolution(_)));
    if !follows || !words.mark.is_empty() {
        return false;
    }
    let Some((number, length)) = number(&reader.text[start..]) else { return false };
    let before = reader.text[..start].trim_end();
    let other = ends_with_one(before, words.others);
    let what = if other { What::Nothing(Reason::Serial) } else { What::Resolution(number) };
    reader.push(start..start + length, what);
    true
}

/// The length of the letter of a part at the start of a text: ` A` in `65/37 A of 7 December 2010`.
fn part(text: &str) -> usize {
    /// What may follow it, so that it is not the article of the next word.
    const BEHIND: [&str; 3] = ["of ", "and ", "or "];
    let mut rest = text.strip_prefix(' ').unwrap_or_default().chars();
    let letter = rest.next().is_some_and(|c| c.is_ascii_uppercase());
    let rest = rest.as_str();
    let ends = match rest.strip_prefix(' ') {
        Some(behind) => starts_with_one(behind, &BEHIND),
        None => !rest.starts_with(char::is_alphanumeric) || !rest.starts_with(|c: char| c.is_ascii()),
    };
    if letter && ends && !rest.is_empty() { 2 } else { 0 }
}

/// What the symbols of resolutions begin with.
pub(super) const GENERAL_ASSEMBLY: &str = "A/RES/";
pub(super) const SECURITY_COUNCIL: &str = "S/RES/";
pub(super) const ECONOMIC_AND_SOCIAL_COUNCIL: &str = "E/RES/";

/// `55/25`, `2006/2`
fn is_number(text: &str) -> bool {
    text.split_once('/').is_some_and(|(session, number)| is_digits(session, 1..=4) && is_digits(number, 1..=4))
}

/// Numbers of resolutions with the mark behind the last (第55/25号决议, 第69/193和69/196号), from the start of the first mark and the
/// start of the first number. True where there was one.
pub(super) fn numbered(reader: &mut Reader<'_, '_>, start: usize, first: usize) -> bool {
    let words = &reader.words.words.resolutions;
    if words.mark.is_empty() {
        return false;
    }
    let mut cursor = reader.cursor(first);
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let marked = loop {
        if !found.is_empty() && cursor.eat(&[words.mark]).is_some() {
            break true;
        }
        let mut ahead = cursor;
        if !found.is_empty() && ahead.eat(ahead.words.joiners).is_none() {
            break false;
        }
        let begins = if found.is_empty() { start } else { ahead.at };
        ahead.eat(&[ahead.words.ordinal]);
        let Some((number, length)) = number(ahead.rest()) else { break false };
        ahead.at += length;
        found.push((begins..ahead.at, number));
        cursor = ahead;
    };
    // In 第55/7、57/141和2009年12月4日第64/71号 the mark stands behind a number of its own.
    let listed = found.len() > 1 && found.iter().all(|(_, number)| number.contains('/'));
    if !marked && !listed {
        return false;
    }
    let rest = cursor.rest();
    let noun = words.nouns.iter().find(|noun| marked && rest.starts_with(**noun)).map_or(0, |noun| noun.len());
    let other = starts_with_one(rest, words.others);
    if other {
        reader.none_of_list(start, Reason::Serial);
    }
    if let Some((last, _)) = found.last_mut() {
        last.end = cursor.at + noun;
    }
    for (span, number) in found {
        reader.push(span, if other { What::Nothing(Reason::Serial) } else { What::Resolution(number) });
    }
    true
}

/// Numbers of resolutions behind their noun: `resolution 1373 (2001)`.
pub(super) fn resolution_behind(reader: &mut Reader<'_, '_>, noun: Range<usize>) {
    let Some(rest) = reader.text[noun.end..].strip_prefix(' ') else { return };
    if let Some((number, length)) = number(rest) {
        reader.push(noun.start..noun.end + 1 + length, What::Resolution(number));
    }
}

/// What the numbers of special and of emergency special sessions begin with: `S-23/2`, `ES-10/16`.
const SPECIAL: [&str; 2] = ["S-", "ES-"];

fn is_special(text: &str) -> bool {
    SPECIAL.iter().any(|prefix| text.strip_prefix(prefix).is_some_and(is_number))
}

/// The number of a resolution at the start of a text, in one spelling, and its length: `55/25`, `65/37 A`, `S-23/2`, `1373 (2001)`,
/// `217 A (III)`.
fn number(text: &str) -> Option<(String, usize)> {
    let special = SPECIAL.iter().find(|prefix| text.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
    if special > 0 {
        let (number, length) = number(&text[special..]).filter(|(number, _)| number.contains('/'))?;
        return Some((format!("{}{number}", &text[..special]), special + length));
    }
    let digits = |text: &str| text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if !(1..=4).contains(&first) {
        return None;
    }
    let rest = &text[first..];
    if let Some(second) = rest.strip_prefix('/') {
        let length = digits(second);
        let ends = !second[length..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
        let end = first + 1 + length;
        let part = part(&text[end..]);
        return ((1..=4).contains(&length) && ends).then(|| (text[..end + part].to_owned(), end + part));
    }
    let letter = rest.trim_start_matches(' ');
    let part = letter.bytes().next().filter(u8::is_ascii_uppercase).map(char::from);
    let open = letter[usize::from(part.is_some())..].trim_start_matches(' ');
    let inside = open.strip_prefix(['(', '（'])?;
    let length = inside.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let session = &inside[..length];
    let roman = length > 0 && session.bytes().all(|byte| b"IVXLC".contains(&byte));
    let fits = roman || is_digits(session, 4..=4);
    let close = inside[length..].chars().next().filter(|&c| fits && matches!(c, ')' | '）'))?;
    let end = text.len() - inside.len() + length + close.len_utf8();
    let part = part.map(|letter| format!(" {letter}")).unwrap_or_default();
    Some((format!("{}{part} ({session})", &text[..first]), end))
}
