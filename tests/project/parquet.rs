//! Parquet files of a release with one row changed.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde_json::{Value, json};
use unrecs_dataset::tables::{Cell, Values};

/// The bytes of the file with another row in the place of one, counted from 0.
pub fn with_row(path: &Path, row: usize, change: impl FnOnce(&mut Vec<(String, Value)>)) -> Vec<u8> {
    let batch = read(path);
    let schema = batch.schema();
    let columns = Values::all(&batch);
    let value = |column: usize, row: usize| match columns[column].cell(row) {
        Cell::Text(text) => json!(text),
        Cell::Int(number) => json!(number),
        Cell::Null => Value::Null,
        other => panic!("{other:?}"),
    };
    let mut changed: Vec<(String, Value)> =
        schema.fields().iter().enumerate().map(|(column, field)| (field.name().clone(), value(column, row))).collect();
    change(&mut changed);
    let array = |(column, field): (usize, &Arc<arrow_schema::Field>)| -> ArrayRef {
        let cells =
            (0..batch.num_rows()).map(|at| if at == row { changed[column].1.clone() } else { value(column, at) });
        match field.data_type() {
            DataType::Utf8 => Arc::new(cells.map(|cell| cell.as_str().map(str::to_owned)).collect::<StringArray>()),
            DataType::Int32 => {
                Arc::new(cells.map(|cell| cell.as_i64().map(|cell| cell as i32)).collect::<Int32Array>())
            }
            DataType::Int64 => Arc::new(cells.map(|cell| cell.as_i64()).collect::<Int64Array>()),
            other => panic!("{other}"),
        }
    };
    let arrays = schema.fields().iter().enumerate().map(array).collect();
    let words = schema.metadata().iter().map(|(key, value)| KeyValue::new(key.clone(), value.clone())).collect();
    let properties = WriterProperties::builder().set_key_value_metadata(Some(words)).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), schema.clone(), Some(properties)).unwrap();
    writer.write(&RecordBatch::try_new(schema, arrays).unwrap()).unwrap();
    writer.into_inner().unwrap()
}

/// The texts of a column.
pub fn texts(path: &Path, column: &str) -> Vec<String> {
    let batch = read(path);
    let values = Values::named(&batch, column).unwrap();
    (0..batch.num_rows()).map(|row| values.cell(row).text().unwrap_or_default().to_owned()).collect()
}

/// All rows with the metadata of the file; a small file has one batch.
fn read(path: &Path) -> RecordBatch {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let schema = builder.schema().clone();
    let mut batches = builder.build().unwrap();
    let batch = batches.next().unwrap().unwrap();
    assert!(batches.next().is_none());
    RecordBatch::try_new(schema, batch.columns().to_vec()).unwrap()
}
