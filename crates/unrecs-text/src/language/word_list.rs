//! Word lists against text: which word stands at the start or at the end.
//!
//! The lists of a language are put in order once, by the first and by the last character of their words, so that a look costs a
//! few comparisons however long the list is.

use super::spelling::{is_sign, lower};
use super::{Language, spelled_at_end, spelled_at_start};

/// Words, each with a meaning, to be found at the start or at the end of a text. Of several the longest counts; case does not.
/// In a language that sets words apart, a word begins and ends where a letter or digit does not go on; particles that are written
/// together with it may stand before it.
pub struct List<T: Copy + 'static = ()> {
    by_first: Keyed<T>,
    by_last: Keyed<T>,
    language: &'static Language,
}

/// Words by one of their characters, the longest of each character first, so that the first that fits is the one.
struct Keyed<T: 'static> {
    words: Vec<(char, &'static str, T)>,
    /// Which of 1,024 classes have a character at all, as most characters of a text begin no word of a list.
    classes: [u64; 16],
}

impl<T> Keyed<T> {
    fn new(mut words: Vec<(char, &'static str, T)>) -> Self {
        words.sort_by_key(|&(c, word, _)| (c, std::cmp::Reverse(word.len())));
        let mut classes = [0; 16];
        for (c, _, _) in &words {
            let (index, bit) = class(*c);
            classes[index] |= bit;
        }
        Self { words, classes }
    }

    fn of(&self, key: char) -> impl Iterator<Item = &(char, &'static str, T)> {
        let (index, bit) = class(key);
        let occurs = self.classes[index] & bit != 0;
        let start = if occurs { self.words.partition_point(|(c, _, _)| *c < key) } else { self.words.len() };
        self.words[start..].iter().take_while(move |(c, _, _)| *c == key)
    }
}

/// The class of a character: a place among sixteen words, and a bit.
fn class(c: char) -> (usize, u64) {
    let low = u32::from(c) & 0x3FF;
    ((low >> 6) as usize, 1 << (low & 0x3F))
}

impl List {
    /// Words without meanings.
    pub fn of(words: &[&'static str], language: &'static Language) -> Self {
        Self::new(words.iter().map(|&word| (word, ())), language)
    }
}

impl<T: Copy> List<T> {
    /// The words with their meanings.
    pub fn new(words: impl Iterator<Item = (&'static str, T)>, language: &'static Language) -> Self {
        let words: Vec<_> = words.filter(|(word, _)| !word.is_empty()).collect();
        let keyed = |key: fn(&str) -> Option<char>| {
            Keyed::new(words.iter().filter_map(|&(word, meaning)| Some((key(word)?, word, meaning))).collect())
        };
        Self { by_first: keyed(first), by_last: keyed(last), language }
    }

    /// Whether a word is one of the list.
    pub fn contains(&self, word: &str) -> bool {
        self.at_start(word) == Some(word.len())
    }

    /// The longest word that a text starts with, as printed.
    pub fn find_at_start<'t>(&self, text: &'t str) -> Option<(&'t str, T)> {
        let (length, meaning) = self.whole_at_start(text).or_else(|| {
            let particles = self.language.proclitics.iter().filter_map(|particle| text.strip_prefix(particle));
            let mut found = particles.filter_map(|rest| {
                let (length, meaning) = self.whole_at_start(rest)?;
                Some((text.len() - rest.len() + length, meaning))
            });
            found.next()
        })?;
        Some((&text[..length], meaning))
    }

    fn whole_at_start(&self, text: &str) -> Option<(usize, T)> {
        let fits = |word: &str| {
            let length = spelled_at_start(text, word)?;
            let goes_on = self.language.spaced
                && [word.chars().next_back(), text[length..].chars().next()]
                    .into_iter()
                    .all(|c| c.is_some_and(char::is_alphanumeric));
            (!goes_on).then_some(length)
        };
        self.by_first.of(first(text)?).find_map(|&(_, word, meaning)| Some((fits(word)?, meaning)))
    }

    /// The longest word that a text ends with, as printed.
    pub fn find_at_end<'t>(&self, text: &'t str) -> Option<(&'t str, T)> {
        let fits = |word: &str| {
            let start = text.len() - spelled_at_end(text, word)?;
            let before = &text[..start];
            let whole = !self.language.spaced || !before.ends_with(char::is_alphanumeric);
            let particle = || {
                let particles = self.language.proclitics.iter().filter_map(|particle| before.strip_suffix(particle));
                let mut whole = particles.filter(|before| !before.ends_with(char::is_alphanumeric));
                whole.next().map(str::len)
            };
            if whole { Some(start) } else { particle() }
        };
        let (start, meaning) =
            self.by_last.of(last(text)?).find_map(|&(_, word, meaning)| Some((fits(word)?, meaning)))?;
        Some((&text[start..], meaning))
    }

    /// Bytes of the longest word that a text starts with.
    pub fn at_start(&self, text: &str) -> Option<usize> {
        self.find_at_start(text).map(|(word, _)| word.len())
    }

    /// Bytes of the longest word that a text ends with.
    pub fn at_end(&self, text: &str) -> Option<usize> {
        self.find_at_end(text).map(|(word, _)| word.len())
    }
}

fn first(text: &str) -> Option<char> {
    text.chars().next().map(lower)
}

fn last(text: &str) -> Option<char> {
    text.chars().rev().find(|&c| !is_sign(c)).map(lower)
}
