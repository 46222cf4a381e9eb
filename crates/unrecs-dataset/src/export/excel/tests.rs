//! What is in a workbook, read back from its XML.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::*;
use crate::export::samples;
use crate::tables::TABLES;
use crate::tables::Tables;

/// A cell: its type in the XML, the number of its format, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    kind: String,
    look: String,
    value: String,
}

/// The rows of a sheet with the cells that are not empty, by their column.
type SeenRows = Vec<BTreeMap<String, Seen>>;

struct Read {
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Read {
    fn of(bytes: Vec<u8>) -> Self {
        Self { archive: ZipArchive::new(Cursor::new(bytes)).unwrap() }
    }

    fn file(&mut self, name: &str) -> String {
        let mut text = String::new();
        self.archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn names(&mut self) -> Vec<String> {
        let workbook = self.file("xl/workbook.xml");
        workbook.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    }

    fn sheet(&mut self, name: &str) -> SeenRows {
        let index = self.names().iter().position(|sheet| sheet == name).unwrap();
        let strings = if self.archive.index_for_name("xl/sharedStrings.xml").is_some() {
            texts_of(&self.file("xl/sharedStrings.xml"), "si")
        } else {
            Vec::new()
        };
        let xml = self.file(&format!("xl/worksheets/sheet{}.xml", index + 1));
        assert!(!xml.contains("<f>") && !xml.contains("<f "), "{name} has a formula");
        rows(&xml, &strings)
    }

    /// One column of a sheet below its header.
    fn column(&mut self, sheet: &str, name: &str) -> Vec<Option<Seen>> {
        let mut rows = self.sheet(sheet);
        let header = rows.remove(0);
        let column = header.iter().find(|(_, cell)| cell.value == name).unwrap().0.clone();
        rows.into_iter().map(|row| row.get(&column).cloned()).collect()
    }

    fn texts(&mut self, sheet: &str, column: &str) -> Vec<String> {
        self.column(sheet, column)
            .into_iter()
            .map(|cell| cell.unwrap())
            .map(|cell| {
                assert!(["inlineStr", "s"].contains(&cell.kind.as_str()), "{cell:?} is no text");
                cell.value
            })
            .collect()
    }
}

/// The text within each element of this name.
fn texts_of(xml: &str, name: &str) -> Vec<String> {
    let (mut reader, mut texts) = (Reader::from_str(xml), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == name => texts.push(String::new()),
            Event::Text(text) => push(&mut texts, &text),
            Event::GeneralRef(entity) => push(&mut texts, &resolved(&entity)),
            Event::Eof => return texts.iter().map(|text| unescaped(text)).collect(),
            _ => {}
        }
    }
}

fn push(texts: &mut [String], more: &str) {
    if let Some(text) = texts.last_mut() {
        text.push_str(more);
    }
}

fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> String {
    quick_xml::escape::unescape(&format!("&{};", &**entity)).unwrap().into_owned()
}

fn rows(xml: &str, strings: &[String]) -> SeenRows {
    let (mut reader, mut rows, mut cell) = (Reader::from_str(xml), SeenRows::new(), None);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == "row" => rows.push(BTreeMap::new()),
            Event::Start(start) if start.name().as_ref() == "c" => {
                let attribute = |name: &str| {
                    let found = start.try_get_attribute(name).unwrap();
                    found.map_or(String::new(), |found| found.value.into_owned())
                };
                let column: String = attribute("r").chars().filter(char::is_ascii_uppercase).collect();
                cell = Some((column, Seen { kind: attribute("t"), look: attribute("s"), value: String::new() }));
            }
            Event::Text(text) => {
                if let Some((_, seen)) = &mut cell {
                    seen.value.push_str(&text);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some((_, seen)) = &mut cell {
                    seen.value.push_str(&resolved(&entity));
                }
            }
            Event::End(end) if end.name().as_ref() == "c" => {
                let (column, mut seen) = cell.take().unwrap();
                match seen.kind.as_str() {
                    "s" => seen.value = strings[seen.value.parse::<usize>().unwrap()].clone(),
                    "inlineStr" => seen.value = unescaped(&seen.value),
                    _ => {}
                }
                rows.last_mut().unwrap().insert(column, seen);
            }
            Event::Eof => return rows,
            _ => {}
        }
    }
}

/// What `_x000B_` and the like stand for (ECMA-376, ST_Xstring), from left to right.
fn unescaped(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("_x") {
        let digits = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let code = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap())) {
            Some(c) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

fn limited_to(tables: &Tables<'_>, limits: Limits) -> Read {
    let scratch = tempfile::tempdir().unwrap();
    let whole = Whole { dataset: &samples::dataset(), tables, scratch: scratch.path() };
    Read::of(samples::encoded_of(tables, limited(&whole, limits).unwrap()).unwrap())
}

fn read(tables: &Tables<'_>) -> Read {
    Read::of(samples::whole(tables, encoder))
}

/// The texts of the paragraphs, those that stand on the sheet of long texts put together again.
fn whole_texts(tables: &Tables<'_>) -> Vec<String> {
    let mut read = read(tables);
    let mut texts = read.texts("paragraphs", "text");
    let mut long: BTreeMap<String, String> = BTreeMap::new();
    if read.names().iter().any(|name| name == LONG_TEXTS) {
        for (key, part) in read.texts(LONG_TEXTS, "row").into_iter().zip(read.texts(LONG_TEXTS, "text")) {
            long.entry(key).or_default().push_str(&part);
        }
    }
    for (text, key) in texts.iter_mut().zip(read.texts("paragraphs", "paragraph_id")) {
        if let Some(whole) = long.remove(&key) {
            *text = whole;
        }
    }
    texts
}

#[test]
fn the_sheets_are_a_cover_the_tables_and_the_dictionary() {
    let mut read = read(&samples::tables());
    let tables = samples::schemas().into_iter().map(|table| table.name);
    let expected: Vec<&str> = [COVER].into_iter().chain(tables).chain([DICTIONARY]).collect();
    assert_eq!(read.names(), expected);
    let cover = read.sheet(COVER);
    let line = |name: &str| {
        let line = cover.iter().find(|line| line["A"].value == name).unwrap();
        ["B", "C"].map(|column| line.get(column).map_or(String::new(), |cell| cell.value.clone()))
    };
    assert_eq!(line("title"), ["A sample", "样本"]);
    assert_eq!(line("licence"), ["Some terms", ""]);
    assert_eq!(line("terms of the licence"), ["https://example.org/terms", ""]);
    assert_eq!(line("paragraphs"), ["13 rows. One row per paragraph.", "13行。每项建议一行。"]);
    let columns: usize = samples::schemas().iter().map(|table| table.columns.len()).sum();
    assert_eq!(read.texts(DICTIONARY, "column").len(), columns);
    assert_eq!(read.column(DICTIONARY, "position")[1].as_ref().unwrap().value, "2");
}

#[test]
fn no_table_is_called_as_another_sheet() {
    for table in TABLES {
        assert!(![COVER, DICTIONARY, LONG_TEXTS].contains(&table.name), "{}", table.name);
        // A name has 31 characters at most (Microsoft), here with room for a number.
        assert!(table.name.len() <= 28, "{}", table.name);
    }
}

#[test]
fn cells_are_typed_and_null_is_an_empty_cell() {
    let mut read = read(&samples::tables());
    let days = read.column("documents", "issued_on");
    let day = days[0].as_ref().unwrap();
    // 2012-05-30 in days from 1899-12-30.
    assert_eq!((day.kind.as_str(), day.value.as_str(), &days[1]), ("", "41059", &None));
    let styles = read.file("xl/styles.xml");
    let look: usize = day.look.parse().unwrap();
    let formats = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").nth(look + 1).unwrap();
    let number =
        styles.split("formatCode=\"yyyy\\-mm\\-dd\"").count() + styles.split("formatCode=\"yyyy-mm-dd\"").count();
    assert!(number == 3 && formats.contains("numFmtId=\"164\""), "{styles}");
    assert!(styles.contains(FONT), "{styles}");
    let bytes = read.column("documents", "source_bytes");
    assert_eq!(bytes[0].as_ref().unwrap().kind, "inlineStr", "a number that Excel cannot hold is a text");
    assert_eq!(
        (bytes[0].as_ref().unwrap().value.as_str(), bytes[1].as_ref().unwrap().kind.as_str()),
        ("9007199254740993", "")
    );
    let truths = read.column("paragraphs", "considers");
    let kinds: Vec<_> = truths
        .iter()
        .map(|cell| (cell.as_ref().unwrap().kind.as_str(), cell.as_ref().unwrap().value.as_str()))
        .collect();
    assert_eq!(kinds[..2], [("b", "0"), ("b", "1")]);
    assert_eq!(read.texts("paragraphs", "text"), samples::texts());
    let xml = read.file("xl/worksheets/sheet4.xml");
    assert!(xml.contains("<pane ySplit=\"1\"") && xml.contains("state=\"frozen\""), "the header is frozen");
    assert!(xml.contains("<autoFilter ref=\"A1:F14\"/>") && xml.contains("<cols>"), "{}", &xml[..800]);
}

#[test]
fn the_calendar_of_excel_begins_in_1900() {
    let mut read = read(&samples::tables_with_days(&[-25_568, -25_567, -719_162]));
    let seen: Vec<_> = read.column("documents", "issued_on").into_iter().map(Option::unwrap).collect();
    let seen: Vec<_> = seen.iter().map(|cell| (cell.kind.as_str(), cell.value.as_str())).collect();
    assert_eq!(seen, [("inlineStr", "1899-12-31"), ("", "1"), ("inlineStr", "0001-01-01")]);
}

proptest! {
    #![proptest_config(samples::cases(200))]

    #[test]
    fn hostile_texts_come_back_equal(texts in samples::hostile_texts()) {
        let tables = samples::tables_with_texts(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        prop_assert_eq!(whole_texts(&tables), texts);
    }
}

#[test]
fn rows_go_on_on_further_sheets() {
    let mut read = limited_to(&samples::tables(), Limits { rows: 6, units: 1000 });
    let names = read.names();
    let expected = ["divisions", "paragraphs", "paragraphs_2", "paragraphs_3", "addressees"];
    assert_eq!(names[2..7], expected);
    let mut texts = Vec::new();
    for (sheet, rows) in expected[1..4].iter().zip([5, 5, 3]) {
        let column = read.texts(sheet, "text");
        assert_eq!(column.len(), rows, "{sheet}");
        texts.extend(column);
    }
    assert_eq!(texts, samples::texts());
}

#[test]
fn a_text_that_fits_in_no_cell_stands_whole_on_a_sheet_of_its_own() {
    let long = "议定书😀".repeat(30);
    let mut read =
        limited_to(&samples::tables_with_texts(&["short", &long, "_x005F\u{B}"]), Limits { rows: 5, units: 50 });
    let cells = read.texts("paragraphs", "text");
    assert_eq!(cells[0], "short");
    assert!(cells[1].starts_with("议定书😀") && cells[1].ends_with("[whole text: sheet long_texts]"), "{}", cells[1]);
    assert!(cells.iter().all(|cell| cell.encode_utf16().count() <= 50));
    assert_eq!(read.names().last().unwrap(), "long_texts_2", "the parts go on on another sheet too");
    let mut whole: BTreeMap<String, String> = BTreeMap::new();
    for sheet in [LONG_TEXTS, "long_texts_2"] {
        let keys = read.texts(sheet, "row");
        for (key, part) in keys.into_iter().zip(read.texts(sheet, "text")) {
            whole.entry(key).or_default().push_str(&part);
        }
    }
    assert_eq!(whole, BTreeMap::from([("m1-r2".to_owned(), long), ("m1-r3".to_owned(), "_x005F\u{B}".to_owned())]));
    assert_eq!(read.texts(LONG_TEXTS, "column")[0], "text");
    assert_eq!(read.column(LONG_TEXTS, "part")[1].as_ref().unwrap().value, "2");
}

#[test]
fn a_directory_that_is_not_there_is_an_error() {
    let error = samples::tried(&samples::tables(), "nowhere/at/all".as_ref(), encoder).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
}

#[test]
fn a_panic_of_the_library_is_an_error() {
    let error =
        guarded::<()>(|| panic!("Couldn't write to xml file: Os {{ code: 28, kind: StorageFull }}")).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    let error = guarded::<()>(|| panic!("something else")).unwrap_err().to_string();
    assert_eq!(error, "the workbook cannot be made in temporary files: something else");
}
