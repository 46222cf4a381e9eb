//! The rows of `instruments`.

use arrow_array::RecordBatch;

use super::{build, count};
use crate::tables::batches::Cell;
use crate::tables::schema::TableSchema;
use unrecs_text::registry::Instrument;

/// Every instrument of the registry, in registry order.
pub(super) fn rows(table: &TableSchema, instruments: &[Instrument]) -> Vec<RecordBatch> {
    build(table, instruments, |batches, instrument| {
        let iri = instrument.iri();
        batches.push([
            instrument.instrument_id.as_str().into(),
            instrument.kind.as_str().into(),
            instrument.parent_id.as_deref().into(),
            instrument.adopted_on.into(),
            instrument.in_force_on.into(),
            instrument.symbol.as_ref().map(|symbol| symbol.as_str()).into(),
            instrument.treaty_number.as_deref().into(),
            instrument.article_count().map_or(Cell::Null, count),
            iri.as_deref().into(),
            instrument.basis.code().into(),
        ]);
    })
}
