//! Where words begin in a text, and what stands beside a place.

use crate::language::Language;

/// The offsets in a stretch of text at which a word may begin: behind what is no letter, and behind an apostrophe; every character in a
/// language that does not set words apart.
pub fn word_starts(text: &str, spaced: bool) -> impl Iterator<Item = usize> + '_ {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let letter = c.is_alphanumeric();
        let begins = letter && !(inside && spaced);
        inside = letter || (inside && crate::language::is_sign(c));
        begins.then_some(at)
    })
}

/// Behind white space.
pub fn behind_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// Behind the word that begins here.
pub fn word_end(text: &str, at: usize, language: &Language) -> usize {
    if !language.spaced {
        return at + text[at..].chars().next().map_or(0, char::len_utf8);
    }
    at + text[at..].find(|c: char| !c.is_alphanumeric() && c != '-' && c != '\u{2011}').unwrap_or(text.len() - at)
}

/// Where the sentence that begins here ends: at a full stop before white space and a capital, or at the end.
pub fn sentence_end(text: &str, at: usize) -> usize {
    for (offset, c) in text[at..].char_indices() {
        let ends = match c {
            '。' | '؟' | '?' | '!' => true,
            '.' => {
                let behind = &text[at + offset + 1..];
                let before = text[..at + offset].chars().rev().take_while(|c| c.is_alphabetic()).count();
                // `No. 5`, `art. 3`
                before > 3
                    && behind.starts_with(char::is_whitespace)
                    && !behind.trim_start().starts_with(char::is_lowercase)
            }
            _ => false,
        };
        if ends {
            return at + offset;
        }
    }
    text.len()
}
