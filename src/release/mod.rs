//! The only writer: a release appears whole or not at all.

mod contents;
mod data;
mod durable;
mod error;
mod existing;
mod hashing;
mod history;
mod leftovers;
mod lock;
mod log;
mod manifest;
mod pointers;
mod provenance;
mod readme;
mod staging;
mod store;
mod syncing;
mod unpointed;

use std::path::{Path, PathBuf};

use semver::Version;

use crate::dataset::Dataset;
use crate::export::Format;
use crate::tables::Tables;
use crate::tables::integrity::Violation;
use crate::validate::Validated;
use crate::value::Digest;
use contents::Content;
use manifest::Manifest;
use staging::Staging;

pub use error::ReleaseError;
pub use history::{Entry, Status};
pub use log::{Logged, log};
pub use store::{Recovery, Store};

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
        version: Version,
        /// Where it is.
        directory: PathBuf,
        /// How many files it has.
        files: usize,
        /// How many bytes they have together.
        bytes: u64,
        /// What was put in order before.
        recovery: Recovery,
    },
    /// The last good release has the same data and the same schema.
    Unchanged {
        /// Its version.
        version: Version,
        /// Where it is.
        directory: PathBuf,
        /// What was put in order before.
        recovery: Recovery,
    },
}

impl Published {
    /// What was put in order before.
    pub fn recovery(&self) -> &Recovery {
        match self {
            Self::Released { recovery, .. } | Self::Unchanged { recovery, .. } => recovery,
        }
    }
}

/// The rows break these promises of the schema, in publishing order: nothing is released.
#[derive(Debug)]
pub struct Refused(pub Vec<Violation>);

/// The version of the release that is to be written, and why this one.
struct Next {
    version: Version,
    reason: String,
}

/// Writes the release below `output`, which is made where it is missing, unless the last good release holds the same.
///
/// The files are written into a hidden directory beside the release, synced, and moved into place with one rename; then
/// `versions.json` and at last `latest.json` point to it.
///
/// # Errors
/// [`ReleaseError`]; no release that was there has changed.
pub fn publish(plan: &Plan<'_>, output: &Path) -> Result<Result<Published, Refused>, ReleaseError> {
    let mut store = Store::create(output)?;
    let Some(latest) = store.latest() else {
        let next = next(&store);
        return write_release(plan, &next, &mut store);
    };
    let violations = existing::must_hold(plan, latest, output)?;
    if !violations.is_empty() {
        return Ok(Err(Refused(violations)));
    }
    let (version, directory) = (latest.version.clone(), latest.directory(output));
    Ok(Ok(Published::Unchanged { version, directory, recovery: store.recovery().clone() }))
}

/// What comes next where there is no good release to compare with: the first, or a new beginning.
fn next(store: &Store) -> Next {
    let Some(highest) = store.versions().iter().map(|entry| &entry.version).max() else {
        return Next { version: Version::new(1, 0, 0), reason: "first release".to_owned() };
    };
    let version = Version::new(highest.major.saturating_add(1), 0, 0);
    Next { version, reason: "every release before it was yanked".to_owned() }
}

/// Writes the release under this version.
fn write_release(plan: &Plan<'_>, next: &Next, store: &mut Store) -> Result<Result<Published, Refused>, ReleaseError> {
    let output = store.output().to_owned();
    let staging = Staging::new(&output, &history::directory(&next.version))?;
    let (mut files, violations) = staging.write_data(plan)?;
    if !violations.is_empty() {
        return Ok(Err(Refused(violations)));
    }
    files.extend(staging.write(&contents::schemas(plan))?);
    files.extend(staging.write(&provenance::contents(plan))?);
    files.extend(staging.write(&[Content::text("README.md", "text/markdown", readme::readme(plan, &next.version))])?);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = Manifest::new(plan, next, files);
    let content = manifest.content();
    let digest = Digest::of(&content.bytes);
    let manifest_file = staging.write(&[content])?;
    let sums = staging.write(&[manifest.checksums(&manifest_file[0])])?;
    let written = manifest.files.iter().chain(&manifest_file).chain(&sums);
    let (files, bytes) = written.fold((0, 0), |(files, bytes), file| (files + 1, bytes + file.bytes));
    let entry = Entry::new(next.version.clone(), next.reason.clone(), plan.released_at, digest);
    let (version, directory) = (entry.version.clone(), entry.directory(&output));
    store.publish(&staging, entry)?;
    Ok(Ok(Published::Released { version, directory, files, bytes, recovery: store.recovery().clone() }))
}

#[cfg(test)]
mod tests;
