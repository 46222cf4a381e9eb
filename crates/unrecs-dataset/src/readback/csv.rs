//! CSV as it is exported: RFC 4180 to the letter, with the header, CRLF, and an empty field for null.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use memchr::{memchr, memchr3};

use super::columns::Columns;
use super::window::Window;
use super::{Batches, DataFile, ReadError, TableFile, Wrong, batches, shown};
use crate::layout::BYTE_ORDER_MARK;
use crate::tables::arrow::role;
use crate::tables::schema::TableRole;

/// The rows of a table.
pub(crate) fn read(input: DataFile, name: &str, schema: &SchemaRef) -> Batches {
    let file = TableFile::new(name, schema);
    let mut columns = Columns::new(&file.schema);
    let mut csv = Csv { file, window: Window::new(input), line: 1, fields: Vec::new(), header: false };
    batches(move || match &mut columns {
        Ok(columns) => csv.next(columns),
        Err(wrong) => Err(csv.file.whole(wrong.clone())),
    })
}

struct Csv<R> {
    file: TableFile,
    window: Window<R>,
    /// On which the record begins that is next.
    line: u64,
    /// Of the record at the start of the window.
    fields: Vec<Field>,
    /// Whether the header was read.
    header: bool,
}

/// A field of a record.
struct Field {
    /// Without the quotes round it.
    at: Range<usize>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Quoted,
    /// With quotes in it, which are doubled.
    Doubled,
}

impl<R: Read> Csv<R> {
    fn next(&mut self, columns: &mut Columns) -> Result<Option<RecordBatch>, ReadError> {
        if !self.header {
            self.read_header(columns)?;
        }
        while let Some(length) = self.record()? {
            if self.fields.len() != columns.len() {
                let found = format!("{} fields", self.fields.len());
                return Err(self.wrong(Wrong::differ(found, format!("{}, as the header has", columns.len()))));
            }
            for (column, field) in self.fields.iter().enumerate() {
                let text = field.text(self.window.bytes(), || columns.name(column).to_owned());
                let done = text.and_then(|text| match field.form {
                    Form::Plain if text.is_empty() => columns.null(column),
                    _ => columns.parse(column, &text),
                });
                done.map_err(|wrong| self.wrong(wrong))?;
            }
            self.end_record(length);
            if let Some(batch) = columns.end_row() {
                return Ok(Some(batch));
            }
        }
        Ok(columns.finish())
    }

    fn read_header(&mut self, columns: &Columns) -> Result<(), ReadError> {
        let Some(length) = self.record()? else {
            return Err(self.wrong(Wrong::differ("an empty file", "the names of the columns")));
        };
        let mut expected: Vec<Cow<'_, str>> = (0..columns.len()).map(|column| columns.name(column).into()).collect();
        if role(columns.schema()) == Some(TableRole::View)
            && let Some(first) = expected.first_mut()
        {
            first.to_mut().insert_str(0, BYTE_ORDER_MARK);
        }
        let names = self.fields.iter().map(|field| field.text(self.window.bytes(), String::new).unwrap_or_default());
        let names: Vec<Cow<'_, str>> = names.collect();
        if names != expected {
            let place = names.iter().zip(&expected).take_while(|(found, expected)| found == expected).count();
            let name = |name: Option<&str>| name.map_or_else(|| "no name".to_owned(), shown);
            let (found, expected) = (names.get(place).map(AsRef::as_ref), expected.get(place).map(AsRef::as_ref));
            let wrong = Wrong::differ(format!("{} as name {}", name(found), place + 1), name(expected));
            return Err(self.wrong(wrong));
        }
        self.header = true;
        self.end_record(length);
        Ok(())
    }

    /// Brings the next record into the window, and gives its length; none at the end of the file.
    fn record(&mut self) -> Result<Option<usize>, ReadError> {
        loop {
            self.fields.clear();
            match fields(self.window.bytes(), &mut self.fields) {
                Ok(Some(length)) => return Ok(Some(length)),
                Ok(None) => match self.window.more() {
                    Ok(true) => {}
                    Ok(false) if self.window.bytes().is_empty() => return Ok(None),
                    Ok(false) => {
                        return Err(self.wrong(Wrong::differ("the end of the file within a record", "CRLF behind it")));
                    }
                    Err(error) => return Err(self.wrong(Wrong::cannot_read(&error))),
                },
                Err(wrong) => return Err(self.wrong(wrong)),
            }
        }
    }

    fn end_record(&mut self, length: usize) {
        let lines = match self.fields.iter().all(|field| field.form == Form::Plain) {
            true => 1,
            false => memchr::memchr_iter(b'\n', &self.window.bytes()[..length]).count(),
        };
        self.line += lines as u64;
        self.window.consume(length);
    }

    fn wrong(&self, wrong: Wrong) -> ReadError {
        self.file.at_line(self.line, wrong)
    }
}

impl Field {
    fn text<'b>(&self, bytes: &'b [u8], column: impl FnOnce() -> String) -> Result<Cow<'b, str>, Wrong> {
        let text = std::str::from_utf8(&bytes[self.at.clone()]);
        let text =
            text.map_err(|_| Wrong { column: Some(column()), ..Wrong::differ("bytes that are no UTF-8", "text") })?;
        Ok(if self.form == Form::Doubled { text.replace("\"\"", "\"").into() } else { text.into() })
    }
}

/// Finds the fields of the record that these bytes begin with, and its length with the CRLF; none where the bytes end before
/// that.
fn fields(bytes: &[u8], fields: &mut Vec<Field>) -> Result<Option<usize>, Wrong> {
    let mut at = 0;
    loop {
        let field = if bytes.get(at) == Some(&b'"') { quoted(bytes, at + 1) } else { plain(bytes, at)? };
        let Some((field, end)) = field else { return Ok(None) };
        fields.push(field);
        match bytes.get(end..end + 2) {
            Some([b',', _]) => at = end + 1,
            Some(b"\r\n") => return Ok(Some(end + 2)),
            Some(_) => return Err(Wrong::differ("another byte behind a field", "a comma or CRLF")),
            // A comma may be the last byte so far.
            None => return Ok(None),
        }
    }
}

/// The field without quotes that begins here, and where it ends.
fn plain(bytes: &[u8], start: usize) -> Result<Option<(Field, usize)>, Wrong> {
    let Some(length) = memchr3(b',', b'\n', b'"', &bytes[start..]) else { return Ok(None) };
    let end = start + length;
    let end = match bytes[end] {
        b',' => end,
        b'\n' if bytes[start..end].ends_with(b"\r") => end - 1,
        b'\n' => return Err(Wrong::differ("a line feed without a carriage return", "CRLF, or quotes round the field")),
        _ => return Err(Wrong::differ("a quote within a field", "quotes round it, and this one doubled")),
    };
    if memchr(b'\r', &bytes[start..end]).is_some() {
        return Err(Wrong::differ("a carriage return without a line feed", "CRLF, or quotes round the field"));
    }
    Ok(Some((Field { at: start..end, form: Form::Plain }, end)))
}

/// The field behind the quote in front of it, and where it ends with the quote behind it.
fn quoted(bytes: &[u8], start: usize) -> Option<(Field, usize)> {
    let (mut at, mut form) = (start, Form::Quoted);
    loop {
        let quote = at + memchr(b'"', bytes.get(at..)?)?;
        match bytes.get(quote + 1)? {
            b'"' => (at, form) = (quote + 2, Form::Doubled),
            _ => return Some((Field { at: start..quote, form }, quote + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::readback::tests::{divisions, documents, error};

    #[test]
    fn every_error_says_where_and_what() {
        let of = |rows: &str| error("csv", format!("document_id,title,issued_on,source_bytes\r\n{rows}"), &documents());
        assert_eq!(error("csv", "", &documents()), "f:1: found an empty file; expected the names of the columns");
        assert_eq!(
            error("csv", "document_id,titel,issued_on\r\n", &documents()),
            "f:1: found \"titel\" as name 2; expected \"title\""
        );
        assert_eq!(
            error("csv", "document_id,title,issued_on\r\n", &documents()),
            "f:1: found no name as name 4; expected \"source_bytes\""
        );
        assert_eq!(
            error("csv", "document_id,title,issued_on,source_bytes,more\r\n", &documents()),
            "f:1: found \"more\" as name 5; expected no name"
        );
        assert_eq!(of("a,b,,1\r\nd1,,\r\n"), "f:3: found 3 fields; expected 4, as the header has");
        assert_eq!(
            of("\"a\r\nb\",,,1\r\nd1,,,1\n"),
            "f:4: found a line feed without a carriage return; expected CRLF, or quotes round the field"
        );
        assert_eq!(
            of("d1,a\rb,,1\r\n"),
            "f:2: found a carriage return without a line feed; expected CRLF, or quotes round the field"
        );
        assert_eq!(
            of("d1,a\"b,,1\r\n"),
            "f:2: found a quote within a field; expected quotes round it, and this one doubled"
        );
        assert_eq!(of("d1,\"a\"b,,1\r\n"), "f:2: found another byte behind a field; expected a comma or CRLF");
        assert_eq!(of("d1,\"a,,1\r\n"), "f:2: found the end of the file within a record; expected CRLF behind it");
        assert_eq!(of("d1,,,1"), "f:2: found the end of the file within a record; expected CRLF behind it");
        assert_eq!(of("d1,,,\r\n"), "f:2, column source_bytes: found no value; expected an integer of 64 bits");
        assert_eq!(
            of("d1,\"\",,1\r\n"),
            "f:2, column title: found \"\"; expected a text that is not empty, or no value"
        );
        assert_eq!(
            of("d1,,30.05.2012,1\r\n"),
            "f:2, column issued_on: found \"30.05.2012\"; expected a date, YYYY-MM-DD, or no value"
        );
        assert_eq!(
            of("d1,,,9223372036854775808\r\n"),
            "f:2, column source_bytes: found \"9223372036854775808\"; expected an integer of 64 bits"
        );
        assert_eq!(
            error("csv", b"division_id,document_id,parent_id,ordinal\r\nm,\xFF,,1\r\n", &divisions()),
            "f:2, column document_id: found bytes that are no UTF-8; expected text"
        );
        assert_eq!(
            error("csv", "division_id,document_id,parent_id,ordinal\r\nm,d,,2147483648\r\n", &divisions()),
            "f:2, column ordinal: found \"2147483648\"; expected an integer of 32 bits"
        );
    }
}
