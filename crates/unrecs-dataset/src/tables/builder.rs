//! Record batches made from cells.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::SchemaRef;

use super::cell::Cell;
use super::schema::ColumnKind;

/// How large a batch becomes: it ends with the row by which it reaches one of the two.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) rows: usize,
    /// Bytes of all its texts together, far enough below the 2³¹ - 1 that the 32-bit offsets of a column of Arrow's Utf8 reach.
    pub(crate) text: usize,
}

/// Bytes of one text at most, so that a column stays below the 2³¹ - 1 bytes of Arrow's Utf8.
pub(crate) const LONGEST_TEXT: usize = 1 << 30;

/// A cell that is not what its column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Misfit;

/// The rows of a batch in the making, filled row by row and in each from the first column to the last.
pub(crate) struct BatchBuilder {
    schema: SchemaRef,
    /// The values of each column so far.
    columns: Vec<ColumnBuilder>,
    limits: Limits,
    /// Rows that are whole.
    rows: usize,
    text: usize,
}

enum ColumnBuilder {
    Text(StringBuilder),
    Int32(Int32Builder),
    Int64(Int64Builder),
    Bool(BooleanBuilder),
    Date(Date32Builder),
}

impl BatchBuilder {
    /// No rows yet of a table with this schema.
    ///
    /// # Errors
    /// The index of the first column with a type that no published column has.
    pub(crate) fn new(schema: SchemaRef, limits: Limits) -> Result<Self, usize> {
        let column = |(index, field): (usize, &Arc<arrow_schema::Field>)| {
            Ok(match ColumnKind::of(field.data_type()).ok_or(index)? {
                ColumnKind::Text => ColumnBuilder::Text(StringBuilder::new()),
                ColumnKind::Int32 => ColumnBuilder::Int32(Int32Builder::new()),
                ColumnKind::Int64 => ColumnBuilder::Int64(Int64Builder::new()),
                ColumnKind::Bool => ColumnBuilder::Bool(BooleanBuilder::new()),
                ColumnKind::Date => ColumnBuilder::Date(Date32Builder::new()),
            })
        };
        let columns = schema.fields().iter().enumerate().map(column).collect::<Result<Vec<_>, usize>>()?;
        Ok(Self { schema, columns, limits, rows: 0, text: 0 })
    }

    /// The columns that are filled.
    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Appends a cell to a column.
    ///
    /// # Errors
    /// The column holds other values, no numbers of this size, or may not be null. Nothing is appended then.
    pub(crate) fn push(&mut self, column: usize, cell: Cell<'_>) -> Result<(), Misfit> {
        match (&mut self.columns[column], cell) {
            (_, Cell::Null) if !self.schema.field(column).is_nullable() => return Err(Misfit),
            (ColumnBuilder::Text(values), Cell::Null) => values.append_null(),
            (ColumnBuilder::Int32(values), Cell::Null) => values.append_null(),
            (ColumnBuilder::Int64(values), Cell::Null) => values.append_null(),
            (ColumnBuilder::Bool(values), Cell::Null) => values.append_null(),
            (ColumnBuilder::Date(values), Cell::Null) => values.append_null(),
            (ColumnBuilder::Text(values), Cell::Text(text)) if text.len() <= LONGEST_TEXT => {
                self.text += text.len();
                values.append_value(text);
            }
            (ColumnBuilder::Int32(values), Cell::Int(number)) => {
                values.append_value(i32::try_from(number).map_err(|_| Misfit)?);
            }
            (ColumnBuilder::Int64(values), Cell::Int(number)) => values.append_value(number),
            (ColumnBuilder::Bool(values), Cell::Bool(truth)) => values.append_value(truth),
            (ColumnBuilder::Date(values), Cell::Date(days)) => values.append_value(days),
            _ => return Err(Misfit),
        }
        Ok(())
    }

    /// The text that the last row has in this column; none where it has no value or the column no texts.
    pub(crate) fn last_text(&self, column: usize) -> Option<&str> {
        let ColumnBuilder::Text(values) = &self.columns[column] else { return None };
        let [.., start, end] = *values.offsets_slice() else { return None };
        // Null has no bytes, and no published text is empty.
        let bytes = &values.values_slice()[start as usize..end as usize];
        std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty())
    }

    /// Ends a row, for which every column took a cell; the batch where it is full.
    pub(crate) fn end_row(&mut self) -> Option<RecordBatch> {
        self.rows += 1;
        if self.rows < self.limits.rows && self.text < self.limits.text { None } else { self.finish() }
    }

    /// The rows since the last batch; none where there are none.
    ///
    /// # Panics
    /// Where a row did not fill every column, which is a mistake in this program.
    pub(crate) fn finish(&mut self) -> Option<RecordBatch> {
        if self.rows == 0 {
            return None;
        }
        (self.rows, self.text) = (0, 0);
        let columns = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns);
        Some(batch.expect("a row fills every column, with what its builder takes"))
    }
}

impl ColumnBuilder {
    /// The values, after which there are none, with room for as many more bytes of text.
    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(values) => {
                let room = StringBuilder::with_capacity(values.offsets_slice().len(), values.values_slice().len());
                Arc::new(std::mem::replace(values, room).finish())
            }
            Self::Int32(values) => Arc::new(values.finish()),
            Self::Int64(values) => Arc::new(values.finish()),
            Self::Bool(values) => Arc::new(values.finish()),
            Self::Date(values) => Arc::new(values.finish()),
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;
    use arrow_schema::{DataType, Field, Schema};

    use super::*;
    use crate::tables::values::Values;

    fn builder(limits: Limits) -> BatchBuilder {
        let field = |name, data_type, nullable| Field::new(name, data_type, nullable);
        let fields = vec![field("id", DataType::Utf8, false), field("count", DataType::Int32, true)];
        BatchBuilder::new(Arc::new(Schema::new(fields)), limits).unwrap()
    }

    fn sizes(rows: usize, limits: Limits) -> Vec<usize> {
        let mut builder = builder(limits);
        let mut batches = Vec::new();
        for row in 0..rows {
            builder.push(0, Cell::Text("four")).unwrap();
            builder.push(1, Cell::Int(row as i64)).unwrap();
            batches.extend(builder.end_row());
        }
        batches.extend(builder.finish());
        let cells = |batch: &RecordBatch| {
            let values = Values::of(batch.column(1));
            (0..batch.num_rows()).map(|row| values.cell(row).int()).collect::<Vec<_>>()
        };
        let counts = batches.iter().flat_map(cells);
        assert!(counts.eq((0..rows).map(|row| Some(row as i64))));
        batches.iter().map(RecordBatch::num_rows).collect()
    }

    #[test]
    fn a_batch_ends_at_the_limit_of_rows_or_of_text() {
        assert!(sizes(0, Limits { rows: 2, text: 100 }).is_empty());
        assert_eq!(sizes(4, Limits { rows: 2, text: 100 }), [2, 2]);
        assert_eq!(sizes(5, Limits { rows: 2, text: 100 }), [2, 2, 1]);
        assert_eq!(sizes(5, Limits { rows: 9, text: 7 }), [2, 2, 1]);
    }

    #[test]
    fn a_cell_that_does_not_fit_is_refused() {
        let mut builder = builder(Limits { rows: 2, text: 100 });
        for (column, cell) in
            [(0, Cell::Null), (0, Cell::Int(1)), (1, Cell::Text("1")), (1, Cell::Int(1 << 31)), (1, Cell::Date(0))]
        {
            assert_eq!(builder.push(column, cell), Err(Misfit), "{cell:?}");
        }
        builder.push(0, Cell::Text("a")).unwrap();
        builder.push(1, Cell::Null).unwrap();
        builder.end_row();
        let batch = builder.finish().unwrap();
        assert_eq!((batch.num_rows(), batch.column(1).null_count()), (1, 1));
    }

    #[test]
    fn a_type_that_no_published_column_has_is_refused() {
        let schema =
            Schema::new(vec![Field::new("id", DataType::Utf8, false), Field::new("x", DataType::Float64, true)]);
        assert_eq!(BatchBuilder::new(Arc::new(schema), Limits { rows: 1, text: 1 }).err(), Some(1));
    }
}
