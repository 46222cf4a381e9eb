//! The rows of `addressees`.

use arrow_array::RecordBatch;

use super::{build, ordinal, units};
use crate::tables::batches::Cell;
use crate::tables::schema::TableSchema;
use unrecs_text::normalize::{Addressee, Normalized, Unit};
use unrecs_text::resolve::Resolved;

/// One row per unit and addressee, in document order.
pub(super) fn rows(table: &TableSchema, documents: &[Resolved<'_>]) -> Vec<RecordBatch> {
    let addressees: Vec<Row<'_>> = units(documents)
        .flat_map(|(document, unit)| {
            let addressees = document.addressees(unit).iter().enumerate();
            addressees.map(move |(index, addressee)| Row { document, unit, index, addressee })
        })
        .collect();
    build(table, &addressees, |batches, row| {
        let surface = row.addressee.surface().map(|surface| &row.document.text(row.unit)[surface]);
        batches.push([
            row.document.recommendation_id(row.unit).into(),
            ordinal(row.index),
            row.addressee.code.into(),
            Cell::Bool(row.addressee.is_inherited()),
            surface.into(),
        ]);
    })
}

/// An addressee and its place among those of the unit.
struct Row<'a> {
    document: &'a Normalized,
    unit: &'a Unit,
    index: usize,
    addressee: &'a Addressee,
}
