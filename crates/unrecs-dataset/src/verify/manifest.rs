//! What `manifest.json` claims, read strictly, and whether that makes sense by itself.

use crate::export::{FORMATS, Files, Format, SCHEMA_VERSION};
use crate::layout::{
    self, CHECKSUMS, IN_EVERY_RELEASE, MANIFEST, REGISTRY, WITH_CHANGES, is_table_name, stays_below, table_schema,
};
use crate::readback::{NestedReader, TableReader};
use crate::tables::schema::{Table, TableRole};
use std::collections::BTreeSet;

use arrow_schema::SchemaRef;
use jiff::Timestamp;
use semver::Version;
use serde::Deserialize;
use serde_json::Value;

use super::disk::Disk;
use super::report_log::{Check, Log, Place};
use crate::content;
use crate::release::manifest::as_text;
use crate::release::{Generator, Input};
use unrecs_text::value::Digest;

/// What a manifest says. Members that later versions of the program add are left alone.
#[derive(Debug, Deserialize)]
pub(super) struct Claims {
    pub(super) dataset: Value,
    #[serde(with = "as_text")]
    pub(super) version: Version,
    pub(super) previous: Option<String>,
    pub(super) bump: Option<String>,
    pub(super) reason: String,
    pub(super) schema_version: u32,
    #[serde(with = "as_text")]
    pub(super) released_at: Timestamp,
    pub(super) generator: Generator,
    #[serde(with = "as_text")]
    pub(super) configuration_sha256: Digest,
    #[serde(with = "as_text")]
    pub(super) registry_sha256: Digest,
    pub(super) inputs: Vec<Input>,
    #[serde(with = "as_text")]
    pub(super) content_sha256: Digest,
    pub(super) tables: Vec<TableClaim>,
    pub(super) files: Vec<FileClaim>,
}

/// What it says of a table.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct TableClaim {
    pub(super) name: String,
    pub(super) rows: u64,
    pub(super) primary_key: Vec<String>,
    #[serde(with = "as_text")]
    pub(super) content_sha256: Digest,
}

/// What it says of a file.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct FileClaim {
    pub(super) path: String,
    pub(super) media_type: String,
    pub(super) bytes: u64,
    #[serde(with = "as_text")]
    pub(super) sha256: Digest,
    pub(super) rows: Option<u64>,
}

/// A file of data that holds the rows of one table.
#[derive(Debug, Clone)]
pub(super) struct DataClaim {
    pub(super) format: &'static str,
    pub(super) path: String,
    pub(super) rows: Option<u64>,
    pub(super) reader: TableReader,
}

/// The files of a format that hold the rows of several tables.
pub(super) struct NestedClaim<'c> {
    pub(super) format: &'static str,
    /// What the files are called together.
    pub(super) path: &'c str,
    /// Each with what reads it.
    pub(super) files: Vec<(&'c str, NestedReader)>,
    /// The names of those of these tables whose rows stand in the files.
    pub(super) tables: fn(&[SchemaRef]) -> Vec<String>,
}

impl Claims {
    /// Reads the manifest of a release, and gives its digest beside it; none where it cannot be understood.
    pub(super) fn read(disk: &Disk, log: &mut Log) -> Option<(Self, Digest)> {
        let mut refused = |problem: String| log.differ(Check::Manifest, Place::file(MANIFEST), problem);
        if disk.size(MANIFEST).is_none() {
            refused(format!("found {}; expected the manifest of a release", disk.instead(MANIFEST)));
            return None;
        }
        let bytes = disk.bytes(MANIFEST).map_err(|error| refused(format!("cannot read: {error}"))).ok()?;
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(claims) => Some((claims, Digest::of(&bytes))),
            Err(error) => {
                let place = Place::file(MANIFEST).line(error.line() as u64);
                log.differ(Check::Manifest, place, format!("cannot make sense of it: {error}"));
                None
            }
        }
    }

    /// Checks what needs nothing but the manifest.
    pub(super) fn check(&self, log: &mut Log) {
        let mut differ = |problem: String| log.differ(Check::Manifest, Place::file(MANIFEST), problem);
        for file in self.files.iter().filter(|file| !stays_below(&file.path)) {
            differ(format!("the path {:?} leads out of the release; it was not followed", file.path));
        }
        for own in self.files.iter().filter(|file| [MANIFEST, CHECKSUMS].contains(&file.path.as_str())) {
            differ(format!("it lists {:?}, whose digest stands elsewhere", own.path));
        }
        for two in self.files.windows(2).filter(|two| two[0].path >= two[1].path) {
            let what = if two[0].path == two[1].path { "twice" } else { "out of the order of the paths" };
            differ(format!("it lists {:?} {what}", two[1].path));
        }
        let mut names = BTreeSet::new();
        for table in &self.tables {
            if !is_table_name(&table.name) {
                differ(format!("found {:?} as the name of a table; expected a-z, 0-9 and _", table.name));
            }
            if !names.insert(&table.name) {
                differ(format!("it names the table {:?} twice", table.name));
            }
        }
        let digest = content::of_release(self.tables.iter().map(|table| (table.name.as_str(), table.content_sha256)));
        if digest != self.content_sha256 {
            let found = self.content_sha256;
            differ(format!(
                "found content_sha256 {found}; expected {digest}, which is that of the tables that it names"
            ));
        }
        // Of another schema it is not known which files a release has.
        let whole = if self.schema_version == SCHEMA_VERSION { self.whole() } else { Vec::new() };
        whole.into_iter().for_each(|path| differ(format!("it does not list {path:?}, which every release has")));
        let looked = [("files", self.files.len()), ("tables", self.tables.len())];
        looked.into_iter().for_each(|(what, count)| log.looked(Check::Manifest, what, count as u64));
    }

    /// The files that a release cannot be without, and this one does not list: those of every release, and of each format with one
    /// file a table those of all tables.
    fn whole(&self) -> Vec<String> {
        let with_changes = self.previous.iter().flat_map(|_| WITH_CHANGES);
        let mut expected: Vec<String> = IN_EVERY_RELEASE.into_iter().chain(with_changes).map(str::to_owned).collect();
        for table in &self.tables {
            expected.push(table_schema(&table.name));
            let Some(role) = Table::of(&table.name).map(|table| table.role) else { continue };
            let is_configured = |format: &Format| self.files_of(format).next().is_some();
            let wanted = FORMATS.iter().filter(|format| role != TableRole::Data || is_configured(format));
            expected.extend(wanted.filter_map(|format| Some(format.of_table(&table.name, role)?.0)));
        }
        if FORMATS.iter().any(|format| format.is_nested() && self.files_of(format).next().is_some()) {
            expected.push(REGISTRY.to_owned());
        }
        expected.retain(|path| self.file(path).is_none());
        expected
    }

    /// What it says of a table.
    pub(super) fn table(&self, name: &str) -> Option<&TableClaim> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// What it says of a file.
    pub(super) fn file(&self, path: &str) -> Option<&FileClaim> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The files with the rows of a table alone, in the order of the formats.
    pub(super) fn data_of(&self, table: &str) -> Vec<DataClaim> {
        let files = FORMATS.iter().flat_map(|format| {
            TableRole::ALL.iter().filter_map(move |role| Some((format, format.of_table(table, *role)?)))
        });
        let claim = |(format, (path, reader)): (&'static Format, (String, TableReader))| {
            let rows = self.file(&path)?.rows;
            Some(DataClaim { format: format.name, path, rows, reader })
        };
        files.filter_map(claim).collect()
    }

    /// The files with the rows of several tables that something reads back, in the order of the formats.
    pub(super) fn nested(&self) -> impl Iterator<Item = NestedClaim<'_>> {
        FORMATS.iter().filter_map(|format| match format.files {
            Files::Whole { reader: Some(reader), .. } => {
                let path = self.files_of(format).next()?.path.as_str();
                let files = vec![(path, reader.rows)];
                Some(NestedClaim { format: format.name, path, files, tables: reader.tables })
            }
            Files::PerWork { reader, .. } => {
                let mut files: Vec<(&str, NestedReader)> =
                    self.files_of(format).map(|file| (file.path.as_str(), reader.document)).collect();
                let path = files.first()?.0;
                files.extend(self.file(REGISTRY).map(|file| (file.path.as_str(), reader.registry)));
                Some(NestedClaim { format: format.name, path, files, tables: reader.tables })
            }
            _ => None,
        })
    }

    /// The files of a format.
    pub(super) fn files_of<'c>(&'c self, format: &'c Format) -> impl Iterator<Item = &'c FileClaim> {
        self.files.iter().filter(|file| layout::format_of(&file.path) == Some(format.name))
    }
}
