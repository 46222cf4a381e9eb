//! Parquet as it is exported: the schema with all its descriptions, and row groups of a release's size.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader};
use parquet::arrow::parquet_to_arrow_field_levels;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;

use super::parquet_pages::RowGroup;
use super::shared_file::SharedFile;
use super::{BATCH_ROWS, Batches, DataFile, ReadError, TableFile, Wrong, batches, shown};
use crate::guarded::guarded;
use crate::tables::{self, Cell, Values};

/// Keys of the schema's metadata that begin with this are the file's own.
const OWN: &str = "unrecs:";

/// The rows of a table.
pub(crate) fn read(input: DataFile, name: &str, schema: &SchemaRef) -> Batches {
    let file = TableFile::new(name, schema);
    let mut parquet =
        Parquet { input: Arc::new(SharedFile::new(input)), file, metadata: None, group: 0, reader: None, rows: 0 };
    batches(move || parquet.next())
}

struct Parquet<R> {
    input: Arc<R>,
    file: TableFile,
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
        let next = guarded(|| self.try_next());
        let next = next.unwrap_or_else(|reason| Err(Wrong::new(format!("cannot read: {reason}"))));
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
            if *field.data_type() == DataType::Date32
                && let Some((before, days)) = Values::of(array).impossible_date()
            {
                self.rows += before as u64;
                let column = Some(field.name().clone());
                let found = Cell::Date(days).to_string();
                return Err(Wrong { column, ..Wrong::differ(found, "a date of the years 0001 to 9999") });
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

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use arrow_array::{ArrayRef, Date32Array, Int32Array, Int64Array, StringArray};
    use arrow_schema::{Field, SchemaRef};
    use parquet::arrow::ArrowWriter;
    use parquet::arrow::arrow_writer::ArrowWriterOptions;
    use parquet::basic::{Compression, Encoding};
    use parquet::file::properties::WriterProperties;

    use super::*;
    use crate::export::samples;
    use crate::readback::tests::rows;

    /// A Parquet file in one of the encodings that exporters choose, without compression, so that damage reaches the values.
    fn plain_parquet(batch: &RecordBatch, encoding: Option<Encoding>) -> Vec<u8> {
        let mut properties = WriterProperties::builder().set_compression(Compression::UNCOMPRESSED);
        if let Some(encoding) = encoding {
            properties = properties.set_dictionary_enabled(false).set_encoding(encoding);
        }
        let options = ArrowWriterOptions::new().with_properties(properties.build());
        let mut writer = ArrowWriter::try_new_with_options(Vec::new(), batch.schema(), options).unwrap();
        writer.write(batch).unwrap();
        writer.into_inner().unwrap()
    }

    fn paragraphs() -> RecordBatch {
        let mut batches = Vec::new();
        let Ok(()) = samples::tables().for_each_part(|part| {
            batches.extend_from_slice(part.batches("paragraphs"));
            Ok::<(), Infallible>(())
        });
        batches.remove(0)
    }

    /// Columns of one type, of the sample's tables.
    fn of_type(kind: DataType) -> RecordBatch {
        let columns: ArrayRef = match kind {
            DataType::Int32 => Arc::new(Int32Array::from_iter((0..200).map(|n| (n % 7 != 0).then_some(n * n)))),
            DataType::Int64 => Arc::new(Int64Array::from_iter((0..200).map(|n| (n % 7 != 0).then_some(n * n)))),
            _ => Arc::new(StringArray::from_iter((0..200).map(|n| (n % 7 != 0).then(|| format!("name-{n}"))))),
        };
        let field = Field::new("a", kind, true);
        RecordBatch::try_new(Arc::new(Schema::new(vec![field])), vec![columns]).unwrap()
    }

    #[test]
    fn a_parquet_file_with_any_byte_changed_ends_in_an_error_or_in_other_rows() {
        let files = [
            (of_type(DataType::Utf8), Some(Encoding::DELTA_BYTE_ARRAY)),
            (of_type(DataType::Utf8), Some(Encoding::DELTA_LENGTH_BYTE_ARRAY)),
            (of_type(DataType::Int32), Some(Encoding::DELTA_BINARY_PACKED)),
            (of_type(DataType::Int64), Some(Encoding::DELTA_BINARY_PACKED)),
            (of_type(DataType::Utf8), None),
            (paragraphs(), None),
        ];
        let mut refused = 0;
        for (batch, encoding) in files {
            let (bytes, schema) = (plain_parquet(&batch, encoding), batch.schema());
            assert_eq!(rows("parquet", &bytes, &schema).unwrap(), [batch], "{encoding:?}");
            for at in 0..bytes.len() {
                for other in [bytes[at] ^ 0xFF, bytes[at] ^ 1, 0x7F] {
                    let mut bytes = bytes.clone();
                    bytes[at] = other;
                    refused += usize::from(rows("parquet", &bytes, &schema).is_err());
                }
                assert!(rows("parquet", &bytes[..at], &schema).is_err(), "{encoding:?} cut at {at}");
            }
        }
        assert!(refused > 10_000, "{refused}");
    }

    #[test]
    fn a_count_that_a_page_only_claims_is_refused() {
        for encoding in [Encoding::DELTA_BYTE_ARRAY, Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BINARY_PACKED] {
            let batch =
                of_type(if encoding == Encoding::DELTA_BINARY_PACKED { DataType::Int32 } else { DataType::Utf8 });
            let bytes = plain_parquet(&batch, Some(encoding));
            // Blocks of 128 in 4 pieces, and 171 values. One more than 200 rows can have, and as many as would take 128 gibibytes.
            let head = [0x80, 0x01, 0x04, 0xAB, 0x01];
            let at = bytes.windows(5).position(|window| window == head).unwrap() + 3;
            for count in [[0xC9, 0x01].as_slice(), &[0xFF, 0xFF, 0xFF, 0xFF, 0x7F]] {
                let mut more = bytes.clone();
                more[at..at + count.len()].copy_from_slice(count);
                assert_eq!(
                    rows("parquet", &more, &batch.schema()).unwrap_err().to_string(),
                    "f, row 1: cannot read: Parquet argument error: Parquet error: found a page of broken or too many deltas"
                );
            }
        }
    }

    #[test]
    fn what_is_no_such_parquet_is_refused() {
        let batch = paragraphs();
        let schema = batch.schema();
        let error = |bytes: &[u8], schema: &SchemaRef| rows("parquet", bytes, schema).unwrap_err().to_string();
        assert_eq!(error(b"", &schema), "f: cannot read: EOF: Parquet file too small. Size is 0 but need 8");
        assert_eq!(
            error(b"PAR1 and more", &schema),
            "f: cannot read: Parquet error: Invalid Parquet file. Corrupt footer"
        );
        let bytes = plain_parquet(&batch, None);
        let fields = |change: fn(Field) -> Field| {
            let fields = schema
                .fields()
                .iter()
                .map(|field| if field.name() == "text" { change((**field).clone()) } else { (**field).clone() });
            Arc::new(Schema::new_with_metadata(fields.collect::<Vec<_>>(), schema.metadata().clone()))
        };
        assert_eq!(
            error(&bytes, &fields(|field| field.with_name("words"))),
            "f: found column 4 as text Utf8 not null; expected words Utf8 not null"
        );
        assert_eq!(
            error(&bytes, &fields(|field| field.with_nullable(true))),
            "f: found column 4 as text Utf8 not null; expected text Utf8 nullable"
        );
        assert_eq!(
            error(&bytes, &fields(|field| field.with_metadata([("description".to_owned(), "Words.".to_owned())]))),
            "f: found column 4 as text Utf8 not null with other metadata; expected text Utf8 not null"
        );
        let mut fewer = schema.fields().to_vec();
        fewer.pop();
        assert_eq!(
            error(&bytes, &Arc::new(Schema::new_with_metadata(fewer, schema.metadata().clone()))),
            "f: found column 6 as modality Utf8 nullable; expected nothing"
        );
        let mut metadata = schema.metadata().clone();
        metadata.insert("primary_key".to_owned(), "[]".to_owned());
        assert_eq!(
            error(&bytes, &Arc::new(Schema::new_with_metadata(schema.fields().clone(), metadata))),
            "f: found metadata primary_key \"[\\\"paragraph_id\\\"]\"; expected \"[]\""
        );
        let date = Schema::new(vec![Field::new("on", DataType::Date32, true)]);
        let dates = Date32Array::from(vec![None, Some(0), Some(2_932_897)]);
        let batch = RecordBatch::try_new(Arc::new(date), vec![Arc::new(dates)]).unwrap();
        assert_eq!(
            error(&plain_parquet(&batch, None), &batch.schema()),
            "f, row 3, column on: found 2932897 days from 1970-01-01; expected a date of the years 0001 to 9999"
        );
        let many = Schema::new(vec![Field::new("of", DataType::Int32, false)]);
        let many = RecordBatch::try_new(Arc::new(many), vec![Arc::new(Int32Array::from_value(1, 100_001))]).unwrap();
        assert_eq!(
            error(&plain_parquet(&many, None), &many.schema()),
            "f, row 1: found a row group of 100001 rows; expected 100000 at most"
        );
    }
}
