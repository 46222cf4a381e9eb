//! `schema/tables.xsd` against the schemas of the tables: the constraints that it puts on XML are those of the columns.

use arrow_schema::{DataType, Field, SchemaRef};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::disk::Disk;
use super::ordered::pairs;
use super::report_log::{Check, Log, Place};
use crate::export::{NAMESPACE, SCHEMA_VERSION};
use crate::layout::XSD;
use crate::promises::shown;
use crate::tables::arrow::key_columns;
use crate::tables::schema::Table;

/// One piece of the file, with the line on which it ends.
struct Piece {
    text: String,
    line: u64,
}

/// Compares the constraints piece by piece. What the elements of rows are called stands in the file alone.
pub(super) fn compare(disk: &Disk, schemas: &[&SchemaRef], log: &mut Log) {
    let Some(Ok(bytes)) = disk.size(XSD).map(|_| disk.bytes(XSD)) else { return };
    let found = match pieces(&bytes) {
        Ok(found) => found,
        Err((line, problem)) => {
            log.differ(Check::Schemas, Place::file(XSD).line(line), format!("cannot make sense of it: {problem}"));
            return;
        }
    };
    let expected = expected(schemas, &rows(&found));
    let other =
        (0..found.len().max(expected.len())).find(|&at| found.get(at).map(|piece| &piece.text) != expected.get(at));
    if let Some(at) = other {
        let line = found.get(at).or(found.last()).map_or(1, |piece| piece.line);
        let words = |text: Option<&str>| text.map_or("the end of the file".to_owned(), shown);
        let problem = format!(
            "found {}; expected {}",
            words(found.get(at).map(|piece| piece.text.as_str())),
            words(expected.get(at).map(String::as_str))
        );
        log.differ(Check::Schemas, Place::file(XSD).line(line), problem);
    }
    log.looked(Check::Schemas, "schemas", 1);
}

/// The elements with their attributes, their ends and their texts, in the order of the file.
fn pieces(bytes: &[u8]) -> Result<Vec<Piece>, (u64, String)> {
    let mut reader = Reader::from_reader(bytes);
    let (mut pieces, mut buffer, mut line, mut text) = (Vec::new(), Vec::new(), 1, String::new());
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| (line, error.to_string()))?;
        if !matches!(event, Event::Text(_) | Event::GeneralRef(_)) {
            let words = std::mem::take(&mut text);
            if !words.trim().is_empty() {
                pieces.push(Piece { text: words, line });
            }
        }
        let piece = match event {
            Event::Start(start) => element(&start),
            Event::Empty(start) => format!("{}/", element(&start)),
            Event::End(_) => "end".to_owned(),
            Event::Text(words) => {
                line += memchr::memchr_iter(b'\n', words.as_bytes()).count() as u64;
                text.push_str(&words.xml10_content());
                continue;
            }
            Event::GeneralRef(reference) => {
                let known = quick_xml::escape::resolve_xml_entity(&reference);
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let resolved = known.map(str::to_owned).or(character);
                text.push_str(&resolved.ok_or_else(|| (line, format!("there is no entity {:?}", &*reference)))?);
                continue;
            }
            Event::Decl(_) => continue,
            Event::Eof => return Ok(pieces),
            other => return Err((line, format!("found {other:?}"))),
        };
        pieces.push(Piece { text: piece, line });
    }
}

fn element(start: &BytesStart<'_>) -> String {
    let attributes = start.attributes().map(|attribute| match attribute {
        Ok(attribute) => format!(" {}={:?}", attribute.key.into_inner(), attribute.value),
        Err(error) => format!(" {error}"),
    });
    format!("{}{}", start.name().into_inner(), attributes.collect::<String>())
}

/// The names of the elements of rows: each is the first that may come as often as it likes within the element of a table.
fn rows(found: &[Piece]) -> Vec<String> {
    let row = |piece: &Piece| {
        let rest = piece.text.strip_prefix("xs:element name=\"")?;
        let (name, occurs) = rest.split_once('"')?;
        (occurs == " minOccurs=\"0\" maxOccurs=\"unbounded\"").then(|| name.to_owned())
    };
    found.iter().filter_map(row).collect()
}

/// What the file has to hold.
fn expected(schemas: &[&SchemaRef], rows: &[String]) -> Vec<String> {
    let mut out = vec![format!(
        "xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:u={NAMESPACE:?} targetNamespace={NAMESPACE:?} \
         elementFormDefault=\"qualified\" version=\"{SCHEMA_VERSION}\""
    )];
    for (index, schema) in schemas.iter().enumerate() {
        let row = rows.get(index).map_or("", String::as_str);
        let word = |key: &str| schema.metadata().get(key).cloned().unwrap_or_default();
        let table = word("table");
        open(&mut out, format!("xs:element name={table:?}"));
        annotation(&mut out, [word("description"), word("description:zh")]);
        for opened in ["xs:complexType", "xs:sequence"] {
            open(&mut out, opened.to_owned());
        }
        open(&mut out, format!("xs:element name={row:?} minOccurs=\"0\" maxOccurs=\"unbounded\""));
        open(&mut out, "xs:complexType".to_owned());
        schema.fields().iter().for_each(|field| column(&mut out, &table, field));
        close(&mut out, 4);
        open(&mut out, format!("xs:key name=\"{table}_key\""));
        out.push(format!("xs:selector xpath=\"u:{row}\"/"));
        let keys = key_columns(schema).unwrap_or_default().into_iter();
        out.extend(keys.map(|key| format!("xs:field xpath=\"@{}\"/", schema.field(key).name())));
        close(&mut out, 2);
    }
    close(&mut out, 1);
    out
}

fn open(out: &mut Vec<String>, element: String) {
    out.push(element);
}

fn close(out: &mut Vec<String>, elements: usize) {
    out.extend((0..elements).map(|_| "end".to_owned()));
}

fn annotation(out: &mut Vec<String>, words: [String; 2]) {
    open(out, "xs:annotation".to_owned());
    for (language, words) in ["en", "zh"].into_iter().zip(words) {
        open(out, format!("xs:documentation xml:lang={language:?}"));
        out.push(words);
        close(out, 1);
    }
    close(out, 1);
}

fn column(out: &mut Vec<String>, table: &str, field: &Field) {
    let simple = match field.data_type() {
        DataType::Int32 => " type=\"xs:int\"",
        DataType::Int64 => " type=\"xs:long\"",
        DataType::Boolean => " type=\"xs:boolean\"",
        DataType::Date32 => " type=\"xs:date\"",
        _ => "",
    };
    let default = Table::of(table).and_then(|table| table.columns[table.index_of(field.name())?].default());
    let occurs = match (field.is_nullable(), default) {
        (true, _) => String::new(),
        (false, Some(default)) => format!(" default={:?}", default.text().unwrap_or("false")),
        (false, None) => " use=\"required\"".to_owned(),
    };
    let word = |key: &str| field.metadata().get(key).cloned().unwrap_or_default();
    open(out, format!("xs:attribute name={:?}{simple}{occurs}", field.name()));
    annotation(out, [word("description"), word("description:zh")]);
    if simple.is_empty() {
        open(out, "xs:simpleType".to_owned());
        open(out, "xs:restriction base=\"xs:string\"".to_owned());
        let (english, chinese) = (pairs(field, "codes"), pairs(field, "codes:zh"));
        if english.is_empty() {
            out.push("xs:minLength value=\"1\"/".to_owned());
        }
        for ((code, en), (_, zh)) in english.into_iter().zip(chinese) {
            open(out, format!("xs:enumeration value={code:?}"));
            annotation(out, [en, zh]);
            close(out, 1);
        }
        close(out, 2);
    }
    close(out, 1);
}
