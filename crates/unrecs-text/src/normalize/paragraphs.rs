//! Paragraphs: identifiers, words, and what they say on their own and with their chapeau.

use std::ops::Range;

use super::divisions::scopes;
use super::names;
use super::norms::{self, Norms, Reading};
use super::{Addressee, DivisionKind, Modality, Normalized, Paragraph, ParagraphKind, Role, Words, text};
use crate::acts::{self, Place};
use crate::extract::Rendition;
use crate::finding::{Span, narrow, wide};
use crate::language::Language;
use crate::language::acts::Act;
use crate::parse::{RawParagraph, Segment, SegmentKind};

impl Normalized {
    /// Adds the paragraphs in document order.
    pub(super) fn add_paragraphs(&mut self, raw: Vec<RawParagraph>, language: Option<&'static Language>) {
        let scopes = scopes(&self.divisions, &raw);
        let mut has_items = vec![false; raw.len()];
        raw.iter().filter_map(|paragraph| paragraph.standing.parent).for_each(|parent| has_items[parent] = true);
        for (index, raw) in raw.into_iter().enumerate() {
            let parent = raw.standing.parent.map(|parent| &self.paragraphs[parent]);
            let words = words(&self.source, &self.segments, raw.segments.clone(), index);
            let text = words.text(&self.source);
            let is_normative = match raw.kind {
                ParagraphKind::Recommendation | ParagraphKind::Operative => true,
                ParagraphKind::Item => parent.is_some_and(Paragraph::is_normative),
                ParagraphKind::Preambular | ParagraphKind::Text | ParagraphKind::Footnote => false,
            };
            let top = std::iter::successors(parent, |one| one.parent.map(|above| &self.paragraphs[above])).last();
            // 缔约国应考虑：(a) 审查法律, 请秘书长：(a) 支持各国: what another than the organ does is no act of the organ.
            let is_of_others = top.is_some_and(|top| {
                let mut acts = top.act.iter().chain(top.act_candidates);
                let mut asks = || acts.any(|act| act.asks_others()) && !top.addressees.is_empty();
                top.modality != Modality::None && (top.opening_verb.is_none() || asks())
            });
            let place = place(raw.kind).filter(|_| !is_of_others);
            let opening = place.zip(language).and_then(|(place, language)| acts::opening(text, language, place));
            // 请秘书处：…支持…: where verbs have one form, that of an item may be what the one above it is to do.
            let above_acts = raw.kind == ParagraphKind::Item
                && top.is_some_and(|top| top.opening_verb.is_some() && top.act != Some(Act::Decides));
            let has_one_form = language.is_some_and(|language| !language.spaced);
            let opening = opening.filter(|one| !above_acts || !has_one_form || !one.act.is_some_and(Act::may_be_asked));
            let read = |(reading, language)| norms::read(text, language, reading, opening.as_ref());
            let reading = match (raw.kind, top) {
                (ParagraphKind::Text, _) if has_norms(self.divisions[raw.division].kind) => Some(Reading::Text),
                // A heading of a list that says nothing of its own: `Subject to applicable international law:`.
                (ParagraphKind::Item, Some(top))
                    if top.kind == ParagraphKind::Text && top.modality == Modality::None =>
                {
                    Some(Reading::Text)
                }
                (kind, _) => reading(kind),
            };
            let norms = reading.zip(language).map(read).unwrap_or_default();
            let own = norms.verb.as_ref().map(|(modality, _)| *modality);
            let number = raw.standing.number.map(|printed| i32::try_from(printed.place()).unwrap_or(i32::MAX));
            let label = &self.source.text()[raw.label.range()];
            let of_name = names::Place { divisions: &self.divisions, scope: scopes[index], parent, mark: label };
            self.paragraphs.push(Paragraph {
                index,
                segments: narrow(&raw.segments),
                name: self.names.add(&raw, &of_name),
                addressees: add_addressees(&norms, parent, &mut self.addressees),
                kind: raw.kind,
                is_normative,
                // A footnote belongs where its mark stands.
                division: raw.marked_in.unwrap_or(raw.division),
                scope: scopes[index],
                parent: raw.standing.parent,
                level: i32::try_from(raw.standing.level).unwrap_or(i32::MAX),
                number: parent.map_or(number, |parent| parent.number),
                ordinal: number.map_or(0, i64::from),
                label_span: raw.label,
                role: if has_items[index] { Role::Chapeau } else { Role::Plain },
                modality: own.unwrap_or(if parent.is_some() { Modality::Inherit } else { Modality::None }),
                effective_modality: own.unwrap_or(parent.map_or(Modality::None, |parent| parent.effective_modality)),
                considers: norms.considers || (own.is_none() && parent.is_some_and(|parent| parent.considers)),
                negated: norms.negated || (own.is_none() && parent.is_some_and(|parent| parent.negated)),
                opening_verb: opening.as_ref().map(|opening| narrow(&opening.verb)),
                act: opening.as_ref().and_then(|opening| opening.act),
                act_candidates: opening.map_or(&[], |opening| opening.candidates),
                act_evidence: None,
                normative_verb: norms.verb.map(|(_, at)| narrow(&at)),
                span: raw.span,
                words,
            });
        }
    }
}

/// How the norms of a paragraph are read; footnotes have none, and running text has them where it is no table and no head of a document.
fn reading(kind: ParagraphKind) -> Option<Reading> {
    match kind {
        ParagraphKind::Recommendation => Some(Reading::Recommendation),
        ParagraphKind::Operative => Some(Reading::Operative),
        ParagraphKind::Item => Some(Reading::Item),
        ParagraphKind::Preambular => Some(Reading::Preambular),
        ParagraphKind::Text | ParagraphKind::Footnote => None,
    }
}

/// Whether running text of a division may say what somebody should do: that of an annex or a report, not of a table.
fn has_norms(division: DivisionKind) -> bool {
    !matches!(division, DivisionKind::Preface | DivisionKind::Preamble | DivisionKind::Table)
}

/// Where a paragraph has its opening verb; a footnote has none.
fn place(kind: ParagraphKind) -> Option<Place> {
    match kind {
        ParagraphKind::Preambular => Some(Place::Preambular),
        ParagraphKind::Footnote => None,
        _ => Some(Place::Operative),
    }
}

/// The pieces of the source that make the words of a paragraph.
pub fn pieces(segments: &[Segment], range: Range<usize>, paragraph: usize) -> impl Iterator<Item = Span> + '_ {
    let own = move |segment: &&Segment| segment.kind == SegmentKind::Words && segment.paragraph() == Some(paragraph);
    segments[range].iter().filter(own).map(|segment| segment.span())
}

fn words(source: &Rendition, segments: &[Segment], range: Range<usize>, paragraph: usize) -> Words {
    let mut found = pieces(segments, range.clone(), paragraph);
    match (found.next(), found.next()) {
        (None, _) => Words::Joined("".into()),
        (Some(stretch), None) => Words::Stretch(stretch),
        (Some(_), Some(_)) => Words::Joined(text::join(source.text(), pieces(segments, range, paragraph)).into()),
    }
}

/// Adds the actors that the words name; where they name none, those of the paragraph above.
fn add_addressees(norms: &Norms, parent: Option<&Paragraph>, all: &mut Vec<Addressee>) -> Range<u32> {
    let start = all.len();
    let own = norms.addressees.iter();
    all.extend(own.map(|(code, at)| Addressee { code, surface: Some(narrow(at)), above: None }));
    let above = parent.filter(|_| norms.addressees.is_empty());
    for above in above.map_or(0..0, |parent| wide(&parent.addressees)) {
        let index = u32::try_from(above).ok();
        all.push(Addressee { code: all[above].code, surface: None, above: index });
    }
    narrow(&(start..all.len()))
}
