//! The pages for people, made again from the rows that were read back, and compared byte by byte.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::sync::{Mutex, PoisonError};

use arrow_array::RecordBatch;

use super::dataset_claim;
use super::descriptions::compare_file;
use super::loaded_release::LoadedRelease;
use super::places::Choose;
use super::report_log::{Check, Log, Place};
use crate::export::{FORMATS, Files, Format, Pages, SmallFile, TakeBatch, WorkRows};
use crate::tables::schema::{Nesting, RowSource, Table};
use crate::tables::{Part, Values};

/// The name of the format.
const SITE: &str = "site";

/// The paths of the files that were compared.
pub(super) fn check(release: &LoadedRelease<'_>, choose: Choose<'_>, log: &mut Log) -> BTreeSet<String> {
    let Some(format) = Format::named(SITE).filter(|format| release.claims.files_of(format).next().is_some()) else {
        return BTreeSet::new();
    };
    let derived = release.own_tables().and_then(|tables| derive(release, &tables, choose));
    let logs = match derived {
        Ok(logs) => logs,
        Err(why) => {
            log.missed(Check::Descriptions, format!("the pages cannot be made again: {why}"));
            return BTreeSet::new();
        }
    };
    for file in release.claims.files_of(format).filter(|file| !logs.contains_key(&file.path)) {
        let problem = "found a page that the rows do not ask for; expected none of this name";
        log.differ(Check::Descriptions, Place::file(&file.path), problem);
    }
    logs.into_iter()
        .map(|(path, one)| {
            log.merge(one);
            path
        })
        .collect()
}

/// What there is to say of every page, by its path.
///
/// # Errors
/// Why the pages cannot be made.
fn derive(
    release: &LoadedRelease<'_>,
    tables: &[&'static Table],
    choose: Choose<'_>,
) -> Result<BTreeMap<String, Log>, String> {
    let dataset = dataset_claim::read(&release.claims.dataset)?;
    let rows = ReadRows::of(release, tables, choose)?;
    if rows.documents.is_empty() {
        // A format with one file a document has none then, so that nobody knows whether pages lead to it.
        return Err("there are no documents".to_owned());
    }
    let formats: Vec<&'static Format> =
        FORMATS.iter().filter(|format| release.claims.files_of(format).next().is_some()).collect();
    let logs = Mutex::new(BTreeMap::new());
    let put = |file: SmallFile| {
        let mut log = Log::default();
        compare_file(release, &file, &mut log);
        logs.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path, log);
        Ok(())
    };
    let pages = Pages { dataset: &dataset, rows: &rows, formats: &formats };
    for format in &formats {
        if let Files::Site { write } = format.files {
            write(&pages, &put).map_err(|error| error.to_string())?;
        }
    }
    Ok(logs.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// The rows of a release by document, in memory.
struct ReadRows {
    /// The place of every document by its identifier.
    documents: HashMap<String, usize>,
    tables: Vec<ReadTable>,
}

/// The rows of a table.
struct ReadTable {
    table: &'static Table,
    batches: Vec<RecordBatch>,
    /// The rows of every document; nothing for a table of the registry.
    by_document: Vec<Vec<RecordBatch>>,
}

impl ReadRows {
    /// # Errors
    /// What could not be read.
    fn of(release: &LoadedRelease<'_>, tables: &[&'static Table], choose: Choose<'_>) -> Result<Self, String> {
        let mut rows = Self { documents: HashMap::new(), tables: Vec::new() };
        for &table in tables.iter().filter(|table| !matches!(table.nesting, Nesting::Apart)) {
            let unknown = || format!("the table {} has no file of its own that can be read back", table.name);
            let data = choose(table.name).ok_or_else(unknown)?;
            let schema = release.schema(table.name).ok_or_else(unknown)?;
            let read = release.rows(&data, schema).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            let batches = read.map_err(|error| error.to_string())?;
            rows.tables.push(ReadTable { table, batches, by_document: Vec::new() });
        }
        rows.number_documents();
        rows.split();
        Ok(rows)
    }

    fn number_documents(&mut self) {
        let documents = self.tables.iter().find(|table| table.table.name == "documents");
        for batch in documents.into_iter().flat_map(|table| &table.batches) {
            for id in texts(batch, "document_id") {
                let place = self.documents.len();
                self.documents.entry(id.to_owned()).or_insert(place);
            }
        }
    }

    /// Hands every run of rows to its document: rows name it, or a paragraph of it.
    fn split(&mut self) {
        let mut paragraphs: HashMap<String, usize> = HashMap::new();
        let of_paragraphs = self.tables.iter().find(|table| table.table.name == "paragraphs");
        for batch in of_paragraphs.into_iter().flat_map(|table| &table.batches) {
            for (id, document) in texts(batch, "paragraph_id").zip(texts(batch, "document_id")) {
                paragraphs.extend(self.documents.get(document).map(|&place| (id.to_owned(), place)));
            }
        }
        for read in &mut self.tables {
            let by = if read.table.index_of("document_id").is_some() { "document_id" } else { "paragraph_id" };
            let places = if by == "document_id" { &self.documents } else { &paragraphs };
            if matches!(read.table.rows, RowSource::Registry(_)) {
                continue;
            }
            read.by_document = vec![Vec::new(); self.documents.len()];
            for batch in &read.batches {
                let own: Vec<Option<usize>> = texts(batch, by).map(|id| places.get(id).copied()).collect();
                let mut start = 0;
                for run in own.chunk_by(|one, other| one == other) {
                    if let Some(place) = run[0] {
                        read.by_document[place].push(batch.slice(start, run.len()));
                    }
                    start += run.len();
                }
            }
        }
    }
}

/// The texts of a column.
fn texts<'b>(batch: &'b RecordBatch, column: &str) -> impl Iterator<Item = &'b str> {
    let values = Values::named(batch, column);
    (0..batch.num_rows()).map(move |row| values.and_then(|values| values.cell(row).text()).unwrap_or_default())
}

impl WorkRows for ReadRows {
    fn documents(&self) -> usize {
        self.documents.len()
    }

    fn document(&self, index: usize) -> Part {
        let of_documents = self.tables.iter().filter(|table| !table.by_document.is_empty());
        Part::of(of_documents.map(|table| (table.table, table.by_document[index].clone())).collect())
    }

    fn registry(&self) -> Part {
        let of_registry = self.tables.iter().filter(|table| matches!(table.table.rows, RowSource::Registry(_)));
        Part::of(of_registry.map(|table| (table.table, table.batches.clone())).collect())
    }

    fn each_batch(&self, table: &str, take: &mut TakeBatch<'_>) -> io::Result<()> {
        let table = self.tables.iter().find(|one| one.table.name == table);
        table.into_iter().flat_map(|table| &table.batches).try_for_each(take)
    }
}
