//! Printed numbers that are words or letters of a language: أولا for the first section, 甲 and أ for the first item.

use std::sync::LazyLock;

use hashbrown::HashMap;
use unicode_normalization::UnicodeNormalization;

use super::label::{ItemLabel, LabelKind, mark};
use crate::language::{behind_word, is_sign, languages, lower};
use crate::value::{Letter, Numeral, NumeralStyle};

/// The word that numbers a section, with a dash or a point behind it: `أولا - `.
pub fn worded(line: &str) -> Option<(LabelKind, &str)> {
    let (kind, rest) = numbering_word(line)?;
    let behind = rest.trim_start_matches([' ', '\u{a0}', '\t']).strip_prefix(['-', '–', '—', '.', ':'])?;
    behind.starts_with(char::is_whitespace).then_some((kind, behind))
}

/// The words that number sections, by their first letter: most lines begin with none.
static WORDS: LazyLock<HashMap<char, Vec<(&'static str, LabelKind)>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<_>> = HashMap::new();
    for structure in languages().iter().map(|language| &language.structure) {
        let section = |number| Numeral::new(number, NumeralStyle::RomanUpper).map(LabelKind::Section);
        let numerals = structure.section_numerals.iter().map(|&(word, number)| (word, section(number)));
        let letters = (1..).zip(structure.section_letters);
        let letters = letters.map(|(place, &word)| (word, Letter::at(place).map(LabelKind::Capital)));
        for (word, kind) in numerals.chain(letters) {
            let first = word.chars().next().map(lower);
            if let Some((first, kind)) = first.zip(kind) {
                by_first.entry(first).or_default().push((word, kind));
            }
        }
    }
    by_first
});

/// The letters for which characters of other series stand.
static STEMS: LazyLock<HashMap<char, Letter>> = LazyLock::new(|| {
    let mut stems = HashMap::new();
    for series in languages().iter().flat_map(|language| language.references.letters) {
        for (letter, character) in (1..).map_while(Letter::at).zip(series.chars()) {
            stems.entry(character).or_insert(letter);
        }
    }
    stems
});

/// The word that numbers a section at the start of a line, and what follows.
pub fn numbering_word(line: &str) -> Option<(LabelKind, &str)> {
    let first = line.chars().next().filter(|c| !c.is_ascii())?;
    WORDS.get(&lower(first))?.iter().find_map(|&(word, kind)| {
        let rest = behind_word(line, word).filter(|rest| !rest.starts_with(char::is_alphanumeric))?;
        Some((kind, rest))
    })
}

/// The capital letter that is all of a text, or the word for it: A, ألف.
pub fn capital(text: &str) -> Option<Letter> {
    match numbering_word(text) {
        Some((LabelKind::Capital(letter), "")) => Some(letter),
        _ if text.len() == 1 && text.starts_with(|c: char| c.is_ascii_uppercase()) => {
            text.to_ascii_lowercase().parse().ok()
        }
        _ => None,
    }
}

/// A letter of another series with a dash behind it: `أ - `.
pub fn dashed(text: &str) -> Option<(LabelKind, &str)> {
    let first = text.chars().next()?;
    let letter = stem(first)?;
    let behind = text[first.len_utf8()..].trim_start_matches(is_sign);
    let behind = behind.trim_start_matches([' ', '\u{a0}']).strip_prefix(['-', '–'])?;
    let label = ItemLabel { letter: Some(letter), pointed: true, ..ItemLabel::default() };
    behind.starts_with(char::is_whitespace).then_some((LabelKind::Item(label), behind))
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
    STEMS.get(&character.nfkc().next().unwrap_or(character)).copied()
}
