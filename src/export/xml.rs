//! Flat XML: an element a row, an element a value in schema order, no element for null; white space inside values survives.

use std::io;

use super::cells::{CHUNK, Rows, none_is, pass_on};
use super::{Format, NAMESPACE, Sink, Writer};
use crate::tables::Table;

/// XML, one file a table.
pub(super) const FORMAT: Format =
    Format { name: "xml", media_type: "application/xml", writer: Writer::PerTable { extension: "xml", write } };

/// Writes one table. A character that XML 1.0 cannot hold, even escaped, is an error, since leaving it out would make this
/// format say something else than the others.
fn write(table: &Table, sink: &mut Sink<'_>) -> io::Result<()> {
    let schema = table.schema();
    // The names are those of the schema: nothing in them needs escaping.
    let (row_start, row_end) = (format!("  <{}>\n", schema.row), format!("  </{}>\n", schema.row));
    let tags: Vec<(String, String)> = (schema.columns.iter())
        .map(|column| (format!("    <{}>", column.name), format!("</{}>\n", column.name)))
        .collect();
    let mut xml = Vec::with_capacity(2 * CHUNK);
    let root = format!("<{} xmlns=\"{NAMESPACE}\">", schema.name);
    xml.extend_from_slice(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}\n").as_bytes());
    let mut before = 0;
    for rows in Rows::batches(table, is_plain) {
        for row in 0..rows.len() {
            xml.extend_from_slice(row_start.as_bytes());
            for (column, (start, end)) in tags.iter().enumerate() {
                if rows.is_null(column, row) {
                    continue;
                }
                xml.extend_from_slice(start.as_bytes());
                if let Some(text) = rows.text(column, row, &mut xml) {
                    escape(text, &mut xml).map_err(|character| {
                        let name = schema.columns[column].name;
                        let place = format!("table {}, column {name}, row {}", schema.name, before + row + 1);
                        let character = u32::from(character);
                        let problem = format!("{place}: the character U+{character:04X} cannot stand in XML 1.0");
                        io::Error::new(io::ErrorKind::InvalidData, problem)
                    })?;
                }
                xml.extend_from_slice(end.as_bytes());
            }
            xml.extend_from_slice(row_end.as_bytes());
            pass_on(&mut xml, sink)?;
        }
        before += rows.len();
    }
    xml.extend_from_slice(format!("</{}>\n", schema.name).as_bytes());
    sink.write_all(&xml)
}

/// Whether the text of these bytes has nothing to escape and no character outside of XML 1.0. Said no of a few others too: of
/// all control characters, and of a few Chinese characters that end in UTF-8 as U+FFFE and U+FFFF do.
fn is_plain(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    none_is(bytes, |byte| (byte < b' ') | (byte == b'&') | (byte == b'<') | (byte == b'>'))
        && !pairs.fold(false, |found, (&byte, &next)| found | ((byte == 0xBF) & (next >= 0xBE)))
}

/// Appends the text with markup escaped, and the carriage return too, which a reader would turn into a line feed (XML 1.0,
/// section 2.11); the character where there is one outside of XML (section 2.2).
fn escape(text: &str, out: &mut Vec<u8>) -> Result<(), char> {
    let outside = |character: char| matches!(character, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().find(|&character| outside(character)).map_or(Ok(()), Err)?;
    // Of `>`, only `]]>` needs it; always is simpler, and what most writers do.
    out.extend_from_slice(quick_xml::escape::partial_escape(text).as_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::super::samples;
    use super::*;

    fn written(table: &str) -> String {
        samples::written(table, write)
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
        let mut out = Vec::new();
        escape("a]]>&<b\r\n\tｆ，。", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a]]&gt;&amp;&lt;b&#13;\n\tｆ，。");
    }

    #[test]
    fn what_needs_no_escaping_is_plain() {
        assert!(is_plain(" plain，ｆ。\u{FFFD}".as_bytes()) && is_plain(b""));
        for character in ['&', '<', '>', '\r', '\0', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert!(!is_plain(format!("建议{character}建议").as_bytes()), "{character:?}");
        }
    }

    #[test]
    fn a_character_outside_of_xml_is_an_error_that_says_where() {
        for character in ['\0', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert_eq!(escape(&format!("a{character}"), &mut Vec::new()), Err(character));
        }
        let error = write(&samples::table_with_title("form\u{C}feed"), &mut io::sink()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "table documents, column title, row 1: the character U+000C cannot stand in XML 1.0"
        );
    }
}
