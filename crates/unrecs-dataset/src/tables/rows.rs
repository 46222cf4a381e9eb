//! Where the rows of a table go from its row function: into batches, or only counted.

use std::sync::Arc;

use arrow_array::RecordBatch;

use super::arrow::arrow_schema;
use super::builder::{BatchBuilder, LONGEST_TEXT, Limits};
use super::cell::Cell;
use super::schema::Table;
use super::{BATCH_ROWS, Extent};

/// The limits of the batches of a part, and so of the row groups of Parquet.
const LIMITS: Limits = Limits { rows: BATCH_ROWS, text: LONGEST_TEXT };

/// Takes the rows of a table, one after the other, from the function that makes them.
pub struct Rows {
    table: &'static Table,
    purpose: Purpose,
}

enum Purpose {
    /// The rows are wanted.
    Fill { builder: BatchBuilder, batches: Vec<RecordBatch> },
    /// Only their number is, and whether their keys ascend.
    Measure { extent: Extent, last: Vec<u8>, key: Vec<u8> },
}

/// One row in the making, whose key is there.
pub struct Row<'r> {
    table: &'static Table,
    builder: &'r mut BatchBuilder,
    filled: usize,
}

impl Rows {
    pub(super) fn to_fill(table: &'static Table) -> Self {
        let builder = BatchBuilder::new(Arc::new(arrow_schema(table)), LIMITS);
        let builder =
            builder.unwrap_or_else(|column| unreachable!("{}, column {column}: kinds have types", table.name));
        Self { table, purpose: Purpose::Fill { builder, batches: Vec::new() } }
    }

    pub(super) fn to_measure(table: &'static Table) -> Self {
        let extent = Extent { rows: 0, in_key_order: true };
        Self { table, purpose: Purpose::Measure { extent, last: Vec::new(), key: Vec::new() } }
    }

    /// Adds a row: the cells of its primary key, which are the first columns, and what fills the others where they are wanted.
    ///
    /// # Panics
    /// Where the cells are not those that the schema declares, which is a mistake in this program; and where one text alone is
    /// over a gibibyte.
    pub fn add<const K: usize>(&mut self, key: [Cell<'_>; K], others: impl FnOnce(&mut Row<'_>)) {
        let table = self.table;
        assert_eq!(K, table.primary_key.len(), "cells of a key of {}", table.name);
        match &mut self.purpose {
            Purpose::Fill { builder, batches } => {
                let mut row = Row { table, builder, filled: 0 };
                row.fill(key);
                others(&mut row);
                assert_eq!(row.filled, table.columns.len(), "cells of a row of {}", table.name);
                batches.extend(builder.end_row());
            }
            Purpose::Measure { extent, last, key: written } => {
                written.clear();
                key.iter().for_each(|cell| cell.write_sort_key(written));
                extent.rows += 1;
                extent.in_key_order = extent.in_key_order && *last <= *written;
                std::mem::swap(last, written);
            }
        }
    }

    /// The rows that were filled, in batches; none of them is empty.
    pub(super) fn into_batches(self) -> Vec<RecordBatch> {
        match self.purpose {
            Purpose::Fill { mut builder, mut batches } => {
                batches.extend(builder.finish());
                batches
            }
            Purpose::Measure { .. } => Vec::new(),
        }
    }

    /// How many rows were added and how they stand.
    pub(super) fn extent(&self) -> Option<Extent> {
        match self.purpose {
            Purpose::Fill { .. } => None,
            Purpose::Measure { extent, .. } => Some(extent),
        }
    }
}

impl Row<'_> {
    /// Fills the next columns.
    ///
    /// # Panics
    /// As [`Rows::add`] does.
    pub fn fill<const N: usize>(&mut self, cells: [Cell<'_>; N]) {
        for cell in cells {
            let column = self.filled;
            let name = self.table.columns.get(column).map_or("", |column| column.name);
            let fits = column < self.table.columns.len() && self.builder.push(column, cell).is_ok();
            assert!(fits, "table {}, column {name}: {cell:?} is not what it holds", self.table.name);
            self.filled += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> &'static Table {
        Table::of("addressees").unwrap()
    }

    #[test]
    fn a_row_is_its_key_and_its_other_cells() {
        let mut rows = Rows::to_fill(table());
        rows.add(["r".into(), "en".into(), 1.into()], |row| {
            row.fill(["unodc".into(), Cell::Null]);
            row.fill([Cell::Bool(false), Cell::Null]);
        });
        let batches = rows.into_batches();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn measuring_makes_no_cells_and_compares_keys_as_values() {
        let extent = |keys: &[(&str, i32)]| {
            let mut rows = Rows::to_measure(table());
            for &(id, position) in keys {
                rows.add([id.into(), "en".into(), position.into()], |_| panic!("nobody wants the others"));
            }
            rows.extent().unwrap()
        };
        assert_eq!(extent(&[]), Extent { rows: 0, in_key_order: true });
        assert_eq!(extent(&[("a", 9), ("a", 10), ("b", 1)]), Extent { rows: 3, in_key_order: true });
        assert_eq!(extent(&[("a-9", 1), ("a-10", 1)]), Extent { rows: 2, in_key_order: false });
    }

    #[test]
    #[should_panic(expected = "table addressees, column position: Text(\"1\") is not what it holds")]
    fn a_cell_of_another_kind_is_refused() {
        Rows::to_fill(table()).add(["r".into(), "en".into(), "1".into()], |_| {});
    }

    #[test]
    #[should_panic(expected = "cells of a row of addressees")]
    fn a_row_that_lacks_a_cell_is_refused() {
        Rows::to_fill(table()).add(["r".into(), "en".into(), 1.into()], |row| row.fill(["unodc".into()]));
    }
}
