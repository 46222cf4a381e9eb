//! What a release is made of: files whose bytes are at hand, and files of data that are written part by part.

use std::io;
use std::path::Path;

use crate::export::{Encoder, Files, SmallFile, Whole, schema_files};
use crate::layout;
use crate::release::Plan;
use unrecs_text::resolve::Resolved;

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

/// The files under `data/` that hold tables, in the order of the formats and the tables.
pub(crate) fn data<'a>(plan: &Plan<'a>) -> Vec<DataFile<'a>> {
    let mut files = Vec::new();
    for format in plan.formats {
        match format.files {
            Files::PerTable { extension, encoder, .. } => files.extend(plan.tables.iter().map(|table| DataFile {
                path: layout::table(format.name, table.table().name, extension),
                media_type: format.media_type,
                rows: Some(table.rows()),
                begin: Box::new(move |_| encoder(table)),
            })),
            Files::Whole { path, encoder, .. } => {
                let (dataset, tables) = (plan.dataset, plan.tables);
                let begin = Box::new(move |scratch: &Path| encoder(&Whole { dataset, tables, scratch }));
                files.push(DataFile { path: path(dataset), media_type: format.media_type, rows: None, begin });
            }
            Files::PerDocument { .. } => {}
        }
    }
    files
}

/// The files under `data/` that hold a document, in the order of the formats and the documents.
pub(crate) fn documents<'a>(plan: &Plan<'a>) -> Vec<DocumentFile<'a>> {
    let mut files = Vec::new();
    for format in plan.formats {
        let Files::PerDocument { extension, encoder } = format.files else { continue };
        let (dataset, documents) = (plan.dataset, plan.validated.documents());
        let file = |document: &'a Resolved<'a>| {
            let metadata = document.normalized().metadata();
            let path = layout::document(format.name, &metadata.document_id, metadata.language, extension);
            DocumentFile { path, media_type: format.media_type, make: Box::new(move || encoder(dataset, document)) }
        };
        files.extend(documents.iter().map(file));
    }
    files
}

/// The files under `schema/`.
pub(crate) fn schemas(plan: &Plan<'_>) -> Vec<SmallFile> {
    let schemas: Vec<_> = plan.tables.iter().map(|table| table.table()).collect();
    schema_files(&schemas)
}
