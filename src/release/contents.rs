//! What a release is made of: the path of every file, and how its bytes come about.

use std::io;

use super::Plan;
use crate::export::{Sink, Writer, schema_files};

/// One file of a release.
pub(super) struct Content<'a> {
    /// Relative to the release, with `/`.
    pub(super) path: String,
    pub(super) media_type: &'static str,
    /// Number of rows, where the file is a table.
    pub(super) rows: Option<usize>,
    pub(super) write: Write<'a>,
}

/// Writes the bytes of a file, as often as asked.
type Write<'a> = Box<dyn Fn(&mut Sink<'_>) -> io::Result<()> + Sync + 'a>;

impl Content<'_> {
    /// A file whose bytes are at hand.
    pub(super) fn text(path: &str, media_type: &'static str, text: impl Into<Vec<u8>>) -> Self {
        let bytes = text.into();
        Content { path: path.to_owned(), media_type, rows: None, write: Box::new(move |sink| sink.write_all(&bytes)) }
    }
}

/// The files under `data/` and `schema/`: those that two releases with the same data have in common.
pub(super) fn of<'a>(plan: &Plan<'a>) -> Vec<Content<'a>> {
    let mut contents = Vec::new();
    for format in plan.formats {
        match format.writer {
            Writer::PerTable { extension, write } => contents.extend(plan.tables.iter().map(|table| Content {
                path: format!("data/{}/{}.{extension}", format.name, table.schema().name),
                media_type: format.media_type,
                rows: Some(table.rows()),
                write: Box::new(move |sink: &mut Sink<'_>| write(table, sink)),
            })),
            Writer::Whole { path, write } => {
                let (dataset, tables) = (plan.dataset, plan.tables);
                contents.push(Content {
                    path: path.to_owned(),
                    media_type: format.media_type,
                    rows: None,
                    write: Box::new(move |sink: &mut Sink<'_>| write(dataset, tables, sink)),
                });
            }
        }
    }
    let schemas: Vec<_> = plan.tables.iter().map(|table| table.schema()).collect();
    contents
        .extend(schema_files(&schemas).into_iter().map(|file| Content::text(&file.path, file.media_type, file.bytes)));
    contents
}
