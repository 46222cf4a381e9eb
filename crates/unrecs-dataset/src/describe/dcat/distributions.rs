//! What is said of each file of data, whatever the profile.

use crate::layout::{DOCUMENT_SCHEMA, REGISTRY_SCHEMA, XSD};
use std::collections::BTreeMap;

use crate::describe::{Content, File, Release};
use crate::export::Format;
use crate::layout::table_schema;

/// The namespace of Akoma Ntoso 3.0, which stands for the standard.
const AKOMA_NTOSO: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// A file of data with what a person wants to know of it.
#[derive(Debug)]
pub(super) struct Distribution<'a> {
    /// The file.
    pub file: File<'a>,
    /// By BCP 47 tag; English is always there.
    pub title: BTreeMap<String, String>,
    /// By BCP 47 tag; English is always there.
    pub description: BTreeMap<String, String>,
    /// Tags of the languages that its data is in.
    pub languages: Vec<&'a str>,
    /// What the file keeps to, as address and name; none where nothing describes its format.
    pub standard: Option<(String, String)>,
    /// How people call its format.
    pub format: &'static str,
}

/// Every file of data, in the order of the release.
pub(super) fn of<'a>(release: &Release<'a>) -> Vec<Distribution<'a>> {
    release.files.iter().filter_map(|file| distribution(release, *file)).collect()
}

fn distribution<'a>(release: &Release<'a>, file: File<'a>) -> Option<Distribution<'a>> {
    let mut languages = release.languages();
    let (format, title, description) = match file.content {
        Content::Beside | Content::Text(_) => return None,
        Content::Registry(format) => {
            let words = both("What documents refer to, with names and articles.", "文件所引述的对象，附名称和条款。");
            (format, both("Treaties and bodies", "条约和机构"), words)
        }
        Content::Table { format, table } => {
            let (title, words) = (table.schema.title, table.schema.description);
            (format, both(title.en, title.zh), both(words.en, words.zh))
        }
        Content::Dataset(format) => {
            let words = both("The whole dataset in one file.", "整个数据集合为一个文件。");
            (format, release.dataset.title.clone(), words)
        }
        Content::Document { format, document } => {
            let name = document.map_or(file.path, |document| document.symbol.unwrap_or(document.document_id));
            let mut titles = both(&format!("Document {name}"), &format!("文件{name}"));
            if let Some(document) = document {
                languages = document.language.into_iter().collect();
                let title = document.language.zip(document.title);
                titles.extend(title.map(|(language, title)| (language.to_owned(), title.to_owned())));
            }
            let en = "One document as a whole, with its references as links.";
            (format, titles, both(en, "一份文件的全文，引文附有链接。"))
        }
    };
    let label = format_label(format.name);
    let title = title.into_iter().map(|(language, title)| (language, format!("{title} ({label})"))).collect();
    let standard = standard(release, &file);
    Some(Distribution { file, title, description, languages, standard, format: label })
}

fn both(en: &str, zh: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("en".to_owned(), en.to_owned()), ("zh".to_owned(), zh.to_owned())])
}

/// The schema of the release that a file is valid by, or the public standard that it follows.
fn standard(release: &Release<'_>, file: &File<'_>) -> Option<(String, String)> {
    let public = |address: &str, name: &str| Some((address.to_owned(), name.to_owned()));
    let own = |path: &str, name: &str| {
        let is_there = release.files.iter().any(|file| file.path == path);
        public(&release.address_of(path), name).filter(|_| is_there)
    };
    match file.content {
        Content::Table { format: Format { name: "csv", .. }, .. } => {
            public("https://www.rfc-editor.org/info/rfc4180", "RFC 4180")
        }
        Content::Table { format: Format { name: "ndjson", .. }, table } => {
            let name = table.schema.name;
            own(&table_schema(name), &format!("JSON Schema of a line of the table {name}"))
        }
        Content::Table { format: Format { name: "xml", .. }, .. } => own(XSD, "XML Schema of the tables"),
        Content::Document { format: Format { name: "json", .. }, .. } => {
            own(DOCUMENT_SCHEMA, "JSON Schema of a document")
        }
        Content::Registry(_) => own(REGISTRY_SCHEMA, "JSON Schema of the registry"),
        Content::Document { format: Format { name: "akn", .. }, .. } => public(AKOMA_NTOSO, "Akoma Ntoso 3.0"),
        _ => None,
    }
}

fn format_label(name: &'static str) -> &'static str {
    match name {
        "akn" => "Akoma Ntoso",
        "csv" => "CSV",
        "excel" => "Excel",
        "json" => "JSON",
        "ndjson" => "NDJSON",
        "parquet" => "Parquet",
        "sqlite" => "SQLite",
        "xml" => "XML",
        other => other,
    }
}
