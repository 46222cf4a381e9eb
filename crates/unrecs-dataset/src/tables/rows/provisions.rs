//! The rows of `provisions`.

use arrow_array::RecordBatch;

use super::build;
use crate::tables::batches::Cell;
use crate::tables::schema::TableSchema;
use unrecs_text::registry::{Instrument, Provision, ProvisionPath, provision_id};

/// Every article or rule, chapter and annex of every instrument, in registry order.
pub(super) fn rows(table: &TableSchema, instruments: &[Instrument]) -> Vec<RecordBatch> {
    let provisions: Vec<_> = provisions(instruments).collect();
    build(table, &provisions, |batches, (instrument, path, provision)| {
        let id = provision_id(&instrument.instrument_id, path);
        let iri = instrument.provision_iri(path);
        let paragraphs = provision.paragraphs.and_then(|paragraphs| i32::try_from(paragraphs).ok());
        batches.push([
            id.as_str().into(),
            instrument.instrument_id.as_str().into(),
            path.unit.code().into(),
            path.number.into(),
            provision.title("en").into(),
            paragraphs.map_or(Cell::Null, Cell::Int32),
            iri.as_deref().into(),
            provision.basis.code().into(),
            provision.title("zh").into(),
            provision.title("zh").and(provision.zh_basis).map(|basis| basis.code()).into(),
        ]);
    })
}

/// The keys of all rows, in their order.
pub(super) fn ids(instruments: &[Instrument]) -> Vec<String> {
    provisions(instruments).map(|(instrument, path, _)| provision_id(&instrument.instrument_id, &path)).collect()
}

fn provisions(instruments: &[Instrument]) -> impl Iterator<Item = (&Instrument, ProvisionPath<'_>, &Provision)> {
    let of =
        |instrument| Instrument::provisions(instrument).map(move |(path, provision)| (instrument, path, provision));
    instruments.iter().flat_map(of)
}
