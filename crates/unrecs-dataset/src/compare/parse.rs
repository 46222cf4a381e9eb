//! Reads `changes/ops.ndjson` back, strictly: what the two schemas do not allow is an error with its line.

use std::sync::Arc;

use arrow_schema::SchemaRef;
use serde_json::Value as Json;

use super::columns::Columns;
use super::members::Members;
use super::schema_changes::pairs;
use super::shape::Shape;
use super::{Cause, CompareError, Field, Op, OpKind, Value};
use crate::tables::Cell;
use crate::tables::schema::{ColumnKind, TableRole};

/// Operations that cannot be those of two versions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpsError {
    /// A schema is not one of this program.
    #[error(transparent)]
    Schema(#[from] CompareError),
    /// A line is wrong.
    #[error("line {line} of the operations: {what}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong, and what was expected.
        what: String,
    },
}

/// The operations of one table, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOps {
    /// The table.
    pub table: String,
    /// Its operations.
    pub ops: Vec<Op>,
}

/// An operation as it stands in a line.
type Line = super::ndjson::Line<'static, Members<Json>>;

/// Reads the operations that lead from tables of the schemas before to tables of those after.
///
/// Members, types, nullability and the columns of each operation are checked against the schemas, and that tables and operations
/// stand in their order, which also tells that none is there twice. Whether they fit the rows is seen by [`super::replay`].
///
/// # Errors
/// A schema that is not one of this program, or the first line that is wrong.
pub fn parse_ops(ndjson: &[u8], before: Vec<SchemaRef>, after: Vec<SchemaRef>) -> Result<Vec<TableOps>, OpsError> {
    let (old, new) = (Shape::all(before)?, Shape::all(after)?);
    let pairs: Vec<_> = pairs(&old, &new).map(|(old, new)| Table::of(old, new)).collect();
    let mut tables: Vec<TableOps> = Vec::new();
    let mut last = 0;
    for (index, line) in ndjson.split_inclusive(|&byte| byte == b'\n').enumerate() {
        let wrong = |what: String| OpsError::Line { line: index + 1, what };
        let json = line.strip_suffix(b"\n").ok_or_else(|| wrong("it does not end with a line break".to_owned()))?;
        let line: Line = serde_json::from_slice(json).map_err(|error| wrong(within_line(&error)))?;
        let at = pairs.iter().position(|pair| pair.name() == line.table);
        let at = at.ok_or_else(|| wrong(format!("there is no table {:?}", line.table)))?;
        let name = line.table.clone().into_owned();
        let op = pairs[at].op(line).map_err(wrong)?;
        if tables.is_empty() || at > last {
            tables.push(TableOps { table: name, ops: Vec::new() });
        } else if at < last {
            return Err(wrong(format!("operations of {name} have to stand before those of {}", pairs[last].name())));
        }
        last = at;
        if let Some(table) = tables.last_mut() {
            let in_order = table.ops.last().is_none_or(|last| {
                last.kind < op.kind || (last.kind == op.kind && last.key_values().lt(op.key_values()))
            });
            if !in_order {
                return Err(wrong("it is there twice, or has to stand before the line in front of it".to_owned()));
            }
            table.ops.push(op);
        }
    }
    Ok(tables)
}

/// What is wrong with the JSON of a line. The parser sees that line alone, and would call it the first.
fn within_line(error: &serde_json::Error) -> String {
    let (place, text) = (format!(" at line {} column {}", error.line(), error.column()), error.to_string());
    text.strip_suffix(&place).map_or(text.clone(), |what| format!("{what}, at byte {}", error.column()))
}

/// A table in the versions that have it.
struct Table<'a> {
    before: Option<&'a Shape>,
    after: Option<&'a Shape>,
    columns: Option<Columns>,
}

impl<'a> Table<'a> {
    fn of(before: Option<&'a Shape>, after: Option<&'a Shape>) -> Self {
        let columns = before.zip(after).map(|(before, after)| Columns::of(before, after));
        Self { before, after, columns }
    }

    fn name(&self) -> &str {
        self.before.or(self.after).map_or("", |shape| &shape.name)
    }

    fn op(&self, line: Line) -> Result<Op, String> {
        let kind = OpKind::ALL.iter().copied().find(|kind| kind.code() == line.op);
        let kind =
            kind.ok_or_else(|| format!("there is no operation {:?}; expected DEL, REKEY, MOD or ADD", line.op))?;
        let cause_of = |code| {
            let cause = Cause::ALL.iter().copied().find(|cause| cause.code() == code);
            cause.ok_or_else(|| format!("there is no cause {code:?}"))
        };
        let cause = line.cause.map(cause_of).transpose()?;
        let shape = if kind == OpKind::Add { self.after } else { self.before };
        let shape = shape
            .ok_or_else(|| format!("the version has no table {} that {} could be about", self.name(), kind.code()))?;
        let key = exactly(shape, &shape.key, line.key)?;
        let all: Vec<usize> = (0..shape.columns.len()).collect();
        let (before, after) = match (kind, line.before, line.after) {
            (OpKind::Del, Some(before), None) => (Some(exactly(shape, &all, before)?), None),
            (OpKind::Add, None, Some(after)) => (None, Some(exactly(shape, &all, after)?)),
            (OpKind::Mod | OpKind::Rekey, Some(before), Some(after)) => {
                let (before, after) = self.changed(kind, before, after)?;
                (Some(before), Some(after))
            }
            (kind, ..) => return Err(format!("{} has to have {}", kind.code(), members_of(kind))),
        };
        let row = before.iter().chain(&after).next().filter(|_| matches!(kind, OpKind::Del | OpKind::Add));
        if row.is_some_and(|row| shape.key.iter().zip(&key).any(|(&column, field)| row[column] != *field)) {
            return Err("the key is not that of the row".to_owned());
        }
        if self.after.or(self.before).is_some_and(|shape| shape.holds != TableRole::Data) {
            return Err(format!("{} is no table of data, whose rows alone are listed", self.name()));
        }
        Ok(Op { kind, key, before, after, cause })
    }

    /// The changed fields before and after: the same columns on both sides, in the order of the schema after.
    fn changed(
        &self,
        kind: OpKind,
        before: Members<Json>,
        after: Members<Json>,
    ) -> Result<(Vec<Field>, Vec<Field>), String> {
        let (Some(old), Some(new), Some(columns)) = (self.before, self.after, &self.columns) else {
            return Err(format!("{} is in one version only, and no row of it can have changed", self.name()));
        };
        if before.0.len() != after.0.len() || after.0.is_empty() {
            return Err("before and after have to name the same columns, at least one".to_owned());
        }
        let (mut was, mut is, mut last) = (Vec::new(), Vec::new(), None);
        for ((old_name, old_value), (new_name, new_value)) in before.0.into_iter().zip(after.0) {
            let no_column = || format!("{} has no column {new_name:?}", new.name);
            let column = new.index_of(&new_name).ok_or_else(no_column)?;
            if last.is_some_and(|last| last >= column) {
                return Err(format!("{new_name} does not stand in the order of the schema"));
            }
            last = Some(column);
            let source = columns.before(column);
            let name: &Arc<str> = source.map_or(&new.columns[column], |source| &old.columns[source]);
            if **name != *old_name {
                return Err(format!("{new_name} was {name} before, not {old_name}"));
            }
            let old_value = match (source, old_value) {
                (Some(source), value) => value_of(old, source, value)?,
                (None, Json::Null) => Value::Null,
                (None, _) => return Err(format!("{new_name} is new and cannot have had a value")),
            };
            let new_value = value_of(new, column, new_value)?;
            if old_value == new_value {
                return Err(format!("{new_name} is the same before and after"));
            }
            was.push(Field { column: name.clone(), value: old_value });
            is.push(Field { column: new.columns[column].clone(), value: new_value });
        }
        let key_changes = is.iter().any(|field| new.key_names().any(|name| *name == field.column));
        match (kind == OpKind::Rekey, key_changes) {
            (true, false) => Err("REKEY has to change the key".to_owned()),
            (false, true) => Err("MOD cannot change the key".to_owned()),
            _ => Ok((was, is)),
        }
    }
}

fn members_of(kind: OpKind) -> &'static str {
    match kind {
        OpKind::Del => "the row before, and null after",
        OpKind::Add => "the row after, and null before",
        OpKind::Mod | OpKind::Rekey => "the changed fields before and after",
    }
}

/// The values of these columns and no others, in their order.
fn exactly(shape: &Shape, columns: &[usize], members: Members<Json>) -> Result<Vec<Field>, String> {
    let expected = columns.iter().map(|&column| &*shape.columns[column]);
    if !members.0.iter().map(|(name, _)| name.as_str()).eq(expected.clone()) {
        let found: Vec<&str> = members.0.iter().map(|(name, _)| name.as_str()).collect();
        let expected: Vec<&str> = expected.collect();
        return Err(format!("found the members {}; expected {}", found.join(", "), expected.join(", ")));
    }
    let fields = columns.iter().zip(members.0).map(|(&column, (_, value))| {
        Ok(Field { column: shape.columns[column].clone(), value: value_of(shape, column, value)? })
    });
    fields.collect()
}

fn value_of(shape: &Shape, column: usize, json: Json) -> Result<Value, String> {
    use ColumnKind::{Bool, Date, Int32, Int64, Text};
    let field = shape.field(column);
    let found = json.to_string();
    let value = match (ColumnKind::of(field.data_type()), json) {
        (_, Json::Null) => field.is_nullable().then_some(Value::Null),
        (Some(Text), Json::String(text)) => Some(Value::Text(text.into())),
        (Some(kind @ (Int32 | Int64)), Json::Number(number)) => Cell::parse(kind, &number.to_string()).map(Value::from),
        (Some(Bool), Json::Bool(truth)) => Some(Value::Bool(truth)),
        (Some(Date), Json::String(text)) => Cell::parse(Date, &text).map(Value::from),
        _ => None,
    };
    value.ok_or_else(|| format!("{}.{} cannot be {found}", shape.name, field.name()))
}
