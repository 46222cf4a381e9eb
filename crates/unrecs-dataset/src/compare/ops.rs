//! What changed in the rows of a table: one operation a row.

use std::sync::Arc;

use super::Bump;
use super::causes::Cause;
use super::cell::Value;
use crate::tables::schema::TableRole;
use unrecs_text::codes;

codes! {
    /// What happened to a row. The order is that of the operations of a table: what goes, what is called otherwise, what is
    /// corrected, what comes.
    OpKind {
        /// The row is gone.
        Del = "DEL",
        /// The row has another key; other fields may have changed too.
        Rekey = "REKEY",
        /// Fields of the row changed, its key did not.
        Mod = "MOD",
        /// The row is new.
        Add = "ADD",
    }
}

impl OpKind {
    /// In a table of data: a row removed, or an identifier that no longer is one, is major; a row added is minor; a value corrected
    /// is a patch.
    pub fn level(self) -> Bump {
        match self {
            OpKind::Del | OpKind::Rekey => Bump::Major,
            OpKind::Add => Bump::Minor,
            OpKind::Mod => Bump::Patch,
        }
    }
}

/// One value with the name of its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The column, under the name it has in the version the value is of.
    pub column: Arc<str>,
    /// The value.
    pub value: Value,
}

/// What happened to one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// What happened.
    pub kind: OpKind,
    /// The primary key: of the row before, and for `ADD` of the new row.
    pub key: Vec<Field>,
    /// The whole row for `DEL`, the fields that changed for `MOD` and `REKEY`, none for `ADD`; in the order of the schema. A
    /// column that is new has no value here, under its name after.
    pub before: Option<Vec<Field>>,
    /// The whole row for `ADD`, the same fields as in `before` for `MOD` and `REKEY` (those of the new key among them), none for
    /// `DEL`.
    pub after: Option<Vec<Field>>,
    /// What brought it about, where that can be known.
    pub cause: Option<Cause>,
}

impl Op {
    /// The values of the key, by which operations are ordered.
    pub(super) fn key_values(&self) -> impl Iterator<Item = &Value> {
        self.key.iter().map(|field| &field.value)
    }

    /// The key of the row after a `REKEY`: for every column of the key its new value, or the old one where it stayed.
    pub fn new_key(&self, key_after: &[Arc<str>]) -> Vec<Value> {
        let changed = self.after.as_deref().unwrap_or_default();
        let keys = self.key.iter().zip(key_after).map(|(field, name)| {
            changed.iter().find(|changed| changed.column == *name).map_or(&field.value, |changed| &changed.value)
        });
        keys.cloned().collect()
    }

    /// The fields that changed, each with what it was and is: every field of the row for `DEL` and `ADD`. A column has its name
    /// after where it has one.
    pub fn fields(&self) -> Vec<(&Arc<str>, &Value, &Value)> {
        static NULL: Value = Value::Null;
        match (self.before.as_deref(), self.after.as_deref()) {
            (Some(before), None) => before.iter().map(|old| (&old.column, &old.value, &NULL)).collect(),
            (None, Some(after)) => after.iter().map(|new| (&new.column, &NULL, &new.value)).collect(),
            (Some(before), Some(after)) => {
                before.iter().zip(after).map(|(old, new)| (&new.column, &old.value, &new.value)).collect()
            }
            (None, None) => Vec::new(),
        }
    }
}

/// What changed in one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableChanges {
    /// Name of the table.
    pub table: String,
    /// The columns of the primary key, under their names after (before, where the table is gone).
    pub key: Vec<Arc<str>>,
    /// Number of rows; none where the table is new.
    pub rows_before: Option<usize>,
    /// Number of rows; none where the table is gone.
    pub rows_after: Option<usize>,
    /// What its rows are: data where one of the versions says so.
    pub holds: TableRole,
    /// The columns that hold keys of tables, under their names after: they follow those where rows are re-keyed.
    pub foreign: Vec<Arc<str>>,
    /// The columns that say where rows come from, under their names after.
    pub provenance: Vec<Arc<str>>,
    /// Whether a table of provenance has other rows; nobody lists them.
    pub provenance_changed: bool,
    /// What happened to the rows, in the order of [`OpKind::ALL`] and within that by key. They are to be understood as one: every
    /// key is that of the version before, but for `ADD`.
    pub ops: Vec<Op>,
}
