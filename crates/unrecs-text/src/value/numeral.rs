//! Numerals as UN documents print them: arabic, full-width, Chinese in both ways of writing, roman; strict in both directions.

use std::fmt::{self, Write as _};
use std::str::FromStr;

/// The raised digits from 0 to 9.
pub const SUPERSCRIPT_DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumeralStyle {
    /// `12`
    Arabic,
    /// `１２`
    FullWidth,
    /// `١٢`
    EasternArabic,
    /// With place words: 十五, 一百零一.
    Chinese,
    /// Digit by digit: 一五三, 一六〇.
    ChineseDigits,
    /// `XII`
    RomanUpper,
    /// `xii`
    RomanLower,
}

/// A number from 1 to 9999 (roman: 3999) with the way it is written, so that it prints back as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Numeral {
    value: u32,
    style: NumeralStyle,
}

/// Why a text is no numeral, and at which byte that shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {position}")]
pub struct NumeralError {
    /// What is wrong.
    pub kind: NumeralErrorKind,
    /// Byte offset into the text.
    pub position: usize,
}

/// What can be wrong with a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumeralErrorKind {
    /// There is no text.
    #[error("expected a numeral, found nothing")]
    Empty,
    /// A character that no numeral of the style begun can hold here.
    #[error("unexpected character")]
    Character,
    /// Zero, a leading zero, or a number past what is written this way.
    #[error("number out of range")]
    Range,
    /// The characters are right and their order is not, such as 一百二 for 120 or `IIX`.
    #[error("not how the number is written")]
    Form,
}

impl Numeral {
    /// The number, written in this style; none where the style cannot write it.
    pub fn new(value: u32, style: NumeralStyle) -> Option<Self> {
        let highest = if matches!(style, NumeralStyle::RomanUpper | NumeralStyle::RomanLower) { 3999 } else { 9999 };
        // One digit alone is the same in both Chinese ways; it counts as the one with place words.
        let lowest = if style == NumeralStyle::ChineseDigits { 10 } else { 1 };
        (lowest..=highest).contains(&value).then_some(Self { value, style })
    }

    /// The number as this style writes it; in arabic digits where it cannot.
    pub(crate) fn written(value: u32, style: NumeralStyle) -> String {
        Self::new(value, style).map_or_else(|| value.to_string(), |numeral| numeral.to_string())
    }

    /// The number.
    pub fn value(self) -> u32 {
        self.value
    }

    /// How it is written.
    pub fn style(self) -> NumeralStyle {
        self.style
    }
}

const CHINESE_DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CHINESE_PLACES: [(u32, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];

/// The value of a Chinese digit; 零, 〇 and ○ are all zero in print.
fn chinese_digit(c: char) -> Option<u32> {
    let position = CHINESE_DIGITS.iter().position(|&digit| digit == one_zero(c))?;
    u32::try_from(position).ok()
}

fn one_zero(c: char) -> char {
    if matches!(c, '零' | '○') { '〇' } else { c }
}

fn chinese_place(c: char) -> Option<u32> {
    CHINESE_PLACES.iter().find(|(_, word)| word.starts_with(c)).map(|(worth, _)| *worth)
}

/// Whether a Chinese numeral may hold this character.
pub fn is_chinese_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || chinese_place(c).is_some()
}

/// Whether a character is an ASCII, a full-width or an Arabic digit.
pub(crate) fn is_digit(c: char) -> bool {
    narrow(c).is_ascii_digit()
}

/// A full-width letter or digit, or an Arabic digit, as ASCII; every other character as it is.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '٠'..='٩' => char::from_u32(u32::from(c) - u32::from('٠') + u32::from('0')).unwrap_or(c),
        '۰'..='۹' => char::from_u32(u32::from(c) - u32::from('۰') + u32::from('0')).unwrap_or(c),
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The number of a Chinese numeral with brackets in one character: 3 for ㈢.
pub(crate) fn bracketed_numeral(c: char) -> Option<u32> {
    matches!(c, '㈠'..='㈩').then(|| u32::from(c) - u32::from('㈠') + 1)
}

impl FromStr for Numeral {
    type Err = NumeralError;

    fn from_str(text: &str) -> Result<Self, NumeralError> {
        let Some(first) = text.chars().next() else { return refused(NumeralErrorKind::Empty, 0) };
        match first {
            '0'..='9' => positional(text, NumeralStyle::Arabic),
            '０'..='９' => positional(text, NumeralStyle::FullWidth),
            '٠'..='٩' => positional(text, NumeralStyle::EasternArabic),
            'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' => roman(text, NumeralStyle::RomanUpper),
            'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm' => roman(text, NumeralStyle::RomanLower),
            _ if is_chinese_numeral(first) => chinese(text),
            _ => refused(NumeralErrorKind::Character, 0),
        }
    }
}

fn refused(kind: NumeralErrorKind, position: usize) -> Result<Numeral, NumeralError> {
    Err(NumeralError { kind, position })
}

fn positional(text: &str, style: NumeralStyle) -> Result<Numeral, NumeralError> {
    let zero = match style {
        NumeralStyle::FullWidth => '０',
        NumeralStyle::EasternArabic => '٠',
        _ => '0',
    };
    let mut value = 0_u32;
    for (position, c) in text.char_indices() {
        let digit = (c as u32).wrapping_sub(zero as u32);
        if digit > 9 {
            return refused(NumeralErrorKind::Character, position);
        }
        value = value * 10 + digit;
        if value == 0 || value > 9999 {
            return refused(NumeralErrorKind::Range, position);
        }
    }
    Ok(Numeral { value, style })
}

/// Reads the value leniently, then accepts it only if it prints back as the same characters.
fn roman(text: &str, style: NumeralStyle) -> Result<Numeral, NumeralError> {
    let (mut rest, mut value) = (text, 0);
    for (worth, letters) in roman_letters() {
        while value <= 3999 && rest.get(..letters.len()).is_some_and(|start| start.eq_ignore_ascii_case(letters)) {
            rest = &rest[letters.len()..];
            value += worth;
        }
    }
    let position = text.len() - rest.len();
    match value {
        0..=3999 if rest.is_empty() => exact(Numeral { value, style }, text),
        0..=3999 => refused(NumeralErrorKind::Character, position),
        _ => refused(NumeralErrorKind::Range, position),
    }
}

fn chinese(text: &str) -> Result<Numeral, NumeralError> {
    let placed = text.chars().any(|c| chinese_place(c).is_some());
    let (mut value, mut pending) = (0_u32, None);
    for (position, c) in text.char_indices() {
        match (chinese_digit(c), chinese_place(c)) {
            (Some(digit), _) if placed => pending = Some(digit),
            (Some(digit), _) => value = value * 10 + digit,
            // 十 alone is 10; every other place word needs its digit.
            (None, Some(worth)) => value += pending.take().unwrap_or(1) * worth,
            (None, None) => return refused(NumeralErrorKind::Character, position),
        }
        if value > 9999 || (!placed && value == 0) {
            return refused(NumeralErrorKind::Range, position);
        }
    }
    let value = value + pending.unwrap_or(0);
    let style = if placed || value < 10 { NumeralStyle::Chinese } else { NumeralStyle::ChineseDigits };
    exact(Numeral { value, style }, text)
}

/// The numeral if that is how it is written; the different ways to print zero count as one.
fn exact(numeral: Numeral, text: &str) -> Result<Numeral, NumeralError> {
    let printed = numeral.to_string();
    let mut pairs = text.char_indices().zip(printed.chars());
    match pairs.find(|((_, c), expected)| one_zero(*c) != one_zero(*expected)) {
        Some(((position, _), _)) => refused(NumeralErrorKind::Form, position),
        None if text.len() != printed.len() => refused(NumeralErrorKind::Form, text.len().min(printed.len())),
        None => Ok(numeral),
    }
}

impl fmt::Display for Numeral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            NumeralStyle::Arabic => write!(f, "{}", self.value),
            NumeralStyle::FullWidth => {
                write_digits(f, self.value, &['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'])
            }
            NumeralStyle::EasternArabic => {
                write_digits(f, self.value, &['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'])
            }
            NumeralStyle::ChineseDigits => write_digits(f, self.value, &CHINESE_DIGITS),
            NumeralStyle::Chinese => write_chinese(f, self.value),
            NumeralStyle::RomanUpper => f.write_str(&upper_roman(self.value)),
            NumeralStyle::RomanLower => f.write_str(&upper_roman(self.value).to_ascii_lowercase()),
        }
    }
}

fn write_digits(f: &mut fmt::Formatter<'_>, value: u32, digits: &[char; 10]) -> fmt::Result {
    value.to_string().bytes().try_for_each(|digit| f.write_char(digits[usize::from(digit - b'0')]))
}

fn write_chinese(f: &mut fmt::Formatter<'_>, value: u32) -> fmt::Result {
    let mut begun = false;
    let mut gap = false;
    for (worth, word) in CHINESE_PLACES {
        let digit = value / worth % 10;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            f.write_char('零')?;
        }
        // 十五, but 一百一十五.
        if worth != 10 || digit != 1 || begun {
            f.write_char(CHINESE_DIGITS[digit as usize])?;
        }
        f.write_str(word)?;
        (begun, gap) = (true, false);
    }
    Ok(())
}

/// What the letters of roman numerals are worth, the highest first.
fn roman_letters() -> impl Iterator<Item = (u32, &'static str)> {
    const WORTHS: [u32; 13] = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
    const LETTERS: [&str; 13] = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
    WORTHS.into_iter().zip(LETTERS)
}

fn upper_roman(mut value: u32) -> String {
    let mut printed = String::new();
    for (worth, letters) in roman_letters() {
        printed += &letters.repeat((value / worth) as usize);
        value %= worth;
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_chinese_ways_are_read() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("一百零一", 101),
            ("一百一十", 110),
            ("一百一十五", 115),
            ("一千零一", 1001),
            ("一千零一十", 1010),
            ("一五三", 153),
            ("一六〇", 160),
            ("一六○", 160),
            ("三一九", 319),
        ] {
            assert_eq!(text.parse::<Numeral>().map(Numeral::value), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_not_written_so_is_refused() {
        for text in [
            "一百二",
            "一十五",
            "十 五",
            "十十",
            "百",
            "零",
            "〇一",
            "二百零十",
            "一百零",
            "IIX",
            "IIII",
            "VX",
            "0",
            "012",
            "１a",
            "12345",
            "",
            "x1",
        ] {
            assert!(text.parse::<Numeral>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_number_prints_and_reads_back_in_every_style() {
        use NumeralStyle::*;
        for style in [Arabic, FullWidth, Chinese, ChineseDigits, RomanUpper, RomanLower] {
            for value in 1..=9999 {
                let Some(numeral) = Numeral::new(value, style) else { continue };
                assert_eq!(numeral.to_string().parse(), Ok(numeral), "{numeral}");
            }
        }
    }

    #[test]
    fn an_error_says_where() {
        let error = "二十x".parse::<Numeral>().map_err(|error| error.to_string());
        assert_eq!(error, Err("unexpected character at byte 6".to_owned()));
    }
}
