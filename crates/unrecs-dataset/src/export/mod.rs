//! One file per format: tables in, bytes out on a sink, part by part; nothing here knows about files.

mod akn;
pub(crate) mod cells;
mod csv;
pub(crate) mod dictionary;
pub(crate) mod excel;
pub(crate) mod heading;
pub(crate) mod json;
mod json_schema;
mod ndjson;
pub(crate) mod ordered;
mod parquet;
#[cfg(test)]
pub(crate) mod samples;
pub(crate) mod site;
pub(crate) mod sqlite;
mod xml;
mod xsd;

use std::io::{self, Write};
use std::path::Path;

use arrow_array::RecordBatch;
use serde::Serialize;

use crate::dataset::Dataset;
use crate::layout;
use crate::readback::{NestedFilesReader, TableReader, WholeReader};
pub use crate::tables::schema::{NAMESPACE, SCHEMA_VERSION};
use crate::tables::schema::{NestedFile, Table, TableRole};
use crate::tables::{MeasuredTable, Part, Tables};
pub use csv::csv_field;
use unrecs_text::resolve::Resolved;

/// Where an exporter writes; bytes arrive in order and in pieces of any size.
pub type Sink<'a> = dyn Write + Send + 'a;

/// One published format.
#[derive(Debug)]
pub struct Format {
    /// As in `pipeline.toml`: `parquet`, `csv`, `ndjson`, `xml`, `json`, `akn`, `excel`, `sqlite`, `site`.
    pub name: &'static str,
    /// Media type of its files, as registered with IANA where it is.
    pub media_type: &'static str,
    /// One file a table, one file for all, or one file a document.
    pub files: Files,
}

/// Which files a format has, what writes them, and what reads them back.
///
/// Errors of writing are those of the sink, and [`io::ErrorKind::InvalidData`] for a value that the format cannot hold.
#[derive(Debug)]
pub enum Files {
    /// `data/<format>/<table>.<extension>`; a view and provenance stand elsewhere ([`Format::of_table`]).
    PerTable {
        /// Of which tables it has files. Tables other than those of data are written whether or not the format is configured.
        roles: &'static [TableRole],
        /// Without the dot.
        extension: &'static str,
        /// Begins a table.
        encoder: fn(&MeasuredTable) -> io::Result<Box<dyn Encoder>>,
        /// Reads the rows back.
        reader: TableReader,
    },
    /// A file of the whole dataset, the only one below `data/<format>/`.
    Whole {
        /// Relative to the release, with `/`.
        path: fn(&Dataset) -> String,
        /// Begins the dataset.
        encoder: fn(&Whole<'_>) -> io::Result<Box<dyn Encoder>>,
        /// Reads the rows back; none where nothing does, so that a check knows the file by its digest alone.
        reader: Option<WholeReader>,
    },
    /// `data/<format>/<document_id>.<extension>` with all languages, and [`layout::REGISTRY`].
    PerWork {
        /// Without the dot.
        extension: &'static str,
        /// The whole file of a document, or of the registry, from its rows.
        encoder: fn(&Dataset, NestedFile, &Part) -> io::Result<Vec<u8>>,
        /// Reads the rows back.
        reader: NestedFilesReader,
    },
    /// `data/<format>/<document_id>.<language>.<extension>`, the language as a BCP 47 tag, `und` where it is not known.
    PerDocument {
        /// Without the dot.
        extension: &'static str,
        /// The whole file of a document.
        encoder: fn(&Dataset, &Resolved<'_>) -> io::Result<Vec<u8>>,
    },
    /// Files below [`layout::SITE`], whose names follow from the rows.
    Site {
        /// Writes all of them, in any order and from any thread.
        write: fn(&Pages<'_>, &Put<'_>) -> io::Result<()>,
    },
}

/// What pages are made from.
pub struct Pages<'a> {
    /// What the dataset is called.
    pub dataset: &'a Dataset,
    /// The rows of everything.
    pub rows: &'a dyn WorkRows,
    /// The formats of the release, to whose files pages lead.
    pub formats: &'a [&'static Format],
}

/// The rows of a dataset, document by document.
pub trait WorkRows: Sync {
    /// How many documents there are.
    fn documents(&self) -> usize;

    /// The rows of the document of an index, in all its languages.
    fn document(&self, index: usize) -> Part;

    /// The rows of the registry.
    fn registry(&self) -> Part;

    /// Hands over all rows of a table, in batches.
    ///
    /// # Errors
    /// The first that `take` gives.
    fn each_batch(&self, table: &str, take: &mut TakeBatch<'_>) -> io::Result<()>;
}

/// Takes a batch of rows.
pub type TakeBatch<'a> = dyn FnMut(&RecordBatch) -> io::Result<()> + 'a;

/// Takes a file that is done.
pub type Put<'a> = dyn Fn(SmallFile) -> io::Result<()> + Sync + 'a;

impl WorkRows for Tables<'_> {
    fn documents(&self) -> usize {
        self.documents().len()
    }

    fn document(&self, index: usize) -> Part {
        self.of_document(index)
    }

    fn registry(&self) -> Part {
        self.of_registry()
    }

    fn each_batch(&self, table: &str, take: &mut TakeBatch<'_>) -> io::Result<()> {
        self.for_each_batch(table, take)
    }
}

/// What a file of the whole dataset begins with.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// What the dataset is called.
    pub dataset: &'a Dataset,
    /// The tables whose parts will come.
    pub tables: &'a Tables<'a>,
    /// A directory for files that are there only while the encoder is: formats that are not written from the beginning to the end
    /// are made in one and handed on when they are done.
    pub scratch: &'a Path,
}

impl<'a> Whole<'a> {
    /// The tables whose rows the file holds: all but those of provenance.
    pub(crate) fn held(&self) -> impl Iterator<Item = &'a MeasuredTable> {
        self.tables.iter().filter(|table| table.table().role != TableRole::Provenance)
    }
}

/// One file in the making: takes the parts of the dataset in their order and writes what belongs to the file.
pub trait Encoder: Send {
    /// Takes the next part.
    ///
    /// # Errors
    /// Those of [`Files`].
    fn part(&mut self, part: &Part, sink: &mut Sink<'_>) -> io::Result<()>;

    /// Ends the file, when every part was taken.
    ///
    /// # Errors
    /// Those of [`Files`].
    fn end(self: Box<Self>, sink: &mut Sink<'_>) -> io::Result<()>;
}

/// Every format, in the order in which files are listed.
pub static FORMATS: &[Format] = &[
    parquet::FORMAT,
    csv::FORMAT,
    ndjson::FORMAT,
    xml::FORMAT,
    json::FORMAT,
    akn::FORMAT,
    excel::FORMAT,
    sqlite::FORMAT,
    site::FORMAT,
];

/// A file whose bytes are at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallFile {
    /// Relative to the release, with `/`.
    pub path: String,
    /// Media type.
    pub media_type: &'static str,
    /// The whole file.
    pub bytes: Vec<u8>,
}

impl SmallFile {
    /// A file of these bytes at this path.
    pub fn new(path: impl Into<String>, media_type: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), media_type, bytes: bytes.into() }
    }
}

/// One way to document the tables: the published schema in, files out.
type SchemaWriter = fn(&[&'static Table]) -> Vec<SmallFile>;

/// Every way to document the tables, by the name of its file.
static SCHEMA_WRITERS: &[(&str, SchemaWriter)] =
    &[("json_schema", json_schema::files), ("xsd", xsd::files), ("dictionary", dictionary::files)];

impl Format {
    /// The format of this name, if there is one.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The file with the rows of a table alone, relative to the release, and what reads it back; none where the format has no such file.
    pub fn of_table(&self, table: &str, role: TableRole) -> Option<(String, TableReader)> {
        match self.files {
            Files::PerTable { roles, extension, reader, .. } if roles.contains(&role) => {
                let path = match role {
                    TableRole::Data => layout::table(self.name, table, extension),
                    TableRole::View => layout::view(table, extension),
                    TableRole::Provenance => layout::provenance(table, extension),
                };
                Some((path, reader))
            }
            _ => None,
        }
    }

    /// Whether a document is a file with rows of several tables.
    pub fn is_nested(&self) -> bool {
        matches!(self.files, Files::PerWork { .. })
    }
}

/// JSON indented by two spaces, with a line break at the end.
pub(crate) fn pretty_json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("every key is text, and memory takes every write");
    bytes.push(b'\n');
    bytes
}

/// A text as it may stand in an address: of a character that may not (RFC 3986, section 2.1), the bytes in UTF-8 are written.
pub(crate) fn percent_encoded(text: &str, may_stand: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        if may_stand(character) {
            encoded.push(character);
        } else {
            let mut bytes = [0; 4];
            encoded.extend(character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    encoded
}

/// Every schema file of these tables: JSON Schemas, the XSD and the data dictionary. No data is needed for them.
pub fn schema_files(tables: &[&'static Table]) -> Vec<SmallFile> {
    SCHEMA_WRITERS.iter().flat_map(|(_, write)| write(tables)).collect()
}

/// The JSON Schema (2020-12) of one NDJSON line of this table, as a file.
pub fn json_schema_of(table: &'static Table) -> SmallFile {
    json_schema::of_table(table)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// Files of the folder that are neither a format nor a schema: what they share, and the rows they are tested on.
    const SHARED: [&str; 5] = ["mod", "cells", "heading", "ordered", "samples"];

    #[test]
    fn every_file_of_the_folder_is_in_a_list() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        let formats = FORMATS.iter().map(|format| format.name);
        let schemas = SCHEMA_WRITERS.iter().map(|(name, _)| *name);
        let listed: BTreeSet<String> = formats.chain(schemas).chain(SHARED).map(str::to_owned).collect();
        assert_eq!(files, listed);
    }

    #[test]
    fn every_format_writes_the_same_bytes_again() {
        for format in FORMATS {
            let write = || match format.files {
                Files::PerTable { encoder, .. } => samples::written("paragraphs", encoder),
                Files::Whole { encoder, .. } => samples::whole(&samples::tables(), encoder),
                Files::PerWork { encoder, .. } => {
                    encoder(&samples::dataset(), NestedFile::Document, &samples::part()).unwrap()
                }
                Files::PerDocument { encoder, .. } => {
                    let document = samples::document("a", "一. 第一次会议\n\n1. 缔约国应适用《公约》第6条。\n");
                    encoder(&samples::dataset(), &document).unwrap()
                }
                Files::Site { .. } => samples::site(&samples::tables()).concat().into_bytes(),
            };
            assert!(!write().is_empty());
            assert_eq!(write(), write(), "{}", format.name);
        }
    }
}
