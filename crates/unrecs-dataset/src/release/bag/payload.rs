//! The release that goes into a bag: what its manifest says, and its files, each compared with it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use semver::Version;
use serde::Deserialize;

use crate::layout::{CHECKSUMS, MANIFEST, stays_below};
use crate::plain_file::{self, LARGEST, Links};
use crate::release::ReleaseError;
use crate::release::manifest::as_text;
use crate::release::manifest::listed::{FileEntry, checksums};
use crate::release::reading::existing;
use crate::release::store::history::Entry;
use crate::release::store::pointers;
use unrecs_text::diagnostics_toml::{IDENTIFIER, is_identifier};
use unrecs_text::value::Digest;

/// A release whose manifest makes sense, and that can go into a bag.
#[derive(Debug)]
pub struct Payload {
    pub(super) directory: PathBuf,
    pub(super) manifest: Manifest,
    /// Every file, the manifest and `SHA256SUMS` too, sorted by path.
    pub(super) files: Vec<FileEntry>,
}

/// What is asked of a manifest.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    pub(super) dataset: Dataset,
    #[serde(with = "as_text")]
    pub(super) version: Version,
    pub(super) reason: String,
    #[serde(with = "as_text")]
    pub(super) released_at: Timestamp,
    files: Vec<FileEntry>,
}

/// What a manifest says of the dataset. What may be left out may also be missing, for an older program did not know it.
#[derive(Debug, Deserialize)]
pub(super) struct Dataset {
    pub(super) id: String,
    pub(super) title: BTreeMap<String, String>,
    pub(super) description: BTreeMap<String, String>,
    pub(super) publisher: Party,
    pub(super) contact: Option<Party>,
    pub(super) base_url: Option<String>,
    pub(super) doi: Option<String>,
}

/// Somebody with a name.
#[derive(Debug, Deserialize)]
pub(super) struct Party {
    pub(super) name: String,
    pub(super) email: Option<String>,
}

/// Where the bytes of a file of a bag come from.
pub(super) enum Source<'a> {
    /// Made for the bag.
    Bytes(&'a [u8]),
    /// Of the release.
    File(&'a FileEntry),
}

impl Source<'_> {
    /// How many there are.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(file) => file.bytes,
        }
    }
}

impl Payload {
    /// The last good release in an output directory; none where there is no good one.
    ///
    /// # Errors
    /// As [`Payload::named`]
    pub fn latest(output: &Path) -> Result<Option<Self>, ReleaseError> {
        pointers::read(output)?.latest().map(|release| Self::published(release, output)).transpose()
    }

    /// The release in an output directory that is named by its version or its directory.
    ///
    /// # Errors
    /// [`ReleaseError::UnknownVersion`], [`ReleaseError::Manifest`] where the manifest is not the one that the pointers name, and what
    /// else is wrong with the pointers or the manifest.
    pub fn named(version: &str, output: &Path) -> Result<Self, ReleaseError> {
        Self::published(pointers::read(output)?.named(version)?, output)
    }

    /// The release in a directory. Whether its manifest is the published one is for the caller to know.
    ///
    /// # Errors
    /// [`ReleaseError::Manifest`]
    pub fn at(directory: &Path) -> Result<Self, ReleaseError> {
        let path = directory.join(MANIFEST);
        let bytes = plain_file::read(&path, Links::Refuse, LARGEST)
            .map_err(|error| ReleaseError::Manifest { path: path.clone(), reason: error.to_string() })?;
        Self::with_manifest(directory, &bytes)
    }

    fn published(release: &Entry, output: &Path) -> Result<Self, ReleaseError> {
        Self::with_manifest(&release.directory(output), &existing::bytes(release, output)?)
    }

    fn with_manifest(directory: &Path, bytes: &[u8]) -> Result<Self, ReleaseError> {
        let refused = |reason: String| ReleaseError::Manifest { path: directory.join(MANIFEST), reason };
        let mut manifest: Manifest = serde_json::from_slice(bytes).map_err(|error| refused(error.to_string()))?;
        // The name of the bag and the paths in it come from here, and lead nowhere else.
        if !is_identifier(&manifest.dataset.id) {
            return Err(refused(format!("{:?} is not a valid dataset id; {IDENTIFIER}", manifest.dataset.id)));
        }
        let mut files = std::mem::take(&mut manifest.files);
        files.push(entry(MANIFEST, bytes));
        // It holds nothing that the manifest does not say.
        let sums = checksums(files.iter());
        files.push(entry(CHECKSUMS, sums.as_bytes()));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        if let Some(file) = files.iter().find(|file| !stays_below(&file.path)) {
            return Err(refused(format!("the path {:?} leads out of the release", file.path)));
        }
        if let Some(pair) = files.windows(2).find(|pair| pair[0].path == pair[1].path) {
            return Err(refused(format!("it lists {:?} twice", pair[0].path)));
        }
        Ok(Self { directory: directory.to_owned(), manifest, files })
    }

    /// Its version.
    pub fn version(&self) -> &Version {
        &self.manifest.version
    }

    /// The media type of the file at this path; none where the release has no such file.
    pub fn media_type(&self, path: &str) -> Option<&str> {
        self.file(path).map(|file| file.media_type.as_str())
    }

    /// The file at this path, as it was published.
    ///
    /// # Errors
    /// Those of the operating system; `NotFound` where the release lists no such file, `InvalidData` where its bytes are others.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = self.file(path).ok_or(io::ErrorKind::NotFound)?;
        let bytes = plain_file::whole(plain_file::open_below(&self.directory, path)?, LARGEST)?;
        if Digest::of(&bytes).to_string() != file.sha256 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "this is not the file that was published"));
        }
        Ok(bytes)
    }

    fn file(&self, path: &str) -> Option<&FileEntry> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some(&self.files[at])
    }

    /// The name of its bag, which is also that of the directory in a ZIP file.
    pub(super) fn name(&self) -> String {
        format!("{}-{}", self.manifest.dataset.id, self.manifest.version)
    }

    /// The number of its files, and their size together.
    pub(super) fn size(&self) -> (usize, u64) {
        (self.files.len(), self.files.iter().map(|file| file.bytes).sum())
    }
}

/// A file that the manifest does not list.
fn entry(path: &str, bytes: &[u8]) -> FileEntry {
    FileEntry {
        path: path.to_owned(),
        media_type: String::new(),
        bytes: bytes.len() as u64,
        sha256: Digest::of(bytes).to_string(),
        rows: None,
    }
}
