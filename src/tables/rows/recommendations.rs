//! The rows of `recommendations`.

use arrow_array::RecordBatch;
use rayon::prelude::*;

use super::{extent, line, ordinal};
use crate::normalize::{Normalized, Unit};
use crate::tables::BATCH_ROWS;
use crate::tables::batches::{Batches, Cell};
use crate::tables::codes;
use crate::tables::schema::TableSchema;

/// One row per recommendation and item, in document order.
pub(in crate::tables) fn rows(table: &TableSchema, documents: &[Normalized]) -> Vec<RecordBatch> {
    let units: Vec<Row<'_>> = documents
        .iter()
        .flat_map(|document| {
            document.units().iter().enumerate().map(move |(index, unit)| Row { document, index, unit })
        })
        .collect();
    units
        .par_chunks(BATCH_ROWS)
        .flat_map_iter(|chunk| {
            // A text has about the bytes of its source; room that is never touched costs no memory.
            let source_bytes: usize = chunk.iter().map(|row| row.unit.span.len()).sum();
            let mut batches = Batches::new(table, chunk.len(), |column| match column {
                "text" | "text_normalized" | "full_text" => source_bytes,
                _ => 0,
            });
            chunk.iter().for_each(|row| push(&mut batches, row));
            batches.finish()
        })
        .collect()
}

/// A unit and its place in the document.
struct Row<'a> {
    document: &'a Normalized,
    index: usize,
    unit: &'a Unit,
}

fn push(batches: &mut Batches, row: &Row<'_>) {
    let Row { document, index, unit } = *row;
    let parent = unit.parent.map(|parent| document.units()[parent].recommendation_id.as_str());
    let text_normalized = document.text_normalized(unit);
    let full_text = document.full_text(unit);
    let [source_start, source_end] = extent(unit.span);
    batches.push([
        unit.recommendation_id.as_str().into(),
        document.facts().document_id.as_str().into(),
        document.meetings()[unit.meeting].meeting_id.as_str().into(),
        parent.into(),
        Cell::Int32(unit.level),
        Cell::Int32(unit.number),
        unit.letter.as_deref().into(),
        unit.label.as_str().into(),
        ordinal(index),
        codes::role(unit.role).into(),
        document.text(unit).into(),
        text_normalized.as_ref().into(),
        full_text.as_ref().into(),
        codes::modality(unit.modality).into(),
        codes::modality(unit.effective_modality).into(),
        Cell::Bool(unit.considers),
        unit.eid.as_str().into(),
        source_start,
        source_end,
        line(document, unit.span),
    ]);
}
