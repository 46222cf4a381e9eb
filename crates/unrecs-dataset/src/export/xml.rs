//! Flat XML: an element and a line a row, an element a value in schema order, no element for null; white space inside values survives.

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
    /// Start and end of a row.
    row: (String, String),
    /// Start and end of each value.
    tags: Vec<(String, String)>,
    /// The end of a value and the start of the next column's, as most values are followed by that.
    between: Vec<String>,
    /// Rows begun so far.
    number: usize,
}

fn encoder(table: &MeasuredTable) -> io::Result<Box<dyn Encoder>> {
    let schema = table.table();
    // The names are those of the schema: nothing in them needs escaping.
    let tags = schema.columns.iter().map(|column| (format!("<{}>", column.name), format!("</{}>", column.name)));
    let tags: Vec<_> = tags.collect();
    let mut xml = Xml {
        schema,
        row: (format!("  <{}>", schema.row), format!("</{}>\n", schema.row)),
        between: tags.windows(2).map(|two| [two[0].1.as_str(), &two[1].0].concat()).collect(),
        tags,
        number: 0,
    };
    let head = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{} xmlns=\"{NAMESPACE}\">\n", schema.name);
    let write_row = move |rows: &Rows<'_>, row: usize, out: &mut Vec<u8>| xml.row(rows.row(row), out);
    Ok(TextEncoder::of(schema, head, write_row, format!("</{}>\n", schema.name)))
}

impl Xml {
    fn row<'a>(&mut self, row: impl Iterator<Item = Cell<'a>>, xml: &mut Vec<u8>) -> io::Result<()> {
        self.number += 1;
        xml.extend_from_slice(self.row.0.as_bytes());
        let mut last = None;
        for (column, cell) in row.enumerate().filter(|(_, cell)| !cell.is_null()) {
            match last.replace(column) {
                Some(before) if before + 1 == column => xml.extend_from_slice(self.between[before].as_bytes()),
                Some(before) => {
                    xml.extend_from_slice(self.tags[before].1.as_bytes());
                    xml.extend_from_slice(self.tags[column].0.as_bytes());
                }
                None => xml.extend_from_slice(self.tags[column].0.as_bytes()),
            }
            match cell {
                Cell::Text(text) if !is_plain(text.as_bytes()) => escape(text, xml).map_err(|character| {
                    let name = self.schema.columns[column].name;
                    let row = format!("table {}, column {name}, row {}", self.schema.name, self.number);
                    invalid(format!("{row}: {}", refusal(character)))
                })?,
                cell => cell.write_text(xml),
            }
        }
        if let Some(last) = last {
            xml.extend_from_slice(self.tags[last].1.as_bytes());
        }
        xml.extend_from_slice(self.row.1.as_bytes());
        Ok(())
    }
}

/// Whether the text of these bytes has nothing to escape and no character outside of XML 1.0. Said no of a few others too: of
/// all control characters, and of a few Chinese characters that end in UTF-8 as U+FFFE and U+FFFF do.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    none_is(bytes, |byte| (byte < b' ') | (byte == b'&') | (byte == b'<') | (byte == b'>'))
        && !pairs.fold(false, |found, (&byte, &next)| found | ((byte == 0xBF) & (next & 0xFE == 0xBE)))
}

/// Appends the text with markup escaped, and the carriage return too, which a reader would turn into a line feed (XML 1.0,
/// section 2.11); the character where there is one outside of XML (section 2.2).
fn escape(text: &str, out: &mut Vec<u8>) -> Result<(), char> {
    outside(text).map_or(Ok(()), Err)?;
    // Of `>`, only `]]>` needs it; always is simpler, and what most writers do.
    out.extend_from_slice(quick_xml::escape::partial_escape(text).as_bytes());
    Ok(())
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
    fn a_row_has_an_element_for_every_value_and_none_for_null() {
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<documents xmlns="urn:unrecs:schema:2">
  <document><document_id>d1</document_id><title>一份文件</title><issued_on>2012-05-30</issued_on><source_bytes>9007199254740993</source_bytes></document>
  <document><document_id>d2</document_id><source_bytes>0</source_bytes></document>
</documents>
"#;
        assert_eq!(written("documents"), expected);
    }

    #[test]
    fn a_reader_finds_every_value_again() {
        let xml = written("paragraphs");
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
        let tables = samples::tables_with_title("form\u{C}feed");
        let encoder = encoder(tables.get("documents").unwrap()).unwrap();
        let error = samples::encoded_of(&tables, encoder).unwrap_err();
        assert_eq!(
            error.to_string(),
            "table documents, column title, row 1: the character U+000C cannot stand in XML 1.0"
        );
    }
}
