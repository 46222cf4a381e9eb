//! One operation as people read it: what happened to which row, and how its fields changed.

use super::csv::key_text;
use super::inline::{Piece, pieces, replaced, start};
use super::{Field, Op, OpKind, TableChanges, Value};

/// What is shown of one operation.
pub(super) struct Entry {
    pub(super) kind: OpKind,
    /// The key; for a re-key the one before.
    pub(super) key: String,
    /// The key after, for a re-key.
    pub(super) new_key: Option<String>,
    /// The start of what a row says that came or went.
    pub(super) words: Vec<Piece>,
    /// Columns that changed in one way, with that change.
    pub(super) changes: Vec<(Vec<String>, Vec<Piece>)>,
}

impl Entry {
    /// What to show: of the columns only those that say something, not where a row comes from, and those that changed in the same way
    /// together, so that a text that is published in three forms is read once.
    pub(super) fn of(table: &TableChanges, op: &Op) -> Self {
        let key = key_text(op.key_values());
        let mut entry = Self { kind: op.kind, key, new_key: None, words: Vec::new(), changes: Vec::new() };
        match op.kind {
            OpKind::Del => entry.words = words(op.before.as_deref().unwrap_or_default()),
            OpKind::Add => entry.words = words(op.after.as_deref().unwrap_or_default()),
            OpKind::Rekey => entry.new_key = Some(key_text(op.new_key(&table.key))),
            OpKind::Mod => {}
        }
        if matches!(op.kind, OpKind::Rekey | OpKind::Mod) {
            entry.changes = changes(table, op);
        }
        entry
    }
}

/// What a row says, where one of its columns is known to.
fn words(row: &[Field]) -> Vec<Piece> {
    const SAYING: [&str; 4] = ["text", "title", "name", "surface"];
    let field =
        SAYING.iter().find_map(|name| row.iter().find(|field| *field.column == **name && !field.value.is_null()));
    field.map(|field| start(&printable(&field.value.to_string()))).unwrap_or_default()
}

fn changes(table: &TableChanges, op: &Op) -> Vec<(Vec<String>, Vec<Piece>)> {
    let mut changes: Vec<(Vec<String>, Vec<Piece>)> = Vec::new();
    let (old, new) = (op.before.as_deref().unwrap_or_default(), op.after.as_deref().unwrap_or_default());
    for (old, new) in old.iter().zip(new).filter(|(_, new)| table.is_said(op, new)) {
        let pieces = match (&old.value, &new.value) {
            (Value::Text(old), Value::Text(new)) => pieces(&printable(old), &printable(new)),
            (old, new) => replaced(printable(&old.to_string()), printable(&new.to_string())).collect(),
        };
        match changes.iter_mut().find(|(_, other)| *other == pieces) {
            Some((columns, _)) => columns.push(new.column.to_string()),
            None => changes.push((vec![new.column.to_string()], pieces)),
        }
    }
    changes
}

/// A text on one line and without characters that a terminal would obey.
pub(super) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push('↵'),
            c if c.is_control() => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
}
