//! Reading words, numbers and bracketed letters at a place in a text.

use crate::language::references::{ReferenceWords, UnitWord};
use crate::language::{is_letter, longest_start, spelled_at_start};
use crate::registry::part_letter;
use crate::value::numeral::{bracketed_numeral, is_chinese_numeral};
use crate::value::{Letter, Numeral, NumeralStyle};

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub text: &'t str,
    pub at: usize,
    pub words: &'static ReferenceWords,
    /// Further words of units, where the place is in a document; none otherwise.
    pub places: &'static [UnitWord],
}

/// The published end of a range that names none.
pub(super) const OPEN_END: &str = "open";

/// A number or letter as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// `6`, 十六, `VI`, with what was put in later: `24bis`.
    Number(u32, &'static str),
    /// `4.2`
    Decimal(u32, u32),
    /// `(a)`, (子)
    Letter(String),
    /// A numeral in a bracket, such as ㈢, which stands for a letter or a small roman number.
    Bracketed(u32),
    /// `(ii)`
    Roman(u32),
    /// An annex without a number.
    Unnumbered,
    /// The end of a range that names none: `article 7 ff.`.
    Open,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str, at: usize, words: &'static ReferenceWords) -> Self {
        Self { text, at, words, places: &[] }
    }

    /// The words of units that may stand here.
    pub fn units(&self) -> impl Iterator<Item = &'static UnitWord> + use<> {
        self.words.units.iter().chain(self.places)
    }

    /// A capital letter that numbers a section of a document, passed: `A`, but not the roman `I`.
    pub fn section_letter(&mut self) -> Option<Label> {
        let (letter, length) = part_letter(self.rest(), &self.words.numbers)?;
        let goes_on: fn(char) -> bool = if self.words.unit_first { is_letter } else { |c| c.is_ascii_alphanumeric() };
        let ends = !self.rest()[length..].starts_with(goes_on);
        if self.places.is_empty() || !ends || matches!(letter, 'I' | 'V' | 'X') {
            return None;
        }
        self.at += length;
        Some(Label::Letter(letter.to_string()))
    }

    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The longest of these words that stands here, passed.
    pub fn eat(&mut self, forms: &[&str]) -> Option<usize> {
        let length = longest_start(self.rest(), forms)?.len();
        self.at += length;
        Some(length)
    }

    /// Passes one space.
    pub fn eat_space(&mut self) {
        if self.rest().starts_with(' ') {
            self.at += 1;
        }
    }

    /// A number in any style, passed: arabic, Chinese, or roman where no letter follows. None where none stands here; an error,
    /// passed too, where it is not written as numbers are.
    pub fn number(&mut self) -> Option<Result<Label, ()>> {
        if let Some(number) = self.number_word() {
            return Some(Ok(Label::Number(number, "")));
        }
        let rest = self.rest();
        let first = rest.chars().next()?;
        let inside: fn(char) -> bool = match first {
            '0'..='9' => |c| c.is_ascii_digit(),
            'I' | 'V' | 'X' | 'L' | 'C' => |c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'),
            _ if is_chinese_numeral(first) => is_chinese_numeral,
            _ => {
                let number = bracketed_numeral(first)?;
                self.at += first.len_utf8();
                return Some(Ok(Label::Bracketed(number)));
            }
        };
        let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        let behind = rest[length..].chars().next();
        if first.is_ascii_uppercase() && behind.is_some_and(char::is_alphanumeric) {
            return None;
        }
        self.at += length;
        let number = rest[..length].parse::<Numeral>().map_err(|_| ());
        Some(number.map(|number| match self.decimal(first) {
            Some(part) => Label::Decimal(number.value(), part),
            None => Label::Number(number.value(), self.suffix()),
        }))
    }

    /// A word that numbers a unit, passed: `premier`.
    fn number_word(&mut self) -> Option<u32> {
        let rest = self.rest();
        let here = self.words.number_words.iter().filter_map(|(word, number)| {
            let length = spelled_at_start(rest, word)?;
            (!rest[length..].starts_with(is_letter)).then_some((length, *number))
        });
        let (length, number) = here.max()?;
        self.at += length;
        Some(number)
    }

    /// The part behind the point of an arabic number, passed: `.2` in `4.2`.
    fn decimal(&mut self, first: char) -> Option<u32> {
        let rest = self.rest().strip_prefix('.').filter(|_| first.is_ascii_digit())?;
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let ends = !rest[length..].starts_with(char::is_alphabetic)
            || !self.words.unit_first && !rest[length..].starts_with(|c: char| c.is_ascii_alphabetic());
        let part = rest[..length].parse().ok().filter(|_| ends && length <= 3)?;
        self.at += 1 + length;
        Some(part)
    }

    /// What stands behind a number that was put in later, in its canonical form; empty where nothing does.
    pub fn suffix(&mut self) -> &'static str {
        let rest = self.rest();
        let ends = |length: usize| !self.words.unit_first || !rest[length..].starts_with(is_letter);
        let found = self.words.suffixes.iter().filter(|(form, _)| rest.starts_with(form) && ends(form.len()));
        let Some((form, canonical)) = found.max_by_key(|(form, _)| form.len()) else { return "" };
        self.at += form.len();
        canonical
    }

    /// A number or letter in brackets, passed: `(a)`, `(5)`, `(ii)`, (子), （三）, ㈢. A space may stand in front.
    pub fn bracketed(&mut self) -> Option<Label> {
        let mut ahead = *self;
        ahead.eat_space();
        let rest = ahead.rest();
        let first = rest.chars().next()?;
        if let Some(number) = bracketed_numeral(first) {
            self.at = ahead.at + first.len_utf8();
            return Some(Label::Bracketed(number));
        }
        if !matches!(first, '(' | '（') {
            return self.half_bracketed(ahead.at);
        }
        // Nothing longer than a roman number stands in such a bracket.
        const LONGEST: usize = 12;
        let inside = &rest[first.len_utf8()..];
        let (length, close) = inside.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '）'))?;
        let label = self.label(inside[..length].trim())?;
        self.at = ahead.at + first.len_utf8() + length + close.len_utf8();
        Some(label)
    }

    /// A letter with a bracket behind it alone, passed: `a)`.
    fn half_bracketed(&mut self, at: usize) -> Option<Label> {
        /// `iii`, `aa`
        const LONGEST: usize = 5;
        let rest = &self.text[at..];
        let letters = rest.chars().take(LONGEST).take_while(|c| c.is_lowercase()).map(char::len_utf8).sum::<usize>();
        let closed = self.words.half_brackets && letters > 0 && rest[letters..].starts_with(')');
        let label = self.label(&rest[..letters]).filter(|_| closed)?;
        self.at = at + letters + 1;
        Some(label)
    }

    fn label(&self, inside: &str) -> Option<Label> {
        let Ok(number) = inside.parse::<Numeral>() else { return self.letter(inside) };
        match number.style() {
            NumeralStyle::Chinese | NumeralStyle::ChineseDigits => Some(Label::Bracketed(number.value())),
            // One small letter is a letter first: (i) follows (h), and is a number only below a letter.
            NumeralStyle::RomanLower if inside.len() > 1 => Some(Label::Roman(number.value())),
            NumeralStyle::RomanLower => Some(Label::Letter(inside.to_owned())),
            NumeralStyle::RomanUpper => None,
            NumeralStyle::Arabic | NumeralStyle::FullWidth | NumeralStyle::EasternArabic => {
                Some(Label::Number(number.value(), ""))
            }
        }
    }

    /// A letter as printed, or the one that a character of a series stands for: 子 for `a`.
    fn letter(&self, inside: &str) -> Option<Label> {
        if let Ok(letter) = inside.parse::<Letter>() {
            return Some(Label::Letter(letter.to_string()));
        }
        let characters = |series: &&'static str| series.split_inclusive(|_| true).position(|one| one == inside);
        let position = self.words.letters.iter().find_map(characters)?;
        Some(Label::Letter(Letter::at(u32::try_from(position).ok()? + 1)?.to_string()))
    }
}

impl Label {
    /// As the number of an article or paragraph.
    pub fn as_number(&self) -> String {
        match self {
            Label::Number(value, suffix) => format!("{value}{suffix}"),
            Label::Decimal(value, part) => format!("{value}.{part}"),
            Label::Letter(letter) => letter.clone(),
            Label::Bracketed(value) | Label::Roman(value) => value.to_string(),
            Label::Unnumbered => String::new(),
            Label::Open => OPEN_END.to_owned(),
        }
    }

    /// As the letter of a point: a numeral counts the letters, because a translation prints ㈢ where the original has `(c)`.
    pub fn as_point(&self) -> String {
        match self {
            Label::Number(value, "") | Label::Bracketed(value) if let Some(letter) = Letter::at(*value) => {
                letter.to_string()
            }
            Label::Roman(_) => self.as_subpoint(),
            _ => self.as_number(),
        }
    }

    /// As the small roman number below a point.
    pub fn as_subpoint(&self) -> String {
        match self {
            Label::Number(value, _) | Label::Bracketed(value) | Label::Roman(value) => {
                Numeral::written(*value, NumeralStyle::RomanLower)
            }
            Label::Decimal(..) | Label::Letter(_) | Label::Unnumbered | Label::Open => self.as_number(),
        }
    }
}
