//! Where a bag is made: beside the place where it is to appear, in which it then appears by one rename.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use tempfile::{NamedTempFile, TempDir};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Payload;
use crate::plain_file::{self, Links};
use crate::release::ReleaseError;
use crate::release::store::durable;

/// How the names of bags in the making begin. They are not those of releases in the making, which a build may remove.
const HIDDEN: &str = ".unrecs-bag-";

/// Held by the run that makes the bag around it.
const LOCK: &str = "lock";

/// Removes the bags in the making that killed runs have left in a directory: no run holds their locks any more.
pub(super) fn remove_leftovers(to: &Path) {
    for entry in fs::read_dir(to).into_iter().flatten().flatten() {
        let path = entry.path();
        if !entry.file_name().to_string_lossy().starts_with(HIDDEN) {
            continue;
        }
        let is_directory = plain_file::is_directory(&path);
        let lock = plain_file::open(&if is_directory { path.join(LOCK) } else { path.clone() }, Links::Refuse);
        if lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            // What cannot be removed does no harm.
            let _ = if is_directory { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

/// Takes the files of a bag one after the other. Dropped before it has appeared, nothing of it is left.
pub(super) trait Container {
    /// Where errors say that a file was to appear.
    fn shown(&self, path: &str) -> PathBuf;

    /// Begins a file with so many bytes, and gives what takes them.
    fn begin(&mut self, path: &str, bytes: u64) -> io::Result<&mut dyn Write>;

    /// Ends the file.
    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Lets the bag appear.
    ///
    /// # Errors
    /// [`ReleaseError::Io`], and [`ReleaseError::Bag`] where something has appeared there in the meantime.
    fn appear(self) -> Result<(), ReleaseError>;
}

/// A directory. A bag in it has the permissions that new directories have, and the hidden one around it is its owner's alone.
pub(super) struct Directory<'a> {
    hidden: TempDir,
    root: PathBuf,
    target: &'a Path,
    to: &'a Path,
    open: Option<File>,
    _lock: File,
}

impl<'a> Directory<'a> {
    /// An empty bag that is to appear as `target`, which is in the directory `to`.
    ///
    /// # Errors
    /// [`ReleaseError::Io`]
    pub(super) fn new(target: &'a Path, to: &'a Path) -> Result<Self, ReleaseError> {
        let made = tempfile::Builder::new().prefix(HIDDEN).tempdir_in(to);
        // The kind alone: the message would name the hidden directory instead of the one that matters.
        let hidden = made.map_err(|error| ReleaseError::io("write in", to, error.kind().into()))?;
        let root = hidden.path().join("bag");
        let begun = File::create_new(hidden.path().join(LOCK)).and_then(|lock| {
            // Where the file system has no locks, a later run removes nothing.
            let _ = lock.try_lock();
            fs::create_dir(&root).map(|()| lock)
        });
        let lock = begun.map_err(|error| ReleaseError::io("write in", to, error.kind().into()))?;
        Ok(Self { hidden, root, target, to, open: None, _lock: lock })
    }
}

impl Container for Directory<'_> {
    fn shown(&self, path: &str) -> PathBuf {
        self.target.join(path)
    }

    fn begin(&mut self, path: &str, _: u64) -> io::Result<&mut dyn Write> {
        let path = self.root.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        Ok(self.open.insert(File::create_new(path)?))
    }

    fn end(&mut self) -> io::Result<()> {
        self.open.take().map_or(Ok(()), |file| file.sync_all())
    }

    fn appear(self) -> Result<(), ReleaseError> {
        let refused = |error| ReleaseError::io("create", self.target, error);
        durable::sync_directories(&self.root).map_err(refused)?;
        fs::rename(&self.root, self.target).map_err(|error| taken_or(error, self.target))?;
        durable::sync(self.to).map_err(refused)?;
        self.hidden.close().map_err(|error| ReleaseError::io("remove the unfinished bag in", self.to, error))
    }
}

/// A ZIP file with the bag as its only directory.
pub(super) struct Zip<'a> {
    writer: ZipWriter<NamedTempFile>,
    name: String,
    target: &'a Path,
    to: &'a Path,
    time: DateTime,
}

/// From this size on, in bytes, a file has the wider fields of ZIP64. It is somewhat below the limit of the narrow ones, for what
/// cannot be compressed grows a little.
const LARGE: u64 = 4_000_000_000;

impl<'a> Zip<'a> {
    /// An empty file that is to appear as `target`, which is in the directory `to`.
    ///
    /// # Errors
    /// [`ReleaseError::Io`]
    pub(super) fn new(target: &'a Path, to: &'a Path, payload: &Payload) -> Result<Self, ReleaseError> {
        let file = new_file(to).map_err(|error| ReleaseError::io("write in", to, error.kind().into()))?;
        Ok(Self { writer: ZipWriter::new(file), name: payload.name(), target, to, time: time_of(payload) })
    }
}

/// With the permissions that new files have.
fn new_file(to: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(HIDDEN);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(to)?;
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// When the release was made, in UTC; the beginning of the time that the format knows where it is not within it.
fn time_of(payload: &Payload) -> DateTime {
    let at = TimeZone::UTC.to_datetime(payload.manifest.released_at);
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let [month, day, hour, minute, second] = [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(part);
    DateTime::from_date_and_time(year, month, day, hour, minute, second).unwrap_or_default()
}

impl Container for Zip<'_> {
    fn shown(&self, _: &str) -> PathBuf {
        self.target.to_owned()
    }

    fn begin(&mut self, path: &str, bytes: u64) -> io::Result<&mut dyn Write> {
        // Everything is said, so that nothing depends on the machine.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(self.time)
            .unix_permissions(0o644)
            .system(System::Unix)
            .large_file(bytes >= LARGE);
        self.writer.start_file(format!("{}/{path}", self.name), options)?;
        Ok(&mut self.writer)
    }

    fn appear(self) -> Result<(), ReleaseError> {
        let refused = |error: io::Error| ReleaseError::io("create", self.target, error);
        let file = self.writer.finish().map_err(|error| refused(error.into()))?;
        file.as_file().sync_all().map_err(refused)?;
        file.persist_noclobber(self.target).map_err(|error| taken_or(error.error, self.target))?;
        durable::sync(self.to).map_err(refused)
    }
}

/// What stops a bag that is complete and cannot appear.
fn taken_or(error: io::Error, target: &Path) -> ReleaseError {
    match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotADirectory => {
            ReleaseError::Bag {
                path: target.to_owned(),
                reason: "something with this name has appeared there in the meantime",
            }
        }
        _ => ReleaseError::io("create", target, error),
    }
}
