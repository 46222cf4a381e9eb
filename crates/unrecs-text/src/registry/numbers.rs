//! The numbers of resolutions and decisions as organs print them: `55/25`, `1373 (2001)`, `217 A (III)`, `S-10/2`.

use crate::language::references::NumberWords;
use crate::value::numeral::{bracketed_numeral, is_chinese_numeral};
use crate::value::{Numeral, NumeralStyle, codes, is_digits};

codes! {
    /// How the number of a resolution or decision is made.
    Numbering {
        /// Session and number: `55/25`.
        Session = "session",
        /// Special session and number: `S-10/2`.
        Special = "special",
        /// Emergency special session and number: `ES-11/1`.
        EmergencySpecial = "emergency_special",
        /// Year and number: `2011/20`.
        Year = "year",
        /// Number, with the session in brackets: `2625 (XXV)`.
        Roman = "roman",
        /// Number, with the special session in brackets: `3201 (S-VI)`, `2252 (ES-V)`.
        RomanSpecial = "roman_special",
        /// Number, with the year in brackets: `1373 (2001)`.
        InYear = "in_year",
    }
}

/// The number of a resolution or decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AdoptedNumber {
    numbering: Numbering,
    session: u32,
    serial: u32,
    /// In front of the session where it is special: `S-`.
    special: &'static str,
    /// The letter of a part: `A`.
    part: Option<char>,
}

/// What the numbers of emergency special and of special sessions begin with.
const SPECIAL: [(&str, Numbering); 2] = [("ES-", Numbering::EmergencySpecial), ("S-", Numbering::Special)];

impl Numbering {
    /// Whether it counts by regular sessions.
    pub fn is_by_regular_session(self) -> bool {
        matches!(self, Self::Session | Self::Roman)
    }

    /// Whether the number has a year, which few organs print.
    pub fn has_year(self) -> bool {
        matches!(self, Self::Year | Self::InYear)
    }
}

impl AdoptedNumber {
    /// How it is made.
    pub fn numbering(&self) -> Numbering {
        self.numbering
    }

    /// The session or year.
    pub fn session(&self) -> u32 {
        self.session
    }

    /// The number in the session or year, or in all of them.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// The same number with the letter of another part.
    pub fn with_part(&self, part: char) -> Self {
        Self { part: Some(part), ..self.clone() }
    }

    /// The letter of the part, where it has one.
    pub fn part(&self) -> Option<char> {
        self.part
    }

    /// The same number with fewer digits at its end: a footnote's mark may stand there.
    pub fn shortened(&self, digits: u32) -> Option<Self> {
        let serial = self.serial / 10_u32.checked_pow(digits)?;
        (serial > 0 && self.part.is_none()).then(|| Self { serial, ..self.clone() })
    }

    /// As a symbol has it: `55/25`, `65/37A`, `217A(III)`, `1373(2001)`.
    pub fn in_symbol(&self) -> String {
        let Self { session, serial, special, .. } = self;
        let part = self.part.map(String::from).unwrap_or_default();
        match self.numbering {
            Numbering::InYear => format!("{serial}{part}({session})"),
            Numbering::Roman | Numbering::RomanSpecial => {
                let session = Numeral::written(*session, NumeralStyle::RomanUpper);
                format!("{serial}{part}({special}{session})")
            }
            _ => format!("{special}{session}/{serial}{part}"),
        }
    }

    /// The number at the start of a text, as a language writes it, and its length.
    pub fn at_start(text: &str, words: &NumberWords) -> Option<(Self, usize)> {
        if let Some(((prefix, numbering), rest)) = special_at_start(text, words) {
            let (number, length) = Self::at_start(rest, words)?;
            let fits = number.numbering == Numbering::Session;
            return fits.then(|| (Self { numbering, special: prefix, ..number }, text.len() - rest.len() + length));
        }
        let (first, length) = number(text)?;
        match text[length..].strip_prefix('/') {
            Some(behind) => Self::by_session(text, (behind, first), words),
            None => Self::in_brackets(text, (&text[length..], first), words),
        }
    }

    fn by_session(text: &str, (behind, session): (&str, u32), words: &NumberWords) -> Option<(Self, usize)> {
        let length = behind.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = behind.split_at(length);
        if !is_digits(digits, 1..=4) || digits.starts_with('0') {
            return None;
        }
        let before = text.len() - rest.len();
        let part = part_behind(rest, words);
        let goes_on = |c: char| c.is_ascii_digit() || c == '/' || c.is_ascii_lowercase();
        if rest.starts_with(goes_on) || (rest.starts_with(|c: char| c.is_ascii_uppercase()) && part.is_none()) {
            return None;
        }
        let year = is_digits(&text[..before - length - 1], 4..=4);
        let numbering = if year { Numbering::Year } else { Numbering::Session };
        let (part, end) = part.map_or((None, before), |(part, length)| (Some(part), before + length));
        Some((Self { numbering, session, serial: digits.parse().ok()?, special: "", part }, end))
    }

    fn in_brackets(text: &str, (behind, serial): (&str, u32), words: &NumberWords) -> Option<(Self, usize)> {
        /// No session is longer, in bytes; an open bracket costs no search to the end of the text.
        const LONGEST: usize = 24;
        // A numeral in a bracket counts the session: 第一㈠号决议.
        if let Some((c, session)) = behind.chars().next().and_then(|c| Some((c, bracketed_numeral(c)?))) {
            let end = text.len() - behind.len() + c.len_utf8();
            return Some((Self { numbering: Numbering::Roman, session, serial, special: "", part: None }, end));
        }
        let letter = behind.trim_start_matches(' ');
        let (part, length) = part_letter(letter, words).map_or((None, 0), |(part, length)| (Some(part), length));
        let open = letter[length..].trim_start_matches(' ');
        let inside = open.strip_prefix(['(', '（'])?;
        let near = inside.char_indices().take_while(|(at, _)| *at <= LONGEST);
        let (close, c) = near.into_iter().find(|(_, c)| matches!(c, ')' | '）'))?;
        let end = text.len() - inside.len() + close + c.len_utf8();
        let (numbering, special, session) = session(&inside[..close], words)?;
        Some((Self { numbering, session, serial, special, part }, end))
    }
}

/// What stands in the brackets behind a number: a year, a roman or Chinese session, or a special session.
fn session(printed: &str, words: &NumberWords) -> Option<(Numbering, &'static str, u32)> {
    if is_digits(printed, 4..=4) {
        return Some((Numbering::InYear, "", printed.parse().ok()?));
    }
    let digits = |text: &str| text.parse::<u32>().ok().filter(|_| is_digits(text, 1..=2));
    let counted = printed.strip_prefix(words.session).filter(|_| !words.session.is_empty());
    if let Some(number) = counted.and_then(digits) {
        return Some((Numbering::Roman, "", number));
    }
    let marked = special_at_start(printed, words);
    if let Some((prefix, number)) = marked.and_then(|((prefix, _), rest)| Some((prefix, digits(rest)?))) {
        return Some((Numbering::RomanSpecial, prefix, number));
    }
    // `S-IV` is also printed `S IV`.
    let spaced = printed.replace("S ", "S-");
    let special = SPECIAL.iter().find_map(|(prefix, _)| Some((*prefix, spaced.strip_prefix(prefix)?)));
    let (prefix, roman) = special.unwrap_or(("", &spaced));
    let numeral: Numeral = roman.parse().ok()?;
    let fits = matches!(numeral.style(), NumeralStyle::RomanUpper | NumeralStyle::Chinese);
    let numbering = if prefix.is_empty() { Numbering::Roman } else { Numbering::RomanSpecial };
    fits.then(|| (numbering, prefix, numeral.value()))
}

/// A number of at most four digits at the start of a text, and its length; in Chinese digits where brackets stand behind them.
fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let fits = digits <= 4 && !text.starts_with('0');
        return Some((text[..digits].parse().ok().filter(|_| fits)?, digits));
    }
    let length = text.find(|c| !is_chinese_numeral(c)).filter(|length| (1..=12).contains(length))?;
    let brackets = text[length..].starts_with(|c| matches!(c, '(' | '（') || bracketed_numeral(c).is_some());
    let numeral: Numeral = text[..length].parse().ok()?;
    brackets.then(|| (numeral.value(), length))
}

/// What begins the number of a special session at the start of a text, and the text behind it.
fn special_at_start<'t>(text: &'t str, words: &NumberWords) -> Option<((&'static str, Numbering), &'t str)> {
    let printed = words.special.iter().filter_map(|(form, prefix)| Some((*prefix, text.strip_prefix(form)?)));
    let latin = SPECIAL.iter().filter_map(|(prefix, _)| Some((*prefix, text.strip_prefix(prefix)?)));
    let (prefix, rest) = printed.chain(latin).min_by_key(|(_, rest)| rest.len())?;
    SPECIAL.iter().find(|(known, _)| *known == prefix).map(|known| (*known, rest))
}

/// The letter of a part at the start of a text, and its length as printed: `A`, ألف.
pub(crate) fn part_letter(text: &str, words: &NumberWords) -> Option<(char, usize)> {
    let latin = text.chars().next().filter(char::is_ascii_uppercase).map(|letter| (letter, 1));
    let named = words.letters.iter().filter(|(name, _)| {
        let behind = text.strip_prefix(name);
        behind.is_some_and(|behind| !behind.starts_with(char::is_alphabetic))
    });
    latin.or_else(|| named.max_by_key(|(name, _)| name.len()).map(|(name, letter)| (*letter, name.len())))
}

/// The letter of a part at the start of a text with its length: ` A` in `65/37 A of 7 December 2010`.
fn part_behind(text: &str, words: &NumberWords) -> Option<(char, usize)> {
    let inside = text.strip_prefix(' ').unwrap_or(text);
    let (letter, length) = part_letter(inside, words)?;
    let rest = &inside[length..];
    let ends = match rest.strip_prefix(' ') {
        // What may follow it, so that it is not a word of its own.
        Some(behind) if !words.behind_letter.is_empty() => {
            let other = !behind.starts_with(|c: char| c.is_alphanumeric() || c.is_ascii_punctuation());
            words.behind_letter.iter().any(|word| behind.starts_with(word)) || other
        }
        Some(behind) => !behind.starts_with(|c: char| c.is_ascii()),
        None => !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'),
    };
    let named = inside[..length].chars().nth(1).is_some();
    let glued_end = rest.is_empty() && (named || inside.len() == text.len());
    (ends || glued_end).then_some((letter, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn words(tag: &str) -> &'static NumberWords {
        &crate::language::by_tag(tag).unwrap().references.numbers
    }

    fn at_start(text: &str) -> Option<(AdoptedNumber, usize)> {
        AdoptedNumber::at_start(text, words("en"))
    }

    fn read(text: &str) -> Option<(String, &str)> {
        let (number, length) = at_start(text)?;
        Some((number.in_symbol(), &text[length..]))
    }

    #[test]
    fn numbers_are_read_as_they_are_printed() {
        for (text, symbol, rest) in [
            ("55/25 of", "55/25", " of"),
            ("65/37 A of 7", "65/37A", " of 7"),
            ("65/37A.", "65/37A", "."),
            ("74/550 A号", "74/550A", "号"),
            ("70/1. A new", "70/1", ". A new"),
            ("70/1 A new", "70/1", " A new"),
            ("1373 (2001)", "1373(2001)", ""),
            ("1373（2001）号", "1373(2001)", "号"),
            ("217 A (III)", "217A(III)", ""),
            ("155 C (VII)", "155C(VII)", ""),
            ("415 (V)", "415(V)", ""),
            ("1874 (S-IV)", "1874(S-IV)", ""),
            ("1874(S IV)", "1874(S-IV)", ""),
            ("2252 (ES-V)", "2252(ES-V)", ""),
            ("一㈠号", "1(I)", "号"),
            ("二六二五(二十五)号", "2625(XXV)", "号"),
            ("S-10/2", "S-10/2", ""),
            ("ES-11/1", "ES-11/1", ""),
            ("2011/20", "2011/20", ""),
        ] {
            assert_eq!(read(text), Some((symbol.to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "", "55", "55/", "55/25/3", "12345/1", "55/12345", "and/or", "3 (a)", "3 (2)", "S-1 (I)", "0/5", "55/05",
            "55/2b",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    /// In a megabyte of brackets that nothing closes, looking for the end of each would take minutes.
    #[test]
    fn an_open_bracket_costs_no_search_to_the_end() {
        let text = "1(".repeat(500_000);
        let start = Instant::now();
        assert!((0..text.len()).step_by(2).all(|at| at_start(&text[at..]).is_none()));
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }

    #[test]
    fn digits_at_the_end_come_off() {
        let number = |text| at_start(text).map(|(number, _)| number);
        assert_eq!(number("67/1894").and_then(|number| number.shortened(1)), number("67/189"));
        assert_eq!(number("67/1").and_then(|number| number.shortened(1)), None);
    }
}
