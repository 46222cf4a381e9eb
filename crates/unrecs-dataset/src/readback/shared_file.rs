//! One open file that is read at many places: each column of a Parquet file has its own place in it, and none takes a descriptor more.

use std::io::{self, BufReader, Read};
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use super::DataFile;
use crate::plain_file;

/// A place in an open file.
pub(super) struct SharedFile {
    file: Arc<DataFile>,
    at: u64,
}

impl SharedFile {
    /// The beginning of a file.
    pub(super) fn new(file: DataFile) -> Self {
        Self { file: Arc::new(file), at: 0 }
    }

    fn from(&self, at: u64) -> Self {
        Self { file: self.file.clone(), at }
    }
}

impl Read for SharedFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = plain_file::read_at(&self.file, into, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Length for SharedFile {
    fn len(&self) -> u64 {
        self.file.metadata().map_or(0, |metadata| metadata.len())
    }
}

impl ChunkReader for SharedFile {
    type T = BufReader<Self>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(BufReader::new(self.from(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let mut bytes = Vec::new();
        // What is announced is reserved only as far as it is there.
        self.from(start).take(length as u64).read_to_end(&mut bytes)?;
        match bytes.len() == length {
            true => Ok(bytes.into()),
            false => Err(ParquetError::EOF(format!("Expected to read {length} bytes, read only {}", bytes.len()))),
        }
    }
}
