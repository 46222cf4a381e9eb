//! Words that name several provisions at once, such as 第32和37条, cut into those of each.

use std::ops::Range;

use unrecs_text::resolve::{Provision, Reference};
use unrecs_text::value::Numeral;
use unrecs_text::value::numeral::is_chinese_numeral;

/// The part of the words that each of these references has, in their order: the first from the beginning, the last to the end,
/// and between them the numbers alone. Empty where there is one reference only, and where the numbers do not say which is which.
pub(super) fn split(words: &str, references: &[Reference<'_>]) -> Vec<Range<usize>> {
    if references.len() < 2 {
        return Vec::new();
    }
    let mut tokens = tokens(words).into_iter();
    let mut next = |number: &str| tokens.find(|token| says(&words[token.clone()], number));
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(references.len());
    for reference in references {
        let range = reference.provision.as_ref().and_then(|provision| {
            let first = next(last_part(provision))?;
            let last = provision.range_end().map_or(Some(first.clone()), &mut next)?;
            Some(first.start..last.end)
        });
        match range {
            Some(range) => ranges.push(range),
            None => return Vec::new(),
        }
    }
    if let Some(first) = ranges.first_mut() {
        first.start = 0;
    }
    if let Some(last) = ranges.last_mut() {
        last.end = words.len();
    }
    ranges
}

/// The number or letter of the smallest part that a provision names.
fn last_part(provision: &Provision) -> &str {
    match provision.point() {
        Some(point) => point.rsplit_once('(').map_or(point, |(_, below)| below.trim_end_matches(')')),
        None => provision.paragraph().unwrap_or(provision.number()),
    }
}

/// Runs of digits, of letters and of Chinese numerals.
fn tokens(words: &str) -> Vec<Range<usize>> {
    let kind = |c: char| match c {
        _ if is_chinese_numeral(c) => 1,
        '0'..='9' | '０'..='９' => 2,
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => 3,
        _ => 0,
    };
    let mut tokens: Vec<(u8, Range<usize>)> = Vec::new();
    for (at, c) in words.char_indices() {
        let (kind, end) = (kind(c), at + c.len_utf8());
        match tokens.last_mut().filter(|(before, range)| *before == kind && range.end == at) {
            Some((_, range)) => range.end = end,
            None => tokens.push((kind, at..end)),
        }
    }
    tokens.into_iter().filter(|(kind, _)| *kind > 0).map(|(_, range)| range).collect()
}

/// Whether a printed number or letter is this one.
fn says(printed: &str, number: &str) -> bool {
    let ascii = |c: char| match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    printed.chars().map(ascii).collect::<String>().eq_ignore_ascii_case(number)
        || printed.parse::<Numeral>().is_ok_and(|numeral| numeral.value().to_string() == number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::samples;

    fn cut(sentence: &str) -> Vec<String> {
        let document = samples::document("a", &format!("一. 第一次会议\n\n1. {sentence}\n"));
        let text = document.normalized().text(&document.normalized().paragraphs()[0]);
        let references = document.references();
        let together = references.chunk_by(|one, next| one.span() == next.span()).find(|some| some.len() > 1);
        let together = together.unwrap_or_else(|| panic!("{references:?}"));
        let words = &text[together[0].span()];
        split(words, together).into_iter().map(|range| words[range].to_owned()).collect()
    }

    #[test]
    fn each_number_has_its_own_words() {
        let cases: [(&str, &[&str]); 4] = [
            ("考虑到《有组织犯罪公约》第32和37条，缔约国应当合作。", &["第32", "37条"]),
            ("缔约国应当适用《有组织犯罪公约》第六、八和十二条。", &["第六", "八", "十二条"]),
            ("缔约国应当适用《有组织犯罪公约》第6条第1和2款。", &["第6条第1", "2款"]),
            ("缔约国应当适用《有组织犯罪公约》第6至8和12条。", &["第6至8", "12条"]),
        ];
        for (sentence, expected) in cases {
            assert_eq!(cut(sentence), expected, "{sentence}");
        }
    }
}
