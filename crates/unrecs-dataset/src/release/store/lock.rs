//! One run at a time writes into an output directory; the lock dies with its process.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use crate::plain_file::{self, Links};
use crate::release::ReleaseError;

/// The file that is locked. Its text says who holds the lock, and means nothing while nobody does.
const NAME: &str = ".unrecs.lock";

/// The longest text that is repeated from the file, in bytes.
const LONGEST: usize = 300;

/// The right to write into an output directory. The operating system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock at once or not at all.
    ///
    /// # Errors
    /// [`ReleaseError::Locked`] where another run holds it, [`ReleaseError::NoLocks`] where the file system has no locks,
    /// [`ReleaseError::Io`] where the directory cannot be written.
    pub(crate) fn take(output: &Path) -> Result<Self, ReleaseError> {
        let path = output.join(NAME);
        let file = loop {
            if fs::symlink_metadata(&path).is_ok_and(|there| !there.is_file()) {
                return Err(ReleaseError::in_the_way(&path, "it is not a regular file, and the lock needs this name"));
            }
            let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
            let file = open.map_err(|error| ReleaseError::io("write to the output directory", output, error))?;
            match file.try_lock() {
                Ok(()) if stands_at(&file, &path) => break file,
                // The run that held the lock has removed this file since it was opened.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(ReleaseError::Locked { output: output.to_owned(), holder: holder(&path) });
                }
                Err(TryLockError::Error(source)) => return Err(ReleaseError::NoLocks { path, source }),
            }
        };
        let lock = Self { file, path };
        lock.sign().map_err(|error| ReleaseError::io("write", &lock.path, error))?;
        Ok(lock)
    }

    /// Says who holds the lock.
    fn sign(&self) -> io::Result<()> {
        self.file.set_len(0)?;
        let since = unrecs_text::value::instant(jiff::Timestamp::now());
        (&self.file).write_all(format!("process {} on {} since {since}\n", std::process::id(), host()).as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still held: whoever opened it before finds that it stands here no more. Elsewhere than on Unix
        // that cannot be found, and the file stays; it does no harm, nor does one that could not be removed.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether an open file is still the one with this name.
#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => identity(open) == identity(named),
        _ => false,
    }
}

#[cfg(not(unix))]
fn stands_at(_: &File, _: &Path) -> bool {
    true
}

/// What the file says of its holder; anyone may have written it, so that only a short line of plain characters is repeated.
fn holder(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    plain_file::open(path, Links::Refuse).ok()?.take(LONGEST as u64).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).replace(|c: char| c.is_control(), " ").trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// The name of this machine, for people.
fn host() -> String {
    let linux = plain_file::read("/proc/sys/kernel/hostname".as_ref(), Links::Follow, LONGEST as u64).ok();
    let linux = linux.and_then(|name| String::from_utf8(name).ok());
    let name = linux.or_else(|| ["HOSTNAME", "COMPUTERNAME"].iter().find_map(|name| std::env::var(name).ok()));
    name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).unwrap_or_else(|| "this machine".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_is_told_who_holds_the_lock() {
        let output = tempfile::tempdir().unwrap();
        let held = Lock::take(output.path()).unwrap();
        let error = Lock::take(output.path()).unwrap_err().to_string();
        let start =
            format!("another run is writing to {}: process {} on ", output.path().display(), std::process::id());
        assert!(error.starts_with(&start), "{error}");
        let end = "; wait until it ends, or stop it, and try again (nothing was written)";
        assert!(error.contains(" since 2") && error.ends_with(end), "{error}");
        drop(held);
        drop(Lock::take(output.path()).unwrap());
        assert_eq!(fs::read_dir(output.path()).unwrap().count(), usize::from(!cfg!(unix)));
    }

    #[test]
    fn a_holder_that_has_not_signed_yet_is_no_riddle() {
        let output = tempfile::tempdir().unwrap();
        let file = File::create(output.path().join(NAME)).unwrap();
        file.try_lock().unwrap();
        let error = Lock::take(output.path()).unwrap_err().to_string();
        assert!(error.contains(": it has just begun, and has not recorded its process yet; wait until "), "{error}");
        (&file).write_all(&b"\x1B[31m\xFFx\n".repeat(100)).unwrap();
        let error = Lock::take(output.path()).unwrap_err().to_string();
        assert!(!error.contains('\x1B') && error.len() < 2 * LONGEST + 300, "{error}");
    }

    #[test]
    fn the_text_of_a_dead_run_holds_nothing() {
        let output = tempfile::tempdir().unwrap();
        fs::write(output.path().join(NAME), "process 1 on elsewhere since 1970-01-01T00:00:00Z, and much more\n")
            .unwrap();
        let lock = Lock::take(output.path()).unwrap();
        let text = fs::read_to_string(output.path().join(NAME)).unwrap();
        assert!(
            text.starts_with(&format!("process {} on ", std::process::id())) && text.lines().count() == 1,
            "{text}"
        );
        drop(lock);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_lock_is_not_followed() {
        let (output, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let target = elsewhere.path().join("target");
        std::os::unix::fs::symlink(&target, output.path().join(NAME)).unwrap();
        let error = Lock::take(output.path()).unwrap_err().to_string();
        let path = output.path().join(NAME);
        let expected = format!(
            "{} is in the way: it is not a regular file, and the lock needs this name; move it out of the output directory, or \
             choose another --output directory",
            path.display()
        );
        assert_eq!(error, expected);
        assert!(!target.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_removed_since_is_not_the_lock() {
        let output = tempfile::tempdir().unwrap();
        let path = output.path().join(NAME);
        let file = File::create(&path).unwrap();
        assert!(stands_at(&file, &path));
        fs::remove_file(&path).unwrap();
        assert!(!stands_at(&file, &path));
        // The old one stays open, so that its number is not given again.
        let _new = File::create(&path).unwrap();
        assert!(!stands_at(&file, &path));
    }
}
