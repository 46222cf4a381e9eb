//! NDJSON: one JSON object a line, its keys in schema order, none for null, lines ended by `\n`. The first line has every key, so that a
//! reader that looks at the lines alone knows all columns.

use std::io;

use super::cells::{JsonMembers, Rows, TextEncoder};
use super::{Encoder, Files, Format};
use crate::readback;
use crate::tables::MeasuredTable;
use crate::tables::schema::TableRole;

/// NDJSON, one file a table.
pub(super) const FORMAT: Format = Format {
    name: "ndjson",
    media_type: "application/x-ndjson",
    files: Files::PerTable { roles: &[TableRole::Data], extension: "ndjson", encoder, reader: readback::ndjson },
};

fn encoder(table: &MeasuredTable) -> io::Result<Box<dyn Encoder>> {
    let members = JsonMembers::of(table.table());
    let mut is_first = true;
    let line = move |rows: &Rows<'_>, row: usize, out: &mut Vec<u8>| {
        let all = std::mem::take(&mut is_first);
        members.open(rows.row(row), |_, cell| all || !cell.is_null(), out);
        out.extend_from_slice(b"}\n");
        Ok(())
    };
    Ok(TextEncoder::of(table.table(), String::new(), line, String::new()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::samples;
    use super::*;

    fn written(table: &str) -> String {
        String::from_utf8(samples::written(table, encoder)).unwrap()
    }

    #[test]
    fn the_first_line_has_every_key_and_the_others_none_for_null() {
        let expected = concat!(
            r#"{"document_id":"d1","title":"一份文件","issued_on":"2012-05-30","source_bytes":9007199254740993}"#,
            "\n",
            r#"{"document_id":"d2","source_bytes":0}"#,
            "\n"
        );
        assert_eq!(written("documents"), expected);
        let paragraphs = written("paragraphs");
        let lines: Vec<&str> = paragraphs.lines().take(2).collect();
        assert!(lines[0].contains("\"parent_id\":null,") && !lines[1].contains("parent_id"), "{lines:?}");
    }

    #[test]
    fn a_reader_finds_every_value_again() {
        let lines: Vec<Value> = written("paragraphs").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let texts: Vec<&str> = lines.iter().map(|line| line["text"].as_str().unwrap()).collect();
        assert_eq!(texts, samples::texts());
        assert!(lines.iter().all(|line| line["considers"].is_boolean()));
    }

    #[test]
    fn an_empty_table_is_an_empty_file() {
        assert_eq!(written("addressees_none"), "");
    }
}
