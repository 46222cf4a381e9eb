//! The words of titles, and the ways in which a language spells words and symbols.

use hashbrown::HashSet;

use crate::language::Language;
use crate::value::numeral::narrow;

/// Words that titles are made of, so that a hyphen at the end of a line can be told from one that belongs to a word.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: HashSet<String>,
    /// The language, where it spells words or symbols in ways of its own.
    language: Option<&'static Language>,
}

impl Vocabulary {
    /// The words of some titles.
    pub fn of<'w>(titles: impl Iterator<Item = &'w str>) -> Self {
        let words = titles.flat_map(|title| title.split(|c: char| !c.is_ascii_alphabetic() && c != '-'));
        let words = words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
        Self { words, language: None }
    }

    /// The same with the ways in which a language spells.
    pub fn spelled_in(self, language: &'static Language) -> Self {
        let words = &language.references;
        let own = !words.contractions.is_empty() || !words.lookalikes.is_empty();
        Self { language: Some(language).filter(|_| own), ..self }
    }

    /// Whether a text may have what only its language spells so.
    pub(super) fn respells(&self, text: &str) -> bool {
        self.language.is_some_and(|language| {
            let words = &language.references;
            let foreign = |c: char| words.lookalikes.iter().any(|(printed, _)| *printed == c);
            words.contractions.iter().any(|(printed, _)| text.contains(printed))
                || !words.lookalikes.is_empty() && text.contains(foreign)
        })
    }

    /// The particle that begins a word here together with its beginning, as printed and as both are written apart.
    pub(super) fn contraction_at(&self, text: &str, at: usize) -> Option<(&'static str, &'static str)> {
        let language = self.language?;
        let mut here = language.references.contractions.iter().filter(|(printed, _)| text[at..].starts_with(printed));
        let &(printed, apart) = here.next()?;
        let goes_on = text[at + printed.len()..].starts_with(char::is_alphabetic);
        (goes_on && language.begins_word(&text[..at])).then_some((printed, apart))
    }

    /// The Latin letter that a letter of another script is printed for: А in А/74/142.
    pub(super) fn latin(&self, text: &str, at: usize) -> Option<char> {
        /// No symbol is longer, in bytes.
        const LONGEST: usize = 60;
        let letters = self.language?.references.lookalikes;
        let letter = text[at..].chars().next()?;
        let latin = |c: char| letters.iter().find(|(printed, _)| *printed == c).map(|(_, latin)| *latin);
        let found = latin(letter)?;
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';');
        let before = &text[text.ceil_char_boundary(at.saturating_sub(LONGEST))..at];
        let behind = &text[at..text.floor_char_boundary(at + LONGEST)];
        let start = before.rfind(ends).map_or(0, |end| end + before[end..].chars().next().map_or(0, char::len_utf8));
        let mut whole =
            before[start..].chars().chain(behind[..behind.find(ends).unwrap_or(behind.len())].chars()).map(narrow);
        let told = whole.clone().any(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '/');
        let fits = told && whole.all(|c| c.is_ascii() && !c.is_ascii_lowercase() || latin(c).is_some());
        fits.then_some(found)
    }

    /// Whether the word round a hyphen is known without it and is not known with it.
    pub(super) fn joins(&self, text: &str, hyphen: usize) -> bool {
        /// No part of such a word is longer.
        const LONGEST: usize = 24;
        let bytes = text.as_bytes();
        let letter = |byte: &u8| byte.is_ascii_alphabetic();
        let before = bytes[..hyphen].iter().rev().take(LONGEST).take_while(|byte| letter(byte)).count();
        let behind = bytes[hyphen + 1..].iter().take(LONGEST).take_while(|byte| byte.is_ascii_lowercase()).count();
        if before < 2 || behind < 2 || self.words.is_empty() {
            return false;
        }
        let (first, second) = (&text[hyphen - before..hyphen], &text[hyphen + 1..hyphen + 1 + behind]);
        let known = |word: String| self.words.contains(&word.to_ascii_lowercase());
        known(format!("{first}{second}")) && !known(format!("{first}-{second}"))
    }
}
