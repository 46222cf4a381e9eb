//! Flat XML: an element and a line a row, an attribute a value in schema order, none for null and none for the default of a column, which the
//! XSD has too; white space inside values survives.

use std::io;

use super::cells::{Rows, TextEncoder, invalid};
use super::{Encoder, Files, Format, NAMESPACE};
use crate::readback;
use crate::tables::cell::none_is;
use crate::tables::schema::{Table, TableRole};
use crate::tables::{Cell, MeasuredTable};

/// XML, one file a table.
pub(super) const FORMAT: Format = Format {
    name: "xml",
    media_type: "application/xml",
    files: Files::PerTable { roles: &[TableRole::Data], extension: "xml", encoder, reader: readback::xml },
};

/// A row a line. A character that XML 1.0 cannot hold, even escaped, is an error, since leaving it out would make this format say
/// something else than the others.
struct Xml {
    schema: &'static Table,
    /// What stands in front of the value of each column.
    attributes: Vec<String>,
    /// Rows begun so far.
    number: usize,
}

fn encoder(table: &MeasuredTable) -> io::Result<Box<dyn Encoder>> {
    let schema = table.table();
    // The names are those of the schema: nothing in them needs escaping.
    let attributes = schema.columns.iter().map(|column| format!(" {}=\"", column.name)).collect();
    let mut xml = Xml { schema, attributes, number: 0 };
    let head = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{} xmlns=\"{NAMESPACE}\">\n", schema.name);
    let write_row = move |rows: &Rows<'_>, row: usize, out: &mut Vec<u8>| xml.row(rows.row(row), out);
    Ok(TextEncoder::of(schema, head, write_row, format!("</{}>\n", schema.name)))
}

impl Xml {
    fn row<'a>(&mut self, row: impl Iterator<Item = Cell<'a>>, xml: &mut Vec<u8>) -> io::Result<()> {
        self.number += 1;
        xml.push(b'<');
        xml.extend_from_slice(self.schema.row.as_bytes());
        for ((column, attribute), cell) in self.schema.columns.iter().zip(&self.attributes).zip(row) {
            if cell.is_null() || column.default() == Some(cell) {
                continue;
            }
            xml.extend_from_slice(attribute.as_bytes());
            match cell {
                Cell::Text(text) if !is_plain_value(text.as_bytes()) => {
                    escape_value(text, xml).map_err(|character| {
                        let row = format!("table {}, column {}, row {}", self.schema.name, column.name, self.number);
                        invalid(format!("{row}: {}", refusal(character)))
                    })?
                }
                cell => cell.write_text(xml),
            }
            xml.push(b'"');
        }
        xml.extend_from_slice(b"/>\n");
        Ok(())
    }
}

/// Whether these bytes have nothing to escape between quotes; as [`is_plain`] says no of a few others too.
fn is_plain_value(bytes: &[u8]) -> bool {
    is_plain(bytes) && none_is(bytes, |byte| byte == b'"')
}

/// Appends a text as the value of an attribute, where a reader would turn all white space into spaces (XML 1.0, section 3.3.3).
fn escape_value(text: &str, out: &mut Vec<u8>) -> Result<(), char> {
    outside(text).map_or(Ok(()), Err)?;
    for byte in text.bytes() {
        match byte {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'"' => out.extend_from_slice(b"&quot;"),
            b'\t' => out.extend_from_slice(b"&#9;"),
            b'\n' => out.extend_from_slice(b"&#10;"),
            b'\r' => out.extend_from_slice(b"&#13;"),
            other => out.push(other),
        }
    }
    Ok(())
}

/// Whether the text of these bytes has nothing to escape and no character outside of XML 1.0. Said no of a few others too: of
/// all control characters, and of a few Chinese characters that end in UTF-8 as U+FFFE and U+FFFF do.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    none_is(bytes, |byte| (byte < b' ') | (byte == b'&') | (byte == b'<') | (byte == b'>'))
        && !pairs.fold(false, |found, (&byte, &next)| found | ((byte == 0xBF) & (next & 0xFE == 0xBE)))
}

/// The first character of a text that XML 1.0 cannot hold, even escaped (section 2.2).
pub(super) fn outside(text: &str) -> Option<char> {
    let outside = |character: char| matches!(character, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().find(|&character| outside(character))
}

/// What is wrong with a text that holds such a character.
pub(super) fn refusal(character: char) -> io::Error {
    invalid(format!("the character U+{:04X} cannot stand in XML 1.0", u32::from(character)))
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::super::samples;
    use super::*;

    fn written(table: &str) -> String {
        String::from_utf8(samples::written(table, encoder)).unwrap()
    }

    #[test]
    fn a_row_has_an_attribute_for_every_value_and_none_for_null_and_false() {
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<documents xmlns="urn:unrecs:schema:2">
<document document_id="d1" title="一份文件" issued_on="2012-05-30" source_bytes="9007199254740993"/>
<document document_id="d2" source_bytes="0"/>
</documents>
"#;
        assert_eq!(written("documents"), expected);
        let paragraphs = written("paragraphs");
        assert!(paragraphs.contains(
            "<paragraph paragraph_id=\"m1-r1\" division_id=\"m1\" text=\"缔约国应考虑\" modality=\"should\"/>\n"
        ));
        assert!(paragraphs.contains(" text=\"a &quot;quoted&quot; word\" considers=\"true\"/>\n"));
    }

    #[test]
    fn a_reader_finds_every_value_again() {
        let xml = written("paragraphs");
        let mut reader = Reader::from_str(&xml);
        let mut texts = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Empty(row) => {
                    let text = row.try_get_attribute("text").unwrap().unwrap();
                    texts.push(quick_xml::escape::unescape(&text.value).unwrap().into_owned());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(texts, samples::texts());
    }

    #[test]
    fn markup_quotes_and_white_space_are_escaped() {
        let mut out = Vec::new();
        escape_value("a]]>&<b\r\n\tｆ，'\"。", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a]]&gt;&amp;&lt;b&#13;&#10;&#9;ｆ，'&quot;。");
    }

    #[test]
    fn what_needs_no_escaping_is_plain() {
        assert!(is_plain(" plain，ｆ。\u{FFFD}".as_bytes()) && is_plain(b""));
        assert!(is_plain_value(" plain，ｆ。".as_bytes()) && !is_plain_value(b"a \"quote\""));
        for character in ['&', '<', '>', '\r', '\0', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert!(!is_plain(format!("建议{character}建议").as_bytes()), "{character:?}");
        }
    }

    #[test]
    fn a_character_outside_of_xml_is_an_error_that_says_where() {
        for character in ['\0', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert_eq!(escape_value(&format!("a{character}"), &mut Vec::new()), Err(character));
        }
        let tables = samples::tables_with_title("form\u{C}feed");
        let encoder = encoder(tables.get("documents").unwrap()).unwrap();
        let error = samples::encoded_of(&tables, encoder).unwrap_err();
        assert_eq!(
            error.to_string(),
            "table documents, column title, row 1: the character U+000C cannot stand in XML 1.0"
        );
    }
}
