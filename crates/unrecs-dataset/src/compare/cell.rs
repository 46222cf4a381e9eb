//! The values of a row: borrowed from Arrow while rows are compared, owned where a change is recorded.

use std::fmt;
use unrecs_text::value::{Date, date_of_days, days_since_1970};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::DataType;
use serde::{Serialize, Serializer};

use super::CompareError;
use super::shape::Shape;

/// One value of a row. Integers of both widths are one kind, so that widening a column changes no value.
///
/// The order is that of keys: null first, texts by their bytes, numbers by size.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// No value.
    Null,
    /// Text.
    Text(Box<str>),
    /// A count, an ordinal, an offset or a size.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// A date, as days since 1970-01-01 with a year from 0000 to 9999.
    Date(i32),
}

/// A [`Value`] that is still in its array.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Cell<'a> {
    Null,
    Text(&'a str),
    Int(i64),
    Bool(bool),
    Date(i32),
}

/// 0000-01-01 and 9999-12-31: the dates that ISO 8601 writes with four digits for the year.
const DATES: std::ops::RangeInclusive<i32> = -719_528..=2_932_896;

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

    /// The date of a text such as `2012-05-30`, if it is one and written in this way.
    pub(super) fn date(text: &str) -> Option<Value> {
        let date: Date = text.parse().ok()?;
        let days = days_since_1970(date);
        (DATES.contains(&days) && date.to_string() == text).then_some(Value::Date(days))
    }
}

/// As text formats show it: ISO 8601 dates, `true` and `false`, plain numbers; null is empty.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => Ok(()),
            Value::Text(text) => f.write_str(text),
            Value::Int(number) => write!(f, "{number}"),
            Value::Bool(truth) => write!(f, "{truth}"),
            Value::Date(days) => write!(f, "{}", date(*days)),
        }
    }
}

/// As the NDJSON of a release has it.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Int(number) => serializer.serialize_i64(*number),
            Value::Bool(truth) => serializer.serialize_bool(*truth),
            Value::Date(days) => serializer.collect_str(&date(*days)),
        }
    }
}

impl<'a> Cell<'a> {
    pub(super) fn to_value(self) -> Value {
        match self {
            Cell::Null => Value::Null,
            Cell::Text(text) => Value::Text(text.into()),
            Cell::Int(number) => Value::Int(number),
            Cell::Bool(truth) => Value::Bool(truth),
            Cell::Date(days) => Value::Date(days),
        }
    }

    /// The text, if it is one.
    pub(super) fn text(self) -> Option<&'a str> {
        if let Cell::Text(text) = self { Some(text) } else { None }
    }

    /// Whether two cells read the same in the published text formats: a date and the text of it do.
    pub(super) fn reads_like(self, other: Cell<'_>) -> bool {
        match (self, other) {
            (Cell::Date(days), Cell::Text(text)) | (Cell::Text(text), Cell::Date(days)) => {
                date(days).to_string() == text
            }
            _ => self == other,
        }
    }
}

/// The date so many days after 1970-01-01.
fn date(days: i32) -> Date {
    date_of_days(days).expect("dates are checked when they are read, and lie within the calendar")
}

/// The rows of one record batch.
pub(super) struct Block {
    columns: Vec<Column>,
    rows: usize,
}

/// One column, by the types that a published schema may have.
enum Column {
    Text(StringArray),
    Int32(Int32Array),
    Int64(Int64Array),
    Bool(BooleanArray),
    Date(Date32Array),
}

impl Block {
    /// The rows of a batch of this table.
    ///
    /// # Errors
    /// The columns of the batch are not those of the table, or a date has a year that is not of four digits.
    pub(super) fn of(table: &Shape, batch: &RecordBatch) -> Result<Self, CompareError> {
        let schema = batch.schema();
        let mut fields = schema.fields().iter().map(|field| (field.name(), field.data_type()));
        let mut declared = table.schema.fields().iter().map(|field| (field.name(), field.data_type()));
        if !fields.by_ref().eq(declared.by_ref()) {
            return Err(CompareError::OtherColumns { table: table.name.clone() });
        }
        let columns: Vec<Column> = batch.columns().iter().map(Column::of).collect();
        for (index, column) in columns.iter().enumerate() {
            if let Column::Date(dates) = column
                && dates.iter().flatten().any(|days| !DATES.contains(&days))
            {
                let column = table.columns[index].to_string();
                return Err(CompareError::NoDate { table: table.name.clone(), column });
            }
        }
        Ok(Self { columns, rows: batch.num_rows() })
    }

    pub(super) fn len(&self) -> usize {
        self.rows
    }

    pub(super) fn row(&self, row: usize) -> Row<'_> {
        Row { block: self, row }
    }
}

/// One row of a block.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    block: &'a Block,
    row: usize,
}

impl<'a> Row<'a> {
    pub(super) fn cell(self, column: usize) -> Cell<'a> {
        self.block.columns[column].cell(self.row)
    }

    /// The whole row, column by column.
    pub(super) fn to_values(self) -> Vec<Value> {
        (0..self.block.columns.len()).map(|column| self.cell(column).to_value()).collect()
    }
}

impl Column {
    fn of(array: &ArrayRef) -> Self {
        match array.data_type() {
            DataType::Utf8 => Column::Text(array.as_string().clone()),
            DataType::Int32 => Column::Int32(array.as_primitive::<Int32Type>().clone()),
            DataType::Int64 => Column::Int64(array.as_primitive::<Int64Type>().clone()),
            DataType::Boolean => Column::Bool(array.as_boolean().clone()),
            DataType::Date32 => Column::Date(array.as_primitive::<Date32Type>().clone()),
            other => unreachable!("a shape has no column of type {other}"),
        }
    }

    fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Column::Text(texts) if texts.is_valid(row) => Cell::Text(texts.value(row)),
            Column::Int32(numbers) if numbers.is_valid(row) => Cell::Int(numbers.value(row).into()),
            Column::Int64(numbers) if numbers.is_valid(row) => Cell::Int(numbers.value(row)),
            Column::Bool(truths) if truths.is_valid(row) => Cell::Bool(truths.value(row)),
            Column::Date(dates) if dates.is_valid(row) => Cell::Date(dates.value(row)),
            _ => Cell::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_and_read_in_one_way() {
        for (days, text) in
            [(0, "1970-01-01"), (15_490, "2012-05-30"), (-719_528, "0000-01-01"), (2_932_896, "9999-12-31")]
        {
            assert_eq!(Value::Date(days).to_string(), text);
            assert_eq!(Value::date(text), Some(Value::Date(days)));
        }
        for text in ["2012-05-30T00:00", "20120530", "2012-5-30", "2012-02-30", "-000001-01-01", ""] {
            assert_eq!(Value::date(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_reads_like_its_text_and_like_no_other() {
        assert!(
            Cell::Date(0).reads_like(Cell::Text("1970-01-01")) && Cell::Text("1970-01-01").reads_like(Cell::Date(0))
        );
        assert!(!Cell::Date(0).reads_like(Cell::Text("1970-01-02")));
        assert!(!Cell::Int(5).reads_like(Cell::Text("5")), "JSON writes the one without quotes");
        assert!(!Cell::Null.reads_like(Cell::Text("")));
    }

    #[test]
    fn keys_are_ordered_by_kind_and_size() {
        let ordered = [Value::Null, Value::Text("10".into()), Value::Text("9".into()), Value::Int(9), Value::Int(10)];
        assert!(ordered.is_sorted());
    }
}
