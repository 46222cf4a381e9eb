//! Where the files of a release, and those beside the releases, are: every path is written here, and nowhere else.

use std::path::{Component, Path};

/// Beside the releases: names every version.
pub const VERSIONS: &str = "versions.json";
/// Beside the releases: names the last good one.
pub const LATEST: &str = "latest.json";

/// Behind the name of a release: the directory beside it that has its signatures.
pub const SIGNATURES: &str = ".sig";

/// Names every file of a release but itself and the checksums, with its digest.
pub const MANIFEST: &str = "manifest.json";
/// The digests of all files but itself, as `sha256sum -c` reads them.
pub const CHECKSUMS: &str = "SHA256SUMS";
/// What the release is, for people.
pub const README: &str = "README.md";
/// What changed from version to version, for people.
pub const CHANGELOG: &str = "CHANGELOG.md";

/// What changed since the release before: one operation a line.
pub const OPS: &str = "changes/ops.ndjson";
/// The same as a table.
pub const CHANGES: &str = "changes/changes.csv";
/// How much changed, and what it means for the version.
pub const SUMMARY: &str = "changes/summary.json";

/// Everything that was found in the sources.
pub const FINDINGS: &str = "provenance/findings.ndjson";
/// The files that the release was made from.
pub const INPUTS: &str = "provenance/inputs.json";
/// What the run counted.
pub const RUN: &str = "provenance/run.json";

/// The JSON Schema of the nested file of a document.
pub const DOCUMENT_SCHEMA: &str = "schema/document.schema.json";
/// The JSON Schema of the nested file of the registry.
pub const REGISTRY_SCHEMA: &str = "schema/registry.schema.json";
/// The registry as nested JSON; the documents are files of their own.
pub const REGISTRY: &str = "data/registry.json";
/// What every column means.
pub const DICTIONARY: &str = "schema/dictionary.csv";
/// The XML Schema of the tables.
pub const XSD: &str = "schema/tables.xsd";

/// The files that every release has, but for those of its tables, its formats and its descriptions. The manifest lists them.
pub const IN_EVERY_RELEASE: [&str; 9] =
    [README, CHANGELOG, FINDINGS, INPUTS, RUN, DOCUMENT_SCHEMA, REGISTRY_SCHEMA, DICTIONARY, XSD];

/// The files that a release has besides where there is a release before.
pub const WITH_CHANGES: [&str; 3] = [OPS, CHANGES, SUMMARY];

/// The file with the JSON Schema of a table.
pub fn table_schema(table: &str) -> String {
    format!("schema/{table}.schema.json")
}

/// A file of data.
pub fn data(format: &str, file: &str) -> String {
    format!("data/{format}/{file}")
}

/// The file with the rows of a table of data alone.
pub fn table(format: &str, table: &str, extension: &str) -> String {
    data(format, &format!("{table}.{extension}"))
}

/// The file of a view for people.
pub fn view(table: &str, extension: &str) -> String {
    format!("data/{table}.{extension}")
}

/// The file with the rows of a table of provenance alone.
pub fn provenance(table: &str, extension: &str) -> String {
    format!("provenance/{table}.{extension}")
}

/// In front of a text for people: spreadsheets take a file that begins so for UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The text of a document that was read.
pub fn text(id: &str, language: Option<&str>) -> String {
    format!("{TEXTS}{}.{}.txt", id, language.unwrap_or("und"))
}

/// Where the texts are that were read.
pub const TEXTS: &str = "data/text/";

/// The file of a document in all its languages.
pub fn work(format: &str, id: &str, extension: &str) -> String {
    data(format, &format!("{id}.{extension}"))
}

/// The file of a document: its language is a BCP 47 tag, `und` where it is not known.
pub fn document(format: &str, id: &str, language: Option<&str>, extension: &str) -> String {
    data(format, &format!("{id}.{}.{extension}", language.unwrap_or("und")))
}

/// The format of a file of data, by its path; none where the file is none, or is in every release whatever the formats are.
pub fn format_of(path: &str) -> Option<&str> {
    if path.starts_with(SITE) {
        return (path != RELEASE_PAGE).then_some("site");
    }
    let (format, _) = path.strip_prefix("data/").filter(|_| !path.starts_with(TEXTS))?.split_once('/')?;
    Some(format)
}

/// Where the pages for people are.
pub const SITE: &str = "site/";

/// The page about the release itself, which is a description of it.
pub const RELEASE_PAGE: &str = "site/release.html";

/// A file of the pages for people.
pub fn page(path: &str) -> String {
    format!("{SITE}{path}")
}

/// Whether a text may be the name of a table: names are part of paths, which lead nowhere else then.
pub fn is_table_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether a path with `/` leads to something below the directory that it counts from, links aside.
pub fn stays_below(path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(plain)
        && !path.contains(['\\', '\0'])
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
