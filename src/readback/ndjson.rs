//! NDJSON as it is exported: one object a line, every column in it in the order of the schema, a line feed behind each.

use std::fmt;
use std::io::Read;

use arrow_array::RecordBatch;
use memchr::memchr;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::columns::Columns;
use super::json_row::{Noted, cells, key, wrong_of};
use super::window::Window;
use super::{Batches, File, ReadError, Wrong, batches};

/// The rows of a table.
pub(super) fn read(input: impl Read + Send + 'static, file: File) -> Batches {
    let mut columns = Columns::new(&file.schema);
    let mut ndjson = NdJson { file, window: Window::new(input), line: 1 };
    batches(move || match &mut columns {
        Ok(columns) => ndjson.next(columns),
        Err(wrong) => Err(ndjson.file.whole(wrong.clone())),
    })
}

struct NdJson<R> {
    file: File,
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
        cells(&mut object, self.columns, self.noted)?;
        key(&mut object, None, self.noted)
    }
}
