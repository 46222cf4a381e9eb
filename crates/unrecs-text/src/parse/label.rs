//! The printed numbers at the start of a line: `一.`, `12.`, `(a)`, `（ii）`, `㈠`.

use crate::value::numeral::{bracketed_numeral, is_chinese_numeral, is_digit};
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
    let (kind, rest) = match first {
        _ if is_digit(first) => number(line),
        '(' | '（' => bracketed(&line[first.len_utf8()..]),
        '\\' if line[1..].starts_with('(') => bracketed(&line[2..]),
        '㈠'..='㈩' => {
            let numeral = Numeral::new(bracketed_numeral(first)?, NumeralStyle::Chinese);
            Some((chinese_item(numeral), &line[first.len_utf8()..]))
        }
        'a'..='z' => letters(line),
        'I' | 'V' | 'X' | 'L' => section(line, |c| matches!(c, 'I' | 'V' | 'X' | 'L')),
        _ if is_chinese_numeral(first) => section(line, is_chinese_numeral),
        _ => None,
    }?;
    Some(Label { kind, length: line.len() - rest.len() })
}

fn chinese_item(chinese: Option<Numeral>) -> LabelKind {
    LabelKind::Item(ItemLabel { letter: None, roman: None, chinese })
}

/// The numeral at the start of a line made of such characters, with what follows.
fn leading(line: &str, of: impl Fn(char) -> bool) -> Option<(Numeral, &str)> {
    let length = line.char_indices().take(LONGEST).find(|&(at, c)| at >= LONGEST || !of(c)).map(|(at, _)| at)?;
    Some((line[..length].parse().ok()?, &line[length..]))
}

fn number(line: &str) -> Option<(LabelKind, &str)> {
    let (numeral, rest) = leading(line, is_digit)?;
    let rest = mark(rest, &['.', '．', '、', ')', '）'])?;
    // 1.5 is a quantity, 3、4 a list of numbers.
    let fits = numeral.value() <= MOST && !rest.starts_with(is_digit);
    fits.then_some((LabelKind::Number(numeral), rest))
}

fn section(line: &str, of: impl Fn(char) -> bool) -> Option<(LabelKind, &str)> {
    let (numeral, rest) = leading(line, of)?;
    let rest = mark(rest, &['.', '．', '、'])?;
    // V.19-05587 is a job number, I.D. an abbreviation: behind a Latin numeral stands white space.
    let fits = !line.starts_with(|c: char| c.is_ascii()) || rest.is_empty() || rest.starts_with(char::is_whitespace);
    fits.then_some((LabelKind::Section(numeral), rest))
}

/// What follows one of these marks, which a converter may have escaped.
fn mark<'t>(text: &'t str, marks: &[char]) -> Option<&'t str> {
    text.strip_prefix('\\').unwrap_or(text).strip_prefix(marks)
}

/// An item, from behind its opening bracket.
fn bracketed(inside: &str) -> Option<(LabelKind, &str)> {
    let inside = inside.trim_start();
    if !inside.starts_with(is_chinese_numeral) {
        return letters(inside);
    }
    let (numeral, rest) = leading(inside, is_chinese_numeral)?;
    Some((chinese_item(Some(numeral)), mark(rest.trim_start(), &[')', '）'])?))
}

/// A letter or a small roman numeral in front of a closing bracket.
fn letters(inside: &str) -> Option<(LabelKind, &str)> {
    let length = inside.bytes().take(8).take_while(u8::is_ascii_lowercase).count();
    let (letters, rest) = inside.split_at(length);
    let rest = mark(rest.trim_start(), &[')', '）'])?;
    let (letter, roman) = (letters.parse().ok(), letters.parse().ok());
    let fits = letter.is_some() || roman.is_some();
    fits.then_some((LabelKind::Item(ItemLabel { letter, roman, chinese: None }), rest))
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
