//! A row as RFC 8785 writes it: the members sorted by name, no white space, numbers and texts in their one form; and its key as bytes
//! that compare as keys do.

use arrow_array::RecordBatch;
use arrow_schema::Schema;

use super::{ContentError, varint};
use crate::tables::arrow::{primary_key, table_name};
use crate::tables::schema::ColumnKind;
use crate::tables::{Cell, Values};

/// The largest integer that a double, and so a number of RFC 8785, tells apart from its neighbours: 2⁵³ - 1.
const LARGEST_NUMBER: i64 = (1 << 53) - 1;

/// How the rows of a table are written.
pub(super) struct Canonical {
    schema: Schema,
    /// Sorted by name.
    members: Vec<Member>,
    /// The columns of the primary key, the more significant first.
    key: Vec<usize>,
}

/// A column as a member of the object of a row.
struct Member {
    column: usize,
    /// The name as JSON and the colon, with what stands in front of them.
    before: Vec<u8>,
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

impl Canonical {
    /// # Errors
    /// [`ContentError::Type`], and [`ContentError::Key`] where the metadata of the schema names no columns of it.
    pub(super) fn new(schema: &Schema) -> Result<Self, ContentError> {
        let table = || table_name(schema).to_owned();
        let mut columns: Vec<usize> = (0..schema.fields().len()).collect();
        // RFC 8785, section 3.2.3: as arrays of UTF-16 code units.
        columns.sort_by(|&a, &b| schema.field(a).name().encode_utf16().cmp(schema.field(b).name().encode_utf16()));
        let members = columns.iter().enumerate().map(|(place, &column)| {
            let field = schema.field(column);
            if ColumnKind::of(field.data_type()).is_none() {
                let (column, found) = (field.name().clone(), field.data_type().to_string());
                return Err(ContentError::Type { table: table(), column, found });
            }
            let mut before = vec![if place == 0 { b'{' } else { b',' }];
            Cell::Text(field.name()).write_json(&mut before);
            before.push(b':');
            Ok(Member { column, before })
        });
        let members = members.collect::<Result<_, _>>()?;
        let key = primary_key(schema).and_then(|names| names.iter().map(|name| schema.index_of(name).ok()).collect());
        let found = || schema.metadata().get("primary_key").cloned().unwrap_or_default();
        let key = key.ok_or_else(|| ContentError::Key { table: table(), found: found() })?;
        Ok(Self { schema: schema.clone(), members, key })
    }

    /// The name of the table, empty where the schema has none.
    pub(super) fn table(&self) -> &str {
        table_name(&self.schema)
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
        let expected = self.schema.fields().iter().map(|field| field.data_type());
        assert!(types.eq(expected), "a batch of table {} has other columns than its schema", self.table());
        for member in &self.members {
            if let Some((row, days)) = Values::of(batch.column(member.column)).impossible_date() {
                let (column, row) = (self.schema.field(member.column).name().clone(), before + 1 + row as u64);
                return Err(ContentError::Date { table: self.table().to_owned(), column, row, days });
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
            out.extend_from_slice(&member.before);
            match u8::try_from(head) {
                Ok(NULL) => Cell::Null.write_json(out),
                Ok(AGAIN) => out.extend_from_slice(long),
                _ => {
                    let (value, behind) = rest.split_at((head - u64::from(PLAIN)) as usize);
                    rest = behind;
                    out.extend_from_slice(value);
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
        let values = |column: usize| Values::of(batch.column(column));
        Rows {
            columns: self.members.iter().map(|member| (member, values(member.column))).collect(),
            key: self.key.iter().map(|&column| values(column)).collect(),
        }
    }
}

/// The rows of one batch.
pub(super) struct Rows<'a> {
    columns: Vec<(&'a Member, Values<'a>)>,
    key: Vec<Values<'a>>,
}

impl Rows<'_> {
    /// Appends the key of a row as bytes that compare as the keys do. Null, which no key of a release has, comes first.
    pub(super) fn write_key(&self, row: usize, out: &mut Vec<u8>) {
        self.key.iter().for_each(|values| values.cell(row).write_sort_key(out));
    }

    /// Appends a row with the line feed behind it.
    pub(super) fn write(&self, row: usize, out: &mut Vec<u8>) {
        for (member, values) in &self.columns {
            out.extend_from_slice(&member.before);
            write_value(values.cell(row), out);
        }
        out.extend_from_slice(END);
    }

    /// Appends a row in a shorter form without the names, for [`Canonical::unpack`]: of each value the length and what stands
    /// for it. Texts mostly come twice, as they are and normalized.
    pub(super) fn pack(&self, row: usize, out: &mut Vec<u8>) {
        let mut long = 0..0;
        for (_, values) in &self.columns {
            let cell = values.cell(row);
            if cell.is_null() {
                out.push(NULL);
                continue;
            }
            let start = out.len();
            // Room for most lengths.
            out.push(NULL);
            write_value(cell, out);
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
}

/// Appends a value as RFC 8785 has it.
fn write_value(cell: Cell<'_>, out: &mut Vec<u8>) {
    match cell {
        Cell::Int(number) if is_large(number) => {
            out.push(b'"');
            cell.write_text(out);
            out.push(b'"');
        }
        cell => cell.write_json(out),
    }
}

/// Whether an integer is written as text, in digits, as RFC 7493, section 2.2, advises where every digit counts.
fn is_large(number: i64) -> bool {
    !(-LARGEST_NUMBER..=LARGEST_NUMBER).contains(&number)
}
