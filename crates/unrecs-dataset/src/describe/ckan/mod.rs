//! `ckan.json`: the dataset in the form in which CKAN's `package_create` takes it, with the files that people look for as resources.

#[cfg(test)]
mod tests;

use crate::layout::{CHANGELOG, DICTIONARY, DOCUMENT_SCHEMA};
use crate::tables::schema::TableRole;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;
use unicode_normalization::char::is_combining_mark;

use super::dcat::authority;
use super::{Content, Counted, File, Release, Standard};
use crate::dataset::License;
use crate::export::ordered::{Ordered, object};
use crate::export::{SCHEMA_VERSION, SmallFile};
use unrecs_text::value::counted;

/// CKAN's own keys, and as extras those by which ckanext-dcat reads what CKAN has no key for.
pub(super) const STANDARD: Standard = Standard { name: "ckan", write: files };

/// The place of the file in a release.
pub const PATH: &str = "ckan.json";

/// How ckanext-dcat, and SPDX, name the digest in `hash`.
const SHA256: &str = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";

/// Licences that every CKAN knows, by their SPDX identifiers.
const LICENSES: [(&str, &str); 8] = [
    ("CC-BY-4.0", "cc-by"),
    ("CC-BY-SA-4.0", "cc-by-sa"),
    ("CC0-1.0", "cc-zero"),
    ("GFDL-1.3-or-later", "gfdl"),
    ("ODC-By-1.0", "odc-by"),
    ("ODbL-1.0", "odc-odbl"),
    ("OGL-UK-3.0", "uk-ogl"),
    ("PDDL-1.0", "odc-pddl"),
];

/// The formats of tables that a portal shows; the others hold the same rows.
const TABLE_FORMATS: [&str; 2] = ["csv", "parquet"];

/// What stands beside the data and helps to use it.
const BESIDE: [&str; 3] = [CHANGELOG, DOCUMENT_SCHEMA, DICTIONARY];

/// How many characters CKAN takes in a tag, at least and at most.
const TAG: std::ops::RangeInclusive<usize> = 2..=100;

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    vec![SmallFile::new(PATH, "application/json", package(release).to_file())]
}

/// The author is who publishes. The address of whom to ask is the maintainer's alone, and nobody says one of the author.
fn package(release: &Release<'_>) -> Ordered {
    let dataset = release.dataset;
    let contact = dataset.contact.as_ref();
    object! {
        "name": &dataset.id,
        "title": release.title(),
        "notes": notes(release),
        "url"?: dataset.homepage.clone().or_else(|| release.address()),
        "version": release.version.to_string(),
        "author": &dataset.publisher.name,
        "maintainer": contact.map_or(&dataset.publisher.name, |contact| &contact.name),
        "maintainer_email"?: contact.and_then(|contact| contact.email.as_deref()),
        "license_id"?: license_id(&dataset.license.name),
        "license_title": &dataset.license.name,
        "tags": Ordered::list(tags(&dataset.keywords).into_iter().map(|name| object! { "name": name })),
        "extras": Ordered::list(extras(release).into_iter().map(|(key, value)| object! { "key": key, "value": value })),
        "resources": resources(release),
    }
}

/// CKAN has one text for all languages: the English one comes first.
fn notes(release: &Release<'_>) -> String {
    let others = release.dataset.description.iter().filter(|(tag, _)| *tag != Release::LANGUAGE);
    let texts = [release.description()].into_iter().chain(others.map(|(_, text)| text.as_str()));
    texts.collect::<Vec<_>>().join("\n\n")
}

/// None where CKAN has no licence of this name; its name and address are in the extras then.
fn license_id(name: &str) -> Option<&'static str> {
    LICENSES.iter().find(|(spdx, _)| spdx.eq_ignore_ascii_case(name)).map(|(_, id)| *id)
}

/// Keywords as CKAN takes them: letters, digits, spaces, hyphens, underscores and full stops. Another character becomes a space, and
/// what is then too short is left out.
fn tags(keywords: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for keyword in keywords {
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let letters = keyword.chars().filter(|&c| !is_combining_mark(c));
        let letters: String = letters.map(|c| if allowed(c) { c } else { ' ' }).collect();
        let words = letters.split_whitespace().collect::<Vec<_>>().join(" ");
        let name: String = words.chars().take(*TAG.end()).collect::<String>().trim_end().to_owned();
        if TAG.contains(&name.chars().count()) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The keys of a dataset that speak of what a release may leave out.
pub const OPTIONAL: [&str; 4] = ["author_email", "license_id", "maintainer_email", "url"];

/// The value of an extra, where it is known.
type ExtraOf = fn(&Release<'_>) -> Option<String>;

/// What CKAN has no key of its own for, by key; lists are JSON, as ckanext-dcat reads them. A title in another language than English has
/// one more, behind [`TITLE`].
const EXTRAS: [(&str, ExtraOf); 18] = [
    ("contact_email", |release| release.dataset.contact.as_ref()?.email.clone()),
    ("contact_name", |release| release.dataset.contact.as_ref().map(|contact| contact.name.clone())),
    ("contact_uri", |release| release.dataset.contact.as_ref()?.url.clone()),
    ("content_sha256", |release| Some(release.content_sha256.to_string())),
    ("frequency", |release| release.dataset.frequency.as_ref().map(|code| authority("frequency", code))),
    ("generator", |release| Some(format!("{} {}", release.generator.0, release.generator.1))),
    ("identifier", |release| Some(identifier(release))),
    ("language", |release| list(&release.languages())),
    ("license_name", |release| unknown_license(release).map(|license| license.name.clone())),
    ("license_url", |release| unknown_license(release).map(|license| license.url.clone())),
    ("modified", |release| Some(release.instant())),
    ("publisher_name", |release| Some(release.dataset.publisher.name.clone())),
    ("publisher_url", |release| release.dataset.publisher.url.clone()),
    ("schema_version", |_| Some(SCHEMA_VERSION.to_string())),
    ("temporal_end", |release| release.period.map(|(_, end)| end.to_string())),
    ("temporal_start", |release| release.period.map(|(start, _)| start.to_string())),
    ("theme", |release| list(&release.dataset.themes)),
    ("version_notes", |release| Some(release.reason.to_owned())),
];

/// What the keys of titles begin with.
const TITLE: &str = "title_";

/// Whether an extra of this key is ours, whatever release it came from.
pub fn is_own_extra(key: &str) -> bool {
    let is_language = |tag: &str| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_lowercase());
    EXTRAS.iter().any(|(own, _)| *own == key) || key.strip_prefix(TITLE).is_some_and(is_language)
}

/// The extras that are known, sorted by key.
fn extras(release: &Release<'_>) -> BTreeMap<String, String> {
    let own = EXTRAS.iter().filter_map(|(key, value)| Some(((*key).to_owned(), value(release)?)));
    own.chain(release.other_titles().map(|(tag, title)| (format!("{TITLE}{tag}"), title.clone()))).collect()
}

fn list<T: Serialize>(items: &[T]) -> Option<String> {
    (!items.is_empty()).then(|| json!(items).to_string())
}

fn unknown_license<'a>(release: &Release<'a>) -> Option<&'a License> {
    Some(&release.dataset.license).filter(|license| license_id(&license.name).is_none())
}

/// The DOI as an address where there is one: it holds for all versions and all places.
fn identifier(release: &Release<'_>) -> String {
    release.doi().unwrap_or_else(|| release.dataset.id.clone())
}

/// What people take from a portal, in this order: the whole dataset in one file, tables, documents, and what explains them.
fn resources(release: &Release<'_>) -> Ordered {
    let is_whole = |file: &&File<'_>| matches!(file.content, Content::Dataset(_) | Content::Registry(_));
    let whole = release.files.iter().filter(is_whole);
    let documents = release.files.iter().filter(|file| matches!(file.content, Content::Document { .. }));
    let beside = release.files.iter().filter(|file| BESIDE.contains(&file.path));
    let tables = table_formats(release).into_iter().flat_map(|format| release.tables_as(format));
    let tables = tables.filter(|(table, _)| table.schema.role != TableRole::Provenance);
    let files = whole.copied().chain(tables.map(|(_, file)| file)).chain(documents.chain(beside).copied());
    Ordered::list(files.map(|file| resource(release, &file)))
}

/// Where none of the usual formats was written, the others are better than nothing.
fn table_formats(release: &Release<'_>) -> Vec<&'static str> {
    let written: Vec<&str> = release.formats.iter().map(|format| format.name).collect();
    let usual: Vec<_> = TABLE_FORMATS.into_iter().filter(|format| written.contains(format)).collect();
    if usual.is_empty() { written } else { usual }
}

/// The names of resources begin with the version, so that the files of all versions stand side by side in one dataset.
fn resource(release: &Release<'_>, file: &File<'_>) -> Ordered {
    let table = match file.content {
        Content::Table { table, .. } => Some(table.schema.name),
        _ => None,
    };
    object! {
        "name": format!("v{}/{}", release.version, file.path),
        "description": format!("{} Version {}.", words(file), release.version),
        "url": release.address_of(file.path),
        "format": format_name(file.path),
        "mimetype": file.media_type,
        "size": file.bytes,
        "hash": file.sha256,
        "hash_algorithm": SHA256,
        "license": &release.dataset.license.url,
        "table"?: table,
    }
}

fn words(file: &File<'_>) -> String {
    match file.content {
        Content::Table { table: Counted { schema, rows, .. }, .. } => {
            format!("{}, {}. {}", schema.title.en, counted(rows, "row"), schema.description.en)
        }
        Content::Dataset(_) => "The whole dataset in one file.".to_owned(),
        Content::Registry(_) => "The treaties, their articles, and the bodies that documents refer to.".to_owned(),
        Content::Text(document) => {
            format!("The text that was read of {}.", document.map_or(file.path, |one| one.document_id))
        }
        Content::Document { document, .. } => {
            let title = document.and_then(|document| document.title.or(document.symbol).or(Some(document.document_id)));
            format!("A document as a whole, with its references as links: {}.", title.unwrap_or(file.path))
        }
        Content::Beside => match file.path {
            CHANGELOG => "What changed from version to version.".to_owned(),
            DICTIONARY => "What every column means, in English and Chinese.".to_owned(),
            _ => "What the file of a document in JSON holds, as a JSON Schema.".to_owned(),
        },
    }
}

/// How portals name a format: mostly the extension of its files in capitals.
fn format_name(path: &str) -> String {
    match path.rsplit_once('.').map_or(path, |(_, extension)| extension) {
        "parquet" => "Parquet".to_owned(),
        "sqlite" => "SQLite".to_owned(),
        "md" => "Markdown".to_owned(),
        extension => extension.to_ascii_uppercase(),
    }
}
