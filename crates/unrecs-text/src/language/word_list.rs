//! Word lists against text: which word stands at the start or at the end.
//!
//! The lists of a language are put in order once, by the first and by the last character of their words, so that a look costs a
//! few comparisons however long the list is.

use super::behind_word;

/// Words, each with a meaning, to be found at the start or at the end of a text. Of several the longest counts; case does not.
/// In a language that sets words apart, a word begins and ends where a letter or digit does not go on.
pub struct List<T: Copy + 'static = ()> {
    by_first: Keyed<T>,
    by_last: Keyed<T>,
    spaced: bool,
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
    pub fn of(words: &[&'static str], spaced: bool) -> Self {
        Self::new(words.iter().map(|&word| (word, ())), spaced)
    }
}

impl<T: Copy> List<T> {
    /// The words with their meanings.
    pub fn new(words: impl Iterator<Item = (&'static str, T)>, spaced: bool) -> Self {
        let words: Vec<_> = words.filter(|(word, _)| !word.is_empty()).collect();
        let keyed = |key: fn(&str) -> Option<char>| {
            Keyed::new(words.iter().filter_map(|&(word, meaning)| Some((key(word)?, word, meaning))).collect())
        };
        Self { by_first: keyed(first), by_last: keyed(last), spaced }
    }

    /// Whether a word is one of the list.
    pub fn contains(&self, word: &str) -> bool {
        self.at_start(word) == Some(word.len())
    }

    /// The longest word that a text starts with.
    pub fn find_at_start(&self, text: &str) -> Option<(&'static str, T)> {
        let fits = |word: &str| {
            let goes_on = |behind: &str| {
                self.spaced
                    && [word.chars().next_back(), behind.chars().next()]
                        .into_iter()
                        .all(|c| c.is_some_and(char::is_alphanumeric))
            };
            behind_word(text, word).is_some_and(|behind| !goes_on(behind))
        };
        self.by_first.of(first(text)?).find(|(_, word, _)| fits(word)).map(|&(_, word, meaning)| (word, meaning))
    }

    /// The longest word that a text ends with.
    pub fn find_at_end(&self, text: &str) -> Option<(&'static str, T)> {
        let fits = |word: &str| {
            let Some(start) = text.len().checked_sub(word.len()) else { return false };
            text.as_bytes()[start..].eq_ignore_ascii_case(word.as_bytes())
                && (!self.spaced || !text[..start].ends_with(char::is_alphanumeric))
        };
        self.by_last.of(last(text)?).find(|(_, word, _)| fits(word)).map(|&(_, word, meaning)| (word, meaning))
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
    text.chars().next().map(|c| c.to_ascii_lowercase())
}

fn last(text: &str) -> Option<char> {
    text.chars().next_back().map(|c| c.to_ascii_lowercase())
}
