//! `datapackage.json`: a Data Package 2.0 of all files of data.
//!
//! The standard has no place for a file in several formats, nor for texts in several languages. The CSV file of a table is the
//! resource with the name of the table, with types and keys; every other file is a resource of its own that says by `sameRowsAs`
//! which resource has the same rows. A text in another language than English has the name of the English one, a colon and the tag of
//! the language: `title:zh`.

mod table_schema;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Content, Counted, Document, File, Release, Standard};
use crate::dataset::Dataset;
use crate::export::{SmallFile, pretty_json};
use table_schema::Schema;

/// A Data Package 2.0 with Table Schemas.
pub(super) const STANDARD: Standard = Standard { name: "datapackage", write: files };

/// The profile, as the standard names it.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The format that has types and keys here.
const MAIN: &str = "csv";

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(flatten)]
    titles: Texts<'a>,
    #[serde(flatten)]
    descriptions: Texts<'a>,
    version: String,
    created: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'a [String],
    licenses: [License<'a>; 1],
    contributors: Vec<Contributor<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source<'a>>,
    resources: Vec<Resource<'a>>,
}

/// A text in several languages by the names of its members, such as `title` and `title:zh`.
type Texts<'a> = BTreeMap<String, &'a str>;

#[derive(Serialize)]
struct License<'a> {
    /// A short one, such as an SPDX identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    path: &'a str,
    title: &'a str,
}

/// Roles are those of ISO 19115.
#[derive(Serialize)]
struct Contributor<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    roles: [&'static str; 1],
}

/// A document that was read. It has no `path`: the release does not hold the file, and where else it may be is not known.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Source<'a> {
    title: &'a str,
    document_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    symbol: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// Relative to the configuration of who made the release.
    source_path: &'a str,
    bytes: u64,
    hash: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Resource<'a> {
    name: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    path: &'a str,
    title: String,
    #[serde(rename = "title:zh", skip_serializing_if = "Option::is_none")]
    title_zh: Option<String>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    about: Option<About>,
    /// The resource that has the same rows with types and keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_rows_as: Option<&'static str>,
    format: String,
    mediatype: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    bytes: u64,
    hash: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    table: Option<Table>,
}

#[derive(Serialize)]
struct About {
    description: &'static str,
    #[serde(rename = "description:zh")]
    description_zh: &'static str,
}

/// What is said of a table.
#[derive(Serialize)]
struct Table {
    rows: usize,
    dialect: Dialect,
    schema: Schema,
}

/// RFC 4180, as the files of CSV are written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    #[serde(rename = "$schema")]
    profile: &'static str,
    header: bool,
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    skip_initial_space: bool,
}

const DIALECT: Dialect = Dialect {
    profile: "https://datapackage.org/profiles/2.0/tabledialect.json",
    header: true,
    delimiter: ",",
    line_terminator: "\r\n",
    quote_char: "\"",
    double_quote: true,
    skip_initial_space: false,
};

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let mut resources: Vec<Resource<'_>> = release.files.iter().filter_map(|file| resource(release, file)).collect();
    // The tables come first, in publishing order, for some readers open the first resource that they find.
    let place = |resource: &Resource<'_>| release.tables.iter().position(|table| table.schema.name == resource.name);
    resources.sort_by_key(|resource| place(resource).unwrap_or(usize::MAX));
    // A package holds one resource or more.
    if resources.is_empty() {
        return Vec::new();
    }
    vec![SmallFile::new("datapackage.json", "application/json", pretty_json(&package(release, resources)))]
}

fn package<'a>(release: &'a Release<'_>, resources: Vec<Resource<'a>>) -> Package<'a> {
    let dataset = release.dataset;
    Package {
        profile: PROFILE,
        name: &dataset.id,
        id: release.doi().or_else(|| release.address()),
        titles: texts("title", &dataset.title),
        descriptions: texts("description", &dataset.description),
        version: release.version.to_string(),
        created: release.instant(),
        homepage: dataset.homepage.as_deref(),
        keywords: &dataset.keywords,
        licenses: [license(dataset)],
        contributors: contributors(dataset),
        sources: release.documents.iter().map(source).collect(),
        resources,
    }
}

fn texts<'a>(member: &str, by_language: &'a BTreeMap<String, String>) -> Texts<'a> {
    let named = |language: &String| match language.as_str() {
        Release::LANGUAGE => member.to_owned(),
        other => format!("{member}:{other}"),
    };
    by_language.iter().map(|(language, text)| (named(language), text.as_str())).collect()
}

fn license(dataset: &Dataset) -> License<'_> {
    let (title, path) = (dataset.license.name.as_str(), dataset.license.url.as_str());
    let short = title.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    License { name: short.then_some(title), path, title }
}

fn contributors(dataset: &Dataset) -> Vec<Contributor<'_>> {
    let publisher = &dataset.publisher;
    let publisher =
        Contributor { title: &publisher.name, path: publisher.url.as_deref(), email: None, roles: ["publisher"] };
    let contact = dataset.contact.as_ref().map(|contact| Contributor {
        title: &contact.name,
        path: contact.url.as_deref(),
        email: contact.email.as_deref(),
        roles: ["pointOfContact"],
    });
    [publisher].into_iter().chain(contact).collect()
}

fn source<'a>(document: &Document<'a>) -> Source<'a> {
    Source {
        title: document.title.unwrap_or(document.document_id),
        document_id: document.document_id,
        symbol: document.symbol,
        language: document.language,
        source_path: document.source_path,
        bytes: document.source_bytes,
        hash: format!("sha256:{}", document.source_sha256),
    }
}

/// A file of data as a resource; none for what stands beside the data.
fn resource<'a>(release: &Release<'_>, file: &File<'a>) -> Option<Resource<'a>> {
    // The extension in capitals is on purpose: readers of the standard open a `parquet` or `xlsx` as a table, then count no bytes of it
    // and call the true number wrong. In capitals, it is a file to them, whose bytes and digest they check.
    let format = file.path.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
    let plain = |name: String, title: String, title_zh: Option<String>| Resource {
        name,
        kind: None,
        path: file.path,
        title,
        title_zh,
        about: None,
        same_rows_as: None,
        format: format.clone(),
        mediatype: file.media_type,
        encoding: is_text(file.media_type).then_some("utf-8"),
        bytes: file.bytes,
        hash: format!("sha256:{}", file.sha256),
        table: None,
    };
    Some(match file.content {
        Content::Table { format, table } if format.name == MAIN => main(table, plain),
        Content::Table { format: kind, table } => {
            let (name, title) = (table.schema.name, table.schema.title);
            let (english, chinese) = (format!("{} ({format})", title.en), format!("{}（{format}）", title.zh));
            let main = release.formats.iter().any(|format| format.name == MAIN).then_some(name);
            Resource { same_rows_as: main, ..plain(format!("{name}-{}", kind.name), english, Some(chinese)) }
        }
        Content::Dataset(kind) => {
            let (english, chinese) =
                (format!("All tables in one file ({format})"), format!("所有表合为一个文件（{format}）"));
            plain(format!("dataset-{}", kind.name), english, Some(chinese))
        }
        Content::Document { format: kind, document: Some(document) } => {
            let title = document.title.unwrap_or(document.document_id);
            plain(format!("{}-{}", document.document_id, kind.name), format!("{title} ({format})"), None)
        }
        Content::Document { document: None, .. } | Content::Beside => return None,
    })
}

/// The resource of a table that has its types and keys.
fn main<'a>(table: Counted, plain: impl FnOnce(String, String, Option<String>) -> Resource<'a>) -> Resource<'a> {
    let schema = table.schema;
    Resource {
        kind: Some("table"),
        format: MAIN.to_owned(),
        about: Some(About { description: schema.description.en, description_zh: schema.description.zh }),
        table: Some(Table { rows: table.rows, dialect: DIALECT, schema: table_schema::of(schema) }),
        ..plain(schema.name.to_owned(), schema.title.en.to_owned(), Some(schema.title.zh.to_owned()))
    }
}

/// Whether a file of this media type is text; all text of a release is UTF-8.
fn is_text(media_type: &str) -> bool {
    let last = media_type.rsplit(['/', '+', '-']).next().unwrap_or_default();
    media_type.starts_with("text/") || matches!(last, "json" | "ndjson" | "xml")
}

#[cfg(test)]
mod tests;
