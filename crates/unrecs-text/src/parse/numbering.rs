//! Printed numbers that are words or letters of a language: أولا for the first section, 甲 and أ for the first item.

use unicode_normalization::UnicodeNormalization;

use super::label::{ItemLabel, LabelKind, mark};
use crate::language::{behind_word, is_sign, languages};
use crate::value::{Letter, Numeral, NumeralStyle};

/// The word that numbers a section, with a dash or a point behind it: `أولا - `.
pub fn worded(line: &str) -> Option<(LabelKind, &str)> {
    let (kind, rest) = numbering_word(line)?;
    let behind = rest.trim_start_matches([' ', '\u{a0}', '\t']).strip_prefix(['-', '–', '—', '.', ':'])?;
    behind.starts_with(char::is_whitespace).then_some((kind, behind))
}

/// The word that numbers a section at the start of a line, and what follows.
pub fn numbering_word(line: &str) -> Option<(LabelKind, &str)> {
    if line.starts_with(|c: char| c.is_ascii()) {
        return None;
    }
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    languages().iter().find_map(|language| {
        let words = &language.structure;
        let numerals = words.section_numerals.iter().filter_map(|(word, number)| {
            let rest = behind_word(line, word).filter(|rest| ends(rest))?;
            Some((LabelKind::Section(Numeral::new(*number, NumeralStyle::RomanUpper)?), rest))
        });
        let letters = (1..).zip(words.section_letters).filter_map(|(place, word)| {
            let rest = behind_word(line, word).filter(|rest| ends(rest))?;
            Some((LabelKind::Capital(Letter::at(place)?), rest))
        });
        numerals.chain(letters).next()
    })
}

/// A letter of another series in front of a closing bracket.
pub fn stemmed(text: &str) -> Option<(LabelKind, &str)> {
    let first = text.chars().next()?;
    let letter = stem(first)?;
    let behind = text[first.len_utf8()..].trim_start_matches(is_sign).trim_start();
    // Behind the last letter, the first stands twice: (أ أ) for (aa).
    let (letter, behind) = match behind.strip_prefix(first) {
        Some(behind) => (Letter::at(letter.place() + 26)?, behind.trim_start()),
        None => (letter, behind),
    };
    let label = ItemLabel { letter: Some(letter), ..ItemLabel::default() };
    Some((LabelKind::Item(label), mark(behind, &[')', '）'])?))
}

/// The letter for which a character of another series stands: 甲 for a.
pub fn stem(character: char) -> Option<Letter> {
    if character.is_ascii() {
        return None;
    }
    let character = character.nfkc().next().unwrap_or(character);
    let mut series = languages().iter().flat_map(|language| language.references.letters);
    let place = series.find_map(|series| series.chars().position(|one| one == character))?;
    Letter::at(u32::try_from(place).ok()? + 1)
}
