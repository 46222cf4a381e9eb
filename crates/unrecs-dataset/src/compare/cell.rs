//! The values of a row: borrowed from Arrow while rows are compared, owned where a change is recorded.

use std::fmt;

use arrow_array::RecordBatch;
use serde::{Serialize, Serializer};

use super::CompareError;
use super::shape::Shape;
use crate::export::cells::Rows;
use crate::tables::Cell;

/// One value of a row. Integers of both widths are one kind, so that widening a column changes no value.
///
/// The order is that of keys: null first, texts by their bytes, numbers by size. As JSON it is what the NDJSON of a release has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// No value.
    Null,
    /// Text.
    Text(Box<str>),
    /// A count, an ordinal, an offset or a size.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// A date, as days since 1970-01-01 with a year from 0001 to 9999.
    #[serde(serialize_with = "as_text")]
    Date(i32),
}

impl Value {
    pub(super) fn cell(&self) -> Cell<'_> {
        match self {
            Value::Null => Cell::Null,
            Value::Text(text) => Cell::Text(text),
            Value::Int(number) => Cell::Int(*number),
            Value::Bool(truth) => Cell::Bool(*truth),
            Value::Date(days) => Cell::Date(*days),
        }
    }

    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        *self == Value::Null
    }
}

/// As text formats show it: ISO 8601 dates, `true` and `false`, plain numbers; null is empty.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cell().fmt(f)
    }
}

impl From<Cell<'_>> for Value {
    fn from(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Null => Value::Null,
            Cell::Text(text) => Value::Text(text.into()),
            Cell::Int(number) => Value::Int(number),
            Cell::Bool(truth) => Value::Bool(truth),
            Cell::Date(days) => Value::Date(days),
        }
    }
}

fn as_text<S: Serializer>(days: &i32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Cell::Date(*days))
}

/// Whether two cells read the same in the published text formats: a date and the text of it do.
pub(super) fn reads_like(one: Cell<'_>, other: Cell<'_>) -> bool {
    match (one, other) {
        (date @ Cell::Date(_), Cell::Text(text)) | (Cell::Text(text), date @ Cell::Date(_)) => date.to_string() == text,
        _ => one == other,
    }
}

/// The rows of a batch of this table.
///
/// # Errors
/// The columns of the batch are not those of the table, or a date has a year that is not of four digits.
pub(super) fn checked<'a>(table: &Shape, batch: &'a RecordBatch) -> Result<Rows<'a>, CompareError> {
    let schema = batch.schema();
    let [found, declared] =
        [&schema, &table.schema].map(|schema| schema.fields().iter().map(|field| (field.name(), field.data_type())));
    if !found.eq(declared) {
        return Err(CompareError::OtherColumns { table: table.name.clone() });
    }
    let rows = Rows::of(batch);
    match rows.columns().iter().position(|values| values.impossible_date().is_some()) {
        Some(index) => {
            Err(CompareError::NoDate { table: table.name.clone(), column: table.columns[index].to_string() })
        }
        None => Ok(rows),
    }
}

/// Every row of a batch.
pub(super) fn each<'a>(rows: &'a Rows<'_>) -> impl Iterator<Item = Row<'a>> {
    (0..rows.len()).map(|row| Row { rows, row })
}

/// One row of a batch.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) rows: &'a Rows<'a>,
    pub(super) row: usize,
}

impl<'a> Row<'a> {
    pub(super) fn cell(self, column: usize) -> Cell<'a> {
        self.rows.cell(column, self.row)
    }

    /// The whole row, column by column.
    pub(super) fn to_values(self) -> Vec<Value> {
        self.rows.row(self.row).map(Value::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_like_its_text_and_like_no_other() {
        assert!(
            reads_like(Cell::Date(0), Cell::Text("1970-01-01")) && reads_like(Cell::Text("1970-01-01"), Cell::Date(0))
        );
        assert!(!reads_like(Cell::Date(0), Cell::Text("1970-01-02")));
        assert!(!reads_like(Cell::Int(5), Cell::Text("5")), "JSON writes the one without quotes");
        assert!(!reads_like(Cell::Null, Cell::Text("")));
    }

    #[test]
    fn keys_are_ordered_by_kind_and_size() {
        let ordered = [Value::Null, Value::Text("10".into()), Value::Text("9".into()), Value::Int(9), Value::Int(10)];
        assert!(ordered.is_sorted());
    }
}
