//! The rows of `meetings`.

use arrow_array::RecordBatch;

use super::{build, extent, line, read};
use crate::tables::batches::Cell;
use crate::tables::schema::TableSchema;
use unrecs_text::resolve::Resolved;

/// One row per meeting, in document order.
pub(super) fn rows(table: &TableSchema, documents: &[Resolved<'_>]) -> Vec<RecordBatch> {
    let meetings: Vec<_> = documents
        .iter()
        .map(Resolved::normalized)
        .flat_map(|document| document.meetings().iter().map(move |meeting| (document, meeting)))
        .collect();
    build(table, &meetings, |batches, (document, meeting)| {
        let dates = read(&meeting.dates);
        let [source_start, source_end] = extent(meeting.span);
        batches.push([
            meeting.meeting_id.as_str().into(),
            document.facts().document_id.as_str().into(),
            document.facts().body_id.as_str().into(),
            Cell::Int32(meeting.ordinal),
            meeting.title.as_str().into(),
            meeting.place.as_deref().into(),
            dates.map(|dates| dates.start).into(),
            dates.map(|dates| dates.end).into(),
            Cell::Int32(meeting.recommendation_count),
            Cell::Int32(meeting.item_count),
            source_start,
            source_end,
            line(document, meeting.span),
        ]);
    })
}
