//! Parquet: one row group a record batch, zstd, page index, sorting columns where the rows are in key order, and descriptions.

use std::cmp::Ordering;
use std::io;
use std::sync::Arc;

use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::cells::Rows;
use super::{Format, SCHEMA_VERSION, Sink, Writer};
use crate::tables::Table;
use crate::tables::schema::arrow::arrow_schema;

/// Parquet, one file a table.
pub(super) const FORMAT: Format = Format {
    name: "parquet",
    media_type: "application/vnd.apache.parquet",
    writer: Writer::PerTable { extension: "parquet", write },
};

/// The level of zstd: 9 takes four times as long for files six hundredths smaller.
const ZSTD_LEVEL: i32 = 3;

/// Writes one table. A batch is handed over in one piece and closed as a row group, since the bytes depend on how rows are cut
/// into writes. The library writes no page checksums.
fn write(table: &Table, sink: &mut Sink<'_>) -> io::Result<()> {
    let options =
        ArrowWriterOptions::new().with_properties(properties(table)?).with_schema_root(table.schema().name.to_owned());
    let schema = Arc::new(arrow_schema(table.schema()));
    let mut parquet = ArrowWriter::try_new_with_options(sink, schema, options)?;
    for batch in table.batches() {
        parquet.write(batch)?;
        parquet.flush()?;
    }
    parquet.close()?;
    Ok(())
}

fn properties(table: &Table) -> Result<WriterProperties, ParquetError> {
    let schema = table.schema();
    let metadata = [
        ("unrecs:table", schema.name.to_owned()),
        ("unrecs:schema_version", SCHEMA_VERSION.to_string()),
        ("unrecs:description", schema.description.en.to_owned()),
    ];
    Ok(WriterProperties::builder()
        .set_created_by(concat!("unrecs ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(ZSTD_LEVEL)?))
        // A batch is a row group, however many rows it has.
        .set_max_row_group_row_count(None)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_sorting_columns(is_in_key_order(table).then(|| sorting_columns(table)))
        .set_key_value_metadata(Some(
            metadata.into_iter().map(|(key, value)| KeyValue::new(key.into(), value)).collect(),
        ))
        .build())
}

/// The columns of the primary key, ascending.
fn sorting_columns(table: &Table) -> Vec<SortingColumn> {
    key_columns(table)
        .map(|column| SortingColumn {
            // A table has a few dozen columns.
            column_idx: column as i32,
            descending: false,
            nulls_first: false,
        })
        .collect()
}

/// Whether the rows ascend by the primary key in the order that Parquet knows (text by its bytes). Document order is another
/// order where a key holds numbers: recommendation 10 stands behind 9, and its key before it.
fn is_in_key_order(table: &Table) -> bool {
    let key: Vec<usize> = key_columns(table).collect();
    let batches: Vec<Rows<'_>> = Rows::batches(table, |_| true).collect();
    let places = || batches.iter().flat_map(|rows| (0..rows.len()).map(move |row| (rows, row)));
    places().zip(places().skip(1)).all(|((rows, row), next)| {
        let order = key.iter().map(|&column| rows.compare(row, next, column)).find(|order| order.is_ne());
        order.unwrap_or(Ordering::Equal).is_le()
    })
}

fn key_columns(table: &Table) -> impl Iterator<Item = usize> {
    let schema = table.schema();
    schema.primary_key.iter().filter_map(|key| schema.columns.iter().position(|column| column.name == *key))
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write as _;

    use arrow_array::RecordBatch;
    use arrow_array::cast::AsArray;
    use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
    use parquet::file::metadata::{PageIndexPolicy, ParquetMetaData};

    use super::super::samples;
    use super::*;

    fn written(table: &str) -> Vec<u8> {
        let tables = samples::tables();
        let mut bytes = Vec::new();
        write(tables.get(table).unwrap(), &mut bytes).unwrap();
        bytes
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
        let table = tables.get("recommendations").unwrap();
        let (_, batches) = read(&written("recommendations"));
        assert_eq!(batches[0].schema().fields(), arrow_schema(table.schema()).fields());
        let field = batches[0].schema();
        assert_eq!(field.field_with_name("text").unwrap().metadata()["description"], "The words.");
        let column = batches[0].schema().index_of("text").unwrap();
        let texts: Vec<&str> =
            batches.iter().flat_map(|batch| batch.column(column).as_string::<i32>().iter().flatten()).collect();
        assert_eq!(texts, samples::texts());
    }

    #[test]
    fn a_batch_is_a_row_group_with_page_index_and_statistics() {
        let tables = samples::tables();
        let expected: Vec<i64> =
            tables.get("recommendations").unwrap().batches().iter().map(|batch| batch.num_rows() as i64).collect();
        let (metadata, _) = read(&written("recommendations"));
        let found: Vec<i64> = metadata.row_groups().iter().map(|group| group.num_rows()).collect();
        assert_eq!(found, expected);
        assert!(found.len() > 1);
        for column in metadata.row_groups()[0].columns() {
            assert!(column.statistics().is_some(), "{}", column.column_path());
            assert!(column.column_index_offset().is_some() && column.offset_index_offset().is_some());
            assert!(matches!(column.compression(), Compression::ZSTD(_)));
        }
        let file = metadata.file_metadata();
        assert_eq!(file.created_by(), Some(concat!("unrecs ", env!("CARGO_PKG_VERSION"))));
        let pairs = file.key_value_metadata().unwrap();
        let value = |key: &str| pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.as_deref());
        assert_eq!(value("unrecs:table"), Some("recommendations"));
        assert_eq!(value("unrecs:schema_version"), Some("1"));
        assert_eq!(value("unrecs:description"), Some("One row per recommendation."));
    }

    #[test]
    fn sorting_columns_are_declared_where_the_rows_are_sorted_only() {
        let (sorted, _) = read(&written("documents"));
        let columns = sorted.row_groups()[0].sorting_columns().unwrap();
        assert_eq!(columns, &vec![SortingColumn { column_idx: 0, descending: false, nulls_first: false }]);
        let (unsorted, _) = read(&written("recommendations"));
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
