//! What lies in a directory, listed without following a link; nothing that was not listed as a plain file is ever opened.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::layout::stays_below;
use crate::plain_file::{self, LARGEST};
use crate::readback::DataFile;

/// Everything below a directory, by its path with `/`.
#[derive(Debug)]
pub(super) struct Disk {
    root: PathBuf,
    /// Plain files with their sizes.
    files: BTreeMap<String, u64>,
    directories: BTreeSet<String>,
    /// What is neither, with what it is.
    strange: BTreeMap<String, &'static str>,
    /// The first file that the machine could not open, though nothing is wrong with it.
    refused: OnceLock<(PathBuf, io::Error)>,
}

impl Disk {
    /// Lists a directory with all that is below it.
    ///
    /// # Errors
    /// Where a directory cannot be read.
    pub(super) fn list(root: &Path) -> io::Result<Self> {
        let mut disk = Self::beside(root)?;
        let mut left: Vec<String> = disk.directories.iter().cloned().collect();
        while let Some(directory) = left.pop() {
            let below = Self::beside(&root.join(&directory))?;
            let within = |name: String| format!("{directory}/{name}");
            left.extend(below.directories.iter().cloned().map(within));
            disk.directories.extend(below.directories.into_iter().map(within));
            disk.files.extend(below.files.into_iter().map(|(name, bytes)| (within(name), bytes)));
            disk.strange.extend(below.strange.into_iter().map(|(name, what)| (within(name), what)));
        }
        Ok(disk)
    }

    /// Lists a directory, and not what is below its directories.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn beside(root: &Path) -> io::Result<Self> {
        let mut disk = Self {
            root: root.to_owned(),
            files: BTreeMap::new(),
            directories: BTreeSet::new(),
            strange: BTreeMap::new(),
            refused: OnceLock::new(),
        };
        for entry in std::fs::read_dir(root)? {
            let entry = entry?;
            // Neither of these follows a link.
            let (kind, name) = (entry.file_type()?, entry.file_name());
            match name.into_string() {
                Err(name) => drop(disk.strange.insert(name.to_string_lossy().into_owned(), "a name that is not UTF-8")),
                Ok(name) if kind.is_file() => drop(disk.files.insert(name, entry.metadata()?.len())),
                Ok(name) if kind.is_dir() => drop(disk.directories.insert(name)),
                Ok(name) => {
                    let what = if kind.is_symlink() { "a symbolic link" } else { "a special file" };
                    disk.strange.insert(name, what);
                }
            }
        }
        Ok(disk)
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Every plain file with its size.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), *bytes))
    }

    /// The size of a plain file, if there is one of this path.
    pub(super) fn size(&self, path: &str) -> Option<u64> {
        self.files.get(path).copied()
    }

    /// Every directory.
    pub(super) fn directories(&self) -> impl Iterator<Item = &str> {
        self.directories.iter().map(String::as_str)
    }

    /// What is neither a plain file nor a directory, with what it is.
    pub(super) fn strange(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.strange.iter().map(|(path, what)| (path.as_str(), *what))
    }

    /// What has this path, in words, where it is no plain file.
    pub(super) fn instead(&self, path: &str) -> &'static str {
        let strange = self.strange.get(path).copied();
        strange.unwrap_or(if self.directories.contains(path) { "a directory" } else { "nothing" })
    }

    /// Opens a plain file that was listed.
    ///
    /// # Errors
    /// Those of the operating system; `NotFound` for every other path.
    pub(super) fn open(&self, path: &str) -> io::Result<DataFile> {
        if !self.files.contains_key(path) {
            return Err(io::Error::new(io::ErrorKind::NotFound, "there is no plain file of this name"));
        }
        let opened = plain_file::open_below(&self.root, path);
        if let Err(error) = &opened
            && !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::InvalidInput)
        {
            // A listed file that is there and may be read: the machine lacks something, such as file descriptors.
            let _ = self.refused.set((self.root.join(path), io::Error::new(error.kind(), error.to_string())));
        }
        opened
    }

    /// The first file that the machine could not open, though nothing is wrong with it: what was found says nothing of the release.
    pub(super) fn into_refused(self) -> Option<(PathBuf, io::Error)> {
        self.refused.into_inner()
    }

    /// All bytes of a plain file that was listed.
    ///
    /// # Errors
    /// As [`Disk::open`]; `FileTooLarge` above a limit that no such file of a release comes near.
    pub(super) fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        plain_file::whole(self.open(path)?, LARGEST)
    }
}

/// A file below a directory, all links followed; none where there is no such file.
///
/// # Errors
/// Where the path or a link leads out of the directory.
pub(super) fn below(root: &Path, path: &str) -> Result<Option<PathBuf>, String> {
    if !stays_below(path) {
        return Err(format!("the path {path:?} leads out of the directory of the sources; it was not followed"));
    }
    let file = root.join(path);
    if !plain_file::is_within(&file, root) {
        return Err(format!("a link leads {path:?} out of the directory of the sources; it was not followed"));
    }
    Ok(file.is_file().then_some(file))
}

/// The whole path of a directory, links followed.
///
/// # Errors
/// Those of the operating system.
pub(super) fn whole(directory: &Path) -> io::Result<PathBuf> {
    std::fs::canonicalize(directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_elsewhere_is_told() {
        for path in ["a", "a/b.c", "..a/b..", "…"] {
            assert!(stays_below(path), "{path}");
        }
        for path in ["", "/a", "../a", "a/../b", "a/./b", "a//b", "a/", "./a", "a\\b", "a\0b", ".."] {
            assert!(!stays_below(path), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_listed_and_never_opened() {
        let (here, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(elsewhere.path().join("secret"), "a secret").unwrap();
        std::fs::create_dir_all(here.path().join("a/b")).unwrap();
        std::fs::write(here.path().join("a/b/c"), "12345").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), here.path().join("a/link")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("secret"), here.path().join("secret")).unwrap();
        let disk = Disk::list(here.path()).unwrap();
        assert_eq!(disk.files().collect::<Vec<_>>(), [("a/b/c", 5)]);
        assert_eq!(disk.directories().collect::<Vec<_>>(), ["a", "a/b"]);
        let links = [("a/link", "a symbolic link"), ("secret", "a symbolic link")];
        assert_eq!(disk.strange().collect::<Vec<_>>(), links);
        for path in ["secret", "a/link/secret", "../secret", "a/b/../b/c", "a", "none"] {
            assert_eq!(disk.bytes(path).unwrap_err().kind(), io::ErrorKind::NotFound, "{path}");
        }
        assert_eq!((disk.bytes("a/b/c").unwrap(), disk.instead("a/b")), (b"12345".to_vec(), "a directory"));
        assert_eq!((disk.instead("secret"), disk.instead("x")), ("a symbolic link", "nothing"));
        assert!(below(here.path(), "secret").unwrap_err().contains("a link leads"));
        assert!(below(here.path(), "../x").unwrap_err().contains("leads out"));
        assert_eq!((below(here.path(), "x"), below(here.path(), "a")), (Ok(None), Ok(None)));
        assert!(below(here.path(), "a/b/c").unwrap().is_some());
    }
}
