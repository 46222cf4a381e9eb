//! A release that is already there: it holds the same data, or nothing may be published in its place.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;

use super::ReleaseError;
use super::contents::Content;
use super::hashing;
use super::manifest::FileEntry;

/// How many differing files an error names.
const EXAMPLES: usize = 3;

/// Compares what would be published with what is: the paths and digests of the files under `data/` and `schema/`.
///
/// # Errors
/// [`ReleaseError::Immutable`] where they differ, [`ReleaseError::Manifest`] where the release has no readable manifest,
/// [`ReleaseError::Io`] where an exporter fails.
pub(super) fn must_hold(contents: &[Content<'_>], directory: &Path) -> Result<(), ReleaseError> {
    let published: BTreeMap<String, String> = manifest::<Files>(directory)?
        .files
        .into_iter()
        .filter(|file| file.path.starts_with("data/") || file.path.starts_with("schema/"))
        .map(|file| (file.path, file.sha256))
        .collect();
    let digest = |content: &Content<'_>| {
        let (_, entry) = hashing::write(content, io::sink())
            .map_err(|error| ReleaseError::io("write", &directory.join(&content.path), error))?;
        Ok((entry.path, entry.sha256))
    };
    let planned: BTreeMap<String, String> = contents.par_iter().map(digest).collect::<Result<_, ReleaseError>>()?;
    let mut differing: Vec<&String> = planned
        .iter()
        .filter(|(path, sha256)| published.get(*path) != Some(sha256))
        .map(|(path, _)| path)
        .chain(published.keys().filter(|path| !planned.contains_key(*path)))
        .collect();
    differing.sort();
    if differing.is_empty() {
        return Ok(());
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
