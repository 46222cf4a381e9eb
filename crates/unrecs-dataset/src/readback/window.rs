//! A file seen through a window that moves over it, and grows where a row is longer than it.

use std::io::{self, Read};

/// How many bytes are read at a time at least.
const CHUNK: usize = 256 << 10;

/// The part of the input that is in memory.
pub(super) struct Window<R> {
    input: R,
    bytes: Vec<u8>,
    /// Where the bytes begin that were not consumed.
    start: usize,
    /// Where those end that were read.
    end: usize,
}

impl<R: Read> Window<R> {
    /// Nothing read yet.
    pub(super) fn new(input: R) -> Self {
        Self { input, bytes: Vec::new(), start: 0, end: 0 }
    }

    /// What was read and not consumed.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// Goes on by so many bytes, which are in the window.
    pub(super) fn consume(&mut self, count: usize) {
        self.start += count;
    }

    /// Reads more bytes behind those in the window; false at the end of the input.
    ///
    /// # Errors
    /// Those of the input.
    pub(super) fn more(&mut self) -> io::Result<bool> {
        self.bytes.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        // A window that doubles is filled in time linear in the length of the row.
        let room = (2 * self.end).max(CHUNK);
        if self.bytes.len() < room {
            self.bytes.resize(room, 0);
        }
        loop {
            match self.input.read(&mut self.bytes[self.end..]) {
                Ok(count) => {
                    self.end += count;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}
