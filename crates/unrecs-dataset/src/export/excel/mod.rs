//! Excel: one workbook with the view for people, a cover, a sheet for each table and the data dictionary.
//!
//! Every text is a cell of text, so that none is taken for a formula, and an absent value is an empty cell. What Excel cannot hold is
//! never cut: rows go on on a further sheet, long texts on the sheet [`LONG_TEXTS`], and numbers and dates beyond its own are texts.

mod cover;
mod sheet;
mod text;
pub(crate) mod twin;

use std::io;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as CellFormat, FormatAlign, FormatBorder, Workbook, XlsxError,
};
use tempfile::NamedTempFile;
use zip::result::ZipError;

use super::cells::{CHUNK, Rows};
use super::{Encoder, Files, Format, Sink, Whole};
use crate::layout;
use crate::readback;
use crate::tables::schema::{Table, TableRole};
use crate::tables::{Cell, MeasuredTable, Part};
use sheet::Sheets;
use text::Cut;

/// An Office Open XML workbook, one file for the whole dataset.
pub(super) const FORMAT: Format = Format {
    name: "excel",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    files: Files::Whole {
        path: |dataset| layout::data("excel", &format!("{}.xlsx", dataset.id)),
        encoder,
        reader: Some(readback::EXCEL),
    },
};

/// The sheet that says what the others hold. No table of the schema may be called so, nor as the other sheets that are no tables.
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

/// Half the time of the usual level, for a workbook that is a sixth larger.
const COMPRESSION: u8 = 2;

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

/// What sheets are added to.
struct Book {
    workbook: Workbook,
    looks: Looks,
    limits: Limits,
}

impl Book {
    /// Adds the sheets of a table, all of them now, so that they stand beside each other.
    fn add_sheets(
        &mut self,
        table: &MeasuredTable,
        tables: &mut Vec<(&'static Table, Sheets)>,
    ) -> Result<(), XlsxError> {
        let header = table.table().columns.iter().map(|column| column.name).collect();
        let mut sheets = Sheets::new(table.table().name, header);
        let rows = usize::try_from(self.limits.rows - 1).expect("a pointer is no smaller");
        for _ in 0..table.rows().div_ceil(rows).max(1) {
            sheets.add(self)?;
        }
        tables.push((table.table(), sheets));
        Ok(())
    }
}

/// A workbook in the making. The rows of its sheets are in temporary files without names.
struct Excel {
    book: Book,
    tables: Vec<(&'static Table, Sheets)>,
    long_texts: Sheets,
    /// For the finished workbook, which is not written from the beginning to the end.
    finished: NamedTempFile,
}

fn encoder(whole: &Whole<'_>) -> io::Result<Box<dyn Encoder>> {
    limited(whole, EXCEL)
}

fn limited(whole: &Whole<'_>, limits: Limits) -> io::Result<Box<dyn Encoder>> {
    Ok(Box::new(begun(whole, limits)?))
}

/// A workbook whose sheets and cells hold little, so that a small sample has further sheets and long texts.
#[cfg(test)]
pub(crate) fn narrow(whole: &Whole<'_>) -> io::Result<Box<dyn Encoder>> {
    limited(whole, Limits { rows: 4, units: 50 })
}

fn begun(whole: &Whole<'_>, limits: Limits) -> io::Result<Excel> {
    let finished = NamedTempFile::new_in(whole.scratch)?;
    guarded(|| {
        let mut book = Book { workbook: Workbook::new(), looks: Looks::new(), limits };
        book.workbook.set_tempdir(whole.scratch)?;
        book.workbook.set_default_format(&book.looks.plain, 20, 64)?;
        book.workbook.set_zip_compression_level(COMPRESSION);
        let title = whole.dataset.title.get("en").unwrap_or(&whole.dataset.id);
        // The first day that a file in a ZIP archive can have: the workbook holds no clock.
        let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
        let properties =
            DocProperties::new().set_title(title).set_author(&whole.dataset.publisher.name).set_creation_datetime(&day);
        book.workbook.set_properties(&properties);
        let mut tables = Vec::new();
        // What people read comes first.
        let (views, others): (Vec<_>, Vec<_>) = whole.held().partition(|table| table.table().role == TableRole::View);
        views.into_iter().try_for_each(|table| book.add_sheets(table, &mut tables))?;
        cover::write(&mut book, whole)?;
        others.into_iter().try_for_each(|table| book.add_sheets(table, &mut tables))?;
        cover::dictionary(&mut book, whole)?;
        let long_texts = Sheets::new(LONG_TEXTS, LONG_TEXTS_HEADER.into());
        Ok(Excel { book, tables, long_texts, finished })
    })
}

impl Encoder for Excel {
    fn part(&mut self, part: &Part, _: &mut Sink<'_>) -> io::Result<()> {
        guarded(|| {
            for index in 0..self.tables.len() {
                for rows in Rows::batches(self.tables[index].0, part) {
                    self.rows(index, &rows)?;
                }
            }
            Ok(())
        })
    }

    fn end(mut self: Box<Self>, sink: &mut Sink<'_>) -> io::Result<()> {
        guarded(|| {
            let mut bytes = 0;
            for sheets in self.tables.iter().map(|(_, sheets)| sheets).chain([&self.long_texts]) {
                sheets.end(&mut self.book.workbook)?;
                bytes = sheets.bytes().max(bytes);
            }
            self.book.workbook.use_zip_large_file(bytes > LARGE);
            self.book.workbook.save_to_writer(io::BufWriter::new(&mut self.finished))
        })?;
        io::Seek::rewind(&mut self.finished)?;
        io::copy(&mut io::BufReader::with_capacity(CHUNK, &mut self.finished), sink).map(drop)
    }
}

impl Excel {
    fn rows(&mut self, index: usize, rows: &Rows<'_>) -> Result<(), XlsxError> {
        let (table, sheets) = &mut self.tables[index];
        let units = self.book.limits.units;
        for row in 0..rows.len() {
            sheets.next(&mut self.book)?;
            let mut long = Vec::new();
            for (column, value) in rows.row(row).enumerate().filter(|(_, value)| !value.is_null()) {
                let mut cell = sheets.cell(&mut self.book, column)?;
                match value.text().map(|text| (text, Cut::of(text, units))) {
                    None => cell.value(value)?,
                    Some((text, Cut::Whole)) => cell.text(text)?,
                    Some((text, Cut::After(at))) => {
                        cell.text(&text::to_be_continued(&text[..at], units))?;
                        long.push((table.columns[column].name, text));
                    }
                }
            }
            for (column, text) in long {
                let key = rows.key(table, row).join("|");
                long_text(&mut self.book, &mut self.long_texts, [table.name, &key, column], text)?;
            }
        }
        Ok(())
    }
}

/// Writes a text in as many parts as it needs, which make it again when they are joined; `origin` are the table, the row and the column
/// that it is of.
fn long_text(book: &mut Book, sheets: &mut Sheets, origin: [&str; 3], text: &str) -> Result<(), XlsxError> {
    for (part, number) in text::parts(text, book.limits.units).into_iter().zip(1..) {
        sheets.next(book)?;
        for (column, words) in origin.into_iter().enumerate() {
            sheets.cell(book, column)?.text(words)?;
        }
        sheets.cell(book, 3)?.value(Cell::Int(number))?;
        sheets.cell(book, 4)?.text(part)?;
    }
    Ok(())
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
fn guarded<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> io::Result<T> {
    crate::guarded::guarded(work).map_or_else(|reason| Err(gave_up(&reason)), |done| done.map_err(failed))
}

fn gave_up(reason: &str) -> io::Error {
    if reason.contains("StorageFull") {
        return io::ErrorKind::StorageFull.into();
    }
    io::Error::other(format!("the workbook cannot be made in temporary files: {reason}"))
}

#[cfg(test)]
mod tests;
