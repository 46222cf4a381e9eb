//! `versions.json` and `latest.json`, which say what an output directory holds: how they are read, and how they appear.

use crate::layout::{LATEST, VERSIONS};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use semver::Version;
use serde::Deserialize;

use super::durable;
use super::history::History;
use super::staging::Hidden;
use crate::export::SmallFile;
use crate::plain_file::{self, LARGEST, Links};
use crate::release::ReleaseError;
use crate::release::manifest::as_text;
use unrecs_text::value::Digest;

/// What `versions.json` says; nothing was released where it is not there.
///
/// # Errors
/// [`ReleaseError::Pointer`] where it makes no sense, [`ReleaseError::Io`] where it cannot be read.
pub(crate) fn read(output: &Path) -> Result<History, ReleaseError> {
    parsed(output, bytes(&output.join(VERSIONS))?.as_deref())
}

/// The history that the bytes of `versions.json` hold, where it is there.
fn parsed(output: &Path, versions: Option<&[u8]>) -> Result<History, ReleaseError> {
    let refused = |reason| ReleaseError::Pointer { path: output.join(VERSIONS), reason };
    versions.map_or_else(|| Ok(History::default()), |bytes| History::parse(bytes).map_err(refused))
}

/// What `latest.json` says.
#[derive(Deserialize)]
struct Latest {
    #[serde(with = "as_text")]
    version: Version,
    #[serde(with = "as_text")]
    manifest_sha256: Digest,
}

/// The same for a run that is going to give a version: whatever a pointer has ever named stays given, so that one file must not have
/// forgotten what the other knows.
///
/// # Errors
/// As [`read`]; [`ReleaseError::Pointer`] also where `latest.json` names what `versions.json` does not: no run that was stopped leaves
/// that, so that one of the two was put back or changed.
pub(crate) fn read_agreeing(output: &Path) -> Result<History, ReleaseError> {
    agreeing(output, bytes(&output.join(VERSIONS))?.as_deref())
}

fn agreeing(output: &Path, versions: Option<&[u8]>) -> Result<History, ReleaseError> {
    let history = parsed(output, versions)?;
    let path = output.join(LATEST);
    let Some(bytes) = bytes(&path)? else { return Ok(history) };
    if versions.is_none() {
        // The latest is written last, so that no stopped run leaves it alone.
        let reason = format!("it does not exist, although {LATEST} does");
        return Err(ReleaseError::Pointer { path: output.join(VERSIONS), reason });
    }
    let refused = |reason: String| ReleaseError::Pointer { path: path.clone(), reason };
    let latest: Latest = serde_json::from_slice(&bytes).map_err(|error| refused(error.to_string()))?;
    match history.entries().iter().find(|entry| entry.version == latest.version) {
        Some(entry) if entry.manifest_sha256 == latest.manifest_sha256 => Ok(history),
        Some(entry) => Err(refused(format!(
            "it gives the manifest of version {} the SHA-256 {}, and {VERSIONS} gives it {}",
            latest.version, latest.manifest_sha256, entry.manifest_sha256
        ))),
        None => Err(refused(format!(
            "it names version {}, and {VERSIONS} does not: one of them is older than the other",
            latest.version
        ))),
    }
}

/// The same for a run that is going to write it again.
///
/// # Errors
/// As [`read_agreeing`]; [`ReleaseError::Pointer`] also where writing would lose what stands there, or where somebody has removed it.
pub(crate) fn read_to_replace(output: &Path) -> Result<History, ReleaseError> {
    let path = output.join(VERSIONS);
    let versions = bytes(&path)?;
    let history = agreeing(output, versions.as_deref())?;
    match versions {
        Some(bytes) if !history.is_all_of(&bytes) => Err(ReleaseError::Pointer {
            path,
            reason: "it contains data that this version of unrecs does not know".to_owned(),
        }),
        _ => Ok(history),
    }
}

/// Whether `latest.json` says what it must where this is the history.
///
/// # Errors
/// [`ReleaseError::Io`]
pub(crate) fn is_latest(history: &History, output: &Path) -> Result<bool, ReleaseError> {
    Ok(bytes(&output.join(LATEST))? == history.latest_json())
}

fn bytes(path: &Path) -> Result<Option<Vec<u8>>, ReleaseError> {
    match plain_file::read(path, Links::Refuse, LARGEST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ReleaseError::io("read", path, error)),
    }
}

/// Lets the pointers say what the history says.
///
/// # Errors
/// [`ReleaseError::Io`]
pub(crate) fn replace(history: &History, output: &Path) -> Result<(), ReleaseError> {
    let hidden = Hidden::in_output(output)?;
    Pointers::write(history, &hidden)?.appear()
}

/// Pointers that are written and have not appeared yet: where each is, and where it is to be.
pub(crate) struct Pointers<'a> {
    output: &'a Path,
    versions: (PathBuf, PathBuf),
    /// Without a source where there is no good release.
    latest: (Option<PathBuf>, PathBuf),
}

impl<'a> Pointers<'a> {
    /// Writes them into a hidden directory, so that a full disk is met before anything appears.
    ///
    /// # Errors
    /// [`ReleaseError::Io`]
    pub(crate) fn write(history: &History, hidden: &Hidden<'a>) -> Result<Self, ReleaseError> {
        let output = hidden.output();
        let write = |name: &str, bytes: Vec<u8>| {
            let (from, to) = (hidden.path().join(name), output.join(name));
            let content = SmallFile::new(name, "application/json", bytes);
            let written = File::create(&from).and_then(|file| durable::write(&content, file));
            written.map_err(|error| ReleaseError::io("write", &to, error))?;
            Ok::<_, ReleaseError>((from, to))
        };
        let versions = write(VERSIONS, history.versions_json())?;
        let latest = match history.latest_json() {
            Some(bytes) => write(LATEST, bytes).map(|(from, to)| (Some(from), to))?,
            None => (None, output.join(LATEST)),
        };
        Ok(Self { output, versions, latest })
    }

    /// Lets them appear, the latest at last.
    ///
    /// # Errors
    /// [`ReleaseError::Io`]; what has appeared stays, and the next run goes on from there.
    pub(crate) fn appear(self) -> Result<(), ReleaseError> {
        let (from, to) = &self.versions;
        self.synced(fs::rename(from, to), "replace", to)?;
        match &self.latest {
            (Some(from), to) => self.synced(fs::rename(from, to), "replace", to),
            (None, to) => match fs::remove_file(to) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => self.synced(removed, "remove", to),
            },
        }
    }

    fn synced(&self, done: io::Result<()>, action: &'static str, path: &Path) -> Result<(), ReleaseError> {
        done.and_then(|()| durable::sync(self.output)).map_err(|error| ReleaseError::io(action, path, error))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::release::Store;
    use crate::release::store::history::Entry;

    fn history(versions: &[&str]) -> History {
        let mut history = History::default();
        for version in versions {
            let (reason, digest) = ("a reason".to_owned(), Digest::of(version.as_bytes()));
            history.push(Entry::new(version.parse().unwrap(), reason, Timestamp::UNIX_EPOCH, digest));
        }
        history
    }

    /// An output directory with the pointers and the directories of these versions.
    fn output(versions: &[&str]) -> tempfile::TempDir {
        let output = tempfile::tempdir().unwrap();
        versions.iter().for_each(|version| fs::create_dir(output.path().join(format!("v{version}"))).unwrap());
        replace(&history(versions), output.path()).unwrap();
        output
    }

    fn refused(output: &Path) -> String {
        let before = fs::read(output.join(LATEST)).unwrap();
        let error = Store::open(output).unwrap_err().to_string();
        assert_eq!(read_agreeing(output).unwrap_err().to_string(), error);
        assert_eq!(fs::read(output.join(LATEST)).unwrap(), before);
        error
    }

    #[test]
    fn a_version_that_only_the_latest_names_is_not_given_again() {
        let output = output(&["1.0.0", "1.0.1"]);
        fs::write(output.path().join(VERSIONS), history(&["1.0.0"]).versions_json()).unwrap();
        let expected = format!(
            "cannot use {}: it names version 1.0.1, and versions.json does not: one of them is older than the other; \
             restore it from a copy, or choose another --output directory",
            output.path().join(LATEST).display()
        );
        assert_eq!(refused(output.path()), expected);
        fs::remove_dir(output.path().join("v1.0.1")).unwrap();
        assert_eq!(refused(output.path()), expected);
    }

    #[test]
    fn a_latest_with_another_digest_or_without_sense_stops_the_run() {
        let output = output(&["1.0.0"]);
        let (path, good) = (output.path().join(LATEST), history(&["1.0.0"]).latest_json().unwrap());
        let (own, other) = (Digest::of(b"1.0.0").to_string(), Digest::of(b"other").to_string());
        fs::write(&path, String::from_utf8(good).unwrap().replace(&own, &other)).unwrap();
        let expected =
            format!("it gives the manifest of version 1.0.0 the SHA-256 {other}, and versions.json gives it {own}");
        assert!(refused(output.path()).contains(&expected));
        fs::write(&path, "{").unwrap();
        assert!(refused(output.path()).contains("EOF while parsing"));
    }

    #[test]
    fn a_directory_of_a_lower_version_that_nothing_names_is_in_the_way() {
        let output = output(&["1.0.0", "1.1.0"]);
        fs::create_dir(output.path().join("v1.0.7")).unwrap();
        let error = Store::open(output.path()).unwrap_err().to_string();
        assert!(error.contains("v1.0.7 is in the way: "), "{error}");
    }

    #[test]
    fn versions_whose_directories_are_gone_are_told() {
        let output = output(&["1.0.0", "1.0.1", "1.0.2"]);
        fs::remove_dir(output.path().join("v1.0.0")).unwrap();
        fs::remove_dir(output.path().join("v1.0.1")).unwrap();
        let missing = Store::open(output.path()).unwrap().recovery().missing.clone();
        assert_eq!(missing, [Version::new(1, 0, 0), Version::new(1, 0, 1)]);
    }
}
