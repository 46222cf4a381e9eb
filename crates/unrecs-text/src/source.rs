//! The bytes of a document as UTF-8 text with its digest and its lines.

pub use crate::finding::Position;
use crate::value::Digest;

/// One document as received. The text is the whole file, a byte order mark included, so that offsets into the text are
/// offsets into the file.
#[derive(Debug, Clone)]
pub struct Source {
    path: String,
    text: String,
    digest: Digest,
    line_starts: Vec<usize>,
}

/// The bytes of a file are not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {}, column {}: byte 0x{byte:02X} at offset {offset} is not UTF-8; expected a text file in UTF-8", at.line, at.column)]
pub struct NotUtf8 {
    /// Offset of the first byte that is not UTF-8.
    pub offset: usize,
    /// That byte.
    pub byte: u8,
    /// Its place among the characters before it.
    pub at: Position,
}

/// Size of the largest document, in bytes (1 GiB). Published texts and line numbers are counted in 32 bits, and a text file of
/// that size is no document.
pub const LARGEST: u64 = 1 << 30;

impl Source {
    /// A source from bytes already at hand.
    ///
    /// # Errors
    /// [`NotUtf8`] with the first byte that is not UTF-8.
    ///
    /// # Panics
    /// Above [`LARGEST`] bytes.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Self, NotUtf8> {
        assert!(bytes.len() as u64 <= LARGEST, "a source has at most {LARGEST} bytes");
        let text = String::from_utf8(bytes).map_err(|error| {
            let (offset, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
            NotUtf8 { offset, byte: bytes[offset], at: Position::behind(&bytes[..offset]) }
        })?;
        let digest = Digest::of(text.as_bytes());
        let line_ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let line_starts = std::iter::once(0).chain(line_ends.map(|at| at + 1)).collect();
        Ok(Self { path: path.to_owned(), text, digest, line_starts })
    }

    /// The path as shown, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the file's bytes.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// 1-based line of a byte offset.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }

    /// Line and column of a byte offset; an offset inside a character counts as the start of that character.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.line_starts[line - 1];
        Position { line, ..Position::behind(&self.text.as_bytes()[start..offset.min(self.text.len())]) }
    }

    /// Offset of the first byte of a 1-based line.
    pub fn line_start(&self, line: usize) -> usize {
        self.line_starts[line - 1]
    }

    /// Number of lines; a text that ends with a line break has an empty last one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }
}
