//! Every rule, one file each, in the order in which a reader would ask.

mod chapeau_without_items;
mod class_differs;
mod compatibility_character;
mod control_character;
mod count_assertion;
mod date_missing;
mod date_order;
mod deadline_order;
mod duplicate_identifier;
mod empty_document;
mod empty_text;
mod front_matter;
mod heading_words;
mod hidden_character;
mod markup_differs;
mod meeting_ordinal;
mod meeting_without_recommendations;
mod metadata_differs;
mod no_addressee;
mod no_meeting;
mod no_normative_verb;
mod nothing_adopted;
mod numbering;
mod orphan_item;
mod out_of_range;
mod page_margin;
mod place_missing;
mod recall_order;
mod recommendation_outside_meeting;
mod replacement_character;
mod segments_tile;
mod title_missing;
mod two_columns;
mod unaccounted_reference;
mod unbalanced_brackets;
mod unknown_language;
mod unreadable_date;
mod unreadable_page;
mod unreadable_session;
mod unrecognized_text;
mod unterminated_text;
mod version_lacks_paragraph;
mod versions_differ;

// What most rules speak of.
use super::rule::{Check, Defect, MOST, Rule, Strictness, quoted, shortened};
use super::{Policy, START};
use crate::finding::{Severity, Span};
use crate::normalize::{
    Class, Division, DivisionKind, Meeting, Modality, Normalized, OrphanKind, OrphanParagraph, Paragraph,
    ParagraphKind, ParsedValue, Role,
};
use crate::parse::{Segment, SegmentKind};
use crate::resolve::Resolved;
use crate::value::counted;

/// Every rule.
pub static RULES: &[&Rule] = &[
    &empty_document::RULE,
    &unknown_language::RULE,
    &unreadable_page::RULE,
    &page_margin::RULE,
    &class_differs::RULE,
    &metadata_differs::RULE,
    &markup_differs::RULE,
    &no_meeting::RULE,
    &nothing_adopted::RULE,
    &front_matter::RULE,
    &title_missing::RULE,
    &compatibility_character::RULE,
    &control_character::RULE,
    &replacement_character::RULE,
    &hidden_character::RULE,
    &segments_tile::RULE,
    &unrecognized_text::RULE,
    &two_columns::RULE,
    &recommendation_outside_meeting::RULE,
    &orphan_item::RULE,
    &meeting_without_recommendations::RULE,
    &meeting_ordinal::RULE,
    &heading_words::RULE,
    &place_missing::RULE,
    &date_missing::RULE,
    &unreadable_date::RULE,
    &date_order::RULE,
    &recall_order::RULE,
    &unreadable_session::RULE,
    &deadline_order::RULE,
    &numbering::RULE,
    &duplicate_identifier::RULE,
    &empty_text::RULE,
    &unterminated_text::RULE,
    &versions_differ::RULE,
    &version_lacks_paragraph::RULE,
    &unbalanced_brackets::RULE,
    &chapeau_without_items::RULE,
    &no_normative_verb::RULE,
    &no_addressee::RULE,
    &out_of_range::RULE,
    &unaccounted_reference::RULE,
    &count_assertion::RULE,
];
