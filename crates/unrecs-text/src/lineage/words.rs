//! The words of a text as they are compared: small letters, without punctuation, and without what does not change which word it is.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::{is_sign, lower};
use crate::value::numeral::narrow;

/// Hands over each word of a text: a run of letters, digits and the marks on them; a character of a script without spaces alone.
///
/// Letters are small and composed (Unicode Normalization Form C), full-width letters and digits are ASCII. Spaces, punctuation, marks of
/// direction, Arabic vowel signs and the stroke that stretches a word are left out. Doing it to the words again changes nothing.
pub(super) fn words_of(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut add = |c: char| {
        if is_sign(c) {
            return;
        }
        let alone = stands_alone(c);
        let is_part = c.is_alphanumeric() || is_combining_mark(c);
        if !word.is_empty() && (alone || !is_part) {
            take(&word);
            word.clear();
        }
        if is_part {
            word.push(lower(c));
        }
        if alone && is_part {
            take(&word);
            word.clear();
        }
    };
    if text.is_ascii() {
        text.chars().for_each(&mut add);
    } else {
        text.chars().map(narrow).nfc().for_each(&mut add);
    }
    if !word.is_empty() {
        take(&word);
    }
}

/// Whether a letter is of a script that puts no spaces between words: Chinese characters and kana.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        words_of(text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn case_spaces_punctuation_and_signs_make_no_difference() {
        for (text, expected) in [
            ("Requests  the Secretary-General,", "requests the secretary general"),
            ("REQUESTS the\u{a0}Secretary\u{2011}General;", "requests the secretary general"),
            ("ＡＢ１２", "ab12"),
            ("cafe\u{301} CAFÉ", "café café"),
            ("请秘书长2020年", "请 秘 书 长 2020 年"),
            ("الأمـــم المتَّحدة", "الأمم المتحدة"),
            ("\u{200f}1- يطلب", "1 يطلب"),
            (" ,;", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
            assert_eq!(words(&words(text).join(" ")), words(text));
        }
    }
}
