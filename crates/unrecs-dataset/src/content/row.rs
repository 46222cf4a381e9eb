//! A row as RFC 8785 writes it: the members sorted by name, no white space, numbers and texts in their one form.

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{Array, Int64Array};
use arrow_schema::{DataType, Schema};

use super::{ContentError, varint};
use crate::export::cells::{Cells, is_plain_json};
use crate::tables::schema::arrow::table_name;

/// Days from 1970-01-01 to 0001-01-01.
const FIRST_DAY: i32 = -719_162;

/// Days from 1970-01-01 to 9999-12-31.
const LAST_DAY: i32 = 2_932_896;

/// The largest integer that a double, and so a number of RFC 8785, tells apart from its neighbours: 2⁵³ - 1.
const LARGEST_NUMBER: i64 = (1 << 53) - 1;

/// How the rows of a table are written.
pub(super) struct Canonical {
    table: String,
    types: Vec<DataType>,
    /// Sorted by name.
    members: Vec<Member>,
}

/// A column as a member of the object of a row.
struct Member {
    column: usize,
    name: String,
    /// The name as JSON and the colon, with what stands in front of them.
    before: Vec<u8>,
    /// The same with the quote that texts and dates begin with.
    before_value: Vec<u8>,
    quoted: bool,
}

/// What stands behind the last member.
const END: &[u8] = b"}\n";

/// In the shorter form of a row, in place of a length: no value.
const NULL: u8 = 0;

/// In place of a length: the long value before once more.
const AGAIN: u8 = 1;

/// What is added to a length.
const PLAIN: u8 = 2;

/// Bytes of a long value at least.
const LONG: usize = 16;

impl Member {
    fn null(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.before);
        out.extend_from_slice(b"null");
    }

    fn value(&self, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
        out.extend_from_slice(&self.before_value);
        write(out);
        if self.quoted {
            out.push(b'"');
        }
    }
}

impl Canonical {
    /// # Errors
    /// [`ContentError::Type`]
    pub(super) fn new(schema: &Schema) -> Result<Self, ContentError> {
        let table = table_name(schema).to_owned();
        let mut columns: Vec<usize> = (0..schema.fields().len()).collect();
        // RFC 8785, section 3.2.3: as arrays of UTF-16 code units.
        columns.sort_by(|&a, &b| schema.field(a).name().encode_utf16().cmp(schema.field(b).name().encode_utf16()));
        let members = columns.iter().enumerate().map(|(place, &column)| {
            let field = schema.field(column);
            let (name, found) = (field.name().clone(), field.data_type());
            let quoted = match found {
                DataType::Utf8 | DataType::Date32 => true,
                DataType::Int32 | DataType::Int64 | DataType::Boolean => false,
                _ => return Err(ContentError::Type { table: table.clone(), column: name, found: found.to_string() }),
            };
            let mut before = vec![if place == 0 { b'{' } else { b',' }];
            // A vector takes every write, and text is always JSON.
            let _ = serde_json::to_writer(&mut before, &name);
            before.push(b':');
            let mut before_value = before.clone();
            before_value.extend_from_slice(if quoted { b"\"" } else { b"" });
            Ok(Member { column, name, before, before_value, quoted })
        });
        let members = members.collect::<Result<_, _>>()?;
        let types = schema.fields().iter().map(|field| field.data_type().clone()).collect();
        Ok(Self { table, types, members })
    }

    /// Whether every value can be written; `before` is the number of rows before these.
    ///
    /// # Errors
    /// [`ContentError::Date`]
    ///
    /// # Panics
    /// Where the batch does not have the columns of the schema.
    pub(super) fn check(&self, batch: &RecordBatch, before: u64) -> Result<(), ContentError> {
        let types = batch.columns().iter().map(|array| array.data_type());
        assert!(types.eq(&self.types), "a batch of table {} has other columns than its schema", self.table);
        for member in self.members.iter().filter(|member| self.types[member.column] == DataType::Date32) {
            let days = batch.column(member.column).as_primitive::<Date32Type>();
            let outside =
                |(_, days): &(u64, Option<i32>)| days.is_some_and(|days| !(FIRST_DAY..=LAST_DAY).contains(&days));
            if let Some((row, Some(days))) = (before + 1..).zip(days).find(outside) {
                return Err(ContentError::Date { table: self.table.clone(), column: member.name.clone(), row, days });
            }
        }
        Ok(())
    }

    /// Appends a row from its shorter form.
    pub(super) fn unpack(&self, packed: &[u8], out: &mut Vec<u8>) {
        let (mut rest, mut long) = (packed, &packed[..0]);
        for member in &self.members {
            let (head, behind) = varint::read(rest);
            rest = behind;
            match u8::try_from(head) {
                Ok(NULL) => member.null(out),
                Ok(AGAIN) => member.value(out, |out| out.extend_from_slice(long)),
                _ => {
                    let (value, behind) = rest.split_at((head - u64::from(PLAIN)) as usize);
                    rest = behind;
                    member.value(out, |out| out.extend_from_slice(value));
                    if value.len() >= LONG {
                        long = value;
                    }
                }
            }
        }
        out.extend_from_slice(END);
    }

    /// The rows of a batch, which [`Canonical::check`] has seen.
    pub(super) fn rows<'a>(&'a self, batch: &'a RecordBatch) -> Rows<'a> {
        let cells = self.members.iter().map(|member| {
            let array = batch.column(member.column);
            let large = (*array.data_type() == DataType::Int64).then(|| array.as_primitive::<Int64Type>());
            (
                member,
                Cells::of(array, is_plain_json),
                large.filter(|values| values.values().iter().any(|&n| is_large(n))),
            )
        });
        Rows { cells: cells.collect() }
    }
}

/// The rows of one batch.
pub(super) struct Rows<'a> {
    /// With the numbers of a column that has some that are no number of RFC 8785.
    cells: Vec<(&'a Member, Cells<'a>, Option<&'a Int64Array>)>,
}

impl Rows<'_> {
    /// Appends a row with the line feed behind it.
    pub(super) fn write(&self, row: usize, out: &mut Vec<u8>) {
        for (index, (member, cells, _)) in self.cells.iter().enumerate() {
            match cells.is_null(row) {
                true => member.null(out),
                false => member.value(out, |out| self.value(index, row, out)),
            }
        }
        out.extend_from_slice(END);
    }

    /// Appends a row in a shorter form without the names, for [`Canonical::unpack`]: of each value the length and what stands
    /// for it. Texts mostly come twice, as they are and normalized.
    pub(super) fn pack(&self, row: usize, out: &mut Vec<u8>) {
        let mut long = 0..0;
        for (index, (_, cells, _)) in self.cells.iter().enumerate() {
            if cells.is_null(row) {
                out.push(NULL);
                continue;
            }
            let start = out.len();
            // Room for most lengths.
            out.push(NULL);
            self.value(index, row, out);
            let length = out.len() - start - 1;
            if length >= LONG && out[long.clone()] == out[start + 1..] {
                out.truncate(start);
                out.push(AGAIN);
                continue;
            }
            let mut head = [0; varint::MOST];
            match varint::write(length as u64 + u64::from(PLAIN), &mut head) {
                [head] => out[start] = *head,
                head => drop(out.splice(start..=start, head.iter().copied())),
            }
            if length >= LONG {
                long = out.len() - length..out.len();
            }
        }
    }

    /// Appends what stands for a value that is not null, texts and dates without their quotes.
    fn value(&self, index: usize, row: usize, out: &mut Vec<u8>) {
        let (_, cells, large) = &self.cells[index];
        let start = out.len();
        if let Some(text) = cells.text(row, is_plain_json, out) {
            // A vector takes every write. Of the escapes that JSON allows, this library writes those of RFC 8785.
            let _ = serde_json::to_writer(&mut *out, text);
            out.pop();
            out.remove(start);
        } else if large.is_some_and(|values| is_large(values.value(row))) {
            out.insert(start, b'"');
            out.push(b'"');
        }
    }
}

/// Whether an integer is written as text, in digits, as RFC 7493, section 2.2, advises where every digit counts.
fn is_large(number: i64) -> bool {
    !(-LARGEST_NUMBER..=LARGEST_NUMBER).contains(&number)
}
