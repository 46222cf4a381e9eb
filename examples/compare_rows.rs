//! Measures the comparison of two large invented versions that lie in Parquet: time, and the most memory that was used. Their only table has
//! columns of its own, three of them with the text, so that its rows are large.
//!
//! `cargo run --release --example compare_rows -- write FOLDER [ROWS]`, and then `… -- compare FOLDER`

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::{ArrayRef, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use unrecs_dataset::compare::{self, Between, Changes, CompareError, Content, Counts, Inputs, Take, Version};

/// Rows of a batch that is written, and of one that is read.
const WRITTEN: usize = 50_000;
const READ: usize = 8_192;

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Compare(#[from] CompareError),
    #[error(transparent)]
    Parquet(#[from] parquet::errors::ParquetError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["write", folder] => write(Path::new(folder), 300_000),
        ["write", folder, rows] => write(Path::new(folder), rows.parse().unwrap_or(300_000)),
        ["compare", folder] => measure(Path::new(folder)),
        _ => {
            eprintln!("expected `write FOLDER [ROWS]` or `compare FOLDER`");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = done {
        eprintln!("{error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// One version in a Parquet file.
struct OnDisk(PathBuf);

impl OnDisk {
    fn reader(&self) -> Result<ParquetRecordBatchReaderBuilder<File>, Error> {
        Ok(ParquetRecordBatchReaderBuilder::try_new(File::open(&self.0)?)?.with_batch_size(READ))
    }
}

impl Version<Error> for OnDisk {
    fn schemas(&self) -> Vec<SchemaRef> {
        vec![self.reader().expect("the file was written by this program").schema().clone()]
    }

    fn rows(&self, _: &str, take: &mut Take<'_, Error>) -> Result<(), Error> {
        for batch in self.reader()?.build()? {
            take(&batch.map_err(parquet::errors::ParquetError::from)?)?;
        }
        Ok(())
    }

    fn content(&self, _: &str) -> Option<Content> {
        None
    }
}

fn measure(folder: &Path) -> Result<(), Error> {
    let [before, after] = ["before", "after"].map(|name| OnDisk(folder.join(name).with_extension("parquet")));
    let start = Instant::now();
    before.rows("", &mut |_| Ok(()))?;
    after.rows("", &mut |_| Ok(()))?;
    println!("reading alone   {:?}", start.elapsed());
    let start = Instant::now();
    let changes: Changes = compare::compare(&before, &after, &Inputs::default())?;
    println!("with comparing  {:?}", start.elapsed());
    println!("{:?}", Counts::of(&changes.tables));
    let start = Instant::now();
    let between = Between { from: "1.0.0", to: "2.0.0" };
    let ops = compare::ops_ndjson(&changes).len();
    let files = [compare::summary_json(&changes, between), compare::changes_csv(&changes)].map(|file| file.len());
    println!("files of {ops} + {files:?} bytes  {:?}", start.elapsed());
    let status = std::fs::read_to_string("/proc/self/status")?;
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: not known here"));
    Ok(())
}

fn write(folder: &Path, rows: usize) -> Result<(), Error> {
    std::fs::create_dir_all(folder)?;
    for (name, is_after) in [("before", false), ("after", true)] {
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?)).build();
        let file = File::create(folder.join(name).with_extension("parquet"))?;
        let mut writer = ArrowWriter::try_new(file, schema(), Some(properties))?;
        let mut numbers = (0..rows).filter_map(|number| row(number, is_after)).peekable();
        let mut start = 0;
        while numbers.peek().is_some() {
            let rows: Vec<Row> = numbers.by_ref().take(WRITTEN).collect();
            writer.write(&batch(&rows, &mut start)?)?;
        }
        writer.close()?;
    }
    Ok(())
}

/// Identifier, number and text.
type Row = (String, i32, String);

/// A row of one of the versions: after, one in 300 is corrected, one in 1,000 is gone, one in 1,000 has another identifier and
/// one in 1,000 is new.
fn row(number: usize, is_after: bool) -> Option<Row> {
    const WORDS: [&str; 8] = [
        "缔约国应当考虑",
        "似宜加强合作",
        "根据《公约》第16条",
        "技术援助",
        "受害人的权利",
        "刑事司法",
        "建立数据库",
        "交流信息",
    ];
    let mut state = number as u64;
    let mut text = format!("{number}");
    for _ in 0..22 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text += WORDS[(state >> 61) as usize];
    }
    let (mut printed, kind) = (number, number % 1_000);
    match (is_after, kind) {
        (false, 1) | (true, 2) => return None,
        (true, 3) => printed += 1_000_000,
        (true, _) if number % 300 == 4 => text += "等",
        _ => {}
    }
    Some((format!("ctoc-cop-wg7-m1-r{printed}"), printed as i32, text))
}

fn batch(rows: &[Row], start: &mut i64) -> Result<RecordBatch, Error> {
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(rows.iter().map(|(_, _, text)| text)));
    let starts = rows.iter().map(|(_, _, text)| {
        *start += text.len() as i64;
        *start
    });
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(rows.iter().map(|(id, _, _)| id))),
        Arc::new(Int32Array::from_iter_values(rows.iter().map(|(_, number, _)| *number))),
        texts.clone(),
        texts.clone(),
        texts,
        Arc::new(StringArray::from_iter_values(rows.iter().map(|_| "should"))),
        Arc::new(Int64Array::from_iter_values(starts)),
    ];
    RecordBatch::try_new(schema(), columns).map_err(|error| parquet::errors::ParquetError::from(error).into())
}

fn schema() -> SchemaRef {
    let text = |name| Field::new(name, DataType::Utf8, false);
    let fields = vec![
        text("recommendation_id"),
        Field::new("number", DataType::Int32, false),
        text("text"),
        text("text_normalized"),
        text("full_text"),
        text("modality"),
        Field::new("source_start", DataType::Int64, false),
    ];
    let metadata = [("table", "recommendations"), ("primary_key", r#"["recommendation_id"]"#)];
    let metadata: HashMap<String, String> =
        metadata.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    Arc::new(Schema::new_with_metadata(fields, metadata))
}
