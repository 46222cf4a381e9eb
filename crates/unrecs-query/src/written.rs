//! An answer as CSV, JSON, NDJSON and Parquet, by the rules of the published files.

use std::io::{self, Write as _};

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::Answer;
use super::answer::Cell;
use unrecs_dataset::export::csv_field;

/// A form of an answer that programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RFC 4180 with a header and CRLF. An empty field is null; the empty text, which no table holds, is written with quotes.
    Csv,
    /// One array with an object for each row.
    Json,
    /// One object a line.
    NdJson,
    /// One file with zstd.
    Parquet,
}

/// The bytes of an answer in a form.
///
/// # Errors
/// Those of the Parquet writer.
pub fn written(answer: &Answer, form: Form) -> io::Result<Vec<u8>> {
    match form {
        Form::Csv => Ok(csv(answer)),
        Form::Json => Ok(json(answer)),
        Form::NdJson => Ok(ndjson(answer)),
        Form::Parquet => parquet(answer),
    }
}

fn csv(answer: &Answer) -> Vec<u8> {
    let mut out = Vec::new();
    for (column, name) in answer.names().into_iter().enumerate() {
        separate(column, &mut out);
        csv_field(name, &mut out);
    }
    out.extend_from_slice(b"\r\n");
    for row in 0..answer.rows() {
        for (column, cell) in answer.row(row).enumerate() {
            separate(column, &mut out);
            match cell {
                Cell::Text("") => out.extend_from_slice(b"\"\""),
                Cell::Text(text) => csv_field(text, &mut out),
                other => out.extend_from_slice(plain(&other).as_bytes()),
            }
        }
        out.extend_from_slice(b"\r\n");
    }
    out
}

fn separate(column: usize, out: &mut Vec<u8>) {
    if column > 0 {
        out.push(b',');
    }
}

/// A value as text formats show it; null is empty. A floating-point number always shows that it is one.
pub(super) fn plain(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => (*text).to_owned(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => format!("{number:?}"),
        Cell::Bool(truth) => truth.to_string(),
        Cell::Date(date) => date.clone(),
    }
}

fn json(answer: &Answer) -> Vec<u8> {
    let objects = (0..answer.rows()).map(|row| object(answer, row));
    let objects: Vec<String> = objects.collect();
    if objects.is_empty() { b"[]\n".to_vec() } else { format!("[\n{}\n]\n", objects.join(",\n")).into_bytes() }
}

fn ndjson(answer: &Answer) -> Vec<u8> {
    let mut out = Vec::new();
    for row in 0..answer.rows() {
        // A vector takes every write.
        let _ = writeln!(out, "{}", object(answer, row));
    }
    out
}

/// A row, its members in the order of the columns. JSON has no number for what is infinite or none, which becomes null.
fn object(answer: &Answer, row: usize) -> String {
    let member = |(name, cell): (&str, Cell<'_>)| {
        let value: serde_json::Value = match cell {
            Cell::Null => serde_json::Value::Null,
            Cell::Text(text) => text.into(),
            Cell::Int(number) => number.into(),
            Cell::Float(number) => number.into(),
            Cell::Bool(truth) => truth.into(),
            Cell::Date(date) => date.into(),
        };
        format!("{}:{value}", serde_json::Value::from(name))
    };
    let members: Vec<String> = answer.names().into_iter().zip(answer.row(row)).map(member).collect();
    format!("{{{}}}", members.join(","))
}

fn parquet(answer: &Answer) -> io::Result<Vec<u8>> {
    let properties = WriterProperties::builder()
        .set_created_by(concat!("unrecs ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()));
    let batch = answer.batch();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties.build()))?;
    writer.write(batch)?;
    Ok(writer.into_inner()?)
}
