//! The rows of `recommendations`.

use arrow_array::RecordBatch;

use super::{extent, line, ordinal};
use crate::tables::batches::{Batches, Cell};
use crate::tables::codes;
use crate::tables::schema::TableSchema;
use unrecs_text::normalize::{Normalized, Unit};
use unrecs_text::resolve::Resolved;

/// One row per recommendation and item, in document order.
pub(super) fn rows(table: &TableSchema, documents: &[Resolved<'_>]) -> Vec<RecordBatch> {
    let documents = || documents.iter().map(Resolved::normalized);
    let rows = documents().map(|document| document.units().len()).sum();
    // A text has about the bytes of its source; room that is never touched costs no memory.
    let source_bytes: usize = documents().map(|document| document.source().text().len()).sum();
    let mut batches = Batches::new(table, rows, |column| match column {
        "text" | "text_normalized" | "full_text" => Some(source_bytes),
        _ => None,
    });
    for document in documents() {
        document.units().iter().enumerate().for_each(|(index, unit)| push(&mut batches, document, (index, unit)));
    }
    batches.finish()
}

fn push(batches: &mut Batches, document: &Normalized, (index, unit): (usize, &Unit)) {
    let parent = unit.parent.map(|parent| document.recommendation_id(&document.units()[parent]));
    let text_normalized = document.text_normalized(unit);
    let full_text = document.full_text(unit);
    let [source_start, source_end] = extent(unit.span);
    batches.push([
        document.recommendation_id(unit).into(),
        document.facts().document_id.as_str().into(),
        document.meetings()[unit.meeting].meeting_id.as_str().into(),
        parent.into(),
        Cell::Int32(unit.level),
        Cell::Int32(unit.number),
        document.letter(unit).into(),
        document.label(unit).into(),
        ordinal(index),
        codes::role(unit.role).into(),
        document.text(unit).into(),
        text_normalized.as_ref().into(),
        full_text.as_ref().into(),
        codes::modality(unit.modality).into(),
        codes::modality(unit.effective_modality).into(),
        Cell::Bool(unit.considers),
        document.eid(unit).into(),
        source_start,
        source_end,
        line(document, unit.span),
    ]);
}
