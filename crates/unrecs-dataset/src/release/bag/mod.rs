//! A release as a BagIt bag (RFC 8493) for archives: a directory, or a ZIP file that is the same byte for byte every time.

mod payload;
mod container;
mod tags;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use semver::Version;

use crate::plain_file::is_within;
use crate::release::ReleaseError;
use crate::release::reading::existing;
use crate::release::store::durable;
use container::{Container, Directory, Zip};
pub use payload::Payload;
use payload::Source;

/// The form of a bag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BagForm {
    /// A directory.
    Directory,
    /// A ZIP file with that directory. Entries are sorted, have the time of the release, and may be read by everybody.
    Zip,
}

/// A bag that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bagged {
    /// The version of the release.
    pub version: Version,
    /// Where the bag is.
    pub path: PathBuf,
    /// Number of the files of the release.
    pub files: usize,
    /// Their size together, in bytes.
    pub bytes: u64,
}

/// Makes a bag of a release. Its name is the id of the dataset and the version, for a ZIP file with `.zip`.
///
/// Every file is compared with the manifest while it is copied. The bag appears whole or not at all.
///
/// # Errors
/// [`ReleaseError::Bag`] where the bag cannot be there, [`ReleaseError::Before`] where a file of the release is not the published one,
/// [`ReleaseError::Io`].
pub fn bag(payload: &Payload, to: &Path, form: BagForm) -> Result<Bagged, ReleaseError> {
    let name = payload.name();
    let path = match form {
        BagForm::Directory => to.join(&name),
        BagForm::Zip => to.join(format!("{name}.zip")),
    };
    let refused = |reason| Err(ReleaseError::Bag { path: path.clone(), reason });
    if fs::symlink_metadata(&path).is_ok() {
        return refused("something with this name already exists, and unrecs never overwrites anything");
    }
    if is_within(to, &payload.directory) {
        return refused("it would be inside the release, which must not change");
    }
    durable::create_directory(to).map_err(|error| ReleaseError::io("create the directory", to, error))?;
    container::remove_leftovers(to);
    match form {
        BagForm::Directory => fill(payload, Directory::new(&path, to)?)?,
        BagForm::Zip => fill(payload, Zip::new(&path, to, payload)?)?,
    }
    let (files, bytes) = payload.size();
    Ok(Bagged { version: payload.manifest.version.clone(), path, files, bytes })
}

/// Puts every file of the bag into its place, sorted by path.
fn fill(payload: &Payload, mut container: impl Container) -> Result<(), ReleaseError> {
    let tags = tags::of(payload);
    let tags = tags.iter().map(|(name, bytes)| ((*name).to_owned(), Source::Bytes(bytes)));
    let files = payload.files.iter().map(|file| (tags::payload_path(&file.path), Source::File(file)));
    for (path, source) in tags.chain(files).collect::<BTreeMap<_, _>>() {
        let shown = container.shown(&path);
        let refused = |error| ReleaseError::io("write", &shown, error);
        let out = container.begin(&path, source.bytes()).map_err(refused)?;
        let mut write = |piece: &[u8]| out.write_all(piece).map_err(refused);
        match source {
            Source::Bytes(bytes) => write(bytes)?,
            Source::File(entry) => drop(existing::copy(&payload.directory, entry, &mut write)?),
        }
        container.end().map_err(refused)?;
    }
    container.appear()
}

#[cfg(test)]
mod tests;
