//! Takes a heading or a session line apart: its dates, the ordinal of the meeting, the place; in whatever order they are printed.

use std::ops::Range;

use super::dates::{self, FoundDates};
use super::ordinals::{self, FoundOrdinal};
use super::{HeadingWords, Language};

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
        match ordinals::of_heading(&text[part.clone()], &language.headings.ordinal) {
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
}
