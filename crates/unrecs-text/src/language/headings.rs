//! Takes a heading or a session line apart: its dates, the ordinal of the meeting, the place; in whatever order they are printed.

use std::ops::Range;

use super::dates::{self, FoundDates};
use super::spelling::lower;
use super::{HeadingWords, Language, OrdinalWords, spelled_at_end, spelled_at_start};
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
    const SEPARATORS: [char; 17] =
        [',', '，', '،', '、', ';', '；', ':', '：', '(', ')', '（', '）', '—', '–', '[', ']', '|'];
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
            // A word that is set apart ends where no letter follows.
            let apart = filler.chars().any(char::is_alphabetic) && words.ordinal.suffixes.is_empty();
            let shorter = spelled_at_start(rest, filler).map(|length| &rest[length..]);
            if let Some(shorter) = shorter.filter(|shorter| {
                !apart || !filler.ends_with(char::is_alphanumeric) || !shorter.starts_with(char::is_alphanumeric)
            }) {
                start += rest.len() - shorter.len();
                rest = shorter;
            }
            let shorter = spelled_at_end(rest, filler).map(|length| &rest[..rest.len() - length]);
            if let Some(shorter) = shorter.filter(|shorter| !apart || !shorter.ends_with(char::is_alphanumeric)) {
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
    if words.suffixes.is_empty() { spelled(part, words) } else { affixed(part, words.prefix, words.suffixes) }
}

fn affixed(part: &str, prefix: &str, suffixes: &[&str]) -> Option<FoundOrdinal> {
    let before_suffix = suffixes.iter().find_map(|suffix| part.strip_suffix(suffix))?.trim_end();
    let before_numeral = before_suffix.trim_end_matches(|c| is_digit(c) || is_chinese_numeral(c));
    let number = before_suffix[before_numeral.len()..].parse::<Numeral>().ok()?.value();
    let start = before_numeral.trim_end().strip_suffix(prefix)?.len();
    Some(FoundOrdinal { number, at: start..part.len() })
}

/// An ordinal in words or in digits with its noun beside it. One word may stand between: `plenary meeting`, `special session`.
fn spelled(part: &str, ordinals: &OrdinalWords) -> Option<FoundOrdinal> {
    /// An ordinal has few words, and so has its noun beside it.
    const MOST: usize = 6;
    let words: Vec<Range<usize>> = words(part).take(MOST).collect();
    let word = |range: &Range<usize>| part[range.clone()].chars().map(lower).collect::<String>();
    let noun = |range: &&Range<usize>| ordinals.nouns.contains(&word(range).as_str());
    let first = words.iter().position(|range| !ordinals.articles.contains(&word(range).as_str()))?;
    if ordinals.noun_first {
        let noun = words.get(first).filter(noun)?;
        let rest = &words[first + 1..];
        let (number, used) = (0..rest.len().min(2)).find_map(|skipped| {
            let (number, used) = number(part, &rest[skipped..], ordinals)?;
            Some((number, skipped + used))
        })?;
        return Some(FoundOrdinal { number, at: noun.start..rest[used - 1].end });
    }
    let (number, used) = number(part, &words[first..], ordinals)?;
    let noun = words[first + used..].iter().take(2).find(noun)?;
    Some(FoundOrdinal { number, at: words[first].start..noun.end })
}

/// The number that is all of a text, as an ordinal in words: المرفق الثاني is the second annex.
pub fn in_words(text: &str, ordinals: &OrdinalWords) -> Option<u32> {
    let words: Vec<Range<usize>> = words(text).collect();
    number(text, &words, ordinals).filter(|&(_, used)| used == words.len()).map(|(number, _)| number)
}

/// The number at the start of some words, and how many of them it takes.
fn number(part: &str, words: &[Range<usize>], ordinals: &OrdinalWords) -> Option<(u32, usize)> {
    let printed = &part[words.first()?.clone()];
    let digits = printed.trim_end_matches(|c: char| !is_digit(c));
    if !digits.is_empty() {
        let ending: String = printed[digits.len()..].chars().map(lower).collect();
        let whole = if ending.is_empty() { ordinals.noun_first } else { ordinals.endings.contains(&ending.as_str()) };
        return digits.parse::<Numeral>().ok().filter(|_| whole).map(|numeral| (numeral.value(), 1));
    }
    let (mut sum, mut last, mut used) = (0, u32::MAX, 0);
    for range in words {
        let small: String = part[range.clone()].chars().map(lower).collect();
        // The parts of a word that are joined by a hyphen, and of words that follow each other: the larger one stands first, but
        // for languages that count the other way round.
        let whole = worth(&small, ordinals).map(|worth| vec![worth]);
        let pieces = || small.split('-').map(|piece| worth(piece, ordinals)).collect();
        let Some(worth) = whole.or_else(pieces) else { break };
        // A word such as `et` is worth nothing.
        for worth in worth.into_iter().filter(|&worth| worth > 0) {
            let fits =
                if ordinals.noun_first { last == u32::MAX || worth > last } else { worth < last && adds(last, worth) };
            if !fits {
                return None;
            }
            (sum, last) = (sum + worth, worth);
        }
        used += 1;
    }
    (used > 0).then_some((sum, used))
}

/// Whether a smaller number can stand behind a larger one and add to it: `twenty-first`, but not `twenty-tenth`. Twenties of four
/// score and sixties go on to nineteen.
fn adds(large: u32, small: u32) -> bool {
    match large {
        u32::MAX => true,
        60 | 80 | 100.. => small < large,
        _ => large >= 20 && small < 10,
    }
}

/// What a word of an ordinal is worth.
fn worth(word: &str, ordinals: &OrdinalWords) -> Option<u32> {
    ordinals.parts.iter().find(|(part, _)| *part == word).map(|(_, worth)| *worth)
}

/// The words of a part, set apart by white space, without marks behind them.
fn words(part: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    part.split_inclusive(char::is_whitespace).filter_map(move |word| {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != 'ª' && c != 'º');
        (!word.is_empty()).then(|| start..start + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::by_tag;

    fn table(tag: &str) -> &'static Language {
        by_tag(tag).unwrap()
    }

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
            assert_eq!(read(text, table("zh")), expected);
        }
        for (text, expected) in [
            ("First meeting, Vienna, 30 May to 1 June 2012", "1 | 30 May to 1 June 2012 | Vienna"),
            ("Second meeting (held in Vienna from 11 to 13 November 2013)", "2 | 11 to 13 November 2013 | Vienna"),
            ("Introduction", "0 | - | Introduction"),
        ] {
            assert_eq!(read(text, table("en")), expected);
        }
    }

    fn number(part: &str, words: &OrdinalWords) -> Option<u32> {
        ordinal(part, words).map(|found| found.number)
    }

    #[test]
    fn chinese_ordinals() {
        let words = &table("zh").headings.ordinal;
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
        let words = &table("en").headings.ordinal;
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
