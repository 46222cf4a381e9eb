//! `versions.json` and `latest.json`, which say what an output directory holds.

use std::fs;
use std::path::Path;

use serde::Serialize;

use super::contents::Content;
use super::manifest::{Identity, pretty};
use super::{ReleaseError, existing, staging};
use crate::value::Digest;

/// The file that names every version.
const VERSIONS: &str = "versions.json";
/// The file that names the last good one; written last.
const LATEST: &str = "latest.json";

/// The pointers to a release, in the order in which they are to appear. `manifest` is the digest of its manifest.
pub(super) fn contents(identity: &Identity, manifest: &str) -> [Content; 2] {
    let path = format!("v{}", identity.version);
    let version = Version { identity, path: &path, status: "ok", manifest_sha256: manifest };
    let versions = pretty(&Versions { latest: &identity.version, versions: vec![version] });
    let latest = pretty(&Latest { version: &identity.version, path: &path, manifest_sha256: manifest });
    [Content::text(VERSIONS, "application/json", versions), Content::text(LATEST, "application/json", latest)]
}

/// Writes the pointers where a run before was stopped between the release and them; otherwise does nothing.
///
/// # Errors
/// [`ReleaseError`]
pub(super) fn restore(directory: &Path, output: &Path) -> Result<(), ReleaseError> {
    if output.join(VERSIONS).exists() && output.join(LATEST).exists() {
        return Ok(());
    }
    let identity: Identity = existing::manifest(directory)?;
    let manifest = directory.join("manifest.json");
    let bytes = fs::read(&manifest).map_err(|error| ReleaseError::io("read", &manifest, error))?;
    staging::point(&contents(&identity, &Digest::of(&bytes).to_string()), output)
}

#[derive(Serialize)]
struct Versions<'a> {
    /// The last good version.
    latest: &'a str,
    /// Newest last.
    versions: Vec<Version<'a>>,
}

#[derive(Serialize)]
struct Version<'a> {
    #[serde(flatten)]
    identity: &'a Identity,
    path: &'a str,
    /// `ok` or `yanked`.
    status: &'static str,
    manifest_sha256: &'a str,
}

#[derive(Serialize)]
struct Latest<'a> {
    version: &'a str,
    /// Of the release, relative to the output directory.
    path: &'a str,
    manifest_sha256: &'a str,
}
