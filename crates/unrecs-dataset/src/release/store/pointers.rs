//! `versions.json` and `latest.json`, which say what an output directory holds: how they are read, and how they appear.

use crate::layout::{LATEST, VERSIONS};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::durable;
use super::history::History;
use super::staging::Hidden;
use crate::export::SmallFile;
use crate::release::ReleaseError;

/// What `versions.json` says; nothing was released where it is not there.
///
/// # Errors
/// [`ReleaseError::Pointer`] where it makes no sense, [`ReleaseError::Io`] where it cannot be read.
pub(crate) fn read(output: &Path) -> Result<History, ReleaseError> {
    let path = output.join(VERSIONS);
    let Some(bytes) = bytes(&path)? else { return Ok(History::default()) };
    History::parse(&bytes).map_err(|reason| ReleaseError::Pointer { path, reason })
}

/// The same for a run that is going to write it again.
///
/// # Errors
/// As [`read`]; [`ReleaseError::Pointer`] also where writing would lose what stands there, or where somebody has removed it.
pub(crate) fn read_to_replace(output: &Path) -> Result<History, ReleaseError> {
    let path = output.join(VERSIONS);
    let history = read(output)?;
    let refused = |reason: &str| Err(ReleaseError::Pointer { path: path.clone(), reason: reason.to_owned() });
    match bytes(&path)? {
        Some(bytes) if !history.is_all_of(&bytes) => refused("it holds more than this version of unrecs knows of"),
        // The latest is written last, so that no stopped run leaves it alone.
        None if fs::symlink_metadata(output.join(LATEST)).is_ok() => {
            refused("it is not there, and latest.json beside it is")
        }
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
    match fs::read(path) {
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
