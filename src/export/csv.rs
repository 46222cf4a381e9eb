//! CSV by RFC 4180: UTF-8 without a byte order mark, CRLF, a header, quotes only where needed; an empty field is null.

use std::io;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::cells::{CHUNK, Rows};
use super::{Format, Sink, Writer};
use crate::tables::Table;

/// CSV, one file a table.
pub(super) const FORMAT: Format =
    Format { name: "csv", media_type: "text/csv", writer: Writer::PerTable { extension: "csv", write } };

/// Writes one table. Line breaks inside values stay as they are; there are no empty strings, so that an empty field can only
/// be null.
fn write(table: &Table, sink: &mut Sink<'_>) -> io::Result<()> {
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .buffer_capacity(CHUNK)
        .from_writer(sink);
    csv.write_record(table.schema().columns.iter().map(|column| column.name))?;
    let mut scratch = String::new();
    for rows in Rows::batches(table) {
        for row in 0..rows.len() {
            for column in 0..table.schema().columns.len() {
                csv.write_field(rows.text(column, row, &mut scratch).unwrap_or_default())?;
            }
            csv.write_record(None::<&[u8]>)?;
        }
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn written(table: &str) -> String {
        let tables = samples::tables();
        let mut bytes = Vec::new();
        write(tables.get(table).unwrap(), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_table_has_a_header_crlf_and_empty_fields_for_null() {
        let expected =
            "document_id,title,issued_on,source_bytes\r\nd1,一份文件,2012-05-30,9007199254740993\r\nd2,,,0\r\n";
        assert_eq!(written("documents"), expected);
    }

    #[test]
    fn quotes_are_written_where_needed_only() {
        let csv = written("recommendations");
        for cell in samples::HOSTILE {
            let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
            let needed = cell.contains(['"', ',', '\r', '\n']);
            assert_eq!(csv.contains(&quoted), needed, "{cell:?}");
            assert!(needed || csv.contains(&format!(",{cell},")), "{cell:?}");
        }
    }

    #[test]
    fn a_reader_finds_every_value_again() {
        let csv = written("recommendations");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let column = reader.headers().unwrap().iter().position(|name| name == "text").unwrap();
        let texts: Vec<String> = reader.records().map(|record| record.unwrap()[column].to_owned()).collect();
        assert_eq!(texts, samples::texts());
    }

    #[test]
    fn an_empty_table_is_its_header() {
        assert_eq!(written("addressees_none"), "recommendation_id,position\r\n");
    }
}
