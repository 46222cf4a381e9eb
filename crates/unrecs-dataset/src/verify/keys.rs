//! Primary keys have to be unique, and foreign keys have to be keys: seen on hashes of the keys, and proved on the rows.

use crate::tables::{Cell, Values, arrow};
use std::collections::BTreeSet;

use ahash::RandomState;
use arrow_array::{Array, RecordBatch};
use arrow_schema::SchemaRef;
use rayon::prelude::*;
use serde::Deserialize;

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
    hasher: RandomState,
}

/// A column of foreign keys.
struct Foreign {
    column: usize,
    key: ForeignKey,
    /// Hashes with the row (from 0) at which each begins to stand; most come many times in turn.
    runs: Vec<(u64, u64)>,
}

/// A foreign key as the metadata of a schema has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct ForeignKey {
    pub(super) column: String,
    pub(super) references: String,
    pub(super) table: String,
}

/// Rows whose key is wrong, as far as hashes can tell.
pub(super) struct Suspects {
    /// Indices of the columns concerned.
    pub(super) columns: Vec<usize>,
    /// The rows, counted from 0, the first of them.
    pub(super) rows: BTreeSet<u64>,
    /// How many there are.
    pub(super) count: u64,
    /// The table and column whose keys they should be; none where they seem to come twice.
    pub(super) target: Option<(String, String)>,
}

/// How many rows are looked at again.
const LOOKED_AT: usize = 20;

impl Keys {
    /// No rows yet of a table with this schema; none where its metadata names no keys.
    pub(super) fn new(schema: &SchemaRef, hasher: &RandomState) -> Option<Self> {
        let primary = primary_key(schema)?;
        let foreign = foreign_keys(schema)?.into_iter();
        let foreign =
            foreign.map(|key| Some(Foreign { column: schema.index_of(&key.column).ok()?, key, runs: Vec::new() }));
        Some(Self { primary, hashes: Vec::new(), foreign: foreign.collect::<Option<_>>()?, hasher: hasher.clone() })
    }

    /// Takes more rows.
    pub(super) fn add(&mut self, batch: &RecordBatch) {
        let before = self.hashes.len() as u64;
        let hashes = |column: usize| hashes(batch.column(column), &self.hasher);
        let mut columns = self.primary.iter().map(|&column| hashes(column));
        let mut key = columns.next().unwrap_or_default();
        for more in columns {
            key.iter_mut().zip(more).for_each(|(key, more)| *key = self.hasher.hash_one((*key, more)).max(1));
        }
        for foreign in &mut self.foreign {
            for (row, hash) in (before..).zip(hashes(foreign.column)) {
                if foreign.runs.last().is_none_or(|(last, _)| *last != hash) {
                    foreign.runs.push((hash, row));
                }
            }
        }
        self.hashes.extend(key);
    }

    /// How many keys, and how many foreign keys, it has; foreign keys that come several times in turn count once.
    pub(super) fn counts(&self) -> (u64, u64) {
        (self.hashes.len() as u64, self.foreign.iter().map(|foreign| foreign.runs.len() as u64).sum())
    }

    /// Rows whose primary key seems to be that of another.
    pub(super) fn repeated(&self) -> Option<Suspects> {
        let mut sorted = self.hashes.clone();
        sorted.par_sort_unstable();
        let twice = |two: &&[u64]| two[0] == two[1] && two[0] != NULL;
        let twice: BTreeSet<u64> = sorted.windows(2).filter(twice).map(|two| two[0]).take(LOOKED_AT).collect();
        if twice.is_empty() {
            return None;
        }
        let suspected = (0..).zip(&self.hashes).filter(|(_, hash)| twice.contains(hash)).map(|(row, _)| row);
        // All rows of a few keys, so that both of a pair are among them.
        let rows: BTreeSet<u64> = suspected.take(LOOKED_AT * LOOKED_AT).collect();
        Some(Suspects { columns: self.primary.clone(), count: rows.len() as u64, rows, target: None })
    }

    /// Rows whose foreign keys are no keys of the table that they refer to, for each such column. `other` finds the keys of a table.
    pub(super) fn missing<'k>(&self, other: impl Fn(&str) -> Option<&'k Keys>) -> Vec<Suspects> {
        let of = |foreign: &Foreign| {
            let known = other(&foreign.key.table)?;
            let mut lookup = Lookup { keys: &known.hashes, at: 0, sorted: None };
            let lost = foreign.runs.iter().filter(|(hash, _)| *hash != NULL && !lookup.has(*hash));
            let lost: Vec<u64> = lost.map(|(_, row)| *row).collect();
            let target = Some((foreign.key.table.clone(), foreign.key.references.clone()));
            let (count, columns) = (lost.len() as u64, vec![foreign.column]);
            let rows = lost.into_iter().take(LOOKED_AT).collect();
            (count > 0).then_some(Suspects { columns, rows, count, target })
        };
        self.foreign.iter().filter_map(of).collect()
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

/// The columns that the metadata of a schema names as the primary key.
pub(super) fn primary_key(schema: &SchemaRef) -> Option<Vec<usize>> {
    let columns: Option<Vec<usize>> =
        arrow::primary_key(schema)?.iter().map(|name| schema.index_of(name).ok()).collect();
    columns.filter(|columns| !columns.is_empty())
}

/// The foreign keys that the metadata of a schema names.
pub(super) fn foreign_keys(schema: &SchemaRef) -> Option<Vec<ForeignKey>> {
    serde_json::from_str(schema.metadata().get("foreign_keys")?).ok()
}

/// A hash of the value in every row of a column.
pub(super) fn hashes(array: &dyn Array, hasher: &RandomState) -> Vec<u64> {
    let mut last = (Cell::Null, NULL);
    let hash = |cell: Cell<'_>| if cell.is_null() { NULL } else { hasher.hash_one(cell).max(1) };
    let hashes = Values::of(array).cells().map(|cell| {
        // Rows that follow each other mostly hold the same value.
        if cell != last.0 {
            last = (cell, hash(cell));
        }
        last.1
    });
    hashes.collect()
}
