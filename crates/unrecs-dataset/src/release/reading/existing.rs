//! The manifest and the files of a release that is already there, compared with their digests.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::opened::OpenError;
use crate::layout::MANIFEST;
use crate::plain_file::{self, LARGEST, Links};
use crate::release::ReleaseError;
use crate::release::manifest::listed::FileEntry;
use crate::release::store::history::Entry;
use unrecs_text::value::Digest;

/// What is asked of the manifest of a release.
///
/// # Errors
/// [`ReleaseError::Manifest`] where it cannot be read, is not the one that the pointers name, or does not say it.
pub(crate) fn manifest<T: for<'de> Deserialize<'de>>(release: &Entry, output: &Path) -> Result<T, ReleaseError> {
    let refused = |error: serde_json::Error| ReleaseError::Manifest {
        path: release.directory(output).join(MANIFEST),
        reason: error.to_string(),
    };
    serde_json::from_slice(&bytes(release, output)?).map_err(refused)
}

/// The bytes of the manifest of a release.
///
/// # Errors
/// [`ReleaseError::Manifest`] where it cannot be read, or is not the one that the pointers name.
pub(crate) fn bytes(release: &Entry, output: &Path) -> Result<Vec<u8>, ReleaseError> {
    let path = release.directory(output).join(MANIFEST);
    let refused = |reason: String| ReleaseError::Manifest { path: path.clone(), reason };
    if !plain_file::is_directory(&release.directory(output)) {
        return Err(refused(format!("{} is missing, or is no directory", release.path())));
    }
    let bytes = plain_file::read(&path, Links::Refuse, LARGEST).map_err(|error| refused(error.to_string()))?;
    let digest = Digest::of(&bytes);
    if digest != release.manifest_sha256 {
        let expected = release.manifest_sha256;
        return Err(refused(format!("its SHA-256 is {digest}, but versions.json says {expected}")));
    }
    Ok(bytes)
}

/// How many bytes are copied at once.
const PIECE: u64 = 1 << 16;

/// Hands on all bytes of a file of the release in a directory, piece by piece, and compares them with what the manifest says. The
/// pieces are the same for the same bytes, however the operating system hands them out.
///
/// # Errors
/// Those of whoever takes the pieces; [`OpenError`] where the file cannot be read, or is not the published one.
pub(crate) fn copy<E: From<OpenError>>(
    directory: &Path,
    entry: &FileEntry,
    take: &mut dyn FnMut(&[u8]) -> Result<(), E>,
) -> Result<File, E> {
    let path = directory.join(&entry.path);
    let unreadable = |source| OpenError::Io { path: path.clone(), source };
    let file = plain_file::open_below(directory, &entry.path).map_err(unreadable)?;
    // One byte more than there should be is enough to know better.
    let mut rest = (&file).take(entry.bytes.saturating_add(1));
    let (mut hasher, mut piece) = (Sha256::new(), Vec::new());
    while rest.by_ref().take(PIECE).read_to_end(&mut piece).map_err(unreadable)? > 0 {
        hasher.update(&piece);
        take(&piece)?;
        piece.clear();
    }
    let found = Digest::from_hasher(hasher).to_string();
    if found != entry.sha256 {
        return Err(OpenError::OtherBytes { path, found, expected: entry.sha256.clone() }.into());
    }
    Ok(file)
}
