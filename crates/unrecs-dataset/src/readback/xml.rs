//! XML as it is exported: an element for the table, in it one for every row, in it one for every value, in the order of the schema.

use std::io::{BufReader, Read};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::columns::Columns;
use super::{Batches, DataFile, TableFile, Wrong, batches, shown};
use crate::tables::arrow::table_name;
use crate::tables::schema::NAMESPACE;

/// Bytes read at a time.
const BUFFER: usize = 256 << 10;

/// The rows of a table.
pub(crate) fn read(input: DataFile, name: &str, schema: &SchemaRef) -> Batches {
    let file = TableFile::new(name, schema);
    let columns = Columns::new(&file.schema);
    let reader = Reader::from_reader(BufReader::with_capacity(BUFFER, input));
    let start = columns.map(|columns| {
        let text = String::new();
        Xml {
            columns,
            table: table_name(&file.schema).to_owned(),
            row: None,
            next: 0,
            text,
            position: Position::Start,
            line: 1,
        }
    });
    let mut state = start.map(|xml| (reader, xml, Vec::new()));
    batches(move || match &mut state {
        Ok((reader, xml, buffer)) => next(reader, xml, buffer).map_err(|wrong| file.at_line(xml.line, wrong)),
        Err(wrong) => Err(file.whole(wrong.clone())),
    })
}

fn next<R: Read>(
    reader: &mut Reader<BufReader<R>>,
    xml: &mut Xml,
    buffer: &mut Vec<u8>,
) -> Result<Option<RecordBatch>, Wrong> {
    while xml.position != Position::End {
        buffer.clear();
        let event = reader.read_event_into(buffer).map_err(|error| Wrong::new(error.to_string()))?;
        if let Some(batch) = xml.take(event)? {
            return Ok(Some(batch));
        }
    }
    Ok(xml.columns.finish())
}

/// How far a file was read.
struct Xml {
    columns: Columns,
    table: String,
    /// The name of the elements of rows, when the first was seen.
    row: Option<String>,
    /// The column behind the last that the row has a value of.
    next: usize,
    /// The value so far.
    text: String,
    position: Position,
    line: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Before the declaration.
    Start,
    /// Between the declaration and the element of the table.
    Declared,
    /// Between rows.
    Table,
    /// Between the values of a row.
    Row,
    /// In a value of the column before the next.
    Value,
    /// Behind the element of the table.
    Behind,
    /// At the end of the file.
    End,
}

impl Xml {
    fn take(&mut self, event: Event<'_>) -> Result<Option<RecordBatch>, Wrong> {
        match (self.position, event) {
            (Position::Start, Event::Decl(_)) => self.position = Position::Declared,
            (Position::Declared, Event::Start(start)) => self.begin_table(&start)?,
            (Position::Table, Event::Start(start)) => self.begin_row(&start)?,
            (Position::Row, Event::Start(start)) => self.begin_value(&start)?,
            // The library has seen to it that elements end in turn.
            (Position::Value, Event::End(_)) => {
                self.columns.parse(self.next - 1, &self.text)?;
                self.position = Position::Row;
            }
            (Position::Row, Event::End(_)) => {
                self.nulls(self.columns.len())?;
                self.position = Position::Table;
                return Ok(self.columns.end_row());
            }
            (Position::Table, Event::End(_)) => self.position = Position::Behind,
            (Position::Behind, Event::Eof) => self.position = Position::End,
            (position, Event::Text(text)) => {
                self.line += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
                if position == Position::Value {
                    if let Some(character) = outside_of_xml(&text) {
                        return Err(self.of_value(
                            &format!("the character U+{:04X}", u32::from(character)),
                            "characters of XML 1.0",
                        ));
                    }
                    self.text.push_str(&text.xml10_content());
                } else if !text.trim_ascii().is_empty() {
                    return Err(Wrong::differ(shown(text.trim_ascii()), self.expected()));
                }
            }
            (Position::Value, Event::GeneralRef(reference)) => self.reference(&reference)?,
            (_, event) => return Err(Wrong::differ(found(&event), self.expected())),
        }
        Ok(None)
    }

    fn begin_table(&mut self, start: &BytesStart<'_>) -> Result<(), Wrong> {
        let expected = || format!("the element {}", self.table);
        if start.name().into_inner() != self.table {
            return Err(Wrong::differ(element(start), expected()));
        }
        let mut attributes = start.attributes().map(|attribute| {
            attribute.map(|one| (one.key.into_inner().to_owned(), one.value.into_owned())).unwrap_or_default()
        });
        let namespace = attributes.next().filter(|(key, _)| key == "xmlns").map(|(_, value)| value);
        let stem = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        // Releases of other versions of the schema have another number.
        if namespace.as_deref().map(stem) != Some(stem(NAMESPACE)) || attributes.next().is_some() {
            let found = format!("the attributes {}", shown(start.attributes_raw().trim_ascii()));
            return Err(Wrong::differ(found, format!("xmlns={NAMESPACE:?} alone")));
        }
        self.position = Position::Table;
        Ok(())
    }

    fn begin_row(&mut self, start: &BytesStart<'_>) -> Result<(), Wrong> {
        let name = start.name().into_inner();
        let row = self.row.get_or_insert_with(|| name.to_owned());
        if row != name || has_attributes(start) {
            return Err(Wrong::differ(
                element(start),
                format!("the element {row}, as the first row, without attributes"),
            ));
        }
        self.next = 0;
        self.position = Position::Row;
        Ok(())
    }

    fn begin_value(&mut self, start: &BytesStart<'_>) -> Result<(), Wrong> {
        let name = start.name().into_inner();
        let column = (self.next..self.columns.len()).find(|&column| self.columns.name(column) == name);
        let Some(column) = column.filter(|_| !has_attributes(start)) else {
            return Err(Wrong::differ(element(start), self.expected()));
        };
        self.nulls(column)?;
        self.next = column + 1;
        self.text.clear();
        self.position = Position::Value;
        Ok(())
    }

    /// No value for the columns up to this one.
    fn nulls(&mut self, end: usize) -> Result<(), Wrong> {
        (self.next..end).try_for_each(|column| self.columns.null(column))
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), Wrong> {
        let character = reference
            .resolve_char_ref()
            .ok()
            .flatten()
            .filter(|&c| outside_of_xml(c.encode_utf8(&mut [0; 4])).is_none());
        match (character, resolve_xml_entity(reference)) {
            (Some(character), _) => self.text.push(character),
            (None, Some(text)) => self.text.push_str(text),
            (None, None) => {
                let found = format!("the reference {}", shown(&format!("&{};", &**reference)));
                return Err(self.of_value(&found, "one of a character or of &amp; &lt; &gt; &quot; &apos;"));
            }
        }
        Ok(())
    }

    fn of_value(&self, found: &str, expected: &str) -> Wrong {
        Wrong { column: Some(self.columns.name(self.next - 1).to_owned()), ..Wrong::differ(found, expected) }
    }

    fn expected(&self) -> String {
        match self.position {
            Position::Start => "the declaration of XML".to_owned(),
            Position::Declared => format!("the element {}", self.table),
            Position::Table => "an element of a row or the end of the table".to_owned(),
            Position::Row if self.next == 0 => "the element of a column".to_owned(),
            Position::Row => {
                format!("the element of a column behind {} or the end of the row", self.columns.name(self.next - 1))
            }
            Position::Value => "text and the end of the value".to_owned(),
            Position::Behind | Position::End => "the end of the file".to_owned(),
        }
    }
}

fn has_attributes(start: &BytesStart<'_>) -> bool {
    !start.attributes_raw().is_empty()
}

fn element(start: &BytesStart<'_>) -> String {
    let attributes = if has_attributes(start) { " with attributes" } else { "" };
    format!("the element {}{attributes}", shown(start.name().into_inner()))
}

/// What an event is called in an error.
fn found(event: &Event<'_>) -> String {
    let what = match event {
        Event::Start(start) => return element(start),
        Event::Empty(start) => return format!("the empty element {}", shown(start.name().into_inner())),
        Event::End(_) => "the end of an element",
        Event::Text(_) => "text",
        Event::CData(_) => "a CDATA section",
        Event::Comment(_) => "a comment",
        Event::Decl(_) => "a declaration of XML",
        Event::PI(_) => "a processing instruction",
        Event::DocType(_) => "a document type",
        Event::GeneralRef(_) => "a reference",
        Event::Eof => "the end of the file",
    };
    what.to_owned()
}

/// The first character that cannot stand in XML 1.0 (section 2.2), if there is one.
fn outside_of_xml(text: &str) -> Option<char> {
    // U+FFFE and U+FFFF end in UTF-8 with these two bytes. Hardly any text holds either, and all of it is looked at at once.
    let bytes = text.as_bytes();
    let control = bytes.iter().fold(false, |found, &byte| found | (byte < b' '));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    if !control && !pairs.fold(false, |found, (&byte, &next)| found | ((byte == 0xBF) & (next & 0xFE == 0xBE))) {
        return None;
    }
    text.chars().find(|c| matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}'))
}

#[cfg(test)]
mod tests {
    use crate::readback::tests::{documents, error};

    #[test]
    fn every_error_says_where_and_what() {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<documents xmlns=\"urn:unrecs:schema:2\">\n";
        let of = |rows: &str| error("xml", format!("{head}{rows}"), &documents());
        let of_row = |cells: &str| of(&format!("  <document><document_id>a\nb</document_id>{cells}"));
        assert_eq!(error("xml", "", &documents()), "f:1: found the end of the file; expected the declaration of XML");
        assert_eq!(
            error("xml", "<documents/>", &documents()),
            "f:1: found the empty element \"documents\"; expected the declaration of XML"
        );
        assert_eq!(
            error("xml", "<?xml version=\"1.0\"?><divisions>", &documents()),
            "f:1: found the element \"divisions\"; expected the element documents"
        );
        assert_eq!(
            error("xml", "<?xml version=\"1.0\"?><documents xmlns=\"urn:other:1\">", &documents()),
            "f:1: found the attributes \"xmlns=\\\"urn:other:1\\\"\"; expected xmlns=\"urn:unrecs:schema:2\" alone"
        );
        assert_eq!(
            error("xml", "<?xml version=\"1.0\"?><documents xmlns=\"urn:unrecs:schema:2\" a=\"\">", &documents()),
            "f:1: found the attributes \"xmlns=\\\"urn:unrecs:schema:2\\\" a=\\\"\\\"\"; expected xmlns=\"urn:unrecs:schema:2\" alone"
        );
        assert_eq!(
            error("xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"c\">]>", &documents()),
            "f:2: found a document type; expected the element documents"
        );
        assert_eq!(of("words"), "f:3: found \"words\"; expected an element of a row or the end of the table");
        assert_eq!(of("<!-- words -->"), "f:3: found a comment; expected an element of a row or the end of the table");
        assert_eq!(
            of("<document/>"),
            "f:3: found the empty element \"document\"; expected an element of a row or the end of the table"
        );
        assert_eq!(of(""), "f:3: found the end of the file; expected an element of a row or the end of the table");
        assert_eq!(of("</documents> words"), "f:3: found \"words\"; expected the end of the file");
        assert_eq!(
            of("<document a=\"b\">"),
            "f:3: found the element \"document\" with attributes; expected the element document, as the first row, without attributes"
        );
        assert_eq!(
            of_row("<source_bytes>1</source_bytes></document><division>"),
            "f:4: found the element \"division\"; expected the element document, as the first row, without attributes"
        );
        assert_eq!(
            of_row("<document_id>"),
            "f:4: found the element \"document_id\"; expected the element of a column behind document_id or the end of the row"
        );
        assert_eq!(
            of_row("<titel>"),
            "f:4: found the element \"titel\"; expected the element of a column behind document_id or the end of the row"
        );
        assert_eq!(
            of_row("<title a=\"\">"),
            "f:4: found the element \"title\" with attributes; expected the element of a column behind document_id or the end of the row"
        );
        assert_eq!(of_row("</document>"), "f:4, column source_bytes: found no value; expected an integer of 64 bits");
        assert_eq!(
            of_row("<title></title>"),
            "f:4, column title: found \"\"; expected a text that is not empty, or no value"
        );
        assert_eq!(of_row("<title><b>"), "f:4: found the element \"b\"; expected text and the end of the value");
        assert_eq!(
            of_row("<title>a<![CDATA[b]]></title>"),
            "f:4: found a CDATA section; expected text and the end of the value"
        );
        assert_eq!(
            of_row("<title>&nbsp;</title>"),
            "f:4, column title: found the reference \"&nbsp;\"; expected one of a character or of &amp; &lt; &gt; &quot; &apos;"
        );
        assert_eq!(
            of_row("<title>&#0;</title>"),
            "f:4, column title: found the reference \"&#0;\"; expected one of a character or of &amp; &lt; &gt; &quot; &apos;"
        );
        assert_eq!(
            of_row("<title>&#11;</title>"),
            "f:4, column title: found the reference \"&#11;\"; expected one of a character or of &amp; &lt; &gt; &quot; &apos;"
        );
        assert_eq!(
            of_row("<title>a\u{B}</title>"),
            "f:4, column title: found the character U+000B; expected characters of XML 1.0"
        );
        assert_eq!(
            of_row("<title>a & b</title>"),
            "f:4: ill-formed document: entity or character reference not closed: `;` not found before end of input"
        );
        assert_eq!(
            of_row("<title>a</document>"),
            "f:4: ill-formed document: expected `</title>`, but `</document>` was found"
        );
        assert_eq!(
            of_row("<source_bytes> 1</source_bytes>"),
            "f:4, column source_bytes: found \" 1\"; expected an integer of 64 bits"
        );
        assert_eq!(
            error("xml", [head.as_bytes(), b"<document><document_id>\xFF</document_id>"].concat(), &documents()),
            "f:3: cannot decode input using UTF-8: invalid utf-8 sequence of 1 bytes from index 0"
        );
    }
}
