//! A release on disk, opened for reading: what its manifest says, its schemas, and its rows.

use crate::layout::{MANIFEST, is_table_name, table_schema};
use crate::tables::arrow::{role, table_name};
use std::fs::File;
use std::io::{self, Seek as _};
use std::path::{Path, PathBuf};

use arrow_schema::SchemaRef;
use semver::Version;
use serde::Deserialize;

use super::existing;
use super::verified_reader::VerifiedReader;
use crate::compare::{self, CompareError, Content, Take};
use crate::export::FORMATS;
use crate::plain_file::{self, LARGEST, Links};
use crate::readback::{self, ReadError, TableReader};
use crate::release::ReleaseError;
use crate::release::manifest::as_text;
use crate::release::manifest::listed::FileEntry;
use crate::release::manifest::origins::Origins;
use crate::release::store::history::Entry;
use crate::release::store::pointers;
use unrecs_text::value::Digest;

/// A release whose manifest makes sense and whose schemas could be read. Its files are checked against their digests when they
/// are read, and not before.
#[derive(Debug)]
pub struct Opened {
    directory: PathBuf,
    manifest: ManifestView,
    schemas: Vec<SchemaRef>,
}

/// What is asked of a manifest.
#[derive(Debug, Clone, Deserialize)]
pub struct ManifestView {
    /// The version.
    #[serde(with = "as_text")]
    pub version: Version,
    /// When it was released.
    #[serde(with = "as_text")]
    pub released_at: jiff::Timestamp,
    /// Version of the schema of its data.
    pub schema_version: u32,
    /// What the dataset is called, under which terms and by whom it is published.
    pub dataset: serde_json::Value,
    /// What the release was made from.
    #[serde(flatten)]
    pub origins: Origins,
    /// Of all tables together.
    #[serde(with = "as_text")]
    pub content_sha256: Digest,
    /// Every table, in publishing order.
    pub tables: Vec<ManifestTable>,
    /// Every file but the manifest and `SHA256SUMS`, sorted by path.
    pub(crate) files: Vec<FileEntry>,
}

/// What a manifest says of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ManifestTable {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// Digest of what its rows say, in whatever format.
    #[serde(with = "as_text")]
    pub content_sha256: Digest,
}

/// A release that cannot be read, or not be compared.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The operating system refused.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The manifest or a schema says nothing that can be understood.
    #[error("cannot use {}: {reason}", path.display())]
    Senseless {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// A file is not the one that was published.
    #[error("{} is not the file that was published: its SHA-256 is {found}, but the manifest says {expected}", path.display())]
    OtherBytes {
        /// The file.
        path: PathBuf,
        /// Its digest.
        found: String,
        /// The digest in the manifest.
        expected: String,
    },
    /// A file of data does not hold what its schema says.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What the release holds cannot be compared.
    #[error(transparent)]
    Compare(#[from] CompareError),
}

impl Opened {
    /// Opens the release in a directory. Whether its manifest is the published one is for the caller to know.
    ///
    /// # Errors
    /// [`OpenError::Io`] and [`OpenError::Senseless`]
    pub fn at(directory: &Path) -> Result<Self, OpenError> {
        let path = directory.join(MANIFEST);
        let bytes = plain_file::read(&path, Links::Refuse, LARGEST).map_err(|source| OpenError::Io { path, source })?;
        Self::with_manifest(directory, &bytes)
    }

    /// Opens the release in an output directory that is named by its version or its directory.
    ///
    /// # Errors
    /// [`ReleaseError::UnknownVersion`], [`ReleaseError::Manifest`] where the manifest is not the one that the pointers name, and
    /// what else is wrong with the pointers or the release.
    pub fn named(version: &str, output: &Path) -> Result<Self, ReleaseError> {
        Self::published(pointers::read(output)?.named(version)?, output)
    }

    /// Opens the last good release of an output directory; none where there is none.
    ///
    /// # Errors
    /// As [`named`](Self::named), but for an unknown version.
    pub fn latest(output: &Path) -> Result<Option<Self>, ReleaseError> {
        pointers::read(output)?.latest().map(|release| Self::published(release, output)).transpose()
    }

    /// Opens a published release, whose manifest is compared with its digest in the pointers.
    ///
    /// # Errors
    /// [`ReleaseError::Manifest`] and [`ReleaseError::Before`]
    pub(crate) fn published(release: &Entry, output: &Path) -> Result<Self, ReleaseError> {
        Ok(Self::with_manifest(&release.directory(output), &existing::bytes(release, output)?)?)
    }

    fn with_manifest(directory: &Path, bytes: &[u8]) -> Result<Self, OpenError> {
        let path = directory.join(MANIFEST);
        let senseless = |reason: String| OpenError::Senseless { path: path.clone(), reason };
        let manifest: ManifestView = serde_json::from_slice(bytes).map_err(|error| senseless(error.to_string()))?;
        if let Some(table) = manifest.tables.iter().find(|table| !is_table_name(&table.name)) {
            return Err(senseless(format!("{:?} is not a valid table name", table.name)));
        }
        let mut opened = Self { directory: directory.to_owned(), manifest, schemas: Vec::new() };
        let schema = |table: &ManifestTable| {
            let name = table_schema(&table.name);
            let schema = readback::schema_of(&opened.bytes(&name)?);
            schema.map_err(|error| OpenError::Senseless { path: directory.join(name), reason: error.to_string() })
        };
        opened.schemas = opened.manifest.tables.iter().map(schema).collect::<Result<_, _>>()?;
        Ok(opened)
    }

    /// Where it is.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The schemas of its tables, in publishing order.
    pub fn schemas(&self) -> &[SchemaRef] {
        &self.schemas
    }

    /// Whether the manifest lists a file.
    pub fn lists(&self, name: &str) -> bool {
        self.entry(name).is_ok()
    }

    /// All bytes of a file of the release, compared with the digest in the manifest.
    ///
    /// # Errors
    /// [`OpenError::Io`], also where the manifest does not list the file, and [`OpenError::OtherBytes`]
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, OpenError> {
        let mut bytes = Vec::new();
        existing::copy(&self.directory, self.entry(name)?, &mut |piece| {
            bytes.extend_from_slice(piece);
            Ok::<_, OpenError>(())
        })?;
        Ok(bytes)
    }

    /// A file of the release to be handed on, which is compared with the digest in the manifest while it is read.
    ///
    /// # Errors
    /// [`OpenError::Io`], also where the manifest does not list the file.
    pub fn hand(&self, name: &str) -> Result<VerifiedReader, OpenError> {
        let entry = self.entry(name)?;
        let path = self.directory.join(name);
        let file = plain_file::open_below(&self.directory, name).map_err(|source| OpenError::Io { path, source })?;
        Ok(VerifiedReader::new(file, entry.bytes, &entry.sha256))
    }

    /// Hands over the rows of a table, in batches of any size, from a file that is compared with its digest.
    ///
    /// # Errors
    /// Those of reading, and those that `take` gives.
    pub fn each_batch<E: From<OpenError>>(&self, table: &str, take: &mut Take<'_, E>) -> Result<(), E> {
        let named = |schema: &&SchemaRef| table_name(schema) == table;
        let schema = self.schemas.iter().find(named);
        let Some((schema, (name, reader))) = schema.and_then(|schema| Some((schema, self.readable(schema)?))) else {
            let reason = format!(
                "it lists no file with only the rows of the table {table:?}; expected a release in a format such as Parquet or CSV"
            );
            return Err(OpenError::Senseless { path: self.directory.join(MANIFEST), reason }.into());
        };
        let (file, path) = self.published_file(&name)?;
        let mut batches = reader(file, &path.display().to_string(), schema);
        batches.try_for_each(|batch| take(&batch.map_err(OpenError::from)?))
    }

    /// What its manifest says.
    pub fn manifest(&self) -> &ManifestView {
        &self.manifest
    }

    /// What the manifest says of a file.
    fn entry(&self, name: &str) -> Result<&FileEntry, OpenError> {
        let listed = self.manifest.files.iter().find(|entry| entry.path == name);
        let missing = || io::Error::new(io::ErrorKind::NotFound, "the manifest does not list it");
        listed.ok_or_else(|| OpenError::Io { path: self.directory.join(name), source: missing() })
    }

    /// A file of the release, at its start, after all its bytes were compared with the digest in the manifest.
    fn published_file(&self, name: &str) -> Result<(File, PathBuf), OpenError> {
        let mut file = existing::copy(&self.directory, self.entry(name)?, &mut |_| Ok::<_, OpenError>(()))?;
        let path = self.directory.join(name);
        match file.rewind() {
            Ok(()) => Ok((file, path)),
            Err(source) => Err(OpenError::Io { path, source }),
        }
    }

    /// The first file, in the order of the formats, that has the rows of this table alone, and what reads it.
    fn readable(&self, schema: &SchemaRef) -> Option<(String, TableReader)> {
        let role = role(schema)?;
        let mut files = FORMATS.iter().filter_map(|format| format.of_table(table_name(schema), role));
        files.find(|(name, _)| self.lists(name))
    }
}

impl compare::Version<OpenError> for Opened {
    fn schemas(&self) -> Vec<SchemaRef> {
        self.schemas.clone()
    }

    fn rows(&self, table: &str, take: &mut Take<'_, OpenError>) -> Result<(), OpenError> {
        self.each_batch(table, take)
    }

    fn content(&self, table: &str) -> Option<Content> {
        let table = self.manifest.tables.iter().find(|one| one.name == table)?;
        Some(Content { rows: usize::try_from(table.rows).ok()?, sha256: table.content_sha256 })
    }
}
