//! Parquet: one row group a record batch, zstd, page index, sorting columns where the rows are in key order, and descriptions.

use std::io;
use std::sync::Arc;

use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::{Encoder, Files, Format, SCHEMA_VERSION, Sink};
use crate::readback;
use crate::tables::arrow::arrow_schema;
use crate::tables::schema::{Table, TableRole};
use crate::tables::{MeasuredTable, Part};

/// Parquet, one file a table.
pub(super) const FORMAT: Format = Format {
    name: "parquet",
    media_type: "application/vnd.apache.parquet",
    files: Files::PerTable {
        roles: &[TableRole::View, TableRole::Data, TableRole::Provenance],
        extension: "parquet",
        encoder,
        reader: readback::parquet,
    },
};

/// The level of zstd: 9 takes four times as long for files six hundredths smaller.
const ZSTD_LEVEL: i32 = 3;

/// One table. A batch is handed over in one piece and closed as a row group, since the bytes depend on how rows are cut into
/// writes. The library writes no page checksums.
struct Parquet {
    schema: &'static Table,
    writer: ArrowWriter<Vec<u8>>,
}

fn encoder(table: &MeasuredTable) -> io::Result<Box<dyn Encoder>> {
    let options =
        ArrowWriterOptions::new().with_properties(properties(table)?).with_schema_root(table.table().name.to_owned());
    let schema = Arc::new(arrow_schema(table.table()));
    let writer = ArrowWriter::try_new_with_options(Vec::new(), schema, options)?;
    Ok(Box::new(Parquet { schema: table.table(), writer }))
}

impl Encoder for Parquet {
    fn part(&mut self, part: &Part, sink: &mut Sink<'_>) -> io::Result<()> {
        for batch in part.batches(self.schema.name) {
            self.writer.write(batch)?;
            self.writer.flush()?;
            // The writer counts what it wrote by itself; what is taken here does not move its offsets.
            let bytes = self.writer.inner_mut();
            sink.write_all(bytes)?;
            bytes.clear();
        }
        Ok(())
    }

    fn end(self: Box<Self>, sink: &mut Sink<'_>) -> io::Result<()> {
        sink.write_all(&self.writer.into_inner()?)
    }
}

fn properties(table: &MeasuredTable) -> Result<WriterProperties, ParquetError> {
    let schema = table.table();
    let metadata = [
        ("unrecs:table", schema.name.to_owned()),
        ("unrecs:schema_version", SCHEMA_VERSION.to_string()),
        ("unrecs:description", schema.description.en.to_owned()),
    ];
    // Plain, dictionary and run length alone, the defaults of the library: not every reader has the delta encodings, fastparquet for one.
    Ok(WriterProperties::builder()
        .set_created_by(concat!("unrecs ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(ZSTD_LEVEL)?))
        // A batch is a row group, however many rows it has.
        .set_max_row_group_row_count(None)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_sorting_columns(table.is_in_key_order().then(|| sorting_columns(table)))
        .set_key_value_metadata(Some(
            metadata.into_iter().map(|(key, value)| KeyValue::new(key.into(), value)).collect(),
        ))
        .build())
}

/// The columns of the primary key, ascending.
fn sorting_columns(table: &MeasuredTable) -> Vec<SortingColumn> {
    let columns = table.table().primary_key.iter().filter_map(|key| table.table().index_of(key));
    // A table has a few dozen columns.
    columns.map(|column| SortingColumn { column_idx: column as i32, descending: false, nulls_first: false }).collect()
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write as _;

    use arrow_array::RecordBatch;
    use arrow_array::cast::AsArray;
    use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
    use parquet::basic::Encoding;
    use parquet::file::metadata::{PageIndexPolicy, ParquetMetaData};

    use super::super::samples;
    use super::*;

    fn written(table: &str) -> Vec<u8> {
        samples::written(table, encoder)
    }

    fn read(bytes: &[u8]) -> (Arc<ParquetMetaData>, Vec<RecordBatch>) {
        let file = file(bytes);
        let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Required);
        let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options).unwrap();
        let metadata = builder.metadata().clone();
        (metadata, builder.build().unwrap().map(Result::unwrap).collect())
    }

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    #[test]
    fn a_reader_finds_schema_descriptions_and_values_again() {
        let tables = samples::tables();
        let table = tables.get("paragraphs").unwrap();
        let (_, batches) = read(&written("paragraphs"));
        assert_eq!(batches[0].schema().fields(), arrow_schema(table.table()).fields());
        let field = batches[0].schema();
        assert_eq!(field.field_with_name("text").unwrap().metadata()["description"], "The words.");
        let column = batches[0].schema().index_of("text").unwrap();
        let texts: Vec<&str> =
            batches.iter().flat_map(|batch| batch.column(column).as_string::<i32>().iter().flatten()).collect();
        assert_eq!(texts, samples::texts());
    }

    #[test]
    fn a_batch_is_a_row_group_with_page_index_and_statistics() {
        let mut expected: Vec<i64> = Vec::new();
        let Ok(()) = samples::tables().for_each_part(|part| {
            expected.extend(part.batches("paragraphs").iter().map(|batch| batch.num_rows() as i64));
            Ok::<(), std::convert::Infallible>(())
        });
        let (metadata, _) = read(&written("paragraphs"));
        let found: Vec<i64> = metadata.row_groups().iter().map(|group| group.num_rows()).collect();
        assert_eq!(found, expected);
        assert!(found.len() > 1);
        for column in metadata.row_groups()[0].columns() {
            assert!(column.statistics().is_some(), "{}", column.column_path());
            assert!(column.column_index_offset().is_some() && column.offset_index_offset().is_some());
            assert!(matches!(column.compression(), Compression::ZSTD(_)));
            let known = |encoding| matches!(encoding, Encoding::PLAIN | Encoding::RLE | Encoding::RLE_DICTIONARY);
            assert!(column.encodings().all(known), "{}: every reader has these", column.column_path());
        }
        let file = metadata.file_metadata();
        assert_eq!(file.created_by(), Some(concat!("unrecs ", env!("CARGO_PKG_VERSION"))));
        let pairs = file.key_value_metadata().unwrap();
        let value = |key: &str| pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.as_deref());
        assert_eq!(value("unrecs:table"), Some("paragraphs"));
        assert_eq!(value("unrecs:schema_version"), Some("2"));
        assert_eq!(value("unrecs:description"), Some("One row per paragraph."));
    }

    #[test]
    fn sorting_columns_are_declared_where_the_rows_are_sorted_only() {
        let (sorted, _) = read(&written("documents"));
        let columns = sorted.row_groups()[0].sorting_columns().unwrap();
        assert_eq!(columns, &vec![SortingColumn { column_idx: 0, descending: false, nulls_first: false }]);
        let (unsorted, _) = read(&written("paragraphs"));
        assert_eq!(unsorted.row_groups()[0].sorting_columns(), None, "r10 stands behind r9");
    }

    #[test]
    fn an_empty_table_keeps_its_schema() {
        let bytes = written("addressees_none");
        let builder = ParquetRecordBatchReaderBuilder::try_new(file(&bytes)).unwrap();
        assert_eq!(builder.schema().fields().len(), 2);
        assert_eq!(builder.metadata().num_row_groups(), 0);
    }
}
