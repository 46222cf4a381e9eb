//! Parquet as it is exported: the schema with all its descriptions, and row groups of a release's size.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_schema::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader};
use parquet::arrow::parquet_to_arrow_field_levels;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;

use super::parquet_pages::RowGroup;
use super::{BATCH_ROWS, Batches, File, ReadError, Wrong, batches, shown};
use crate::tables;

/// Keys of the schema's metadata that begin with this are the file's own.
const OWN: &str = "unrecs:";

/// Days from 1970-01-01 to 0001-01-01 and to 9999-12-31.
const DAYS: std::ops::RangeInclusive<i32> = -719_162..=2_932_896;

/// The rows of a table.
pub(super) fn read(input: impl ChunkReader + 'static, file: File) -> Batches {
    let mut parquet = Parquet { input: Arc::new(input), file, metadata: None, group: 0, reader: None, rows: 0 };
    batches(move || parquet.next())
}

struct Parquet<R> {
    input: Arc<R>,
    file: File,
    /// When the footer was read.
    metadata: Option<Arc<ParquetMetaData>>,
    /// The row group that is next.
    group: usize,
    /// Of the row group before that.
    reader: Option<ParquetRecordBatchReader>,
    /// Rows read so far.
    rows: u64,
}

impl<R: ChunkReader + 'static> Parquet<R> {
    fn next(&mut self) -> Result<Option<RecordBatch>, ReadError> {
        // The library takes bytes of a page as they are and may panic on broken ones; afterwards nothing of it is used again.
        let next = catch_unwind(AssertUnwindSafe(|| self.try_next()));
        let next = next.unwrap_or_else(|panic| Err(Wrong::new(format!("cannot read: {}", message(panic.as_ref())))));
        next.map_err(|wrong| match self.rows {
            0 if self.group == 0 => self.file.whole(wrong),
            rows => self.file.at_row(rows + 1, wrong),
        })
    }

    fn try_next(&mut self) -> Result<Option<RecordBatch>, Wrong> {
        let metadata = match &self.metadata {
            Some(metadata) => metadata.clone(),
            None => self.metadata.insert(self.footer()?).clone(),
        };
        loop {
            if let Some(batch) = self.reader.as_mut().and_then(Iterator::next) {
                let batch = batch.map_err(|error| Wrong::new(format!("cannot read: {error}")))?;
                return self.checked(&batch).map(Some);
            }
            if self.group == metadata.num_row_groups() {
                let announced = metadata.file_metadata().num_rows();
                let expected = format!("{announced}, as the file says");
                return match u64::try_from(announced) {
                    Ok(announced) if announced == self.rows => Ok(None),
                    _ => Err(Wrong::differ(format!("{} rows", self.rows), expected)),
                };
            }
            let group = RowGroup { input: self.input.clone(), metadata: metadata.clone(), index: self.group };
            self.group += 1;
            self.reader = Some(self.begin(&group, &metadata)?);
        }
    }

    /// Reads the footer, and compares its schema with that of the release.
    fn footer(&self) -> Result<Arc<ParquetMetaData>, Wrong> {
        let metadata = ArrowReaderMetadata::load(self.input.as_ref(), ArrowReaderOptions::new()).map_err(wrong)?;
        same_schema(metadata.schema(), &self.file.schema)?;
        Ok(metadata.metadata().clone())
    }

    fn begin(&self, group: &RowGroup<R>, metadata: &ParquetMetaData) -> Result<ParquetRecordBatchReader, Wrong> {
        let rows = metadata.row_group(group.index).num_rows();
        // With this no count in a page is large, as none is larger than that of the rows.
        if !usize::try_from(rows).is_ok_and(|rows| rows <= tables::BATCH_ROWS) {
            let expected = format!("{} at most", tables::BATCH_ROWS);
            return Err(Wrong::differ(format!("a row group of {rows} rows"), expected));
        }
        let (schema, fields) = (metadata.file_metadata().schema_descr(), self.file.schema.fields());
        let levels = parquet_to_arrow_field_levels(schema, ProjectionMask::all(), Some(fields)).map_err(wrong)?;
        ParquetRecordBatchReader::try_new_with_row_groups(&levels, group, BATCH_ROWS, None).map_err(wrong)
    }

    /// The batch with the schema of the release, every value of it one that may stand there.
    fn checked(&mut self, batch: &RecordBatch) -> Result<RecordBatch, Wrong> {
        let batch = RecordBatch::try_new(self.file.schema.clone(), batch.columns().to_vec())
            .map_err(|error| Wrong::new(format!("cannot read: {error}")))?;
        for (field, array) in self.file.schema.fields().iter().zip(batch.columns()) {
            if *field.data_type() == DataType::Date32 {
                let outside = |(_, days): &(u64, Option<i32>)| days.is_some_and(|days| !DAYS.contains(&days));
                let days = (0..).zip(array.as_primitive::<Date32Type>());
                if let Some((before, Some(days))) = days.into_iter().find(outside) {
                    self.rows += before;
                    let column = Some(field.name().clone());
                    let found = format!("{days} days from 1970-01-01");
                    return Err(Wrong { column, ..Wrong::differ(found, "a date of the years 0001 to 9999") });
                }
            }
        }
        self.rows += batch.num_rows() as u64;
        Ok(batch)
    }
}

/// Whether the schema of a file is that of the release: the same columns, and all that the metadata says of the table.
fn same_schema(found: &Schema, expected: &Schema) -> Result<(), Wrong> {
    let columns = found.fields().len().max(expected.fields().len());
    for column in 0..columns {
        let (found, expected) = (found.fields().get(column), expected.fields().get(column));
        if found == expected {
            continue;
        }
        let shown = |field: Option<&Arc<arrow_schema::Field>>| {
            field.map_or("nothing".to_owned(), |field| {
                let null = if field.is_nullable() { "nullable" } else { "not null" };
                format!("{} {} {null}", field.name(), field.data_type())
            })
        };
        let (found, expected) = (shown(found), shown(expected));
        let difference = if found == expected { " with other metadata" } else { "" };
        return Err(Wrong::differ(format!("column {} as {found}{difference}", column + 1), expected));
    }
    let own = |key: &str| key.starts_with(OWN);
    let keys = found.metadata().iter().chain(expected.metadata().iter()).map(|(key, _)| key);
    let value =
        |schema: &Schema, key: &str| schema.metadata().get(key).map_or("nothing".to_owned(), |value| shown(value));
    for key in keys.filter(|key| !own(key)) {
        if found.metadata().get(key) != expected.metadata().get(key) {
            let found = format!("metadata {key} {}", value(found, key));
            return Err(Wrong::differ(found, value(expected, key)));
        }
    }
    Ok(())
}

fn wrong(error: ParquetError) -> Wrong {
    Wrong::new(format!("cannot read: {error}"))
}

/// What a panic says.
fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("the library panicked")
}
