//! The sheets that say what the others hold: the cover, and the dictionary of all columns.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::sheet::head;
use super::{Book, COVER, DICTIONARY, Looks};
use crate::export::{SCHEMA_VERSION, Whole, dictionary};
use unrecs_text::value::counted;

/// What to know before reading, in English and Chinese.
const NOTES: [[&str; 2]; 4] = [
    [
        "An empty cell is an absent value. Every text is text: nothing is a formula.",
        "空单元格表示没有值。所有文本均为文本，没有公式。",
    ],
    [
        "Days before 1900 and numbers of more than 15 digits are texts, since Excel cannot hold them.",
        "1900年以前的日期和超过15位的数字以文本表示，因为Excel无法保存。",
    ],
    [
        "Rows that do not fit on one sheet go on on the next, such as references_2.",
        "一张工作表容纳不下的行续于下一张，如references_2。",
    ],
    [
        "A text that does not fit in one cell ends with a remark and stands whole, in parts, on a sheet long_texts at the end.",
        "一个单元格容纳不下的文本以说明结尾，全文分段载于末尾的long_texts工作表。",
    ],
];

/// Writes the cover: what the dataset is, under which terms, and what is on which sheet.
pub(super) fn write(book: &mut Book, whole: &Whole<'_>) -> Result<(), XlsxError> {
    let (sheet, looks) = (book.workbook.add_worksheet(), &book.looks);
    head(sheet, looks, COVER, &["about", "English", "中文"])?;
    set_widths(sheet, [28.0, 70.0, 70.0])?;
    let mut lines = Lines { sheet, looks, row: 0 };
    let dataset = whole.dataset;
    for (name, texts) in [("title", &dataset.title), ("description", &dataset.description)] {
        let text = |language: &str| texts.get(language).map_or("", String::as_str);
        lines.add(name, [text("en"), text("zh")])?;
        for (language, text) in texts.iter().filter(|(language, _)| !["en", "zh"].contains(&language.as_str())) {
            lines.add(&format!("{name} ({language})"), [text, ""])?;
        }
    }
    lines.add("publisher", [&dataset.publisher.name, ""])?;
    if let Some(address) = &dataset.publisher.url {
        lines.add("publisher's page", [address, ""])?;
    }
    lines.add("licence", [&dataset.license.name, ""])?;
    lines.add("terms of the licence", [&dataset.license.url, ""])?;
    lines.add("schema version", [&SCHEMA_VERSION.to_string(), ""])?;
    for note in NOTES {
        lines.add("note", note)?;
    }
    for table in whole.held() {
        let (schema, rows) = (table.table(), table.rows());
        let words = schema.description;
        lines.sheet_at(
            schema.name,
            [&format!("{}. {}", counted(rows, "row"), words.en), &format!("{rows}行。{}", words.zh)],
        )?;
    }
    lines.sheet_at(DICTIONARY, ["Type, meaning and codes of every column.", "各栏的类型、含义和代码。"])
}

/// Writes the dictionary, as it is in `schema/dictionary.csv`.
pub(super) fn dictionary(book: &mut Book, whole: &Whole<'_>) -> Result<(), XlsxError> {
    let (sheet, looks) = (book.workbook.add_worksheet(), &book.looks);
    head(sheet, looks, DICTIONARY, &dictionary::HEADER)?;
    set_widths(sheet, [20.0, 8.0, 26.0, 8.0, 8.0, 9.0, 36.0, 60.0, 60.0, 60.0])?;
    let mut row = 0;
    for line in whole.held().flat_map(|table| dictionary::lines(table.table())) {
        row += 1;
        for (column, (name, text)) in dictionary::HEADER.iter().zip(line).enumerate() {
            match text.parse::<u32>() {
                Ok(number) if *name == "position" => sheet.write_number(row, column as u16, number)?,
                _ if text.is_empty() => sheet,
                _ => sheet.write_string_with_format(row, column as u16, text, &looks.wrapped)?,
            };
        }
    }
    sheet.autofilter(0, 0, row, dictionary::HEADER.len() as u16 - 1).map(drop)
}

fn set_widths<const N: usize>(sheet: &mut Worksheet, widths: [f64; N]) -> Result<(), XlsxError> {
    (0..).zip(widths).try_for_each(|(column, width)| sheet.set_column_width(column, width).map(drop))
}

/// The lines of the cover.
struct Lines<'a> {
    sheet: &'a mut Worksheet,
    looks: &'a Looks,
    row: u32,
}

impl Lines<'_> {
    fn add(&mut self, name: &str, texts: [&str; 2]) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_string(self.row, 0, name)?;
        self.texts(texts)
    }

    /// A line whose name leads to a sheet.
    fn sheet_at(&mut self, name: &str, texts: [&str; 2]) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_url(self.row, 0, Url::new(format!("internal:'{name}'!A1")).set_text(name))?;
        self.texts(texts)
    }

    fn texts(&mut self, texts: [&str; 2]) -> Result<(), XlsxError> {
        for (column, text) in texts.into_iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            self.sheet.write_string_with_format(self.row, column as u16 + 1, text, &self.looks.wrapped)?;
        }
        Ok(())
    }
}
