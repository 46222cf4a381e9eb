//! The manifest of a release that is already there.

use std::path::Path;

use serde::Deserialize;

use crate::layout::MANIFEST;
use crate::plain_file::{self, LARGEST, Links};
use crate::release::ReleaseError;
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
