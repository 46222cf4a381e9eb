//! Every table in every format: the rows are the same, and their digest is that of the manifest.

use ahash::RandomState;
use arrow_schema::{Schema, SchemaRef};
use rayon::prelude::*;

use super::loaded_release::LoadedRelease;
use super::lockstep::{self, Side};
use super::manifest::{DataClaim, TableClaim};
use super::report_log::{Check, Log, Place};
use crate::content::{Arrival, ContentDigest, ContentError};
use crate::layout::{MANIFEST, table_schema};
use crate::promises::{self, Outcome, TableChecker, TakeRows};
use unrecs_text::value::Digest;

/// What was read of a table.
#[derive(Debug, Clone)]
pub struct TableSeen {
    /// Its name.
    pub name: String,
    /// Its rows, in the manifest.
    pub rows: u64,
    /// Its content digest, in the manifest.
    pub content_sha256: Digest,
    /// Every file that holds its rows, also among those of other tables.
    pub files: Vec<FileSeen>,
}

/// What was read of a table from one file.
#[derive(Debug, Clone)]
pub struct FileSeen {
    /// The format.
    pub format: &'static str,
    /// The file, relative to the release.
    pub path: String,
    /// Rows read.
    pub rows: u64,
    /// The content digest of the rows; none where they could not all be read.
    pub content_sha256: Option<Digest>,
}

/// One table after it was read: what was seen, and what is kept for the checks that need other tables too.
pub(super) struct Table {
    pub(super) seen: TableSeen,
    pub(super) schema: SchemaRef,
    pub(super) checker: TableChecker,
    /// The file whose rows count: one with the digest of the manifest, where there is one.
    pub(super) data: DataClaim,
}

/// Reads every table of a release in all formats with one file a table, several at once.
pub(super) fn read(release: &LoadedRelease<'_>, log: &mut Log) -> Vec<Table> {
    // One seed, so that the hashes of different tables can be compared.
    let hasher = RandomState::new();
    let tables = release.claims.tables.par_iter().zip(&release.schemas);
    let read = tables.map(|(claim, schema)| Some(Unread { release, claim, schema: schema.as_ref()? }.read(&hasher)));
    let mut tables = Vec::new();
    for (table, one) in read.collect::<Vec<_>>().into_iter().flatten() {
        log.merge(one);
        tables.extend(table);
    }
    tables
}

/// A table that is to be read.
#[derive(Clone, Copy)]
struct Unread<'r> {
    release: &'r LoadedRelease<'r>,
    claim: &'r TableClaim,
    schema: &'r SchemaRef,
}

impl Unread<'_> {
    fn read(self, hasher: &RandomState) -> (Option<Table>, Log) {
        let Self { release, claim, schema } = self;
        let mut log = Log::default();
        let data = release.data_of(&claim.name);
        if data.is_empty() {
            log.missed(
                Check::Rows,
                format!("the table {} has no file of its own in a format that can be read back", claim.name),
            );
            return (None, log);
        }
        let mut checker = TableChecker::new(schema, hasher);
        let mut content = match digest(schema) {
            Ok(content) => content,
            Err(error) => {
                log.differ(Check::Schemas, Place::file(table_schema(&claim.name)), error.to_string());
                return (None, log);
            }
        };
        let mut failed = None;
        let sides = lockstep::read(release, schema, data, &mut |batch| {
            checker.add(batch);
            failed = failed.take().or_else(|| content.add(batch).err());
        });
        let digest_of_lead = failed.map_or_else(|| content.finish(), Err);
        let Ok(digest_of_lead) = digest_of_lead
            .map_err(|error| log.differ(Check::Content, Place::file(&sides[0].data.path), error.to_string()))
        else {
            return (None, log);
        };
        let judged = Judged::of(self, sides, digest_of_lead);
        judged.tell(claim, &mut log);
        let data = judged.sides[judged.right().unwrap_or_default()].0.data.clone();
        let seen = TableSeen {
            name: claim.name.clone(),
            rows: claim.rows,
            content_sha256: claim.content_sha256,
            files: judged.files(),
        };
        (Some(Table { seen, schema: schema.clone(), checker, data }), log)
    }

    /// The content digest of one file, read by itself, and how many rows it has.
    fn alone(self, data: &DataClaim) -> Option<(Digest, u64)> {
        let mut content = digest(self.schema).ok()?;
        self.release.rows(data, self.schema).ok()?.try_for_each(|batch| content.add(&batch.ok()?).ok())?;
        let rows = content.rows();
        Some((content.finish().ok()?, rows))
    }
}

/// A digest to which rows may come in any order; those that do not fit in memory wait in a file without a name.
pub(super) fn digest(schema: &Schema) -> Result<ContentDigest, ContentError> {
    ContentDigest::new(schema, Arrival::InAnyOrder(Box::new(|| Ok(Box::new(tempfile::tempfile()?)))))
}

/// The files of a table with their digests; none where a file could not be read to its end.
struct Judged {
    sides: Vec<(Side, Option<Digest>)>,
    expected: Digest,
}

impl Judged {
    /// Those that say what the leading file says have its digest. Where that is not the one of the manifest, or others say
    /// something else, these are read once more by themselves, so that it can be told which of them is right.
    fn of(table: Unread<'_>, sides: Vec<Side>, digest_of_lead: Digest) -> Self {
        let own = |mut side: Side| {
            if side.error.is_some() {
                return (side, None);
            }
            if side.agrees() && side.ended {
                return (side, Some(digest_of_lead));
            }
            let own = table.alone(&side.data);
            if let Some((_, rows)) = own {
                (side.rows, side.ended) = (rows, true);
            }
            (side, own.map(|(digest, _)| digest))
        };
        Self { sides: sides.into_par_iter().map(own).collect(), expected: table.claim.content_sha256 }
    }

    /// The first file with the digest of the manifest.
    fn right(&self) -> Option<usize> {
        self.sides.iter().position(|(_, digest)| *digest == Some(self.expected))
    }

    fn tell(&self, claim: &TableClaim, log: &mut Log) {
        let right = self.right();
        for (side, digest) in &self.sides {
            let place = || Place::file(&side.data.path);
            if let Some(error) = &side.error {
                log.unreadable(Check::Rows, error.clone());
            }
            match digest {
                Some(digest) if *digest != self.expected => {
                    self.cells(side, right, log);
                    let problem = format!("found rows with the content digest {digest}; expected {}", self.expected);
                    log.differ(Check::Content, place(), problem);
                }
                Some(_) => log.looked(Check::Content, "files", 1),
                None => {}
            }
            if side.error.is_none() && side.ended {
                log.looked(Check::Rows, "files", 1);
                log.looked(Check::Rows, "rows", side.rows);
                for (what, rows) in [("the table", Some(claim.rows)), ("the file", side.data.rows)] {
                    log.looked(Check::Counts, "counts", 1);
                    if rows != Some(side.rows) {
                        let rows = rows.map_or("no number of rows".to_owned(), |rows| format!("{rows} rows"));
                        let problem = format!("found {} rows; {MANIFEST} has {rows} for {what}", side.rows);
                        log.differ(Check::Counts, place(), problem);
                    }
                }
            }
        }
        log.looked(Check::Content, "tables", 1);
    }

    /// Says in which cells a wrong file differs from a right one, or from the leading one where none is right.
    fn cells(&self, wrong: &Side, right: Option<usize>, log: &mut Log) {
        let right = right.map(|index| &self.sides[index].0);
        // Cells are known against the file that led; where that one is wrong, those of a right file tell where.
        let (cells, other, turned) = match right {
            Some(right) if wrong.cells.is_empty() => (&right.cells, &right.data.path, true),
            Some(right) => (&wrong.cells, &right.data.path, false),
            None => (&wrong.cells, &self.sides[0].0.data.path, false),
        };
        for cell in cells {
            let (found, expected) = if turned { (&cell.leads, &cell.found) } else { (&cell.found, &cell.leads) };
            let mut place = Place::file(&wrong.data.path).row(cell.row);
            place.column.clone_from(&cell.column);
            log.differ(Check::Rows, place, format!("found {found}; expected {expected}, as {other} has"));
        }
    }

    fn files(&self) -> Vec<FileSeen> {
        let seen = |(side, digest): &(Side, Option<Digest>)| FileSeen {
            format: side.data.format,
            path: side.data.path.clone(),
            rows: side.rows,
            content_sha256: *digest,
        };
        self.sides.iter().map(seen).collect()
    }
}

/// Checks the promises that the rows of all tables keep together.
pub(super) fn check_promises(release: &LoadedRelease<'_>, tables: &[Table], log: &mut Log) {
    let read_again = |index: usize, take: &mut TakeRows<'_>| {
        let Ok(batches) = release.rows(&tables[index].data, &tables[index].schema) else { return };
        let _ = batches.map_while(Result::ok).try_for_each(|batch| take(&batch));
    };
    let checkers: Vec<&TableChecker> = tables.iter().map(|table| &table.checker).collect();
    let Outcome { violations, looked, missed } = promises::check_together(&checkers, &read_again);
    for violation in violations {
        let table = tables.iter().find(|table| table.seen.name == violation.table);
        log.violated(table.map_or("", |table| &table.data.path), violation);
    }
    looked.into_iter().for_each(|(promise, what, count)| log.looked(promise.into(), what, count));
    missed.into_iter().for_each(|(promise, why)| log.missed(promise.into(), why));
}
