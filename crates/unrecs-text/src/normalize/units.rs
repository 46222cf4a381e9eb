//! Recommendations and items: identifiers, counts, words, and what they say on their own and with their chapeau.

use std::ops::Range;

use super::norms::{self, Norms, Reading};
use super::{Addressee, Modality, Normalized, Role, Unit, Words, text};
use crate::finding::{Span, narrow, wide};
use crate::language::Language;
use crate::parse::{RawUnit, Segment, SegmentKind};
use crate::source::Source;

impl Normalized {
    /// Adds the units in document order, and counts those of each meeting.
    pub(super) fn add_units(&mut self, raw: Vec<RawUnit>, language: Option<&'static Language>) {
        let mut has_items = vec![false; raw.len()];
        raw.iter().filter_map(|unit| unit.standing.parent).for_each(|parent| has_items[parent] = true);
        for (index, raw) in raw.into_iter().enumerate() {
            let Some(meeting) = self.sections[raw.section].meeting else { continue };
            let parent = raw.standing.parent.map(|parent| &self.units[parent]);
            let (role, reading) = match parent {
                Some(_) => (Role::Item, Reading::Item),
                None if has_items[index] => (Role::Chapeau, Reading::Recommendation),
                None => (Role::Recommendation, Reading::Recommendation),
            };
            match role {
                Role::Item => self.meetings[meeting].item_count += 1,
                Role::Chapeau | Role::Recommendation => self.meetings[meeting].recommendation_count += 1,
            }
            let words = words(&self.source, &self.segments, raw.segments.clone(), index);
            let text = words.text(&self.source);
            let norms = language.map(|language| norms::read(text, language, reading)).unwrap_or_default();
            let own = norms.verb.as_ref().map(|(modality, _)| *modality);
            let printed = raw.standing.number;
            let place = i32::try_from(printed.place()).unwrap_or(i32::MAX);
            self.units.push(Unit {
                index,
                segments: narrow(&raw.segments),
                name: self.names.add(printed, parent, &self.meetings[meeting]),
                addressees: add_addressees(&norms, parent, &mut self.addressees),
                meeting,
                parent: raw.standing.parent,
                level: i32::try_from(raw.standing.level).unwrap_or(i32::MAX),
                number: parent.map_or(place, |parent| parent.number),
                ordinal: i64::from(printed.place()),
                label_span: raw.label,
                role,
                modality: own.unwrap_or(if role == Role::Item { Modality::Inherit } else { Modality::None }),
                effective_modality: own.unwrap_or(parent.map_or(Modality::None, |parent| parent.effective_modality)),
                considers: norms.considers || (own.is_none() && parent.is_some_and(|parent| parent.considers)),
                verb: norms.verb.map(|(_, at)| narrow(&at)),
                span: raw.span,
                words,
            });
        }
    }
}

/// The pieces of the source that make the words of a unit.
pub fn pieces(segments: &[Segment], range: Range<usize>, unit: usize) -> impl Iterator<Item = Span> + '_ {
    let own = move |segment: &&Segment| segment.kind == SegmentKind::Recommendation && segment.unit() == Some(unit);
    segments[range].iter().filter(own).map(|segment| segment.span())
}

fn words(source: &Source, segments: &[Segment], range: Range<usize>, unit: usize) -> Words {
    let mut found = pieces(segments, range.clone(), unit);
    match (found.next(), found.next()) {
        (None, _) => Words::Joined("".into()),
        (Some(stretch), None) => Words::Stretch(stretch),
        (Some(_), Some(_)) => Words::Joined(text::join(source.text(), pieces(segments, range, unit)).into()),
    }
}

/// Adds the actors that the words name; where they name none, those of the unit above.
fn add_addressees(norms: &Norms, parent: Option<&Unit>, all: &mut Vec<Addressee>) -> Range<u32> {
    let start = all.len();
    let own = norms.addressees.iter();
    all.extend(own.map(|(code, at)| Addressee { code, surface: Some(narrow(at)) }));
    let above = parent.filter(|_| norms.addressees.is_empty());
    for above in above.map_or(0..0, |parent| wide(&parent.addressees)) {
        all.push(Addressee { code: all[above].code, surface: None });
    }
    narrow(&(start..all.len()))
}
