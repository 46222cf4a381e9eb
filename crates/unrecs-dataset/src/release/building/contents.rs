//! What a release is made of: files whose bytes are at hand, and files of data that are written part by part.

use std::io;
use std::path::Path;

use super::provenance;
use crate::export::{Encoder, FORMATS, Files, Pages, Put, SmallFile, Whole, schema_files};
use crate::layout::{self, REGISTRY};
use crate::release::Plan;
use crate::tables::schema::{NestedFile, TableRole};

/// One file of data.
pub(crate) struct DataFile<'a> {
    /// Relative to the release, with `/`.
    pub(crate) path: String,
    pub(crate) media_type: &'static str,
    /// Number of rows, where the file is a table.
    pub(crate) rows: Option<usize>,
    pub(crate) begin: Begin<'a>,
}

/// Begins a file, for which there is a directory for temporary files.
type Begin<'a> = Box<dyn Fn(&Path) -> io::Result<Box<dyn Encoder>> + Send + 'a>;

/// One file of data that holds a document.
pub(crate) struct DocumentFile<'a> {
    /// Relative to the release, with `/`.
    pub(crate) path: String,
    pub(crate) media_type: &'static str,
    pub(crate) make: Make<'a>,
}

/// Makes a file.
type Make<'a> = Box<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync + 'a>;

/// The files that hold tables, in the order of the formats and the tables.
pub(crate) fn data<'a>(plan: &Plan<'a>) -> Vec<DataFile<'a>> {
    let mut files = Vec::new();
    let others = FORMATS.iter().filter(|format| plan.formats.iter().all(|one| one.name != format.name));
    let formats = plan.formats.iter().map(|format| (*format, true)).chain(others.map(|format| (format, false)));
    for (format, configured) in formats {
        match format.files {
            Files::PerTable { encoder, .. } => {
                let wanted = plan.tables.iter().filter(|one| configured || one.table().role != TableRole::Data);
                files.extend(wanted.filter_map(|table| {
                    let (path, _) = format.of_table(table.table().name, table.table().role)?;
                    let (rows, begin) = (Some(table.rows()), Box::new(move |_: &Path| encoder(table)));
                    Some(DataFile { path, media_type: format.media_type, rows, begin })
                }));
            }
            Files::Whole { path, encoder, .. } if configured => {
                let (dataset, tables) = (plan.dataset, plan.tables);
                let begin = Box::new(move |scratch: &Path| encoder(&Whole { dataset, tables, scratch }));
                files.push(DataFile { path: path(dataset), media_type: format.media_type, rows: None, begin });
            }
            Files::Whole { .. } | Files::PerWork { .. } | Files::PerDocument { .. } | Files::Site { .. } => {}
        }
    }
    files
}

/// Writes the pages for people, where they are among the formats.
///
/// # Errors
/// Those of `put`.
pub(crate) fn pages(plan: &Plan<'_>, put: &Put<'_>) -> io::Result<()> {
    let pages = Pages { dataset: plan.dataset, rows: plan.tables, formats: plan.formats };
    plan.formats.iter().try_for_each(|format| match format.files {
        Files::Site { write } => write(&pages, put),
        _ => Ok(()),
    })
}

/// The files under `data/` that hold a document, and the registry beside them, in the order of the formats and the documents; the texts
/// that were read come last.
pub(crate) fn documents<'a>(plan: &Plan<'a>) -> Vec<DocumentFile<'a>> {
    let mut files: Vec<DocumentFile<'a>> = Vec::new();
    let (dataset, tables, documents) = (plan.dataset, plan.tables, plan.validated.documents());
    for format in plan.formats {
        let mut push = |path: String, make: Make<'a>| {
            files.push(DocumentFile { path, media_type: format.media_type, make });
        };
        match format.files {
            Files::PerWork { extension, encoder, .. } => {
                for (index, id) in tables.documents().iter().enumerate() {
                    let make = move || encoder(dataset, NestedFile::Document, &tables.of_document(index));
                    push(layout::work(format.name, id, extension), Box::new(make));
                }
                let make = move || encoder(dataset, NestedFile::Registry, &tables.of_registry());
                push(REGISTRY.to_owned(), Box::new(make));
            }
            Files::PerDocument { extension, encoder } => {
                for document in documents {
                    let metadata = document.normalized().metadata();
                    let path = layout::document(format.name, &metadata.document_id, metadata.language, extension);
                    push(path, Box::new(move || encoder(dataset, document)));
                }
            }
            Files::PerTable { .. } | Files::Whole { .. } | Files::Site { .. } => {}
        }
    }
    files.extend(documents.iter().map(|document| {
        let (metadata, source) = (document.normalized().metadata(), document.normalized().source());
        let path = layout::text(&metadata.document_id, metadata.language);
        let make = move || Ok(source.text().as_bytes().to_vec());
        DocumentFile { path, media_type: "text/plain", make: Box::new(make) }
    }));
    files
}

/// What a release has beside its data, whatever the version: the files under `schema/`, and where the data comes from.
pub(crate) fn beside(plan: &Plan<'_>) -> Vec<SmallFile> {
    let schemas: Vec<_> = plan.tables.iter().map(|table| table.table()).collect();
    let mut files = schema_files(&schemas);
    files.extend(provenance::contents(plan));
    files
}
