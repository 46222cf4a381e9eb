//! The letters of lettered items: a to z, then aa, bb, … zz, as UN documents go on after z.

use std::fmt;
use std::str::FromStr;

/// The letter of an item, by its place in the series: a is 1, z is 26, aa is 27, zz is 52.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Letter(u8);

impl Letter {
    /// The letter at this place (from 1 to 52).
    pub fn at(place: u32) -> Option<Self> {
        u8::try_from(place).ok().filter(|place| (1..=52).contains(place)).map(Self)
    }

    /// Its place in the series, from 1.
    pub fn place(self) -> u32 {
        u32::from(self.0)
    }
}

/// A text that is no item letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not the letter of an item; expected a to z, or aa to zz with both letters the same")]
pub struct LetterError {
    text: String,
}

impl FromStr for Letter {
    type Err = LetterError;

    fn from_str(text: &str) -> Result<Self, LetterError> {
        match *text.as_bytes() {
            [a @ b'a'..=b'z'] => Ok(Self(a - b'a' + 1)),
            [a @ b'a'..=b'z', b] if a == b => Ok(Self(a - b'a' + 27)),
            _ => Err(LetterError { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = char::from(b'a' + (self.0 - 1) % 26);
        if self.0 <= 26 { write!(f, "{letter}") } else { write!(f, "{letter}{letter}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_series_prints_and_reads_back() {
        for place in 1..=52 {
            let letter = Letter::at(place).expect("a place of the series");
            assert_eq!((letter.to_string().parse(), letter.place()), (Ok(letter), place));
        }
        assert_eq!([Letter::at(0), Letter::at(53)], [None, None]);
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "A", "ab", "aaa", "ａ", "1"] {
            assert!(text.parse::<Letter>().is_err(), "{text}");
        }
    }
}
