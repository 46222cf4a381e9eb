//! Bytes are hashed and counted on their way to a file, so that no file is read back.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use super::listed::FileEntry;
use unrecs_text::value::Digest;

/// Counts and hashes what it passes on.
pub(crate) struct Hashing<W> {
    out: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W> Hashing<W> {
    /// Nothing written yet.
    pub(crate) fn new(out: W) -> Self {
        Self { out, hasher: Sha256::new(), bytes: 0 }
    }

    /// How many bytes were written.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Where the bytes went, and what the manifest says of the file that they are.
    pub(crate) fn finish(self, path: &str, media_type: &str, rows: Option<usize>) -> (W, FileEntry) {
        let entry = FileEntry {
            path: path.to_owned(),
            media_type: media_type.to_owned(),
            bytes: self.bytes,
            sha256: Digest::from_hasher(self.hasher).to_string(),
            rows,
        };
        (self.out, entry)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes at most three bytes at a time, as a pipe or a full disk may.
    struct Narrow(Vec<u8>);

    impl Write for Narrow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(3);
            self.0.extend_from_slice(&bytes[..taken]);
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_counted_and_hashed_is_what_was_written() {
        let mut hashing = Hashing::new(Narrow(Vec::new()));
        hashing.write_all(b"twelve bytes").unwrap();
        let (out, entry) = hashing.finish("a.txt", "text/plain", None);
        assert_eq!(out.0, b"twelve bytes");
        assert_eq!((entry.bytes, entry.sha256), (12, Digest::of(b"twelve bytes").to_string()));
    }
}
