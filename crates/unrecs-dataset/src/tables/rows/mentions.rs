//! The rows of `mentions`.

use arrow_array::RecordBatch;

use super::places::Places;
use super::{ordinal, within_units};
use crate::tables::batches::Batches;
use crate::tables::schema::TableSchema;
use unrecs_text::resolve::Resolved;

/// One row per mention, in document order.
pub(super) fn rows(table: &TableSchema, documents: &[Resolved<'_>]) -> Vec<RecordBatch> {
    let rows = documents.iter().map(|document| document.mentions().len()).sum();
    let mut batches = Batches::new(table, rows, |_| None);
    for (document, unit, found) in within_units(documents).filter(|(.., found)| !found.mentions.is_empty()) {
        let mut places = Places::of(document, unit);
        for (index, mention) in found.mentions.iter().enumerate() {
            let [text_start, text_end, source_start, source_end, source_line] = places.cells(&mention.span());
            batches.push([
                document.recommendation_id(unit).into(),
                ordinal(index),
                mention.body.body_id.as_str().into(),
                places.words(&mention.span()).into(),
                text_start,
                text_end,
                source_start,
                source_end,
                source_line,
            ]);
        }
    }
    batches.finish()
}
