//! The only writer: a release appears whole or not at all.

mod contents;
mod data;
mod existing;
mod hashing;
mod manifest;
mod pointers;
mod provenance;
mod readme;
mod staging;
mod syncing;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::Dataset;
use crate::export::Format;
use crate::tables::Tables;
use crate::tables::integrity::Violation;
use crate::validate::Validated;
use contents::Content;
use manifest::Manifest;
use staging::Staging;

/// What is to be released.
pub struct Plan<'a> {
    /// What the dataset is called.
    pub dataset: &'a Dataset,
    /// The documents, with everything found wrong with them.
    pub validated: &'a Validated<'a>,
    /// The rows.
    pub tables: &'a Tables<'a>,
    /// The formats in which they are to be written.
    pub formats: &'a [&'static Format],
    /// From SOURCE_DATE_EPOCH, else from the clock once. Published to the second.
    pub released_at: jiff::Timestamp,
}

/// What came of it.
#[derive(Debug)]
pub enum Published {
    /// A release was written.
    Released {
        /// Its version.
        version: semver::Version,
        /// Where it is.
        directory: PathBuf,
        /// How many files it has.
        files: usize,
        /// How many bytes they have together.
        bytes: u64,
    },
    /// The output already holds this release with the same data and the same schema.
    Unchanged {
        /// Its version.
        version: semver::Version,
        /// Where it is.
        directory: PathBuf,
    },
}

/// The rows break these promises of the schema, in publishing order: nothing is released.
#[derive(Debug)]
pub struct Refused(pub Vec<Violation>);

/// What stopped a release; the data is not to blame.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// The operating system, or an exporter, refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried, such as `write`.
        action: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The directory of the release is there, and what it holds cannot be known.
    #[error(
        "cannot read {}: {reason}; expected the manifest of a complete release (remove {} or choose another --output directory)",
        path.display(), path.parent().unwrap_or(path).display()
    )]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The directory of the release is there, and holds something else.
    #[error(
        "{} is published with other data, and a release never changes: {} ({}); choose another --output directory or remove \
         the old release",
        directory.display(), count(*differing), examples.join(", ")
    )]
    Immutable {
        /// The directory of the release.
        directory: PathBuf,
        /// How many files differ, are missing or are new.
        differing: usize,
        /// The first three of them, sorted, and `…` where there are more.
        examples: Vec<String>,
    },
}

/// Why this version: nothing was released before it.
const FIRST_RELEASE: &str = "first release";

/// Writes the release below `output`, which is made where it is missing.
///
/// The files are written into a hidden directory beside the release, synced, and moved into place with one rename; then
/// `versions.json` and at last `latest.json` point to it.
///
/// # Errors
/// [`ReleaseError`]; the hidden directory is gone then, and no release has appeared or changed.
pub fn publish(plan: &Plan<'_>, output: &Path) -> Result<Result<Published, Refused>, ReleaseError> {
    let version = semver::Version::new(1, 0, 0);
    let directory = output.join(format!("v{version}"));
    fs::create_dir_all(output).map_err(|error| ReleaseError::io("create the output directory", output, error))?;
    if directory.exists() {
        let violations = existing::must_hold(plan, &directory)?;
        if !violations.is_empty() {
            return Ok(Err(Refused(violations)));
        }
        pointers::restore(&directory, output)?;
        return Ok(Ok(Published::Unchanged { version, directory }));
    }
    let staging = Staging::beside(&directory)?;
    let (mut files, violations) = staging.write_data(plan)?;
    if !violations.is_empty() {
        return Ok(Err(Refused(violations)));
    }
    files.extend(staging.write(&contents::schemas(plan))?);
    files.extend(staging.write(&provenance::contents(plan))?);
    files.extend(staging.write(&[Content::text("README.md", "text/markdown", readme::readme(plan, &version))])?);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = Manifest::new(plan, &version, files);
    let manifest_file = staging.write(&[manifest.content()])?;
    let sums = staging.write(&[manifest.checksums(&manifest_file)])?;
    let written = manifest.files.iter().chain(&manifest_file).chain(&sums);
    let (files, bytes) = written.fold((0, 0), |(files, bytes), file| (files + 1, bytes + file.bytes));
    staging.publish(&pointers::contents(&manifest.identity(), &manifest_file[0].sha256))?;
    Ok(Ok(Published::Released { version, directory, files, bytes }))
}

impl ReleaseError {
    fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }
}

fn count(differing: usize) -> String {
    if differing == 1 { "1 file differs".to_owned() } else { format!("{differing} files differ") }
}

#[cfg(test)]
mod tests;
