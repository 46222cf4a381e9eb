//! `datapackage.json`: a Data Package 2.0 of all files of data.
//!
//! The standard has no place for a file in several formats, nor for texts in several languages. The CSV file of a table is the
//! resource with the name of the table, with types and keys; every other file is a resource of its own that says by `sameRowsAs`
//! which resource has the same rows. A text in another language than English has the name of the English one, a colon and the tag of
//! the language: `title:zh`.

mod table_schema;

use std::collections::BTreeMap;

use super::{Content, Counted, Document, File, Release, Standard};
use crate::dataset::{Dataset, License};
use crate::export::SmallFile;
use crate::export::ordered::{Ordered, object};
use crate::tables::schema::Words;

/// A Data Package 2.0 with Table Schemas.
pub(super) const STANDARD: Standard = Standard { name: "datapackage", write: files };

/// The profile, as the standard names it.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The format that has types and keys here.
const MAIN: &str = "csv";

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    // The tables come first, in publishing order, for some readers open the first resource that they find.
    let tables = release.tables_as(MAIN).into_iter().map(|(table, file)| main(table, &file));
    let others = release.files.iter().filter_map(|file| other(release, file));
    let resources: Vec<Ordered> = tables.chain(others).collect();
    // A package holds one resource or more.
    if resources.is_empty() {
        return Vec::new();
    }
    vec![SmallFile::new("datapackage.json", "application/json", package(release, resources).to_file())]
}

fn package(release: &Release<'_>, resources: Vec<Ordered>) -> Ordered {
    let dataset = release.dataset;
    object! {
        "$schema": PROFILE,
        "name": &dataset.id,
        "id"?: release.doi().or_else(|| release.address()),
        ..by_language("title", &dataset.title),
        ..by_language("description", &dataset.description),
        "version": release.version.to_string(),
        "created": release.instant(),
        "homepage"?: dataset.homepage.as_deref(),
        "keywords"?: Ordered::list(&dataset.keywords),
        "licenses": Ordered::list([license(&dataset.license)]),
        "contributors": contributors(dataset),
        "sources"?: Ordered::list(release.documents.iter().map(source)),
        "resources": Ordered::List(resources),
    }
}

/// A text in several languages by the names of its members, such as `title` and `title:zh`, sorted.
fn by_language(member: &str, texts: &BTreeMap<String, String>) -> Ordered {
    let name = |language: &str| match language {
        Release::LANGUAGE => member.to_owned(),
        other => format!("{member}:{other}"),
    };
    let sorted: BTreeMap<String, &String> = texts.iter().map(|(language, text)| (name(language), text)).collect();
    Ordered::object(sorted)
}

/// A text of the schema by the names of its members.
fn both(member: &str, words: Words) -> Ordered {
    object! { (member.to_owned()): words.en, (format!("{member}:zh")): words.zh }
}

/// The name is a short one, such as an SPDX identifier.
fn license(License { name, url }: &License) -> Ordered {
    let is_short = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    object! { "name"?: is_short.then_some(name), "path": url, "title": name }
}

/// Roles are those of ISO 19115.
fn contributors(dataset: &Dataset) -> Ordered {
    let publisher = object! {
        "title": &dataset.publisher.name,
        "path"?: dataset.publisher.url.as_deref(),
        "roles": Ordered::list(["publisher"]),
    };
    let contact = dataset.contact.as_ref().map(|contact| {
        object! {
            "title": &contact.name,
            "path"?: contact.url.as_deref(),
            "email"?: contact.email.as_deref(),
            "roles": Ordered::list(["pointOfContact"]),
        }
    });
    Ordered::list([publisher].into_iter().chain(contact))
}

/// A document that was read. It has no `path`: the release does not hold the file, and where else it may be is not known. `sourcePath`
/// is relative to the configuration of who made the release.
fn source(document: &Document<'_>) -> Ordered {
    object! {
        "title": document.title.unwrap_or(document.document_id),
        "documentId": document.document_id,
        "symbol"?: document.symbol,
        "language"?: document.language,
        "sourcePath": document.source_path,
        "bytes": document.source_bytes,
        "hash": format!("sha256:{}", document.source_sha256),
    }
}

/// The resource of a table that has its types and keys.
fn main(table: Counted, file: &File<'_>) -> Ordered {
    let schema = table.schema;
    object! {
        "name": schema.name,
        "type": "table",
        "path": file.path,
        ..both("title", schema.title),
        ..both("description", schema.description),
        "format": MAIN,
        ..of_bytes(file),
        "rows": table.rows,
        "dialect": dialect(),
        "schema": table_schema::of(schema),
    }
}

/// Another file of data as a resource; none for what stands beside the data. `sameRowsAs` is the resource that has the same rows with
/// types and keys.
fn other(release: &Release<'_>, file: &File<'_>) -> Option<Ordered> {
    // The extension in capitals is on purpose: readers of the standard open a `parquet` or `xlsx` as a table, then count no bytes of it
    // and call the true number wrong. In capitals, it is a file to them, whose bytes and digest they check.
    let extension = file.path.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
    let english = |title: &str| format!("{title} ({extension})");
    let chinese = |title: &str| Some(format!("{title}（{extension}）"));
    let mut rows_of = None;
    let (named, format, title, title_zh) = match file.content {
        Content::Table { format, .. } if format.name == MAIN => return None,
        Content::Table { format, table } => {
            let (name, title) = (table.schema.name, table.schema.title);
            rows_of = release.tables_as(MAIN).iter().any(|(main, _)| main.schema.name == name).then_some(name);
            (name.to_owned(), format.name, english(title.en), chinese(title.zh))
        }
        Content::Dataset(format) => {
            ("dataset".to_owned(), format.name, english("All tables in one file"), chinese("所有表合为一个文件"))
        }
        Content::Registry(format) => {
            ("registry".to_owned(), format.name, english("Treaties and bodies"), chinese("条约和机构"))
        }
        Content::Text(Some(document)) => {
            (of_version(&document), "text", english(document.title.unwrap_or(document.document_id)), None)
        }
        Content::Document { format, document: Some(document) } => {
            let title = english(document.title.unwrap_or(document.document_id));
            // A nested file holds all languages.
            let id = if format.is_nested() { document.document_id.to_owned() } else { of_version(&document) };
            (id, format.name, title, None)
        }
        Content::Document { document: None, .. } | Content::Text(None) | Content::Beside => return None,
    };
    Some(object! {
        "name": format!("{named}-{format}"),
        "path": file.path,
        "title": title,
        "title:zh"?: title_zh,
        "sameRowsAs"?: rows_of,
        "format": extension,
        ..of_bytes(file),
    })
}

/// What a language version of a document is called.
fn of_version(document: &Document<'_>) -> String {
    format!("{}-{}", document.document_id, document.language.unwrap_or("und").to_ascii_lowercase())
}

/// What is said of the bytes of any file.
fn of_bytes(file: &File<'_>) -> Ordered {
    object! {
        "mediatype": file.media_type,
        "encoding"?: is_text(file.media_type).then_some("utf-8"),
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
    }
}

/// RFC 4180, as the files of CSV are written.
fn dialect() -> Ordered {
    object! {
        "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
        "header": true,
        "delimiter": ",",
        "lineTerminator": "\r\n",
        "quoteChar": "\"",
        "doubleQuote": true,
        "skipInitialSpace": false,
    }
}

/// Whether a file of this media type is text; all text of a release is UTF-8.
fn is_text(media_type: &str) -> bool {
    let last = media_type.rsplit(['/', '+', '-']).next().unwrap_or_default();
    media_type.starts_with("text/") || matches!(last, "json" | "ndjson" | "xml")
}

#[cfg(test)]
mod tests;
