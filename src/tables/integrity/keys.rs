//! The key columns of all tables as integers, and the questions the query engine answers about them.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use polars::prelude::*;

use crate::tables::schema::{ColumnKind, ForeignKey, TableSchema};
use crate::tables::{Table, Tables};

/// Every primary and foreign key column as numbers: equal texts have equal numbers, in whichever table they stand. Each text
/// is looked at once, and never copied.
pub(super) struct Keys<'a> {
    numbers: PlHashMap<&'a str, u32>,
    columns: BTreeMap<(&'static str, &'static str), UInt32Chunked>,
}

impl<'a> Keys<'a> {
    /// Reads the key columns of all tables.
    pub(super) fn of(tables: &'a Tables) -> Self {
        let mut keys = Self { numbers: PlHashMap::default(), columns: BTreeMap::new() };
        for table in tables.iter() {
            let foreign = table.schema.foreign_keys.iter().map(|key| key.column);
            for column in table.schema.primary_key.iter().copied().chain(foreign) {
                if !keys.columns.contains_key(&(table.schema.name, column)) {
                    let numbers = keys.read(table, column);
                    keys.columns.insert((table.schema.name, column), numbers);
                }
            }
        }
        keys
    }

    /// One more than the greatest number of a text.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The numbers of a key column, row by row.
    pub(super) fn of_column(&self, table: &TableSchema, column: &str) -> impl Iterator<Item = Option<u32>> + '_ {
        self.column(table.name, column).iter()
    }

    /// Rows whose primary key is that of an earlier row. A key with a null in it is left to the check for nulls.
    pub(super) fn repeated(&self, table: &TableSchema) -> Vec<usize> {
        let columns: Vec<_> = table.primary_key.iter().map(|column| self.column(table.name, column)).collect();
        let packed =
            UInt64Chunked::from_iter_options("key".into(), (0..columns[0].len()).map(|row| pack(&columns, row)));
        let present = packed.len() - packed.null_count();
        let unique = packed.drop_nulls().n_unique().expect("integers can be sorted and counted");
        if unique == present {
            return Vec::new();
        }
        let mut seen = PlHashSet::default();
        let repeated = packed.iter().enumerate().filter(|(_, key)| key.is_some_and(|key| !seen.insert(key)));
        repeated.map(|(row, _)| row).collect()
    }

    /// Rows whose foreign key is neither null nor a key of its table.
    pub(super) fn missing(&self, table: &TableSchema, key: &ForeignKey) -> Vec<usize> {
        let own = self.column(table.name, key.column);
        let (rows, numbers): (Vec<u32>, Vec<u32>) =
            (0..).zip(own.iter()).filter_map(|(row, number)| Some((row, number?))).unzip();
        let left = frame(vec![Column::new("row".into(), rows), Column::new("key".into(), numbers)]);
        let referenced = self.column(key.table, key.references).clone().with_name("key".into());
        let right = frame(vec![referenced.into_column()]);
        let unmatched = left.join(&right, ["key"], ["key"], JoinArgs::new(JoinType::Anti), None);
        let unmatched = unmatched.expect("both sides have an integer column `key`");
        let rows = unmatched.column("row").and_then(|column| column.u32()).expect("the left side has a column `row`");
        let mut rows: Vec<usize> = rows.into_no_null_iter().map(|row| row as usize).collect();
        rows.sort_unstable();
        rows
    }

    fn column(&self, table: &str, column: &str) -> &UInt32Chunked {
        let column = self.columns.iter().find(|((t, c), _)| (*t, *c) == (table, column));
        column.map(|(_, numbers)| numbers).expect("the key columns of every table of the schema were read")
    }

    fn read(&mut self, table: &'a Table, column: &str) -> UInt32Chunked {
        let index = table.schema.index_of(column).expect("the schema names its own columns");
        let arrays = table.batches.iter().map(|batch| batch.column(index));
        match table.schema.columns[index].kind {
            ColumnKind::Text => {
                // Rows that follow each other often hold the same key.
                let mut last: Option<(&str, u32)> = None;
                let texts = arrays.flat_map(|array| array.as_string::<i32>().iter());
                let numbers = texts.map(|text| {
                    let text = text?;
                    let number = match last {
                        Some((same, number)) if same == text => number,
                        _ => self.number(text),
                    };
                    last = Some((text, number));
                    Some(number)
                });
                UInt32Chunked::from_iter_options("key".into(), numbers)
            }
            ColumnKind::Int32 => {
                let ordinals = arrays.flat_map(|array| array.as_primitive::<Int32Type>().iter());
                UInt32Chunked::from_iter_options("key".into(), ordinals.map(|ordinal| ordinal.map(i32::cast_unsigned)))
            }
            kind => unreachable!("keys are texts or ordinals, not {kind:?}"),
        }
    }

    fn number(&mut self, text: &'a str) -> u32 {
        let next = u32::try_from(self.numbers.len()).expect("2³² different keys take more memory than machines have");
        *self.numbers.entry(text).or_insert(next)
    }
}

/// The key of a row as one number, null where a part of it is; a key has one or two columns of 32 bits.
fn pack(columns: &[&UInt32Chunked], row: usize) -> Option<u64> {
    columns.iter().try_fold(0_u64, |packed, column| Some(packed << 32 | u64::from(column.get(row)?)))
}

fn frame(columns: Vec<Column>) -> DataFrame {
    DataFrame::new_infer_height(columns).expect("the columns are of one length and of different names")
}
