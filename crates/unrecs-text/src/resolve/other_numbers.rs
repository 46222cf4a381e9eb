//! Numbers of resolutions and decisions that look like none of the registry's organs: without a year, or of a make of their own.

use super::scanner::{Reader, What};
use crate::language::references::AdoptedText;

/// A number without its year, with its mark and noun: 第1701号决议. True where there was one.
pub(super) fn yearless(reader: &mut Reader<'_, '_>, start: usize, first: usize) -> bool {
    let words = &reader.words.words.resolutions;
    let mut cursor = reader.cursor(first);
    cursor.eat_space();
    let length = cursor.rest().bytes().take_while(u8::is_ascii_digit).count();
    let number = cursor.rest();
    cursor.at += length;
    let marked = !words.mark.is_empty() && cursor.eat(&[words.mark]).is_some();
    let Some((noun, act)) = words.noun_at_start(cursor.rest()).filter(|_| marked) else { return false };
    let Some((number, _)) = yearless_number(number, act) else { return false };
    reader.push(start..cursor.at + noun.len(), What::Yearless(act, number));
    true
}

/// The number of a resolution without the year that belongs to it, and its length: these numbers count on from year to year, so that
/// they have three digits or four. Decisions have none of that kind.
pub(super) fn yearless_number(text: &str, act: AdoptedText) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (3..=4).contains(&length) && act == AdoptedText::Resolution;
    Some((text[..length].parse().ok().filter(|_| fits)?, length))
}

/// Numbers of other makes with their mark and noun: 第1/CP.21号决定, MSC.155(78)号决议. True where there was one.
pub(super) fn marked(reader: &mut Reader<'_, '_>, start: usize, first: usize) -> bool {
    let words = &reader.words.words.resolutions;
    let mut cursor = reader.cursor(first);
    let Some(length) = other_number(cursor.rest()).filter(|_| !words.mark.is_empty()) else { return false };
    cursor.at += length;
    let marked = cursor.eat(&[words.mark]).is_some();
    let Some((noun, act)) = words.noun_at_start(cursor.rest()).filter(|_| marked) else { return false };
    reader.push(start..cursor.at + noun.len(), What::Adopted(act, Vec::new()));
    true
}

/// The length of a number that no organ of the registry gives: `1/CP.21`, `IX/16`, `42/I`, `A.1090(28)`.
pub(super) fn other_number(text: &str) -> Option<usize> {
    number_of_series(text).or_else(|| number_of_session(text))
}

/// A number in a series of letters, with the session in brackets: `A.1090(28)`, `MSC.155(78)`.
fn number_of_series(text: &str) -> Option<usize> {
    let part = |text: &str, inside: fn(&u8) -> bool| {
        Some(text.bytes().take_while(inside).count()).filter(|length| (1..=6).contains(length))
    };
    let series = part(text, u8::is_ascii_uppercase)?;
    let rest = text[series..].strip_prefix('.')?;
    let number = part(rest, u8::is_ascii_digit)?;
    let rest = rest[number..].strip_prefix('(')?;
    let session = part(rest, u8::is_ascii_digit)?;
    rest[session..].starts_with(')').then_some(series + 1 + number + 1 + session + 1)
}

/// A number with its session behind or before a stroke: `1/CP.21`, `IX/16`, `42/I`.
fn number_of_session(text: &str) -> Option<usize> {
    /// `15/COP.14`
    const LONGEST_NUMBER: usize = 16;
    let inside = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || b"/.".contains(byte);
    let length = text.bytes().take(LONGEST_NUMBER).take_while(inside).count();
    let number = text[..length].trim_end_matches(['.', '/']);
    let (before, behind) = number.split_once('/')?;
    let ends = !text[number.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let of_conference =
        behind.bytes().any(|byte| byte.is_ascii_uppercase()) && before.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = |part: &str| !part.is_empty() && part.bytes().all(|byte| b"IVXLC".contains(&byte));
    let (roman, decision) = (is_roman(before), is_roman(behind));
    let counted =
        (decision || behind.bytes().any(|byte| byte.is_ascii_digit())) && !before.is_empty() && !behind.contains('/');
    (ends && counted && (of_conference || roman)).then_some(number.len())
}
