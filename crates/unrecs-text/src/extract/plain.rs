//! Reads plain text: the whole file is the text.

use super::encoding::guess;
use super::error::NotUtf8;
use crate::finding::Position;

/// The bytes as text, a byte order mark included, so that offsets into the text are offsets into the file.
///
/// # Errors
/// With the first byte that is not UTF-8.
pub(super) fn read(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    String::from_utf8(bytes).map_err(|error| {
        let (offset, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
        NotUtf8 { offset, byte: bytes[offset], at: Position::behind(&bytes[..offset]), looks_like: guess(bytes) }
    })
}
