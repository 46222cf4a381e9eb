//! One document with its references: the stage's function, and what the later stages may ask of its result.

use std::ops::Range;

use super::text::{Names, Reading};
use super::{Accounts, Grammar, Kind, References, Status};
use crate::finding::Span;
use crate::normalize::{Normalized, Unit};

/// One document with the references of its units. Made by [`resolve`] alone.
#[derive(Debug, Clone)]
pub struct Resolved {
    normalized: Normalized,
    references: Vec<References>,
    accounts: Accounts,
}

/// Finds what every unit refers to.
pub fn resolve(normalized: Normalized, grammar: &Grammar<'_>) -> Resolved {
    let facts = normalized.facts();
    let reading = facts.language.and_then(|language| Reading::new(grammar, language, Some(&facts.body_id)));
    let mut references = match reading {
        Some(reading) => read(&normalized, reading),
        None => vec![References::default(); normalized.units().len()],
    };
    recommendations(&normalized, &mut references);
    let mut accounts = Accounts::default();
    if let Some(language) = facts.language {
        for (unit, found) in normalized.units().iter().zip(&references) {
            accounts.add(normalized.text(unit), found, language);
        }
    }
    Resolved { normalized, references, accounts }
}

fn read(normalized: &Normalized, mut reading: Reading<'_, '_>) -> Vec<References> {
    let mut references = Vec::with_capacity(normalized.units().len());
    let mut names: Vec<Names> = Vec::with_capacity(normalized.units().len());
    let mut meeting = None;
    for unit in normalized.units() {
        if meeting != Some(unit.meeting) {
            reading.section();
            meeting = Some(unit.meeting);
        }
        let none = Names::default();
        let above = unit.parent.map_or(&none, |parent| &names[parent]);
        let (found, named) = reading.unit(normalized.text(unit), above);
        references.push(found);
        names.push(named);
    }
    references
}

/// Looks the numbers of recommendations up in the same meeting.
fn recommendations(normalized: &Normalized, references: &mut [References]) {
    for (unit, found) in normalized.units().iter().zip(references) {
        for reference in found.references.iter_mut().filter(|reference| reference.kind == Kind::Recommendation) {
            let Some(target) = &mut reference.recommendation else { continue };
            let fits = |other: &&Unit| {
                other.meeting == unit.meeting
                    && u32::try_from(other.number) == Ok(target.number)
                    && normalized.letter(other) == target.letter.as_deref()
                    && other.level == 1 + i32::from(target.letter.is_some())
            };
            let exists = normalized.units().iter().find(fits);
            target.recommendation_id = exists.map(|unit| normalized.recommendation_id(unit).to_owned());
            reference.status = if exists.is_some() { Status::Resolved } else { Status::OutOfRange };
        }
    }
}

impl Resolved {
    /// The document as normalized.
    pub fn normalized(&self) -> &Normalized {
        &self.normalized
    }

    /// What each unit refers to, in the order of [`Normalized::units`].
    pub fn references(&self) -> &[References] {
        &self.references
    }

    /// How everything that looks like a reference ended.
    pub fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// The source bytes behind bytes of a unit's text.
    pub fn source_span(&self, unit: &Unit, range: Range<usize>) -> Span {
        self.normalized.source_span(unit, range)
    }
}
