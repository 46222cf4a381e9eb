//! Takes a heading or a session line apart: its dates, the ordinal of the meeting, the place; in whatever order they are printed.

use std::ops::Range;

use super::dates::{self, FoundDates};
use super::{HeadingWords, Language, OrdinalWords, SpelledOrdinals};
use crate::value::Numeral;
use crate::value::numeral::{is_chinese_numeral, is_digit};

/// The ordinal of a meeting found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundOrdinal {
    /// The number.
    pub number: u32,
    /// Where the words stand, in bytes of the text, from 第 to 会议.
    pub at: Range<usize>,
}

/// The parts of a line, each with its place in bytes of the line.
#[derive(Debug, Clone, Default)]
pub struct HeadingParts {
    /// The dates of the meeting.
    pub dates: Option<FoundDates>,
    /// The ordinal of the meeting.
    pub ordinal: Option<FoundOrdinal>,
    /// What is left: the place where there is just one; none of them is empty.
    pub others: Vec<Range<usize>>,
}

/// Takes a line apart at its dates and at its commas and brackets.
pub fn take_apart(text: &str, language: &Language) -> HeadingParts {
    let dates = dates::find(text, &language.dates);
    let cut = dates.as_ref().map_or(text.len()..text.len(), |found| found.at.clone());
    let mut parts = HeadingParts { dates, ..HeadingParts::default() };
    let stretches = [0..cut.start, cut.end..text.len()];
    for part in stretches.into_iter().flat_map(|stretch| split(text, stretch)) {
        let part = without_fillers(text, part, &language.headings);
        match ordinal(&text[part.clone()], &language.headings.ordinal) {
            Some(FoundOrdinal { number, at }) if parts.ordinal.is_none() => {
                parts.ordinal = Some(FoundOrdinal { number, at: part.start + at.start..part.start + at.end });
            }
            _ if part.is_empty() => {}
            _ => parts.others.push(part),
        }
    }
    parts
}

/// The pieces of a stretch between commas, brackets, dashes and colons.
fn split(text: &str, stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    const SEPARATORS: [char; 16] =
        [',', '，', '、', ';', '；', ':', '：', '(', ')', '（', '）', '—', '–', '[', ']', '|'];
    let mut at = stretch.start;
    text[stretch].split_inclusive(SEPARATORS).map(move |piece| {
        let start = at;
        at += piece.len();
        start..start + piece.trim_end_matches(SEPARATORS).len()
    })
}

/// The part without white space and filler words at its ends.
fn without_fillers(text: &str, part: Range<usize>, words: &HeadingWords) -> Range<usize> {
    let mut rest = &text[part.clone()];
    let mut start = part.start;
    loop {
        let before = rest.len();
        let trimmed = rest.trim_start();
        start += rest.len() - trimmed.len();
        rest = trimmed.trim_end();
        for &filler in words.fillers {
            let latin = filler.bytes().all(|byte| byte.is_ascii_alphabetic());
            if let Some(shorter) =
                rest.strip_prefix(filler).filter(|shorter| !latin || !shorter.starts_with(char::is_alphanumeric))
            {
                start += filler.len();
                rest = shorter;
            }
            if let Some(shorter) =
                rest.strip_suffix(filler).filter(|shorter| !latin || !shorter.ends_with(char::is_alphanumeric))
            {
                rest = shorter;
            }
        }
        if rest.len() == before {
            return start..start + rest.len();
        }
    }
}

/// The ordinal that a part of a heading is about. The part must end with the words where a language has affixes (第七届会议上的讨论
/// is about something else), and start with them where it has words (`Seventh meeting of the Working Group`).
fn ordinal(part: &str, words: &OrdinalWords) -> Option<FoundOrdinal> {
    match words {
        OrdinalWords::Affixed { prefix, suffixes } => affixed(part, prefix, suffixes),
        OrdinalWords::Words(words) => spelled(part, words),
    }
}

fn affixed(part: &str, prefix: &str, suffixes: &[&str]) -> Option<FoundOrdinal> {
    let before_suffix = suffixes.iter().find_map(|suffix| part.strip_suffix(suffix))?.trim_end();
    let before_numeral = before_suffix.trim_end_matches(|c| is_digit(c) || is_chinese_numeral(c));
    let number = before_suffix[before_numeral.len()..].parse::<Numeral>().ok()?.value();
    let start = before_numeral.trim_end().strip_suffix(prefix)?.len();
    Some(FoundOrdinal { number, at: start..part.len() })
}

fn spelled(part: &str, ordinals: &SpelledOrdinals) -> Option<FoundOrdinal> {
    let mut at = 0;
    let mut words = part.split_inclusive(' ').map(|word| {
        let start = at;
        at += word.len();
        (start, word.trim_end().to_lowercase())
    });
    let (start, ordinal) = words.find(|(_, word)| !matches!(word.as_str(), "" | "the"))?;
    // One word may stand between: `plenary meeting`, `special session`.
    let mut behind = words.filter(|(_, word)| !word.is_empty()).take(2);
    let (noun_start, noun) = behind.find_map(|(at, word)| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        Some((at, ordinals.nouns.iter().find(|one| **one == word)?))
    })?;
    let small =
        |word: &str| (1..).zip(ordinals.below_twenty).find(|(_, name)| **name == word).map(|(number, _)| number);
    let large = |(ten, stem): (u32, &&str)| match ordinal.strip_prefix(stem)? {
        end if end == ordinals.tens_alone => Some(ten * 10),
        end => small(end.strip_prefix(ordinals.tens_joined)?).filter(|&unit| unit < 10).map(|unit| ten * 10 + unit),
    };
    let in_digits = || {
        let digits = ordinal.trim_end_matches(|c: char| !c.is_ascii_digit());
        ordinals
            .endings
            .contains(&&ordinal[digits.len()..])
            .then(|| digits.parse::<Numeral>().ok())?
            .map(Numeral::value)
    };
    let number = small(&ordinal).or_else(|| (2..).zip(ordinals.tens).find_map(large)).or_else(in_digits)?;
    Some(FoundOrdinal { number, at: start..noun_start + noun.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{en::ENGLISH, zh::CHINESE};

    fn read(text: &str, language: &Language) -> String {
        let parts = take_apart(text, language);
        let dates = parts.dates.map_or("-", |found| &text[found.at]);
        let ordinal = parts.ordinal.map_or(0, |found| found.number);
        let others: Vec<_> = parts.others.into_iter().map(|part| &text[part]).collect();
        format!("{ordinal} | {dates} | {}", others.join(" | "))
    }

    #[test]
    fn the_order_of_the_parts_is_free() {
        for (text, expected) in [
            ("第一次会议，维也纳，2012年5月30日至6月1日", "1 | 2012年5月30日至6月1日 | 维也纳"),
            ("第三次会议，2015 年 11 月 18 日至 20 日，维也纳", "3 | 2015 年 11 月 18 日至 20 日 | 维也纳"),
            ("第六次会议（维也纳，2019年9月11日至13日）", "6 | 2019年9月11日至13日 | 维也纳"),
            ("第二次会议于2013年11月11日至13日在维也纳举行", "2 | 2013年11月11日至13日 | 维也纳"),
            ("2019年9月11日至13日，维也纳", "0 | 2019年9月11日至13日 | 维也纳"),
            ("导言", "0 | - | 导言"),
        ] {
            assert_eq!(read(text, &CHINESE), expected);
        }
        for (text, expected) in [
            ("First meeting, Vienna, 30 May to 1 June 2012", "1 | 30 May to 1 June 2012 | Vienna"),
            ("Second meeting (held in Vienna from 11 to 13 November 2013)", "2 | 11 to 13 November 2013 | Vienna"),
            ("Introduction", "0 | - | Introduction"),
        ] {
            assert_eq!(read(text, &ENGLISH), expected);
        }
    }

    fn number(part: &str, words: &OrdinalWords) -> Option<u32> {
        ordinal(part, words).map(|found| found.number)
    }

    #[test]
    fn chinese_ordinals() {
        let words = &CHINESE.headings.ordinal;
        for (part, expected) in [
            ("第一次会议", Some(1)),
            ("工作组第十二次会议", Some(12)),
            ("第 7 届会议", Some(7)),
            ("第七届会议上的讨论", None),
            ("会议", None),
            ("第次会议", None),
            ("第一百二次会议", None),
        ] {
            assert_eq!(number(part, words), expected, "{part}");
        }
    }

    #[test]
    fn english_ordinals() {
        let words = &ENGLISH.headings.ordinal;
        for (part, expected) in [
            ("First meeting", Some(1)),
            ("The twenty-first session", Some(21)),
            ("Seventh meeting of the Working Group", Some(7)),
            ("12th meeting", Some(12)),
            ("42nd plenary meeting", Some(42)),
            ("Tenth special session", Some(10)),
            ("12 meeting", None),
            ("Discussions at the first meeting", None),
            ("First steps", None),
            ("twenty-tenth meeting", None),
        ] {
            assert_eq!(number(part, words), expected, "{part}");
        }
    }
}
