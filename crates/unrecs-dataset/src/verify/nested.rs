//! The files with the rows of several tables: their rows are those of the tables, and what they say beside the rows is what the manifest
//! says.

use crate::layout::MANIFEST;
use crate::tables::arrow::table_name;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::cursor::{Cursor, Kind};
use super::loaded_release::LoadedRelease;
use super::lockstep::{DifferingCell, differing};
use super::manifest::NestedClaim;
use super::report_log::{Check, Log, Place};
use super::tables::{FileSeen, digest};
use super::{database, json_heading, workbook};
use crate::content::ContentDigest;
use crate::layout;
use crate::readback::{Batches, NestedReader, ReadError, TakeBatches};

/// Compares what a file says beside its rows.
type CheckBeside = fn(&LoadedRelease<'_>, &NestedClaim<'_>, &mut Log);

/// What there is beside the rows, by the name of the format.
static BESIDE_THE_ROWS: &[(&str, CheckBeside)] =
    &[("json", json_heading::check), ("excel", workbook::check), ("sqlite", database::check)];

/// What was read of each table, by its name.
pub(super) type Seen = BTreeMap<String, FileSeen>;

/// Reads the file, and compares it with the manifest and with the first file of each table.
///
/// The rows mostly stand in the order of the tables, so that they are compared with those in passing. Where they do not, the digest of
/// the rows in whatever order decides, for which the file is read once more.
pub(super) fn read(release: &LoadedRelease<'_>, claim: &NestedClaim<'_>, log: &mut Log) -> Seen {
    let mut seen = Seen::new();
    let Some(schemas) = release.schemas.iter().cloned().collect::<Option<Vec<SchemaRef>>>() else {
        log.missed(Check::Rows, format!("{} could not be read without all schemas", claim.path));
        return seen;
    };
    if let Some((_, check)) = BESIDE_THE_ROWS.iter().find(|(format, _)| *format == claim.format) {
        check(release, claim, log);
    }
    let names = (claim.tables)(&schemas);
    let schemas: Vec<SchemaRef> =
        schemas.into_iter().filter(|schema| names.iter().any(|name| name == table_name(schema))).collect();
    let files = in_order(release, claim);
    let mut beside: BTreeMap<String, Beside> =
        names.iter().filter_map(|name| Some((name.clone(), Beside::of(release, name)?))).collect();
    let rows = |take: &mut TakeBatches<'_>| -> Result<(), ReadError> {
        let mut go_on = ControlFlow::Continue(());
        for (path, reader) in &files {
            let file = release.disk.open(path).map_err(|error| cannot_read(path, &error))?;
            reader(file, path, &schemas, &mut |batch| {
                go_on = take(batch);
                go_on
            })?;
            if go_on.is_break() {
                break;
            }
        }
        Ok(())
    };
    let read = rows(&mut |batch| {
        if let Some(beside) = beside.get_mut(&table_of(&batch)) {
            beside.take(&batch);
        }
        ControlFlow::Continue(())
    });
    if let Err(error) = read {
        log.unreadable(Check::Rows, error);
        return seen;
    }
    log.looked(Check::Rows, "files", files.len() as u64);
    beside.values_mut().for_each(Beside::end);
    let doubtful = |name: &str| beside.get(name).is_none_or(|beside| !beside.agrees());
    let mut digests: BTreeMap<String, ContentDigest> = BTreeMap::new();
    for schema in &schemas {
        let name = table_name(schema).to_owned();
        if names.contains(&name) && doubtful(&name) {
            digests.extend(digest(schema).ok().map(|digest| (name, digest)));
        }
    }
    let mut failed = None;
    if !digests.is_empty() {
        let again = rows(&mut |batch| {
            let digest = digests.get_mut(&table_of(&batch));
            failed = digest.and_then(|digest| digest.add(&batch).err());
            if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if let Err(error) = again {
            log.unreadable(Check::Rows, error);
            return seen;
        }
    }
    if let Some(error) = failed {
        log.differ(Check::Content, Place::file(claim.path), error.to_string());
        return seen;
    }
    for table in release.claims.tables.iter().filter(|table| names.contains(&table.name)) {
        let own = digests.remove(&table.name).map(|digest| (digest.rows(), digest.finish().ok()));
        let of = |beside: &Beside| (beside.rows, Some(table.content_sha256));
        let (rows, said) = match (own, beside.get(&table.name)) {
            (Some(own), _) => own,
            (None, Some(beside)) => of(beside),
            (None, None) => continue,
        };
        log.looked(Check::Counts, "counts", 1);
        if rows != table.rows {
            let problem = format!("found {rows} rows of {}; expected {}, as {MANIFEST} says", table.name, table.rows);
            log.differ(Check::Counts, Place::file(claim.path), problem);
        }
        if said != Some(table.content_sha256) {
            for cell in beside.get(&table.name).into_iter().flat_map(|beside| &beside.cells) {
                let mut place = Place::file(claim.path).row(cell.row);
                place.column = cell.column.as_ref().map(|column| format!("{}.{column}", table.name));
                log.differ(
                    Check::Rows,
                    place,
                    format!("found {}; expected {}, as the table has", cell.found, cell.leads),
                );
            }
            let found = said.map_or("none".to_owned(), |digest| digest.to_string());
            let problem = format!(
                "found rows of {} with the content digest {found}; expected {}",
                table.name, table.content_sha256
            );
            log.differ(Check::Content, Place::file(claim.path), problem);
        }
        log.looked(Check::Rows, "rows", rows);
        let file = FileSeen { format: claim.format, path: claim.path.to_owned(), rows, content_sha256: said };
        seen.insert(table.name.clone(), file);
    }
    log.looked(Check::Content, "files", files.len() as u64);
    seen
}

/// The files of the claim: those of documents as the documents stand in their table, so that the rows come in its order.
fn in_order<'c>(release: &LoadedRelease<'_>, claim: &NestedClaim<'c>) -> Vec<(&'c str, NestedReader)> {
    let mut files = claim.files.clone();
    if files.len() > 1 {
        let mut places: HashMap<String, usize> = HashMap::new();
        let id = [("document_id", Kind::Text)];
        let documents = release.data_of("documents").into_iter().next();
        let mut documents = documents.and_then(|data| Cursor::open(release, "documents", &data, &id));
        while let Some(documents) = documents.as_mut().filter(|documents| documents.is_here()) {
            let place = places.len();
            let path = layout::work(claim.format, documents.text(0).unwrap_or_default(), claim.format);
            places.entry(path).or_insert(place);
            documents.next();
        }
        files.sort_by_key(|(path, _)| places.get(*path).copied().unwrap_or(usize::MAX));
    }
    files
}

fn cannot_read(path: &str, error: &std::io::Error) -> ReadError {
    ReadError { file: path.to_owned(), line: None, row: None, column: None, problem: format!("cannot read: {error}") }
}

fn table_of(batch: &RecordBatch) -> String {
    table_name(batch.schema_ref()).to_owned()
}

/// The rows of a table from a file of its own, which are compared with those of the nested file.
struct Beside {
    batches: Batches,
    batch: Option<RecordBatch>,
    rows: u64,
    cells: Vec<DifferingCell>,
    /// Whether the file of the table broke, or ended too early or too late.
    ended: bool,
}

impl Beside {
    fn of(release: &LoadedRelease<'_>, table: &str) -> Option<Self> {
        let data = release.data_of(table).into_iter().next()?;
        let batches = release.rows(&data, release.schema(table)?).ok()?;
        Some(Self { batches, batch: None, rows: 0, cells: Vec::new(), ended: false })
    }

    fn agrees(&self) -> bool {
        self.cells.is_empty() && !self.ended
    }

    fn take(&mut self, batch: &RecordBatch) {
        let mut at = 0;
        while self.agrees() && at < batch.num_rows() {
            let Some(other) = self.batch.take().or_else(|| self.batches.next()?.ok()) else {
                self.ended = true;
                break;
            };
            let rows = other.num_rows().min(batch.num_rows() - at);
            self.cells = differing(self.rows + at as u64, &batch.slice(at, rows), &other, rows);
            at += rows;
            self.batch = (other.num_rows() > rows).then(|| other.slice(rows, other.num_rows() - rows));
        }
        self.rows += batch.num_rows() as u64;
    }

    fn end(&mut self) {
        self.ended |= self.batch.is_some() || self.batches.next().is_some();
    }
}
