//! The rows of `segments`.

use arrow_array::RecordBatch;

use super::{build, extent, ordinal};
use crate::tables::codes;
use crate::tables::schema::TableSchema;
use unrecs_text::resolve::Resolved;

/// One row per segment, in the order of the file.
pub(super) fn rows(table: &TableSchema, documents: &[Resolved<'_>]) -> Vec<RecordBatch> {
    let segments: Vec<_> = documents
        .iter()
        .map(Resolved::normalized)
        .flat_map(|document| (0..document.segments().len()).map(move |index| (document, index)))
        .collect();
    build(table, &segments, |batches, &(document, index)| {
        let segment = &document.segments()[index];
        let unit = segment.unit().map(|unit| document.recommendation_id(&document.units()[unit]));
        let [source_start, source_end] = extent(segment.span());
        batches.push([
            document.facts().document_id.as_str().into(),
            ordinal(index),
            codes::segment_kind(segment.kind).into(),
            unit.into(),
            source_start,
            source_end,
        ]);
    })
}
