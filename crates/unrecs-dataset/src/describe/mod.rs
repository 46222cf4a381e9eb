//! One file per metadata standard: what a release is and holds in, the files by which people, portals and tools take it in out.
//!
//! Everything comes from the one schema and from what the manifest says. A description tells of the files of data, schemas, changes
//! and provenance, which are written before it; it does not tell of other descriptions.

mod citation;
pub mod ckan;
mod croissant;
mod csvw;
mod datacite;
mod datapackage;
mod dcat;
mod page;
mod readme;
mod ro_crate;
pub(crate) mod series;
mod yaml;

use jiff::Timestamp;
use semver::Version;

use crate::dataset::Dataset;
use crate::export::ordered::{Ordered, object};
use crate::export::{FORMATS, Files, Format, SmallFile};
use crate::layout;
use crate::tables::schema::Table;
use unrecs_text::value::{self, Date, Digest};

/// The tables and columns that say when what is published was adopted: from the first of these days to the last is the period of a
/// release.
pub(crate) const DAYS: [(&str, &str); 3] =
    [("documents", "adopted_on"), ("divisions", "starts_on"), ("divisions", "ends_on")];

/// A release, as far as it can be described.
#[derive(Debug)]
pub struct Release<'a> {
    /// What the dataset is called, who publishes it, and under which terms.
    pub dataset: &'a Dataset,
    /// The version of the release.
    pub version: &'a Version,
    /// The last good version when it was made; none for the first, and where all were yanked.
    pub previous: Option<&'a Version>,
    /// Why this version, in one line.
    pub reason: &'a str,
    /// To the second.
    pub released_at: Timestamp,
    /// Name and version of the program that made it.
    pub generator: (&'a str, &'a str),
    /// Of all tables: `docs/content-digest.md`.
    pub content_sha256: Digest,
    /// The formats of its data, in the order of [`FORMATS`].
    pub formats: &'a [&'static Format],
    /// Every table, in publishing order.
    pub tables: Vec<Counted>,
    /// Every file of data, schemas, changes and provenance, sorted by path.
    pub files: Vec<File<'a>>,
    /// Every document that was read, in the order of the run.
    pub documents: Vec<Document<'a>>,
    /// The first and the last day of all meetings; none where no date is known.
    pub period: Option<(Date, Date)>,
    /// What is not known or not right in it.
    pub limits: Limits,
}

/// A table with its number of rows.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    /// What it holds.
    pub schema: &'static Table,
    /// Number of its rows.
    pub rows: usize,
    /// Of its rows, whatever the format.
    pub content_sha256: Digest,
}

/// One file of a release.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Relative to the release, with `/`.
    pub path: &'a str,
    /// Media type.
    pub media_type: &'a str,
    /// Size.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: &'a str,
    /// What stands in it.
    pub content: Content<'a>,
}

/// What stands in a file.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// The rows of a table.
    Table {
        /// In this format.
        format: &'static Format,
        /// With so many rows.
        table: Counted,
    },
    /// The whole dataset in one file of this format.
    Dataset(&'static Format),
    /// The registry in a file of its own, in this format.
    Registry(&'static Format),
    /// The text that was read of a document; none where the name of the file is none of theirs.
    Text(Option<Document<'a>>),
    /// One document as a whole.
    Document {
        /// In this format.
        format: &'static Format,
        /// The one of the documents; none where the name of the file is none of theirs.
        document: Option<Document<'a>>,
    },
    /// What stands beside the data: schemas, changes, provenance, pages for people.
    Beside,
}

/// One document that was read.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Key of the document.
    pub document_id: &'a str,
    /// Its title, verbatim; none where none was recognized.
    pub title: Option<&'a str>,
    /// The symbol of the United Nations; none where it is not known.
    pub symbol: Option<&'a str>,
    /// BCP 47 tag of its text; none where it was not recognized.
    pub language: Option<&'a str>,
    /// Relative to the configuration, with `/`. The release does not hold the file.
    pub source_path: &'a str,
    /// SHA-256 of the source.
    pub source_sha256: Digest,
    /// Size of the source.
    pub source_bytes: u64,
}

/// What is not known or not right in a release, with its counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// How many references ended how: the codes of the column `status`, in the order of the schema, all of them.
    pub references: Vec<(&'static str, usize)>,
    /// Findings by severity, in words, the gravest first, all of them.
    pub findings: Vec<(&'static str, usize)>,
}

/// One way to describe a release.
#[derive(Debug)]
pub struct Standard {
    /// The name of its file in this folder.
    pub name: &'static str,
    /// The release in, files out; none where the standard has nothing to say of it.
    pub write: fn(&Release<'_>) -> Vec<SmallFile>,
}

/// The one description that stands among the files of data, and holds no rows.
pub(crate) const AMONG_DATA: &str = csvw::METADATA;

/// Every standard.
pub static STANDARDS: &[Standard] = &[
    citation::STANDARD,
    ckan::STANDARD,
    croissant::STANDARD,
    csvw::STANDARD,
    datacite::STANDARD,
    datapackage::STANDARD,
    dcat::STANDARD,
    page::STANDARD,
    readme::STANDARD,
    ro_crate::STANDARD,
];

/// Every description of a release.
pub fn describe(release: &Release<'_>) -> Vec<SmallFile> {
    STANDARDS.iter().flat_map(|standard| (standard.write)(release)).collect()
}

impl<'a> Release<'a> {
    /// The tag of the English title and description, and of everything the schema says.
    pub const LANGUAGE: &'static str = "en";

    /// The title in English.
    pub fn title(&self) -> &'a str {
        self.dataset.title.get(Self::LANGUAGE).unwrap_or(&self.dataset.id)
    }

    /// The description in English.
    pub fn description(&self) -> &'a str {
        self.dataset.description.get(Self::LANGUAGE).map_or("", String::as_str)
    }

    /// BCP 47 tags of the languages of the documents, sorted, each once.
    pub fn languages(&self) -> Vec<&'a str> {
        let mut languages: Vec<&str> = self.documents.iter().filter_map(|document| document.language).collect();
        languages.sort_unstable();
        languages.dedup();
        languages
    }

    /// The titles in other languages, with their tags.
    pub fn other_titles(&self) -> impl Iterator<Item = (&'a String, &'a String)> + use<'a> {
        self.dataset.title.iter().filter(|(language, _)| *language != Self::LANGUAGE)
    }

    /// The first and the last day of all meetings as an interval of ISO 8601.
    pub fn coverage(&self) -> Option<String> {
        self.period.map(|(first, last)| format!("{first}/{last}"))
    }

    /// When it was released: RFC 3339, UTC, to the second.
    pub fn instant(&self) -> String {
        value::instant(self.released_at)
    }

    /// The day on which it was released, in UTC: ISO 8601.
    pub fn day(&self) -> String {
        self.released_at.strftime("%Y-%m-%d").to_string()
    }

    /// The DOI of the dataset in all its versions, as an address.
    pub fn doi(&self) -> Option<String> {
        self.dataset.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"))
    }

    /// The address of this release with a slash at its end, where the configuration says where releases are served.
    pub fn address(&self) -> Option<String> {
        self.address_of_version(self.version)
    }

    /// The same of the release of another version.
    pub fn address_of_version(&self, version: &Version) -> Option<String> {
        self.dataset.base_url.as_ref().map(|base| format!("{base}/v{version}/"))
    }

    /// The address of a file of this release where the configuration says where releases are served, else its path, which counts
    /// from a description in the directory of the release.
    pub fn address_of(&self, path: &str) -> String {
        self.address().map_or_else(|| path.to_owned(), |address| address + path)
    }

    /// The files with the rows of tables in this format, such as `csv`, in publishing order of the tables.
    pub fn tables_as(&self, format: &str) -> Vec<(Counted, File<'a>)> {
        let is_of = |file: &File<'_>, name: &str| matches!(file.content, Content::Table { format: of, table } if of.name == format && table.schema.name == name);
        let file = |table: &Counted| self.files.iter().find(|file| is_of(file, table.schema.name)).copied();
        self.tables.iter().filter_map(|table| Some((*table, file(table)?))).collect()
    }
}

/// What stands in the file at this path, which is told from how files of data are named.
pub fn content_of<'a>(path: &str, tables: &[Counted], documents: &[Document<'a>]) -> Content<'a> {
    data_at(path, tables, documents).unwrap_or(Content::Beside)
}

fn data_at<'a>(path: &str, tables: &[Counted], documents: &[Document<'a>]) -> Option<Content<'a>> {
    let of_table = |format: &'static Format| {
        let is_of = |table: &&Counted| {
            let file = format.of_table(table.schema.name, table.schema.role);
            file.is_some_and(|(own, _)| own == path)
        };
        Some(Content::Table { format, table: *tables.iter().find(is_of)? })
    };
    if let Some(content) = FORMATS.iter().find_map(of_table) {
        return Some(content);
    }
    if path == layout::REGISTRY {
        return FORMATS.iter().find(|format| format.is_nested()).map(Content::Registry);
    }
    if path.starts_with(layout::TEXTS) {
        let is_of = |document: &&Document<'_>| path == layout::text(document.document_id, document.language);
        return Some(Content::Text(documents.iter().find(is_of).copied()));
    }
    let format = Format::named(layout::format_of(path)?)?;
    Some(match format.files {
        Files::Whole { .. } => Content::Dataset(format),
        Files::PerTable { .. } | Files::Site { .. } => return None,
        Files::PerWork { extension, .. } => {
            let is_of = |document: &&Document<'_>| path == layout::work(format.name, document.document_id, extension);
            Content::Document { format, document: documents.iter().find(is_of).copied() }
        }
        Files::PerDocument { extension, .. } => {
            path.strip_suffix(extension)?;
            let is_of = |document: &&Document<'_>| {
                path == layout::document(format.name, document.document_id, document.language, extension)
            };
            Content::Document { format, document: documents.iter().find(is_of).copied() }
        }
    })
}

/// A thing of JSON-LD that is told of elsewhere, by its identifier.
fn link(id: impl Into<Ordered>) -> Ordered {
    object! { "@id": id }
}

#[cfg(test)]
pub(crate) mod samples;

#[cfg(test)]
mod tests;
