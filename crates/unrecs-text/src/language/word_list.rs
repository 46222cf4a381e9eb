//! Word lists against text: which word stands at the start or at the end.
//!
//! The lists of a language are put in order once, by the first and by the last letters of their words, so that a look costs a
//! few comparisons however long the list is.

use super::spelling::{is_sign, plain};
use super::starts::is_alphanumeric;
use super::{Language, spelled_at_end, spelled_at_start};

/// Words, each with a meaning, to be found at the start or at the end of a text. Of several the longest counts; case does not.
/// In a language that sets words apart, a word begins and ends where a letter or digit does not go on; particles that are written
/// together with it may stand before it.
pub struct List<T: Copy + 'static = ()> {
    by_first: Keyed<T>,
    by_last: Keyed<T>,
    language: &'static Language,
}

/// Words by their first or last letters, the longest of each key first, so that the first that fits is the one.
struct Keyed<T: 'static> {
    words: Vec<(Key, &'static str, T)>,
    /// Which classes have the beginning of a key, as most places of a text begin no word of a list.
    beginnings: Vec<u64>,
}

/// The letters at one end of a word or text, as many as there are; without case, forms and signs.
type Key = [Option<char>; 5];

/// How many classes there are.
const CLASSES: usize = 1 << 14;

impl<T> Keyed<T> {
    fn new(mut words: Vec<(Key, &'static str, T)>) -> Self {
        words.sort_by_key(|&(key, word, _)| (key, std::cmp::Reverse(word.len())));
        let mut beginnings = vec![0; CLASSES / 64];
        for (key, _, _) in &words {
            let mut mixed = 0;
            for letter in key.iter().flatten() {
                let (index, bit) = class(&mut mixed, *letter);
                beginnings[index] |= bit;
            }
        }
        Self { words, beginnings }
    }

    /// The words that may stand where a text has these letters: those with most of them first.
    fn of(&self, letters: impl Iterator<Item = char>) -> impl Iterator<Item = &(Key, &'static str, T)> {
        let (mut key, mut mixed): (Key, u32) = ([None; 5], 0);
        let mut length = 0;
        for letter in letters.map(plain).take(key.len()) {
            let (index, bit) = class(&mut mixed, letter);
            if self.beginnings[index] & bit == 0 {
                break;
            }
            key[length] = Some(letter);
            length += 1;
        }
        let shorter = move |length: usize| std::array::from_fn(|at| key[at].filter(|_| at < length));
        (1..=length).rev().flat_map(move |length| self.with(shorter(length)))
    }

    fn with(&self, key: Key) -> impl Iterator<Item = &(Key, &'static str, T)> {
        let start = self.words.partition_point(|(one, _, _)| *one < key);
        self.words[start..].iter().take_while(move |(one, _, _)| *one == key)
    }
}

/// The class of the letters that were mixed and one more: a place among the words of the classes, and a bit.
fn class(mixed: &mut u32, letter: char) -> (usize, u64) {
    *mixed = mixed.wrapping_mul(0x9E37_79B1) ^ u32::from(letter);
    let low = (*mixed ^ (*mixed >> 14)) as usize % CLASSES;
    (low / 64, 1 << (low % 64))
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
        let keyed = |key: fn(&str) -> Key| {
            Keyed::new(words.iter().map(|&(word, meaning)| (key(word), word, meaning)).collect())
        };
        Self { by_first: keyed(|word| key(first(word))), by_last: keyed(|word| key(last(word))), language }
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
                    .all(|c| c.is_some_and(is_alphanumeric));
            (!goes_on).then_some(length)
        };
        self.by_first.of(first(text)).find_map(|&(_, word, meaning)| Some((fits(word)?, meaning)))
    }

    /// The longest word that a text ends with, as printed.
    pub fn find_at_end<'t>(&self, text: &'t str) -> Option<(&'t str, T)> {
        let fits = |word: &str| {
            let start = text.len() - spelled_at_end(text, word)?;
            let before = &text[..start];
            let whole = !self.language.spaced || !before.ends_with(is_alphanumeric);
            let particle = || {
                let particles = self.language.proclitics.iter().filter_map(|particle| before.strip_suffix(particle));
                let mut whole = particles.filter(|before| !before.ends_with(is_alphanumeric));
                whole.next().map(str::len)
            };
            if whole { Some(start) } else { particle() }
        };
        let (start, meaning) =
            self.by_last.of(last(text)).find_map(|&(_, word, meaning)| Some((fits(word)?, meaning)))?;
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

/// The letters at the start of a text, without the signs behind the first.
fn first(text: &str) -> impl Iterator<Item = char> {
    let mut letters = text.chars();
    letters.next().into_iter().chain(letters.filter(|&c| !is_sign(c)))
}

/// The letters at the end of a text, the last one first.
fn last(text: &str) -> impl Iterator<Item = char> {
    text.chars().rev().filter(|&c| !is_sign(c))
}

fn key(letters: impl Iterator<Item = char>) -> Key {
    let mut letters = letters.map(plain);
    std::array::from_fn(|_| letters.next())
}
