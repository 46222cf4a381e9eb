//! A file of a release on its way to somebody else: its bytes are hashed while they are read, and the last of them are not given
//! where they are not the published ones.

use std::fs::File;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

use unrecs_text::value::Digest;

/// A file of a release, read once from its start to its end.
///
/// Whoever passes the bytes on never passes on a whole file that is not the published one: the read that would complete it fails. All
/// errors are [`VerifiedReaderError`] in an [`io::Error`].
#[derive(Debug)]
pub struct VerifiedReader {
    pub(crate) file: File,
    pub(crate) hasher: Sha256,
    /// Bytes that are still to come.
    pub(crate) left: u64,
    /// In lower-case hexadecimal.
    pub(crate) sha256: String,
}

/// Why a file is not handed on to its end.
#[derive(Debug, thiserror::Error)]
pub enum VerifiedReaderError {
    /// It has other bytes now.
    #[error("it is not the file that was published: {0}")]
    Other(String),
    /// The operating system does not give its bytes.
    #[error("it cannot be read: {0}")]
    Unreadable(#[source] io::Error),
}

impl VerifiedReaderError {
    /// Whether an error of whoever passes the bytes on is one of the file.
    pub fn is_in(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|error| error.is::<Self>())
    }

    fn unreadable(error: io::Error) -> io::Error {
        io::Error::new(error.kind(), Self::Unreadable(error))
    }
}

impl VerifiedReader {
    pub(crate) fn new(file: File, bytes: u64, sha256: &str) -> Self {
        Self { file, hasher: Sha256::new(), left: bytes, sha256: sha256.to_owned() }
    }

    /// How many bytes are still to come.
    pub fn left(&self) -> u64 {
        self.left
    }

    fn other(what: &str) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, VerifiedReaderError::Other(what.to_owned()))
    }
}

impl Read for VerifiedReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let wanted = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if wanted == 0 {
            return Ok(0);
        }
        let read = self.file.read(&mut buffer[..wanted]).map_err(VerifiedReaderError::unreadable)?;
        if read == 0 {
            return Err(Self::other("it is shorter than the manifest says"));
        }
        self.hasher.update(&buffer[..read]);
        self.left -= read as u64;
        if self.left == 0 {
            if self.file.read(&mut [0]).map_err(VerifiedReaderError::unreadable)? != 0 {
                return Err(Self::other("it is longer than the manifest says"));
            }
            let found = Digest::from_hasher(self.hasher.clone()).to_string();
            if found != self.sha256 {
                return Err(Self::other(&format!("its SHA-256 is {found}, but the manifest says {}", self.sha256)));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// What can be read of a file with these bytes that was published with others, and how the reading ends.
    fn read(published: &str, there: &str) -> (String, Result<(), String>) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(there.as_bytes()).unwrap();
        let sha256 = Digest::of(published.as_bytes()).to_string();
        let mut handed = VerifiedReader::new(file.reopen().unwrap(), published.len() as u64, &sha256);
        let (mut text, mut piece) = (String::new(), [0; 4]);
        loop {
            match handed.read(&mut piece) {
                Ok(0) => return (text, Ok(())),
                Ok(read) => text.push_str(std::str::from_utf8(&piece[..read]).unwrap()),
                Err(error) => {
                    assert!(VerifiedReaderError::is_in(&error), "{error:?}");
                    return (text, Err(error.to_string()));
                }
            }
        }
    }

    #[test]
    fn only_the_published_bytes_are_given_to_the_last() {
        assert_eq!(read("0123456789", "0123456789"), ("0123456789".to_owned(), Ok(())));
        assert_eq!(read("", ""), (String::new(), Ok(())));
        for there in ["0123456780", "01234567890", "012345678", "x123456789", ""] {
            let (text, end) = read("0123456789", there);
            assert!(text.len() < 10, "{there}: {text}");
            assert!(end.unwrap_err().starts_with("it is not the file that was published: "), "{there}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_read_is_told_from_what_goes_wrong_behind_it() {
        // A directory can be opened and not read.
        let directory = tempfile::tempdir().unwrap();
        let error = VerifiedReader::new(File::open(directory.path()).unwrap(), 1, "").read(&mut [0; 4]).unwrap_err();
        assert!(VerifiedReaderError::is_in(&error), "{error:?}");
        assert!(error.to_string().starts_with("it cannot be read: "), "{error}");
        assert!(!VerifiedReaderError::is_in(&io::Error::new(io::ErrorKind::InvalidData, "invalid peer certificate")));
    }
}
