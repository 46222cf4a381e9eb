//! What the rows of every table are: one table, one file.

pub(super) mod addressees;
pub(super) mod bodies;
pub(super) mod documents;
pub(super) mod meetings;
pub(super) mod recommendations;
pub(super) mod segments;

use arrow_array::RecordBatch;
use rayon::prelude::*;

use super::BATCH_ROWS;
use super::batches::{Batches, Cell};
use super::schema::TableSchema;
use crate::finding::Span;
use crate::normalize::{Found, Normalized};

/// Builds batches side by side. Rows are cut by their place alone, so that the batches do not depend on the threads.
fn build<T: Sync>(table: &TableSchema, rows: &[T], push: impl Fn(&mut Batches, &T) + Sync) -> Vec<RecordBatch> {
    rows.par_chunks(BATCH_ROWS)
        .flat_map_iter(|chunk| {
            let mut batches = Batches::new(table, chunk.len(), |_| 0);
            chunk.iter().for_each(|row| push(&mut batches, row));
            batches.finish()
        })
        .collect()
}

/// The value that was read; null where there was none or it could not be read, which a finding tells.
fn read<T: Copy>(found: &Option<Found<T>>) -> Option<T> {
    match found {
        Some(Found::Read { value, .. }) => Some(*value),
        Some(Found::Unreadable { .. }) | None => None,
    }
}

/// The 1-based ordinal of an index.
fn ordinal(index: usize) -> Cell<'static> {
    Cell::Int32(i32::try_from(index + 1).expect("a file has fewer than 2³¹ units and segments, as `tabulate` asks"))
}

/// `source_start` and `source_end`.
fn extent(span: Span) -> [Cell<'static>; 2] {
    [offset(span.start), offset(span.end)]
}

/// A byte offset or a size.
fn offset(bytes: usize) -> Cell<'static> {
    Cell::Int64(i64::try_from(bytes).expect("nothing in memory is larger than 2⁶³ - 1 bytes"))
}

/// `source_line`.
fn line(document: &Normalized, span: Span) -> Cell<'static> {
    let line = document.source().line(span.start);
    Cell::Int32(i32::try_from(line).expect("a file has fewer than 2³¹ lines, as `tabulate` asks"))
}
