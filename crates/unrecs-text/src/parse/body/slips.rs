//! Numbers that are printed unlike the others, by a slip of the hand or in a list: what stands around them shows what they are.

use super::preamble::opens_operative;
use super::{AHEAD, Reader};
use crate::parse::label::{ItemLabel, Label, LabelKind};
use crate::parse::line::Line;
use crate::value::numeral::is_digit;
use crate::value::{Numeral, NumeralStyle};

impl Reader<'_, '_> {
    /// The number of a paragraph that is printed with the letter l for 1, or without its point: it is the next one, and the paragraph
    /// behind it has the next, or its words begin like those of an operative paragraph.
    pub(super) fn slip_in_number(&self, line: &Line, below: &[Line]) -> Option<Label> {
        if !self.has_preamble() || !self.unwrapped {
            return None;
        }
        let words = self.builder.words(line.words);
        let (number, length) = if words.starts_with("l. ") || words.starts_with("l.\t") {
            (1, "l.".len())
        } else {
            unpointed(words).filter(|_| line.label.is_none())?
        };
        let before = self.open.number().map_or(0, |open| open.place());
        if !self.ended || before + 1 != number {
            return None;
        }
        let mut numbers = below.iter().take(AHEAD).filter_map(|line| match line.label {
            Some(Label { kind: LabelKind::Number(numeral, None), .. }) => Some(numeral.value()),
            Some(_) => None,
            None => unpointed(self.builder.words(line.words)).map(|(number, _)| number),
        });
        let opens = || self.language.is_some_and(|language| opens_operative(words[length..].trim_start(), language));
        let between = numbers.next() == Some(number + 1) || opens();
        let numeral = Numeral::new(number, NumeralStyle::Arabic).filter(|_| between)?;
        Some(Label { kind: LabelKind::Number(numeral, None), length })
    }
}

impl Reader<'_, '_> {
    /// The number with one bracket behind it that is an item, as English prints `(1)`: the first below a paragraph that announces a
    /// list, or the next of such a list.
    pub(super) fn item_with_one_bracket(&self, line: &Line) -> Option<Label> {
        let Label { kind: LabelKind::Number(numeral, None), length } = line.label? else { return None };
        let bracketed = self.builder.words(line.words)[..length].ends_with([')', '）']);
        let item = ItemLabel { bracketed: Some(numeral), ..ItemLabel::default() };
        let fits = match numeral.value() {
            1 => self.is_announced(),
            _ => self.open.expects(item),
        };
        let fits = bracketed && fits && self.open.number().is_some();
        fits.then_some(Label { kind: LabelKind::Item(item), length })
    }
}

/// The number at the start of a line without a point behind it, and its length: `7 Decides`.
fn unpointed(words: &str) -> Option<(u32, usize)> {
    let digits = words.find(|c| !is_digit(c)).filter(|&digits| words[digits..].starts_with([' ', '\t']))?;
    Some((words[..digits].parse::<Numeral>().ok()?.value(), digits))
}
