//! Primary keys as bytes that compare as the keys do: texts by their UTF-8 bytes, numbers and dates by value.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Schema};

use super::ContentError;
use crate::tables::schema::arrow::{primary_key, table_name};

/// The columns of a primary key, the more significant first.
pub(super) struct Key(Vec<usize>);

impl Key {
    /// The key that the metadata of the schema names.
    ///
    /// # Errors
    /// [`ContentError::Key`]
    pub(super) fn new(schema: &Schema) -> Result<Self, ContentError> {
        let found = schema.metadata().get("primary_key").map_or("", String::as_str);
        let columns =
            primary_key(schema).and_then(|names| names.iter().map(|name| schema.index_of(name).ok()).collect());
        columns
            .map(Self)
            .ok_or_else(|| ContentError::Key { table: table_name(schema).to_owned(), found: found.to_owned() })
    }

    /// The keys of a batch.
    pub(super) fn rows<'a>(&self, batch: &'a RecordBatch) -> Keys<'a> {
        Keys(self.0.iter().map(|&column| batch.column(column)).collect())
    }
}

/// The keys of one batch.
pub(super) struct Keys<'a>(Vec<&'a ArrayRef>);

impl Keys<'_> {
    /// Appends the key of a row. No key is the beginning of another, so that they compare column by column. Null, which no
    /// key of a release has, comes first.
    pub(super) fn write(&self, row: usize, out: &mut Vec<u8>) {
        for array in &self.0 {
            if array.is_null(row) {
                out.push(0);
                continue;
            }
            out.push(1);
            match array.data_type() {
                DataType::Utf8 => write_text(array.as_string::<i32>().value(row).as_bytes(), out),
                DataType::Int32 => write_int32(array.as_primitive::<Int32Type>().value(row), out),
                DataType::Date32 => write_int32(array.as_primitive::<Date32Type>().value(row), out),
                DataType::Boolean => out.push(u8::from(array.as_boolean().value(row))),
                _ => out.extend((array.as_primitive::<Int64Type>().value(row) ^ i64::MIN).to_be_bytes()),
            }
        }
    }
}

/// Ends the text by two zero bytes, which compare before every byte that could follow; a zero byte within it is told from
/// them by what stands behind it.
fn write_text(text: &[u8], out: &mut Vec<u8>) {
    for (index, part) in text.split(|&byte| byte == 0).enumerate() {
        if index > 0 {
            out.extend_from_slice(&[0, 1]);
        }
        out.extend_from_slice(part);
    }
    out.extend_from_slice(&[0, 0]);
}

/// With the sign turned round, big-endian bytes compare as the numbers.
fn write_int32(number: i32, out: &mut Vec<u8>) {
    out.extend((number ^ i32::MIN).to_be_bytes());
}
