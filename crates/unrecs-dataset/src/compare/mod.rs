//! The typed comparison of two versions of the data: schemas column by column, rows by key; values in, values out.
//!
//! [`compare`] asks each version for its schemas and then, one table at a time, for its rows. The rows before are held as the
//! arrays they came in, those after pass by batch by batch, so that memory holds one table of one version and nothing twice. Rows
//! are found by a hash of their key and compared cell by cell within the arrays; only what changed is copied. A join in the
//! polars engine would first have to copy both versions into frames of its own, as would a map of strings, and could not look at the
//! second version in passing.
//!
//! # What is the same row
//!
//! Rows are the same by primary key, but for re-keys, which are these and no others:
//!
//! 1. **A row whose words are unique.** The table has an identifier (a primary key of one text column). A row before and a row after
//!    have different identifiers and say the same: every column that both versions have is equal, save the identifier, references
//!    to the table itself, and the columns that name it ([`NAMING_NUMBERS`], [`NAMING_TEXTS`]); a foreign key is
//!    equal where it refers to the same row, though that has another key now. At least one column of words (text that is neither a
//!    code nor a key) is not null. No other row of either version says that. The identifier may have belonged to another row: when
//!    all recommendations move up by one number, each is followed to its new one, and two that swap numbers are two re-keys.
//! 2. **A row whose key contains a key that changed.** A column of its primary key is a foreign key to a row that was re-keyed, or its
//!    identifier is the value of such a foreign key with a part behind it that begins with `-` or `/`; and the key with the new value
//!    in it is a key of the version after. What else changed does not matter. Where the row it referred to is gone and another has
//!    that key now, such a row is gone too.
//! 3. **An item of a re-keyed row of its own table**, found in the same way by its identifier, as far as neither row is the same as one of
//!    the other version already.
//!
//! Where two rows say the same, nobody can know which became which: they are removed and added, which is as major. The same holds for
//! tables without an identifier, and for a primary key of other columns, after which every row is removed and added.
//!
//! The order of rows is no part of the comparison: it is that of the documents, and neither are the columns that say so.
//!
//! Of tables of provenance it is told that their rows are others, and not which. A view says what other tables say, and changes with
//! them.

mod build;
mod bump;
mod causes;
mod cell;
mod changelog;
mod columns;
mod counts;
mod csv;
mod entry;
mod key_map;
mod inline;
mod alignment;
mod members;
mod ndjson;
mod ops;
mod pairing;
mod parse;
mod readable;
mod reasons;
mod rekey;
mod replay;
mod schema_changes;
mod shape;
mod summary;
mod table;
mod version;

use std::collections::HashSet;

pub use alignment::{NAMING_NUMBERS, NAMING_TEXTS};
pub use bump::Bump;
pub use causes::{Cause, Inputs};
pub use cell::Value;
pub use changelog::changelog_section;
pub use counts::Counts;
pub use csv::changes_csv;
pub use ndjson::ops_ndjson;
pub use ops::{Field, Op, OpKind, TableChanges};
pub use parse::{OpsError, TableOps, parse_ops};
pub use readable::{Marks, Show, changed_words, readable};
pub use reasons::{Reason, reasons};
pub use replay::{ReplayError, Replayed, replay, replay_all};
pub use schema_changes::{SchemaChange, SchemaChangeKind};
pub use summary::{Between, CHANGES_VERSION, report_json, summary_json};
pub use version::{Content, Made, TableRows, Take, Version};

use alignment::Alignment;
use causes::Origins;
use cell::{checked, each};
use key_map::KeyMap;
use pairing::{BuildSide, Pairing};
use rekey::Rekeyed;
use shape::Shape;

use crate::export::cells::Rows;
use crate::tables::schema::TableRole;

/// Data that cannot be compared: it is not what this program publishes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// A schema says not what it is of.
    #[error("a schema has no metadata `table`; its columns are {fields}")]
    NoTable {
        /// Names of the columns.
        fields: String,
    },
    /// A part of the metadata is missing or does not fit the columns.
    #[error("{table}: the metadata `{what}` of the schema is missing, or is not what it should be")]
    Metadata {
        /// The table.
        table: String,
        /// Key of the metadata.
        what: &'static str,
    },
    /// A version has two tables of one name.
    #[error("{table}: there are two tables of this name")]
    TableTwice {
        /// The table.
        table: String,
    },
    /// A column has a type that no published table has.
    #[error("{table}.{column} has the type {kind}; expected Utf8, Int32, Int64, Boolean or Date32")]
    Type {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The type as Arrow names it.
        kind: String,
    },
    /// Rows do not have the columns of their schema.
    #[error("{table}: rows do not have the columns, or not the types, that the schema says")]
    OtherColumns {
        /// The table.
        table: String,
    },
    /// A date cannot be written with a year of four digits.
    #[error("{table}.{column} holds a date whose year is not from 0001 to 9999")]
    NoDate {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A primary key is not one.
    #[error("{table}: two rows have the key {key}")]
    KeyTwice {
        /// The table.
        table: String,
        /// Values of the key, separated by commas.
        key: String,
    },
}

/// Everything that changed between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Changes of the schema: of the list of tables first, then table by table.
    pub schema: Vec<SchemaChange>,
    /// Changes of the rows, one entry for every table: those after in their order, then those that are gone in theirs.
    pub tables: Vec<TableChanges>,
    /// What changed beside the tables, such as the terms of use or the formats; the comparison of tables only fills it where the order of rows
    /// alone changed, or a view.
    pub beside: Vec<Reason>,
}

impl Changes {
    /// The largest level of any change.
    pub fn bump(&self) -> Bump {
        let schema = self.schema.iter().map(|change| change.kind.level());
        let beside = self.beside.iter().map(|reason| reason.level);
        schema.chain(self.tables.iter().map(TableChanges::level)).chain(beside).max().unwrap_or_default()
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.bump() == Bump::None
    }

    /// Every operation with its table, in their order.
    pub fn ops(&self) -> impl Iterator<Item = (&TableChanges, &Op)> {
        self.tables.iter().flat_map(|table| table.ops.iter().map(move |op| (table, op)))
    }
}

/// Compares two versions; `inputs` says which inputs of theirs differ, and so what brought a change about.
///
/// Each table is asked for once, first before and then after, and those that others refer to come first.
///
/// # Errors
/// What went wrong when a version was read, and what [`CompareError`] says of its data.
pub fn compare<E: From<CompareError>>(
    before: &dyn Version<E>,
    after: &dyn Version<E>,
    inputs: &Inputs,
) -> Result<Changes, E> {
    let (old, new) = (Shape::all(before.schemas())?, Shape::all(after.schemas())?);
    let schema = schema_changes::compare(&old, &new);
    let pairs: Vec<_> = schema_changes::pairs(&old, &new).collect();
    let mut comparison = Comparison { before, after, origins: Origins::new(inputs), key_map: KeyMap::default() };
    let mut tables: Vec<Option<TableChanges>> = pairs.iter().map(|_| None).collect();
    for index in referenced_first(&pairs) {
        let changes = match pairs[index] {
            (Some(old), Some(new)) => comparison.both(old, new)?,
            (Some(gone), None) => comparison.one(OpKind::Del, gone)?,
            (None, Some(added)) => comparison.one(OpKind::Add, added)?,
            (None, None) => continue,
        };
        tables[index] = Some(changes);
    }
    let mut changes = Changes { schema, tables: tables.into_iter().flatten().collect(), beside: Vec::new() };
    if changes.is_empty() {
        changes.beside.extend(of_order(before, after, &new));
    }
    Ok(changes)
}

/// What to say where no row says anything else: the rows of some tables stand in another order, or a view shows them in another way.
fn of_order<E>(before: &dyn Version<E>, after: &dyn Version<E>, shapes: &[Shape]) -> Option<Reason> {
    let other = |shape: &&Shape| before.content(&shape.name) != after.content(&shape.name);
    let names: Vec<&str> = shapes.iter().filter(other).map(|shape| shape.name.as_str()).collect();
    (!names.is_empty()).then(|| Reason {
        level: Bump::Patch,
        text: format!("no row says anything else, but its order or the view of it is another: {}", names.join(", ")),
    })
}

/// The tables in an order in which those that others refer to come first, otherwise in their own. Tables that refer to each
/// other in a circle come in their own order.
fn referenced_first(pairs: &[(Option<&Shape>, Option<&Shape>)]) -> Vec<usize> {
    let shapes = |index: usize| [pairs[index].0, pairs[index].1].into_iter().flatten();
    let name = |index: usize| shapes(index).next().map(|shape| shape.name.as_str());
    let mut left: Vec<usize> = (0..pairs.len()).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let waiting: HashSet<&str> = left.iter().filter_map(|&index| name(index)).collect();
        let is_free = |index: usize| {
            let mut foreign = shapes(index).flat_map(|shape| &shape.foreign);
            foreign.all(|foreign| name(index) == Some(&foreign.table) || !waiting.contains(foreign.table.as_str()))
        };
        let next = left.iter().position(|&index| is_free(index)).unwrap_or_default();
        order.push(left.remove(next));
    }
    order
}

/// A comparison under way.
struct Comparison<'a, E> {
    before: &'a dyn Version<E>,
    after: &'a dyn Version<E>,
    origins: Origins<'a>,
    key_map: KeyMap,
}

impl<E: From<CompareError>> Comparison<'_, E> {
    /// A table that both versions have.
    fn both(&mut self, old: &Shape, new: &Shape) -> Result<TableChanges, E> {
        let mut changes = TableChanges::without_rows(Some(old), Some(new));
        if changes.holds != TableRole::Data {
            let contents = [self.before, self.after].map(|version| version.content(&new.name));
            [changes.rows_before, changes.rows_after] = contents.map(|content| Some(content?.rows));
            changes.provenance_changed = changes.holds == TableRole::Provenance && contents[0] != contents[1];
            return Ok(changes);
        }
        let Self { before, after, origins, key_map } = self;
        origins.begin(old);
        origins.begin(new);
        let mut batches = Vec::new();
        before.rows(&old.name, &mut |batch| {
            for row in each(&checked(old, batch)?) {
                origins.note(old, row);
            }
            batches.push(batch.clone());
            Ok(())
        })?;
        let build_side = BuildSide::new(batches.iter().map(Rows::of).collect());
        let (rows_before, mut rows_after) = (build_side.len(), 0);
        let mut pairing = Pairing::new(Alignment::of(old, new), build_side, key_map)?;
        after.rows(&new.name, &mut |batch| {
            for row in each(&checked(new, batch)?) {
                rows_after += 1;
                let origin = origins.note(new, row);
                pairing.take(row, origin)?;
            }
            Ok(())
        })?;
        let paired = pairing.finish();
        let rekeyed = Rekeyed::find(&paired, key_map);
        key_map.insert(&new.name, table::changed_identifiers(&paired, &rekeyed));
        changes.ops = table::operations(&paired, &rekeyed, origins)?;
        (changes.rows_before, changes.rows_after) = (Some(rows_before), Some(rows_after));
        Ok(changes)
    }

    /// A table that only one version has: every row is removed or added.
    fn one(&mut self, kind: OpKind, shape: &Shape) -> Result<TableChanges, E> {
        let Self { before, after, origins, .. } = self;
        origins.begin(shape);
        let is_gone = kind == OpKind::Del;
        let version = if is_gone { before } else { after };
        let (mut ops, mut rows) = (Vec::new(), 0);
        version.rows(&shape.name, &mut |batch| {
            rows += batch.num_rows();
            let listed = (shape.holds == TableRole::Data).then(|| checked(shape, batch)).transpose()?;
            for row in listed.iter().flat_map(each) {
                let origin = origins.note(shape, row);
                ops.push(table::whole(kind, shape, row.to_values(), origins.cause(origin)));
            }
            Ok(())
        })?;
        table::sort(&mut ops);
        let changes = TableChanges::without_rows(is_gone.then_some(shape), (!is_gone).then_some(shape));
        let (rows_before, rows_after) = if is_gone { (Some(rows), None) } else { (None, Some(rows)) };
        Ok(TableChanges { rows_before, rows_after, ops, ..changes })
    }
}

#[cfg(test)]
mod tests;
