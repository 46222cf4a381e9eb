//! The files of one table in all formats read side by side: the first says what the rows are, the others have to say the same.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::loaded_release::LoadedRelease;
use super::manifest::DataClaim;
use crate::promises::{same, value};
use crate::readback::{Batches, ReadError};

/// How many cells of one file are shown that differ from those of another; it is not read further side by side then.
const SHOWN: usize = 10;

/// One file of a table, and how far it was read.
pub(super) struct Side {
    pub(super) data: DataClaim,
    batches: Option<Batches>,
    /// What was read and not yet compared.
    batch: Option<RecordBatch>,
    /// Rows that were compared.
    pub(super) rows: u64,
    /// Whether the file was read to its end.
    pub(super) ended: bool,
    pub(super) error: Option<ReadError>,
    /// Cells that differ from those of the file that leads.
    pub(super) cells: Vec<DifferingCell>,
    /// Whether it has fewer or more rows than the file that leads, so that there is nothing more to compare.
    of_other_length: bool,
}

/// A value that is not the same in two files.
pub(super) struct DifferingCell {
    /// Counted from 1; without a column where one of the files ends before it.
    pub(super) row: u64,
    pub(super) column: Option<String>,
    pub(super) found: String,
    pub(super) leads: String,
}

impl Side {
    fn open(release: &LoadedRelease<'_>, data: DataClaim, schema: &SchemaRef) -> Self {
        let (batches, error) = match release.rows(&data, schema) {
            Ok(batches) => (Some(batches), None),
            Err(error) => (None, Some(error)),
        };
        Self { data, batches, batch: None, rows: 0, ended: false, error, cells: Vec::new(), of_other_length: false }
    }

    /// Whether it was read without an error and says what the leading file says.
    pub(super) fn agrees(&self) -> bool {
        self.error.is_none() && self.cells.is_empty()
    }

    /// Whether it is read on.
    fn goes_on(&self) -> bool {
        self.error.is_none() && self.cells.len() < SHOWN && !self.of_other_length
    }

    fn fetch(&mut self) {
        if self.batch.is_some() || self.ended || !self.goes_on() {
            return;
        }
        match self.batches.as_mut().and_then(Iterator::next) {
            Some(Ok(batch)) => self.batch = Some(batch),
            Some(Err(error)) => self.error = Some(error),
            None => self.ended = true,
        }
        if self.batch.is_none() {
            // What a reader holds is not needed any more.
            self.batches = None;
        }
    }

    /// Notes that one of the files ends before the other.
    fn end(&mut self, found: &str, leads: &str) {
        let (found, leads) = (found.to_owned(), leads.to_owned());
        self.cells.push(DifferingCell { row: self.rows + 1, column: None, found, leads });
        self.of_other_length = true;
    }

    fn advance(&mut self, rows: usize) {
        self.rows += rows as u64;
        self.batch = self
            .batch
            .take()
            .filter(|batch| batch.num_rows() > rows)
            .map(|batch| batch.slice(rows, batch.num_rows() - rows));
    }
}

/// Reads the files to their ends, and hands every row of the one that leads to `work`, in batches, while the next are read. The first
/// file leads, and where it breaks the next that has said the same so far.
pub(super) fn read(
    release: &LoadedRelease<'_>,
    schema: &SchemaRef,
    data: Vec<DataClaim>,
    work: &mut (dyn FnMut(&RecordBatch) + Send),
) -> Vec<Side> {
    let mut sides: Vec<Side> = data.into_iter().map(|data| Side::open(release, data, schema)).collect();
    let mut pending: Option<RecordBatch> = None;
    loop {
        rayon::scope(|scope| {
            sides.iter_mut().for_each(|side| scope.spawn(|_| side.fetch()));
            if let Some(batch) = pending.take() {
                work(&batch);
            }
        });
        let Some(lead) = sides.iter().position(Side::agrees) else { return sides };
        let Some(batch) = sides[lead].batch.clone() else {
            if sides[lead].ended {
                end(&mut sides, lead);
                return sides;
            }
            // It broke in this very round, and another takes the lead.
            continue;
        };
        let live = |side: &&mut Side| side.goes_on() && side.batch.is_some();
        let rows = sides.iter_mut().filter(live).filter_map(|side| Some(side.batch.as_ref()?.num_rows())).min();
        let rows = rows.unwrap_or(batch.num_rows());
        for (index, side) in sides.iter_mut().enumerate() {
            if index == lead || !side.goes_on() {
                continue;
            }
            match &side.batch {
                Some(other) => {
                    let cells = differing(side.rows, other, &batch, rows);
                    let room = SHOWN - side.cells.len();
                    side.cells.extend(cells.into_iter().take(room));
                    side.advance(rows);
                }
                None if side.ended => side.end("no row", "a row"),
                None => {}
            }
        }
        sides[lead].advance(rows);
        pending = Some(batch.slice(0, rows));
    }
}

/// The leading file has ended: the others have to.
fn end(sides: &mut [Side], lead: usize) {
    for (index, side) in sides.iter_mut().enumerate() {
        if index != lead && side.goes_on() && !side.ended {
            side.end("a row", "no row");
        }
    }
}

/// The cells that differ within the first rows of two batches of one schema.
pub(super) fn differing(before: u64, found: &RecordBatch, leads: &RecordBatch, rows: usize) -> Vec<DifferingCell> {
    let columns = || found.columns().iter().zip(leads.columns());
    if columns().all(|(found, leads)| *found.slice(0, rows) == *leads.slice(0, rows)) {
        return Vec::new();
    }
    let schema = leads.schema();
    let mut cells = Vec::new();
    for row in 0..rows {
        for (column, (found, leads)) in columns().enumerate() {
            if !same((found, row), (leads, row)) {
                let column = Some(schema.field(column).name().clone());
                let (found, leads) = (value(found, row), value(leads, row));
                cells.push(DifferingCell { row: before + row as u64 + 1, column, found, leads });
            }
        }
        if cells.len() >= SHOWN {
            break;
        }
    }
    cells
}
