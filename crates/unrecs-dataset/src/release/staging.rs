//! The hidden directory in which a release is made, and the rename by which it appears.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::listed::FileEntry;
use super::names::{DRAWN, HIDDEN, RELEASE, SCRATCH};
use super::syncing::{self, Synced, Syncer};
use super::{Plan, ReleaseError, data, durable};
use crate::content::{self, OpenSpill};
use crate::export::SmallFile;
use crate::promises::Violation;
use unrecs_text::value::Digest;

/// A hidden directory in an output directory, so that a rename is enough. Dropped, it is gone; where its process is killed, the
/// next one removes it.
pub(super) struct Hidden<'a> {
    directory: TempDir,
    output: &'a Path,
}

impl<'a> Hidden<'a> {
    /// An empty one.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] where the output directory cannot be written.
    pub(super) fn in_output(output: &'a Path) -> Result<Self, ReleaseError> {
        let made = tempfile::Builder::new().prefix(HIDDEN).rand_bytes(DRAWN).tempdir_in(output);
        // The kind alone: the message would name the hidden directory instead of the one that matters.
        let refused = |error: io::Error| ReleaseError::io("write in the output directory", output, error.kind().into());
        Ok(Self { directory: made.map_err(refused)?, output })
    }

    pub(super) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(super) fn output(&self) -> &'a Path {
        self.output
    }
}

/// A release in the making. Dropped, it is gone.
pub(super) struct Staging<'a> {
    hidden: Hidden<'a>,
    /// The release, within the hidden directory: that one is its owner's alone, and a release has the permissions that new
    /// directories have.
    root: PathBuf,
    /// For files that are there only for a while.
    scratch: PathBuf,
    /// Where errors say that a file was to appear; which version it will be is not known before all data is written.
    shown: PathBuf,
}

impl<'a> Staging<'a> {
    /// An empty release in the making, within this directory.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] where the output directory cannot be written.
    pub(super) fn new(output: &'a Path) -> Result<Self, ReleaseError> {
        let hidden = Hidden::in_output(output)?;
        let root = hidden.path().join(RELEASE);
        let refused = |error: io::Error| ReleaseError::io("write in the output directory", output, error.kind().into());
        let scratch = hidden.path().join(SCRATCH);
        fs::create_dir(&root).and_then(|()| fs::create_dir(&scratch)).map_err(refused)?;
        Ok(Self { hidden, root, scratch, shown: output.join("…") })
    }

    /// Where it is made.
    pub(super) fn hidden(&self) -> &Hidden<'a> {
        &self.hidden
    }

    /// Writes and syncs all files of data.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] with the path at which the file was to appear.
    pub(super) fn write_data(&self, plan: &Plan<'_>) -> Result<Data, ReleaseError> {
        let written = syncing::while_writing(|syncer| {
            let place = Place { staging: self, syncer };
            let data::Written { files, violations, digests } = data::write(plan, &place)?;
            Ok(Data { files, violations, digests })
        });
        written.unwrap_or_else(|error| Err(self.refused("data", error)))
    }

    fn refused(&self, path: &str, error: io::Error) -> ReleaseError {
        ReleaseError::io("write", &self.shown.join(path), error)
    }

    /// Writes and syncs these files. The entries come in the order of the contents.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] with the path at which the file was to appear.
    pub(super) fn write(&self, contents: &[SmallFile]) -> Result<Vec<FileEntry>, ReleaseError> {
        let write = |content: &SmallFile| {
            let entry = self.create(&content.path).and_then(|file| durable::write(content, file));
            entry.map_err(|error| self.refused(&content.path, error))
        };
        contents.par_iter().map(write).collect()
    }

    fn create(&self, path: &str) -> io::Result<File> {
        let path = self.root.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        File::create(path)
    }

    /// Lets the release appear in this directory.
    ///
    /// # Errors
    /// [`ReleaseError::Io`]
    pub(super) fn appear(&self, directory: &Path) -> Result<(), ReleaseError> {
        durable::sync_directories(&self.root).map_err(|error| ReleaseError::io("sync", directory, error))?;
        fs::rename(&self.root, directory)
            .and_then(|()| durable::sync(self.hidden.output))
            .map_err(|error| ReleaseError::io("create", directory, error))
    }
}

/// What came of writing the data.
pub(super) struct Data {
    pub(super) files: Vec<FileEntry>,
    /// The promises of the schema that the rows break.
    pub(super) violations: Vec<Violation>,
    /// What each table says, in publishing order.
    pub(super) digests: Vec<(&'static str, Digest)>,
}

impl Data {
    /// What all tables say together.
    pub(super) fn content_sha256(&self) -> Digest {
        content::of_release(self.digests.iter().copied())
    }
}

/// Files of a release in the making, synced while they are written.
struct Place<'s, 'a> {
    staging: &'s Staging<'a>,
    syncer: &'s Syncer,
}

impl data::Place<Synced> for Place<'_, '_> {
    fn open(&self, path: &str) -> io::Result<Synced> {
        Ok(self.syncer.file(self.staging.create(path)?))
    }

    fn close(&self, file: Synced) -> io::Result<()> {
        file.finish()
    }

    fn spill(&self) -> OpenSpill {
        let scratch = self.staging.scratch.clone();
        Box::new(move || Ok(Box::new(tempfile::tempfile_in(scratch)?)))
    }

    fn scratch(&self) -> &Path {
        &self.staging.scratch
    }

    fn refused(&self, path: &str, error: io::Error) -> ReleaseError {
        self.staging.refused(path, error)
    }
}
