//! What the units of a document are called, in one text: identifier, printed label and Akoma Ntoso identifier of each.

use std::ops::Range;

use super::{Meeting, Unit};
use crate::parse::Printed;
use crate::value::{Numeral, NumeralStyle};

/// The names of all units, one behind the other: a document has thousands of units, and each would have three small texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    text: String,
}

/// Where the names of a unit stand, each behind the one before: identifier, label, `eid`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    start: usize,
    lengths: [u32; 3],
}

impl Name {
    fn ranges(self) -> [Range<usize>; 3] {
        let mut end = self.start;
        self.lengths.map(|length| {
            let start = end;
            end += length as usize;
            start..end
        })
    }
}

impl Names {
    /// No names yet, with room for those of this many units.
    pub(super) fn with_room_for(units: usize) -> Self {
        const OF_ONE: usize = 40;
        Self { text: String::with_capacity(units.saturating_mul(OF_ONE)) }
    }

    /// Names a recommendation of a meeting, or an item under the unit above it.
    pub(super) fn add(&mut self, printed: Printed, parent: Option<&Unit>, meeting: &Meeting) -> Name {
        let start = self.text.len();
        let lengths = match parent {
            None => {
                let mut digits = itoa::Buffer::new();
                let number = digits.format(printed.place());
                [[meeting.meeting_id.as_str(), "-r", number], [number, "", ""], [&meeting.eid, "__para_", number]]
                    .map(|parts| self.append(parts))
            }
            Some(parent) => {
                let letter = letter(printed);
                let added = [["-", &letter, ""], ["(", &letter, ")"], ["__list_1__point_", &letter, ""]];
                let above = parent.name.ranges();
                std::array::from_fn(|index| self.append_below(above[index].clone(), added[index]))
            }
        };
        Name { start, lengths }
    }

    /// `<body>-m<meeting>-r<number>`, then `-<letter>` for each level below.
    pub(super) fn identifier(&self, name: Name) -> &str {
        let [identifier, _, _] = name.ranges();
        &self.text[identifier]
    }

    /// The number as printed, in one spelling.
    pub(super) fn label(&self, name: Name) -> &str {
        let [_, label, _] = name.ranges();
        &self.text[label]
    }

    /// Akoma Ntoso identifier.
    pub(super) fn eid(&self, name: Name) -> &str {
        let [_, _, eid] = name.ranges();
        &self.text[eid]
    }

    /// Appends a name made of these parts, and gives its length.
    fn append(&mut self, parts: [&str; 3]) -> u32 {
        let before = self.text.len();
        parts.iter().for_each(|part| self.text.push_str(part));
        length(self.text.len() - before)
    }

    /// Appends the name of the unit above and what an item adds to it.
    fn append_below(&mut self, above: Range<usize>, parts: [&str; 3]) -> u32 {
        let copied = length(above.len());
        self.text.extend_from_within(above);
        copied + self.append(parts)
    }
}

/// A name grows by a few characters a level, and there are four levels at most.
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("the name of a unit is no text of gigabytes")
}

/// The same in every language: what Chinese prints as (二) below the letters, English prints as (ii).
fn letter(printed: Printed) -> String {
    match printed {
        Printed::Letter(letter) => letter.to_string(),
        Printed::Number(numeral) | Printed::Roman(numeral) | Printed::Chinese(numeral) => {
            Numeral::new(numeral.value(), NumeralStyle::RomanLower).unwrap_or(numeral).to_string()
        }
    }
}
