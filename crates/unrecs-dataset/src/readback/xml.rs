//! XML as it is exported: an element for the table, in it an empty one for every row, whose attributes are the values, in the order of the
//! schema.

use std::io::{BufReader, Read};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, FieldRef, SchemaRef};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::columns::Columns;
use super::{Batches, DataFile, TableFile, Wrong, batches, shown};
use crate::tables::Cell;
use crate::tables::arrow::table_name;
use crate::tables::schema::{NAMESPACE, Table};

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
            defaults: defaults(&file.schema),
            table: table_name(&file.schema).to_owned(),
            row: None,
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

/// The defaults of the columns, as the table of this name has them.
fn defaults(schema: &SchemaRef) -> Vec<Option<Cell<'static>>> {
    let table = Table::of(table_name(schema));
    let of = |field: &FieldRef| table.and_then(|table| table.columns[table.index_of(field.name())?].default());
    let truth = |field: &FieldRef| (*field.data_type() == DataType::Boolean).then_some(Cell::Bool(false));
    let fields = schema.fields().iter();
    fields.map(|field| of(field).or_else(|| truth(field)).filter(|_| !field.is_nullable())).collect()
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
    /// What it means that a row does not say the value of a column, column by column.
    defaults: Vec<Option<Cell<'static>>>,
    table: String,
    /// The name of the elements of rows, when the first was seen.
    row: Option<String>,
    /// The value, where something is escaped in it.
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
            (Position::Table, Event::Empty(row)) => {
                self.row(&row)?;
                return Ok(self.columns.end_row());
            }
            (Position::Table, Event::End(_)) => self.position = Position::Behind,
            (Position::Behind, Event::Eof) => self.position = Position::End,
            (_, Event::Text(text)) => {
                self.line += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
                if !text.trim_ascii().is_empty() {
                    return Err(Wrong::differ(shown(text.trim_ascii()), self.expected()));
                }
            }
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

    fn row(&mut self, row: &BytesStart<'_>) -> Result<(), Wrong> {
        let name = row.name().into_inner();
        let known = self.row.get_or_insert_with(|| name.to_owned());
        if known != name {
            let found = format!("the empty element {}", shown(name));
            return Err(Wrong::differ(found, format!("the element {known}, as the first row")));
        }
        let mut next = 0;
        for attribute in row.attributes() {
            let attribute = attribute.map_err(|error| Wrong::new(format!("{}: {error}", element(row))))?;
            let name = attribute.key.into_inner();
            let Some(column) = (next..self.columns.len()).find(|&column| self.columns.name(column) == name) else {
                let expected = "a column, in the order of the schema, or the end of the row";
                return Err(Wrong::differ(format!("the attribute {}", shown(name)), expected));
            };
            (next..column).try_for_each(|column| self.unsaid(column))?;
            self.value(column, &attribute)?;
            next = column + 1;
        }
        (next..self.columns.len()).try_for_each(|column| self.unsaid(column))
    }

    /// The value of a column that the row does not say: the default of the XSD, or none.
    fn unsaid(&mut self, column: usize) -> Result<(), Wrong> {
        match self.defaults[column] {
            Some(default) => self.columns.json(column, default),
            None => self.columns.null(column),
        }
    }

    fn value(&mut self, column: usize, attribute: &Attribute<'_>) -> Result<(), Wrong> {
        let value: &str = &attribute.value;
        let of_value = |found: String, expected: &str| {
            let column = Some(self.columns.name(column).to_owned());
            Err(Wrong { column, ..Wrong::differ(found, expected) })
        };
        if let Some(character) = outside_of_xml(value) {
            return of_value(format!("the character U+{:04X}", u32::from(character)), "characters of XML 1.0");
        }
        // A reader would see a space for each of these, and `<` cannot stand here.
        if let Some(byte) = value.bytes().find(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b'<')) {
            return of_value(format!("{:?}", char::from(byte)), "a reference of it");
        }
        let Some(first) = memchr::memchr(b'&', value.as_bytes()) else { return self.columns.parse(column, value) };
        self.text.clear();
        self.text.push_str(&value[..first]);
        for part in value[first + 1..].split('&') {
            let (reference, text) = part.split_once(';').unwrap_or((part, ""));
            let ended = part.contains(';');
            let character = BytesRef::new(reference).resolve_char_ref().ok().flatten();
            let character = character.filter(|c| ended && outside_of_xml(c.encode_utf8(&mut [0; 4])).is_none());
            match (character, resolve_xml_entity(reference).filter(|_| ended)) {
                (Some(character), _) => self.text.push(character),
                (None, Some(entity)) => self.text.push_str(entity),
                (None, None) => {
                    let found = format!("the reference {}", shown(&format!("&{reference}")));
                    return of_value(found, "one of a character or of &amp; &lt; &gt; &quot; &apos;");
                }
            }
            self.text.push_str(text);
        }
        self.columns.parse(column, &self.text)
    }

    fn expected(&self) -> String {
        match self.position {
            Position::Start => "the declaration of XML".to_owned(),
            Position::Declared => format!("the element {}", self.table),
            Position::Table => "an element of a row or the end of the table".to_owned(),
            Position::Behind | Position::End => "the end of the file".to_owned(),
        }
    }
}

fn element(start: &BytesStart<'_>) -> String {
    format!("the element {}", shown(start.name().into_inner()))
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
        let of_row = |attributes: &str| of(&format!("<document document_id=\"d\"{attributes}/>"));
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
        let row = "an element of a row or the end of the table";
        assert_eq!(of("words"), format!("f:3: found \"words\"; expected {row}"));
        assert_eq!(of("<!-- words -->"), format!("f:3: found a comment; expected {row}"));
        assert_eq!(of("<document>"), format!("f:3: found the element \"document\"; expected {row}"));
        assert_eq!(of("<![CDATA[b]]>"), format!("f:3: found a CDATA section; expected {row}"));
        assert_eq!(of(""), format!("f:3: found the end of the file; expected {row}"));
        assert_eq!(of("</documents> words"), "f:3: found \"words\"; expected the end of the file");
        assert_eq!(
            of("<document document_id=\"d\" source_bytes=\"1\"/>\n<division/>"),
            "f:4: found the empty element \"division\"; expected the element document, as the first row"
        );
        let column = "expected a column, in the order of the schema, or the end of the row";
        assert_eq!(of_row(" titel=\"t\""), format!("f:3: found the attribute \"titel\"; {column}"));
        assert_eq!(of_row(" source_bytes=\"1\" title=\"t\""), format!("f:3: found the attribute \"title\"; {column}"));
        assert_eq!(
            of_row(" document_id=\"e\""),
            "f:3: the element \"document\": position 25: duplicated attribute, previous declaration at position 9"
        );
        assert_eq!(of_row(""), "f:3, column source_bytes: found no value; expected an integer of 64 bits");
        assert_eq!(
            of_row(" title=\"\""),
            "f:3, column title: found \"\"; expected a text that is not empty, or no value"
        );
        let reference = "expected one of a character or of &amp; &lt; &gt; &quot; &apos;";
        for text in ["&nbsp;", "&#0;", "&#11;", "&#-1;", "&amp", "a & b", "&;", "&#;", "&#x110000;"] {
            let end = text.find(';').unwrap_or(text.len());
            let shown = &text[text.find('&').unwrap()..end];
            assert_eq!(
                of_row(&format!(" title=\"{text}\"")),
                format!("f:3, column title: found the reference {shown:?}; {reference}")
            );
        }
        assert_eq!(
            of_row(" title=\"a\u{B}\""),
            "f:3, column title: found the character U+000B; expected characters of XML 1.0"
        );
        for character in ["\t", "\n", "\r", "<"] {
            assert_eq!(
                of_row(&format!(" title=\"a{character}\"")),
                format!("f:3, column title: found {:?}; expected a reference of it", character.chars().next().unwrap())
            );
        }
        assert_eq!(
            of_row(" source_bytes=\" 1\""),
            "f:3, column source_bytes: found \" 1\"; expected an integer of 64 bits"
        );
        assert_eq!(
            error("xml", [head.as_bytes(), b"<document document_id=\"\xFF\"/>"].concat(), &documents()),
            "f:3: cannot decode input using UTF-8: invalid utf-8 sequence of 1 bytes from index 23"
        );
    }
}
