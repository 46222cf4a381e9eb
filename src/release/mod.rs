//! The only writer: a release appears whole or not at all.

use std::path::{Path, PathBuf};

use crate::config::Dataset;
use crate::export::Format;
use crate::tables::Tables;
use crate::validate::Validated;

/// What is to be released.
pub struct Plan<'a> {
    pub dataset: &'a Dataset,
    pub validated: &'a Validated,
    pub tables: &'a Tables,
    pub formats: &'a [&'static Format],
    /// From SOURCE_DATE_EPOCH, else from the clock once.
    pub released_at: jiff::Timestamp,
}

/// What came of it.
pub enum Published {
    /// A release was written.
    Released { version: semver::Version, directory: PathBuf, files: usize, bytes: u64 },
    /// The output already holds this release with the same data.
    Unchanged { version: semver::Version, directory: PathBuf },
}

#[derive(Debug, thiserror::Error)]
pub enum ReleaseError { #[error("{0}")] Io(#[from] std::io::Error) }

/// Writes the release below `output`.
pub fn publish(plan: &Plan<'_>, output: &Path) -> Result<Published, ReleaseError> { let _ = (plan, output); todo!() }
