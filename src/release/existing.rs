//! A release that is already there: it holds the same data, or nothing may be published in its place.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::manifest::FileEntry;
use super::{Plan, ReleaseError, contents, data};
use crate::tables::integrity::Violation;
use crate::value::Digest;

/// How many differing files an error names.
const EXAMPLES: usize = 3;

/// Compares what would be published with what is: the paths and digests of the files under `data/` and `schema/`. Gives the
/// promises of the schema that the rows break.
///
/// # Errors
/// [`ReleaseError::Immutable`] where they differ, [`ReleaseError::Manifest`] where the release has no readable manifest,
/// [`ReleaseError::Io`] where an exporter fails.
pub(super) fn must_hold(plan: &Plan<'_>, directory: &Path) -> Result<Vec<Violation>, ReleaseError> {
    let published: BTreeMap<String, String> = manifest::<Files>(directory)?
        .files
        .into_iter()
        .filter(|file| file.path.starts_with("data/") || file.path.starts_with("schema/"))
        .map(|file| (file.path, file.sha256))
        .collect();
    let refused = |path: &str, error| ReleaseError::io("write", &directory.join(path), error);
    let data::Written { files, violations } = data::write(plan, |_| Ok(io::sink()), |_| Ok(()), refused)?;
    let schemas = contents::schemas(plan).into_iter().map(|file| (file.path, Digest::of(&file.bytes).to_string()));
    let planned: BTreeMap<String, String> =
        files.into_iter().map(|entry| (entry.path, entry.sha256)).chain(schemas).collect();
    if !violations.is_empty() {
        return Ok(violations);
    }
    let mut differing: Vec<&String> = planned
        .iter()
        .filter(|(path, sha256)| published.get(*path) != Some(sha256))
        .map(|(path, _)| path)
        .chain(published.keys().filter(|path| !planned.contains_key(*path)))
        .collect();
    differing.sort();
    if differing.is_empty() {
        return Ok(violations);
    }
    let mut examples: Vec<String> = differing.iter().take(EXAMPLES).map(|path| (*path).clone()).collect();
    if differing.len() > EXAMPLES {
        examples.push("…".to_owned());
    }
    Err(ReleaseError::Immutable { directory: directory.to_owned(), differing: differing.len(), examples })
}

/// What is asked of the manifest of the release in this directory.
///
/// # Errors
/// [`ReleaseError::Manifest`] where it cannot be read, or does not say it.
pub(super) fn manifest<T: for<'de> Deserialize<'de>>(directory: &Path) -> Result<T, ReleaseError> {
    let path = directory.join("manifest.json");
    let bytes = fs::read(&path).map_err(|error| error.to_string());
    bytes
        .and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string()))
        .map_err(|reason| ReleaseError::Manifest { path, reason })
}

#[derive(Deserialize)]
struct Files {
    files: Vec<FileEntry>,
}
