//! What a table says, whatever the format it is read from: one SHA-256 over its rows as canonical JSON in the order of the key.
//!
//! `docs/content-digest.md` has the definition, a worked example and a script that computes the same.

mod external_sorter;
mod row;
mod varint;

use std::io::{self, Read, Seek, Write};

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use sha2::{Digest as _, Sha256};

use external_sorter::ExternalSorter;
use row::{Canonical, Rows};
use unrecs_text::value::Digest;

/// How the rows of a table arrive.
pub enum Arrival {
    /// Ascending by the primary key. Nothing is held.
    InKeyOrder,
    /// In any order. Rows are held until the last has come: [`HELD_BYTES`] in memory, twice that while they are sorted and
    /// put aside, and the others in a file, which this opens when it is needed.
    InAnyOrder(OpenSpill),
}

/// Opens an empty file for rows that do not fit in memory. Whoever gives it sees to it that nothing is left of the file.
pub type OpenSpill = Box<dyn FnOnce() -> io::Result<Box<dyn Spill>> + Send>;

/// A file to put rows aside in.
pub trait Spill: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Spill for T {}

/// How many bytes of rows are held in memory before they go to a file, with their keys.
pub const HELD_BYTES: usize = 4 << 20;

/// What kept a digest from being computed.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// The schema's metadata does not name columns of it as the primary key.
    #[error("table {table}: the metadata `primary_key` is {found:?}; expected a JSON array of names of its columns")]
    Key {
        /// Name of the table, empty where the metadata has none.
        table: String,
        /// The metadata, empty where there is none.
        found: String,
    },
    /// A column has a type that no published column has.
    #[error("table {table}, column {column}: the type {found}; expected Utf8, Int32, Int64, Boolean or Date32")]
    Type {
        /// Name of the table.
        table: String,
        /// Name of the column.
        column: String,
        /// Its type, as Arrow calls it.
        found: String,
    },
    /// A date that ISO 8601 writes with more than four digits for the year, or that lies before the year 1.
    #[error(
        "table {table}, column {column}, row {row}: {days} days from 1970-01-01; expected a date of the years 0001 to 9999"
    )]
    Date {
        /// Name of the table.
        table: String,
        /// Name of the column.
        column: String,
        /// Which row, counted from 1 as they came.
        row: u64,
        /// The value.
        days: i32,
    },
    /// Rows announced in the order of the key are not.
    #[error("table {table}, row {row}: its key does not ascend from that of the row before, as was announced")]
    Order {
        /// Name of the table.
        table: String,
        /// The first such row, counted from 1 as they came.
        row: u64,
    },
    /// The file for held rows refused.
    #[error("table {table}: cannot hold its rows in a temporary file: {source}")]
    Spill {
        /// Name of the table.
        table: String,
        /// The reason.
        source: io::Error,
    },
}

/// The digest of one table in the making.
pub struct ContentDigest {
    canonical: Canonical,
    rows: u64,
    order: Order,
}

/// What is done with rows by how they arrive.
enum Order {
    Ascending(Ascending),
    Any(ExternalSorter),
}

/// Rows that are hashed as they come.
#[derive(Default)]
struct Ascending {
    hasher: Sha256,
    /// The key of the last row.
    last: Vec<u8>,
    key: Vec<u8>,
    row: Vec<u8>,
    /// The first row whose key is smaller than that of the row before.
    broken: Option<u64>,
}

impl ContentDigest {
    /// No rows yet of a table with this schema, in the form of
    /// [`arrow_schema`](crate::tables::arrow::arrow_schema); its metadata says what the primary key is.
    ///
    /// # Errors
    /// [`ContentError::Key`] and [`ContentError::Type`].
    pub fn new(schema: &Schema, arrival: Arrival) -> Result<Self, ContentError> {
        let canonical = Canonical::new(schema)?;
        let order = match arrival {
            Arrival::InKeyOrder => Order::Ascending(Ascending::default()),
            Arrival::InAnyOrder(open) => Order::Any(ExternalSorter::new(open, HELD_BYTES)),
        };
        Ok(Self { canonical, rows: 0, order })
    }

    /// Takes the next rows.
    ///
    /// # Errors
    /// [`ContentError::Date`] and [`ContentError::Spill`].
    ///
    /// # Panics
    /// Where the batch does not have the columns of the schema.
    pub fn add(&mut self, batch: &RecordBatch) -> Result<(), ContentError> {
        self.canonical.check(batch, self.rows)?;
        let rows = self.canonical.rows(batch);
        for row in 0..batch.num_rows() {
            self.rows += 1;
            match &mut self.order {
                Order::Ascending(ascending) => ascending.add(self.rows, &rows, row),
                Order::Any(held) => {
                    let added = held.add(|out| rows.write_key(row, out), |out| rows.pack(row, out));
                    added.map_err(|source| ContentError::Spill { table: self.canonical.table().to_owned(), source })?;
                }
            }
        }
        Ok(())
    }

    /// How many rows have come.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The digest, when all rows have come.
    ///
    /// # Errors
    /// [`ContentError::Order`] and [`ContentError::Spill`].
    pub fn finish(self) -> Result<Digest, ContentError> {
        let table = self.canonical.table().to_owned();
        match self.order {
            Order::Ascending(Ascending { broken: Some(row), .. }) => Err(ContentError::Order { table, row }),
            Order::Ascending(ascending) => Ok(Digest::from_hasher(ascending.hasher)),
            Order::Any(held) => {
                let unpack = |row: &[u8], out: &mut Vec<u8>| self.canonical.unpack(row, out);
                held.finish(unpack).map_err(|source| ContentError::Spill { table, source })
            }
        }
    }
}

impl Ascending {
    /// Takes a row of a batch, which is the one of this number in the table.
    fn add(&mut self, number: u64, rows: &Rows<'_>, row: usize) {
        self.key.clear();
        self.row.clear();
        rows.write_key(row, &mut self.key);
        rows.write(row, &mut self.row);
        if self.key < self.last {
            self.broken = self.broken.or(Some(number));
        }
        self.hasher.update(&self.row);
        std::mem::swap(&mut self.key, &mut self.last);
    }
}

/// The digest of a release from those of its tables: of the table of tables, whose rows have the columns `content_sha256` and
/// `table` and whose key is `table`.
pub fn of_release<'t>(tables: impl IntoIterator<Item = (&'t str, Digest)>) -> Digest {
    let mut tables: Vec<_> = tables.into_iter().collect();
    tables.sort_unstable_by_key(|(table, _)| *table);
    let mut rows = Vec::new();
    for (table, digest) in tables {
        rows.extend_from_slice(format!("{{\"content_sha256\":\"{digest}\",\"table\":").as_bytes());
        // A vector takes every write, and text is always JSON.
        let _ = serde_json::to_writer(&mut rows, table);
        rows.extend_from_slice(b"}\n");
    }
    Digest::of(&rows)
}

#[cfg(test)]
mod tests;
