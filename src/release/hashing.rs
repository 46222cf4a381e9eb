//! Bytes are hashed and counted on their way to a file, so that no file is read back.

use std::io::{self, BufWriter, Write};

use sha2::{Digest as _, Sha256};

use super::contents::Content;
use super::manifest::FileEntry;
use crate::value::Digest;

/// Bytes collected before they are hashed and written: enough that neither a system call nor a dynamic call counts.
const BUFFER: usize = 256 * 1024;

/// Writes a file of the release, and gives back where it was written and what the manifest says of it.
///
/// # Errors
/// Those of the exporter and of `out`.
pub(super) fn write<W: Write + Send>(content: &Content<'_>, out: W) -> io::Result<(W, FileEntry)> {
    let mut buffer = BufWriter::with_capacity(BUFFER, Hashing { out, hasher: Sha256::new(), bytes: 0 });
    (content.write)(&mut buffer)?;
    let hashing = buffer.into_inner().map_err(io::IntoInnerError::into_error)?;
    let entry = FileEntry {
        path: content.path.clone(),
        media_type: content.media_type.to_owned(),
        bytes: hashing.bytes,
        sha256: Digest::from_hasher(hashing.hasher).to_string(),
        rows: content.rows,
    };
    Ok((hashing.out, entry))
}

struct Hashing<W> {
    out: W,
    hasher: Sha256,
    bytes: u64,
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
        let (out, entry) = write(&Content::text("a.txt", "text/plain", "twelve bytes"), Narrow(Vec::new())).unwrap();
        assert_eq!(out.0, b"twelve bytes");
        assert_eq!((entry.bytes, entry.sha256), (12, Digest::of(b"twelve bytes").to_string()));
    }
}
