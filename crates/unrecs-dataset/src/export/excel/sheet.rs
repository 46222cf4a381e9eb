//! The sheets that hold rows under one header: one, and further ones where the rows do not fit on it.

use rust_xlsxwriter::{ExcelDateTime, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::{Book, Looks};
use crate::tables::Cell;
use unrecs_text::value::date_of_days;

/// Columns are no wider than this many digits; longer texts are wrapped.
const WIDEST: usize = 60;
/// Room for the button of the filter beside the name of a column.
const BUTTON: usize = 4;
/// Bytes of XML around a value, about.
const AROUND: u64 = 80;
/// Numbers are shown with so many digits; behind them Excel has zeros when it saves.
const EXACT: i64 = 1_000_000_000_000_000;

/// Rows under one header.
pub(super) struct Sheets {
    name: &'static str,
    header: Vec<&'static str>,
    /// Indices in the workbook, each with the last row in use, where 0 is the header.
    sheets: Vec<(usize, u32)>,
    /// Which of the sheets takes rows.
    at: usize,
    /// Of each column, the widest value in it.
    widths: Vec<usize>,
    bytes: u64,
}

impl Sheets {
    /// No sheet yet.
    pub(super) fn new(name: &'static str, header: Vec<&'static str>) -> Self {
        let widths = header.iter().map(|name| name.len() + BUTTON).collect();
        Self { name, header, sheets: Vec::new(), at: 0, widths, bytes: 0 }
    }

    /// Adds a sheet with the header at the end of the workbook. The second is called `<name>_2`.
    pub(super) fn add(&mut self, book: &mut Book) -> Result<(), XlsxError> {
        let sheet = book.workbook.add_worksheet_with_constant_memory()?;
        let count = self.sheets.len() + 1;
        let name = if count == 1 { self.name.to_owned() } else { format!("{}_{count}", self.name) };
        head(sheet, &book.looks, &name, &self.header)?;
        self.sheets.push((book.workbook.worksheets().len() - 1, 0));
        Ok(())
    }

    /// Goes to the next row, if need be on another sheet.
    pub(super) fn next(&mut self, book: &mut Book) -> Result<(), XlsxError> {
        if self.sheets.get(self.at).is_some_and(|(_, row)| row + 1 == book.limits.rows) {
            self.at += 1;
        }
        if self.at == self.sheets.len() {
            self.add(book)?;
        }
        self.sheets[self.at].1 += 1;
        Ok(())
    }

    /// The cell of the row in this column.
    pub(super) fn cell<'a>(&'a mut self, book: &'a mut Book, column: usize) -> Result<SheetCell<'a>, XlsxError> {
        let (index, row) = self.sheets[self.at];
        let sheet = book.workbook.worksheet_from_index(index)?;
        let (width, bytes) = (&mut self.widths[column], &mut self.bytes);
        Ok(SheetCell { sheet, looks: &book.looks, row, column: narrow(column), width, bytes })
    }

    /// Sets the filters and the widths of the columns.
    pub(super) fn end(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        for &(index, row) in &self.sheets {
            let sheet = workbook.worksheet_from_index(index)?;
            sheet.autofilter(0, 0, row, narrow(self.header.len() - 1))?;
            for (column, &width) in self.widths.iter().enumerate() {
                sheet.set_column_width(narrow(column), width.min(WIDEST) as f64 + 1.0)?;
            }
        }
        Ok(())
    }

    /// How large the XML of all of it is, about.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// Names a sheet, and writes its header, which stays in sight.
pub(super) fn head(sheet: &mut Worksheet, looks: &Looks, name: &str, header: &[&str]) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, name) in header.iter().enumerate() {
        sheet.write_string_with_format(0, narrow(column), *name, &looks.header)?;
    }
    Ok(())
}

fn narrow(column: usize) -> u16 {
    u16::try_from(column).expect("a table has a few dozen columns")
}

/// One cell.
pub(super) struct SheetCell<'a> {
    sheet: &'a mut Worksheet,
    looks: &'a Looks,
    row: u32,
    column: u16,
    width: &'a mut usize,
    bytes: &'a mut u64,
}

impl SheetCell<'_> {
    /// A text, whatever it begins with; it fits.
    pub(super) fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        let Self { row, column, .. } = *self;
        let width = if text.is_ascii() { text.len() } else { text.width() };
        self.seen(width, text);
        if width > WIDEST || text.contains('\n') {
            self.sheet.write_string_with_format(row, column, text, &self.looks.wrapped)?;
        } else {
            self.sheet.write_string(row, column, text)?;
        }
        Ok(())
    }

    /// A value in the kind that Excel has for it. A number is its digits where Excel would not keep all of them, and a day is what it is
    /// called where it lies before 1900, where the calendar of Excel begins.
    pub(super) fn value(&mut self, value: Cell<'_>) -> Result<(), XlsxError> {
        let Self { row, column, .. } = *self;
        let printed = value.to_string();
        let date = if let Cell::Date(days) = value { date(days) } else { None };
        match value {
            Cell::Null => return Ok(()),
            Cell::Int(number) if number.abs() < EXACT => self.sheet.write_number(row, column, number as f64)?,
            Cell::Bool(truth) => self.sheet.write_boolean(row, column, truth)?,
            Cell::Date(_) if let Some(date) = &date => {
                self.sheet.write_datetime_with_format(row, column, date, &self.looks.date)?
            }
            Cell::Text(_) | Cell::Int(_) | Cell::Date(_) => return self.text(&printed),
        };
        self.seen(printed.len(), &printed);
        Ok(())
    }

    fn seen(&mut self, width: usize, text: &str) {
        *self.width = width.max(*self.width);
        *self.bytes += text.len() as u64 + AROUND;
    }
}

fn date(days: i32) -> Option<ExcelDateTime> {
    let date = date_of_days(days).filter(|date| date.year() >= 1900)?;
    ExcelDateTime::from_ymd(date.year().try_into().ok()?, date.month().try_into().ok()?, date.day().try_into().ok()?)
        .ok()
}
