//! Opens and reads files that are there: regular files alone, never a pipe or a device, and never more bytes than are sensible.
//!
//! Every file that the program reads is opened here, so that nothing put in the place of a file makes it wait for ever or fill its
//! memory.

use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The largest file that is read into memory as a whole, in bytes (1 GiB).
pub const LARGEST: u64 = 1 << 30;

/// An open regular file.
pub type PlainFile = std::fs::File;

/// Whether a symbolic link may lead to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// As for files that a person names.
    Follow,
    /// As for files that lie in a release or beside one, where this program makes no links.
    Refuse,
}

/// Opens a regular file for reading.
///
/// # Errors
/// Those of the operating system; `InvalidInput` where it is something else than a regular file.
pub fn open(path: &Path, links: Links) -> io::Result<PlainFile> {
    // What is there is looked at first, since a pipe or a device can do things when it is only opened.
    let there = match links {
        Links::Follow => std::fs::metadata(path)?,
        Links::Refuse => std::fs::symlink_metadata(path)?,
    };
    let file = if there.is_file() { opened(path, links)? } else { return Err(no_file(&there)) };
    let there = file.metadata()?;
    if there.is_file() { Ok(file) } else { Err(no_file(&there)) }
}

/// Reads a whole regular file of at most so many bytes.
///
/// # Errors
/// As [`open`]; `FileTooLarge` where it has more bytes.
pub fn read(path: &Path, links: Links, at_most: u64) -> io::Result<Vec<u8>> {
    whole(open(path, links)?, at_most)
}

/// Reads some bytes of an open file from a place on, counted from its beginning; none behind its end. Many may read one file so, each at
/// its own place.
///
/// # Errors
/// Those of the operating system.
pub fn read_at(file: &PlainFile, into: &mut [u8], at: u64) -> io::Result<usize> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::read_at(file, into, at);
    #[cfg(windows)]
    return std::os::windows::fs::FileExt::seek_read(file, into, at);
}

/// Reads an open file of at most so many bytes to its end.
///
/// # Errors
/// Those of the operating system; `FileTooLarge` where it has more bytes.
pub fn whole(file: PlainFile, at_most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(at_most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > at_most {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("the file has more than {at_most} bytes, the most that are read"),
        ));
    }
    Ok(bytes)
}

/// Opens a file below a directory, by its path with `/`; no link is followed below the directory.
///
/// # Errors
/// As [`open`]; `InvalidInput` also where the path leads out of the directory or through a link.
pub fn open_below(directory: &Path, name: &str) -> io::Result<PlainFile> {
    open(&below(directory, name)?, Links::Refuse)
}

/// Whether this is a directory and no link to one.
pub fn is_directory(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|there| there.is_dir())
}

/// Whether a path leads below a directory, or to it, when links are followed. What has the path may still have to be made.
pub fn is_within(path: &Path, directory: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(if path.as_os_str().is_empty() { ".".as_ref() } else { path }).ok();
    let Some(outer) = real(directory) else { return false };
    let Some((mut there, nearest)) = path.ancestors().find_map(|there| Some((real(there)?, there))) else {
        return false;
    };
    // What is still to be made is no link, so that `..` behind it leads back to where it is.
    for part in path.strip_prefix(nearest).unwrap_or(path).components() {
        match part {
            Component::ParentDir => drop(there.pop()),
            part => there.push(part),
        }
    }
    there.starts_with(outer)
}

/// The path of a file below a directory, all of whose parents are directories and no links.
fn below(directory: &Path, name: &str) -> io::Result<PathBuf> {
    let mut path = directory.to_owned();
    for part in Path::new(name).components() {
        if !matches!(part, Component::Normal(_)) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path leads out of its directory"));
        }
        if path != directory && std::fs::symlink_metadata(&path)?.is_symlink() {
            let message = format!("{} is a symbolic link; expected a directory", path.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        path.push(part);
    }
    Ok(path)
}

#[cfg(target_os = "linux")]
fn opened(path: &Path, links: Links) -> io::Result<PlainFile> {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::OFlags;

    // Where the file was exchanged since it was looked at, opening it neither waits nor follows.
    let follow = if links == Links::Refuse { OFlags::NOFOLLOW } else { OFlags::empty() };
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | follow;
    PlainFile::options().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(target_os = "linux"))]
fn opened(path: &Path, _: Links) -> io::Result<PlainFile> {
    PlainFile::open(path)
}

fn no_file(there: &std::fs::Metadata) -> io::Error {
    if there.is_dir() {
        return io::ErrorKind::IsADirectory.into();
    }
    let what = if there.is_symlink() { "a symbolic link" } else { "a pipe, a socket or a device" };
    io::Error::new(io::ErrorKind::InvalidInput, format!("it is {what}; expected a regular file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, Links::Refuse, 5).unwrap(), b"12345");
        assert_eq!(read(&path, Links::Refuse, 4).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read(directory.path(), Links::Follow, 5).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        let gone = read(&directory.path().join("b"), Links::Follow, 5).unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_are_told_from_files() {
        let directory = tempfile::tempdir().unwrap();
        let link = |to: &str, name: &str| {
            let path = directory.path().join(name);
            std::os::unix::fs::symlink(to, &path).unwrap();
            path
        };
        std::fs::create_dir(directory.path().join("real")).unwrap();
        std::fs::write(directory.path().join("real/a"), "words").unwrap();
        let to_file = link("real/a", "to-file");
        assert_eq!(read(&to_file, Links::Follow, 9).unwrap(), b"words");
        let refused = |path: &Path, links| read(path, links, 9).unwrap_err().to_string();
        assert_eq!(refused(&to_file, Links::Refuse), "it is a symbolic link; expected a regular file");
        let device = "it is a pipe, a socket or a device; expected a regular file";
        assert_eq!(refused(&link("/dev/zero", "to-device"), Links::Follow), device);
        assert_eq!(refused("/dev/null".as_ref(), Links::Refuse), device);

        link("real", "to-directory");
        assert!(open_below(directory.path(), "real/a").is_ok());
        let through = open_below(directory.path(), "to-directory/a").unwrap_err().to_string();
        assert!(through.ends_with("to-directory is a symbolic link; expected a directory"), "{through}");
        assert!(is_within(&directory.path().join("real/new/file"), directory.path()));
        assert!(is_within(&directory.path().join("real/../to-file"), directory.path()));
        let tried =
            ["", "new/../x", "new/../../x", "../x", "to-device"].map(|path| directory.path().join("real").join(path));
        let real = directory.path().join("real");
        assert_eq!(tried.map(|path| is_within(&path, &real)), [true, true, false, false, true]);
        assert!(!is_within(&directory.path().join("to-device"), directory.path()));
        for out in ["../a", "/etc/hostname", "real/../../a"] {
            assert_eq!(open_below(directory.path(), out).unwrap_err().kind(), io::ErrorKind::InvalidInput, "{out}");
        }
    }
}
