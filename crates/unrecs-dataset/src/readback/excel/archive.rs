//! The parts of a workbook, which anybody may have made: their names, their sizes, and what the smaller ones say.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::readback::{DataFile, Wrong, shown};

/// The parts that every workbook has besides its sheets.
pub(super) const PARTS: [&str; 9] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/theme/theme1.xml",
    "xl/workbook.xml",
];

/// How many times larger than the file its parts may be in all, and what they may be in any case. Sheets of many equal cells come to some
/// twenty times; a bomb comes to a thousand.
const INFLATED: u64 = 250;
const ANY: u64 = 16 << 20;

/// Bytes of a part that is read as a whole.
const LARGEST_PART: u64 = 64 << 20;

/// The record at the end of an archive (APPNOTE 4.3.16), without a comment.
const END_RECORD: usize = 22;

/// A workbook whose parts are those that are published.
pub(crate) struct Archive {
    zip: ZipArchive<BufReader<DataFile>>,
    sheets: Vec<String>,
}

impl Archive {
    /// # Errors
    /// Where a part is too much, missing, or larger than it may be; where a sheet is hidden, or is elsewhere than its number says.
    pub(in crate::readback) fn open(mut input: DataFile) -> Result<Self, Wrong> {
        let cannot_read = |error: io::Error| Wrong::cannot_read(&error);
        let bytes = input.seek(SeekFrom::End(0)).map_err(cannot_read)?;
        let mut end = [0; END_RECORD];
        let start =
            bytes.checked_sub(END_RECORD as u64).ok_or_else(|| Wrong::differ("a short file", "a ZIP archive"))?;
        input.seek(SeekFrom::Start(start)).and_then(|_| input.read_exact(&mut end)).map_err(cannot_read)?;
        input.rewind().map_err(cannot_read)?;
        if !end.starts_with(b"PK\x05\x06") || end[20..] != [0, 0] {
            return Err(Wrong::differ("another end", "the end of a ZIP archive without a comment"));
        }
        let count = u16::from_le_bytes([end[10], end[11]]);
        let zip = ZipArchive::new(BufReader::new(input)).map_err(|error| Wrong::new(error.to_string()))?;
        // A name that stands in it twice is one part here and perhaps the other elsewhere.
        if count != u16::MAX && usize::from(count) != zip.len() {
            return Err(Wrong::differ(format!("{count} parts under {} names", zip.len()), "each name once"));
        }
        if zip.offset() != 0 {
            return Err(Wrong::differ("bytes in front of the archive", "none"));
        }
        let mut archive = Self { zip, sheets: Vec::new() };
        archive.sizes(bytes)?;
        archive.sheets = archive.sheets_of_the_workbook()?;
        archive.names()?;
        archive.leads_nowhere()?;
        Ok(archive)
    }

    /// The names of the sheets in their order.
    pub(crate) fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// The part with a sheet, by its place among them.
    pub(in crate::readback) fn sheet(&mut self, index: usize) -> Result<impl Read + '_, Wrong> {
        self.entry(&path(index))
    }

    /// The whole of a part.
    ///
    /// # Errors
    /// Where it is missing, too large, or damaged.
    pub(in crate::readback) fn part(&mut self, name: &str) -> Result<Vec<u8>, Wrong> {
        let mut bytes = Vec::new();
        let read = self.entry(name)?.take(LARGEST_PART + 1).read_to_end(&mut bytes);
        read.map_err(|error| Wrong::new(format!("cannot read the part {}: {error}", shown(name))))?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(Wrong::new(format!("the part {} is larger than {LARGEST_PART} bytes", shown(name))));
        }
        Ok(bytes)
    }

    fn entry(&mut self, name: &str) -> Result<Announced<'_>, Wrong> {
        let problem = |error| Wrong::new(format!("cannot read the part {}: {error}", shown(name)));
        let entry = self.zip.by_name(name).map_err(problem)?;
        Ok(Announced { left: entry.size(), entry })
    }

    fn sizes(&mut self, bytes: u64) -> Result<(), Wrong> {
        let most = bytes.saturating_mul(INFLATED).saturating_add(ANY);
        let mut all = 0_u64;
        for index in 0..self.zip.len() {
            let entry = self.zip.by_index_raw(index).map_err(|error| Wrong::new(error.to_string()))?;
            all = all.saturating_add(entry.size());
        }
        if all > most {
            return Err(Wrong::differ(format!("parts of {all} bytes in all"), format!("no more than {most}")));
        }
        Ok(())
    }

    fn names(&self) -> Result<(), Wrong> {
        let sheets: Vec<String> = (0..self.sheets.len()).map(path).collect();
        let expected = || PARTS.into_iter().chain(sheets.iter().map(String::as_str));
        for name in self.zip.file_names() {
            let name = name.map_err(|error| Wrong::new(error.to_string()))?;
            if expected().all(|expected| expected != name) {
                return Err(Wrong::differ(format!("the part {}", shown(&name)), "none of this name"));
            }
        }
        match expected().find(|name| self.zip.index_for_name(name).is_none()) {
            Some(missing) => Err(Wrong::differ(format!("no part {}", shown(missing)), "it")),
            None => Ok(()),
        }
    }

    /// The names of the sheets, as the workbook and its relations say them: each shown, and each in the part of its number.
    fn sheets_of_the_workbook(&mut self) -> Result<Vec<String>, Wrong> {
        let mut names = Vec::new();
        for element in elements(&self.part("xl/workbook.xml")?)? {
            match element.name.as_str() {
                "sheet" => {
                    let id = (names.len() + 1).to_string();
                    let relation = format!("rId{id}");
                    let expected = [("sheetId", id.as_str()), ("r:id", relation.as_str())];
                    let name = element.attributes.first().filter(|(key, _)| key == "name");
                    let (Some((_, name)), true) = (name, element.has(1, &expected)) else {
                        return Err(element.unexpected("a sheet that is shown, with its number"));
                    };
                    names.push(name.clone());
                }
                "workbook" | "fileVersion" | "workbookPr" | "bookViews" | "workbookView" | "sheets"
                | "definedNames" | "calcPr" => {}
                // The range of a filter, which names no cell of another file.
                "definedName" if element.has(0, &[("name", "_xlnm._FilterDatabase")]) => {}
                _ => return Err(element.unexpected("nothing but sheets and filters")),
            }
        }
        let mut relations = 0;
        for element in elements(&self.part("xl/_rels/workbook.xml.rels")?)? {
            let value = |name: &str| element.value(name).unwrap_or_default();
            if element.name == "Relationship" && value("Type").ends_with("/worksheet") {
                relations += 1;
                let target = format!("worksheets/sheet{relations}.xml");
                if value("Id") != format!("rId{relations}") || value("Target") != target {
                    return Err(element.unexpected(&format!("the relation of {target}")));
                }
            }
        }
        if relations != names.len() {
            return Err(Wrong::differ(format!("{relations} relations of sheets"), format!("{}", names.len())));
        }
        Ok(names)
    }

    /// No relation leads out of the file.
    fn leads_nowhere(&mut self) -> Result<(), Wrong> {
        for part in ["_rels/.rels", "xl/_rels/workbook.xml.rels"] {
            for element in elements(&self.part(part)?)? {
                let known = ["Id", "Type", "Target", "xmlns"];
                let target = element.value("Target").unwrap_or_default();
                let outward = target.contains(':') || target.starts_with(['/', '\\', '.']);
                if outward || element.attributes.iter().any(|(name, _)| !known.contains(&name.as_str())) {
                    return Err(element.unexpected("a relation to another part of the file"));
                }
            }
        }
        Ok(())
    }
}

/// Where the sheet with an index stands.
pub(super) fn path(index: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", index + 1)
}

/// A part, of which no more is read than it was announced to have.
struct Announced<'z> {
    entry: ZipFile<'z, BufReader<DataFile>>,
    left: u64,
}

impl Read for Announced<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.entry.read(buffer)?;
        self.left =
            self.left.checked_sub(count as u64).ok_or_else(|| io::Error::other("it is larger than announced"))?;
        Ok(count)
    }
}

/// An element of a small part, with its attributes in their order.
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Element {
    pub(super) fn of(start: &BytesStart<'_>) -> Result<Self, Wrong> {
        let attribute = |one: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
            let one = one.map_err(|error: quick_xml::events::attributes::AttrError| Wrong::new(error.to_string()))?;
            let value = quick_xml::escape::unescape(&one.value).map_err(|error| Wrong::new(error.to_string()))?;
            Ok((one.key.into_inner().to_owned(), value.into_owned()))
        };
        let attributes = start.attributes().map(attribute).collect::<Result<_, Wrong>>()?;
        Ok(Self { name: start.name().into_inner().to_owned(), attributes })
    }

    /// The value of an attribute.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether these stand behind the first few of the attributes, and nothing else behind them but what a filter has.
    fn has(&self, first: usize, expected: &[(&str, &str)]) -> bool {
        let rest = self.attributes.get(first..).unwrap_or_default();
        let same =
            rest.iter().zip(expected).all(|((key, value), expected)| (key.as_str(), value.as_str()) == *expected);
        let behind = rest.get(expected.len()..).unwrap_or_default();
        same && rest.len() >= expected.len()
            && behind
                .iter()
                .all(|(key, _)| self.name == "definedName" && ["localSheetId", "hidden"].contains(&key.as_str()))
    }

    pub(super) fn unexpected(&self, expected: &str) -> Wrong {
        let attributes: Vec<String> = self.attributes.iter().map(|(key, value)| format!(" {key}={value:?}")).collect();
        Wrong::differ(format!("the element {}", shown(&format!("{}{}", self.name, attributes.concat()))), expected)
    }
}

/// Every element of a part.
pub(super) fn elements(part: &[u8]) -> Result<Vec<Element>, Wrong> {
    let text = std::str::from_utf8(part).map_err(|_| Wrong::differ("bytes that are not UTF-8", "XML"))?;
    let mut reader = Reader::from_str(text);
    let mut elements = Vec::new();
    loop {
        match reader.read_event().map_err(|error| Wrong::new(error.to_string()))? {
            Event::Start(start) | Event::Empty(start) => elements.push(Element::of(&start)?),
            Event::DocType(_) | Event::PI(_) => {
                return Err(Wrong::differ("a document type or an instruction", "elements"));
            }
            Event::Eof => return Ok(elements),
            _ => {}
        }
    }
}
