//! A version of the data as it is compared: from files, in memory, or in the making.

use std::io;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use crate::content::{Arrival, ContentDigest};
use crate::tables::Tables;
use crate::tables::arrow::{arrow_schema, table_name};
use unrecs_text::value::Digest;

/// Takes the batches of a table one after the other.
pub type Take<'t, E> = dyn FnMut(&RecordBatch) -> Result<(), E> + 't;

/// One version of the data, read table by table; `E` is what can go wrong when it is read.
pub trait Version<E> {
    /// The schemas of its tables, in the order in which they are published, with the metadata of
    /// [`crate::tables::arrow::arrow_schema`].
    fn schemas(&self) -> Vec<SchemaRef>;

    /// Hands over the rows of a table, in batches of any size that have the columns of its schema. Asked for once a table.
    ///
    /// # Errors
    /// Those of reading, and those that `take` gives.
    fn rows(&self, table: &str, take: &mut Take<'_, E>) -> Result<(), E>;

    /// How many rows a table has, and the digest that tells whether they are the same.
    fn content(&self, table: &str) -> Option<Content>;
}

/// What all rows of a table come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// How many there are.
    pub rows: usize,
    /// Their content digest.
    pub sha256: Digest,
}

/// A table in memory.
#[derive(Debug, Clone)]
pub struct TableRows {
    /// As [`Version::schemas`] has it.
    pub schema: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
}

/// A version in memory.
impl<E> Version<E> for Vec<TableRows> {
    fn schemas(&self) -> Vec<SchemaRef> {
        self.iter().map(|table| table.schema.clone()).collect()
    }

    fn rows(&self, table: &str, take: &mut Take<'_, E>) -> Result<(), E> {
        let named = self.iter().filter(|one| table_name(&one.schema) == table);
        named.flat_map(|table| &table.batches).try_for_each(take)
    }

    fn content(&self, table: &str) -> Option<Content> {
        let table = self.iter().find(|one| table_name(&one.schema) == table)?;
        let mut digest = ContentDigest::new(&table.schema, Arrival::InAnyOrder(Box::new(|| Err(no_room())))).ok()?;
        table.batches.iter().try_for_each(|batch| digest.add(batch)).ok()?;
        Some(Content { rows: digest.rows() as usize, sha256: digest.finish().ok()? })
    }
}

/// A version in memory goes nowhere else.
fn no_room() -> io::Error {
    io::Error::from(io::ErrorKind::OutOfMemory)
}

/// A version in the making, whose rows are made once more.
pub struct Made<'a> {
    /// The rows.
    pub tables: &'a Tables<'a>,
    /// The content digest of each table.
    pub digests: &'a [(&'static str, Digest)],
}

impl<E> Version<E> for Made<'_> {
    fn schemas(&self) -> Vec<SchemaRef> {
        self.tables.iter().map(|table| arrow_schema(table.table()).into()).collect()
    }

    fn rows(&self, table: &str, take: &mut Take<'_, E>) -> Result<(), E> {
        self.tables.for_each_batch(table, take)
    }

    fn content(&self, table: &str) -> Option<Content> {
        let (_, sha256) = self.digests.iter().find(|(name, _)| *name == table)?;
        Some(Content { rows: self.tables.get(table)?.rows(), sha256: *sha256 })
    }
}
