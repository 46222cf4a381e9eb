//! An answer as CSV, JSON, NDJSON and Parquet, by the rules of the published files.

use std::{fmt, io};

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::Answer;
use super::answer::AnswerCell;
use unrecs_dataset::export::csv_field;
use unrecs_dataset::tables::Cell;

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
                AnswerCell::Published(Cell::Text("")) => out.extend_from_slice(b"\"\""),
                AnswerCell::Published(Cell::Text(text)) => csv_field(text, &mut out),
                other => out.extend_from_slice(other.to_string().as_bytes()),
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

/// As text formats show it; null is empty. A floating-point number always shows that it is one.
impl fmt::Display for AnswerCell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnswerCell::Published(cell) => cell.fmt(f),
            AnswerCell::Float(number) => write!(f, "{number:?}"),
        }
    }
}

fn json(answer: &Answer) -> Vec<u8> {
    let mut out = b"[".to_vec();
    for row in 0..answer.rows() {
        out.extend_from_slice(if row > 0 { b",\n" } else { b"\n" });
        object(answer, row, &mut out);
    }
    out.extend_from_slice(if answer.rows() > 0 { b"\n]\n" } else { b"]\n" });
    out
}

fn ndjson(answer: &Answer) -> Vec<u8> {
    let mut out = Vec::new();
    for row in 0..answer.rows() {
        object(answer, row, &mut out);
        out.push(b'\n');
    }
    out
}

/// Appends a row, its members in the order of the columns. JSON has no number for what is infinite or none, which becomes null.
fn object(answer: &Answer, row: usize, out: &mut Vec<u8>) {
    out.push(b'{');
    for (column, (name, cell)) in answer.names().into_iter().zip(answer.row(row)).enumerate() {
        separate(column, out);
        Cell::Text(name).write_json(out);
        out.push(b':');
        match cell {
            AnswerCell::Published(cell) => cell.write_json(out),
            // A vector takes every write.
            AnswerCell::Float(number) => drop(serde_json::to_writer(&mut *out, &number)),
        }
    }
    out.push(b'}');
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
