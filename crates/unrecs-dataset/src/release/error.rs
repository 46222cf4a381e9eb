//! What stops a release, in words that say what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::reading::opened::OpenError;

/// What stopped a release, or a look at the releases; the data is not to blame.
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
    /// Another run writes into the output directory.
    #[error(
        "another run is writing to {}: {}; wait until it ends, or stop it, and try again (nothing was written)",
        output.display(), holder.as_deref().unwrap_or("it has just begun, and has not recorded its process yet")
    )]
    Locked {
        /// The output directory.
        output: PathBuf,
        /// Process, machine and time of its beginning, in words; none where it has not written them yet.
        holder: Option<String>,
    },
    /// The file system of the output directory knows no locks.
    #[error(
        "cannot lock {}: {source}; expected a file system with advisory locks, which some network file systems lack: \
         choose an --output directory on a local disk and copy the releases from there",
        path.display()
    )]
    NoLocks {
        /// The file that would be locked.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// A file that points to the releases cannot be understood.
    #[error("cannot use {}: {reason}; restore it from a copy, or choose another --output directory", path.display())]
    Pointer {
        /// `versions.json` or `latest.json`.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// Something has the name of a release, or of a file that is to be written, and is not what it should be.
    #[error("{} is in the way: {reason}; move it out of the output directory, or choose another --output directory", path.display())]
    InTheWay {
        /// What is in the way.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A release that the pointers name is not whole.
    #[error("cannot read {}: {reason}; restore the release from a copy, or yank its version", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The last good release cannot be compared with.
    #[error("{0}; restore the release from a copy, or yank its version")]
    Before(#[from] OpenError),
    /// No version can follow.
    #[error(
        "no version can follow {version}: its number is the largest that a version can hold; begin again in another --output directory"
    )]
    NoNextVersion {
        /// The highest version.
        version: semver::Version,
    },
    /// No release has this version.
    #[error("there is no version `{version}`")]
    UnknownVersion {
        /// The version as it was asked for.
        version: String,
        /// All that there are, newest last.
        known: Vec<String>,
    },
    /// The version is yanked already, and the first reason stays.
    #[error("version {version} is already yanked, since {at}: {reason}")]
    AlreadyYanked {
        /// The version.
        version: semver::Version,
        /// When.
        at: jiff::Timestamp,
        /// Why.
        reason: String,
    },
    /// A bag cannot be where it was to be.
    #[error("cannot create the bag {}: {reason}; choose another directory with --to", path.display())]
    Bag {
        /// The bag.
        path: PathBuf,
        /// The reason.
        reason: &'static str,
    },
    /// A yank without a reason that can be published.
    #[error("invalid reason {found:?}; expected one line of text that tells the users of the data what is wrong")]
    Reason {
        /// What was given.
        found: String,
    },
}

impl ReleaseError {
    pub(super) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }

    pub(super) fn in_the_way(path: &Path, reason: impl Into<String>) -> Self {
        Self::InTheWay { path: path.to_owned(), reason: reason.into() }
    }
}
