//! The cells of one sheet, row by row, in the one form in which they are exported.

use std::io::{BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};

use super::archive::Element;
use crate::readback::{Wrong, shown};

/// Bytes read at a time.
const BUFFER: usize = 64 << 10;

/// Bytes of one element or one piece of text at most: a cell has no more than 32 767 characters.
const LONGEST: usize = 1 << 20;

/// Columns that a sheet can have.
const MOST_COLUMNS: usize = 16_384;

/// What the elements in front of the rows and behind them may say. A column that is hidden, a filter that is set, a formula, a merged
/// cell, a drawing, a comment and whatever else is not here is none of ours.
const AROUND: [(&str, &[&str]); 15] = [
    ("worksheet", &["xmlns", "xmlns:r"]),
    ("dimension", &["ref"]),
    ("sheetViews", &[]),
    ("sheetView", &["tabSelected", "workbookViewId"]),
    ("pane", &["ySplit", "topLeftCell", "activePane", "state"]),
    ("selection", &["pane", "activeCell", "sqref"]),
    ("sheetFormatPr", &["defaultRowHeight"]),
    ("cols", &[]),
    ("col", &["min", "max", "width", "customWidth", "style"]),
    ("sheetData", &[]),
    ("autoFilter", &["ref"]),
    ("pageMargins", &["left", "right", "top", "bottom", "header", "footer"]),
    ("hyperlinks", &[]),
    // Within the file; an address outside of it would be a relation.
    ("hyperlink", &["ref", "location", "display"]),
    ("is", &[]),
];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Text(String),
    /// As it is written.
    Number(String),
    Bool(String),
    /// A text by its number among those that the sheets for people share.
    Shared,
}

/// A cell: what stands in it, and the number of its look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetCell {
    pub(super) found: Found,
    pub(super) look: usize,
}

/// A sheet that is read.
pub(super) struct Sheet<R: Read> {
    reader: Reader<Bounded<BufReader<R>>>,
    buffer: Vec<u8>,
    /// Whether the rows have begun.
    begun: bool,
    ended: bool,
    /// Of the row read last, counted from 1.
    row: u64,
}

impl<R: Read> Sheet<R> {
    pub(super) fn new(input: R) -> Self {
        let reader = Reader::from_reader(Bounded { inner: BufReader::with_capacity(BUFFER, input), left: LONGEST });
        Self { reader, buffer: Vec::new(), begun: false, ended: false, row: 0 }
    }

    /// The cells of the next row by their columns; none behind the last.
    ///
    /// # Errors
    /// Where the sheet is not as published.
    pub(super) fn next(&mut self) -> Result<Option<Vec<Option<SheetCell>>>, Wrong> {
        while !self.ended {
            match self.event()? {
                Piece::Begin(element) | Piece::Whole(element) if element.name == "row" => {
                    self.row += 1;
                    let number = self.row.to_string();
                    // The sheets for people say how many columns a row has.
                    let spans = element.value("spans").unwrap_or_default();
                    let published = element.is(&[("r", &number)]) || element.is(&[("r", &number), ("spans", spans)]);
                    if !self.begun || !published {
                        return Err(element.unexpected(&format!("row {} as it is published", self.row)));
                    }
                    return self.cells().map(Some);
                }
                Piece::Begin(element) | Piece::Whole(element) => {
                    self.begun |= element.name == "sheetData";
                    around(&element)?;
                }
                Piece::End(_) => {}
                Piece::Text(text) if text.trim_ascii().is_empty() => {}
                Piece::Text(text) => return Err(Wrong::differ(shown(&text), "an element")),
                Piece::Eof => self.ended = true,
            }
        }
        Ok(None)
    }

    fn cells(&mut self) -> Result<Vec<Option<SheetCell>>, Wrong> {
        let mut cells: Vec<Option<SheetCell>> = Vec::new();
        loop {
            match self.event()? {
                Piece::Begin(element) if element.name == "c" => {
                    let (row, before) = (self.row.to_string(), cells.len());
                    let column = element.value("r").and_then(|place| column(place.strip_suffix(row.as_str())?));
                    let Some(column) = column.filter(|&column| column >= before && column < MOST_COLUMNS) else {
                        return Err(element.unexpected("a cell of this row behind the last"));
                    };
                    let cell = self.cell(&element)?;
                    cells.resize(column, None);
                    cells.push(Some(cell));
                }
                Piece::End(name) if name == "row" => return Ok(cells),
                Piece::Begin(element) | Piece::Whole(element) => return Err(element.unexpected("a cell with a value")),
                Piece::Eof => return Err(Wrong::differ("the end of the file", "the end of the row")),
                Piece::End(_) | Piece::Text(_) => return Err(Wrong::differ("words", "a cell with a value")),
            }
        }
    }

    /// What stands in a cell: `<v>` with a value, or `<is><t>` with a text.
    fn cell(&mut self, cell: &Element) -> Result<SheetCell, Wrong> {
        let kind = cell.value("t").unwrap_or_default().to_owned();
        let look = cell.value("s").unwrap_or("0");
        let known = cell.attributes.iter().all(|(name, _)| ["r", "s", "t"].contains(&name.as_str()));
        let Some(look) = look.parse().ok().filter(|_| known) else {
            return Err(cell.unexpected("a cell with its place, its look and its kind"));
        };
        let inner: &[&str] = if kind == "inlineStr" { &["is", "t"] } else { &["v"] };
        for name in inner {
            match self.event()? {
                Piece::Begin(element)
                    if element.name == *name && (element.is(&[]) || element.is(&[("xml:space", "preserve")])) => {}
                Piece::Begin(element) | Piece::Whole(element) => {
                    return Err(element.unexpected(&format!("the element {name} of a cell")));
                }
                _ => return Err(Wrong::differ("no value in a cell", format!("the element {name}"))),
            }
        }
        let mut text = String::new();
        loop {
            match self.event()? {
                Piece::Text(piece) if text.len() + piece.len() <= LONGEST => text.push_str(&piece),
                Piece::Text(_) => return Err(Wrong::new(format!("a cell has more than {LONGEST} bytes"))),
                Piece::End(_) => break,
                Piece::Begin(element) | Piece::Whole(element) => return Err(element.unexpected("the text of a cell")),
                Piece::Eof => return Err(Wrong::differ("the end of the file", "the end of the cell")),
            }
        }
        // The library has seen to it that elements end in turn.
        for _ in inner {
            match self.event()? {
                Piece::End(_) => {}
                Piece::Begin(element) | Piece::Whole(element) => return Err(element.unexpected("the end of the cell")),
                _ => return Err(Wrong::differ("words", "the end of the cell")),
            }
        }
        let found = match kind.as_str() {
            "inlineStr" => Found::Text(unescaped(&text)),
            "" => Found::Number(text),
            "b" => Found::Bool(text),
            "s" => Found::Shared,
            other => {
                return Err(Wrong::differ(
                    format!("a cell of the kind {}", shown(other)),
                    "a text, a number or a truth value",
                ));
            }
        };
        Ok(SheetCell { found, look })
    }

    fn event(&mut self) -> Result<Piece, Wrong> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().left = LONGEST;
            let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| Wrong::new(error.to_string()))?;
            return Ok(match event {
                Event::Start(start) => Piece::Begin(Element::of(&start)?),
                Event::Empty(start) => Piece::Whole(Element::of(&start)?),
                Event::End(end) => Piece::End(end.name().into_inner().to_owned()),
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => Piece::Text(resolved(&reference)?),
                Event::Eof => Piece::Eof,
                Event::Decl(_) => continue,
                Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {
                    return Err(Wrong::differ("XML other than elements and text", "a sheet as it is published"));
                }
            });
        }
    }
}

/// A piece of a sheet.
enum Piece {
    Begin(Element),
    /// An element without content.
    Whole(Element),
    End(String),
    Text(String),
    Eof,
}

impl Element {
    /// Whether it has these attributes and no other.
    fn is(&self, expected: &[(&str, &str)]) -> bool {
        let own = self.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        own.eq(expected.iter().copied())
    }
}

fn around(element: &Element) -> Result<(), Wrong> {
    let known = AROUND.iter().find(|(name, _)| *name == element.name).map(|(_, attributes)| *attributes);
    let fits = |attributes: &[&str]| element.attributes.iter().all(|(name, _)| attributes.contains(&name.as_str()));
    // A column without a width is not seen.
    let narrow = element.name == "col"
        && !element.value("width").is_some_and(|width| width.parse::<f64>().is_ok_and(|width| width >= 1.0));
    if known.is_some_and(fits) && !narrow { Ok(()) } else { Err(element.unexpected("a sheet as it is published")) }
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, Wrong> {
    let character = reference.resolve_char_ref().ok().flatten().map(String::from);
    let text = character.or_else(|| resolve_xml_entity(reference).map(str::to_owned));
    text.ok_or_else(|| {
        Wrong::differ(format!("the reference {}", shown(&format!("&{};", &**reference))), "one of a character")
    })
}

/// The column that letters name, counted from 0.
fn column(letters: &str) -> Option<usize> {
    let all = !letters.is_empty() && letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    all.then(|| letters.bytes().fold(0, |column, byte| column * 26 + usize::from(byte - b'A') + 1) - 1)
}

/// What `_x000B_` and the like stand for (ECMA-376, ST_Xstring), from left to right.
fn unescaped(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let digits = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let code = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let (kept, behind) = if character.is_some() { (at, at + 7) } else { (at + 2, at + 2) };
        out.push_str(&rest[..kept]);
        out.extend(character);
        rest = &rest[behind..];
    }
    out + rest
}

/// Input of which no more is given than is left, so that no piece of it takes all memory.
struct Bounded<R> {
    inner: R,
    left: usize,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        let bytes = self.inner.fill_buf()?;
        if self.left == 0 && !bytes.is_empty() {
            return Err(std::io::Error::other(format!("a piece of it is longer than {LONGEST} bytes")));
        }
        Ok(&bytes[..bytes.len().min(self.left)])
    }

    fn consume(&mut self, count: usize) {
        self.left -= count;
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_name_columns() {
        let columns = ["A", "Z", "AA", "XFD", "", "a", "AAAA", "A1"].map(column);
        assert_eq!(columns, [Some(0), Some(25), Some(26), Some(16_383), None, None, None, None]);
    }

    #[test]
    fn escapes_are_read_from_left_to_right() {
        assert_eq!(unescaped("a_x000B_b_x005F_x000B_ _x00_ _xD800_ _x"), "a\u{B}b_x000B_ _x00_ _xD800_ _x");
    }

    #[test]
    fn no_piece_takes_all_memory() {
        let long = [b"<worksheet a=\"".as_slice(), &vec![b'a'; LONGEST]].concat();
        let wrong = Sheet::new(long.as_slice()).next().unwrap_err();
        assert!(wrong.problem.contains("longer than 1048576 bytes"), "{}", wrong.problem);
    }
}
