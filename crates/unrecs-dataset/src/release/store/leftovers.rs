//! What runs that were killed have left in an output directory.

use crate::layout::{LATEST, VERSIONS};
use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use super::names::{DRAWN, HIDDEN, RELEASE, SCRATCH};
use crate::release::ReleaseError;

/// Removes the hidden directories of runs that ended without doing so, and gives their number. Nobody else may be writing.
///
/// # Errors
/// [`ReleaseError::Io`]
pub(crate) fn remove(output: &Path) -> Result<usize, ReleaseError> {
    let refused = |error| ReleaseError::io("read the output directory", output, error);
    let mut removed = 0;
    for entry in fs::read_dir(output).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        if is_ours(&entry).map_err(|error| ReleaseError::io("read", &entry.path(), error))? {
            // Does not follow links, wherever in it they stand.
            fs::remove_dir_all(entry.path()).map_err(|error| ReleaseError::io("remove", &entry.path(), error))?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Whether it is a directory with the name of ours, and holds only what ours hold. A link to a directory is none.
fn is_ours(entry: &DirEntry) -> io::Result<bool> {
    let name = entry.file_name();
    let drawn = name.to_str().and_then(|name| name.strip_prefix(HIDDEN)).unwrap_or_default();
    if drawn.len() != DRAWN || !drawn.bytes().all(|byte| byte.is_ascii_alphanumeric()) || !entry.file_type()?.is_dir() {
        return Ok(false);
    }
    for inner in fs::read_dir(entry.path())? {
        let inner = inner?;
        let kind = inner.file_type()?;
        let ours = match inner.file_name() {
            name if name == OsStr::new(RELEASE) || name == OsStr::new(SCRATCH) => kind.is_dir(),
            name => (name == OsStr::new(VERSIONS) || name == OsStr::new(LATEST)) && kind.is_file(),
        };
        if !ours {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ours_is_removed() {
        let output = tempfile::tempdir().unwrap();
        for name in
            [".unrecs-aB3xY9/release/data/csv", ".unrecs-empty1", ".unrecs-abcdef/mine", ".unrecs-long-name", "v1.0.0"]
        {
            fs::create_dir_all(output.path().join(name)).unwrap();
        }
        fs::create_dir_all(output.path().join(".unrecs-aB3xY9/scratch/.tmp")).unwrap();
        fs::write(output.path().join(".unrecs-aB3xY9/versions.json"), "{").unwrap();
        fs::write(output.path().join(".unrecs-aB3xY9/release/data/csv/a.csv"), "a").unwrap();
        fs::write(output.path().join(".unrecs-a_file"), "").unwrap();
        fs::write(output.path().join(".unrecs-afile1"), "").unwrap();
        assert_eq!(remove(output.path()).unwrap(), 2);
        assert_eq!(remove(output.path()).unwrap(), 0);
        let mut left: Vec<_> = fs::read_dir(output.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".unrecs-a_file", ".unrecs-abcdef", ".unrecs-afile1", ".unrecs-long-name", "v1.0.0"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        use std::os::unix::fs::symlink;
        let (output, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let kept = elsewhere.path().join("release/kept");
        fs::create_dir(elsewhere.path().join("release")).unwrap();
        fs::write(&kept, "kept").unwrap();
        symlink(elsewhere.path(), output.path().join(".unrecs-link01")).unwrap();
        let (inside, deep) = (output.path().join(".unrecs-link02"), output.path().join(".unrecs-link03"));
        fs::create_dir(&inside).unwrap();
        symlink(elsewhere.path().join("release"), inside.join(RELEASE)).unwrap();
        fs::create_dir_all(deep.join(RELEASE)).unwrap();
        symlink(elsewhere.path(), deep.join(RELEASE).join("data")).unwrap();
        assert_eq!(remove(output.path()).unwrap(), 1);
        assert!(inside.exists() && !deep.exists());
        assert_eq!(fs::read(&kept).unwrap(), b"kept");
    }
}
