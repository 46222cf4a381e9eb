//! One file per format: tables in, bytes out on a sink; nothing here knows about files.

pub mod json_schema;

use std::io::{self, Write};

use crate::tables::{Table, Tables};

/// One published format.
pub struct Format {
    /// As in `pipeline.toml`: `parquet`, `csv`, `ndjson`, `xml`, `json`.
    pub name: &'static str,
    pub media_type: &'static str,
    /// One file a table, or one file for all.
    pub writer: Writer,
}

pub enum Writer {
    /// `data/<format>/<table>.<extension>`
    PerTable { extension: &'static str, write: fn(&Table, &mut dyn Write) -> io::Result<()> },
    /// A file of the whole dataset.
    Whole { path: &'static str, write: fn(&Tables, &mut dyn Write) -> io::Result<()> },
}

/// Every format, in the order in which files are listed.
pub static FORMATS: &[Format] = &[];
