//! Reads the ordinal of a meeting by the words of a language: 第七次会议, `seventh meeting`.

use std::ops::Range;

use super::{OrdinalWords, SpelledOrdinals};
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

/// The ordinal that a part of a heading is about. The part must end with the words where a language has affixes (第七届会议上的讨论
/// is about something else), and start with them where it has words (`Seventh meeting of the Working Group`).
pub fn of_heading(part: &str, words: &OrdinalWords) -> Option<FoundOrdinal> {
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
    let (noun_start, noun) = words.find(|(_, word)| !word.is_empty())?;
    let noun = noun.trim_end_matches(|c: char| !c.is_alphanumeric());
    let noun = ordinals.nouns.iter().find(|one| **one == noun)?;
    let small =
        |word: &str| (1..).zip(ordinals.below_twenty).find(|(_, name)| **name == word).map(|(number, _)| number);
    let large = |(ten, stem): (u32, &&str)| match ordinal.strip_prefix(stem)? {
        end if end == ordinals.tens_alone => Some(ten * 10),
        end => small(end.strip_prefix(ordinals.tens_joined)?).filter(|&unit| unit < 10).map(|unit| ten * 10 + unit),
    };
    let number = small(&ordinal).or_else(|| (2..).zip(ordinals.tens).find_map(large))?;
    Some(FoundOrdinal { number, at: start..noun_start + noun.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{en::ENGLISH, zh::CHINESE};

    fn number(part: &str, words: &OrdinalWords) -> Option<u32> {
        of_heading(part, words).map(|found| found.number)
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
            ("Discussions at the first meeting", None),
            ("First steps", None),
            ("twenty-tenth meeting", None),
        ] {
            assert_eq!(number(part, words), expected, "{part}");
        }
    }
}
