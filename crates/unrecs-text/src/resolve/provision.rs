//! A provision that a text refers to, in canonical numbers.

use super::cursor::Label;
use super::places::Place;
use crate::language::{self, Unit};
use crate::registry::{Instrument, ProvisionPath};

/// A provision in canonical numbers. Large datasets have millions, so that all its numbers are in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    unit: Unit,
    /// Number, annex, paragraph, point and end of the range, each empty where there is none.
    parts: Box<str>,
}

/// Stands between the parts, in none of them, and is no character of a document.
const BETWEEN: char = '\u{1F}';

/// The parts of a provision as printed; see the methods of [`Provision`].
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub number: String,
    pub annex: Option<String>,
    pub paragraph: Option<String>,
    pub point: Option<String>,
    pub range_end: Option<String>,
}

impl Provision {
    pub(super) fn new(unit: Unit, parts: Parts) -> Self {
        let Parts { number, annex, paragraph, point, range_end } = parts;
        let mut joined = number;
        for part in [annex, paragraph, point, range_end] {
            joined.push(BETWEEN);
            joined.push_str(&part.unwrap_or_default());
        }
        Self { unit, parts: joined.into() }
    }

    /// What it is.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// `6`, `24bis`; chapters and annexes in arabic digits too.
    pub fn number(&self) -> &str {
        self.part(0).unwrap_or_default()
    }

    /// Number of the annex that it is in.
    pub fn annex(&self) -> Option<&str> {
        self.part(1)
    }

    /// Number of the paragraph.
    pub fn paragraph(&self) -> Option<&str> {
        self.part(2)
    }

    /// `a`, `a(ii)`
    pub fn point(&self) -> Option<&str> {
        self.part(3)
    }

    /// The last of a range that begins with the smallest part given.
    pub fn range_end(&self) -> Option<&str> {
        self.part(4)
    }

    /// Where it stands, for identifiers.
    pub fn path(&self) -> ProvisionPath<'_> {
        ProvisionPath {
            annex: self.annex(),
            unit: self.unit,
            number: self.number(),
            paragraph: self.paragraph(),
            point: self.point(),
        }
    }

    fn part(&self, index: usize) -> Option<&str> {
        self.parts.split(BETWEEN).nth(index).filter(|part| !part.is_empty())
    }
}

/// A place in canonical numbers; the instrument says what its parts are called.
pub(super) fn provision(place: &Place, instrument: Option<&Instrument>, language: &str) -> Provision {
    let levels = &place.levels;
    let at = |unit: Unit| levels.iter().find(|(one, _)| *one == unit).map(|(_, label)| label);
    let order = |unit| levels.iter().position(|(one, _)| *one == unit);
    let swapped = instrument.is_some_and(|instrument| swaps(instrument, language))
        || matches!((order(Unit::Point), order(Unit::Paragraph)), (Some(point), Some(paragraph)) if point < paragraph);
    let main = levels.iter().find(|(unit, _)| *unit == Unit::Article || *unit == Unit::Rule).or(levels.first());
    let (unit, number) = main.map_or((Unit::Article, String::new()), |(unit, label)| (*unit, label.as_number()));
    let (paragraph, point) = if swapped { (Unit::Point, Unit::Paragraph) } else { (Unit::Paragraph, Unit::Point) };
    let part = |part: Unit, print: fn(&Label) -> String| at(part).filter(|_| part != unit).map(print);
    let mut letters = part(point, Label::as_point);
    if let Some(below) = part(Unit::Subpoint, Label::as_subpoint) {
        letters = Some(format!("{}({below})", letters.unwrap_or_default()));
    }
    let last = levels.last().map_or(unit, |(unit, _)| *unit);
    let print = match last {
        _ if last == unit || last == paragraph => Label::as_number,
        Unit::Subpoint => Label::as_subpoint,
        _ => Label::as_point,
    };
    let rules = instrument.is_some_and(|instrument| instrument.numbers_rules);
    let parts = Parts {
        annex: at(Unit::Annex).filter(|_| unit != Unit::Annex).map(Label::as_number),
        number,
        paragraph: part(paragraph, Label::as_number),
        point: letters,
        range_end: place.range_end.as_ref().map(print),
    };
    Provision::new(if rules && unit == Unit::Article { Unit::Rule } else { unit }, parts)
}

/// Whether an instrument calls its paragraphs what others call points: 项 in the Charter.
fn swaps(instrument: &Instrument, language: &str) -> bool {
    let units = language::by_tag(language).map_or(&[][..], |language| language.references.units);
    let word = instrument.parts_in(language).map(|parts| parts.paragraph.as_str());
    word.is_some_and(|word| units.iter().any(|unit| unit.form == word && unit.unit == Unit::Point))
}
