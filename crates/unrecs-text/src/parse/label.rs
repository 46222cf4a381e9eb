//! The printed numbers at the start of a line: `一.`, `12.`, `(a)`, `（ii）`, `㈠`.

use super::numbering::{capital as capital_alone, dashed, numbering_word, stem, stemmed, worded};
use super::series::Inserted;
use crate::language::is_sign;
use crate::value::numeral::{bracketed_numeral, is_chinese_numeral, is_digit, narrow};
use crate::value::{Letter, Numeral, NumeralStyle};

/// A printed number at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What it numbers.
    pub kind: LabelKind,
    /// Its bytes, with its point or brackets, without white space behind them.
    pub length: usize,
}

/// What a printed number can number; the level of a paragraph follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// 一. or `II.`: a section.
    Section(Numeral),
    /// `B.`: a section.
    Capital(Letter),
    /// `12.`, 12、 or １２．, and `12 bis.`: a paragraph.
    Number(Numeral, Option<Inserted>),
    /// `121.3`: an item of paragraph 121, where that is open; else a quantity.
    Decimal(Numeral, Numeral),
    /// `(a)`, `a)`, （甲）, `(ii)`, （一）, ㈠, `(2)`, `(A)`, `b.`: an item; which series it belongs to is seen from its neighbours.
    Item(ItemLabel),
    /// The mark of a footnote.
    Mark,
}

/// The ways in which the label of an item can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemLabel {
    /// As a letter of a, b, c… or of 甲, 乙, 丙…
    pub letter: Option<Letter>,
    /// As a small roman numeral.
    pub roman: Option<Numeral>,
    /// As a Chinese numeral in brackets; no letter or roman numeral then.
    pub chinese: Option<Numeral>,
    /// As a capital letter in brackets.
    pub capital: Option<Letter>,
    /// As a number in brackets.
    pub bracketed: Option<Numeral>,
    /// As a number in a circle.
    pub circled: Option<Numeral>,
    /// Whether a point stands behind it and no bracket.
    pub pointed: bool,
}

impl ItemLabel {
    /// Whether it can be the first of a series.
    pub fn begins(self) -> bool {
        let first = |numeral: Option<Numeral>| numeral.is_some_and(|numeral| numeral.value() == 1);
        let letter = |letter: Option<Letter>| letter.is_some_and(|letter| letter.place() == 1);
        let numerals = [self.roman, self.chinese, self.bracketed, self.circled];
        letter(self.letter) || letter(self.capital) || numerals.into_iter().any(first)
    }
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
            let chinese = Numeral::new(bracketed_numeral(first)?, NumeralStyle::Chinese);
            Some((LabelKind::Item(ItemLabel { chinese, ..ItemLabel::default() }), &line[first.len_utf8()..]))
        }
        '①'..='⑳' => {
            let circled = Numeral::new(u32::from(first) - u32::from('①') + 1, NumeralStyle::Arabic);
            Some((LabelKind::Item(ItemLabel { circled, ..ItemLabel::default() }), &line[first.len_utf8()..]))
        }
        '‘' | '’' | '\'' => quoted(&line[first.len_utf8()..]),
        'a'..='z' => letters(line).or_else(|| pointed(line)),
        'I' | 'V' | 'X' | 'L' => section(line, |c| matches!(c, 'I' | 'V' | 'X' | 'L')),
        'A'..='Z' => capital(line),
        _ if is_chinese_numeral(first) => section(line, is_chinese_numeral),
        _ => stemmed(line).or_else(|| dashed(line)).or_else(|| worded(line)),
    }?;
    Some(Label { kind, length: line.len() - rest.len() })
}

/// The numeral that is all of a line: the number of a section above its title.
pub fn alone(line: &str) -> Option<LabelKind> {
    const LONGEST_ALONE: usize = 40;
    let first = line.chars().next().filter(|_| line.len() <= LONGEST_ALONE)?;
    match first {
        'I' | 'V' | 'X' | 'L' => line.parse().ok().map(LabelKind::Section),
        'A'..='Z' if line.len() == 1 => capital_alone(line).map(LabelKind::Capital),
        _ if is_chinese_numeral(first) => line.parse().ok().map(LabelKind::Section),
        _ => numbering_word(line).filter(|(_, rest)| rest.is_empty()).map(|(kind, _)| kind),
    }
}

/// The roman numeral in front of a title, without a point: `II Capacity-building`.
pub fn before_title(line: &str) -> Option<Label> {
    let (numeral, rest) = leading(line, |c| matches!(c, 'I' | 'V' | 'X' | 'L'))?;
    let title = rest.strip_prefix([' ', '\u{3000}', '\t']).map(str::trim_start)?;
    let label = Label { kind: LabelKind::Section(numeral), length: line.len() - rest.len() };
    title.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()).then_some(label)
}

/// The numeral at the start of a line made of such characters, with what follows.
fn leading(line: &str, of: impl Fn(char) -> bool) -> Option<(Numeral, &str)> {
    let length = line.char_indices().take(LONGEST).find(|&(at, c)| at >= LONGEST || !of(c)).map(|(at, _)| at)?;
    Some((line[..length].parse().ok()?, &line[length..]))
}

fn number(line: &str) -> Option<(LabelKind, &str)> {
    let (numeral, rest) = leading(line, is_digit)?;
    let (inserted, rest) = inserted(rest);
    // A slip of the hand: `232 .Recognizes`.
    let rest = rest.strip_prefix(' ').filter(|rest| rest.starts_with('.')).unwrap_or(rest);
    let behind = mark(rest, &['.', '．', '、', ')', '）']).or_else(|| dash(rest))?;
    if numeral.value() > MOST {
        return None;
    }
    if !behind.starts_with(is_digit) {
        return Some((LabelKind::Number(numeral, inserted), behind));
    }
    // 1.5 is a quantity where no paragraph 1 is open; 3、4 is a list of numbers.
    let (second, behind) = leading(behind, is_digit).filter(|_| rest.starts_with('.') && inserted.is_none())?;
    let spaced = behind.starts_with(char::is_whitespace);
    let behind = behind.trim_start_matches(' ').strip_prefix('.').unwrap_or(behind);
    (spaced || behind.starts_with(char::is_whitespace)).then_some((LabelKind::Decimal(numeral, second), behind))
}

/// What follows a dash behind a number, as Arabic prints it: `1 - `. White space follows, and no number.
fn dash(rest: &str) -> Option<&str> {
    let behind = rest.trim_start_matches([' ', '\u{a0}']).strip_prefix(['-', '–'])?;
    let words = behind.trim_start_matches(|c| is_sign(c) || char::is_whitespace(c));
    (words.len() < behind.len() && !words.starts_with(is_digit) || behind.is_empty()).then_some(behind)
}

/// `bis` behind a number, which may be in italics, or 之二; with what follows.
fn inserted(rest: &str) -> (Option<Inserted>, &str) {
    let trimmed = rest.trim_start().trim_start_matches('*');
    let words = Inserted::ALL.into_iter().zip(["之二", "之三", "之四", "之五"]);
    for (inserted, chinese) in words {
        let behind = trimmed.strip_prefix(inserted.word()).or_else(|| trimmed.strip_prefix(chinese));
        if let Some(behind) = behind.filter(|behind| !behind.starts_with(char::is_alphabetic)) {
            return (Some(inserted), behind.trim_start_matches('*'));
        }
    }
    (None, rest)
}

fn section(line: &str, of: impl Fn(char) -> bool) -> Option<(LabelKind, &str)> {
    let (numeral, rest) = leading(line, of)?;
    let rest = mark(rest, &['.', '．', '、'])?;
    // V.19-05587 is a job number, I.D. an abbreviation: behind a Latin numeral stands white space.
    let fits = !line.starts_with(|c: char| c.is_ascii()) || rest.is_empty() || rest.starts_with(char::is_whitespace);
    fits.then_some((LabelKind::Section(numeral), rest))
}

fn capital(line: &str) -> Option<(LabelKind, &str)> {
    let (letter, rest) = line.split_at(1);
    let rest = mark(rest, &['.', '．'])?;
    let letter = letter.to_ascii_lowercase().parse().ok()?;
    rest.starts_with(char::is_whitespace).then_some((LabelKind::Capital(letter), rest))
}

/// What follows one of these marks, which a converter may have escaped.
pub(super) fn mark<'t>(text: &'t str, marks: &[char]) -> Option<&'t str> {
    text.strip_prefix('\\').unwrap_or(text).strip_prefix(marks)
}

/// An item, from behind its opening bracket.
fn bracketed(inside: &str) -> Option<(LabelKind, &str)> {
    let inside = inside.trim_start();
    let first = inside.chars().next()?;
    let closed = |rest: &str| mark(rest.trim_start(), &[')', '）']).map(str::len);
    let behind = |length: usize| &inside[inside.len() - length..];
    if is_chinese_numeral(first) {
        let (chinese, rest) = leading(inside, is_chinese_numeral)?;
        let label = ItemLabel { chinese: Some(chinese), ..ItemLabel::default() };
        return Some((LabelKind::Item(label), behind(closed(rest)?)));
    }
    if is_digit(first) {
        // (2012) is a year.
        let (bracketed, rest) = leading(inside, is_digit).filter(|(numeral, _)| numeral.value() < 100)?;
        let label = ItemLabel { bracketed: Some(bracketed), ..ItemLabel::default() };
        return Some((LabelKind::Item(label), behind(closed(rest)?)));
    }
    if first.is_ascii_uppercase() {
        let length = closed(&inside[1..])?;
        let capital = inside[..1].to_ascii_lowercase().parse().ok()?;
        return Some((LabelKind::Item(ItemLabel { capital: Some(capital), ..ItemLabel::default() }), behind(length)));
    }
    if stem(first).is_some() {
        return stemmed(inside);
    }
    // Full-width letters in brackets, as Chinese prints them.
    let narrowed: String = inside.chars().take(8).take_while(|c| ('ａ'..='ｚ').contains(c)).map(narrow).collect();
    if !narrowed.is_empty() {
        let length = closed(&inside[narrowed.len() * 'ａ'.len_utf8()..])?;
        return Some((LabelKind::Item(letters_of(&narrowed)?), behind(length)));
    }
    letters(inside)
}

/// A number in quotation marks, from behind the first: what other languages print as (ii).
fn quoted(inside: &str) -> Option<(LabelKind, &str)> {
    let (numeral, rest) = leading(inside, is_digit).filter(|(numeral, _)| numeral.value() < 100)?;
    let rest = mark(rest, &['‘', '’', '\''])?;
    let label = ItemLabel { chinese: Some(numeral), ..ItemLabel::default() };
    rest.starts_with(char::is_whitespace).then_some((LabelKind::Item(label), rest))
}

/// A letter or a small roman numeral in front of a closing bracket.
fn letters(inside: &str) -> Option<(LabelKind, &str)> {
    let (letters, rest) = small_letters(inside);
    let rest = mark(rest.trim_start(), &[')', '）'])?;
    Some((LabelKind::Item(letters_of(letters)?), rest))
}

/// A letter or a small roman numeral in front of a point, with white space behind it.
fn pointed(line: &str) -> Option<(LabelKind, &str)> {
    let (letters, rest) = small_letters(line);
    let rest = mark(rest, &['.'])?;
    let label = letters_of(letters).filter(|_| rest.starts_with(char::is_whitespace))?;
    Some((LabelKind::Item(ItemLabel { pointed: true, ..label }), rest))
}

fn small_letters(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take(8).take_while(u8::is_ascii_lowercase).count())
}

fn letters_of(letters: &str) -> Option<ItemLabel> {
    // No list has fifty items with roman numerals: l, c, d and m are letters.
    let roman = letters.parse().ok().filter(|roman: &Numeral| roman.value() < 50);
    let letter = letters.parse().ok();
    (letter.is_some() || roman.is_some()).then_some(ItemLabel { letter, roman, ..ItemLabel::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> String {
        let Some(label) = at_start(line) else { return "none".to_owned() };
        let printed = &line[..label.length];
        match label.kind {
            LabelKind::Section(numeral) => format!("section {} {printed}", numeral.value()),
            LabelKind::Capital(letter) => format!("section {letter} {printed}"),
            LabelKind::Number(numeral, inserted) => {
                format!("number {}{} {printed}", numeral.value(), inserted.map_or("", Inserted::word))
            }
            LabelKind::Decimal(number, place) => format!("decimal {} {} {printed}", number.value(), place.value()),
            LabelKind::Mark => "a mark".to_owned(),
            LabelKind::Item(label) => {
                let value = |numeral: Option<Numeral>| numeral.map(|numeral| numeral.value().to_string());
                let letter = |letter: Option<Letter>| letter.map(|letter| letter.to_string());
                let capital = letter(label.capital).map(|letter| letter.to_uppercase());
                let ways = [
                    letter(label.letter),
                    value(label.roman),
                    value(label.chinese),
                    capital,
                    value(label.bracketed.or(label.circled)),
                ];
                let ways: Vec<_> = ways.into_iter().flatten().collect();
                format!("item {}{} {printed}", ways.join("|"), if label.pointed { " pointed" } else { "" })
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
            ("(a) 促进", "item a (a)"),
            ("（b）促进", "item b （b）"),
            ("（ｂ）促进", "item b （ｂ）"),
            ("c) 促进", "item c c)"),
            ("(ii) 促进", "item ii|2 (ii)"),
            ("( i ) 促进", "item i|1 ( i )"),
            ("（二）促进", "item 2 （二）"),
            ("㈢ 促进", "item 3 ㈢"),
            ("(2) Train", "item 2 (2)"),
            ("② 促进", "item 2 ②"),
            ("(甲) 促进", "item a (甲)"),
            ("（丙）促进", "item c （丙）"),
            ("(ج) تعزيز", "item c (ج)"),
            ("(هـ) تعزيز", "item e (هـ)"),
            ("أ - تعزيز", "item a pointed أ -"),
            ("هـ – تعزيز", "item e pointed هـ –"),
            ("(ب ب) تعزيز", "item bb (ب ب)"),
            ("’2‘ تعزيز", "item 2 ’2‘"),
            ("3 - تشجع", "number 3 3 -"),
            ("٣ - تشجع", "number 3 ٣ -"),
            ("а) поощрять", "item a а)"),
            ("ثانيا - التعاون", "section 2 ثانيا -"),
            ("باء - التعاون", "section b باء -"),
            ("(B) Train", "item B (B)"),
            ("b. Police", "item b pointed b."),
            ("ii. Police", "item ii|2 pointed ii."),
            ("A. General", "section a A."),
            ("12 bis. Requests", "number 12bis 12 bis."),
            ("12 *ter*. Requests", "number 12ter 12 *ter*."),
            ("1之二. 请", "number 1bis 1之二."),
            ("121.3 Ratify", "decimal 121 3 121.3"),
            ("1.5 million", "decimal 1 5 1.5"),
            ("4.7 . Promote", "decimal 4 7 4.7 ."),
            ("232 .Recognizes", "number 232 232 ."),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }

    #[test]
    fn other_starts_of_lines_are_no_labels() {
        for line in [
            "",
            "2012年5月",
            "32、37条",
            "一百二. 建议",
            "In May",
            "(公约)",
            "(甲方)",
            "(see below)",
            "A.M. flights",
            "(2012) was",
            "12 biscuits",
            "第一条",
            "(",
            "012. x",
            "1900. x",
            "5 – 7 June",
            "5 -6",
            "V.19-05587 (C)",
            "I.D. cards",
        ] {
            assert_eq!(read(line), "none", "{line}");
        }
    }
}
