//! Recommendations and items: identifiers, counts, words, and what they say on their own and with their chapeau.

use std::ops::Range;

use super::names::Names;
use super::norms::{self, Norms, Reading};
use super::{Addressee, Meeting, Modality, Role, Unit, Words, narrow, text, wide};
use crate::finding::Span;
use crate::language::Language;
use crate::parse::{RawUnit, Segment, SegmentKind};
use crate::source::Source;

/// What the units of a document stand in.
pub struct Context<'c> {
    /// The meetings; their counts are filled in here.
    pub meetings: &'c mut [Meeting],
    /// Index of the meeting of each section.
    pub meeting_of_section: Vec<Option<usize>>,
    /// The language of the text.
    pub language: Option<&'static Language>,
}

/// The units of a document, in document order, and what they share.
pub struct Units {
    pub units: Vec<Unit>,
    pub names: Names,
    pub addressees: Vec<Addressee>,
}

/// Every unit of a document.
pub fn units(source: &Source, segments: &[Segment], raw: Vec<RawUnit>, context: Context<'_>) -> Units {
    let mut has_items = vec![false; raw.len()];
    raw.iter().filter_map(|unit| unit.standing.parent).for_each(|parent| has_items[parent] = true);
    let mut units: Vec<Unit> = Vec::with_capacity(raw.len());
    let mut names = Names::with_room_for(raw.len());
    let mut addressees = Vec::with_capacity(raw.len());
    for (index, raw) in raw.into_iter().enumerate() {
        let Some(meeting_index) = context.meeting_of_section[raw.section] else { continue };
        let meeting = &mut context.meetings[meeting_index];
        let parent = raw.standing.parent.map(|parent| &units[parent]);
        match parent {
            None => meeting.recommendation_count += 1,
            Some(_) => meeting.item_count += 1,
        }
        let words = words(source, segments, raw.segments.clone(), index);
        let text = words.text(source);
        let reading = if parent.is_none() { Reading::Recommendation } else { Reading::Item };
        let norms = context.language.map(|language| norms::read(text, language, reading)).unwrap_or_default();
        let name = names.add(raw.standing.number, parent, meeting);
        let role = match parent {
            Some(_) => Role::Item,
            None if has_items[index] => Role::Chapeau,
            None => Role::Recommendation,
        };
        units.push(Unit {
            index,
            segments: narrow(raw.segments),
            name,
            addressees: add_addressees(&norms, parent, &mut addressees),
            meeting: meeting_index,
            parent: raw.standing.parent,
            level: i32::try_from(raw.standing.level).unwrap_or(i32::MAX),
            number: parent
                .map_or_else(|| i32::try_from(raw.standing.number.place()).unwrap_or(i32::MAX), |parent| parent.number),
            ordinal: i64::from(raw.standing.number.place()),
            label_span: raw.label,
            role,
            modality: modality(&norms, parent),
            effective_modality: effective(&norms, parent),
            considers: norms.considers || (norms.verb.is_none() && parent.is_some_and(|parent| parent.considers)),
            verb: norms.verb.map(|(_, at)| narrow(at)),
            span: raw.span,
            words,
        });
    }
    Units { units, names, addressees }
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

fn modality(norms: &Norms, parent: Option<&Unit>) -> Modality {
    match (&norms.verb, parent) {
        (Some((norm, _)), _) => Modality::from(*norm),
        (None, Some(_)) => Modality::Inherit,
        (None, None) => Modality::None,
    }
}

fn effective(norms: &Norms, parent: Option<&Unit>) -> Modality {
    match (&norms.verb, parent) {
        (Some((norm, _)), _) => Modality::from(*norm),
        (None, Some(parent)) => parent.effective_modality,
        (None, None) => Modality::None,
    }
}

/// Adds the actors that the words name; where they name none, those of the unit above.
fn add_addressees(norms: &Norms, parent: Option<&Unit>, all: &mut Vec<Addressee>) -> Range<u32> {
    let start = all.len();
    let own = norms.addressees.iter();
    all.extend(own.map(|(code, at)| Addressee { code, surface: Some(narrow(at.clone())) }));
    if let Some(parent) = parent.filter(|_| norms.addressees.is_empty()) {
        for above in wide(parent.addressees.clone()) {
            let code = all[above].code;
            all.push(Addressee { code, surface: None });
        }
    }
    narrow(start..all.len())
}
