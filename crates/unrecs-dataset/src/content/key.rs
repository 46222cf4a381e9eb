//! Primary keys as bytes that compare as the keys do: texts by their UTF-8 bytes, numbers and dates by value.

use arrow_array::RecordBatch;
use arrow_schema::Schema;

use super::ContentError;
use crate::tables::Values;
use crate::tables::arrow::{primary_key, table_name};

/// The columns of a primary key, the more significant first.
pub(super) struct Key(Vec<usize>);

impl Key {
    /// The key that the metadata of the schema names.
    ///
    /// # Errors
    /// [`ContentError::Key`]
    pub(super) fn new(schema: &Schema) -> Result<Self, ContentError> {
        let found = schema.metadata().get("primary_key").map_or("", String::as_str);
        let columns =
            primary_key(schema).and_then(|names| names.iter().map(|name| schema.index_of(name).ok()).collect());
        columns
            .map(Self)
            .ok_or_else(|| ContentError::Key { table: table_name(schema).to_owned(), found: found.to_owned() })
    }

    /// The columns of the key in a batch.
    pub(super) fn rows<'a>(&self, batch: &'a RecordBatch) -> Keys<'a> {
        Keys(self.0.iter().map(|&column| Values::of(batch.column(column))).collect())
    }
}

/// The keys of one batch.
pub(super) struct Keys<'a>(Vec<Values<'a>>);

impl Keys<'_> {
    /// Appends the key of a row as bytes that compare as the keys do. Null, which no key of a release has, comes first.
    pub(super) fn write(&self, row: usize, out: &mut Vec<u8>) {
        self.0.iter().for_each(|values| values.cell(row).write_sort_key(out));
    }
}
