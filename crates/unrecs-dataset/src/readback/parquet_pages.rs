//! The pages of a row group, each looked at before the library decodes it: it makes room for as many values as a page claims.

use std::sync::Arc;

use parquet::arrow::arrow_reader::RowGroups;
use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;

/// One row group of a file.
pub(super) struct RowGroup<R> {
    pub(super) input: Arc<R>,
    pub(super) metadata: Arc<ParquetMetaData>,
    pub(super) index: usize,
}

impl<R: ChunkReader + 'static> RowGroups for RowGroup<R> {
    fn num_rows(&self) -> usize {
        usize::try_from(self.metadata.row_group(self.index).num_rows()).unwrap_or_default()
    }

    fn column_chunks(&self, column: usize) -> Result<Box<dyn PageIterator>> {
        let group = self.metadata.row_group(self.index);
        let chunk =
            group.columns().get(column).ok_or_else(|| broken("a row group with fewer columns than the schema"))?;
        let descriptor = chunk.column_descr();
        let pages = SerializedPageReader::new(self.input.clone(), chunk, self.num_rows(), None)?;
        let checked = Checked {
            pages,
            rows: self.num_rows(),
            nullable: descriptor.max_def_level() > 0,
            texts: descriptor.physical_type() == Type::BYTE_ARRAY,
        };
        Ok(Box::new(Chunk(Some(Box::new(checked)))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(std::iter::once(self.metadata.row_group(self.index)))
    }

    fn metadata(&self) -> &ParquetMetaData {
        &self.metadata
    }
}

/// The only chunk of a column in a row group.
struct Chunk(Option<Box<dyn PageReader>>);

impl Iterator for Chunk {
    type Item = Result<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.take().map(Ok)
    }
}

impl PageIterator for Chunk {}

/// Pages whose counts are no larger than the row group.
struct Checked<R: ChunkReader> {
    pages: SerializedPageReader<R>,
    rows: usize,
    nullable: bool,
    texts: bool,
}

impl<R: ChunkReader> Checked<R> {
    fn check(&self, page: &Page) -> Result<()> {
        if page.num_values() as usize > self.rows {
            return Err(broken("a page of more values than its row group has rows"));
        }
        let bytes: &[u8] = page.buffer();
        // Texts of a dictionary have a length of four bytes each.
        if matches!(page, Page::DictionaryPage { .. }) && self.texts && page.num_values() as usize > bytes.len() / 4 {
            return Err(broken("a dictionary of more texts than its bytes can hold"));
        }
        let levels = match page {
            Page::DictionaryPage { .. } => return Ok(()),
            Page::DataPage { .. } if self.nullable => {
                bytes.first_chunk().map(|length| 4 + u32::from_le_bytes(*length) as usize)
            }
            Page::DataPage { .. } => Some(0),
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                Some(*def_levels_byte_len as usize + *rep_levels_byte_len as usize)
            }
        };
        let Some(values) = levels.and_then(|levels| bytes.get(levels..)) else {
            return Err(broken("a page that ends within its levels"));
        };
        let lists = match page.encoding() {
            Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
            Encoding::DELTA_BYTE_ARRAY => 2,
            _ => 0,
        };
        let mut at = 0;
        for _ in 0..lists {
            at += deltas(&values[at..], self.rows).ok_or_else(|| broken("a page of broken or too many deltas"))?;
        }
        Ok(())
    }
}

impl<R: ChunkReader> Iterator for Checked<R> {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl<R: ChunkReader> PageReader for Checked<R> {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        page.iter().try_for_each(|page| self.check(page))?;
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

/// The length of the delta-encoded integers that these bytes begin with; none where they are broken or more than `most`.
fn deltas(bytes: &[u8], most: usize) -> Option<usize> {
    let mut at = 0;
    let number = |at: &mut usize| varint(bytes, at).and_then(|number| usize::try_from(number).ok());
    let (block, miniblocks, count) = (number(&mut at)?, number(&mut at)?, number(&mut at)?);
    varint(bytes, &mut at)?;
    let values = block.checked_div(miniblocks).filter(|&values| values > 0)?;
    if count > most {
        return None;
    }
    // The first value stands in the head.
    let mut left = count.saturating_sub(1);
    while left > 0 {
        varint(bytes, &mut at)?;
        let widths = bytes.get(at..at.checked_add(miniblocks)?)?;
        at += miniblocks;
        for &width in widths {
            if left == 0 {
                break;
            }
            at = at.checked_add(values.checked_mul(usize::from(width))? / 8)?;
            left = left.saturating_sub(values);
        }
    }
    (at <= bytes.len()).then_some(at)
}

/// An integer of seven bits a byte, the lowest first.
fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn broken(what: &str) -> ParquetError {
    ParquetError::General(format!("found {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deltas_end_where_their_last_miniblock_ends() {
        // Blocks of 128 values in 4 miniblocks, 3 values, the first of them 7; the least delta 1; one miniblock of 2 bits.
        let bytes = [0x80, 1, 4, 3, 14, 2, 2, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0xFF];
        assert_eq!(deltas(&bytes, 3), Some(18));
        assert_eq!(deltas(&bytes, 2), None, "more than there may be");
        assert_eq!(deltas(&bytes[..17], 3), None, "cut");
        assert_eq!(deltas(&[0x80, 1, 0, 3, 14], 3), None, "no miniblocks");
        assert_eq!(deltas(&[0x80, 1, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 3), None);
    }
}
