//! The hidden directory in which a release is made, and the renames by which it appears.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::contents::Content;
use super::hashing::Hashing;
use super::manifest::FileEntry;
use super::syncing::{self, Synced};
use super::{Plan, ReleaseError, data};
use crate::tables::integrity::Violation;

/// A release in the making. Dropped, it is gone.
pub(super) struct Staging {
    hidden: TempDir,
    /// The release, within the hidden directory: that one is its owner's alone, and a release has the permissions that new
    /// directories have.
    root: PathBuf,
    /// Where the release is to appear.
    directory: PathBuf,
}

impl Staging {
    /// An empty release, made in the same directory in which it is to appear, so that a rename is enough.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] where the output directory cannot be written.
    pub(super) fn beside(directory: &Path) -> Result<Self, ReleaseError> {
        let output = directory.parent().unwrap_or(directory);
        // The kind alone: the message would name the hidden directory instead of the one that matters.
        let refused = |error: io::Error| ReleaseError::io("write in the output directory", output, error.kind().into());
        let hidden = tempfile::Builder::new().prefix(".unrecs-").tempdir_in(output).map_err(refused)?;
        let root = hidden.path().join("release");
        fs::create_dir(&root).map_err(refused)?;
        Ok(Self { hidden, root, directory: directory.to_owned() })
    }

    /// Writes and syncs all files of data, and gives the promises of the schema that their rows break.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] with the path at which the file was to appear.
    pub(super) fn write_data(&self, plan: &Plan<'_>) -> Result<(Vec<FileEntry>, Vec<Violation>), ReleaseError> {
        let refused = |path: &str, error| ReleaseError::io("write", &self.directory.join(path), error);
        let written = syncing::while_writing(|syncer| {
            data::write(plan, |path| Ok(syncer.file(self.create(path)?)), Synced::finish, refused)
                .map(|data::Written { files, violations }| (files, violations))
        });
        written.unwrap_or_else(|error| Err(refused("data", error)))
    }

    /// Writes and syncs these files. The entries come in the order of the contents.
    ///
    /// # Errors
    /// [`ReleaseError::Io`] with the path at which the file was to appear.
    pub(super) fn write(&self, contents: &[Content]) -> Result<Vec<FileEntry>, ReleaseError> {
        let write = |content: &Content| {
            let entry = self.create(&content.path).and_then(|file| write_synced(content, file));
            entry.map_err(|error| ReleaseError::io("write", &self.directory.join(&content.path), error))
        };
        contents.par_iter().map(write).collect()
    }

    fn create(&self, path: &str) -> io::Result<File> {
        let path = self.root.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        File::create(path)
    }

    /// Lets the release appear, and then each of the pointers in its order.
    ///
    /// # Errors
    /// [`ReleaseError::Io`]. The pointers are written before anything appears, so that a full disk is met before.
    pub(super) fn publish(self, pointers: &[Content]) -> Result<(), ReleaseError> {
        let output = self.directory.parent().unwrap_or(&self.directory);
        let pointers = Pointers::write(pointers, self.hidden.path(), output)?;
        sync_directories(&self.root).map_err(|error| ReleaseError::io("sync", &self.directory, error))?;
        fs::rename(&self.root, &self.directory)
            .and_then(|()| sync(output))
            .map_err(|error| ReleaseError::io("create", &self.directory, error))?;
        pointers.appear()
    }
}

/// Writes pointers into a hidden directory of their own, then lets each appear in its order.
///
/// # Errors
/// [`ReleaseError::Io`]
pub(super) fn point(pointers: &[Content], output: &Path) -> Result<(), ReleaseError> {
    let staging = Staging::beside(&output.join("pointers"))?;
    Pointers::write(pointers, staging.hidden.path(), output)?.appear()
}

/// Pointers that are written and have not appeared yet: where each is, and where it is to be.
struct Pointers<'a> {
    output: &'a Path,
    moves: Vec<(PathBuf, PathBuf)>,
}

impl<'a> Pointers<'a> {
    fn write(pointers: &[Content], hidden: &Path, output: &'a Path) -> Result<Self, ReleaseError> {
        let write = |pointer: &Content| {
            let (from, to) = (hidden.join(&pointer.path), output.join(&pointer.path));
            File::create(&from)
                .and_then(|file| write_synced(pointer, file))
                .map_err(|error| ReleaseError::io("write", &to, error))?;
            Ok((from, to))
        };
        Ok(Self { output, moves: pointers.iter().map(write).collect::<Result<_, _>>()? })
    }

    fn appear(self) -> Result<(), ReleaseError> {
        for (from, to) in &self.moves {
            fs::rename(from, to)
                .and_then(|()| sync(self.output))
                .map_err(|error| ReleaseError::io("replace", to, error))?;
        }
        Ok(())
    }
}

fn write_synced(content: &Content, file: File) -> io::Result<FileEntry> {
    let mut hashing = Hashing::new(file);
    hashing.write_all(&content.bytes)?;
    let (file, entry) = hashing.finish(&content.path, content.media_type, None);
    file.sync_all()?;
    Ok(entry)
}

/// Syncs a directory and all directories in it, the innermost first; their files are synced.
fn sync_directories(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_directories(&entry.path())?;
        }
    }
    sync(directory)
}

/// Makes the names in a directory survive a loss of power, where the operating system can open a directory.
fn sync(directory: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) }
}
