//! Which row of the version before is which row of the version after, by key; the rows after pass by one at a time.

use std::hash::{BuildHasher, Hash, Hasher};

use ahash::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::CompareError;
use super::alignment::Alignment;
use super::causes::Origin;
use super::cell::{Row, Value, each, reads_like};
use super::key_map::{KeyMap, Target};
use super::shape::Shape;
use crate::export::cells::Rows;
use crate::tables::Cell;

/// The rows of the version before, as they were read.
pub(super) struct BuildSide<'a> {
    batches: Vec<Rows<'a>>,
    /// Number of the first row of each batch.
    starts: Vec<usize>,
    len: usize,
}

impl<'a> BuildSide<'a> {
    pub(super) fn new(batches: Vec<Rows<'a>>) -> Self {
        let (mut starts, mut len) = (Vec::new(), 0);
        for rows in &batches {
            starts.push(len);
            len += rows.len();
        }
        Self { batches, starts, len }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn row(&self, number: usize) -> Row<'_> {
        let batch = self.starts.partition_point(|&start| start <= number) - 1;
        Row { rows: &self.batches[batch], row: number - self.starts[batch] }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.batches.iter().flat_map(each)
    }
}

/// What the keys of the rows came to.
pub(super) struct Paired<'a> {
    pub(super) join: Alignment<'a>,
    /// The rows before.
    pub(super) before: BuildSide<'a>,
    /// By the number of a row before, whether it was found after.
    pub(super) found: Vec<bool>,
    /// Rows that were found and are not the same.
    pub(super) pairs: Vec<Pair>,
    /// Rows after that no row before was looked for under.
    pub(super) new: Vec<New>,
    pub(super) hasher: RandomState,
}

/// A row before and the row after under its key.
pub(super) struct Pair {
    /// Number of the row before.
    pub(super) before: usize,
    /// Columns after that differ, with the value after, in the order of the columns.
    changed: Vec<(usize, Value)>,
    /// Where what the row says changed, a hash of what it says now, if it has words.
    pub(super) content: Option<Option<u64>>,
    /// Where the row after comes from.
    pub(super) origin: Origin,
}

/// A row that only the version after has under its key.
pub(super) struct New {
    row: Vec<Value>,
    /// A hash of what it says, if it has words.
    pub(super) content: Option<u64>,
    pub(super) origin: Origin,
}

/// A row after that is kept: the new ones and those of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Right {
    New(usize),
    Pair(usize),
}

impl Paired<'_> {
    /// A cell of a row after.
    pub(super) fn after(&self, row: Right, column: usize) -> Cell<'_> {
        match row {
            Right::New(index) => self.new[index].row[column].cell(),
            Right::Pair(index) => {
                let pair = &self.pairs[index];
                let changed = pair.changed.iter().find(|(changed, _)| *changed == column);
                let unchanged = || self.join.cell_before(self.before.row(pair.before), column);
                changed.map_or_else(unchanged, |(_, value)| value.cell())
            }
        }
    }

    /// The key of a row after.
    pub(super) fn key_after(&self, row: Right) -> impl Iterator<Item = Cell<'_>> {
        self.join.after.key.iter().map(move |&column| self.after(row, column))
    }

    /// The identifier of a row after, and the language in which it identifies the row.
    pub(super) fn identifier_after(&self, row: Right) -> Option<(&str, Option<&str>)> {
        let mut key = self.key_after(row);
        Some((key.next()?.text()?, key.next().and_then(Cell::text)))
    }
}

/// Pairs rows as they pass by.
pub(super) struct Pairing<'a, 'f> {
    paired: Paired<'a>,
    key_map: &'f KeyMap,
    /// Numbers of the rows before with the hash of the key under which they are looked for.
    index: HashTable<(u64, usize)>,
    /// That key, where it is not their own.
    elsewhere: ahash::HashMap<usize, Vec<Value>>,
}

impl<'a, 'f> Pairing<'a, 'f> {
    /// Indexes the rows before.
    ///
    /// # Errors
    /// Two of them have one key.
    pub(super) fn new(join: Alignment<'a>, before: BuildSide<'a>, key_map: &'f KeyMap) -> Result<Self, CompareError> {
        let found = vec![false; before.len()];
        let paired = Paired { join, before, found, pairs: Vec::new(), new: Vec::new(), hasher: RandomState::new() };
        let index = HashTable::with_capacity(paired.before.len());
        let mut pairing = Self { paired, key_map, index, elsewhere: ahash::HashMap::default() };
        if pairing.paired.join.key.is_some() {
            pairing.index()?;
        }
        Ok(pairing)
    }

    fn index(&mut self) -> Result<(), CompareError> {
        let Self { paired: Paired { join, before, hasher, .. }, key_map, index, elsewhere } = self;
        for number in 0..before.len() {
            let row = before.row(number);
            let hash = match key_map.target(join.before, row) {
                Target::Own => hash(hasher, key_of(join.before, row)),
                Target::Nowhere => continue,
                Target::Other(key) => {
                    let hashed = hash(hasher, key.iter().map(Value::cell));
                    elsewhere.insert(number, key);
                    hashed
                }
            };
            let key = |number: usize| looked_for(join.before, before.row(number), elsewhere.get(&number));
            let same = |&(other, one): &(u64, usize)| other == hash && key(one).eq(key(number));
            match index.entry(hash, same, |(hash, _)| *hash) {
                Entry::Occupied(_) => return Err(twice(join.before, key_of(join.before, row))),
                Entry::Vacant(place) => place.insert((hash, number)),
            };
        }
        Ok(())
    }

    /// Pairs a row after with its row before.
    ///
    /// # Errors
    /// Another row after has the same key, and that is also the key of a row before. Other repeated keys are seen by
    /// [`super::table::operations`].
    pub(super) fn take(&mut self, row: Row<'_>, origin: Origin) -> Result<(), CompareError> {
        let Self { paired, key_map, index, elsewhere } = self;
        let after = paired.join.after;
        let hash = hash(&paired.hasher, key_of(after, row));
        let key = |number: usize| looked_for(paired.join.before, paired.before.row(number), elsewhere.get(&number));
        let same = |&(other, one): &(u64, usize)| other == hash && key(one).eq(key_of(after, row));
        let Some(&(_, number)) = index.find(hash, same) else {
            let content = paired.join.content_after(row, &paired.hasher);
            paired.new.push(New { row: row.to_values(), content, origin });
            return Ok(());
        };
        if std::mem::replace(&mut paired.found[number], true) {
            return Err(twice(after, key_of(after, row)));
        }
        let (join, before) = (&paired.join, paired.before.row(number));
        let differs = |&column: &usize| {
            join.is_compared(column) && !reads_like(join.cell_before(before, column), row.cell(column))
        };
        let columns = (0..join.before_of.len()).filter(differs);
        let changed: Vec<(usize, Value)> = columns.map(|column| (column, row.cell(column).into())).collect();
        if !changed.is_empty() {
            let says_other = changed.iter().any(|(column, _)| join.is_content(*column))
                && !join.says_the_same(before, |column| row.cell(column), key_map);
            let content = says_other.then(|| join.content_after(row, &paired.hasher));
            paired.pairs.push(Pair { before: number, changed, content, origin });
        }
        Ok(())
    }

    /// What it came to, when every row passed.
    pub(super) fn finish(self) -> Paired<'a> {
        self.paired
    }
}

/// The key under which a row before is looked for: its own, or another one.
fn looked_for<'a>(shape: &'a Shape, row: Row<'a>, other: Option<&'a Vec<Value>>) -> impl Iterator<Item = Cell<'a>> {
    let own = if other.is_none() { &shape.key[..] } else { &[] };
    own.iter().map(move |&column| row.cell(column)).chain(other.into_iter().flatten().map(Value::cell))
}

pub(super) fn key_of<'r>(shape: &'r Shape, row: Row<'r>) -> impl Iterator<Item = Cell<'r>> {
    shape.key.iter().map(move |&column| row.cell(column))
}

fn hash<'c>(hasher: &RandomState, cells: impl Iterator<Item = Cell<'c>>) -> u64 {
    let mut state = hasher.build_hasher();
    cells.for_each(|cell| cell.hash(&mut state));
    state.finish()
}

pub(super) fn twice<'c>(shape: &Shape, key: impl Iterator<Item = Cell<'c>>) -> CompareError {
    let key = key.map(|cell| cell.to_string()).collect::<Vec<_>>().join(", ");
    CompareError::KeyTwice { table: shape.name.clone(), key }
}
