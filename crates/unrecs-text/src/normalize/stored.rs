//! The stored forms of what a document is normalized to.

use super::{Addressee, DocumentFacts, Found, Meeting, Modality, Role, Section, Stray, SymbolOrigin, Unit, Words};
use crate::finding::Span;
use crate::stored::{Reader, Stored, Writer, stored};

stored!(DocumentFacts {
    document_id,
    body_id,
    symbol,
    title,
    subtitle,
    language,
    original_language,
    distribution,
    issued_on,
    conference,
    session_place,
    session_dates,
    agenda_item,
    agenda_title,
});
stored!(SymbolOrigin: Text, Configured);
stored!(Section { numeral, ordinal, meeting, span });
stored!(Stray { kind, label, span });
stored!(Meeting { meeting_id, ordinal, title, place, leftovers, dates, recommendation_count, item_count, eid, span });
stored!(Unit {
    index,
    segments,
    words,
    name,
    addressees,
    verb,
    meeting,
    parent,
    level,
    number,
    ordinal,
    label_span,
    role,
    modality,
    effective_modality,
    considers,
    span,
});
stored!(Role: Recommendation, Chapeau, Item);
stored!(
    Modality: Must, Should, MayWish, May, Encouraged, Invited, Urged, Requested, Recommends, None, Inherit
);
stored!(Addressee { code, surface });

impl<'r, T: Stored<'r>> Stored<'r> for Found<T> {
    fn put(&self, to: &mut Writer<'_>) {
        match self {
            Found::Read { value, span } => {
                true.put(to);
                value.put(to);
                span.put(to);
            }
            Found::Unreadable { span, problem } => {
                false.put(to);
                span.put(to);
                problem.put(to);
            }
        }
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        Some(match bool::get(from)? {
            true => Found::Read { value: T::get(from)?, span: Span::get(from)? },
            false => Found::Unreadable { span: Span::get(from)?, problem: String::get(from)? },
        })
    }
}

impl<'r> Stored<'r> for Words {
    fn put(&self, to: &mut Writer<'_>) {
        match self {
            Words::Stretch(span) => {
                true.put(to);
                span.put(to);
            }
            Words::Joined(text) => {
                false.put(to);
                text.put(to);
            }
        }
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        Some(if bool::get(from)? { Words::Stretch(Span::get(from)?) } else { Words::Joined(Stored::get(from)?) })
    }
}
