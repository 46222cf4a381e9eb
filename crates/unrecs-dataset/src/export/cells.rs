//! The cells of record batches by the kinds of the published schema, and how they read as text and as JSON.

use std::io::{self, Write as _};
use unrecs_text::value::{Date, date_of_days};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, StringArray};
use arrow_schema::DataType;

use super::Sink;
use crate::tables::Part;
use crate::tables::schema::{ColumnKind, TableSchema};

/// How many bytes an exporter collects before it hands them to its sink: enough that neither a system call nor a dynamic call
/// counts.
pub(super) const CHUNK: usize = 256 * 1024;

/// Hands the bytes collected so far to the sink where there are enough of them.
///
/// # Errors
/// Those of the sink.
pub(super) fn pass_on(collected: &mut Vec<u8>, sink: &mut Sink<'_>) -> io::Result<()> {
    if collected.len() >= CHUNK {
        sink.write_all(collected)?;
        collected.clear();
    }
    Ok(())
}

/// Whether no byte is one that a format has to write in another way. All bytes are looked at without a branch, many at a
/// time, since hardly any text holds such a byte.
pub(crate) fn none_is(bytes: &[u8], special: impl Fn(u8) -> bool) -> bool {
    !bytes.iter().fold(false, |found, &byte| found | special(byte))
}

/// Whether a format writes the text of these bytes as it is. It may say no too often, for text and for parts of it.
pub(crate) type IsPlain = fn(&[u8]) -> bool;

/// Whether JSON writes the text of these bytes as it is between its quotes (RFC 8259, section 7).
pub(crate) fn is_plain_json(bytes: &[u8]) -> bool {
    none_is(bytes, |byte| (byte < b' ') | (byte == b'"') | (byte == b'\\'))
}

/// The rows of one record batch.
pub(super) struct Rows<'a> {
    schema: &'static TableSchema,
    columns: Vec<Cells<'a>>,
    keys: Vec<JsonKey>,
    is_plain: IsPlain,
    len: usize,
}

/// A column's name as the key of a JSON member.
struct JsonKey {
    /// With the comma in front of it that all but the first have.
    name: String,
    /// The same with the quote in front of a value that has quotes.
    before: String,
    quoted: bool,
}

impl JsonKey {
    fn of(schema: &TableSchema, index: usize) -> Self {
        let column = &schema.columns[index];
        let name = format!("{}\"{}\":", if index > 0 { "," } else { "" }, column.name);
        let quoted = matches!(column.kind, ColumnKind::Text | ColumnKind::Date);
        Self { before: format!("{name}{}", if quoted { "\"" } else { "" }), name, quoted }
    }
}

/// The cells of one column.
pub(crate) enum Cells<'a> {
    /// And whether all of them are plain.
    Text(&'a StringArray, bool),
    Int32(&'a Int32Array),
    Int64(&'a Int64Array),
    Bool(&'a BooleanArray),
    Date(&'a Date32Array),
}

impl<'a> Rows<'a> {
    /// The rows that a part has of a table, batch by batch.
    pub(super) fn batches(
        schema: &'static TableSchema,
        part: &'a Part,
        is_plain: IsPlain,
    ) -> impl Iterator<Item = Rows<'a>> {
        part.batches(schema.name).iter().map(move |batch| Rows {
            schema,
            columns: batch.columns().iter().map(|array| Cells::of(array, is_plain)).collect(),
            keys: (0..schema.columns.len()).map(|column| JsonKey::of(schema, column)).collect(),
            is_plain,
            len: batch.num_rows(),
        })
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Whether a cell holds no value.
    pub(super) fn is_null(&self, column: usize, row: usize) -> bool {
        self.columns[column].is_null(row)
    }

    /// Appends a cell that is not null as text formats show it: ISO 8601 dates, `true` and `false`, plain numbers. Text that
    /// is not plain is given back instead, for the format to write in its own way.
    pub(super) fn text(&self, column: usize, row: usize, out: &mut Vec<u8>) -> Option<&'a str> {
        self.columns[column].text(row, self.is_plain, out)
    }

    /// The text of a key cell; none where it is null.
    ///
    /// # Panics
    /// Where the column is not a text column.
    pub(super) fn key(&self, column: usize, row: usize) -> Option<&'a str> {
        match self.columns[column] {
            Cells::Text(values, _) => (!values.is_null(row)).then(|| values.value(row)),
            _ => panic!("column {} of {} is not text", self.schema.columns[column].name, self.schema.name),
        }
    }

    /// Appends the members of a row as JSON, in schema order, without the braces: `"a":1,"b":null`. The rows are those of
    /// [`is_plain_json`].
    pub(super) fn json_members(&self, row: usize, out: &mut Vec<u8>) {
        for (key, cells) in self.keys.iter().zip(&self.columns) {
            if cells.is_null(row) {
                out.extend_from_slice(key.name.as_bytes());
                out.extend_from_slice(b"null");
                continue;
            }
            out.extend_from_slice(key.before.as_bytes());
            if let Some(text) = cells.text(row, self.is_plain, out) {
                out.pop();
                // A vector takes every write, and text is always JSON.
                let _ = serde_json::to_writer(&mut *out, text);
            } else if key.quoted {
                out.push(b'"');
            }
        }
    }
}

impl<'a> Cells<'a> {
    /// The cells of an array.
    ///
    /// # Panics
    /// Where the array is not of a published type, which no array of the tables is.
    pub(crate) fn of(array: &'a ArrayRef, is_plain: IsPlain) -> Self {
        match array.data_type() {
            DataType::Utf8 => {
                let values = array.as_string::<i32>();
                // Of a slice, the offsets are those of its rows, and the bytes those of the whole.
                let offsets = values.value_offsets();
                let (start, end) = (offsets[0] as usize, offsets[values.len()] as usize);
                Cells::Text(values, is_plain(&values.value_data()[start..end]))
            }
            DataType::Int32 => Cells::Int32(array.as_primitive::<Int32Type>()),
            DataType::Int64 => Cells::Int64(array.as_primitive::<Int64Type>()),
            DataType::Boolean => Cells::Bool(array.as_boolean()),
            DataType::Date32 => Cells::Date(array.as_primitive::<Date32Type>()),
            other => panic!("no published column is of type {other}"),
        }
    }

    /// Whether a cell holds no value.
    pub(crate) fn is_null(&self, row: usize) -> bool {
        match self {
            Cells::Text(values, _) => values.is_null(row),
            Cells::Int32(values) => values.is_null(row),
            Cells::Int64(values) => values.is_null(row),
            Cells::Bool(values) => values.is_null(row),
            Cells::Date(values) => values.is_null(row),
        }
    }

    /// What [`Rows::text`] does for one column.
    pub(crate) fn text(&self, row: usize, is_plain: IsPlain, out: &mut Vec<u8>) -> Option<&'a str> {
        match *self {
            Cells::Text(values, plain) => {
                let value = values.value(row);
                if !plain && !is_plain(value.as_bytes()) {
                    return Some(value);
                }
                out.extend_from_slice(value.as_bytes());
            }
            Cells::Int32(values) => out.extend_from_slice(itoa::Buffer::new().format(values.value(row)).as_bytes()),
            Cells::Int64(values) => out.extend_from_slice(itoa::Buffer::new().format(values.value(row)).as_bytes()),
            Cells::Bool(values) => out.extend_from_slice(if values.value(row) { b"true" } else { b"false" }),
            Cells::Date(values) => {
                // A vector takes every write.
                let _ = write!(out, "{}", date(values.value(row)));
            }
        }
        None
    }
}

/// The date of a `date32` value, which counts days from 1970-01-01.
fn date(days: i32) -> Date {
    date_of_days(days).expect("a published date has a year of four digits, and so lies within the calendar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_the_epoch_are_dates() {
        for (days, text) in [(0, "1970-01-01"), (15_490, "2012-05-30"), (-1, "1969-12-31"), (-719_162, "0001-01-01")] {
            assert_eq!(date(days).to_string(), text);
        }
    }
}
