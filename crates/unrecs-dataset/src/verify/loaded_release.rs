//! A release whose manifest was read: its files, what it claims, and the schemas of its tables.

use arrow_schema::SchemaRef;

use super::disk::Disk;
use super::manifest::{Claims, DataClaim, TableClaim};
use crate::readback::{Batches, ReadError};
use crate::release::Generator;
use crate::tables::arrow::arrow_schema;
use crate::tables::schema::Table;

/// What the checks of the rows need.
pub(super) struct LoadedRelease<'a> {
    pub(super) disk: &'a Disk,
    pub(super) claims: &'a Claims,
    /// Of each table of the manifest, in its order; none where the file makes no sense.
    pub(super) schemas: Vec<Option<SchemaRef>>,
    /// The program that verifies; none where nothing is compared with what it would write.
    pub(super) program: Option<&'a Generator>,
}

impl LoadedRelease<'_> {
    /// The schema of a table.
    pub(super) fn schema(&self, table: &str) -> Option<&SchemaRef> {
        let index = self.claims.tables.iter().position(|claim| claim.name == table)?;
        self.schemas.get(index)?.as_ref()
    }

    /// The tables of the release, where this very program made it: everything in it but the rows can be derived again then.
    ///
    /// # Errors
    /// Why it cannot.
    pub(super) fn own_tables(&self) -> Result<Vec<&'static Table>, String> {
        let program = self.program.ok_or("no program is at hand to compare with")?;
        if self.claims.generator != *program {
            let Generator { name, version, .. } = &self.claims.generator;
            let build = if *version == program.version { "another build of " } else { "" };
            return Err(format!("{build}{name} {version} made it"));
        }
        let table = |(claim, schema): (&TableClaim, &Option<SchemaRef>)| {
            let table = Table::of(&claim.name)?;
            schema.as_deref().is_some_and(|schema| *schema == arrow_schema(table)).then_some(table)
        };
        let tables: Option<Vec<_>> = self.claims.tables.iter().zip(&self.schemas).map(table).collect();
        tables.ok_or_else(|| "its schemas are not those of this program".to_owned())
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
