//! What a release is made of: files whose bytes are at hand, and files of data that are written part by part.

use std::io;
use std::path::Path;

use super::Plan;
use crate::export::{Encoder, SmallFile, Whole, Writer, schema_files};
use unrecs_text::resolve::Resolved;

/// One file of data.
pub(super) struct DataFile<'a> {
    /// Relative to the release, with `/`.
    pub(super) path: String,
    pub(super) media_type: &'static str,
    /// Number of rows, where the file is a table.
    pub(super) rows: Option<usize>,
    pub(super) begin: Begin<'a>,
}

/// Begins a file, for which there is a directory for temporary files.
type Begin<'a> = Box<dyn Fn(&Path) -> io::Result<Box<dyn Encoder>> + 'a>;

/// One file of data that holds a document.
pub(super) struct DocumentFile<'a> {
    /// Relative to the release, with `/`.
    pub(super) path: String,
    pub(super) media_type: &'static str,
    pub(super) make: Make<'a>,
}

/// Makes a file.
type Make<'a> = Box<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync + 'a>;

/// The files under `data/` that hold tables, in the order of the formats and the tables.
pub(super) fn data<'a>(plan: &Plan<'a>) -> Vec<DataFile<'a>> {
    let mut files = Vec::new();
    for format in plan.formats {
        match format.writer {
            Writer::PerTable { extension, encoder } => files.extend(plan.tables.iter().map(|table| DataFile {
                path: format!("data/{}/{}.{extension}", format.name, table.table().name),
                media_type: format.media_type,
                rows: Some(table.rows()),
                begin: Box::new(move |_| encoder(table)),
            })),
            Writer::Whole { path, encoder } => {
                let (dataset, tables) = (plan.dataset, plan.tables);
                let begin = Box::new(move |scratch: &Path| encoder(&Whole { dataset, tables, scratch }));
                files.push(DataFile { path: path(dataset), media_type: format.media_type, rows: None, begin });
            }
            Writer::PerDocument { .. } => {}
        }
    }
    files
}

/// The files under `data/` that hold a document, in the order of the formats and the documents.
pub(super) fn documents<'a>(plan: &Plan<'a>) -> Vec<DocumentFile<'a>> {
    let mut files = Vec::new();
    for format in plan.formats {
        let Writer::PerDocument { extension, encoder } = format.writer else { continue };
        let (dataset, documents) = (plan.dataset, plan.validated.documents());
        let file = |document: &'a Resolved<'a>| {
            let facts = document.normalized().metadata();
            let language = facts.language.unwrap_or("und");
            let path = format!("data/{}/{}.{language}.{extension}", format.name, facts.document_id);
            DocumentFile { path, media_type: format.media_type, make: Box::new(move || encoder(dataset, document)) }
        };
        files.extend(documents.iter().map(file));
    }
    files
}

/// The files under `schema/`.
pub(super) fn schemas(plan: &Plan<'_>) -> Vec<SmallFile> {
    let schemas: Vec<_> = plan.tables.iter().map(|table| table.table()).collect();
    schema_files(&schemas)
}
