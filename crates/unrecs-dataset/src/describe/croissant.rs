//! `croissant.json`: the release for machine learning, in the Croissant format 1.1, which is a schema.org Dataset too.
//!
//! The records are those of the Parquet files: read from CSV, mlcroissant takes a column of numbers as text (the `number` of a
//! provision, such as 10) for numbers with a fraction wherever a row has none (`10.0`).

use serde_json::{Map, Value, json};

use super::{Counted, Document, File, Release, Standard, citation, json};
use crate::export::SmallFile;
use crate::tables::schema::{Code, Column, ColumnKind, Table};

/// JSON-LD with every file, every table as a record set and every list of codes as an enumeration.
pub(super) const STANDARD: Standard = Standard { name: "croissant", write: files };

/// The terms of Croissant's vocabulary that are written without its prefix: those of version 1.1, and those of version 1.0 that
/// mlcroissant misses otherwise and warns of.
const TERMS: [&str; 35] = [
    "annotation",
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "excludes",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "readLines",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "sdVersion",
    "separator",
    "source",
    "subField",
    "transform",
    "unArchive",
    "value",
];

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let dataset = release.dataset;
    let publisher = json!({
        "@type": "sc:Organization",
        "contactPoint": dataset.contact.as_ref().map(|contact| json!({
            "@type": "sc:ContactPoint",
            "email": contact.email,
            "name": contact.name,
            "url": contact.url,
        })),
        "name": dataset.publisher.name,
        "url": dataset.publisher.url,
    });
    let value = json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "alternateName": alternate_names(release),
        "citeAs": citation::bibtex(release),
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "creator": publisher,
        "datePublished": release.day(),
        "description": release.description(),
        "distribution": release.files.iter().map(|file| file_object(release, file)).collect::<Vec<_>>(),
        "identifier": release.doi(),
        "inLanguage": release.languages(),
        "isBasedOn": sources(release),
        "keywords": citation::keywords(release),
        "license": dataset.license.url,
        "name": release.title(),
        "publisher": publisher,
        "recordSet": record_sets(release),
        "temporalCoverage": release.period.map(|(first, last)| format!("{first}/{last}")),
        // Croissant requires an address; the description stands in the directory that it describes.
        "url": citation::page(release).unwrap_or_else(|| "./".to_owned()),
        "version": release.version.to_string(),
    });
    vec![json::file("croissant.json", "application/ld+json", value)]
}

/// The context of the specification. schema.org is written with `https`: mlcroissant does not know it otherwise.
fn context() -> Value {
    let mut context = Map::new();
    context.insert("@language".to_owned(), json!(Release::LANGUAGE));
    context.insert("@vocab".to_owned(), json!("https://schema.org/"));
    context.insert("conformsTo".to_owned(), json!("dct:conformsTo"));
    context.insert("cr".to_owned(), json!("http://mlcommons.org/croissant/"));
    context.insert("data".to_owned(), json!({"@id": "cr:data", "@type": "@json"}));
    context.insert("dataType".to_owned(), json!({"@id": "cr:dataType", "@type": "@vocab"}));
    context.insert("dct".to_owned(), json!("http://purl.org/dc/terms/"));
    context.insert("examples".to_owned(), json!({"@id": "cr:examples", "@type": "@json"}));
    context.insert("rai".to_owned(), json!("http://mlcommons.org/croissant/RAI/"));
    context.insert("sc".to_owned(), json!("https://schema.org/"));
    context.extend(TERMS.iter().map(|term| ((*term).to_owned(), json!(format!("cr:{term}")))));
    Value::Object(context)
}

/// The titles in other languages than the one of the description.
fn alternate_names(release: &Release<'_>) -> Vec<Value> {
    let others = release.dataset.title.iter().filter(|(language, _)| *language != Release::LANGUAGE);
    others.map(|(language, title)| json!({"@language": language, "@value": title})).collect()
}

/// The documents that the rows come from.
fn sources(release: &Release<'_>) -> Vec<Value> {
    let documents = release.documents.iter();
    let source = |document: &Document<'_>| {
        json!({
            "@type": "sc:CreativeWork",
            "identifier": document.symbol,
            "inLanguage": document.language,
            "name": document.title.unwrap_or(document.document_id),
            "sha256": document.source_sha256.to_string(),
        })
    };
    documents.map(source).collect()
}

fn file_object(release: &Release<'_>, file: &File<'_>) -> Value {
    // mlcroissant knows Parquet by the name that it had before it was registered.
    let formats = if file.media_type == "application/vnd.apache.parquet" {
        json!([file.media_type, "application/x-parquet"])
    } else {
        json!(file.media_type)
    };
    json!({
        "@id": file.path,
        "@type": "cr:FileObject",
        "contentSize": format!("{} B", file.bytes),
        "contentUrl": release.address_of(file.path),
        "encodingFormat": formats,
        "name": file.path.rsplit('/').next(),
        "sha256": file.sha256,
    })
}

fn record_sets(release: &Release<'_>) -> Vec<Value> {
    let parquet = release.tables_as("parquet");
    let tables = if parquet.is_empty() { release.tables_as("csv") } else { parquet };
    let mut sets: Vec<Value> = tables.iter().map(|table| record_set(table, &tables)).collect();
    sets.extend(tables.iter().flat_map(|(table, _)| enumerations(table.schema)));
    sets
}

fn record_set((table, file): &(Counted, File<'_>), tables: &[(Counted, File<'_>)]) -> Value {
    let schema = table.schema;
    let field = |column: &Column| {
        json!({
            "@id": field_id(schema, column.name),
            "@type": "cr:Field",
            "dataType": data_type(column.kind),
            "description": column.description.en,
            "name": column.name,
            "references": references(schema, column, tables),
            "source": column_of(file, column.name),
        })
    };
    let key: Vec<Value> = schema.primary_key.iter().map(|key| json!({"@id": field_id(schema, key)})).collect();
    json!({
        "@id": schema.name,
        "@type": "cr:RecordSet",
        "description": schema.description.en,
        "field": schema.columns.iter().map(field).collect::<Vec<_>>(),
        "key": json::compact(key),
        "name": schema.name,
    })
}

/// The key that the values of a column are: of another table, or of a list of codes.
///
/// A key of a table is named by its file and column. By its field, mlcroissant joins the tables the wrong way around and streams the
/// rows of the other table, and not at all where a table refers to itself.
fn references(schema: &Table, column: &Column, tables: &[(Counted, File<'_>)]) -> Option<Value> {
    if !column.codes.is_empty() {
        return Some(json!({"field": {"@id": code_id(schema, column.name, "name")}}));
    }
    let key = schema.foreign_keys.iter().find(|key| key.column == column.name)?;
    let (_, file) = tables.iter().find(|(table, _)| table.schema.name == key.table)?;
    Some(column_of(file, key.references))
}

fn column_of(file: &File<'_>, column: &str) -> Value {
    json!({"extract": {"column": column}, "fileObject": {"@id": file.path}})
}

/// The lists of codes of a table, whose records stand in the description itself.
fn enumerations(schema: &'static Table) -> impl Iterator<Item = Value> {
    schema.columns.iter().filter(|column| !column.codes.is_empty()).map(move |column| {
        let id = |part: &str| code_id(schema, column.name, part);
        let field = |part: &str, description: &str| {
            json!({
                "@id": id(part), "@type": "cr:Field", "dataType": "sc:Text", "description": description, "name": part,
            })
        };
        let record = |code: &Code| {
            json!({id("description"): code.description.en, id("description_zh"): code.description.zh, id("name"): code.code})
        };
        let name = format!("{}/{}/codes", schema.name, column.name);
        json!({
            "@id": name,
            "@type": "cr:RecordSet",
            "data": column.codes.iter().map(record).collect::<Vec<_>>(),
            "dataType": "sc:Enumeration",
            "description": format!("The codes of {}.{}.", schema.name, column.name),
            "field": [
                field("name", "The code, as it stands in the table."),
                field("description", "What it means, in English."),
                field("description_zh", "What it means, in Chinese."),
            ],
            "key": {"@id": id("name")},
            "name": name,
        })
    })
}

fn field_id(schema: &Table, column: &str) -> String {
    format!("{}/{column}", schema.name)
}

fn code_id(schema: &Table, column: &str, part: &str) -> String {
    format!("{}/{column}/codes/{part}", schema.name)
}

fn data_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "sc:Text",
        ColumnKind::Int32 | ColumnKind::Int64 => "sc:Integer",
        ColumnKind::Bool => "sc:Boolean",
        ColumnKind::Date => "sc:Date",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::samples::{self, Known};
    use super::*;

    fn described(known: Known) -> Value {
        samples::with(known, |release| serde_json::from_slice(&files(release).remove(0).bytes).unwrap())
    }

    /// Every identifier that is defined: those of objects that say more than their identifier.
    fn defined(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                if let (Some(id), true) = (members.get("@id").and_then(Value::as_str), members.len() > 1) {
                    found.push(id.to_owned());
                }
                members.iter().filter(|(name, _)| *name != "@context").for_each(|(_, member)| defined(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| defined(item, found)),
            _ => {}
        }
    }

    fn referred(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) if members.len() == 1 && members.contains_key("@id") => {
                found.push(members["@id"].as_str().unwrap().to_owned());
            }
            Value::Object(members) => {
                members.iter().filter(|(name, _)| *name != "@context").for_each(|(_, member)| referred(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| referred(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_identifier_is_given_once_and_every_reference_finds_one() {
        for known in [Known::Everything, Known::Little] {
            let value = described(known);
            let (mut ids, mut references) = (Vec::new(), Vec::new());
            defined(&value, &mut ids);
            referred(&value, &mut references);
            let once: BTreeSet<&String> = ids.iter().collect();
            assert_eq!(once.len(), ids.len());
            assert!(references.len() > 100);
            for reference in &references {
                assert!(once.contains(reference), "{reference}");
            }
        }
    }

    #[test]
    fn a_file_has_an_address_where_it_is_known_where_releases_are_served() {
        let [everything, little] = [Known::Everything, Known::Little].map(described);
        let first = |value: &Value| value["distribution"][0]["contentUrl"].as_str().unwrap().to_owned();
        assert!(first(&everything).starts_with("https://data.example.org/recommendations/v1.2.0/"));
        assert_eq!(first(&little), little["distribution"][0]["@id"]);
        assert_eq!((&everything["url"], &little["url"]), (&json!("https://example.org/data"), &json!("./")));
    }

    #[test]
    fn a_column_has_its_type_its_place_and_the_key_that_it_is() {
        let value = described(Known::Little);
        let sets = value["recordSet"].as_array().unwrap();
        let set = |id: &str| sets.iter().find(|set| set["@id"] == id).unwrap();
        let field = |set: &Value, name: &str| {
            set["field"].as_array().unwrap().iter().find(|field| field["name"] == name).unwrap().clone()
        };
        let parent = field(set("recommendations"), "parent_id");
        assert_eq!(
            parent["references"],
            json!({"extract": {"column": "recommendation_id"}, "fileObject": {"@id": "data/parquet/recommendations.parquet"}})
        );
        assert_eq!(field(set("meetings"), "starts_on")["dataType"], "sc:Date");
        assert_eq!(
            field(set("recommendations"), "modality")["references"]["field"]["@id"],
            set("recommendations/modality/codes")["key"]["@id"]
        );
        assert_eq!(set("addressees")["key"].as_array().unwrap().len(), 2);
    }
}
