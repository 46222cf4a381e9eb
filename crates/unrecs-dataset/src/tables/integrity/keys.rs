//! The key columns of all tables as integers, and which of them come twice or refer to nothing.

use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroU32;

use ahash::RandomState;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{RecordBatch, StringArray};
use hashbrown::HashTable;

use crate::tables::schema::{ColumnKind, ForeignKey, Table};

/// The number of a key; none for null. In four bytes, as there is one for each key of each row.
pub(super) type Key = Option<NonZeroU32>;

/// Every primary and foreign key column as numbers: equal texts have equal numbers, in whichever table they stand. Each text
/// is kept once.
pub(super) struct Keys {
    numbers: Numbers,
    columns: BTreeMap<(&'static str, &'static str), Vec<Key>>,
}

impl Keys {
    /// No keys yet, with room for this many different texts.
    pub(super) fn with_room_for(texts: usize) -> Self {
        let numbers = Numbers {
            texts: Vec::with_capacity(texts),
            indices: HashTable::with_capacity(texts),
            ..Numbers::default()
        };
        Self { numbers, columns: BTreeMap::new() }
    }

    /// Reads the key columns of more rows of a table.
    pub(super) fn add(&mut self, table: &'static Table, batch: &RecordBatch) {
        let foreign = table.foreign_keys.iter().map(|key| key.column);
        let mut columns: Vec<&'static str> = table.primary_key.iter().copied().chain(foreign).collect();
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let mut numbers = self.columns.remove(&(table.name, column)).unwrap_or_default();
            self.read(table, column, batch, &mut numbers);
            self.columns.insert((table.name, column), numbers);
        }
    }

    /// The numbers of a key column, row by row.
    pub(super) fn of_column(&self, table: &str, column: &str) -> &[Key] {
        self.columns.iter().find(|((t, c), _)| (*t, *c) == (table, column)).map_or(&[], |(_, numbers)| numbers)
    }

    /// Rows whose primary key is that of an earlier row. A key with a null in it is left to the check for nulls.
    pub(super) fn repeated(&self, table: &Table) -> Vec<usize> {
        let columns: Vec<_> = table.primary_key.iter().map(|column| self.of_column(table.name, column)).collect();
        let keys = || (0..columns[0].len()).map(|row| pack(&columns, row));
        // Keys that rise from row to row, as those of most tables do, are all different.
        if keys().flatten().is_sorted_by(|before, key| before < key) {
            return Vec::new();
        }
        let mut seen = HashSet::with_capacity_and_hasher(columns[0].len(), RandomState::new());
        let repeated = keys().enumerate().filter(|(_, key)| key.is_some_and(|key| !seen.insert(key)));
        repeated.map(|(row, _)| row).collect()
    }

    /// Rows whose foreign key is neither null nor a key of its table.
    pub(super) fn missing(&self, table: &Table, key: &ForeignKey) -> Vec<usize> {
        let own = self.of_column(table.name, key.column);
        let referenced = self.of_column(key.table, key.references);
        let mut known = vec![false; self.numbers.texts.len() + 1];
        referenced.iter().flatten().for_each(|number| known[number.get() as usize] = true);
        let unknown = |number: &NonZeroU32| !known[number.get() as usize];
        own.iter().enumerate().filter(|(_, number)| number.as_ref().is_some_and(unknown)).map(|(row, _)| row).collect()
    }

    fn read(&mut self, table: &Table, column: &str, batch: &RecordBatch, numbers: &mut Vec<Key>) {
        let index = table.index_of(column).expect("the schema names its own columns");
        let array = batch.column(index);
        match table.columns[index].kind {
            ColumnKind::Text => self.numbers.read(array.as_string(), numbers),
            ColumnKind::Int32 => {
                let ordinals = array.as_primitive::<Int32Type>().iter();
                // The lowest of all, which no ordinal is, becomes zero.
                numbers.extend(ordinals.map(|ordinal| NonZeroU32::new(ordinal?.cast_unsigned() ^ 1 << 31)));
            }
            kind => unreachable!("keys are texts or ordinals, not {kind:?}"),
        }
    }
}

/// The texts of keys with their numbers.
#[derive(Default)]
struct Numbers {
    /// The text of number 1, of number 2 and so on.
    texts: Vec<Box<str>>,
    /// Indices of texts, by what they hash to.
    indices: HashTable<u32>,
    hasher: RandomState,
}

impl Numbers {
    /// Adds the numbers of a column. Rows that follow each other mostly hold the same key or the next one, so that it is looked
    /// for there first.
    fn read(&mut self, column: &StringArray, numbers: &mut Vec<Key>) {
        let mut last = 0;
        numbers.extend(column.iter().map(|text| {
            let text = text?;
            let same = |index: &u32| self.texts.get(*index as usize).is_some_and(|known| **known == *text);
            last = [last, last + 1].into_iter().find(same).unwrap_or_else(|| self.index(text));
            NonZeroU32::new(last + 1)
        }));
    }

    fn index(&mut self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text);
        if let Some(&index) = self.indices.find(hash, |&index| *self.texts[index as usize] == *text) {
            return index;
        }
        // One number is left, for what is counted from 1.
        let next = u32::try_from(self.texts.len()).ok().filter(|&next| next < u32::MAX);
        let next = next.expect("2³² different keys take more memory than machines have");
        self.texts.push(text.into());
        let (texts, hasher) = (&self.texts, &self.hasher);
        self.indices.insert_unique(hash, next, |&index| hasher.hash_one(&*texts[index as usize]));
        next
    }
}

/// The key of a row as one number, null where a part of it is; a key has one or two columns of 32 bits.
fn pack(columns: &[&[Key]], row: usize) -> Option<u64> {
    columns.iter().try_fold(0_u64, |packed, column| Some(packed << 32 | u64::from(column[row]?.get())))
}
