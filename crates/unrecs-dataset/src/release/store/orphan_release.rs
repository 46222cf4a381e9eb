//! A release that stands in its place and in no pointer, for its run was stopped in between.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use jiff::Timestamp;
use semver::Version;
use serde::Deserialize;

use super::history::{Entry, History, directory};
use crate::layout::{CHECKSUMS, MANIFEST};
use crate::plain_file::{self, LARGEST, Links};
use crate::release::ReleaseError;
use crate::release::manifest::hashing::Hashing;
use crate::release::manifest::listed::{FileEntry, checksums};
use unrecs_text::value::Digest;

/// The release that the history lacks, after every byte of it was checked.
///
/// # Errors
/// [`ReleaseError::InTheWay`] where something has the name of a release and is none, or where there are two of them: a run
/// leaves one at most.
pub(crate) fn find(output: &Path, history: &History) -> Result<Option<Entry>, ReleaseError> {
    let mut found: Vec<Version> = Vec::new();
    let refused = |error| ReleaseError::io("read the output directory", output, error);
    for entry in fs::read_dir(output).map_err(refused)? {
        let name = entry.map_err(refused)?.file_name();
        found.extend(name.to_str().and_then(version).filter(|version| !history.has(version)));
    }
    found.sort();
    let Some(version) = found.pop() else { return Ok(None) };
    let path = output.join(directory(&version));
    if let Some(other) = found.pop() {
        let reason = format!("versions.json lists neither it nor {}", directory(&other));
        return Err(ReleaseError::in_the_way(&path, reason));
    }
    match whole(&path, &version) {
        Ok(entry) => Ok(Some(entry)),
        Err(reason) => {
            let reason = format!("versions.json does not list it, and it is not a complete release: {reason}");
            Err(ReleaseError::in_the_way(&path, reason))
        }
    }
}

/// The version whose directory has this name.
fn version(name: &str) -> Option<Version> {
    let version = name.strip_prefix('v')?.parse().ok()?;
    (directory(&version) == name).then_some(version)
}

/// What is asked of a manifest.
#[derive(Deserialize)]
struct Manifest {
    version: String,
    reason: String,
    released_at: String,
    files: Vec<FileEntry>,
}

/// The entry of a release whose files are all as its manifest says.
///
/// # Errors
/// What is wrong with it, in words.
fn whole(release: &Path, version: &Version) -> Result<Entry, String> {
    if !plain_file::is_directory(release) {
        return Err("it is not a directory".to_owned());
    }
    let bytes = contents(release, MANIFEST)?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| format!("manifest.json: {error}"))?;
    if manifest.version != version.to_string() {
        return Err(format!("manifest.json says that it is version {}", manifest.version));
    }
    let released_at: Timestamp =
        manifest.released_at.parse().map_err(|error| format!("manifest.json: released_at: {error}"))?;
    for file in &manifest.files {
        is_as_listed(release, file)?;
    }
    let (_, itself) = hashed(&bytes[..]).map_err(|error| format!("manifest.json: {error}"))?.finish(MANIFEST, "", None);
    if contents(release, CHECKSUMS)? != checksums(manifest.files.iter().chain([&itself])).into_bytes() {
        return Err("SHA256SUMS does not contain the digests in manifest.json".to_owned());
    }
    Ok(Entry::new(version.clone(), manifest.reason, released_at, Digest::of(&bytes)))
}

fn is_as_listed(release: &Path, file: &FileEntry) -> Result<(), String> {
    let opened = plain_file::open_below(release, &file.path).map(|there| there.take(file.bytes.saturating_add(1)));
    let hashing = opened.and_then(hashed).map_err(|error| format!("{}: {error}", file.path))?;
    let (_, found) = hashing.finish(&file.path, "", None);
    let same = (found.bytes, &found.sha256) == (file.bytes, &file.sha256);
    if same { Ok(()) } else { Err(format!("{} differs from its entry in manifest.json", file.path)) }
}

fn hashed(mut from: impl io::Read) -> io::Result<Hashing<io::Sink>> {
    let mut hashing = Hashing::new(io::sink());
    io::copy(&mut from, &mut hashing)?;
    Ok(hashing)
}

fn contents(release: &Path, name: &str) -> Result<Vec<u8>, String> {
    plain_file::read(&release.join(name), Links::Refuse, LARGEST).map_err(|error| format!("{name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_a_version_is_one() {
        assert_eq!(version("v1.20.0"), Some(Version::new(1, 20, 0)));
        for name in ["1.0.0", "v1.0", "v01.0.0", "vendor", "v1.0.0 ", "V1.0.0", "v", "v1.0.0.bak"] {
            assert_eq!(version(name), None, "{name}");
        }
    }
}
