//! The hidden directory in which a release is made, and the rename by which it appears.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::contents::Content;
use super::leftovers::DRAWN;
use super::manifest::FileEntry;
use super::syncing::{self, Synced};
use super::{Plan, ReleaseError, data, durable};
use crate::tables::integrity::Violation;

/// How the names of hidden directories begin.
pub(super) const HIDDEN: &str = ".unrecs-";
/// The release in a hidden directory.
pub(super) const RELEASE: &str = "release";

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
    /// Where the release is to appear.
    directory: PathBuf,
}

impl<'a> Staging<'a> {
    /// An empty release that is to appear in a directory of the output directory with this name.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] where the output directory cannot be written.
    pub(super) fn new(output: &'a Path, name: &str) -> Result<Self, ReleaseError> {
        let hidden = Hidden::in_output(output)?;
        let root = hidden.path().join(RELEASE);
        let refused = |error: io::Error| ReleaseError::io("write in the output directory", output, error.kind().into());
        fs::create_dir(&root).map_err(refused)?;
        Ok(Self { hidden, root, directory: output.join(name) })
    }

    /// Where it is made.
    pub(super) fn hidden(&self) -> &Hidden<'a> {
        &self.hidden
    }

    /// Writes and syncs all files of data, and gives the promises of the schema that their rows break.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] with the path at which the file was to appear.
    pub(super) fn write_data(&self, plan: &Plan<'_>) -> Result<(Vec<FileEntry>, Vec<Violation>), ReleaseError> {
        let refused = |path: &str, error| ReleaseError::io("write", &self.directory.join(path), error);
        let written = syncing::while_writing(|syncer| {
            let data::Written { files, violations } =
                data::write(plan, |path| Ok(syncer.file(self.create(path)?)), refused)?;
            let sync = |(file, entry): (Synced, FileEntry)| match file.finish() {
                Ok(()) => Ok(entry),
                Err(error) => Err(refused(&entry.path, error)),
            };
            Ok((files.into_par_iter().map(sync).collect::<Result<_, _>>()?, violations))
        });
        written.unwrap_or_else(|error| Err(refused("data", error)))
    }

    /// Writes and syncs these files. The entries come in the order of the contents.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] with the path at which the file was to appear.
    pub(super) fn write(&self, contents: &[Content]) -> Result<Vec<FileEntry>, ReleaseError> {
        let write = |content: &Content| {
            let entry = self.create(&content.path).and_then(|file| durable::write(content, file));
            entry.map_err(|error| ReleaseError::io("write", &self.directory.join(&content.path), error))
        };
        contents.par_iter().map(write).collect()
    }

    fn create(&self, path: &str) -> io::Result<File> {
        let path = self.root.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        File::create(path)
    }

    /// Lets the release appear.
    ///
    /// # Errors
    /// [`ReleaseError::Io`]
    pub(super) fn appear(&self) -> Result<(), ReleaseError> {
        durable::sync_directories(&self.root).map_err(|error| ReleaseError::io("sync", &self.directory, error))?;
        fs::rename(&self.root, &self.directory)
            .and_then(|()| durable::sync(self.hidden.output))
            .map_err(|error| ReleaseError::io("create", &self.directory, error))
    }
}
