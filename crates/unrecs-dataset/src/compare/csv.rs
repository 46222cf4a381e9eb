//! `changes/changes.csv`: one line a changed field, for spreadsheets; RFC 4180 as the tables have it.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::{Cause, Changes};

/// The header.
const HEADER: [&str; 7] = ["op", "table", "key", "field", "before", "after", "cause"];

/// Every field that changed, in the order of [`Changes::ops`] and of the schema, after a header: UTF-8 without a byte order
/// mark, CRLF, quotes only where needed, an empty field is null. A key of several columns is joined by `|`. Of a row that came or
/// went every field that is not null has a line. A text that a spreadsheet would read as a formula has a `'` before it.
pub fn changes_csv(changes: &Changes) -> Vec<u8> {
    let mut form = WriterBuilder::new();
    form.terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary);
    let mut writer = form.from_writer(Vec::new());
    let mut write = |record: [&str; 7]| {
        writer.write_record(record).expect("memory takes every write, and records are of one length")
    };
    write(HEADER);
    for (table, op) in changes.ops() {
        let key = key_text(op.key_values());
        for (field, before, after) in op.fields() {
            if before != after {
                let cause = op.cause.map_or("", Cause::code);
                let [key, before, after] = [key.clone(), before.to_string(), after.to_string()].map(no_formula);
                write([op.kind.code(), &table.table, &key, field, &before, &after, cause]);
            }
        }
    }
    writer.into_inner().expect("memory takes every write")
}

/// A text that no spreadsheet reads as a formula: a `'` stands before what would begin one.
fn no_formula(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// A key as one text: the values of its columns, joined by `|`.
pub(super) fn key_text(values: impl IntoIterator<Item = impl ToString>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join("|")
}
