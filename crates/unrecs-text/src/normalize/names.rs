//! What the paragraphs of a document are called, in one text: identifier, printed label and Akoma Ntoso identifier of each.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use super::{Division, DivisionKind, Paragraph, ParagraphKind};
use crate::parse::{Printed, RawParagraph};
use crate::value::numeral::SUPERSCRIPT_DIGITS;

/// The names of all paragraphs, one behind the other: a document has thousands of paragraphs, and each would have three small texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    text: String,
    /// How many paragraphs without a number each division has, and how many preambular paragraphs each scope.
    unnumbered: Vec<u32>,
    preambular: Vec<u32>,
    /// How many items without a number each paragraph has.
    bullets: HashMap<usize, u32>,
    /// The marks of footnotes so far.
    marks: HashSet<String>,
}

/// Where the names of a paragraph stand, each behind the one before: identifier, label, `eid`.
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

/// Where a paragraph stands that is to be named.
pub(super) struct Place<'d> {
    /// All divisions.
    pub divisions: &'d [Division],
    /// The one in which its number counts.
    pub scope: usize,
    /// The paragraph above it.
    pub parent: Option<&'d Paragraph>,
    /// The mark of a footnote as printed.
    pub mark: &'d str,
}

impl Names {
    /// No names yet, with room for those of this many paragraphs.
    pub(super) fn with_room_for(paragraphs: usize, divisions: usize) -> Self {
        const OF_ONE: usize = 40;
        Self {
            text: String::with_capacity(paragraphs.saturating_mul(OF_ONE)),
            unnumbered: vec![0; divisions],
            preambular: vec![0; divisions],
            ..Self::default()
        }
    }

    /// Names the next paragraph.
    pub(super) fn add(&mut self, raw: &RawParagraph, place: &Place<'_>) -> Name {
        let start = self.text.len();
        let scope = &place.divisions[place.scope];
        let lengths = match (raw.kind, raw.standing.number, place.parent) {
            (_, Some(printed), Some(parent)) => {
                let suffix = printed.suffix();
                let point = format!("__list_1__point_{suffix}");
                let label = match printed {
                    Printed::Decimal(_) => [".", &suffix, ""],
                    _ => ["(", &suffix, ")"],
                };
                let added = [["-", &suffix, ""], label, [&point, "", ""]];
                let above = parent.name.ranges();
                std::array::from_fn(|index| self.append_below(above[index].clone(), added[index]))
            }
            (ParagraphKind::Item, None, Some(parent)) => {
                let number = next(self.bullets.entry(parent.index).or_insert(0));
                let point = format!("__list_1__point_u{number}");
                let above = parent.name.ranges();
                let added = [["-u", &number, ""], ["", "", ""], [&point, "", ""]];
                std::array::from_fn(|index| self.append_below(above[index].clone(), added[index]))
            }
            (ParagraphKind::Footnote, ..) => {
                let mark = mark(place.mark);
                // Where marks start again, the division tells them apart.
                let division = &place.divisions[raw.division];
                let (prefix, eid) = match self.marks.insert(mark.clone()) {
                    true => (path_of_document(place.divisions), "fn_".to_owned()),
                    false => (division.division_id.as_str(), format!("{}__fn_", division.eid)),
                };
                let printed = place.mark.replace('\\', "");
                [[prefix, "-fn", &mark], [&printed, "", ""], [&eid, &mark, ""]].map(|parts| self.append(parts))
            }
            (ParagraphKind::Preambular, ..) => {
                let number = next(&mut self.preambular[place.scope]);
                let eid = format!("{}p_", below(scope, "preamble__"));
                [[scope.path(), "-pp", &number], ["", "", ""], [&eid, &number, ""]].map(|parts| self.append(parts))
            }
            (kind, Some(printed), None) => {
                let number = printed.suffix();
                let of_meeting = kind == ParagraphKind::Recommendation && scope.meeting.is_some();
                let letter = if of_meeting { "-r" } else { "-p" };
                let eid = below(scope, "");
                [[scope.path(), letter, &number], [&number, "", ""], [&eid, "para_", &number]]
                    .map(|parts| self.append(parts))
            }
            (ParagraphKind::Operative, None, None) => {
                let eid = below(scope, "");
                [[scope.path(), "-p1", ""], ["", "", ""], [&eid, "para_1", ""]].map(|parts| self.append(parts))
            }
            (_, None, _) => {
                let division = &place.divisions[raw.division];
                let number = next(&mut self.unnumbered[raw.division]);
                let eid = below(division, "");
                [[division.division_id.as_str(), "-u", &number], ["", "", ""], [&eid, "p_", &number]]
                    .map(|parts| self.append(parts))
            }
        };
        Name { start, lengths }
    }

    /// `<body>-m<meeting>-r<number>`, then `-<letter>` for each level below.
    pub(super) fn identifier(&self, name: Name) -> &str {
        let [identifier, _, _] = name.ranges();
        &self.text[identifier]
    }

    /// The number as printed, in one spelling; empty where it has none.
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

    /// Appends the name of the paragraph above and what an item adds to it.
    fn append_below(&mut self, above: Range<usize>, parts: [&str; 3]) -> u32 {
        let copied = length(above.len());
        self.text.extend_from_within(above);
        copied + self.append(parts)
    }
}

/// The key of the document, with which the path of its body begins.
fn path_of_document(divisions: &[Division]) -> &str {
    let first = divisions.first().map_or("", |first| first.path());
    first.strip_suffix("-preface").unwrap_or(first)
}

/// What an `eid` in a division begins with.
fn below(division: &Division, element: &str) -> String {
    match division.kind {
        DivisionKind::Body => element.to_owned(),
        _ => format!("{}__{element}", division.eid),
    }
}

fn next(counter: &mut u32) -> String {
    *counter += 1;
    counter.to_string()
}

/// The mark of a footnote as an identifier: digits and small letters; stars are counted.
fn mark(printed: &str) -> String {
    let stars = printed.chars().filter(|&c| c == '*').count();
    if stars > 0 {
        return "star".repeat(stars);
    }
    let digit =
        |c: char| SUPERSCRIPT_DIGITS.into_iter().zip('0'..='9').find(|&(one, _)| one == c).map(|(_, digit)| digit);
    let plain = printed.chars().map(|c| digit(c).unwrap_or(c)).filter(char::is_ascii_alphanumeric);
    plain.map(|c| c.to_ascii_lowercase()).collect()
}

/// A name grows by a few characters a level, and there are few levels.
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("the name of a paragraph is no text of gigabytes")
}
