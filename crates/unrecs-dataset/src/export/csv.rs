//! CSV by RFC 4180: UTF-8, CRLF, a header, quotes only where needed; an empty field is null.
//! The view for people begins with a byte order mark, the tables for programs do not.

use std::io;

use super::cells::{Rows, TextEncoder};
use super::{Encoder, Files, Format};
use crate::layout::BYTE_ORDER_MARK;
use crate::readback;
use crate::tables::cell::none_is;
use crate::tables::schema::TableRole;
use crate::tables::{Cell, MeasuredTable};

/// CSV, one file a table.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    media_type: "text/csv",
    files: Files::PerTable {
        roles: &[TableRole::View, TableRole::Data],
        extension: "csv",
        encoder,
        reader: readback::csv,
    },
};

/// Line breaks inside values stay as they are; there are no empty strings, so that an empty field can only be null.
fn encoder(table: &MeasuredTable) -> io::Result<Box<dyn Encoder>> {
    let header: Vec<&str> = table.table().columns.iter().map(|column| column.name).collect();
    let record = |rows: &Rows<'_>, row: usize, out: &mut Vec<u8>| {
        for (column, cell) in rows.row(row).enumerate() {
            if column > 0 {
                out.push(b',');
            }
            match cell {
                Cell::Text(text) => csv_field(text, out),
                cell => cell.write_text(out),
            }
        }
        out.extend_from_slice(b"\r\n");
        Ok(())
    };
    // Programs would take it for a part of the first name.
    let mark = if table.table().role == TableRole::View { BYTE_ORDER_MARK } else { "" };
    Ok(TextEncoder::of(table.table(), format!("{mark}{}\r\n", header.join(",")), record, String::new()))
}

/// Whether a field needs no quotes (RFC 4180, section 2).
fn is_plain(bytes: &[u8]) -> bool {
    none_is(bytes, |byte| (byte == b'"') | (byte == b',') | (byte == b'\r') | (byte == b'\n'))
}

/// Appends a field, in quotes where it needs them.
pub fn csv_field(text: &str, out: &mut Vec<u8>) {
    if is_plain(text.as_bytes()) { out.extend_from_slice(text.as_bytes()) } else { quote(text, out) }
}

/// Appends a field in quotes, the quotes within it doubled.
fn quote(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn written(table: &str) -> String {
        String::from_utf8(samples::written(table, encoder)).unwrap()
    }

    #[test]
    fn a_table_has_a_header_crlf_and_empty_fields_for_null() {
        let expected =
            "document_id,title,issued_on,source_bytes\r\nd1,一份文件,2012-05-30,9007199254740993\r\nd2,,,0\r\n";
        assert_eq!(written("documents"), expected);
    }

    #[test]
    fn quotes_are_written_where_needed_only() {
        let csv = written("paragraphs");
        for cell in samples::HOSTILE {
            let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
            let needed = cell.contains(['"', ',', '\r', '\n']);
            assert_eq!(csv.contains(&quoted), needed, "{cell:?}");
            assert!(needed || csv.contains(&format!(",{cell},")), "{cell:?}");
        }
    }

    #[test]
    fn a_reader_finds_every_value_again() {
        let csv = written("paragraphs");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let column = reader.headers().unwrap().iter().position(|name| name == "text").unwrap();
        let texts: Vec<String> = reader.records().map(|record| record.unwrap()[column].to_owned()).collect();
        assert_eq!(texts, samples::texts());
    }

    #[test]
    fn an_empty_table_is_its_header() {
        assert_eq!(written("addressees_none"), "paragraph_id,position\r\n");
    }
}
