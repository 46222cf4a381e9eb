//! Numerals as UN documents print them: arabic, full-width, Chinese in both ways of writing, roman; strict in both directions.

use std::fmt;
use std::str::FromStr;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumeralStyle {
    /// `12`
    Arabic,
    /// `１２`
    FullWidth,
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

    /// The number.
    pub fn value(self) -> u32 {
        self.value
    }

    /// How it is written.
    pub fn style(self) -> NumeralStyle {
        self.style
    }
}

/// Digits of a Chinese numeral; 零, 〇 and ○ are all zero in print.
pub(crate) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn place(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// Whether a Chinese numeral may hold this character.
pub fn is_chinese_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || place(c).is_some()
}

impl FromStr for Numeral {
    type Err = NumeralError;

    fn from_str(text: &str) -> Result<Self, NumeralError> {
        let error = |kind, position| Err(NumeralError { kind, position });
        let Some(first) = text.chars().next() else { return error(NumeralErrorKind::Empty, 0) };
        let style = match first {
            '0'..='9' => NumeralStyle::Arabic,
            '０'..='９' => NumeralStyle::FullWidth,
            'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' => NumeralStyle::RomanUpper,
            'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm' => NumeralStyle::RomanLower,
            _ if is_chinese_numeral(first) => NumeralStyle::Chinese,
            _ => return error(NumeralErrorKind::Character, 0),
        };
        match style {
            NumeralStyle::Arabic | NumeralStyle::FullWidth => positional(text, style),
            NumeralStyle::RomanUpper | NumeralStyle::RomanLower => roman(text, style),
            NumeralStyle::Chinese | NumeralStyle::ChineseDigits => chinese(text),
        }
    }
}

fn positional(text: &str, style: NumeralStyle) -> Result<Numeral, NumeralError> {
    let zero = if style == NumeralStyle::Arabic { '0' } else { '０' };
    let mut value = 0_u32;
    for (position, c) in text.char_indices() {
        let digit = (c as u32).wrapping_sub(zero as u32);
        if digit > 9 {
            return Err(NumeralError { kind: NumeralErrorKind::Character, position });
        }
        value = value * 10 + digit;
        if value == 0 || value > 9999 {
            return Err(NumeralError { kind: NumeralErrorKind::Range, position });
        }
    }
    Ok(Numeral { value, style })
}

/// Reads the value leniently, then accepts it only if it prints back as the same characters.
fn roman(text: &str, style: NumeralStyle) -> Result<Numeral, NumeralError> {
    let mut value = 0_i32;
    let mut before = 0;
    for (position, c) in text.char_indices().rev() {
        let upper = if style == NumeralStyle::RomanLower { c.to_ascii_uppercase() } else { c };
        let worth = match upper {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            'M' => 1000,
            _ => return Err(NumeralError { kind: NumeralErrorKind::Character, position }),
        };
        value = if worth < before { value - worth } else { value + worth };
        if !(1..=3999).contains(&value) {
            return Err(NumeralError { kind: NumeralErrorKind::Range, position });
        }
        before = before.max(worth);
    }
    exact(Numeral { value: value.unsigned_abs(), style }, text)
}

fn chinese(text: &str) -> Result<Numeral, NumeralError> {
    let style =
        if text.chars().any(|c| place(c).is_some()) { NumeralStyle::Chinese } else { NumeralStyle::ChineseDigits };
    let (mut value, mut pending) = (0_u32, None);
    for (position, c) in text.char_indices() {
        let error = |kind| Err(NumeralError { kind, position });
        match (chinese_digit(c), place(c), style) {
            (Some(digit), _, NumeralStyle::ChineseDigits) => value = value * 10 + digit,
            (Some(digit), _, _) => pending = Some(digit),
            // 十 alone is 10; every other place word needs its digit.
            (None, Some(worth), _) => value += pending.take().unwrap_or(1) * worth,
            (None, None, _) => return error(NumeralErrorKind::Character),
        }
        if value > 9999 || (style == NumeralStyle::ChineseDigits && value == 0) {
            return error(NumeralErrorKind::Range);
        }
    }
    let value = value + pending.unwrap_or(0);
    let style = if value < 10 { NumeralStyle::Chinese } else { style };
    exact(Numeral { value, style }, text)
}

/// The numeral if that is how it is written; the different ways to print zero count as one.
fn exact(numeral: Numeral, text: &str) -> Result<Numeral, NumeralError> {
    let zero = |c| if matches!(c, '〇' | '○') { '零' } else { c };
    let printed = numeral.to_string();
    let mut expected = printed.chars();
    for (position, c) in text.char_indices() {
        if expected.next().map(zero) != Some(zero(c)) {
            return Err(NumeralError { kind: NumeralErrorKind::Form, position });
        }
    }
    match expected.next() {
        None => Ok(numeral),
        Some(_) => Err(NumeralError { kind: NumeralErrorKind::Form, position: text.len() }),
    }
}

impl fmt::Display for Numeral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            NumeralStyle::Arabic => write!(f, "{}", self.value),
            NumeralStyle::FullWidth => {
                write_digits(f, self.value, &['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'])
            }
            NumeralStyle::ChineseDigits => write_digits(f, self.value, &ZERO_TO_NINE),
            NumeralStyle::Chinese => write_chinese(f, self.value),
            NumeralStyle::RomanUpper => write_roman(f, self.value, char::from),
            NumeralStyle::RomanLower => write_roman(f, self.value, |byte| char::from(byte.to_ascii_lowercase())),
        }
    }
}

const ZERO_TO_NINE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn write_digits(f: &mut fmt::Formatter<'_>, value: u32, digits: &[char; 10]) -> fmt::Result {
    value.to_string().bytes().try_for_each(|digit| write!(f, "{}", digits[usize::from(digit - b'0')]))
}

fn write_chinese(f: &mut fmt::Formatter<'_>, value: u32) -> fmt::Result {
    let mut begun = false;
    let mut gap = false;
    for (worth, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / worth % 10;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            f.write_str("零")?;
        }
        // 十五, but 一百一十五.
        if worth != 10 || digit != 1 || begun {
            write!(f, "{}", ZERO_TO_NINE[digit as usize])?;
        }
        f.write_str(word)?;
        (begun, gap) = (true, false);
    }
    Ok(())
}

fn write_roman(f: &mut fmt::Formatter<'_>, mut value: u32, case: impl Fn(u8) -> char) -> fmt::Result {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    for (worth, letters) in PARTS {
        while value >= worth {
            letters.bytes().try_for_each(|letter| write!(f, "{}", case(letter)))?;
            value -= worth;
        }
    }
    Ok(())
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
