//! Cells, one by one, as record batches of a schema; each is checked against the type of its column.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::{BATCH_ROWS, Wrong, shown};
use crate::tables::Cell;
use crate::tables::builder::{BatchBuilder, Limits};
use crate::tables::schema::ColumnKind;

/// Some megabytes of text, after which a batch ends.
const LIMITS: Limits = Limits { rows: BATCH_ROWS, text: 8 << 20 };

/// The rows of a batch in the making.
pub(super) struct Columns {
    builder: BatchBuilder,
    kinds: Vec<ColumnKind>,
}

impl Columns {
    /// # Errors
    /// Where a column has a type that no published column has.
    pub(super) fn new(schema: &SchemaRef) -> Result<Self, Wrong> {
        let builder = BatchBuilder::new(schema.clone(), LIMITS).map_err(|column| {
            let field = schema.field(column);
            let problem = format!("cannot read columns of the type {}", field.data_type());
            Wrong { column: Some(field.name().clone()), problem }
        })?;
        let kinds = schema.fields().iter().filter_map(|field| ColumnKind::of(field.data_type())).collect();
        Ok(Self { builder, kinds })
    }

    /// The columns that are filled.
    pub(super) fn schema(&self) -> &SchemaRef {
        self.builder.schema()
    }

    /// Number of columns.
    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// The name of a column.
    pub(super) fn name(&self, column: usize) -> &str {
        self.schema().field(column).name()
    }

    /// What a column holds.
    pub(super) fn kind(&self, column: usize) -> ColumnKind {
        self.kinds[column]
    }

    /// Appends no value.
    ///
    /// # Errors
    /// Where the column must have one.
    pub(super) fn null(&mut self, column: usize) -> Result<(), Wrong> {
        self.builder.push(column, Cell::Null).map_err(|_| self.wrong(column, "no value"))
    }

    /// Appends a value of any type from its text in CSV and XML.
    ///
    /// # Errors
    /// Where the text is not what an exporter writes for a value of the column.
    pub(super) fn parse(&mut self, column: usize, text: &str) -> Result<(), Wrong> {
        let cell = Cell::parse(self.kinds[column], text);
        let done = cell.is_some_and(|cell| self.builder.push(column, cell).is_ok());
        if done { Ok(()) } else { Err(self.wrong(column, &shown(text))) }
    }

    /// Appends a value from JSON, where texts and dates are in quotes and nothing else is.
    ///
    /// # Errors
    /// Where the column holds something else.
    pub(super) fn json(&mut self, column: usize, value: Cell<'_>) -> Result<(), Wrong> {
        match (value, self.kinds[column]) {
            (Cell::Text(text), ColumnKind::Text | ColumnKind::Date) => self.parse(column, text),
            (Cell::Text(text), _) => Err(self.wrong(column, &shown(text))),
            (Cell::Null, _) => self.null(column),
            (value, _) => self.builder.push(column, value).map_err(|_| self.wrong(column, &value.to_string())),
        }
    }

    /// Appends a day, in days from 1970-01-01.
    ///
    /// # Errors
    /// Where the column holds no days.
    pub(super) fn day(&mut self, column: usize, days: i32) -> Result<(), Wrong> {
        let cell = Cell::Date(days);
        self.builder.push(column, cell).map_err(|_| self.wrong(column, &cell.to_string()))
    }

    /// What is wrong with a column where this was found.
    pub(super) fn wrong(&self, column: usize, found: &str) -> Wrong {
        let field = self.schema().field(column);
        let expected = match self.kinds[column] {
            ColumnKind::Text => "a text that is not empty",
            ColumnKind::Int32 => "an integer of 32 bits",
            ColumnKind::Int64 => "an integer of 64 bits",
            ColumnKind::Bool => "true or false",
            ColumnKind::Date => "a date, YYYY-MM-DD",
        };
        let or_null = if field.is_nullable() { ", or no value" } else { "" };
        Wrong { column: Some(field.name().clone()), ..Wrong::differ(found, format!("{expected}{or_null}")) }
    }

    /// The text that the last row has in this column; none where it has no value or the column no texts.
    pub(super) fn last_text(&self, column: usize) -> Option<&str> {
        self.builder.last_text(column)
    }

    /// Ends a row, for which every column took a cell; a batch where enough rows came together.
    pub(super) fn end_row(&mut self) -> Option<RecordBatch> {
        self.builder.end_row()
    }

    /// The rows that came since the last batch; none where there are none.
    pub(super) fn finish(&mut self) -> Option<RecordBatch> {
        self.builder.finish()
    }
}
