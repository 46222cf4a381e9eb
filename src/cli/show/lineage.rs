//! Where the words of a paragraph come from, with what is new in them, and which documents a document continues.

use super::value;
use crate::report::Stream;
use unrecs_dataset::compare::{Marks, changed_words};
use unrecs_text::lineage::Lineage;
use unrecs_text::resolve::Resolved;
use unrecs_text::value::visible;

/// The older paragraphs from which one comes, each with what was removed from its words and what was added; nothing where there is none.
pub(super) fn of_paragraph(lineage: &Lineage<'_, '_>, resolved: &Resolved<'_>, index: usize) -> String {
    let document = resolved.normalized();
    let text = document.text(&document.paragraphs()[index]);
    let marks = if Stream::Out.has_colours() { Marks::Colours } else { Marks::Brackets };
    let mut shown = String::new();
    for older in lineage.of_paragraph(resolved, index) {
        let (of, predecessor) = lineage.paragraph(older);
        let formula = if older.formula { ", a formula" } else { "" };
        let counts = format!("{} added, {} removed", older.words_added, older.words_removed);
        shown.push_str(&format!(
            "\nlineage: {} from {}, similarity {} of 1000, words {counts}{formula}\n    {}\n",
            older.relation().code(),
            visible(of.paragraph_id(predecessor)),
            older.similarity,
            changed_words(of.text(predecessor), text, marks),
        ));
    }
    if !shown.is_empty()
        && let Some(first) = lineage.first_in(resolved, index)
    {
        shown.push_str(&format!("    first in {}\n", visible(first)));
    }
    shown
}

/// The older documents that a document continues.
pub(super) fn of_document(lineage: &Lineage<'_, '_>, resolved: &Resolved<'_>, out: &mut Vec<String>) {
    for older in lineage.of_document(resolved) {
        let name = older.document_id.or(older.symbol).unwrap_or_default();
        let recalled = if older.recalled { ", recalled" } else { "" };
        let counts = format!("{} identical, {} revised", older.identical, older.revised);
        value(out, "continues", format!("{name}: {} of 1000 paragraphs, {counts}{recalled}", older.share));
    }
}
