//! `ro-crate-metadata.json`: the release as a research object, in RO-Crate 1.2, with the run that made it.

use super::{Content, Document, File, Release, Standard, citation, link};
use crate::export::ordered::{Ordered, object};
use crate::export::{SmallFile, percent_encoded};

/// A flat list of entities: the descriptor, the release, its files, and what they refer to.
pub(super) const STANDARD: Standard = Standard { name: "ro_crate", write: files };

const DESCRIPTOR: &str = "ro-crate-metadata.json";
const SOFTWARE: &str = "#software";
const CONTACT: &str = "#contact";
const RUN: &str = "#run";

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let mut graph = vec![descriptor(), root(release)];
    graph.extend(release.files.iter().map(file));
    graph.push(run(release));
    graph.push(software(release));
    graph.extend(release.documents.iter().map(source));
    graph.push(publisher(release));
    graph.extend(contact(release));
    graph.push(license(release));
    graph.extend(doi(release));
    let value = object! { "@context": "https://w3id.org/ro/crate/1.2/context", "@graph": Ordered::List(graph) };
    vec![SmallFile::new(DESCRIPTOR, "application/ld+json", value.to_file())]
}

fn descriptor() -> Ordered {
    object! {
        "@id": DESCRIPTOR,
        "@type": "CreativeWork",
        "about": link("./"),
        "conformsTo": link("https://w3id.org/ro/crate/1.2"),
        "description": "What is in this directory, for programs.",
        "name": "Metadata of the RO-Crate",
    }
}

fn root(release: &Release<'_>) -> Ordered {
    let dataset = release.dataset;
    let publisher = link(publisher_id(release));
    object! {
        "@id": "./",
        "@type": "Dataset",
        "author": publisher.clone(),
        "creditText": citation::line(release),
        "datePublished": release.instant(),
        "description": release.description(),
        "hasPart"?: Ordered::compact(release.files.iter().map(|file| link(encoded(file.path)))),
        "identifier"?: release.doi().map(link),
        "inLanguage"?: Ordered::compact(release.languages()),
        "keywords"?: Ordered::compact(citation::keywords(release)),
        "license": link(&dataset.license.url),
        "mentions": link(RUN),
        "name": release.title(),
        "publisher": publisher,
        "temporalCoverage"?: release.coverage(),
        "url"?: citation::page(release),
        "version": release.version.to_string(),
    }
}

fn file(file: &File<'_>) -> Ordered {
    object! {
        "@id": encoded(file.path),
        "@type": "File",
        "contentSize": file.bytes.to_string(),
        "description": sentence(file),
        "encodingFormat": file.media_type,
        "name"?: file.path.rsplit('/').next(),
        "sha256": file.sha256,
    }
}

/// What a file is, in a sentence.
fn sentence(file: &File<'_>) -> String {
    match file.content {
        Content::Table { format, table } => {
            format!(
                "Table {} as {}, {} rows. {}",
                table.schema.name, format.name, table.rows, table.schema.description.en
            )
        }
        Content::Dataset(format) => format!("The whole dataset as {}.", format.name),
        Content::Registry(format) => format!("The treaties and bodies of the registry as {}.", format.name),
        Content::Text(document) => {
            format!("The text that was read of {}.", document.map_or("a document", |document| document.document_id))
        }
        Content::Document { format, document } => {
            format!(
                "Document {} as {}.",
                document.map_or("of the release", |document| document.document_id),
                format.name
            )
        }
        Content::Beside => match file.path.split('/').next() {
            Some("schema") => "What the tables hold, for programs.".to_owned(),
            Some("changes") => "What changed since the version before.".to_owned(),
            Some("provenance") => "Where the data comes from.".to_owned(),
            Some("site") => "A page for people, or what one loads.".to_owned(),
            _ => "Beside the data.".to_owned(),
        },
    }
}

/// The run of the program: what it read, with what, and when the result was made.
fn run(release: &Release<'_>) -> Ordered {
    object! {
        "@id": RUN,
        "@type": "CreateAction",
        "agent": link(publisher_id(release)),
        "description": release.reason,
        "endTime": release.instant(),
        "instrument": link(SOFTWARE),
        "name": format!("Making version {}", release.version),
        "object"?: Ordered::compact(release.documents.iter().map(|document| link(source_id(document)))),
        "result": link("./"),
    }
}

fn software(release: &Release<'_>) -> Ordered {
    let (name, version) = release.generator;
    object! {
        "@id": SOFTWARE,
        "@type": "SoftwareApplication",
        "description": "The program that read the documents and wrote the files.",
        "name": name,
        "softwareVersion": version,
        // RO-Crate requires an address: a package URL names the program where it has no page.
        "url": format!("pkg:generic/{}@{}", encoded(name), encoded(version)),
        "version": version,
    }
}

/// A document is no part of the release: its file stays where it was read.
fn source(document: &Document<'_>) -> Ordered {
    object! {
        "@id": source_id(document),
        "@type": "DigitalDocument",
        "description": format!("Read from {}, {} bytes.", document.source_path, document.source_bytes),
        "identifier"?: document.symbol,
        "inLanguage"?: document.language,
        "name": document.title.unwrap_or(document.document_id),
        "sha256": document.source_sha256.to_string(),
    }
}

fn publisher(release: &Release<'_>) -> Ordered {
    let publisher = &release.dataset.publisher;
    object! {
        "@id": publisher_id(release),
        "@type": "Organization",
        "contactPoint"?: release.dataset.contact.as_ref().map(|_| link(CONTACT)),
        "description": "Publishes the dataset.",
        "name": &publisher.name,
        "url"?: publisher.url.as_deref(),
    }
}

fn contact(release: &Release<'_>) -> Option<Ordered> {
    let contact = release.dataset.contact.as_ref()?;
    Some(object! {
        "@id": CONTACT,
        "@type": "ContactPoint",
        "contactType": "data and corrections",
        "description": "Whom to ask about the dataset.",
        "email"?: contact.email.as_deref(),
        "name": &contact.name,
        "url"?: contact.url.as_deref(),
    })
}

fn license(release: &Release<'_>) -> Ordered {
    let license = &release.dataset.license;
    object! {
        "@id": &license.url,
        "@type": "CreativeWork",
        "description": "The terms under which the data may be used.",
        "name": &license.name,
        "url": &license.url,
    }
}

fn doi(release: &Release<'_>) -> Option<Ordered> {
    let (doi, address) = (release.dataset.doi.as_deref()?, release.doi()?);
    Some(object! {
        "@id": &address,
        "@type": "PropertyValue",
        "description": "The dataset in all its versions.",
        "name": "DOI",
        "propertyID": "https://registry.identifiers.org/registry/doi",
        "url": address,
        "value": format!("doi:{doi}"),
    })
}

fn publisher_id<'a>(release: &Release<'a>) -> &'a str {
    // Nothing else in the crate may have the same identifier.
    let address = release.dataset.publisher.url.as_deref().filter(|address| *address != release.dataset.license.url);
    address.unwrap_or("#publisher")
}

fn source_id(document: &Document<'_>) -> String {
    format!("#source-{}-{}", encoded(document.document_id), document.language.unwrap_or("und"))
}

/// A path as a relative IRI: what an IRI does not hold as it is, is written in percent.
fn encoded(path: &str) -> String {
    percent_encoded(path, |c| c.is_ascii_alphanumeric() || "-._~/".contains(c) || !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::super::samples::{self, Known};
    use super::*;

    fn graph(known: Known) -> Vec<Value> {
        let bytes = samples::with(known, |release| files(release).remove(0).bytes);
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        value["@graph"].as_array().unwrap().clone()
    }

    fn referred(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("@id").and_then(Value::as_str).map(str::to_owned));
                members.values().for_each(|member| referred(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| referred(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_entity_stands_once_in_a_flat_list_and_is_referred_to() {
        for known in [Known::Everything, Known::Little] {
            let graph = graph(known);
            let ids: BTreeSet<String> = graph.iter().map(|entity| entity["@id"].as_str().unwrap().to_owned()).collect();
            assert_eq!(ids.len(), graph.len());
            let mut found = BTreeSet::new();
            let members = graph.iter().flat_map(|entity| entity.as_object().unwrap().iter());
            members.filter(|(name, _)| *name != "@id").for_each(|(_, member)| referred(member, &mut found));
            let outside = BTreeSet::from(["https://w3id.org/ro/crate/1.2".to_owned()]);
            let described = BTreeSet::from([DESCRIPTOR.to_owned()]);
            assert_eq!(found.difference(&ids).cloned().collect::<BTreeSet<_>>(), outside);
            assert_eq!(ids.difference(&found).cloned().collect::<BTreeSet<_>>(), described);
        }
    }

    #[test]
    fn a_run_names_what_it_read_and_what_it_read_with() {
        let graph = graph(Known::Everything);
        let entity = |id: &str| graph.iter().find(|entity| entity["@id"] == id).unwrap();
        assert_eq!(entity(RUN)["object"], json!([{"@id": "#source-d1-zh"}, {"@id": "#source-d2-und"}]));
        assert_eq!(entity(RUN)["endTime"], "2023-11-14T22:13:20Z");
        assert_eq!(entity(SOFTWARE)["name"], "unrecs");
        assert_eq!(entity("#source-d2-und")["name"], "d2");
        assert_eq!(entity("data/csv/divisions.csv")["contentSize"].as_str().unwrap().parse::<u64>().unwrap() / 1000, 1);
    }

    #[test]
    fn a_path_becomes_an_iri() {
        assert_eq!(encoded("data/a b#c%.csv"), "data/a%20b%23c%25.csv");
        assert_eq!(encoded("data/应.csv"), "data/应.csv");
    }
}
