//! `manifest.json`, which says what a release is and what it holds, and `SHA256SUMS`.

use serde::Serialize;

use super::data::Data;
use super::verdict::Next;
use crate::export::heading::Heading;
use crate::export::ordered::{Ordered, object};
use crate::export::{SCHEMA_VERSION, SmallFile, pretty_json};
use crate::layout::{CHECKSUMS, MANIFEST};
use crate::release::Plan;
use crate::release::manifest::listed::{FileEntry, checksums};
use crate::release::manifest::origins::Origins;
use unrecs_text::value;

/// The manifest as published. Lists are sorted or in the order of the schema, and the members stand in the order given here.
#[derive(Serialize)]
pub(crate) struct Manifest<'a> {
    dataset: Heading<'a>,
    version: String,
    /// The last good version when it was made; null for the first.
    previous: Option<String>,
    /// The level of the change since; null for the first.
    bump: Option<&'static str>,
    /// Why this version, in one line.
    reason: String,
    schema_version: u32,
    /// RFC 3339, UTC, to the second.
    released_at: String,
    #[serde(flatten)]
    origins: &'a Origins,
    /// Of all tables: `docs/content-digest.md`.
    content_sha256: String,
    tables: Vec<Ordered>,
    /// Every file but the manifest and `SHA256SUMS`, sorted by path.
    pub(crate) files: Vec<FileEntry>,
}

impl<'a> Manifest<'a> {
    /// The manifest of a release with these files, which are sorted by path.
    pub(crate) fn new(plan: &Plan<'a>, next: &Next, data: Data) -> Self {
        let tables = plan.tables.iter().zip(&data.digests).map(|(table, (_, digest))| {
            object! {
                "name": table.table().name,
                "rows": table.rows(),
                "primary_key": Ordered::list(table.table().primary_key.iter().copied()),
                // Of its rows, whatever the format.
                "content_sha256": digest.to_string(),
            }
        });
        Self {
            dataset: Heading::from(plan.dataset),
            version: next.version.to_string(),
            previous: next.since.as_ref().map(|since| since.version.to_string()),
            bump: next.since.as_ref().map(|_| next.bump().code()),
            reason: next.reason(),
            schema_version: SCHEMA_VERSION,
            released_at: value::instant(plan.released_at),
            origins: plan.origins,
            tables: tables.collect(),
            content_sha256: data.content_sha256().to_string(),
            files: data.files,
        }
    }

    /// `manifest.json`
    pub(crate) fn content(&self) -> SmallFile {
        SmallFile::new(MANIFEST, "application/json", pretty_json(self))
    }

    /// `SHA256SUMS` over the files of the manifest and the manifest itself.
    pub(crate) fn checksums(&self, manifest: &FileEntry) -> SmallFile {
        SmallFile::new(CHECKSUMS, "text/plain", checksums(self.files.iter().chain([manifest])))
    }
}
