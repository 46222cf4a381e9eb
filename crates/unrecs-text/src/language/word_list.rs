//! Word lists against text: which word stands at the start or at the end.
//!
//! The lists of a language are put in order once, by the first and by the last letters of their words, so that a look costs a
//! few comparisons however long the list is.

use super::spelling::{is_sign, plain};
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
    /// Which classes have a key at all, as most places of a text begin no word of a list.
    classes: [u64; CLASSES / 64],
}

/// The letters at one end of a word or text, as many as there are; without case, forms and signs.
type Key = [Option<char>; 5];

/// How many classes there are.
const CLASSES: usize = 4096;

impl<T> Keyed<T> {
    fn new(mut words: Vec<(Key, &'static str, T)>) -> Self {
        words.sort_by_key(|&(key, word, _)| (key, std::cmp::Reverse(word.len())));
        let mut classes = [0; CLASSES / 64];
        for (key, _, _) in &words {
            let (index, bit) = class(*key);
            classes[index] |= bit;
        }
        Self { words, classes }
    }

    /// The words that may stand where a text has these letters: those with all of them, then those that are shorter.
    fn of(&self, key: Key) -> impl Iterator<Item = &(Key, &'static str, T)> {
        let shorter = move |length: usize| std::array::from_fn(|at| key[at].filter(|_| at < length));
        let lengths = (1..=key.iter().flatten().count()).rev();
        lengths.flat_map(move |length| self.with(shorter(length)))
    }

    fn with(&self, key: Key) -> impl Iterator<Item = &(Key, &'static str, T)> {
        let (index, bit) = class(key);
        let occurs = self.classes[index] & bit != 0;
        let start = if occurs { self.words.partition_point(|(one, _, _)| *one < key) } else { self.words.len() };
        self.words[start..].iter().take_while(move |(one, _, _)| *one == key)
    }
}

/// The class of a key: a place among the words of the classes, and a bit.
fn class(key: Key) -> (usize, u64) {
    let mixed = key.into_iter().flatten().fold(0_u32, |mixed, c| mixed.wrapping_mul(61) ^ u32::from(c));
    let low = mixed as usize % CLASSES;
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
        let keyed = |key: fn(&str) -> Option<Key>| {
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

fn first(text: &str) -> Option<Key> {
    let mut letters = text.chars();
    let one = letters.next()?;
    Some(key(std::iter::once(one).chain(letters.filter(|&c| !is_sign(c)))))
}

fn last(text: &str) -> Option<Key> {
    let key = key(text.chars().rev().filter(|&c| !is_sign(c)));
    key[0].map(|_| key)
}

fn key(mut letters: impl Iterator<Item = char>) -> Key {
    std::array::from_fn(|_| letters.next().map(plain))
}
