//! `data/csv/csv-metadata.json`: CSV on the Web, which types the files of CSV beside it and ties them together.
//!
//! In the standard each row must refer to another by each foreign key. A column that may be null is therefore none here, and names the
//! file whose keys its values are by `dc:relation`.
//!
//! Terms with a prefix are of vocabularies that the standard knows: `dc` is Dublin Core, `schema` schema.org, `skos` SKOS. No row has
//! an `aboutUrl`, for no page on the web is about it. As all files below `data/` it holds no time.

use std::collections::BTreeMap;

use super::{Counted, Document, File, Release, Standard, link};
use crate::export::SmallFile;
use crate::export::ordered::{Ordered, object};
use crate::tables::schema::{Code, Column, ColumnKind, ForeignKey, Table, TableRole, Words};

/// Metadata of a group of tables.
pub(super) const STANDARD: Standard = Standard { name: "csvw", write: files };

/// The file, beside those that it describes, where the standard looks for it.
pub(super) const METADATA: &str = "data/csv/csv-metadata.json";

/// The format that is described.
const FORMAT: &str = "csv";

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let tables = release.tables_as(FORMAT);
    // The view is there whatever the formats are.
    if tables.iter().all(|(table, _)| table.schema.role != TableRole::Data) {
        return Vec::new();
    }
    vec![SmallFile::new(METADATA, "application/csvm+json", group(release, &tables).to_file())]
}

fn group(release: &Release<'_>, tables: &[(Counted, File<'_>)]) -> Ordered {
    let dataset = release.dataset;
    let language = object! { "@language": Release::LANGUAGE };
    object! {
        "@context": Ordered::list(["http://www.w3.org/ns/csvw".into(), language]),
        "dc:title": in_languages(&dataset.title),
        "dc:description": in_languages(&dataset.description),
        "dc:identifier"?: release.doi().or_else(|| release.address()),
        "schema:version": release.version.to_string(),
        "dc:publisher": object! {
            "@type": "schema:Organization",
            "schema:name": &dataset.publisher.name,
            "schema:url"?: dataset.publisher.url.as_deref().map(link),
        },
        "dc:license": link(&dataset.license.url),
        "dc:subject"?: Ordered::list(&dataset.keywords),
        "dc:language"?: Ordered::list(release.languages()),
        "dc:source"?: Ordered::list(release.documents.iter().map(source)),
        "dialect": dialect(),
        "null": "",
        "tables": Ordered::list(tables.iter().map(|(counted, _)| table(counted.schema))),
    }
}

fn in_languages(texts: &BTreeMap<String, String>) -> Ordered {
    Ordered::list(texts.iter().map(|(language, text)| tagged(text, language)))
}

fn both(words: Words) -> Ordered {
    Ordered::list([tagged(words.en, "en"), tagged(words.zh, "zh")])
}

/// A text with its language.
fn tagged(text: &str, language: &str) -> Ordered {
    object! { "@value": text, "@language": language }
}

/// A document that was read, by its title and symbol: where it can be had is not known.
fn source(document: &Document<'_>) -> Ordered {
    object! {
        "dc:title": document.title.unwrap_or(document.document_id),
        "dc:identifier"?: document.symbol,
    }
}

/// RFC 4180, as the files are written.
fn dialect() -> Ordered {
    object! {
        "encoding": "utf-8",
        "header": true,
        "delimiter": ",",
        "lineTerminators": Ordered::list(["\r\n"]),
        "quoteChar": "\"",
        "doubleQuote": true,
        "trim": false,
    }
}

fn table(schema: &Table) -> Ordered {
    let required = |key: &&ForeignKey| schema.index_of(key.column).is_some_and(|index| !schema.columns[index].nullable);
    let coded = schema.columns.iter().filter(|column| !column.codes.is_empty());
    object! {
        "url": file_of(schema.role, schema.name),
        "dc:title": both(schema.title),
        "dc:description": both(schema.description),
        "notes"?: Ordered::list(coded.map(code_list)),
        "tableSchema": object! {
            "columns": Ordered::list(schema.columns.iter().map(|column| described(schema, column))),
            "primaryKey": Ordered::list(schema.primary_key.iter().copied()),
            "foreignKeys"?: Ordered::list(schema.foreign_keys.iter().filter(required).map(foreign)),
        },
    }
}

/// The file of a table, from the directory of the metadata.
fn file_of(role: TableRole, table: &str) -> String {
    let above = if role == TableRole::View { "../" } else { "" };
    format!("{above}{table}.csv")
}

/// The file with the keys of a table, which is one of data.
fn referenced(table: &str) -> String {
    file_of(TableRole::Data, table)
}

/// What the codes of a column mean.
fn code_list(column: &Column) -> Ordered {
    let concept = |code: &Code| {
        object! {
            "@type": "skos:Concept",
            "skos:notation": code.code,
            "skos:definition": both(code.description),
        }
    };
    object! {
        "@type": "skos:ConceptScheme",
        "schema:name": column.name,
        "skos:hasTopConcept": Ordered::list(column.codes.iter().map(concept)),
    }
}

/// A column: `titles` is what the header of the file has, in no language, and `dc:relation` the file that holds what the values refer
/// to, where they are no foreign key.
fn described(table: &Table, column: &Column) -> Ordered {
    let key = table.foreign_keys.iter().find(|key| key.column == column.name && column.nullable);
    object! {
        "name": column.name,
        "titles": column.name,
        "dc:description": both(column.description),
        "datatype": datatype(column),
        "required": !column.nullable,
        "dc:relation"?: key.map(|key| link(referenced(key.table))),
    }
}

/// A type with what bounds its values. Codes are listed as a regular expression, which is all that the standard has for them; they
/// hold no character that means something in one.
fn datatype(column: &Column) -> Ordered {
    match column.kind {
        ColumnKind::Text if column.codes.is_empty() => object! { "base": "string", "minLength": 1 },
        ColumnKind::Text => {
            let codes: Vec<&str> = column.codes.iter().map(|code| code.code).collect();
            object! { "base": "string", "format": codes.join("|") }
        }
        ColumnKind::Int32 => object! { "base": "int" },
        ColumnKind::Int64 => object! { "base": "long" },
        ColumnKind::Bool => object! { "base": "boolean", "format": "true|false" },
        ColumnKind::Date => object! { "base": "date" },
    }
}

fn foreign(key: &ForeignKey) -> Ordered {
    let reference =
        object! { "resource": referenced(key.table), "columnReference": Ordered::compact(key.referenced()) };
    object! { "columnReference": Ordered::compact(key.columns()), "reference": reference }
}

#[cfg(test)]
mod tests;
