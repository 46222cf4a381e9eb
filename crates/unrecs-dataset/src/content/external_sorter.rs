//! Rows that do not come in the order of the key: held in memory, and in a file as sorted stretches where they are many.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, SeekFrom};
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::{OpenSpill, Spill, varint};
use unrecs_text::value::Digest;

/// Memory for reading all stretches back at once.
const READ_BYTES: usize = 8 << 20;

/// Memory for reading one stretch back.
const STRETCH_BYTES: Range<usize> = 4 << 10..256 << 10;

/// Bytes of the lengths of a row at most.
const LENGTHS: usize = 2 * varint::MOST;

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
        let mut length = [0; varint::MOST];
        for entry in &self.entries {
            records.extend_from_slice(varint::write(entry.key as u64, &mut length));
            records.extend_from_slice(varint::write(entry.row as u64, &mut length));
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
    fn merge(mut self, mut take: impl FnMut(&[u8])) -> io::Result<()> {
        let room = (READ_BYTES / self.stretches.len().max(1)).clamp(STRETCH_BYTES.start, STRETCH_BYTES.end);
        let mut stretches = Vec::with_capacity(self.stretches.len());
        let mut heads = BinaryHeap::new();
        for (index, unread) in self.stretches.into_iter().enumerate() {
            let mut stretch = Stretch { unread, room, bytes: Vec::new(), at: 0, key: 0..0, row: 0..0 };
            if stretch.next(&mut self.file)? {
                heads.push(Reverse((stretch.key().to_owned(), index)));
            }
            stretches.push(stretch);
        }
        while let Some(Reverse((_, index))) = heads.pop() {
            let stretch = &mut stretches[index];
            loop {
                take(&stretch.bytes[stretch.row.clone()]);
                if !stretch.next(&mut self.file)? {
                    break;
                }
                // Earlier stretches came earlier.
                let other = heads.peek().map(|Reverse((key, other))| (key.as_slice(), *other));
                if other.is_some_and(|other| other < (stretch.key(), index)) {
                    heads.push(Reverse((stretch.key().to_owned(), index)));
                    break;
                }
            }
        }
        Ok(())
    }
}

/// A stretch being read back: the part of it that is in memory, and the row that is next.
struct Stretch {
    unread: Range<u64>,
    /// How many bytes are read at a time.
    room: usize,
    bytes: Vec<u8>,
    /// Where the record behind the next row begins.
    at: usize,
    key: Range<usize>,
    row: Range<usize>,
}

impl Stretch {
    fn key(&self) -> &[u8] {
        &self.bytes[self.key.clone()]
    }

    /// Goes to the next row; whether there is one.
    fn next(&mut self, file: &mut Box<dyn Spill>) -> io::Result<bool> {
        let left =
            self.bytes.len() - self.at + usize::try_from(self.unread.end - self.unread.start).unwrap_or(usize::MAX);
        if left == 0 {
            return Ok(false);
        }
        self.need(LENGTHS.min(left), file)?;
        let (key, rest) = varint::read(&self.bytes[self.at..]);
        let (row, rest) = varint::read(rest);
        let (key, row, lengths) = (key as usize, row as usize, self.bytes.len() - self.at - rest.len());
        self.need(lengths + key + row, file)?;
        self.key = self.at + lengths..self.at + lengths + key;
        self.row = self.key.end..self.key.end + row;
        self.at = self.row.end;
        Ok(true)
    }

    /// Makes sure that so many bytes from the current place on are in memory.
    fn need(&mut self, count: usize, file: &mut Box<dyn Spill>) -> io::Result<()> {
        if self.bytes.len() - self.at >= count {
            return Ok(());
        }
        self.bytes.drain(..self.at);
        self.at = 0;
        let have = self.bytes.len();
        let unread = usize::try_from(self.unread.end - self.unread.start).unwrap_or(usize::MAX);
        let more = (count - have).max(self.room).min(unread);
        self.bytes.resize(have + more, 0);
        file.seek(SeekFrom::Start(self.unread.start))?;
        file.read_exact(&mut self.bytes[have..])?;
        self.unread.start += more as u64;
        if self.bytes.len() < count { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }
}
