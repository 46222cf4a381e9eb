//! The directory of the cache: files here are written beside the releases, since none of them is ever published.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What the name of an entry ends with. Files with other names belong to somebody else and are left alone.
const ENDING: &str = ".document";

/// What the name of an entry begins with while it is written.
const UNFINISHED: &str = ".unfinished-";

const LOCK: &str = ".lock";

/// What tells backups (bford.info/cachedir) and git that a new directory is none of their business.
const TAGS: [(&str, &str); 2] =
    [("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# The cache of unrecs.\n"), (".gitignore", "*\n")];

/// Where entries are.
#[derive(Debug)]
pub(super) struct Directory(PathBuf);

/// Held by the one run that writes into a cache; the system lets go of it when the run ends, whatever ends it.
#[derive(Debug)]
pub(super) struct Lock {
    _held: File,
}

/// Why nothing can be kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum CacheError {
    /// Another run is at it.
    #[error("another run writes into {}", .0.display())]
    Busy(PathBuf),
    /// The system refuses.
    #[error("cannot {action} {}: {error}", .directory.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// Where.
        directory: PathBuf,
        /// What it says.
        error: io::Error,
    },
}

impl Directory {
    pub(super) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Makes the directory, where there is none, and takes the lock that a run which writes must hold.
    pub(super) fn lock(&self) -> Result<Lock, CacheError> {
        let Self(directory) = self;
        if !directory.is_dir() {
            fs::create_dir_all(directory).map_err(|error| self.error("make", error))?;
            for (name, text) in TAGS {
                fs::write(directory.join(name), text).map_err(|error| self.error("write into", error))?;
            }
        }
        let open = File::options().write(true).create(true).truncate(false).open(directory.join(LOCK));
        let file = open.map_err(|error| self.error("write into", error))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _held: file }),
            Err(TryLockError::WouldBlock) => Err(CacheError::Busy(directory.clone())),
            Err(TryLockError::Error(error)) => Err(self.error("lock", error)),
        }
    }

    /// The bytes of an entry; none where there is none.
    ///
    /// # Errors
    /// It is no file, or cannot be read.
    pub(super) fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let path = self.path(name);
        match fs::metadata(&path) {
            // Whatever else stands there might never come to an end.
            Ok(found) if !found.is_file() => Err(io::Error::from(io::ErrorKind::InvalidInput)),
            Ok(_) => fs::read(&path).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes an entry under another name and gives it its own at last, so that a run that is stopped leaves no part of one. It is
    /// not synced: what a power failure leaves does not have the right digest.
    pub(super) fn write(&self, name: &str, parts: [&[u8]; 2]) -> Result<(), CacheError> {
        let written = || {
            let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.0)?;
            parts.iter().try_for_each(|part| file.write_all(part))?;
            file.persist(self.path(name)).map_err(|error| error.error)
        };
        written().map(drop).map_err(|error| self.error("write into", error))
    }

    /// Removes the entries that are not among these, and what stopped runs have left unfinished.
    pub(super) fn remove_all_but(&self, names: &HashSet<String>) -> Result<(), CacheError> {
        let remove = || {
            for entry in fs::read_dir(&self.0)? {
                let entry = entry?;
                let name = entry.file_name();
                let name = name.to_string_lossy();
                let old = name.strip_suffix(ENDING).is_some_and(|name| is_key(name) && !names.contains(name));
                if old || name.starts_with(UNFINISHED) {
                    fs::remove_file(entry.path())?;
                }
            }
            Ok(())
        };
        remove().map_err(|error| self.error("remove old entries from", error))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}{ENDING}"))
    }

    fn error(&self, action: &'static str, error: io::Error) -> CacheError {
        CacheError::Io { action, directory: self.0.clone(), error }
    }
}

fn is_key(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}
