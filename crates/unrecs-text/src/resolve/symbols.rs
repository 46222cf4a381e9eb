//! Symbols of documents and numbers of resolutions and decisions: `A/RES/55/25`, 第55/25号决议, 第1373(2001)号决议, `decision 74/550 A`.

use std::ops::Range;

use super::Kind;
use super::cursor::Cursor;
use super::other_numbers::{self, other_number, yearless_number};
use super::scanner::{Reader, What, ends_sentence};
use crate::language::references::{AdoptedText, ReferenceWords};
use crate::language::{DateWords, Reason, dates, is_letter, spelled_at_start, starts_with_one};
use crate::registry::{AdoptedNumber, Numbering, part_letter};
use crate::value::{Date, Symbol, is_digits};

/// No symbol is longer on either side of a stroke, in bytes.
const LONGEST: usize = 80;

/// What stands round a stroke: the symbol of a document, or the number of a resolution in a list.
pub(super) fn symbol(reader: &mut Reader<'_, '_>, stroke: usize) {
    let bytes = reader.text.as_bytes();
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"/.-_()".contains(byte);
    let lowest = reader.done.max(stroke.saturating_sub(LONGEST));
    let mut start = stroke - bytes[lowest..stroke].iter().rev().take_while(|byte| inside(byte)).count();
    let end = stroke + bytes[stroke..].iter().take(LONGEST).take_while(|byte| inside(byte)).count();
    while matches!(bytes.get(start), Some(b'(' | b')')) {
        start += 1;
    }
    start = special_start(reader, start);
    if start < stroke && (in_text(reader, start) || further(reader, start)) {
        return;
    }
    let Some((symbol, end)) = longest(reader.text, start..end) else { return };
    if AdoptedNumber::at_start(&symbol, &reader.words.words.numbers).is_some() {
        return;
    }
    let (symbol, end) = with_number(reader, &symbol, start..end).unwrap_or((symbol, end));
    reader.push(start..end, What::Symbol(kind_of(&symbol), symbol));
}

/// Where a number begins whose special session is marked by letters in front of its hyphen: دإ-10/2.
fn special_start(reader: &Reader<'_, '_>, start: usize) -> usize {
    let (before, behind) = reader.text.split_at(start);
    let marks = reader.words.words.numbers.special.iter().filter_map(|(form, _)| form.strip_suffix('-'));
    let here = marks.filter(|mark| behind.starts_with('-') && before.ends_with(mark)).map(str::len).max();
    here.map_or(start, |length| start - length)
}

/// The longest symbol in a range that begins with it, with what is printed in brackets behind it, and its end:
/// `A/76/6 (Sect. 3)/Add.1`.
fn longest(text: &str, range: Range<usize>) -> Option<(String, usize)> {
    let (start, mut end) = (range.start, range.end);
    let symbol = loop {
        let found = text.get(start..end)?;
        let unbalanced = found.matches(')').count() > found.matches('(').count();
        let open = found.matches('(').count() > found.matches(')').count();
        if open {
            end = start + found.rfind('(')?;
        } else if unbalanced || found.ends_with(['.', '-', '_', '/', '(']) {
            end -= 1;
        } else {
            break found.parse::<Symbol>().ok()?;
        }
    };
    let mut symbol = symbol.to_string();
    while let Some((volume, length)) = Symbol::volume_behind(&text[end..]) {
        let rest = &text[end + length..];
        let more = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "/.-".contains(c))).unwrap_or(rest.len());
        let more = rest[..more].trim_end_matches(['.', '-', '/']);
        let longer = format!("{symbol}{volume}{}", if more.starts_with('/') { more } else { "" });
        if longer.parse::<Symbol>().is_err() {
            break;
        }
        end += length + longer.len() - symbol.len() - volume.len();
        symbol = longer;
    }
    Some((symbol, end))
}

/// The symbol of a resolution with its whole number, of which a space may part the end: `S/RES/1373 (2001)`.
fn with_number(reader: &Reader<'_, '_>, symbol: &str, range: Range<usize>) -> Option<(String, usize)> {
    let at = symbol.find("/RES/").map(|at| at + "/RES/".len())?;
    let (number, length) = AdoptedNumber::at_start(&reader.text[range.start + at..], &reader.words.words.numbers)?;
    let end = range.start + at + length;
    (end > range.end).then(|| (format!("{}{}", &symbol[..at], number.in_symbol()), end))
}

/// What a symbol is one of.
fn kind_of(symbol: &str) -> Kind {
    let has = |part: &str, small: &str| symbol.split('/').any(|one| one == part || one.starts_with(small));
    match () {
        () if has("RES", "Res.") => Kind::Resolution,
        () if has("DEC", "Dec.") => Kind::Decision,
        () => Kind::Document,
    }
}

/// A bracket behind a number: `338 (1973)` in a list, 2370(2017)号.
pub(super) fn bracket(reader: &mut Reader<'_, '_>, open: usize) {
    /// `1234 A `
    const LONGEST_NUMBER: usize = 7;
    let bytes = &reader.text.as_bytes()[reader.done.max(open.saturating_sub(LONGEST_NUMBER)).min(open)..open];
    let before = bytes.trim_ascii_end();
    let before = match before {
        [rest @ .., part] if part.is_ascii_uppercase() => rest,
        _ => before,
    };
    let before = before.trim_ascii_end();
    let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 {
        return;
    }
    let start = open - bytes.len() + before.len() - digits;
    let series =
        reader.text[..start].bytes().rev().take_while(|&byte| byte.is_ascii_uppercase() || byte == b'.').count();
    if series > 0 && other_numbers::marked(reader, start - series, start - series) {
        return;
    }
    if !in_text(reader, start) {
        further(reader, start);
    }
}

/// A number that begins here with the mark behind it, without the ordinal in front: 75/233号决议.
fn in_text(reader: &mut Reader<'_, '_>, start: usize) -> bool {
    let glued = reader.text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
    !glued && numbered(reader, start, start)
}

/// A further number behind the noun: `resolutions 55/25 and 55/255`. True where it was one.
fn further(reader: &mut Reader<'_, '_>, start: usize) -> bool {
    /// The title of a resolution and a date may stand between two numbers, in bytes.
    const LONGEST_BETWEEN: usize = 600;
    let words = reader.words.words;
    if !words.resolutions.mark.is_empty() {
        return false;
    }
    let Some((numbers, length)) = numbers(reader.cursor(start)) else { return false };
    let adopted = reader.marks.iter().rev().take_while(|mark| start - mark.span.end.min(start) <= LONGEST_BETWEEN);
    let last = adopted.filter_map(|mark| Some((mark.what.act()?, mark.span.end.min(start)))).next();
    let told = last.and_then(|(act, end)| {
        let before = reader.text[end..start].trim_end();
        let listed = before.is_empty() || before.ends_with([',', ';']);
        let joined = listed || words.joiners.iter().any(|joiner| ends_with_word(before, joiner.trim()));
        (joined && in_one_sentence(before, words)).then_some(act)
    });
    let Some(act) = told.or_else(|| noun_before(reader, start, &numbers)) else { return false };
    reader.push(start..start + length, What::Adopted(act, numbers));
    true
}

/// The noun of the sentence, where the number is one that nothing else has: `resolutions on the Sudan, in particular 1591 (2005)`.
fn noun_before(reader: &Reader<'_, '_>, start: usize, numbers: &[AdoptedNumber]) -> Option<AdoptedText> {
    /// The subject of the resolutions may stand between, in bytes.
    const LONGEST_BETWEEN: usize = 240;
    if numbers.first()?.numbering() != Numbering::InYear {
        return None;
    }
    let words = reader.words.words;
    let before = &reader.text[reader.text.ceil_char_boundary(start.saturating_sub(LONGEST_BETWEEN))..start];
    let nouns = words.resolutions.nouns.iter().filter_map(|(noun, act)| Some((before.rfind(noun)?, noun.len(), *act)));
    let (at, length, act) = nouns.max_by_key(|(at, length, _)| (*at, *length))?;
    in_one_sentence(&before[at + length..], words).then_some(act)
}

/// Whether no point in a text ends a sentence.
fn in_one_sentence(text: &str, words: &ReferenceWords) -> bool {
    text.match_indices('.').all(|(at, _)| !ends_sentence(text, at, words))
}

/// Whether a text ends with a word.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|before| !before.ends_with(is_letter))
}

/// A number with its parts: `57/284 A and B`, 第75/254 A至C号; and how long it is.
fn numbers(cursor: Cursor<'_>) -> Option<(Vec<AdoptedNumber>, usize)> {
    let (first, length) = AdoptedNumber::at_start(cursor.rest(), &cursor.words.numbers)?;
    let mut at = Cursor { at: cursor.at + length, ..cursor };
    let mut numbers = vec![first.clone()];
    while let Some(last) = numbers.last().and_then(AdoptedNumber::part) {
        let mut ahead = at;
        let to = ahead.eat(ahead.words.ranges).is_some();
        if !to && ahead.eat(ahead.words.joiners).is_none() {
            break;
        }
        let rest = ahead.rest();
        let Some((part, length)) = part_letter(rest, &ahead.words.numbers).filter(|(part, _)| *part > last) else {
            break;
        };
        let behind = &rest[length..];
        let ends = !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || "/.(".contains(c))
            || behind == "."
            || behind.starts_with(". ");
        if !ends {
            break;
        }
        let parts = if to { char::from(last as u8 + 1)..=part } else { part..=part };
        numbers.extend(parts.map(|part| first.with_part(part)));
        at = Cursor { at: ahead.at + length, ..ahead };
    }
    Some((numbers, at.at - cursor.at))
}

/// A date at a place, passed; an error where it is one that does not exist.
pub(super) fn eat_date(cursor: &mut Cursor<'_>, words: &'static DateWords) -> Option<Result<Date, String>> {
    /// `20 December 2012`, `20 كانون الأول/ديسمبر 2012`
    const LONGEST_DATE: usize = 64;
    let rest = cursor.rest();
    let rest = &rest[..rest.floor_char_boundary(LONGEST_DATE)];
    // What stands behind the last part is no end of a range: `of 18 December 2019 and 76/1`.
    let end = match &words.marks {
        Some(marks) => rest.find(marks.day).map(|at| at + marks.day.len_utf8()),
        None => {
            let year = |at: &usize| is_digits(rest.get(*at..at + 4).unwrap_or_default(), 4..=4);
            (0..rest.len()).find(year).map(|at| at + 4)
        }
    };
    let end = end?;
    let found = dates::find(&rest[..end], words).filter(|found| found.at.start == 0)?;
    cursor.at += found.at.end;
    let behind = words.year_ends.iter().filter_map(|word| spelled_at_start(cursor.rest(), word)).max();
    cursor.at += behind.filter(|_| found.at.end == end).unwrap_or(0);
    Some(found.dates.map(|range| range.start))
}

/// A date tied to the number in front of it, passed: ` of 15 November 2000`.
pub(super) fn eat_tied_date(cursor: &mut Cursor<'_>, words: &'static DateWords) -> Option<Result<Date, String>> {
    let mut ahead = *cursor;
    ahead.eat(if ahead.words.dated.is_empty() { ahead.words.nested } else { ahead.words.dated })?;
    let date = eat_date(&mut ahead, words)?;
    *cursor = ahead;
    Some(date)
}

/// Numbers with the mark behind the last (第55/25号决议, 第69/193和69/196号), from the start of the first mark and the start of the
/// first number. True where there was one.
pub(super) fn numbered(reader: &mut Reader<'_, '_>, start: usize, first: usize) -> bool {
    let words = &reader.words.words.resolutions;
    if words.mark.is_empty() {
        return false;
    }
    let mut cursor = reader.cursor(first);
    let mut found: Vec<(Range<usize>, Vec<AdoptedNumber>)> = Vec::new();
    let marked = loop {
        if !found.is_empty() && cursor.eat(&[words.mark]).is_some() {
            break true;
        }
        let mut ahead = cursor;
        if !found.is_empty() && ahead.eat(ahead.words.joiners).is_none() {
            break false;
        }
        if !found.is_empty() {
            eat_date(&mut ahead, &reader.words.language.dates);
        }
        let begins = if found.is_empty() { start } else { ahead.at };
        ahead.eat(&[ahead.words.ordinal]);
        let Some((numbers, length)) = numbers(ahead) else { break false };
        ahead.at += length;
        found.push((begins..ahead.at, numbers));
        cursor = ahead;
    };
    let rest = cursor.rest();
    let noun = words.noun_at_start(rest).filter(|_| marked);
    // In 第55/7、57/141和2009年12月4日第64/71号 the mark stands behind a number of its own. Without the ordinal the noun must tell.
    let listed = || reader.marks.last().is_some_and(|mark| mark.what.act().is_some());
    let told = if start == first {
        marked && (noun.is_some() || is_special(&found) || listed())
    } else {
        marked || found.len() > 1
    };
    if !told {
        return false;
    }
    let other = starts_with_one(rest, words.others);
    if other {
        reader.list_is(start, What::Nothing(Reason::Serial));
    }
    if let Some((last, _)) = found.last_mut() {
        last.end = cursor.at + noun.map_or(0, |(noun, _)| noun.len());
    }
    let act = noun.map_or(AdoptedText::Resolution, |(_, act)| act);
    if act == AdoptedText::Decision {
        reader.list_is(start, What::Adopted(act, Vec::new()));
    }
    for (span, numbers) in found {
        reader.push(span, if other { What::Nothing(Reason::Serial) } else { What::Adopted(act, numbers) });
    }
    true
}

/// Whether the numbers are of special sessions, which look like no other.
fn is_special(found: &[(Range<usize>, Vec<AdoptedNumber>)]) -> bool {
    let special =
        |number: &AdoptedNumber| matches!(number.numbering(), Numbering::Special | Numbering::EmergencySpecial);
    found.iter().flat_map(|(_, numbers)| numbers).all(special)
}

/// Words that mean the resolution spoken of (`that resolution`), or end with the noun of a number: بما في ذلك القرار 7/8.
pub(super) fn same(reader: &mut Reader<'_, '_>, range: Range<usize>, act: AdoptedText) {
    let said = &reader.text[range.clone()];
    let nouns = reader.words.words.resolutions.nouns.iter().map(|(noun, _)| *noun);
    let noun = nouns.filter(|noun| ends_with_word(said, noun)).map(str::len).max();
    if !noun.is_some_and(|length| behind_noun(reader, range.end - length..range.end, act)) {
        reader.push(range, What::SameAct(act));
    }
}

/// Numbers behind their noun: `resolution 1373 (2001)`, `decision 74/550 A`. True where there was one.
pub(super) fn behind_noun(reader: &mut Reader<'_, '_>, noun: Range<usize>, act: AdoptedText) -> bool {
    let mut cursor = reader.cursor(noun.end);
    cursor.eat_space();
    if numbers(cursor).is_none()
        && let Some(behind) = behind_organ(reader, noun.end).filter(|behind| numbers(*behind).is_some())
    {
        cursor = behind;
    }
    if let Some((numbers, length)) = numbers(cursor) {
        reader.push(noun.start..cursor.at + length, What::Adopted(act, numbers));
    } else if let Some(length) = other_number(cursor.rest()) {
        reader.push(noun.start..cursor.at + length, What::Adopted(act, Vec::new()));
    } else if let Some((number, length)) = yearless_number(cursor.rest(), act)
        && !cursor.rest()[length..].starts_with(|c: char| c.is_ascii_alphanumeric() || "/(".contains(c))
        && !cursor.rest()[length..].starts_with(" (")
    {
        reader.push(noun.start..cursor.at + length, What::Yearless(act, number));
    } else {
        return false;
    }
    true
}

/// The place behind the organ that stands between a noun and its number: قرار الجمعية العامة 46/182.
fn behind_organ<'t>(reader: &Reader<'t, '_>, at: usize) -> Option<Cursor<'t>> {
    /// No name of an organ is longer, in bytes.
    const LONGEST: usize = 160;
    let mut cursor = reader.cursor(at);
    cursor.eat(cursor.words.nested).or_else(|| cursor.eat(&[" "]))?;
    eat_article(&mut cursor);
    let rest = cursor.rest();
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let (_, named) = reader.words.organs_in(rest).next().filter(|(_, named)| named.start == 0)?;
    cursor.at += named.end;
    cursor.eat_space();
    Some(cursor)
}

/// An article with the space behind it, passed: `the `, `l'`.
pub(super) fn eat_article(cursor: &mut Cursor<'_>) {
    let articles = cursor.words.articles.iter().filter(|article| {
        let behind = cursor.rest().strip_prefix(**article);
        behind.is_some_and(|behind| behind.starts_with(' ') || !article.ends_with(char::is_alphabetic))
    });
    if let Some(article) = articles.max_by_key(|article| article.len()) {
        cursor.at += article.len();
        cursor.eat_space();
    }
}
