//! The file of the whole dataset that this program writes where there are no rows: what stands beside the rows, to compare with.

use std::io::{self, Seek, Write};

use super::dataset_claim;
use super::loaded_release::LoadedRelease;
use crate::export::excel::twin::Extent;
use crate::export::{Files, Format, Whole, excel};
use crate::readback::DataFile;
use crate::tables::Tables;

/// The file of a format for the dataset and the tables of a release.
///
/// # Errors
/// Why nothing can be compared with it.
pub(super) fn of(release: &LoadedRelease<'_>, format: &str) -> Result<DataFile, String> {
    let Some(Files::Whole { encoder, .. }) = Format::named(format).map(|format| &format.files) else {
        return Err(format!("{format} has no file of the whole dataset"));
    };
    written(release, |whole| {
        let mut bytes = Vec::new();
        encoder(whole)?.end(&mut bytes)?;
        Ok(bytes)
    })
}

/// The workbook.
///
/// # Errors
/// As [`of`].
pub(super) fn workbook(release: &LoadedRelease<'_>, extent: Extent) -> Result<DataFile, String> {
    written(release, |whole| excel::twin::write(whole, extent))
}

fn written(
    release: &LoadedRelease<'_>,
    write: impl FnOnce(&Whole<'_>) -> io::Result<Vec<u8>>,
) -> Result<DataFile, String> {
    let tables = release.own_tables()?;
    let dataset = dataset_claim::read(&release.claims.dataset)?;
    let counts = release.claims.tables.iter().map(|table| usize::try_from(table.rows).unwrap_or(usize::MAX));
    let tables = Tables::without_rows(tables.into_iter().zip(counts));
    let make = || {
        let scratch = tempfile::tempdir()?;
        let bytes = write(&Whole { dataset: &dataset, tables: &tables, scratch: scratch.path() })?;
        let mut file = tempfile::tempfile()?;
        file.write_all(&bytes)?;
        file.rewind()?;
        Ok(file)
    };
    make().map_err(|error: io::Error| error.to_string())
}
