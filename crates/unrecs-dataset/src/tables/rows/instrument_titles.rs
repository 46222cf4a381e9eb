//! The rows of `instrument_titles`.

use arrow_array::RecordBatch;

use super::{build, ordinal};
use crate::tables::schema::TableSchema;
use unrecs_text::registry::Instrument;

/// Every title of every instrument, in registry order.
pub(super) fn rows(table: &TableSchema, instruments: &[Instrument]) -> Vec<RecordBatch> {
    let titles: Vec<_> = instruments
        .iter()
        .flat_map(|instrument| instrument.titles.iter().enumerate().map(move |title| (instrument, title)))
        .collect();
    build(table, &titles, |batches, (instrument, (index, title))| {
        batches.push([
            instrument.instrument_id.as_str().into(),
            ordinal(*index),
            title.language.into(),
            title.title.as_str().into(),
            title.form.code().into(),
        ]);
    })
}
