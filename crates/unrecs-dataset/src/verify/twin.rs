//! The file of the whole dataset that this program writes where there are no rows: what stands beside the rows, to compare with.

use std::io::{Seek, Write};

use super::dataset_claim;
use super::loaded_release::LoadedRelease;
use crate::export::{Files, Format, Whole};
use crate::readback::DataFile;
use crate::tables::Tables;

/// The file of a format for the dataset and the tables of a release.
///
/// # Errors
/// Why nothing can be compared with it.
pub(super) fn of(release: &LoadedRelease<'_>, format: &str) -> Result<DataFile, String> {
    let tables = release.own_tables()?;
    let dataset = dataset_claim::read(&release.claims.dataset)?;
    let counts = release.claims.tables.iter().map(|table| usize::try_from(table.rows).unwrap_or(usize::MAX));
    let tables = Tables::without_rows(tables.into_iter().zip(counts));
    let Some(Files::Whole { encoder, .. }) = Format::named(format).map(|format| &format.files) else {
        return Err(format!("{format} has no file of the whole dataset"));
    };
    let written = || {
        let scratch = tempfile::tempdir()?;
        let mut file = tempfile::tempfile()?;
        encoder(&Whole { dataset: &dataset, tables: &tables, scratch: scratch.path() })?.end(&mut file)?;
        file.flush()?;
        file.rewind()?;
        Ok(file)
    };
    written().map_err(|error: std::io::Error| error.to_string())
}
