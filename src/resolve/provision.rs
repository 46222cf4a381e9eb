//! A provision that a text refers to, in canonical numbers.

use crate::language::Unit;
use crate::registry::ProvisionPath;

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
