//! Applies operations to the rows of a table before, which gives the rows after.

use crate::tables::arrow::table_name;
use ahash::HashMap;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::build::Builders;
use super::cell::{Row, Value, checked};
use super::columns::Columns;
use super::csv::key_text;
use super::pairing::{BuildSide, key_of};
use super::parse::{OpsError, parse_ops};
use super::shape::Shape;
use super::{CompareError, Op, OpKind, TableRows};
use crate::tables::Cell;

/// Operations that do not lead from these rows anywhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// The operations are none.
    #[error(transparent)]
    Ops(#[from] OpsError),
    /// Data that this program does not publish.
    #[error(transparent)]
    Data(#[from] CompareError),
    /// An operation is about a row that is not there.
    #[error("{table}: {op} is about the key {key}, which no row has")]
    NoRow {
        /// The table.
        table: String,
        /// The operation's kind.
        op: &'static str,
        /// Values of the key, separated by `|`.
        key: String,
    },
    /// An operation expects another value than the row has.
    #[error("{table}.{column} of the row {key} is not what {op} says it was")]
    OtherValue {
        /// The table.
        table: String,
        /// The column, as it is named before.
        column: String,
        /// Values of the key, separated by `|`.
        key: String,
        /// The operation's kind.
        op: &'static str,
    },
    /// Two rows would have one key.
    #[error("{table}: two rows would have the key {key}")]
    KeyTwice {
        /// The table.
        table: String,
        /// Values of the key, separated by `|`.
        key: String,
    },
    /// A value does not fit the type its column has now, and no operation gives another.
    #[error("{table}: {what}")]
    Unfit {
        /// The table.
        table: String,
        /// What does not fit.
        what: String,
    },
}

/// Replays `changes/ops.ndjson` on all tables of a version in memory; `after` are the schemas of the version that comes of it.
/// The rows of each table come in the order of their keys.
///
/// # Errors
/// The operations are wrong, or do not fit the rows.
pub fn replay_all(before: &[TableRows], after: &[SchemaRef], ndjson: &[u8]) -> Result<Vec<TableRows>, ReplayError> {
    let schemas = before.iter().map(|table| table.schema.clone()).collect();
    let ops = parse_ops(ndjson, schemas, after.to_vec())?;
    let tables = after.iter().map(|schema| {
        let rows = before.iter().find(|table| table_name(&table.schema) == table_name(schema));
        let ops = ops.iter().find(|table| table.table == table_name(schema));
        let batches = replay(rows, schema.clone(), ops.map_or(&[], |table| &table.ops))?.collect::<Result<_, _>>()?;
        Ok(TableRows { schema: schema.clone(), batches })
    });
    tables.collect()
}

/// Replays the operations of one table on its rows before; none where the table is new. `after` is its schema after. The rows
/// come batch by batch in the order of their keys.
///
/// The operations count as done at once: every key is one of the version before, but for `ADD`.
///
/// # Errors
/// The operations do not fit the rows.
pub fn replay<'o>(before: Option<&'o TableRows>, after: SchemaRef, ops: &'o [Op]) -> Result<Replayed<'o>, ReplayError> {
    let after = Shape::of(after)?;
    let old = before.map(|table| Shape::of(table.schema.clone())).transpose()?;
    let columns = old.as_ref().map(|old| Columns::of(old, &after));
    let before_of = (0..after.columns.len()).map(|column| columns.as_ref()?.before(column)).collect();
    let batches = old.iter().zip(before).flat_map(|(old, table)| table.batches.iter().map(move |batch| (old, batch)));
    let build_side = BuildSide::new(batches.map(|(old, batch)| checked(old, batch)).collect::<Result<_, _>>()?);
    let mut entries = kept(old.as_ref(), &after, &build_side, ops)?;
    entries.extend(ops.iter().filter(|op| op.kind == OpKind::Add).map(|op| Entry { row: None, op: Some(op) }));
    let mut replayed = Replayed { after, before_of, build_side, entries, next: 0 };
    replayed.sort()?;
    Ok(replayed)
}

/// Where a row after comes from: a row before, with what an operation changes, or an operation alone.
#[derive(Clone, Copy)]
struct Entry<'o> {
    row: Option<usize>,
    op: Option<&'o Op>,
}

/// The rows before that stay, each with its operation. Every operation finds its row, as it says it is.
fn kept<'o>(
    old: Option<&Shape>,
    after: &Shape,
    build_side: &BuildSide<'_>,
    ops: &'o [Op],
) -> Result<Vec<Entry<'o>>, ReplayError> {
    let key = |op: &'o Op| op.key_values().map(Value::cell);
    let about_rows = || ops.iter().filter(|op| op.kind != OpKind::Add);
    let by_key: HashMap<Vec<Cell<'_>>, &Op> = about_rows().map(|op| (key(op).collect(), op)).collect();
    let (mut entries, mut used) = (Vec::with_capacity(build_side.len()), 0);
    let rows = || old.into_iter().flat_map(|old| build_side.rows().map(move |row| (old, row)));
    for (number, (old, row)) in rows().enumerate() {
        let op = by_key.get(&key_of(old, row).collect::<Vec<_>>()).copied();
        if let Some(op) = op {
            used += 1;
            check(old, row, op)?;
        }
        if op.is_none_or(|op| op.kind != OpKind::Del) {
            entries.push(Entry { row: Some(number), op });
        }
    }
    if used < about_rows().count() {
        let lost = about_rows().find(|op| !rows().any(|(old, row)| key_of(old, row).eq(key(op))));
        let (op, key) = lost.map_or(("an operation", String::new()), |op| (op.kind.code(), shown(op)));
        return Err(ReplayError::NoRow { table: after.name.clone(), op, key });
    }
    Ok(entries)
}

/// Whether the row is what the operation says it was.
fn check(old: &Shape, row: Row<'_>, op: &Op) -> Result<(), ReplayError> {
    for field in op.before.iter().flatten() {
        // A column that is new was nothing before, and is not looked for.
        let cell = old.index_of(&field.column).map(|column| row.cell(column));
        if cell.is_some_and(|cell| cell != field.value.cell()) {
            return Err(ReplayError::OtherValue {
                table: old.name.clone(),
                column: field.column.to_string(),
                key: shown(op),
                op: op.kind.code(),
            });
        }
    }
    Ok(())
}

fn shown(op: &Op) -> String {
    key_text(op.key_values())
}

/// The rows of one table after, batch by batch in the order of their keys.
pub struct Replayed<'o> {
    after: Shape,
    before_of: Vec<Option<usize>>,
    build_side: BuildSide<'o>,
    entries: Vec<Entry<'o>>,
    next: usize,
}

impl Replayed<'_> {
    /// Number of all rows.
    pub fn rows(&self) -> usize {
        self.entries.len()
    }

    fn sort(&mut self) -> Result<(), ReplayError> {
        let mut entries = std::mem::take(&mut self.entries);
        if !entries.is_sorted_by(|one, other| self.key(*one) <= self.key(*other)) {
            entries.sort_by_cached_key(|entry| self.key(*entry));
        }
        if let Some(two) = entries.windows(2).find(|two| self.key(two[0]) == self.key(two[1])) {
            let (table, key) = (self.after.name.clone(), key_text(self.key(two[0])));
            return Err(ReplayError::KeyTwice { table, key });
        }
        self.entries = entries;
        Ok(())
    }

    fn key<'s>(&'s self, entry: Entry<'s>) -> Vec<Cell<'s>> {
        self.after.key.iter().map(|&column| self.cell(entry, column)).collect()
    }

    fn cell<'s>(&'s self, entry: Entry<'s>, column: usize) -> Cell<'s> {
        let changed = entry.op.and_then(|op| op.after.as_deref()).unwrap_or_default();
        let name = &self.after.columns[column];
        if let Some(field) = changed.iter().find(|field| field.column == *name) {
            return field.value.cell();
        }
        match (entry.row, self.before_of[column]) {
            (Some(row), Some(column)) => self.build_side.row(row).cell(column),
            _ => Cell::Null,
        }
    }
}

impl Iterator for Replayed<'_> {
    type Item = Result<RecordBatch, ReplayError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut builders = Builders::of(&self.after);
        while let Some(&entry) = self.entries.get(self.next) {
            self.next += 1;
            let cells: Vec<Cell<'_>> = (0..self.after.columns.len()).map(|column| self.cell(entry, column)).collect();
            match builders.push(&cells) {
                Ok(None) => {}
                Ok(Some(batch)) => return Some(Ok(batch)),
                Err(what) => {
                    self.next = self.entries.len();
                    return Some(Err(ReplayError::Unfit { table: self.after.name.clone(), what }));
                }
            }
        }
        builders.finish().map(Ok)
    }
}

#[cfg(test)]
mod tests;
