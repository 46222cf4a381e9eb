//! Numbers that a slip of the hand made unlike the others: what stands around them shows what they are.

use super::{AHEAD, Reader};
use crate::parse::label::{Label, LabelKind};
use crate::parse::line::Line;
use crate::value::numeral::is_digit;
use crate::value::{Numeral, NumeralStyle};

impl Reader<'_, '_> {
    /// The number of a paragraph that is printed with the letter l for 1, or without its point: the paragraphs before and behind it
    /// have the numbers around it.
    pub(super) fn slip_in_number(&self, line: &Line, below: &[Line]) -> Option<Label> {
        if !self.has_preamble() || !self.unwrapped {
            return None;
        }
        let words = self.builder.words(line.words);
        let (number, length) = if words.starts_with("l. ") || words.starts_with("l.\t") {
            (1, "l.".len())
        } else if line.label.is_none() {
            let digits = words.find(|c| !is_digit(c)).filter(|&digits| words[digits..].starts_with([' ', '\t']))?;
            (words[..digits].parse::<Numeral>().ok()?.value(), digits)
        } else {
            return None;
        };
        let before = self.open.number().map_or(0, |open| open.place());
        let mut numbers = below.iter().take(AHEAD).filter_map(|line| match line.label?.kind {
            LabelKind::Number(numeral, None) => Some(numeral.value()),
            _ => None,
        });
        let between = self.ended && before + 1 == number && numbers.next() == Some(number + 1);
        let numeral = Numeral::new(number, NumeralStyle::Arabic).filter(|_| between)?;
        Some(Label { kind: LabelKind::Number(numeral, None), length })
    }
}
