//! `croissant.json`: the release for machine learning, in the Croissant format 1.1, which is a schema.org Dataset too.
//!
//! The records are those of the Parquet files: read from CSV, mlcroissant takes a column of numbers as text (the `number` of a
//! provision, such as 10) for numbers with a fraction wherever a row has none (`10.0`).

use super::{Counted, Document, File, Release, Standard, citation, link};
use crate::export::SmallFile;
use crate::export::ordered::{Ordered, member, object};
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
    let contact = dataset.contact.as_ref().map(|contact| {
        object! {
            "@type": "sc:ContactPoint",
            "email"?: contact.email.as_deref(),
            "name": &contact.name,
            "url"?: contact.url.as_deref(),
        }
    });
    let publisher = object! {
        "@type": "sc:Organization",
        "contactPoint"?: contact,
        "name": &dataset.publisher.name,
        "url"?: dataset.publisher.url.as_deref(),
    };
    let alternate_names = release.other_titles().map(|(language, title)| {
        object! { "@language": language, "@value": title }
    });
    let value = object! {
        "@context": context(),
        "@type": "sc:Dataset",
        "alternateName"?: Ordered::list(alternate_names),
        "citeAs": citation::bibtex(release),
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "creator": publisher.clone(),
        "datePublished": release.day(),
        "description": release.description(),
        "distribution"?: Ordered::list(release.files.iter().map(|file| file_object(release, file))),
        "identifier"?: release.doi(),
        "inLanguage"?: Ordered::list(release.languages()),
        "isBasedOn"?: Ordered::list(release.documents.iter().map(source)),
        "keywords"?: Ordered::list(citation::keywords(release)),
        "license": &dataset.license.url,
        "name": release.title(),
        "publisher": publisher,
        "recordSet"?: record_sets(release),
        "temporalCoverage"?: release.coverage(),
        // Croissant requires an address; the description stands in the directory that it describes.
        "url": citation::page(release).unwrap_or_else(|| "./".to_owned()),
        "version": release.version.to_string(),
    };
    vec![SmallFile::new("croissant.json", "application/ld+json", value.to_file())]
}

/// The context of the specification, sorted. schema.org is written with `https`: mlcroissant does not know it otherwise.
fn context() -> Ordered {
    let other = object! {
        "@language": Release::LANGUAGE,
        "@vocab": "https://schema.org/",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "data": object! { "@id": "cr:data", "@type": "@json" },
        "dataType": object! { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "examples": object! { "@id": "cr:examples", "@type": "@json" },
        "rai": "http://mlcommons.org/croissant/RAI/",
        "sc": "https://schema.org/",
    };
    let mut members = other.into_members();
    members.extend(TERMS.iter().map(|term| member(*term, format!("cr:{term}"))));
    members.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ordered::Object(members)
}

/// A document that the rows come from.
fn source(document: &Document<'_>) -> Ordered {
    object! {
        "@type": "sc:CreativeWork",
        "identifier"?: document.symbol,
        "inLanguage"?: document.language,
        "name": document.title.unwrap_or(document.document_id),
        "sha256": document.source_sha256.to_string(),
    }
}

fn file_object(release: &Release<'_>, file: &File<'_>) -> Ordered {
    // mlcroissant knows Parquet by the name that it had before it was registered.
    let other_name = (file.media_type == "application/vnd.apache.parquet").then_some("application/x-parquet");
    object! {
        "@id": file.path,
        "@type": "cr:FileObject",
        "contentSize": format!("{} B", file.bytes),
        "contentUrl": release.address_of(file.path),
        "encodingFormat": Ordered::compact([file.media_type].into_iter().chain(other_name)),
        "name"?: file.path.rsplit('/').next(),
        "sha256": file.sha256,
    }
}

fn record_sets(release: &Release<'_>) -> Ordered {
    let parquet = release.tables_as("parquet");
    let tables = if parquet.is_empty() { release.tables_as("csv") } else { parquet };
    let rows = tables.iter().map(|table| record_set(table, &tables));
    Ordered::list(rows.chain(tables.iter().flat_map(|(table, _)| enumerations(table.schema))))
}

fn record_set((table, file): &(Counted, File<'_>), tables: &[(Counted, File<'_>)]) -> Ordered {
    let schema = table.schema;
    let field = |column: &Column| {
        object! {
            "@id": field_id(schema, column.name),
            "@type": "cr:Field",
            "dataType": data_type(column.kind),
            "description": column.description.en,
            "name": column.name,
            "references"?: references(schema, column, tables),
            "source": column_of(file, column.name),
        }
    };
    object! {
        "@id": schema.name,
        "@type": "cr:RecordSet",
        "description": schema.description.en,
        "field": Ordered::list(schema.columns.iter().map(field)),
        "key": Ordered::compact(schema.primary_key.iter().map(|key| link(field_id(schema, key)))),
        "name": schema.name,
    }
}

/// The key that the values of a column are: of another table, or of a list of codes.
///
/// A key of a table is named by its file and column. By its field, mlcroissant joins the tables the wrong way around and streams the
/// rows of the other table, and not at all where a table refers to itself.
fn references(schema: &Table, column: &Column, tables: &[(Counted, File<'_>)]) -> Option<Ordered> {
    if !column.codes.is_empty() {
        return Some(object! { "field": link(code_id(schema, column.name, "name")) });
    }
    // A reference joins by one field, which identifies no row where the language does so with it.
    let key = schema.foreign_keys.iter().find(|key| key.column == column.name && key.with.is_empty())?;
    let (_, file) = tables.iter().find(|(table, _)| table.schema.name == key.table)?;
    Some(column_of(file, key.references))
}

fn column_of(file: &File<'_>, column: &'static str) -> Ordered {
    object! { "extract": object! { "column": column }, "fileObject": link(file.path) }
}

/// The lists of codes of a table, whose records stand in the description itself.
fn enumerations(schema: &'static Table) -> impl Iterator<Item = Ordered> {
    schema.columns.iter().filter(|column| !column.codes.is_empty()).map(move |column| {
        let id = |part: &str| code_id(schema, column.name, part);
        let field = |(part, description): (&str, &str)| {
            object! {
                "@id": id(part), "@type": "cr:Field", "dataType": "sc:Text", "description": description, "name": part,
            }
        };
        let record = |Code { code, description }: &Code| {
            object! { (id("description")): description.en, (id("description_zh")): description.zh, (id("name")): *code }
        };
        let fields = [
            ("name", "The code, as it stands in the table."),
            ("description", "What it means, in English."),
            ("description_zh", "What it means, in Chinese."),
        ];
        let name = format!("{}/{}/codes", schema.name, column.name);
        object! {
            "@id": &name,
            "@type": "cr:RecordSet",
            "data": Ordered::list(column.codes.iter().map(record)),
            "dataType": "sc:Enumeration",
            "description": format!("The codes of {}.{}.", schema.name, column.name),
            "field": Ordered::list(fields.map(field)),
            "key": link(id("name")),
            "name": &name,
        }
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

    use serde_json::{Value, json};

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
        let body = field(set("documents"), "body_id");
        assert_eq!(
            body["references"],
            json!({"extract": {"column": "body_id"}, "fileObject": {"@id": "data/parquet/bodies.parquet"}})
        );
        assert!(field(set("paragraphs"), "parent_id")["references"].is_null(), "the language belongs to the key");
        assert_eq!(field(set("divisions"), "starts_on")["dataType"], "sc:Date");
        assert_eq!(
            field(set("paragraphs"), "modality")["references"]["field"]["@id"],
            set("paragraphs/modality/codes")["key"]["@id"]
        );
        assert_eq!(set("addressees")["key"].as_array().unwrap().len(), 3);
    }
}
