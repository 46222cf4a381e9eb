//! The printed numbers at the start of a line: `一.`, `12.`, `(a)`, `（ii）`, `㈠`.

use std::str::FromStr;

use crate::value::numeral::is_chinese_numeral;
use crate::value::{Letter, Numeral, NumeralStyle};

/// A printed number at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What it numbers.
    pub kind: LabelKind,
    /// Its bytes, with its point or brackets, without white space behind them.
    pub length: usize,
}

/// What a printed number can number; the level of a unit follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// 一. or `II.`: a section.
    Section(Numeral),
    /// `12.`, 12、 or １２．: a recommendation.
    Number(Numeral),
    /// `(a)`, `a)`, `(ii)`, （一）, ㈠: an item; which series it belongs to is seen from its neighbours.
    Item(ItemLabel),
}

/// The ways in which the label of an item can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemLabel {
    /// As a letter of a, b, c…
    pub letter: Option<Letter>,
    /// As a small roman numeral.
    pub roman: Option<Numeral>,
    /// As a Chinese numeral in brackets; no letter or roman numeral then.
    pub chinese: Option<Numeral>,
}

/// The highest number of a recommendation; a year at the start of a line is none.
const MOST: u32 = 1899;

/// Longest label in bytes: brackets round a Chinese numeral of nine characters.
const LONGEST: usize = 40;

/// The label at the start of a line, where there is one.
pub fn at_start(line: &str) -> Option<Label> {
    let first = line.chars().next()?;
    match first {
        '0'..='9' | '０'..='９' => number(line),
        '(' | '（' => bracketed(line, first.len_utf8()),
        '\\' if line[1..].starts_with('(') => bracketed(line, 2),
        '㈠'..='㈩' => {
            let numeral = Numeral::new(u32::from(first) - u32::from('㈠') + 1, NumeralStyle::Chinese);
            Some(Label { kind: item(None, None, numeral), length: first.len_utf8() })
        }
        'a'..='z' => half_bracketed(line),
        'I' | 'V' | 'X' | 'L' => section(line, |c| matches!(c, 'I' | 'V' | 'X' | 'L')),
        _ if is_chinese_numeral(first) => section(line, is_chinese_numeral),
        _ => None,
    }
}

fn item(letter: Option<Letter>, roman: Option<Numeral>, chinese: Option<Numeral>) -> LabelKind {
    LabelKind::Item(ItemLabel { letter, roman, chinese })
}

/// The longest start of a line made of such characters, as a value, with what follows.
fn leading<T: FromStr>(line: &str, of: impl Fn(char) -> bool) -> Option<(T, &str)> {
    let length = line.char_indices().take(LONGEST).find(|&(at, c)| at >= LONGEST || !of(c)).map(|(at, _)| at)?;
    Some((line[..length].parse().ok()?, &line[length..]))
}

fn number(line: &str) -> Option<Label> {
    let (numeral, rest) = leading::<Numeral>(line, |c| c.is_ascii_digit() || ('０'..='９').contains(&c))?;
    if numeral.value() > MOST {
        return None;
    }
    let rest = mark(rest, &['.', '．', '、', ')', '）'])?;
    // 1.5 is a quantity, 3、4 a list of numbers.
    if rest.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return None;
    }
    Some(Label { kind: LabelKind::Number(numeral), length: line.len() - rest.len() })
}

fn section(line: &str, of: impl Fn(char) -> bool) -> Option<Label> {
    let (numeral, rest) = leading::<Numeral>(line, of)?;
    let rest = mark(rest, &['.', '．', '、'])?;
    // V.19-05587 is a job number, I.D. an abbreviation: behind a Latin numeral stands white space.
    if line.starts_with(|c: char| c.is_ascii()) && !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    Some(Label { kind: LabelKind::Section(numeral), length: line.len() - rest.len() })
}

/// What follows one of these marks, which a converter may have escaped.
fn mark<'t>(text: &'t str, marks: &[char]) -> Option<&'t str> {
    text.strip_prefix('\\').unwrap_or(text).strip_prefix(marks)
}

fn bracketed(line: &str, open: usize) -> Option<Label> {
    let inside = line[open..].trim_start();
    if inside.starts_with(is_chinese_numeral) {
        let (numeral, rest) = leading::<Numeral>(inside, is_chinese_numeral)?;
        let rest = mark(rest.trim_start(), &[')', '）'])?;
        return Some(Label { kind: item(None, None, Some(numeral)), length: line.len() - rest.len() });
    }
    letters(line, inside)
}

fn half_bracketed(line: &str) -> Option<Label> {
    letters(line, line)
}

/// A letter or a small roman numeral in front of a closing bracket.
fn letters(line: &str, inside: &str) -> Option<Label> {
    let length = inside.bytes().take(8).take_while(u8::is_ascii_lowercase).count();
    let (letters, rest) = inside.split_at(length);
    let rest = mark(rest.trim_start(), &[')', '）'])?;
    let (letter, roman) = (letters.parse().ok(), letters.parse().ok());
    (letter.is_some() || roman.is_some())
        .then(|| Label { kind: item(letter, roman, None), length: line.len() - rest.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> String {
        let Some(label) = at_start(line) else { return "none".to_owned() };
        let printed = &line[..label.length];
        match label.kind {
            LabelKind::Section(numeral) => format!("section {} {printed}", numeral.value()),
            LabelKind::Number(numeral) => format!("number {} {printed}", numeral.value()),
            LabelKind::Item(ItemLabel { letter, roman, chinese }) => {
                let letter = letter.map_or("-".to_owned(), |letter| letter.to_string());
                let value = |numeral: Option<Numeral>| numeral.map_or(0, Numeral::value);
                format!("item {letter} {} {} {printed}", value(roman), value(chinese))
            }
        }
    }

    #[test]
    fn every_way_of_printing_is_read() {
        for (line, expected) in [
            ("一. 第一次会议", "section 1 一."),
            ("十五、建议", "section 15 十五、"),
            ("IV. Fourth meeting", "section 4 IV."),
            ("12. 缔约国应", "number 12 12."),
            ("１２．缔约国应", "number 12 １２．"),
            ("3、缔约国应", "number 3 3、"),
            ("4\\. 缔约国应", "number 4 4\\."),
            ("(a) 促进", "item a 0 0 (a)"),
            ("（b）促进", "item b 0 0 （b）"),
            ("c) 促进", "item c 100 0 c)"),
            ("(ii) 促进", "item ii 2 0 (ii)"),
            ("( i ) 促进", "item i 1 0 ( i )"),
            ("（二）促进", "item - 0 2 （二）"),
            ("㈢ 促进", "item - 0 3 ㈢"),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }

    #[test]
    fn other_starts_of_lines_are_no_labels() {
        for line in [
            "",
            "2012年5月",
            "1.5 million",
            "32、37条",
            "一百二. 建议",
            "In May",
            "(公约)",
            "(see below)",
            "A. General",
            "第一条",
            "(",
            "012. x",
            "1900. x",
            "V.19-05587 (C)",
            "I.D. cards",
        ] {
            assert_eq!(read(line), "none", "{line}");
        }
    }
}
