//! Where words start and end in a text, and which of some words it starts or ends with.

use super::{Language, behind_word};

impl Language {
    /// Whether a word may begin behind a text: no letter stands there, or only a particle that is written together with the word.
    pub(crate) fn begins_word(&self, before: &str) -> bool {
        let whole = |before: &str| !before.ends_with(is_letter);
        whole(before) || self.proclitics.iter().any(|particle| before.strip_suffix(particle).is_some_and(whole))
    }

    /// Whether a text ends with one of some words as a whole, where the language sets words apart.
    pub(crate) fn ends_with_word(&self, text: &str, words: &[&str]) -> bool {
        let whole = |before: &str| !self.spaced || self.begins_word(before);
        words.iter().any(|word| text.strip_suffix(word).is_some_and(whole))
    }
}

/// Whether a character is a letter or a digit of a word, and no mark of a footnote.
pub(crate) fn is_letter(c: char) -> bool {
    is_common_letter(c) || c.is_alphabetic() || c.is_ascii_digit()
}

/// Whether a character is a letter or a digit, in any script.
pub(super) fn is_alphanumeric(c: char) -> bool {
    is_common_letter(c) || c.is_alphanumeric()
}

/// Whether a character is a letter of those that most texts are made of: told without a table.
fn is_common_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{400}'..='\u{481}' | '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether a text starts with one of some words.
pub(crate) fn starts_with_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Whether a text ends with one of some words.
pub(crate) fn ends_with_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// What stands behind the first of some words that a text starts with.
pub(crate) fn behind_one<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| behind_word(text, word))
}

/// The longest of some words that a text starts with.
pub(crate) fn longest_start<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().copied().filter(|word| text.starts_with(word)).max_by_key(|word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_letters_are_letters() {
        for c in (0..=0xFFFF).filter_map(char::from_u32) {
            assert!(!is_common_letter(c) || c.is_alphabetic(), "{c:?}");
        }
    }
}
