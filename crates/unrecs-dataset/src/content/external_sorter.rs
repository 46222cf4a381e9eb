//! Rows that do not come in the order of the key: held in memory, and in a file as sorted stretches where they are many.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io::{self, BufRead, BufReader, Read, SeekFrom};
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::{OpenSpill, Spill};
use unrecs_text::value::Digest;

/// Memory for reading all stretches back at once.
const READ_BYTES: usize = 8 << 20;

/// Memory for reading one stretch back.
const STRETCH_BYTES: Range<usize> = 4 << 10..256 << 10;

/// Bytes of the lengths of a row and of its key.
const LENGTHS: usize = 2 * size_of::<u64>();

/// Rows with their keys, in the order in which they came.
pub(super) struct ExternalSorter {
    /// Key and row, row by row.
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// How many bytes are held in memory.
    limit: usize,
    open: Option<OpenSpill>,
    spilled: Option<Spilled>,
}

/// Where a row stands among the bytes.
struct Entry {
    start: usize,
    key: usize,
    row: usize,
}

/// Rows in a file, each behind the lengths of its key and of itself.
struct Spilled {
    file: Box<dyn Spill>,
    stretches: Vec<Range<u64>>,
    /// The last key of the last stretch.
    last: Vec<u8>,
}

impl ExternalSorter {
    /// No rows yet.
    pub(super) fn new(open: OpenSpill, limit: usize) -> Self {
        Self { bytes: Vec::new(), entries: Vec::new(), limit, open: Some(open), spilled: None }
    }

    #[cfg(test)]
    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// Takes a row: what writes its key, and what writes itself.
    ///
    /// # Errors
    /// Those of the file.
    pub(super) fn add(&mut self, key: impl FnOnce(&mut Vec<u8>), row: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        let start = self.bytes.len();
        key(&mut self.bytes);
        let between = self.bytes.len();
        row(&mut self.bytes);
        self.entries.push(Entry { start, key: between - start, row: self.bytes.len() - between });
        if self.bytes.len() < self.limit { Ok(()) } else { self.spill() }
    }

    /// The digest of all rows in the order of their keys, each as `unpack` writes it; rows with the same key in the order in
    /// which they came.
    ///
    /// # Errors
    /// Those of the file.
    pub(super) fn finish(mut self, unpack: impl Fn(&[u8], &mut Vec<u8>)) -> io::Result<Digest> {
        let (mut hasher, mut unpacked) = (Sha256::new(), Vec::new());
        let mut take = |row: &[u8]| {
            unpacked.clear();
            unpack(row, &mut unpacked);
            hasher.update(&unpacked);
        };
        if self.spilled.is_none() {
            self.sort();
            self.entries.iter().for_each(|entry| take(entry.row(&self.bytes)));
        } else {
            self.spill()?;
            // The memory is needed for reading back.
            (self.bytes, self.entries) = (Vec::new(), Vec::new());
        }
        if let Some(spilled) = self.spilled {
            spilled.merge(take)?;
        }
        Ok(Digest::from_hasher(hasher))
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.entries.sort_by(|a, b| a.key(bytes).cmp(b.key(bytes)));
    }

    /// Sorts what is in memory and moves it to the file.
    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let (Some(first), Some(last)) = (self.entries.first(), self.entries.last()) else { return Ok(()) };
        if let Some(open) = self.open.take() {
            self.spilled = Some(Spilled { file: open()?, stretches: Vec::new(), last: Vec::new() });
        }
        let Some(spilled) = &mut self.spilled else { return Ok(()) };
        let mut records = Vec::with_capacity(self.bytes.len() + LENGTHS * self.entries.len());
        for entry in &self.entries {
            records.extend([entry.key, entry.row].into_iter().flat_map(|length| (length as u64).to_le_bytes()));
            records.extend_from_slice(&self.bytes[entry.start..entry.start + entry.key + entry.row]);
        }
        spilled.file.write_all(&records)?;
        let start = spilled.stretches.last().map_or(0, |stretch| stretch.end);
        let end = start + records.len() as u64;
        match spilled.stretches.last_mut() {
            // Rows that mostly ascend make few stretches.
            Some(stretch) if spilled.last.as_slice() <= first.key(&self.bytes) => stretch.end = end,
            _ => spilled.stretches.push(start..end),
        }
        spilled.last = last.key(&self.bytes).to_owned();
        self.bytes.clear();
        self.entries.clear();
        Ok(())
    }
}

impl Entry {
    fn key<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        &bytes[self.start..self.start + self.key]
    }

    fn row<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        &bytes[self.start + self.key..self.start + self.key + self.row]
    }
}

impl Spilled {
    /// Hands over the rows of all stretches in the order of their keys.
    fn merge(self, mut take: impl FnMut(&[u8])) -> io::Result<()> {
        let room = (READ_BYTES / self.stretches.len().max(1)).clamp(STRETCH_BYTES.start, STRETCH_BYTES.end);
        let file = RefCell::new(self.file);
        let (mut readers, mut heads) = (Vec::with_capacity(self.stretches.len()), BinaryHeap::new());
        for (index, unread) in self.stretches.into_iter().enumerate() {
            let mut reader = BufReader::with_capacity(room, Stretch { file: &file, unread });
            let (mut key, mut row) = (Vec::new(), Vec::new());
            if next(&mut reader, [&mut key, &mut row])? {
                // Earlier stretches came earlier.
                heads.push(Reverse((key, index, row)));
            }
            readers.push(reader);
        }
        while let Some(mut head) = heads.peek_mut() {
            let Reverse((key, index, row)) = &mut *head;
            take(row);
            if !next(&mut readers[*index], [key, row])? {
                PeekMut::pop(head);
            }
        }
        Ok(())
    }
}

/// Reads the next row of a stretch and its key; whether there is one.
fn next(stretch: &mut impl BufRead, record: [&mut Vec<u8>; 2]) -> io::Result<bool> {
    if stretch.fill_buf()?.is_empty() {
        return Ok(false);
    }
    let mut lengths = [[0; size_of::<u64>()]; 2];
    lengths.iter_mut().try_for_each(|length| stretch.read_exact(length))?;
    for (part, length) in record.into_iter().zip(lengths) {
        part.resize(u64::from_le_bytes(length) as usize, 0);
        stretch.read_exact(part)?;
    }
    Ok(true)
}

/// A stretch of the file that is read back.
struct Stretch<'f> {
    file: &'f RefCell<Box<dyn Spill>>,
    unread: Range<u64>,
}

impl Read for Stretch<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.unread.end - self.unread.start;
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(self.unread.start))?;
        let read = file.as_mut().take(left).read(buffer)?;
        self.unread.start += read as u64;
        // Somebody else made the file shorter.
        if read == 0 && left > 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(read) }
    }
}
