//! The only writer: a release appears whole or not at all.

mod as_text;
mod changes;
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
mod opened;
mod origins;
mod pointers;
mod provenance;
mod readme;
mod staging;
mod store;
mod syncing;
mod unpointed;
mod verdict;

use std::path::{Path, PathBuf};

use semver::Version;

use crate::compare::Bump;
use crate::dataset::Dataset;
use crate::export::Format;
use crate::tables::Tables;
use crate::tables::integrity::Violation;
use crate::validate::Validated;
use crate::value::Digest;
use contents::Content;
use history::History;
use manifest::Manifest;
use opened::Files;
use staging::{Data, Staging};
use verdict::Verdict;

pub use error::ReleaseError;
pub use history::{Entry, Status};
pub use log::{Logged, log};
pub use opened::{Known, KnownTable, OpenError, Opened};
pub use origins::{Generator, Input, Origins};
pub use store::{Recovery, Store};
pub use verdict::{Next, Since};

/// What is to be released.
pub struct Plan<'a> {
    /// What the dataset is called.
    pub dataset: &'a Dataset,
    /// The documents, with everything found wrong with them.
    pub validated: &'a Validated<'a>,
    /// The rows.
    pub tables: &'a Tables<'a>,
    /// What all of it was made from.
    pub origins: &'a Origins,
    /// The formats in which they are to be written.
    pub formats: &'a [&'static Format],
    /// From SOURCE_DATE_EPOCH, else from the clock once. Published to the second.
    pub released_at: jiff::Timestamp,
}

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It publishes, unless the change is larger than this.
    Publish {
        /// The largest change that is expected.
        at_most: Bump,
    },
    /// It says what it would publish. The output directory is left alone; files are made in the directory for temporary files.
    Rehearse {
        /// The largest change that is expected.
        at_most: Bump,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum Published {
    /// A release was written.
    Released {
        /// Its version, and why.
        next: Next,
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
    /// The change is larger than was expected, so that nothing was released.
    Larger {
        /// What it would have been.
        next: Next,
        /// The largest change that was expected.
        expected: Bump,
        /// What was put in order before.
        recovery: Recovery,
    },
    /// What would be released.
    Rehearsed {
        /// Its version, and why.
        next: Next,
    },
}

impl Published {
    /// What was put in order before; nothing where nothing may be written.
    pub fn recovery(&self) -> Option<&Recovery> {
        match self {
            Self::Released { recovery, .. } | Self::Unchanged { recovery, .. } | Self::Larger { recovery, .. } => {
                Some(recovery)
            }
            Self::Rehearsed { .. } => None,
        }
    }
}

/// The rows break these promises of the schema, in publishing order: nothing is released.
#[derive(Debug)]
pub struct Refused(pub Vec<Violation>);

/// The last good release below `output`, where it was made from the same: nothing can have changed then, and nothing else has to
/// be looked at. What stopped runs have left is put in order where the run may publish.
///
/// # Errors
/// [`ReleaseError`]; no release has changed.
pub fn same_origins(origins: &Origins, output: &Path, reach: Reach) -> Result<Option<Published>, ReleaseError> {
    if !output.exists() {
        return Ok(None);
    }
    let (history, recovery) = match reach {
        Reach::Publish { .. } => {
            let store = Store::open(output)?;
            (store.history().clone(), store.recovery().clone())
        }
        Reach::Rehearse { .. } => (pointers::read(output)?, Recovery::default()),
    };
    let Some(latest) = history.latest() else { return Ok(None) };
    // A manifest of another form was made by another program.
    let same = existing::manifest::<serde_json::Value>(latest, output)?;
    let same = serde_json::from_value::<Origins>(same).is_ok_and(|before| before == *origins);
    let (version, directory) = (latest.version.clone(), latest.directory(output));
    Ok(same.then_some(Published::Unchanged { version, directory, recovery }))
}

/// Writes the release below `output`, which is made where it is missing, unless the last good release holds the same or the
/// change since is larger than expected.
///
/// The files are written into a hidden directory beside the release, synced, compared with the last good release, and moved
/// into place with one rename; then `versions.json` and at last `latest.json` point to it.
///
/// # Errors
/// [`ReleaseError`]; no release that was there has changed.
pub fn publish(plan: &Plan<'_>, output: &Path, reach: Reach) -> Result<Result<Published, Refused>, ReleaseError> {
    match reach {
        Reach::Publish { at_most } => write_release(plan, &mut Store::create(output)?, at_most),
        Reach::Rehearse { at_most } => rehearse(plan, output, at_most),
    }
}

fn write_release(
    plan: &Plan<'_>,
    store: &mut Store,
    expected: Bump,
) -> Result<Result<Published, Refused>, ReleaseError> {
    let output = store.output().to_owned();
    let staging = Staging::new(&output)?;
    let data = staging.write_data(plan)?;
    if !data.violations.is_empty() {
        return Ok(Err(Refused(data.violations)));
    }
    let files = Files { directory: staging.root().to_owned(), entries: data.files.clone() };
    let recovery = store.recovery().clone();
    let next = match Verdict::of(plan, (&files, &data), (store.history(), &output))? {
        Verdict::Same(entry) => {
            let (version, directory) = (entry.version.clone(), entry.directory(&output));
            return Ok(Ok(Published::Unchanged { version, directory, recovery }));
        }
        Verdict::Another(next) => next,
    };
    if next.bump() > expected && next.since.is_some() {
        return Ok(Ok(Published::Larger { next, expected, recovery }));
    }
    complete(plan, next, (&staging, data), store).map(Ok)
}

/// Writes what a release has beside its data, and lets it appear.
fn complete(
    plan: &Plan<'_>,
    next: Next,
    (staging, mut data): (&Staging<'_>, Data),
    store: &mut Store,
) -> Result<Published, ReleaseError> {
    data.files.extend(staging.write(&contents::schemas(plan))?);
    data.files.extend(staging.write(&provenance::contents(plan))?);
    data.files.extend(staging.write(&changes::contents(plan, &next))?);
    let readme = readme::readme(plan, &next.version);
    data.files.extend(staging.write(&[Content::text("README.md", "text/markdown", readme)])?);
    data.files.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = Manifest::new(plan, &next, data);
    let content = manifest.content();
    let digest = Digest::of(&content.bytes);
    let manifest_file = staging.write(&[content])?;
    let sums = staging.write(&[manifest.checksums(&manifest_file[0])])?;
    let written = manifest.files.iter().chain(&manifest_file).chain(&sums);
    let (files, bytes) = written.fold((0, 0), |(files, bytes), file| (files + 1, bytes + file.bytes));
    let entry = Entry::new(next.version.clone(), next.reason(), plan.released_at, digest);
    let directory = entry.directory(store.output());
    store.publish(staging, entry)?;
    Ok(Published::Released { next, directory, files, bytes, recovery: store.recovery().clone() })
}

/// The same without a trace in the output directory.
fn rehearse(plan: &Plan<'_>, output: &Path, expected: Bump) -> Result<Result<Published, Refused>, ReleaseError> {
    let history = if output.exists() { pointers::read(output)? } else { History::default() };
    let elsewhere = std::env::temp_dir();
    let staging = Staging::new(&elsewhere)?;
    let data = staging.write_data(plan)?;
    if !data.violations.is_empty() {
        return Ok(Err(Refused(data.violations)));
    }
    let files = Files { directory: staging.root().to_owned(), entries: data.files.clone() };
    let recovery = Recovery::default();
    Ok(Ok(match Verdict::of(plan, (&files, &data), (&history, output))? {
        Verdict::Same(entry) => {
            let (version, directory) = (entry.version.clone(), entry.directory(output));
            Published::Unchanged { version, directory, recovery }
        }
        Verdict::Another(next) if next.bump() > expected && next.since.is_some() => {
            Published::Larger { next, expected, recovery }
        }
        Verdict::Another(next) => Published::Rehearsed { next },
    }))
}

#[cfg(test)]
mod tests;
