//! Damage of every sort: an error or other rows, and never a panic or memory for what a file only claims.

use ::parquet::arrow::ArrowWriter;
use ::parquet::arrow::arrow_writer::ArrowWriterOptions;
use ::parquet::basic::{Compression, Encoding};
use ::parquet::file::properties::WriterProperties;

use super::*;

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

fn recommendations() -> RecordBatch {
    let mut batches = Vec::new();
    let Ok(()) = samples::tables().for_each_part(|part| {
        batches.extend_from_slice(part.batches("recommendations"));
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
        (recommendations(), None),
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
        let batch = of_type(if encoding == Encoding::DELTA_BINARY_PACKED { DataType::Int32 } else { DataType::Utf8 });
        let bytes = plain_parquet(&batch, Some(encoding));
        // 172 deltas in blocks of 128, or 256 in blocks of the same: as many as a varint of two bytes can say.
        let head = [0x80, 0x01, 0x04, 0xAB, 0x01];
        let at = bytes.windows(5).position(|window| window == head).unwrap();
        let mut more = bytes.clone();
        more[at + 4] = 0x7F;
        let error = rows("parquet", &more, &batch.schema()).unwrap_err().to_string();
        assert_eq!(
            error,
            "f, row 1: cannot read: Parquet argument error: Parquet error: found a page of broken or too many deltas"
        );
    }
}

#[test]
fn text_with_any_byte_changed_or_cut_never_panics() {
    let tables = samples::tables();
    let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.schema()))).collect();
    let read = |format: &str, bytes: &[u8]| match format {
        "json" => nested_rows(bytes, &schemas).map(|rows| rows.concat()),
        _ => rows(format, bytes, &schemas[2]),
    };
    for format in ["csv", "ndjson", "xml", "json"] {
        let bytes = exported(&tables, format, "recommendations");
        let (mut refused, all) = (0, one_by_one(&read(format, &bytes).unwrap()).len());
        for at in 0..bytes.len() {
            for other in [bytes[at] ^ 0xFF, bytes[at] ^ 1, b'"', b'<'] {
                let mut bytes = bytes.clone();
                bytes[at] = other;
                refused += usize::from(read(format, &bytes).is_err());
            }
            // Where a line ends, nothing says that more lines should follow; a last line feed changes no row.
            let cut = read(format, &bytes[..at]).map(|rows| one_by_one(&rows).len());
            let expected = match format {
                "csv" | "ndjson" if at == 0 || bytes[at - 1] == b'\n' => cut.map_or(true, |rows| rows < all),
                "xml" | "json" if at + 1 == bytes.len() => cut.is_ok_and(|rows| rows == all),
                _ => cut.is_err(),
            };
            assert!(expected, "{format} cut at {at}");
        }
        assert!(refused > bytes.len() / 2, "{format}: {refused}");
    }
}

#[test]
fn what_is_no_such_parquet_is_refused() {
    let batch = recommendations();
    let schema = batch.schema();
    let error = |bytes: &[u8], schema: &SchemaRef| rows("parquet", bytes, schema).unwrap_err().to_string();
    assert_eq!(error(b"", &schema), "f: cannot read: EOF: Parquet file too small. Size is 0 but need 8");
    assert_eq!(error(b"PAR1 and more", &schema), "f: cannot read: Parquet error: Invalid Parquet file. Corrupt footer");
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
        "f: found metadata primary_key \"[\\\"recommendation_id\\\"]\"; expected \"[]\""
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
