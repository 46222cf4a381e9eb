//! A file that somebody asked for outside of the releases: it appears whole or not at all.

use crate::layout::VERSIONS;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::plain_file::is_within;
use crate::release::ReleaseError;

/// Writes a file. What stood in its place is replaced at once, after every byte is on the disk; into a pipe or a device, which cannot be
/// replaced, it is written as it comes.
///
/// # Errors
/// [`ReleaseError::Io`], also where it would be within this release or beside it.
pub fn keep(path: &Path, bytes: &[u8], release: &Path) -> Result<(), ReleaseError> {
    // Beside the pointers to it there are other releases, and the pointers.
    let released = release.parent().filter(|output| output.join(VERSIONS).exists()).unwrap_or(release);
    if is_within(path, released) {
        let refused = io::Error::other("it would be among the releases, which must not change");
        return Err(ReleaseError::io("write", path, refused));
    }
    let kept = match fs::metadata(path) {
        Ok(there) if !there.is_file() => fs::write(path, bytes),
        _ => replace(path, bytes),
    };
    kept.map_err(|source| ReleaseError::io("write", path, source))
}

pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // In a directory of its own, and not as a temporary file, so that it has the permissions that new files get.
    let hidden = tempfile::Builder::new().prefix(".unrecs-").tempdir_in(directory)?;
    let new = hidden.path().join("new");
    let mut file = fs::File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(new, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.csv");
        for bytes in [b"long before".as_slice(), b"short"] {
            keep(&path, bytes, &directory.path().join("v1.0.0")).unwrap();
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_is_named_and_leaves_what_was_there() {
        let directory = tempfile::tempdir().unwrap();
        let missing = directory.path().join("missing/a.csv");
        let error = keep(&missing, b"x", Path::new("nowhere")).unwrap_err().to_string();
        assert!(error.starts_with(&format!("cannot write {}: ", missing.display())), "{error}");
        let error = keep(directory.path(), b"x", Path::new("nowhere")).unwrap_err().to_string();
        assert!(error.contains("directory") && directory.path().is_dir(), "{error}");
    }

    #[test]
    fn nothing_is_written_into_a_release() {
        let release = tempfile::tempdir().unwrap();
        for name in ["a.csv", "data/a.csv", "missing/../a.csv"] {
            let path = release.path().join(name);
            let error = keep(&path, b"x", release.path()).unwrap_err().to_string();
            assert!(error.contains("among the releases"), "{error}");
        }
        assert_eq!(fs::read_dir(release.path()).unwrap().count(), 0);
        fs::write(release.path().join(VERSIONS), "{}").unwrap();
        assert!(keep(&release.path().join("latest.json"), b"x", &release.path().join("v1.0.0")).is_err());
        assert_eq!(fs::read_dir(release.path()).unwrap().count(), 1);
    }
}
