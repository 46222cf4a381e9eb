//! `data/csv/csv-metadata.json`: CSV on the Web, which types the files of CSV beside it and ties them together.
//!
//! In the standard each row must refer to another by each foreign key. A column that may be null is therefore none here, and names the
//! file whose keys its values are by `dc:relation`.
//!
//! Terms with a prefix are of vocabularies that the standard knows: `dc` is Dublin Core, `schema` schema.org, `skos` SKOS. No row has
//! an `aboutUrl`, for no page on the web is about it. As all files below `data/` it holds no time.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Counted, Document, File, Release, Standard};
use crate::dataset::Agent;
use crate::export::{SmallFile, pretty_json};
use crate::tables::schema::{Code, Column, ColumnKind, ForeignKey, Table, Words};

/// Metadata of a group of tables.
pub(super) const STANDARD: Standard = Standard { name: "csvw", write: files };

/// The file, beside those that it describes, where the standard looks for it.
pub(super) const METADATA: &str = "data/csv/csv-metadata.json";

/// The format that is described.
const FORMAT: &str = "csv";

#[derive(Serialize)]
struct Group<'a> {
    #[serde(rename = "@context")]
    context: (&'static str, Context),
    #[serde(rename = "dc:title")]
    title: Vec<Text<'a>>,
    #[serde(rename = "dc:description")]
    description: Vec<Text<'a>>,
    #[serde(rename = "dc:identifier", skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
    #[serde(rename = "schema:version")]
    version: String,
    #[serde(rename = "dc:publisher")]
    publisher: Publisher<'a>,
    #[serde(rename = "dc:license")]
    license: Link<&'a str>,
    #[serde(rename = "dc:subject", skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'a [String],
    #[serde(rename = "dc:language", skip_serializing_if = "Vec::is_empty")]
    languages: Vec<&'a str>,
    #[serde(rename = "dc:source", skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source<'a>>,
    dialect: Dialect,
    null: &'static str,
    tables: Vec<TableDescription>,
}

#[derive(Serialize)]
struct Context {
    #[serde(rename = "@language")]
    language: &'static str,
}

/// A text with its language.
#[derive(Serialize)]
struct Text<'a> {
    #[serde(rename = "@value")]
    value: &'a str,
    #[serde(rename = "@language")]
    language: &'a str,
}

#[derive(Serialize)]
struct Link<A> {
    #[serde(rename = "@id")]
    address: A,
}

#[derive(Serialize)]
struct Publisher<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "schema:name")]
    name: &'a str,
    #[serde(rename = "schema:url", skip_serializing_if = "Option::is_none")]
    url: Option<Link<&'a str>>,
}

/// A document that was read, by its title and symbol: where it can be had is not known.
#[derive(Serialize)]
struct Source<'a> {
    #[serde(rename = "dc:title")]
    title: &'a str,
    #[serde(rename = "dc:identifier", skip_serializing_if = "Option::is_none")]
    symbol: Option<&'a str>,
}

/// RFC 4180, as the files are written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    encoding: &'static str,
    header: bool,
    delimiter: &'static str,
    line_terminators: [&'static str; 1],
    quote_char: &'static str,
    double_quote: bool,
    trim: bool,
}

const DIALECT: Dialect = Dialect {
    encoding: "utf-8",
    header: true,
    delimiter: ",",
    line_terminators: ["\r\n"],
    quote_char: "\"",
    double_quote: true,
    trim: false,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableDescription {
    url: String,
    #[serde(rename = "dc:title")]
    title: [Text<'static>; 2],
    #[serde(rename = "dc:description")]
    description: [Text<'static>; 2],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<CodeList>,
    table_schema: Schema,
}

/// What the codes of a column mean.
#[derive(Serialize)]
struct CodeList {
    #[serde(rename = "@type")]
    kind: &'static str,
    /// The name of the column.
    #[serde(rename = "schema:name")]
    column: &'static str,
    #[serde(rename = "skos:hasTopConcept")]
    concepts: Vec<Concept>,
}

#[derive(Serialize)]
struct Concept {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "skos:notation")]
    code: &'static str,
    #[serde(rename = "skos:definition")]
    definition: [Text<'static>; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    columns: Vec<Described>,
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Foreign>,
}

#[derive(Serialize)]
struct Described {
    name: &'static str,
    /// What the header of the file has; in no language.
    titles: &'static str,
    #[serde(rename = "dc:description")]
    description: [Text<'static>; 2],
    datatype: Datatype,
    required: bool,
    /// The file that holds what the values refer to, where they are not a foreign key.
    #[serde(rename = "dc:relation", skip_serializing_if = "Option::is_none")]
    relation: Option<Link<String>>,
}

/// A type with what bounds its values.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Datatype {
    base: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_length: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Foreign {
    column_reference: &'static str,
    reference: Reference,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    resource: String,
    column_reference: &'static str,
}

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let tables = release.tables_as(FORMAT);
    if tables.is_empty() {
        return Vec::new();
    }
    vec![SmallFile::new(METADATA, "application/csvm+json", pretty_json(&group(release, &tables)))]
}

fn group<'a>(release: &'a Release<'_>, tables: &[(Counted, File<'_>)]) -> Group<'a> {
    let dataset = release.dataset;
    Group {
        context: ("http://www.w3.org/ns/csvw", Context { language: Release::LANGUAGE }),
        title: in_languages(&dataset.title),
        description: in_languages(&dataset.description),
        identifier: release.doi().or_else(|| release.address()),
        version: release.version.to_string(),
        publisher: publisher(&dataset.publisher),
        license: Link { address: &dataset.license.url },
        keywords: &dataset.keywords,
        languages: release.languages(),
        sources: release.documents.iter().map(source).collect(),
        dialect: DIALECT,
        null: "",
        tables: tables.iter().map(|(counted, _)| table(counted.schema)).collect(),
    }
}

fn in_languages(texts: &BTreeMap<String, String>) -> Vec<Text<'_>> {
    texts.iter().map(|(language, value)| Text { value, language }).collect()
}

fn both(words: Words) -> [Text<'static>; 2] {
    [Text { value: words.en, language: "en" }, Text { value: words.zh, language: "zh" }]
}

fn publisher(agent: &Agent) -> Publisher<'_> {
    let url = agent.url.as_deref().map(|address| Link { address });
    Publisher { kind: "schema:Organization", name: &agent.name, url }
}

fn source<'a>(document: &Document<'a>) -> Source<'a> {
    Source { title: document.title.unwrap_or(document.document_id), symbol: document.symbol }
}

fn table(schema: &'static Table) -> TableDescription {
    let required =
        |key: &&ForeignKey| schema.columns.iter().any(|column| column.name == key.column && !column.nullable);
    let coded = schema.columns.iter().filter(|column| !column.codes.is_empty());
    TableDescription {
        url: file_of(schema.name),
        title: both(schema.title),
        description: both(schema.description),
        notes: coded.map(code_list).collect(),
        table_schema: Schema {
            columns: schema.columns.iter().map(|column| described(schema, column)).collect(),
            primary_key: schema.primary_key,
            foreign_keys: schema.foreign_keys.iter().filter(required).map(foreign).collect(),
        },
    }
}

/// The file of a table, from the directory of the metadata.
fn file_of(table: &str) -> String {
    format!("{table}.csv")
}

fn code_list(column: &'static Column) -> CodeList {
    let concept =
        |code: &'static Code| Concept { kind: "skos:Concept", code: code.code, definition: both(code.description) };
    CodeList { kind: "skos:ConceptScheme", column: column.name, concepts: column.codes.iter().map(concept).collect() }
}

fn described(table: &Table, column: &'static Column) -> Described {
    let key = table.foreign_keys.iter().find(|key| key.column == column.name && column.nullable);
    Described {
        name: column.name,
        titles: column.name,
        description: both(column.description),
        datatype: datatype(column),
        required: !column.nullable,
        relation: key.map(|key| Link { address: file_of(key.table) }),
    }
}

/// Codes are listed as a regular expression, which is all that the standard has for them; they hold no character that means something
/// in one.
fn datatype(column: &Column) -> Datatype {
    let bare = |base| Datatype { base, format: None, min_length: None };
    match column.kind {
        ColumnKind::Text if column.codes.is_empty() => Datatype { min_length: Some(1), ..bare("string") },
        ColumnKind::Text => {
            let codes: Vec<&str> = column.codes.iter().map(|code| code.code).collect();
            Datatype { format: Some(codes.join("|")), ..bare("string") }
        }
        ColumnKind::Int32 => bare("int"),
        ColumnKind::Int64 => bare("long"),
        ColumnKind::Bool => Datatype { format: Some("true|false".to_owned()), ..bare("boolean") },
        ColumnKind::Date => bare("date"),
    }
}

fn foreign(key: &ForeignKey) -> Foreign {
    let reference = Reference { resource: file_of(key.table), column_reference: key.references };
    Foreign { column_reference: key.column, reference }
}

#[cfg(test)]
mod tests;
