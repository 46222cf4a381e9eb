//! Cells, one by one, as record batches of a schema; each is checked against the type of its column.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::SchemaRef;

use super::{BATCH_ROWS, Wrong, shown};
use crate::tables::builder::Builder;
use unrecs_text::value::{Date, days_since_1970};

/// Bytes of text after which a batch ends.
const BATCH_TEXT: usize = 8 << 20;

/// Bytes of a text at most, so that a column of a batch stays below the 2³¹ - 1 bytes of Arrow's Utf8.
const LONGEST_TEXT: usize = 1 << 30;

/// The rows of a batch in the making.
pub(super) struct Columns {
    schema: SchemaRef,
    builders: Vec<Builder>,
    rows: usize,
    text: usize,
}

impl Columns {
    /// # Errors
    /// Where a column has a type that no published column has.
    pub(super) fn new(schema: &SchemaRef) -> Result<Self, Wrong> {
        let builder = |field: &Arc<arrow_schema::Field>| {
            Builder::of_type(field.data_type()).ok_or_else(|| {
                let problem = format!("cannot read columns of the type {}", field.data_type());
                Wrong { column: Some(field.name().clone()), problem }
            })
        };
        let builders = schema.fields().iter().map(builder).collect::<Result<_, _>>()?;
        Ok(Self { schema: schema.clone(), builders, rows: 0, text: 0 })
    }

    /// The columns that are filled.
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Number of columns.
    pub(super) fn len(&self) -> usize {
        self.builders.len()
    }

    /// The name of a column.
    pub(super) fn name(&self, column: usize) -> &str {
        self.schema.field(column).name()
    }

    /// Appends no value.
    ///
    /// # Errors
    /// Where the column must have one.
    pub(super) fn null(&mut self, column: usize) -> Result<(), Wrong> {
        if !self.schema.field(column).is_nullable() {
            return Err(self.wrong(column, "no value"));
        }
        self.builders[column].append_null();
        Ok(())
    }

    /// Appends a value of any type from its text in CSV and XML.
    ///
    /// # Errors
    /// Where the text is not what an exporter writes for a value of the column.
    pub(super) fn parse(&mut self, column: usize, text: &str) -> Result<(), Wrong> {
        let done = match &mut self.builders[column] {
            Builder::Text(_) | Builder::Date(_) => return self.text(column, text),
            Builder::Int32(builder) => number(text).map(|number| builder.append_value(number)),
            Builder::Int64(builder) => number(text).map(|number| builder.append_value(number)),
            Builder::Bool(builder) => {
                ["false", "true"].iter().position(|word| *word == text).map(|truth| builder.append_value(truth == 1))
            }
        };
        done.ok_or_else(|| self.wrong(column, &shown(text)))
    }

    /// Appends a text or a date.
    ///
    /// # Errors
    /// Where the column holds something else, and where the text is empty or no date.
    pub(super) fn text(&mut self, column: usize, text: &str) -> Result<(), Wrong> {
        match &mut self.builders[column] {
            Builder::Text(builder) if !text.is_empty() && text.len() <= LONGEST_TEXT => {
                builder.append_value(text);
                self.text += text.len();
                return Ok(());
            }
            Builder::Date(builder) => {
                if let Some(days) = days(text) {
                    builder.append_value(days);
                    return Ok(());
                }
            }
            _ => {}
        }
        Err(self.wrong(column, &shown(text)))
    }

    /// Appends a number.
    ///
    /// # Errors
    /// Where the column holds no numbers of this size.
    pub(super) fn number(&mut self, column: usize, number: i64) -> Result<(), Wrong> {
        match &mut self.builders[column] {
            Builder::Int64(builder) => {
                builder.append_value(number);
                return Ok(());
            }
            Builder::Int32(builder) => {
                if let Ok(number) = i32::try_from(number) {
                    builder.append_value(number);
                    return Ok(());
                }
            }
            _ => {}
        }
        Err(self.wrong(column, &number.to_string()))
    }

    /// Appends a truth value.
    ///
    /// # Errors
    /// Where the column holds something else.
    pub(super) fn truth(&mut self, column: usize, found: &'static str) -> Result<(), Wrong> {
        match &mut self.builders[column] {
            Builder::Bool(builder) => {
                builder.append_value(found == "true");
                Ok(())
            }
            _ => Err(self.wrong(column, found)),
        }
    }

    /// What is wrong with a column where this was found.
    pub(super) fn wrong(&self, column: usize, found: &str) -> Wrong {
        let field = self.schema.field(column);
        let expected = match self.builders[column] {
            Builder::Text(_) => "a text that is not empty",
            Builder::Int32(_) => "an integer of 32 bits",
            Builder::Int64(_) => "an integer of 64 bits",
            Builder::Bool(_) => "true or false",
            Builder::Date(_) => "a date, YYYY-MM-DD",
        };
        let or_null = if field.is_nullable() { ", or no value" } else { "" };
        Wrong { column: Some(field.name().clone()), ..Wrong::differ(found, format!("{expected}{or_null}")) }
    }

    /// The text that a row just ended with in this column; none where it has no value or the column no texts.
    pub(super) fn last_text(&self, column: usize) -> Option<&str> {
        let Builder::Text(builder) = &self.builders[column] else { return None };
        let [.., start, end] = *builder.offsets_slice() else { return None };
        // Null has no bytes, and no text is empty.
        let bytes = &builder.values_slice()[start as usize..end as usize];
        std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty())
    }

    /// Ends a row, for which every column took a cell; a batch where enough rows came together.
    pub(super) fn end_row(&mut self) -> Option<RecordBatch> {
        self.rows += 1;
        if self.rows < BATCH_ROWS && self.text < BATCH_TEXT { None } else { self.finish() }
    }

    /// The rows that came since the last batch; none where there are none.
    pub(super) fn finish(&mut self) -> Option<RecordBatch> {
        if self.rows == 0 {
            return None;
        }
        (self.rows, self.text) = (0, 0);
        let columns = self.builders.iter_mut().map(finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns);
        Some(batch.expect("each builder was made for its column, and takes null only where it may stand"))
    }
}

/// The cells so far, with room for as many more bytes of text.
fn finish(builder: &mut Builder) -> ArrayRef {
    match builder {
        Builder::Text(builder) => {
            let room = StringBuilder::with_capacity(BATCH_ROWS, builder.values_slice().len());
            Arc::new(std::mem::replace(builder, room).finish())
        }
        other => other.finish(),
    }
}

/// A number in its one form: no plus, no zero in front, no minus zero.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let plain =
        digits[..] == *b"0" && text.len() == 1 || digits.first().is_some_and(|digit| (b'1'..=b'9').contains(digit));
    if plain { text.parse().ok() } else { None }
}

/// The days from 1970-01-01 to a date of the years 0001 to 9999, written with four, two and two digits.
fn days(text: &str) -> Option<i32> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *bytes else { return None };
    let digits = [y0, y1, y2, y3, m0, m1, d0, d1];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = |digits: &[u8]| digits.iter().fold(0, |value, digit| value * 10 + i16::from(digit - b'0'));
    let [year, month, day] = [&digits[..4], &digits[4..6], &digits[6..]].map(value);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    if year == 0 { None } else { Some(days_since_1970(date)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_have_one_form() {
        assert_eq!(
            ["0", "-1", "2147483647", "-2147483648"].map(number),
            [Some(0), Some(-1), Some(i32::MAX), Some(i32::MIN)]
        );
        for text in ["", "-", "+1", "01", "-0", "-01", "00", " 1", "1 ", "1.0", "1e3", "2147483648", "１"] {
            assert_eq!(number::<i32>(text), None, "{text}");
        }
        assert_eq!(["1970-01-01", "0001-01-01", "9999-12-31"].map(days), [Some(0), Some(-719_162), Some(2_932_896)]);
        for text in
            ["", "2012-5-30", "2012-02-30", "0000-01-01", "2012-13-01", "+012-05-30", "2012-05-30T", "2012/05/30"]
        {
            assert_eq!(days(text), None, "{text}");
        }
    }
}
