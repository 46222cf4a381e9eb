//! The hidden directory in which a release is made, and the rename by which it appears.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::durable;
use super::names::{DRAWN, HIDDEN, RELEASE, SCRATCH};
use super::syncing::{Synced, Syncer};
use crate::export::SmallFile;
use crate::release::ReleaseError;
use crate::release::manifest::hashing::Hashing;
use crate::release::manifest::listed::FileEntry;

/// A hidden directory in an output directory, so that a rename is enough. Dropped, it is gone; where its process is killed, the
/// next one removes it.
pub(crate) struct Hidden<'a> {
    directory: TempDir,
    output: &'a Path,
}

impl<'a> Hidden<'a> {
    /// An empty one.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] where the output directory cannot be written.
    pub(crate) fn in_output(output: &'a Path) -> Result<Self, ReleaseError> {
        let made = tempfile::Builder::new().prefix(HIDDEN).rand_bytes(DRAWN).tempdir_in(output);
        // The kind alone: the message would name the hidden directory instead of the one that matters.
        let refused = |error: io::Error| ReleaseError::io("write to the output directory", output, error.kind().into());
        Ok(Self { directory: made.map_err(refused)?, output })
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn output(&self) -> &'a Path {
        self.output
    }
}

/// A release in the making. Dropped, it is gone.
pub(crate) struct Staging<'a> {
    hidden: Hidden<'a>,
    /// The release, within the hidden directory: that one is its owner's alone, and a release has the permissions that new
    /// directories have.
    root: PathBuf,
    /// For files that are there only for a while.
    scratch: PathBuf,
    /// Where errors say that a file was to appear; which version it will be is not known before all data is written.
    shown: PathBuf,
    syncer: Syncer,
}

impl<'a> Staging<'a> {
    /// An empty release in the making, within this directory.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] where the output directory cannot be written.
    pub(crate) fn new(output: &'a Path) -> Result<Self, ReleaseError> {
        let hidden = Hidden::in_output(output)?;
        let root = hidden.path().join(RELEASE);
        let refused = |error: io::Error| ReleaseError::io("write to the output directory", output, error.kind().into());
        let scratch = hidden.path().join(SCRATCH);
        fs::create_dir(&root).and_then(|()| fs::create_dir(&scratch)).map_err(refused)?;
        Ok(Self { hidden, root, scratch, shown: output.join("…"), syncer: Syncer::new() })
    }

    /// Where it is made.
    pub(crate) fn hidden(&self) -> &Hidden<'a> {
        &self.hidden
    }

    /// What says that a file of the release could not be written.
    pub(crate) fn refused(&self, path: &str, error: io::Error) -> ReleaseError {
        ReleaseError::io("write", &self.shown.join(path), error)
    }

    /// Writes these files. The entries come in the order of the contents.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] with the path at which the file was to appear.
    pub(crate) fn write(&self, contents: &[SmallFile]) -> Result<Vec<FileEntry>, ReleaseError> {
        let write = |content: &SmallFile| {
            let mut out = Hashing::new(self.create(&content.path)?);
            out.write_all(&content.bytes)?;
            let (file, entry) = out.finish(&content.path, content.media_type, None);
            file.finish().map(|()| entry)
        };
        let write_named = |content| write(content).map_err(|error| self.refused(&content.path, error));
        contents.par_iter().map(write_named).collect()
    }

    /// Opens a new file of the release, which is synced before the release appears.
    ///
    /// # Errors
    /// Those of the operating system.
    pub(crate) fn create(&self, path: &str) -> io::Result<Synced> {
        let place = self.root.join(path);
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        Ok(self.syncer.file(path, File::create(place)?))
    }

    /// A directory for files that are there only for a while.
    pub(crate) fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// Lets the release appear in this directory, when all its files are on the disk.
    ///
    /// # Errors
    /// [`ReleaseError::Io`]
    pub(crate) fn appear(&self, directory: &Path) -> Result<(), ReleaseError> {
        self.syncer.wait().map_err(|(path, error)| self.refused(&path, error))?;
        durable::sync_directories(&self.root).map_err(|error| ReleaseError::io("sync", directory, error))?;
        fs::rename(&self.root, directory)
            .and_then(|()| durable::sync(self.hidden.output))
            .map_err(|error| ReleaseError::io("create", directory, error))
    }
}
