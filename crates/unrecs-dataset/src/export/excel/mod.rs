//! Excel: one workbook with a cover, a sheet for each table and the data dictionary, for people who read and filter.
//!
//! Every text is a cell of text, so that none is taken for a formula, and an absent value is an empty cell. What Excel cannot hold is
//! never cut: rows go on on a further sheet, long texts on the sheet [`LONG_TEXTS`], and numbers and dates beyond its own are texts.

mod cover;
mod sheet;
mod text;

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as CellFormat, FormatAlign, FormatBorder, Workbook, XlsxError,
};
use tempfile::NamedTempFile;
use zip::result::ZipError;

use super::{Encoder, Files, Format, Sink, Whole};
use crate::layout;
use crate::tables::schema::Table;
use crate::tables::{Cell, Part, Values};
use sheet::Sheets;
use text::Cut;

/// An Office Open XML workbook, one file for the whole dataset.
pub(super) const FORMAT: Format = Format {
    name: "excel",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    files: Files::Whole {
        path: |dataset| layout::data("excel", &format!("{}.xlsx", dataset.id)),
        encoder,
        reader: None,
    },
};

/// The first sheet. No table of the schema may be called so, nor as the other sheets that are no tables.
const COVER: &str = "about";
/// The sheet with what every column means.
const DICTIONARY: &str = "dictionary";
/// The sheet with the texts that no cell holds whole, in parts.
const LONG_TEXTS: &str = "long_texts";
const LONG_TEXTS_HEADER: [&str; 5] = ["table", "row", "column", "part", "text"];

/// Shows Chinese and Latin letters right on Windows; other systems take their own font for Chinese in its place.
const FONT: &str = "Microsoft YaHei";

/// What fits (Microsoft, "Excel specifications and limits").
#[derive(Clone, Copy)]
struct Limits {
    /// Rows of a sheet, with its header.
    rows: u32,
    /// UTF-16 code units of a cell.
    units: usize,
}

const EXCEL: Limits = Limits { rows: 1_048_576, units: 32_767 };

/// The bytes of a sheet from which on its size may pass what a ZIP file without the extension for large files can say. Some readers
/// do not know the extension, so that it is not used without need.
const LARGE: u64 = 1 << 31;

/// How cells look.
struct Looks {
    plain: CellFormat,
    header: CellFormat,
    wrapped: CellFormat,
    date: CellFormat,
}

impl Looks {
    fn new() -> Self {
        let plain = CellFormat::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::Top);
        Self {
            header: plain.clone().set_bold().set_border_bottom(FormatBorder::Thin),
            wrapped: plain.clone().set_text_wrap(),
            date: plain.clone().set_num_format("yyyy-mm-dd"),
            plain,
        }
    }
}

/// A workbook in the making. The rows of its sheets are in temporary files without names.
struct Excel {
    workbook: Workbook,
    looks: Looks,
    limits: Limits,
    tables: Vec<(&'static Table, Sheets)>,
    long_texts: Sheets,
    /// For the finished workbook, which is not written from the beginning to the end.
    finished: NamedTempFile,
}

fn encoder(whole: &Whole<'_>) -> io::Result<Box<dyn Encoder>> {
    limited(whole, EXCEL)
}

fn limited(whole: &Whole<'_>, limits: Limits) -> io::Result<Box<dyn Encoder>> {
    let finished = NamedTempFile::new_in(whole.scratch)?;
    guarded(|| {
        let (mut workbook, looks) = (Workbook::new(), Looks::new());
        workbook.set_tempdir(whole.scratch).map_err(failed)?;
        workbook.set_default_format(&looks.plain, 20, 64).map_err(failed)?;
        let title = whole.dataset.title.get("en").unwrap_or(&whole.dataset.id);
        // The first day that a file in a ZIP archive can have: the workbook holds no clock.
        let day = ExcelDateTime::from_ymd(1980, 1, 1).map_err(failed)?;
        let properties =
            DocProperties::new().set_title(title).set_author(&whole.dataset.publisher.name).set_creation_datetime(&day);
        workbook.set_properties(&properties);
        cover::write(&mut workbook, &looks, whole).map_err(failed)?;
        let mut tables = Vec::new();
        for table in whole.tables.iter() {
            let header = table.table().columns.iter().map(|column| column.name).collect();
            let mut sheets = Sheets::new(table.table().name, header);
            // All of them now, so that the sheets of a table stand beside each other.
            let rows = usize::try_from(limits.rows - 1).expect("a pointer is no smaller");
            for _ in 0..table.rows().div_ceil(rows).max(1) {
                sheets.add(&mut workbook, &looks).map_err(failed)?;
            }
            tables.push((table.table(), sheets));
        }
        cover::dictionary(&mut workbook, &looks, whole).map_err(failed)?;
        let long_texts = Sheets::new(LONG_TEXTS, LONG_TEXTS_HEADER.into());
        Ok(Box::new(Excel { workbook, looks, limits, tables, long_texts, finished }) as Box<dyn Encoder>)
    })
}

impl Encoder for Excel {
    fn part(&mut self, part: &Part, _: &mut Sink<'_>) -> io::Result<()> {
        guarded(|| {
            for index in 0..self.tables.len() {
                for batch in part.batches(self.tables[index].0.name) {
                    self.rows(index, batch).map_err(failed)?;
                }
            }
            Ok(())
        })
    }

    fn end(mut self: Box<Self>, sink: &mut Sink<'_>) -> io::Result<()> {
        guarded(|| {
            let mut bytes = 0;
            for sheets in self.tables.iter().map(|(_, sheets)| sheets).chain([&self.long_texts]) {
                sheets.end(&mut self.workbook).map_err(failed)?;
                bytes = sheets.bytes().max(bytes);
            }
            self.workbook.use_zip_large_file(bytes > LARGE);
            self.workbook.save_to_writer(io::BufWriter::new(&mut self.finished)).map_err(failed)
        })?;
        io::Seek::rewind(&mut self.finished)?;
        io::copy(&mut self.finished, sink).map(drop)
    }
}

/// A text that is too long for a cell, and where it belongs.
struct LongText<'a> {
    table: &'static str,
    column: &'static str,
    text: &'a str,
}

impl Excel {
    fn rows(&mut self, index: usize, batch: &RecordBatch) -> Result<(), XlsxError> {
        let columns = Values::all(batch);
        for row in 0..batch.num_rows() {
            let (table, sheets) = &mut self.tables[index];
            let table = *table;
            sheets.next(&mut self.workbook, &self.looks, self.limits.rows)?;
            let mut long = Vec::new();
            for (column, values) in columns.iter().enumerate() {
                let value = values.cell(row);
                if value.is_null() {
                    continue;
                }
                let mut cell = sheets.cell(&mut self.workbook, &self.looks, column)?;
                let Cell::Text(text) = value else {
                    cell.value(value)?;
                    continue;
                };
                match Cut::of(text, self.limits.units) {
                    Cut::Whole => cell.text(text)?,
                    Cut::After(at) => {
                        cell.text(&text::to_be_continued(&text[..at], self.limits.units))?;
                        long.push(LongText { table: table.name, column: table.columns[column].name, text });
                    }
                }
            }
            let key = table.primary_key.iter().filter_map(|key| table.index_of(key));
            let key = || key.map(|key| columns[key].cell(row).to_string()).collect::<Vec<_>>().join("|");
            if !long.is_empty() {
                let key = key();
                long.iter().try_for_each(|long| self.long(long, &key))?;
            }
        }
        Ok(())
    }

    /// Writes a text in as many parts as it needs, which make it again when they are joined.
    fn long(&mut self, long: &LongText<'_>, key: &str) -> Result<(), XlsxError> {
        for (index, part) in text::parts(long.text, self.limits.units).into_iter().enumerate() {
            self.long_texts.next(&mut self.workbook, &self.looks, self.limits.rows)?;
            for (at, words) in [long.table, key, long.column].into_iter().enumerate() {
                self.long_texts.cell(&mut self.workbook, &self.looks, at)?.text(words)?;
            }
            let number = Cell::Int(index as i64 + 1);
            self.long_texts.cell(&mut self.workbook, &self.looks, 3)?.value(number)?;
            self.long_texts.cell(&mut self.workbook, &self.looks, 4)?.text(part)?;
        }
        Ok(())
    }
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) | XlsxError::ZipError(ZipError::Io(error)) => {
            error
        }
        error => io::Error::other(error),
    }
}

/// Does something with the workbook. Where one of its temporary files cannot be written, such as on a full disk, the library panics,
/// which is an error like others here.
fn guarded<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(gave_up(panic.as_ref())))
}

fn gave_up(panic: &(dyn Any + Send)) -> io::Error {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let said = said.unwrap_or("no reason given");
    if said.contains("StorageFull") {
        return io::ErrorKind::StorageFull.into();
    }
    io::Error::other(format!("the workbook cannot be made in temporary files: {said}"))
}

#[cfg(test)]
mod tests;
