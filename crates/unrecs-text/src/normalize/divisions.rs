//! The divisions of a document: their identifiers, what their headings say, and where numbers count.

use super::{Division, DivisionKind, Meeting, ParsedValue};
use crate::finding::Span;
use crate::language::{Language, headings};
use crate::parse::{Printed, RawDivision, RawParagraph};

/// What the division needs of the document that it is part of.
pub(super) struct Of<'d> {
    /// Key of the document.
    pub document_id: &'d str,
    /// Key of the issuing body.
    pub body_id: &'d str,
    /// Its language.
    pub language: Option<&'static Language>,
    /// Its text.
    pub text: &'d str,
}

/// Every division with its names. `clean` gives the words of a stretch of the text.
pub(super) fn divisions(raw: &[RawDivision], of: &Of<'_>, clean: &impl Fn(Span) -> String) -> Vec<Division> {
    let mut divisions: Vec<Division> = Vec::with_capacity(raw.len());
    // How many annexes, appendices, tables and sections without a numeral stand in each division, and in the document.
    let mut counted = vec![[0_u32; 4]; raw.len() + 1];
    for one in raw {
        let above = one.parent.map(|parent| &divisions[parent]);
        let counter = &mut counted[one.parent.map_or(0, |parent| parent + 1)];
        let name = name(one, counter);
        let meeting = of.language.and_then(|language| meeting(one, language, of.text));
        let path = match (&meeting, one.kind) {
            (Some(meeting), _) => format!("{}-m{}", of.body_id, meeting.ordinal),
            (None, DivisionKind::Body) => of.document_id.to_owned(),
            _ => format!("{}-{}", above.map_or(of.document_id, |above| &above.path), name.identifier),
        };
        let division_id = match one.kind {
            DivisionKind::Body => format!("{path}-body"),
            _ => path.clone(),
        };
        let eid = match above.filter(|above| above.kind != DivisionKind::Body) {
            Some(above) => format!("{}__{}", above.eid, name.eid),
            None => name.eid,
        };
        divisions.push(Division {
            division_id,
            kind: one.kind,
            parent: one.parent,
            level: above.map_or(1, |above| above.level + 1),
            number: one
                .numeral
                .map(|(_, at)| of.text[at.range()].trim_matches(['.', '．', '、', '(', ')', '*', '\\']).to_owned()),
            heading: one.heading.map(clean).filter(|heading| !heading.is_empty()),
            eid,
            meeting,
            numeral: one.numeral.map(|(numeral, at)| (i64::from(numeral.place()), at)),
            heading_span: one.heading,
            span: one.span,
            path,
        });
    }
    divisions
}

/// What a division adds to the names of the one above.
struct Name {
    identifier: String,
    eid: String,
}

fn name(one: &RawDivision, [annexes, appendices, tables, sections]: &mut [u32; 4]) -> Name {
    let alike = |identifier: &str| Name { identifier: identifier.to_owned(), eid: identifier.to_owned() };
    let printed = one.numeral.map(|(numeral, _)| numeral);
    let numbered = |word: &str, counter: &mut u32| {
        *counter += 1;
        let number = printed.map(Printed::suffix).or((*counter > 1).then(|| counter.to_string()));
        match number {
            Some(number) => Name { identifier: format!("{word}{number}"), eid: format!("{word}_{number}") },
            None => alike(word),
        }
    };
    match one.kind {
        DivisionKind::Preface => alike("preface"),
        DivisionKind::Preamble => alike("preamble"),
        DivisionKind::Body => alike("body"),
        DivisionKind::Annex => numbered("annex", annexes),
        DivisionKind::Appendix => numbered("appendix", appendices),
        DivisionKind::Table => {
            *tables += 1;
            Name { identifier: format!("t{tables}"), eid: format!("table_{tables}") }
        }
        DivisionKind::Section | DivisionKind::Part | DivisionKind::Meeting => {
            let element = if one.kind == DivisionKind::Part { "part" } else { "sec" };
            match printed {
                Some(printed) => {
                    let identifier = printed.suffix();
                    let number = if printed.is_arabic() { identifier.clone() } else { identifier.to_ascii_uppercase() };
                    Name { eid: format!("{element}_{number}"), identifier }
                }
                None => {
                    *sections += 1;
                    Name { identifier: format!("s{sections}"), eid: format!("{element}_s{sections}") }
                }
            }
        }
    }
}

fn meeting(one: &RawDivision, language: &'static Language, text: &str) -> Option<Meeting> {
    let (ordinal, ordinal_span) = one.ordinal?;
    let span = one.heading?;
    let heading = &text[span.range()];
    let parts = headings::take_apart(heading, language);
    // Of several parts that may be the place, it is the one beside the dates.
    let dates = parts.dates.as_ref().map_or(heading.len(), |found| found.at.start);
    let place = parts.others.iter().rposition(|part| part.end <= dates).or((!parts.others.is_empty()).then_some(0));
    let is_place = |index: usize| Some(index) == place;
    let leftovers = parts.others.iter().enumerate().filter(|&(index, _)| !is_place(index));
    Some(Meeting {
        ordinal: i32::try_from(ordinal).unwrap_or(i32::MAX),
        ordinal_span,
        place: place.map(|index| heading[parts.others[index].clone()].to_owned()),
        leftovers: leftovers.map(|(_, part)| span.within(part)).collect(),
        dates: parts.dates.map(|found| ParsedValue::new(found.dates, span.within(&found.at))),
    })
}

/// The division in which the numbers of each paragraph count. It is the meeting, the resolution of a set, the annex or appendix; a section where the
/// numbers begin again in it or in one beside it; else the body.
pub(super) fn scopes(divisions: &[Division], paragraphs: &[RawParagraph]) -> Vec<usize> {
    let is_base = |kind| {
        matches!(kind, DivisionKind::Meeting | DivisionKind::Part | DivisionKind::Annex | DivisionKind::Appendix)
    };
    let body = divisions.iter().position(|division| division.kind == DivisionKind::Body).unwrap_or(0);
    let chain = |division: usize| {
        let mut chain: Vec<usize> = std::iter::successors(Some(division), |&one| divisions[one].parent).collect();
        chain.reverse();
        chain
    };
    // Whether the numbers begin again in the divisions directly below each.
    let mut restarts = vec![false; divisions.len()];
    let mut before: Option<usize> = None;
    for paragraph in paragraphs {
        let Some(Printed::Number(numeral, None)) = paragraph.standing.number else { continue };
        if let Some(before) = before.replace(paragraph.division).filter(|_| numeral.value() == 1)
            && before != paragraph.division
        {
            let (one, other) = (chain(before), chain(paragraph.division));
            let shared = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
            if let Some(shared) = shared.checked_sub(1) {
                restarts[one[shared]] = true;
            }
        }
    }
    let scope = |division: usize| {
        let mut above = std::iter::successors(Some(division), |&one| divisions[one].parent);
        above
            .find(|&one| is_base(divisions[one].kind) || divisions[one].parent.is_some_and(|parent| restarts[parent]))
            .unwrap_or(body)
    };
    let scopes: Vec<usize> = (0..divisions.len()).map(scope).collect();
    paragraphs.iter().map(|paragraph| scopes[paragraph.division]).collect()
}

impl Division {
    /// What the identifiers begin with of the paragraphs whose numbers count here.
    pub(super) fn path(&self) -> &str {
        &self.path
    }
}
