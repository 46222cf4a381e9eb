//! `changes/ops.ndjson`: one operation a line.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Changes, Field, Op};

/// An operation as published; the members stand in the order given here, each is always there, and no other is. `F` is an object from
/// columns to values.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "F: Deserialize<'de>"))]
pub(super) struct Line<'a, F> {
    pub(super) op: Cow<'a, str>,
    pub(super) table: Cow<'a, str>,
    pub(super) key: F,
    #[serde(deserialize_with = "present")]
    pub(super) before: Option<F>,
    #[serde(deserialize_with = "present")]
    pub(super) after: Option<F>,
    #[serde(deserialize_with = "present")]
    pub(super) cause: Option<Cow<'a, str>>,
}

/// Null or a value; unlike an optional member of serde's, it may not be left out.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

/// An object from columns to values, in the order of the list.
pub(super) struct Fields<'a>(&'a [Field]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|field| (&*field.column, &field.value)))
    }
}

impl<'a> Line<'a, Fields<'a>> {
    pub(super) fn of(table: &'a str, op: &'a Op) -> Self {
        Self {
            op: op.kind.code().into(),
            table: table.into(),
            key: Fields(&op.key),
            before: op.before.as_deref().map(Fields),
            after: op.after.as_deref().map(Fields),
            cause: op.cause.map(|cause| cause.code().into()),
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
