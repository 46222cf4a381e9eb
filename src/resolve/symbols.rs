//! Symbols of documents and numbers of resolutions: `A/RES/55/25`, 第55/25号决议, 第1373(2001)号决议, `resolution 55/25`.

use std::ops::Range;

use super::marks::{Reader, What};
use crate::language::Reason;
use crate::language::references::ReferenceWords;
use crate::value::Symbol;

/// No symbol is longer on either side of a stroke, in bytes.
const LONGEST: usize = 80;

/// What stands round a stroke, where it is the symbol of a document.
pub(super) fn symbol(reader: &mut Reader<'_, '_>, stroke: usize) {
    let bytes = reader.text.as_bytes();
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"/.-_()".contains(byte);
    let lowest = reader.done().max(stroke.saturating_sub(LONGEST));
    let start = stroke - bytes[lowest..stroke].iter().rev().take_while(|byte| inside(byte)).count();
    let mut end = stroke + bytes[stroke..].iter().take(LONGEST).take_while(|byte| inside(byte)).count();
    let mut start = start;
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
    if let Ok(symbol) = found.parse::<Symbol>() {
        let what = if found.starts_with(GENERAL_ASSEMBLY) || found.starts_with(SECURITY_COUNCIL) {
            What::Resolution(symbol.to_string())
        } else {
            What::Document(symbol.to_string())
        };
        return reader.push(start..end, what);
    }
    // `resolutions 55/25 and 55/255`: further numbers behind the noun.
    let follows = matches!(reader.marks.last().map(|mark| &mark.what), Some(What::Resolution(_)));
    if follows && reader.words.words.resolutions.mark.is_empty() && is_number(found) {
        let before = reader.text[..start].trim_end();
        let other = reader.words.words.resolutions.others.iter().any(|other| before.ends_with(other));
        let what = if other { What::Nothing(Reason::Serial) } else { What::Resolution(found.to_owned()) };
        reader.push(start..end, what);
    }
}

/// What the symbols of resolutions begin with.
pub(super) const GENERAL_ASSEMBLY: &str = "A/RES/";
const SECURITY_COUNCIL: &str = "S/RES/";
const ECONOMIC_AND_SOCIAL_COUNCIL: &str = "E/RES/";

/// `55/25`, `2006/2`
fn is_number(text: &str) -> bool {
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('/').is_some_and(|(session, number)| digits(session) && digits(number))
}

/// A number of a resolution behind its ordinal: 第55/25号决议. True where it was one.
pub(super) fn resolution(reader: &mut Reader<'_, '_>, ordinal: &Range<usize>) -> bool {
    let words = &reader.words.words.resolutions;
    let Some((number, length)) = number(&reader.text[ordinal.end..]) else { return false };
    let behind = &reader.text[ordinal.end + length..];
    if words.mark.is_empty() || !behind.starts_with(words.mark) {
        return false;
    }
    let end = ordinal.end + length + words.mark.len();
    let rest = &reader.text[end..];
    let noun = words.nouns.iter().find(|noun| rest.starts_with(**noun)).map_or(0, |noun| noun.len());
    let other = words.others.iter().any(|other| rest.starts_with(other));
    let what = if other { What::Nothing(Reason::Serial) } else { What::Resolution(number) };
    reader.push(ordinal.start..end + noun, what);
    true
}

/// Numbers of resolutions behind their noun: `resolution 1373 (2001)`.
pub(super) fn resolution_behind(reader: &mut Reader<'_, '_>, noun: Range<usize>) {
    let Some(rest) = reader.text[noun.end..].strip_prefix(' ') else { return };
    if let Some((number, length)) = number(rest) {
        reader.push(noun.start..noun.end + 1 + length, What::Resolution(number));
    }
}

/// The number of a resolution at the start of a text, in one spelling, and its length: `55/25`, `1373 (2001)`, `217 A (III)`.
fn number(text: &str) -> Option<(String, usize)> {
    let digits = |text: &str| text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if !(1..=4).contains(&first) {
        return None;
    }
    let rest = &text[first..];
    if let Some(second) = rest.strip_prefix('/') {
        let length = digits(second);
        let ends = !second[length..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
        return ((1..=4).contains(&length) && ends)
            .then(|| (text[..first + 1 + length].to_owned(), first + 1 + length));
    }
    let letter = rest.trim_start_matches(' ');
    let part = letter.bytes().next().filter(u8::is_ascii_uppercase).map(char::from);
    let open = letter[usize::from(part.is_some())..].trim_start_matches(' ');
    let inside = open.strip_prefix(['(', '（'])?;
    let length = inside.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let session = &inside[..length];
    let fits = (length == 4 && session.bytes().all(|byte| byte.is_ascii_digit()))
        || (length > 0 && session.bytes().all(|byte| b"IVXLC".contains(&byte)));
    let close = inside[length..].chars().next().filter(|&c| fits && matches!(c, ')' | '）'))?;
    let end = text.len() - inside.len() + length + close.len_utf8();
    let part = part.map(|letter| format!(" {letter}")).unwrap_or_default();
    Some((format!("{}{part} ({session})", &text[..first]), end))
}

/// What the symbols of an organ's resolutions begin with, by the organ named shortly in front of a number.
pub(super) fn series_before(before: &str, words: &ReferenceWords) -> Option<&'static str> {
    /// `Human Rights Council resolutions, including resolutions 23/9`.
    const FEW_WORDS: usize = 26;
    let organs = words.resolutions.organs.iter();
    let named = organs.filter_map(|(organ, series)| Some((before.rfind(organ)? + organ.len(), organ.len(), *series)));
    let (end, _, series) = named.max()?;
    let between = without_quotes(&before[end..]);
    let clause = between.contains(words.clause_ends);
    let possessed = words.possessives.iter().any(|word| between.trim_end().ends_with(word));
    let close = if words.spaced { between.len() <= FEW_WORDS && !(clause && possessed) } else { !clause };
    (close && !series.is_empty()).then_some(series)
}

/// A text without what stands in quotation marks and in brackets of titles.
fn without_quotes(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '“' | '《' => depth += 1,
            '”' | '》' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(outside).collect()
}

/// The symbol of a resolution from its number and the series of its organ, where the number is written as the organ writes it.
pub(super) fn symbol_of(number: &str, series: Option<&str>) -> Option<String> {
    if number.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some(number.to_owned());
    }
    // Only the Security Council numbers its resolutions with the year in brackets.
    if number.split_once(" (").is_some_and(|(_, year)| year.starts_with(|c: char| c.is_ascii_digit())) {
        return Some(format!("{SECURITY_COUNCIL}{}", number.replace(' ', "")));
    }
    let session = number.split(['/', ' ']).next().unwrap_or_default();
    let by_year = session.len() == 4;
    let series = series.filter(|series| match *series {
        SECURITY_COUNCIL => false,
        ECONOMIC_AND_SOCIAL_COUNCIL => by_year,
        _ => !by_year || !number.contains('/'),
    })?;
    Some(format!("{series}{}", number.replace(" (", "(").replace(' ', "")))
}
