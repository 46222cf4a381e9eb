//! `changes/ops.ndjson`: one operation a line.

use serde::{Serialize, Serializer};

use super::{Cause, Changes, Field, Op};

/// An operation as published; the members stand in the order given here, and each is always there.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    op: &'static str,
    table: &'a str,
    key: Fields<'a>,
    before: Option<Fields<'a>>,
    after: Option<Fields<'a>>,
    cause: Option<&'static str>,
    moved: bool,
}

/// An object from columns to values, in the order of the list.
struct Fields<'a>(&'a [Field]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|field| (&*field.column, &field.value)))
    }
}

impl<'a> Line<'a> {
    pub(super) fn of(table: &'a str, op: &'a Op) -> Self {
        Self {
            op: op.kind.code(),
            table,
            key: Fields(&op.key),
            before: op.before.as_deref().map(Fields),
            after: op.after.as_deref().map(Fields),
            cause: op.cause.map(Cause::code),
            moved: op.moved,
        }
    }
}

/// Every operation on a line of its own that ends with `\n`, in the order of [`Changes::ops`]; nothing where no row changed.
pub fn ops_ndjson(changes: &Changes) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (table, op) in changes.ops() {
        serde_json::to_writer(&mut bytes, &Line::of(&table.table, op))
            .expect("names are text, values are JSON, and memory takes every write");
        bytes.push(b'\n');
    }
    bytes
}
