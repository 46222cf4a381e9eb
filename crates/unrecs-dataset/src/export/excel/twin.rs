//! A workbook with the sheets of another and none of its rows: what both have beside the rows is the same.

use std::io;

use super::{EXCEL, Excel, begun, guarded};
use crate::export::{Encoder, Whole};
use crate::tables::Cell;

/// What a workbook has that does not follow from the number of rows of its tables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    /// Rows on the sheets with long texts.
    pub(crate) long_texts: usize,
    /// Whether a cell is shown as a day.
    pub(crate) has_days: bool,
}

/// The workbook of a dataset whose tables have as many rows as they say.
///
/// # Errors
/// Those of temporary files.
pub(crate) fn write(whole: &Whole<'_>, extent: Extent) -> io::Result<Vec<u8>> {
    let mut excel = begun(whole, EXCEL)?;
    guarded(|| {
        let Excel { book, tables, long_texts, .. } = &mut excel;
        let rows: Vec<usize> = whole.held().map(|table| table.rows()).collect();
        let counts = tables.iter_mut().map(|(_, sheets)| sheets).zip(rows).chain([(long_texts, extent.long_texts)]);
        let mut day = extent.has_days.then_some(Cell::Date(0));
        for (sheets, rows) in counts {
            for _ in 0..rows {
                sheets.next(book)?;
                if let Some(day) = day.take() {
                    sheets.cell(book, 0).and_then(|mut cell| cell.value(day))?;
                }
            }
        }
        Ok(())
    })?;
    let mut bytes = Vec::new();
    Box::new(excel).end(&mut bytes)?;
    Ok(bytes)
}
