//! Primary keys are unique, and foreign keys are keys: seen on hashes of the keys, and proved on the rows.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ahash::RandomState;
use arrow_array::{Array, RecordBatch};
use arrow_schema::SchemaRef;
use rayon::prelude::*;

use super::cells::line;
use super::{Outcome, Promise, ReadAgain, TableChecker, Violations};
use crate::tables::arrow::{ForeignKeyNames, foreign_keys, key_columns};
use crate::tables::{Cell, Values};

/// Stands for null among hashes.
const NULL: u64 = 0;

/// The keys of one table. A hash of 64 bits under a random seed takes the place of each: for ten million keys the chance that a
/// foreign key without its row goes unseen is below one in a trillion, and a key that seems to come twice is looked at again.
pub(super) struct Keys {
    /// Indices of the columns of the primary key.
    pub(super) primary: Vec<usize>,
    /// Of the primary key of each row.
    hashes: Vec<u64>,
    foreign: Vec<Foreign>,
}

/// A foreign key.
struct Foreign {
    /// Indices of the columns that hold it.
    columns: Vec<usize>,
    key: ForeignKeyNames,
    /// Hashes with the row (from 0) at which each begins to stand; most come many times in turn.
    runs: Vec<(u64, u64)>,
}

/// How many rows are looked at again.
const LOOKED_AT: usize = 20;

impl Keys {
    /// No rows yet of a table with this schema; none where its metadata names no keys.
    pub(super) fn new(schema: &SchemaRef) -> Option<Self> {
        let foreign = |key: ForeignKeyNames| {
            let columns = key.columns().map(|column| schema.index_of(column).ok()).collect::<Option<_>>()?;
            Some(Foreign { columns, key, runs: Vec::new() })
        };
        let foreign = foreign_keys(schema)?.into_iter().map(foreign).collect::<Option<_>>()?;
        Some(Self { primary: key_columns(schema)?, hashes: Vec::new(), foreign })
    }

    pub(super) fn add(&mut self, batch: &RecordBatch, hasher: &RandomState) {
        let before = self.hashes.len() as u64;
        let key = together(batch, &self.primary, hasher);
        for foreign in &mut self.foreign {
            let of_key =
                if foreign.columns == self.primary { key.clone() } else { together(batch, &foreign.columns, hasher) };
            for (row, hash) in (before..).zip(of_key) {
                if foreign.runs.last().is_none_or(|(last, _)| *last != hash) {
                    foreign.runs.push((hash, row));
                }
            }
        }
        self.hashes.extend(key);
    }

    /// Rows whose primary key seems to be that of another: all rows of a few keys, so that both of a pair are among them.
    fn repeated(&self) -> BTreeSet<u64> {
        let mut sorted = self.hashes.clone();
        sorted.par_sort_unstable();
        let twice = |two: &&[u64]| two[0] == two[1] && two[0] != NULL;
        let twice: BTreeSet<u64> = sorted.windows(2).filter(twice).map(|two| two[0]).take(LOOKED_AT).collect();
        let suspected = (0..).zip(&self.hashes).filter(|(_, hash)| twice.contains(hash)).map(|(row, _)| row);
        suspected.take(if twice.is_empty() { 0 } else { LOOKED_AT * LOOKED_AT }).collect()
    }
}

impl Foreign {
    /// Rows whose key is none of the keys of the table that it refers to; where one comes many times in turn, the first of them.
    fn missing(&self, known: &Keys) -> Vec<u64> {
        let mut lookup = Lookup { keys: &known.hashes, at: 0, sorted: None };
        let lost = self.runs.iter().filter(|(hash, _)| *hash != NULL && !lookup.has(*hash));
        lost.map(|(_, row)| *row).collect()
    }
}

/// Looks for keys among those of a table. Rows that follow each other mostly refer to the same row or the next, so that it is
/// looked for there first.
struct Lookup<'k> {
    keys: &'k [u64],
    at: usize,
    sorted: Option<Vec<u64>>,
}

impl Lookup<'_> {
    fn has(&mut self, hash: u64) -> bool {
        if let Some(near) = [self.at, self.at + 1].into_iter().find(|&at| self.keys.get(at) == Some(&hash)) {
            self.at = near;
            return true;
        }
        let sorted = self.sorted.get_or_insert_with(|| {
            let mut sorted = self.keys.to_vec();
            sorted.par_sort_unstable();
            sorted
        });
        sorted.binary_search(&hash).is_ok()
    }
}

/// A hash of the values in every row of some columns; null where the first has no value, and so there is no key.
fn together(batch: &RecordBatch, columns: &[usize], hasher: &RandomState) -> Vec<u64> {
    let mut columns = columns.iter().map(|&column| hashes(batch.column(column), hasher));
    let mut key = columns.next().unwrap_or_default();
    for more in columns {
        let both = key.iter_mut().zip(more).filter(|(key, _)| **key != NULL);
        both.for_each(|(key, more)| *key = hasher.hash_one((*key, more)).max(1));
    }
    key
}

/// A hash of the values in every row of the columns of these names; none where one of them is not there.
pub(super) fn hashes_of(batch: &RecordBatch, columns: &[&str], hasher: &RandomState) -> Vec<u64> {
    let columns = columns.iter().map(|name| batch.schema_ref().index_of(name).ok()).collect::<Option<Vec<_>>>();
    columns.map_or(Vec::new(), |columns| together(batch, &columns, hasher))
}

/// A hash of the value in every row of a column.
fn hashes(array: &dyn Array, hasher: &RandomState) -> Vec<u64> {
    let mut last = (Cell::Null, NULL);
    let hash = |cell: Cell<'_>| if cell.is_null() { NULL } else { hasher.hash_one(cell).max(1) };
    let values = Values::of(array);
    let hashes = (0..array.len()).map(|row| values.cell(row)).map(|cell| {
        // Rows that follow each other mostly hold the same value.
        if cell != last.0 {
            last = (cell, hash(cell));
        }
        last.1
    });
    hashes.collect()
}

/// Checks the keys of the table of this index against themselves and those of the other tables.
pub(super) fn check(tables: &[&TableChecker], index: usize, read_again: &ReadAgain<'_>) -> Outcome {
    let table = tables[index];
    let Some(keys) = &table.keys else {
        return Outcome::missed(Promise::Keys, format!("the schema of {} names no keys", table.name()));
    };
    let names = |columns: &[usize]| -> Vec<&str> {
        columns.iter().map(|&column| table.schema.field(column).name().as_str()).collect()
    };
    let mut violations = Violations::new(&table.schema);
    let mut seen = BTreeSet::new();
    pick(&keys.repeated(), index, read_again, &mut |row, batch, at| {
        let key = line(batch, &keys.primary, at);
        if !seen.insert(key.clone()) {
            violations.add(Promise::Keys, &names(&keys.primary), row, || {
                format!("found {key}, the primary key of an earlier row; expected another")
            });
        }
    });
    for foreign in &keys.foreign {
        let target = tables.iter().find(|table| table.name() == foreign.key.table);
        let Some(known) = target.and_then(|target| target.keys.as_ref()) else { continue };
        let lost = foreign.missing(known);
        let (columns, shown) = (&foreign.columns, lost.iter().copied().take(LOOKED_AT).collect());
        pick(&shown, index, read_again, &mut |row, batch, at| {
            violations.add(Promise::Keys, &names(columns), row, || {
                let (found, table) = (line(batch, columns, at), &foreign.key.table);
                let referenced = foreign.key.referenced().collect::<Vec<_>>().join(" + ");
                format!("found {found}; expected a value of {table}.{referenced}, or no value")
            });
        });
        if lost.len() > shown.len() {
            violations.of(Promise::Keys, &names(columns)).rows += (lost.len() - shown.len()) as u64;
        }
    }
    let runs = keys.foreign.iter().map(|foreign| foreign.runs.len() as u64).sum();
    Outcome::looked(Promise::Keys, violations.found, &[("keys", keys.hashes.len() as u64), ("foreign keys", runs)])
}

/// Hands over the rows of a table that are asked for, by their numbers from 0 in ascending order, each as an index in a batch.
fn pick(
    rows: &BTreeSet<u64>,
    table: usize,
    read_again: &ReadAgain<'_>,
    take: &mut dyn FnMut(u64, &RecordBatch, usize),
) {
    if rows.is_empty() {
        return;
    }
    let mut before = 0;
    read_again(table, &mut |batch| {
        let end = before + batch.num_rows() as u64;
        rows.range(before..end).for_each(|&row| take(row, batch, (row - before) as usize));
        before = end;
        if rows.range(end..).next().is_none() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
}
