//! An output directory with every version ever released, in the hands of the one run that may write into it.

pub(crate) mod atomic_file;
pub(crate) mod durable;
pub(crate) mod history;
mod leftovers;
mod lock;
mod names;
mod orphan_release;
pub(crate) mod pointers;
pub(crate) mod staging;
pub(crate) mod syncing;

use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::Timestamp;
use semver::Version;

use history::{Entry, History};
use lock::Lock;
use pointers::Pointers;
use staging::Staging;

use crate::layout::VERSIONS;
use crate::plain_file;
use crate::release::ReleaseError;

/// The releases of an output directory, open for writing. Nobody else can write until it is dropped.
#[derive(Debug)]
pub struct Store {
    output: PathBuf,
    history: History,
    recovery: Recovery,
    /// The last, so that it is given up when all else is done.
    _lock: Lock,
}

/// What runs that were stopped had left undone, and this one has put in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// How many releases in the making were removed.
    pub leftovers: usize,
    /// The release that was complete and in no pointer.
    pub version: Option<Version>,
    /// Whether `latest.json` did not name the last good release.
    pub latest: bool,
    /// Versions whose directories are not there any more; a person has to put them back.
    pub missing: Vec<Version>,
}

impl Store {
    /// Locks an output directory that is there, and puts in order what stopped runs have left undone.
    ///
    /// # Errors
    /// [`ReleaseError`]; no release has changed.
    pub fn open(output: &Path) -> Result<Self, ReleaseError> {
        let lock = Lock::take(output)?;
        let leftovers = leftovers::remove(output)?;
        let mut history = pointers::read_to_replace(output)?;
        let mut version = None;
        if let Some(entry) = orphan_release::find(output, &history)? {
            if let Some(higher) = history.entries().iter().map(|one| &one.version).find(|one| **one > entry.version) {
                // Versions only rise, so that no run of this history can have made it.
                let reason = format!("{VERSIONS} does not name it, and names {higher}, which is higher");
                return Err(ReleaseError::in_the_way(&entry.directory(output), reason));
            }
            version = Some(entry.version.clone());
            history.push(entry);
        }
        let latest = !pointers::is_latest(&history, output)?;
        if latest || version.is_some() {
            pointers::replace(&history, output)?;
        }
        let gone = |entry: &&Entry| !plain_file::is_directory(&entry.directory(output));
        let missing = history.entries().iter().filter(gone).map(|entry| entry.version.clone()).collect();
        let recovery = Recovery { leftovers, version, latest, missing };
        Ok(Self { output: output.to_owned(), history, recovery, _lock: lock })
    }

    /// The same where the output directory may still have to be made.
    ///
    /// # Errors
    /// As [`Store::open`]; [`ReleaseError::Io`] also where the directory cannot be made.
    pub fn create(output: &Path) -> Result<Self, ReleaseError> {
        if fs::symlink_metadata(output).is_ok() && !output.is_dir() {
            let reason = io::Error::new(io::ErrorKind::NotADirectory, "it exists but is not a directory");
            return Err(ReleaseError::io("create the output directory", output, reason));
        }
        durable::create_directory(output)
            .map_err(|error| ReleaseError::io("create the output directory", output, error))?;
        Self::open(output)
    }

    /// Where the releases are.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// Every version ever released, newest last.
    pub fn versions(&self) -> &[Entry] {
        self.history.entries()
    }

    /// The last that was released and is not yanked.
    pub fn latest(&self) -> Option<&Entry> {
        self.history.latest()
    }

    /// Whether no release has had this version; a version is never given again.
    pub fn is_free(&self, version: &Version) -> bool {
        !self.history.has(version)
    }

    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    /// What was put in order when the store was opened.
    pub fn recovery(&self) -> &Recovery {
        &self.recovery
    }

    /// Lets a release appear, and then the pointers to it.
    ///
    /// # Errors
    /// [`ReleaseError::InTheWay`] where the version was ever given, [`ReleaseError::Io`]. Where the release had appeared before
    /// the error, the next run that opens the store goes on from there.
    pub(crate) fn publish(&mut self, staging: &Staging<'_>, entry: Entry) -> Result<(), ReleaseError> {
        let directory = entry.directory(&self.output);
        if !self.is_free(&entry.version) || fs::symlink_metadata(&directory).is_ok() {
            return Err(ReleaseError::in_the_way(&directory, "a version is never reused"));
        }
        let mut history = self.history.clone();
        history.push(entry);
        let pointers = Pointers::write(&history, staging.hidden())?;
        staging.appear(&directory)?;
        pointers.appear()?;
        self.history = history;
        Ok(())
    }

    /// Takes back the release with this version, or in the directory with this name: it is marked, the latest is again the last
    /// good one, and nothing is removed. Gives its version.
    ///
    /// # Errors
    /// [`ReleaseError::UnknownVersion`], [`ReleaseError::AlreadyYanked`], [`ReleaseError::Reason`] where it is no line of words,
    /// [`ReleaseError::Io`].
    pub fn yank(&mut self, version: &str, reason: &str, at: Timestamp) -> Result<Version, ReleaseError> {
        let mut history = self.history.clone();
        let yanked = history.yank(version, reason, at)?;
        pointers::replace(&history, &self.output)?;
        self.history = history;
        Ok(yanked)
    }
}

#[cfg(test)]
mod tests;
