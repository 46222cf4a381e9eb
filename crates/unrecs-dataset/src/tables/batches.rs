//! Rows, one at a time, into record batches that stay within the limits of a batch.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::BATCH_ROWS;
use super::builder::Builder;
use super::schema::TableSchema;
use super::schema::arrow::arrow_schema;
use unrecs_text::value::{Date, days_since_1970};

/// One value of a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'a> {
    /// No value.
    Null,
    /// Text.
    Text(&'a str),
    /// A count or an ordinal.
    Int32(i32),
    /// A byte offset or a size.
    Int64(i64),
    /// A truth value.
    Bool(bool),
    /// A date.
    Date(Date),
}

/// Collects the rows of one table.
///
/// A batch ends after [`BATCH_ROWS`] rows, and before that where a text column would outgrow the 2³¹ - 1 bytes that the 32-bit
/// offsets of Arrow's Utf8 arrays reach.
pub(super) struct Batches {
    schema: SchemaRef,
    columns: Vec<Builder>,
    rows: usize,
    text_limit: usize,
    finished: Vec<RecordBatch>,
}

impl Batches {
    /// No rows yet, with room for `rows` of them (or for one batch, if they are more) and, in each text column, for as many bytes
    /// as `text_bytes` says for its name, else for as many as identifiers and codes have: columns should not grow by copying.
    pub(super) fn new(table: &TableSchema, rows: usize, text_bytes: impl Fn(&str) -> Option<usize>) -> Self {
        const OF_AN_IDENTIFIER: usize = 20;
        let text_limit = i32::MAX as usize;
        let rows = rows.min(BATCH_ROWS);
        let columns = table.columns.iter().map(|column| {
            let bytes = text_bytes(column.name).unwrap_or(rows * OF_AN_IDENTIFIER);
            Builder::of_kind(column.kind, rows, bytes.min(text_limit))
        });
        let columns = columns.collect();
        Self { schema: Arc::new(arrow_schema(table)), columns, rows: 0, text_limit, finished: Vec::new() }
    }

    /// Adds a row: one cell for every column, in the order of the schema.
    ///
    /// # Panics
    /// When the cells are not those the schema declares, which is a mistake in this program; and when one text alone is
    /// over 2³¹ - 1 bytes, which no column of the published schema can hold.
    pub(super) fn push<const N: usize>(&mut self, row: [Cell<'_>; N]) {
        assert_eq!(N, self.columns.len(), "cells of a row of {:?}", self.schema.metadata().get("table"));
        if self.rows == BATCH_ROWS || self.overflows(&row) {
            self.end_batch();
        }
        for (column, cell) in self.columns.iter_mut().zip(row) {
            push(column, cell);
        }
        self.rows += 1;
    }

    /// The batches, in the order of the rows; none where there was no row.
    pub(super) fn finish(mut self) -> Vec<RecordBatch> {
        self.end_batch();
        self.finished
    }

    fn overflows(&self, row: &[Cell<'_>]) -> bool {
        self.columns.iter().zip(row).any(|(column, cell)| match (column, cell) {
            (Builder::Text(builder), Cell::Text(text)) => builder.values_slice().len() + text.len() > self.text_limit,
            _ => false,
        })
    }

    fn end_batch(&mut self) {
        if self.rows > 0 {
            self.rows = 0;
            let columns = self.columns.iter_mut().map(Builder::finish).collect();
            let batch = RecordBatch::try_new(self.schema.clone(), columns);
            self.finished.push(batch.expect("each builder was made for its column, and a row fills all of them"));
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(text)
    }
}

/// An optional text; the empty one is absent, as the published data has no empty strings.
impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Cell::Null, Cell::Text)
    }
}

impl From<Option<Date>> for Cell<'_> {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Cell::Null, Cell::Date)
    }
}

/// Adds the value of a cell to its column.
///
/// # Panics
/// When the column has another type.
fn push(builder: &mut Builder, cell: Cell<'_>) {
    match (builder, cell) {
        (builder, Cell::Null) => builder.append_null(),
        (Builder::Text(builder), Cell::Text(text)) => builder.append_value(text),
        (Builder::Int32(builder), Cell::Int32(number)) => builder.append_value(number),
        (Builder::Int64(builder), Cell::Int64(number)) => builder.append_value(number),
        (Builder::Bool(builder), Cell::Bool(truth)) => builder.append_value(truth),
        (Builder::Date(builder), Cell::Date(date)) => builder.append_value(days_since_1970(date)),
        (_, cell) => panic!("{cell:?} in a column of another type"),
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int32Type;

    use super::*;

    /// Rows of `addressees`, the table with the fewest columns that has a text, a number, a truth value and a null.
    fn batches(rows: usize, text_limit: usize) -> Vec<RecordBatch> {
        let table = TableSchema::of("addressees").unwrap();
        let mut batches = Batches { text_limit, ..Batches::new(table, rows, |_| None) };
        for row in 0..rows {
            let position = Cell::Int32(i32::try_from(row).unwrap());
            batches.push(["r".into(), position, "unodc".into(), Cell::Bool(false), Cell::Null]);
        }
        batches.finish()
    }

    #[test]
    fn no_row_is_no_batch() {
        assert!(batches(0, 100).is_empty());
    }

    #[test]
    fn a_batch_ends_at_the_limit_of_rows() {
        let sizes = |rows| batches(rows, i32::MAX as usize).iter().map(RecordBatch::num_rows).collect::<Vec<_>>();
        assert_eq!(sizes(BATCH_ROWS), [BATCH_ROWS]);
        assert_eq!(sizes(BATCH_ROWS + 1), [BATCH_ROWS, 1]);
    }

    #[test]
    fn a_batch_ends_where_a_text_column_is_full() {
        let batches = batches(5, 11);
        assert_eq!(batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [2, 2, 1]);
        let positions = batches.iter().flat_map(|batch| batch.column(1).as_primitive::<Int32Type>().values().to_vec());
        assert_eq!(positions.collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        assert!(batches.iter().all(|batch| batch.column(4).null_count() == batch.num_rows()));
    }

    #[test]
    fn an_empty_optional_text_is_absent() {
        assert!(matches!(Cell::from(Some("")), Cell::Null));
        assert!(matches!(Cell::from(Some("a")), Cell::Text("a")));
    }

    #[test]
    #[should_panic(expected = "in a column of another type")]
    fn a_cell_of_another_type_is_refused() {
        let mut batches = Batches::new(TableSchema::of("addressees").unwrap(), 1, |_| None);
        batches.push([Cell::Int32(1), Cell::Int32(1), Cell::Null, Cell::Null, Cell::Null]);
    }
}
