//! A release whose manifest was read: its files, what it claims, and the schemas of its tables.

use arrow_schema::SchemaRef;

use super::disk::Disk;
use super::manifest::{Claims, DataClaim};
use crate::readback::{Batches, ReadError};

/// What the checks of the rows need.
pub(super) struct LoadedRelease<'a> {
    pub(super) disk: &'a Disk,
    pub(super) claims: &'a Claims,
    /// Of each table of the manifest, in its order; none where the file makes no sense.
    pub(super) schemas: Vec<Option<SchemaRef>>,
}

impl LoadedRelease<'_> {
    /// The schema of a table.
    pub(super) fn schema(&self, table: &str) -> Option<&SchemaRef> {
        let index = self.claims.tables.iter().position(|claim| claim.name == table)?;
        self.schemas.get(index)?.as_ref()
    }

    /// The rows of a file of data.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub(super) fn rows(&self, data: &DataClaim, schema: &SchemaRef) -> Result<Batches, ReadError> {
        let failed =
            |problem: String| ReadError { file: data.path.clone(), line: None, row: None, column: None, problem };
        let file = self.disk.open(&data.path).map_err(|error| failed(format!("cannot read: {error}")))?;
        Ok((data.reader)(file, &data.path, schema))
    }

    /// The files with the rows of a table alone that are there, in the order of the formats.
    pub(super) fn data_of(&self, table: &str) -> Vec<DataClaim> {
        let mut data = self.claims.data_of(table);
        data.retain(|data| self.disk.size(&data.path).is_some());
        data
    }
}
