//! NDJSON as it is exported: one object a line, its columns in the order of the schema, a line feed behind each.

use std::fmt;
use std::io::Read;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use memchr::memchr;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::columns::Columns;
use super::json_row::{Noted, RowTarget, cells, wrong_of};
use super::window::Window;
use super::{Batches, DataFile, ReadError, TableFile, Wrong, batches};

/// The rows of a table.
pub(crate) fn read(input: DataFile, name: &str, schema: &SchemaRef) -> Batches {
    let file = TableFile::new(name, schema);
    let mut columns = Columns::new(&file.schema);
    let mut ndjson = NdJson { file, window: Window::new(input), line: 1 };
    batches(move || match &mut columns {
        Ok(columns) => ndjson.next(columns),
        Err(wrong) => Err(ndjson.file.whole(wrong.clone())),
    })
}

struct NdJson<R> {
    file: TableFile,
    window: Window<R>,
    /// The line that is next.
    line: u64,
}

impl<R: Read> NdJson<R> {
    fn next(&mut self, columns: &mut Columns) -> Result<Option<RecordBatch>, ReadError> {
        while let Some(length) = self.line()? {
            let mut noted = None;
            let mut json = serde_json::Deserializer::from_slice(&self.window.bytes()[..length]);
            let row = Row { columns, noted: &mut noted }.deserialize(&mut json).and_then(|()| json.end());
            row.map_err(|error| self.file.at_line(self.line, wrong_of(noted, &error)))?;
            self.window.consume(length + 1);
            self.line += 1;
            if let Some(batch) = columns.end_row() {
                return Ok(Some(batch));
            }
        }
        Ok(columns.finish())
    }

    /// Brings the next line into the window, and gives its length without the line feed; none at the end of the file.
    fn line(&mut self) -> Result<Option<usize>, ReadError> {
        let mut searched = 0;
        loop {
            let bytes = self.window.bytes();
            if let Some(length) = memchr(b'\n', &bytes[searched..]) {
                return Ok(Some(searched + length));
            }
            searched = bytes.len();
            match self.window.more() {
                Ok(true) => {}
                Ok(false) if searched == 0 => return Ok(None),
                Ok(false) => {
                    let wrong = Wrong::differ("the end of the file within a line", "a line feed behind it");
                    return Err(self.file.at_line(self.line, wrong));
                }
                Err(error) => return Err(self.file.at_line(self.line, Wrong::cannot_read(&error))),
            }
        }
    }
}

/// The object of a line.
struct Row<'c> {
    columns: &'c mut Columns,
    noted: &'c mut Noted,
}

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, one a line")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        cells(&mut object, RowTarget { columns: self.columns, noted: self.noted }, |_| false, Columns::null).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use crate::readback::tests::{documents, error};

    #[test]
    fn every_error_says_where_and_what() {
        let of = |rows: &str| error("ndjson", rows, &documents());
        let row = r#"{"document_id":"d","title":null,"issued_on":null,"source_bytes":1}"#;
        let expected = "expected a column, in the order of the schema, or the end of the object";
        let of_row = |old: &str, new: &str| {
            assert!(row.contains(old));
            of(&format!("{row}\n{}\n", row.replace(old, new)))
        };
        assert_eq!(of(row), "f:1: found the end of the file within a line; expected a line feed behind it");
        assert_eq!(of("\n"), "f:1: EOF while parsing a value");
        assert_eq!(of("[]\n"), "f:1: invalid type: sequence, expected an object, one a line");
        assert_eq!(
            of_row("\"d\"", "null"),
            "f:2, column document_id: found no value; expected a text that is not empty"
        );
        assert_eq!(of_row("\"d\"", "\"\""), "f:2, column document_id: found \"\"; expected a text that is not empty");
        assert_eq!(of_row("\"d\"", "\"\\ud800\""), "f:2: unexpected end of hex escape");
        assert_eq!(
            of_row("\"title\":null", "\"title\":{}"),
            "f:2, column title: found an object; expected a text that is not empty, or no value"
        );
        assert_eq!(
            of_row("\"issued_on\":null", "\"issued_on\":[\"2012-05-30\"]"),
            "f:2, column issued_on: found a list; expected a date, YYYY-MM-DD, or no value"
        );
        assert_eq!(
            of_row("\"issued_on\":null", "\"issued_on\":\"2012-02-30\""),
            "f:2, column issued_on: found \"2012-02-30\"; expected a date, YYYY-MM-DD, or no value"
        );
        assert_eq!(of_row(":1}", ":\"1\"}"), "f:2, column source_bytes: found \"1\"; expected an integer of 64 bits");
        assert_eq!(of_row(":1}", ":1.0}"), "f:2, column source_bytes: found 1.0; expected an integer of 64 bits");
        assert_eq!(of_row(":1}", ":-0}"), "f:2, column source_bytes: found -0.0; expected an integer of 64 bits");
        assert_eq!(
            of_row(":1}", ":9223372036854775808}"),
            "f:2, column source_bytes: found 9223372036854775808; expected an integer of 64 bits"
        );
        assert_eq!(of_row(":1}", ":true}"), "f:2, column source_bytes: found true; expected an integer of 64 bits");
        assert_eq!(of_row(":1}", ":1,\"more\":1}"), format!("f:2: found the key \"more\"; {expected}"));
        assert_eq!(of_row(":1}", ":1,\"title\":\"t\"}"), format!("f:2: found the key \"title\"; {expected}"));
        assert_eq!(
            of_row("\"title\":null,\"issued_on\":null", "\"titel\":null"),
            format!("f:2: found the key \"titel\"; {expected}")
        );
        assert_eq!(
            of_row(",\"source_bytes\":1", ""),
            "f:2, column source_bytes: found no value; expected an integer of 64 bits"
        );
        assert_eq!(of_row(":1}", ":1} {}"), "f:2: trailing characters");
        assert_eq!(of_row(":1}", ":1"), "f:2: EOF while parsing an object");
        assert_eq!(error("ndjson", b"{\"document_id\":\"\xFF\"}\n", &documents()), "f:1: invalid unicode code point");
    }
}
