//! Recommendations and items: identifiers, counts, words, and what they say on their own and with their chapeau.

use std::ops::Range;

use super::norms::{self, Norms, Reading};
use super::{Addressee, Meeting, Modality, Role, Unit, Words, text};
use crate::finding::Span;
use crate::language::Language;
use crate::parse::{Printed, RawUnit, Segment, SegmentKind};
use crate::source::Source;
use crate::value::{Numeral, NumeralStyle};

/// What the units of a document stand in.
pub struct Context<'c> {
    /// The meetings; their counts are filled in here.
    pub meetings: &'c mut [Meeting],
    /// Index of the meeting of each section.
    pub meeting_of_section: Vec<Option<usize>>,
    /// The language of the text.
    pub language: Option<&'static Language>,
}

/// Every unit of a document, in document order.
pub fn units(source: &Source, segments: &[Segment], raw: Vec<RawUnit>, context: Context<'_>) -> Vec<Unit> {
    let mut has_items = vec![false; raw.len()];
    raw.iter().filter_map(|unit| unit.standing.parent).for_each(|parent| has_items[parent] = true);
    let mut units: Vec<Unit> = Vec::with_capacity(raw.len());
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
        let names = Names::of(raw.standing.number, parent, meeting);
        let role = match parent {
            Some(_) => Role::Item,
            None if has_items[index] => Role::Chapeau,
            None => Role::Recommendation,
        };
        units.push(Unit {
            index,
            segments: raw.segments,
            recommendation_id: names.recommendation_id,
            meeting: meeting_index,
            parent: raw.standing.parent,
            level: i32::try_from(raw.standing.level).unwrap_or(i32::MAX),
            number: names.number,
            letter: names.letter,
            label: names.label,
            ordinal: i64::from(raw.standing.number.place()),
            label_span: raw.label,
            role,
            modality: modality(&norms, parent),
            effective_modality: effective(&norms, parent),
            considers: norms.considers || (norms.verb.is_none() && parent.is_some_and(|parent| parent.considers)),
            addressees: addressees(&norms, parent),
            verb: norms.verb.map(|(_, at)| at),
            eid: names.eid,
            span: raw.span,
            words,
        });
    }
    units
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

/// What a unit is called.
struct Names {
    recommendation_id: String,
    number: i32,
    letter: Option<String>,
    label: String,
    eid: String,
}

impl Names {
    fn of(printed: Printed, parent: Option<&Unit>, meeting: &Meeting) -> Self {
        let Some(parent) = parent else {
            let number = printed.place();
            let printed = number.to_string();
            return Self {
                recommendation_id: [&meeting.meeting_id, "-r", &printed].concat(),
                number: i32::try_from(number).unwrap_or(i32::MAX),
                letter: None,
                eid: [&meeting.eid, "__para_", &printed].concat(),
                label: printed,
            };
        };
        // The same in every language: what Chinese prints as (二) below the letters, English prints as (ii).
        let letter = match printed {
            Printed::Letter(letter) => letter.to_string(),
            Printed::Number(numeral) | Printed::Roman(numeral) | Printed::Chinese(numeral) => {
                Numeral::new(numeral.value(), NumeralStyle::RomanLower).unwrap_or(numeral).to_string()
            }
        };
        Self {
            recommendation_id: [&parent.recommendation_id, "-", &letter].concat(),
            number: parent.number,
            label: [&parent.label, "(", &letter, ")"].concat(),
            eid: [&parent.eid, "__list_1__point_", &letter].concat(),
            letter: Some(letter),
        }
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

/// The actors that the words name; where they name none, those of the unit above.
fn addressees(norms: &Norms, parent: Option<&Unit>) -> Vec<Addressee> {
    let own = norms.addressees.iter();
    let own: Vec<_> = own.map(|(code, at)| Addressee { code, inherited: false, surface: Some(at.clone()) }).collect();
    match parent {
        Some(parent) if own.is_empty() => parent
            .addressees
            .iter()
            .map(|above| Addressee { code: above.code, inherited: true, surface: None })
            .collect(),
        _ => own,
    }
}
