//! The published code of every value that the stages before hold as an enumeration.

use unrecs_text::normalize::{Modality, Role, SymbolOrigin};
use unrecs_text::parse::SegmentKind;

/// `documents.symbol_origin`.
pub(super) fn symbol_origin(origin: SymbolOrigin) -> &'static str {
    match origin {
        SymbolOrigin::Text => "text",
        SymbolOrigin::Configured => "configured",
    }
}

/// `recommendations.role`.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Recommendation => "recommendation",
        Role::Chapeau => "chapeau",
        Role::Item => "item",
    }
}

/// `recommendations.modality` and `recommendations.effective_modality`.
pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Must => "must",
        Modality::Should => "should",
        Modality::MayWish => "may_wish",
        Modality::May => "may",
        Modality::Encouraged => "encouraged",
        Modality::Invited => "invited",
        Modality::Urged => "urged",
        Modality::Requested => "requested",
        Modality::Recommends => "recommends",
        Modality::Decides => "decides",
        Modality::Demands => "demands",
        Modality::CalledUpon => "called_upon",
        Modality::Authorized => "authorized",
        Modality::None => "none",
        Modality::Inherit => "inherit",
    }
}

/// `segments.kind`.
pub(super) fn segment_kind(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Blank => "blank",
        SegmentKind::Masthead => "masthead",
        SegmentKind::Title => "title",
        SegmentKind::Paragraph => "paragraph",
        SegmentKind::MeetingHeading => "meeting_heading",
        SegmentKind::Number => "number",
        SegmentKind::Recommendation => "recommendation",
        SegmentKind::Markup => "markup",
        SegmentKind::Footnote => "footnote",
        SegmentKind::Agenda => "agenda",
        SegmentKind::Unrecognized => "unrecognized",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::schema::Table;
    use unrecs_text::language::Unit;
    use unrecs_text::registry::{BODY_KINDS, Basis, INSTRUMENT_KINDS, TitleForm};
    use unrecs_text::resolve;

    #[test]
    fn the_schema_lists_exactly_these_codes() {
        let roles = [Role::Recommendation, Role::Chapeau, Role::Item];
        assert_eq!(listed("recommendations", "role"), roles.map(role));
        let origins = [SymbolOrigin::Text, SymbolOrigin::Configured];
        assert_eq!(listed("documents", "symbol_origin"), origins.map(symbol_origin));
        let modalities = [
            Modality::Must,
            Modality::Should,
            Modality::MayWish,
            Modality::May,
            Modality::Encouraged,
            Modality::Invited,
            Modality::Urged,
            Modality::Requested,
            Modality::Recommends,
            Modality::Decides,
            Modality::Demands,
            Modality::CalledUpon,
            Modality::Authorized,
            Modality::None,
            Modality::Inherit,
        ];
        assert_eq!(listed("recommendations", "modality"), modalities.map(modality));
        let kinds = [
            SegmentKind::Blank,
            SegmentKind::Masthead,
            SegmentKind::Title,
            SegmentKind::Paragraph,
            SegmentKind::MeetingHeading,
            SegmentKind::Number,
            SegmentKind::Recommendation,
            SegmentKind::Markup,
            SegmentKind::Footnote,
            SegmentKind::Agenda,
            SegmentKind::Unrecognized,
        ];
        assert_eq!(listed("segments", "kind"), kinds.map(segment_kind));
        assert_eq!(listed("references", "rule"), resolve::Rule::ALL.iter().map(|one| one.code()).collect::<Vec<_>>());
        assert_eq!(listed("references", "kind"), resolve::Kind::ALL.iter().map(|one| one.code()).collect::<Vec<_>>());
        assert_eq!(listed("references", "form"), resolve::Form::ALL.iter().map(|one| one.code()).collect::<Vec<_>>());
        assert_eq!(
            listed("references", "status"),
            resolve::Status::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()
        );
        assert_eq!(
            listed("references", "method"),
            resolve::Method::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()
        );
        assert_eq!(listed("instruments", "kind"), INSTRUMENT_KINDS);
        assert_eq!(listed("bodies", "kind"), BODY_KINDS);
        let forms = [TitleForm::Full, TitleForm::Short];
        assert_eq!(listed("instrument_titles", "form"), forms.map(TitleForm::code));
        for (table, column) in [("instruments", "basis"), ("provisions", "basis"), ("provisions", "title_zh_basis")] {
            assert_eq!(listed(table, column), [Basis::Text, Basis::Memory].map(Basis::code));
        }
        let units = [
            Unit::Chapter,
            Unit::Part,
            Unit::Section,
            Unit::Annex,
            Unit::Article,
            Unit::Rule,
            Unit::Paragraph,
            Unit::Point,
            Unit::Subpoint,
        ];
        assert_eq!(listed("references", "unit"), units.map(Unit::code));
        assert_eq!(listed("provisions", "unit"), units.map(Unit::code));
    }

    fn listed(table: &str, column: &str) -> Vec<&'static str> {
        let table = Table::of(table).unwrap();
        table.columns[table.index_of(column).unwrap()].codes.iter().map(|code| code.code).collect()
    }
}
