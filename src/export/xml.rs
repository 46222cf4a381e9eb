//! Flat XML: an element a row, an element a value in schema order, no element for null; white space inside values survives.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write as _};

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::cells::{CHUNK, Rows};
use super::{Format, NAMESPACE, Sink, Writer};
use crate::tables::Table;

/// XML, one file a table.
pub(super) const FORMAT: Format =
    Format { name: "xml", media_type: "application/xml", writer: Writer::PerTable { extension: "xml", write } };

/// Writes one table. A character that XML 1.0 cannot hold, even escaped, is an error, since leaving it out would make this
/// format say something else than the others.
fn write(table: &Table, sink: &mut Sink<'_>) -> io::Result<()> {
    let schema = table.schema();
    let mut xml = quick_xml::Writer::new_with_indent(BufWriter::with_capacity(CHUNK, sink), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Start(BytesStart::new(schema.name).with_attributes([("xmlns", NAMESPACE)])))?;
    let mut scratch = String::new();
    let mut before = 0;
    for rows in Rows::batches(table) {
        for row in 0..rows.len() {
            xml.write_event(Event::Start(BytesStart::new(schema.row)))?;
            for (index, column) in schema.columns.iter().enumerate() {
                let Some(value) = rows.text(index, row, &mut scratch) else { continue };
                let escaped = escape(value).map_err(|character| {
                    let place = format!("table {}, column {}, row {}", schema.name, column.name, before + row + 1);
                    let character = u32::from(character);
                    let problem = format!("{place}: the character U+{character:04X} cannot stand in XML 1.0");
                    io::Error::new(io::ErrorKind::InvalidData, problem)
                })?;
                xml.write_event(Event::Start(BytesStart::new(column.name)))?;
                xml.write_event(Event::Text(BytesText::from_escaped(escaped)))?;
                xml.write_event(Event::End(BytesEnd::new(column.name)))?;
            }
            xml.write_event(Event::End(BytesEnd::new(schema.row)))?;
        }
        before += rows.len();
    }
    xml.write_event(Event::End(BytesEnd::new(schema.name)))?;
    let mut out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

/// The text with markup escaped, and the carriage return too, which a reader would turn into a line feed (XML 1.0, section
/// 2.11); the character where there is one outside of XML (section 2.2).
fn escape(text: &str) -> Result<Cow<'_, str>, char> {
    let bytes = text.as_bytes();
    let mut escaped = String::new();
    let mut copied = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            // Only `]]>` needs it; always is simpler, and what most writers do.
            b'>' => "&gt;",
            b'\r' => "&#13;",
            b'\t' | b'\n' => continue,
            0..=0x1F => return Err(char::from(byte)),
            // The first byte of U+FFFE and U+FFFF in UTF-8, and of much else.
            0xEF if bytes[at + 1] == 0xBF && bytes[at + 2] == 0xBE => return Err('\u{FFFE}'),
            0xEF if bytes[at + 1] == 0xBF && bytes[at + 2] == 0xBF => return Err('\u{FFFF}'),
            _ => continue,
        };
        escaped.push_str(&text[copied..at]);
        escaped.push_str(replacement);
        copied = at + 1;
    }
    if copied == 0 {
        return Ok(Cow::Borrowed(text));
    }
    escaped.push_str(&text[copied..]);
    Ok(Cow::Owned(escaped))
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;

    use super::super::samples;
    use super::*;

    fn written(table: &str) -> String {
        let tables = samples::tables();
        let mut bytes = Vec::new();
        write(tables.get(table).unwrap(), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_row_has_an_element_for_every_value_and_none_for_null() {
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<documents xmlns="urn:unrecs:schema:1">
  <document>
    <document_id>d1</document_id>
    <title>一份文件</title>
    <issued_on>2012-05-30</issued_on>
    <source_bytes>9007199254740993</source_bytes>
  </document>
  <document>
    <document_id>d2</document_id>
    <source_bytes>0</source_bytes>
  </document>
</documents>
"#;
        assert_eq!(written("documents"), expected);
    }

    #[test]
    fn a_reader_finds_every_value_again() {
        let xml = written("recommendations");
        let mut reader = Reader::from_str(&xml);
        let (mut texts, mut inside) = (Vec::new(), false);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) if start.name().into_inner() == "text" => {
                    inside = true;
                    texts.push(String::new());
                }
                Event::End(_) => inside = false,
                Event::Text(text) if inside => texts.last_mut().unwrap().push_str(&text.xml10_content()),
                Event::GeneralRef(reference) if inside => {
                    let character = match reference.resolve_char_ref().unwrap() {
                        Some(character) => character.to_string(),
                        None => quick_xml::escape::resolve_xml_entity(&reference.xml10_content()).unwrap().to_owned(),
                    };
                    texts.last_mut().unwrap().push_str(&character);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(texts, samples::texts());
    }

    #[test]
    fn markup_and_carriage_returns_are_escaped() {
        assert_eq!(escape("a]]>&<b\r\n\tｆ，。").unwrap(), "a]]&gt;&amp;&lt;b&#13;\n\tｆ，。");
        assert!(matches!(escape(" plain，"), Ok(Cow::Borrowed(" plain，"))));
    }

    #[test]
    fn a_character_outside_of_xml_is_an_error_that_says_where() {
        for character in ['\0', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert_eq!(escape(&format!("a{character}")), Err(character));
        }
        let error = write(&samples::table_with_title("form\u{C}feed"), &mut io::sink()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "table documents, column title, row 1: the character U+000C cannot stand in XML 1.0"
        );
    }
}
