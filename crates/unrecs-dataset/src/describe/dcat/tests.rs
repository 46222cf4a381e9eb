//! What holds for the descriptions by DCAT, whatever is known of the release.

use std::collections::BTreeSet;

use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

use super::*;
use crate::dataset::Dataset;
use crate::describe::Content;
use crate::describe::samples::{self, Known};

/// Where the files are read at, where they do not say where they are.
const BASE: &str = "https://example.org/served/v1.2.0/";

/// Subject, predicate, and the object with its language and its data type.
type Statement = (String, String, String, String, String);

fn described(release: &Release<'_>, path: &str) -> String {
    let file = files(release).into_iter().find(|file| file.path == path).unwrap();
    String::from_utf8(file.bytes).unwrap()
}

fn in_turtle(release: &Release<'_>) -> BTreeSet<Statement> {
    let text = described(release, "dcat-ap.ttl");
    let parser = TurtleParser::new().with_base_iri(BASE).unwrap().for_slice(text.as_bytes());
    let statement = |triple: oxrdf::Triple| {
        let NamedOrBlankNode::NamedNode(subject) = triple.subject else { panic!("a thing without an address") };
        let (object, language, kind) = match &triple.object {
            Term::NamedNode(node) => (node.as_str().to_owned(), String::new(), "@id".to_owned()),
            Term::Literal(literal) => {
                let kind = literal.datatype().as_str().to_owned();
                (literal.value().to_owned(), literal.language().unwrap_or("").to_owned(), kind)
            }
            Term::BlankNode(_) => panic!("a thing without an address"),
        };
        (subject.into_string(), triple.predicate.into_string(), object, language, kind)
    };
    parser.map(|triple| statement(triple.unwrap())).collect()
}

/// Reads the JSON-LD as its own context says, which is as much of the standard as the file makes use of.
fn in_json_ld(release: &Release<'_>) -> BTreeSet<Statement> {
    let file: Value = serde_json::from_str(&described(release, "dcat-ap.jsonld")).unwrap();
    let context = &file["@context"];
    let expanded = |name: &str| {
        let (prefix, local) = name.split_once(':').unwrap();
        format!("{}{local}", context[prefix].as_str().unwrap())
    };
    let mut statements = BTreeSet::new();
    for node in file["@graph"].as_array().unwrap() {
        let subject = resolved(node["@id"].as_str().unwrap());
        let mut say = |predicate: &str, object: &str, language: &str, kind: &str| {
            let object = if kind == "@id" { resolved(object) } else { object.to_owned() };
            statements.insert((subject.clone(), predicate.to_owned(), object, language.to_owned(), kind.to_owned()));
        };
        for (name, values) in node.as_object().unwrap() {
            let meaning = &context[name];
            match name.as_str() {
                "@id" => {}
                "@type" => {
                    let is_a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
                    texts(values).into_iter().for_each(|class| say(is_a, &expanded(class), "", "@id"));
                }
                _ if meaning["@container"] == "@language" => {
                    let predicate = expanded(meaning["@id"].as_str().unwrap());
                    for (language, values) in values.as_object().unwrap() {
                        let (language, kind) = match language.as_str() {
                            "@none" => ("", "http://www.w3.org/2001/XMLSchema#string"),
                            language => (language, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
                        };
                        texts(values).into_iter().for_each(|text| say(&predicate, text, language, kind));
                    }
                }
                _ => {
                    let (iri, kind) = match meaning {
                        Value::String(iri) => (iri.as_str(), expanded("xsd:string")),
                        _ => {
                            let kind = meaning["@type"].as_str().unwrap();
                            let kind = if kind == "@id" { kind.to_owned() } else { expanded(kind) };
                            (meaning["@id"].as_str().unwrap(), kind)
                        }
                    };
                    texts(values).into_iter().for_each(|text| say(&expanded(iri), text, "", &kind));
                }
            }
        }
    }
    statements
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map_or_else(
        || vec![value.as_str().unwrap()],
        |values| values.iter().map(|value| value.as_str().unwrap()).collect(),
    )
}

/// An address where the file is read, for the few forms that count from it.
fn resolved(address: &str) -> String {
    match (address.strip_prefix("../"), address.strip_prefix("./")) {
        (Some(rest), _) => format!("https://example.org/served/{rest}"),
        (_, Some(rest)) => format!("{BASE}{rest}"),
        _ if address.contains(':') => address.to_owned(),
        _ => format!("{BASE}{address}"),
    }
}

fn objects<'a>(graph: &'a BTreeSet<Statement>, subject: &str, predicate: &str) -> Vec<&'a str> {
    let said = graph.iter().filter(|one| one.0 == subject && one.1 == vocabulary::expanded(predicate));
    said.map(|one| one.2.as_str()).collect()
}

fn things(graph: &BTreeSet<Statement>, class: &str) -> Vec<String> {
    let is_one = graph.iter().filter(|one| one.1.ends_with("#type") && one.2 == vocabulary::expanded(class));
    is_one.map(|one| one.0.clone()).collect()
}

/// The release with another dataset.
fn with_dataset(release: &Release<'_>, dataset: &Dataset, test: impl FnOnce(&Release<'_>)) {
    test(&Release {
        dataset,
        files: release.files.clone(),
        tables: release.tables.clone(),
        documents: release.documents.clone(),
        limits: release.limits.clone(),
        ..*release
    });
}

#[test]
fn both_syntaxes_hold_the_same_graph() {
    for known in [Known::Everything, Known::Little] {
        samples::with(known, |release| {
            let graph = in_turtle(release);
            assert!(graph.len() > 500, "{}", graph.len());
            assert_eq!(graph, in_json_ld(release));
        });
    }
}

#[test]
fn every_file_of_data_is_one_distribution_with_its_digest_and_its_size() {
    for known in [Known::Everything, Known::Little] {
        samples::with(known, |release| {
            let graph = in_turtle(release);
            let us: Value = serde_json::from_str(&described(release, "dcat-us.json")).unwrap();
            let us = us["dataset"][0]["distribution"].as_array().unwrap();
            let distributions = things(&graph, "dcat:Distribution");
            let data: Vec<_> = release.files.iter().filter(|file| !matches!(file.content, Content::Beside)).collect();
            assert!(data.len() > 20 && data.len() == distributions.len() && data.len() == us.len());
            for file in data {
                let address = resolved(&release.address_of(file.path));
                let told: Vec<&String> = distributions
                    .iter()
                    .filter(|one| objects(&graph, one, "dcat:downloadURL") == [address.as_str()])
                    .collect();
                let [told] = told[..] else { panic!("{}: {told:?}", file.path) };
                assert_eq!(objects(&graph, told, "dcat:accessURL"), [address.as_str()]);
                assert_eq!(objects(&graph, told, "dcat:byteSize"), [file.bytes.to_string()]);
                let [checksum] = objects(&graph, told, "spdx:checksum")[..] else { panic!("{told}") };
                assert_eq!(objects(&graph, checksum, "spdx:checksumValue"), [file.sha256]);
                let one: Vec<_> = us.iter().filter(|one| one["checksum"]["checksumValue"] == file.sha256).collect();
                let [one] = one[..] else { panic!("{}: {one:?}", file.path) };
                assert_eq!(one["byteSize"], file.bytes.to_string());
                assert_eq!(one["downloadURL"], release.address_of(file.path));
            }
        });
    }
}

#[test]
fn versions_form_a_series_and_name_the_one_before_where_there_is_one() {
    samples::with(Known::Everything, |release| {
        let graph = in_turtle(release);
        let dataset = "https://data.example.org/recommendations/v1.2.0/";
        let before = "https://data.example.org/recommendations/v1.1.3/";
        assert_eq!(things(&graph, "dcat:Dataset"), [dataset]);
        assert_eq!(things(&graph, "dcat:DatasetSeries"), objects(&graph, dataset, "dcat:inSeries"));
        assert_eq!(objects(&graph, dataset, "dcat:prev"), [before]);
        assert_eq!(objects(&graph, dataset, "dcat:previousVersion"), [before]);
        assert_eq!(objects(&graph, dataset, "dcat:version"), ["1.2.0"]);
        let [period] = objects(&graph, dataset, "dct:temporal")[..] else { panic!("no period") };
        assert_eq!(objects(&graph, period, "dcat:startDate"), ["2012-05-30"]);
    });
    samples::with(Known::Little, |release| {
        let graph = in_turtle(release);
        assert_eq!(things(&graph, "dcat:Dataset"), [BASE]);
        for property in ["dcat:prev", "dcat:previousVersion", "dct:temporal", "dct:accrualPeriodicity"] {
            assert!(objects(&graph, BASE, property).is_empty(), "{property}");
        }
    });
}

#[test]
fn files_name_the_schema_that_is_in_the_release_and_their_kind() {
    samples::with(Known::Everything, |release| {
        let graph = in_turtle(release);
        let base = "https://data.example.org/recommendations/v1.2.0/";
        let said = |path: &str, property: &str| -> Vec<String> {
            let values = objects(&graph, &format!("{base}#{path}"), property).into_iter();
            values.map(|value| value.rsplit_once("v1.2.0/").map_or(value, |(_, path)| path).to_owned()).collect()
        };
        let schema = |path: &str| said(path, "dct:conformsTo");
        assert_eq!(schema("data/ndjson/divisions.ndjson"), ["schema/divisions.schema.json"]);
        assert_eq!(schema("data/json/d1.json"), ["schema/document.schema.json"]);
        assert_eq!(schema("data/registry.json"), ["schema/registry.schema.json"]);
        assert_eq!(schema("data/xml/divisions.xml"), ["schema/tables.xsd"]);
        assert_eq!(schema("data/csv/divisions.csv"), ["https://www.rfc-editor.org/info/rfc4180"]);
        assert_eq!(schema("data/akn/d1.zh.akn.xml"), ["http://docs.oasis-open.org/legaldocml/ns/akn/3.0"]);
        assert_eq!(schema("data/parquet/divisions.parquet"), [""; 0]);
        let file_type = "http://publications.europa.eu/resource/authority/file-type/";
        assert_eq!(said("data/csv/divisions.csv", "dct:format"), [format!("{file_type}CSV")]);
        assert_eq!(said("data/akn/d1.zh.akn.xml", "dct:format"), [format!("{file_type}XML")]);
        let own = said("data/ndjson/divisions.ndjson", "dct:format");
        assert_eq!(own, ["#format/NDJSON"]);
        assert_eq!(objects(&graph, &format!("{base}{}", own[0]), "rdfs:label"), ["NDJSON"]);
        let registry = "https://www.iana.org/assignments/media-types/";
        assert_eq!(said("data/csv/divisions.csv", "dcat:mediaType"), [format!("{registry}text/csv")]);
        assert_eq!(said("data/ndjson/divisions.ndjson", "dcat:mediaType"), [""; 0]);
        let titles = said("data/csv/divisions.csv", "dct:title");
        assert_eq!(titles, ["Divisions (CSV)", "章节 (CSV)"]);
        let language = "http://publications.europa.eu/resource/authority/language/ZHO";
        assert_eq!(said("data/akn/d1.zh.akn.xml", "dct:language"), [language]);
        assert_eq!(said("data/akn/d2.und.akn.xml", "dct:language"), [""; 0]);
    });
}

#[test]
fn without_a_contact_the_publisher_is_asked_and_no_address_is_invented() {
    samples::with(Known::Little, |release| {
        let graph = in_turtle(release);
        let contact = "https://example.org/served/#contact";
        assert_eq!(objects(&graph, contact, "vcard:fn"), ["A publisher"]);
        assert!(objects(&graph, contact, "vcard:hasEmail").is_empty());
        assert!(objects(&graph, contact, "vcard:hasURL").is_empty());
        let us: Value = serde_json::from_str(&described(release, "dcat-us.json")).unwrap();
        let point = us["dataset"][0]["contactPoint"].as_object().unwrap();
        assert_eq!(point["fn"], "A publisher");
        assert!(!point.contains_key("hasEmail"));
        // The profile wants a mail address, so that without one the file must not say that it keeps to the profile.
        assert_eq!(us["conformsTo"], Value::Null);
    });
    samples::with(Known::Everything, |release| {
        let us: Value = serde_json::from_str(&described(release, "dcat-us.json")).unwrap();
        assert_eq!(us["conformsTo"]["title"], "DCAT-US 3.0");
        assert_eq!(us["dataset"][0]["contactPoint"]["hasEmail"], "mailto:data@example.org");
        assert_eq!(us["dataset"][0]["accrualPeriodicity"], "irregular");
    });
}

#[test]
fn addresses_are_mended_as_little_as_is_needed() {
    let cases = [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("https://example.org/会议", "https://example.org/会议"),
        ("https://example.org/a<b>\"c\"", "https://example.org/a%3Cb%3E%22c%22"),
        ("https://example.org/50%", "https://example.org/50%25"),
        ("https://example.org:x/", "https://example.org%3Ax/"),
        ("https://a@b@example.org/", "https://a%40b%40example.org/"),
        ("https://example.org/a#b#c", "https://example.org/a%23b%23c"),
        ("mailto:a|b@example.org", "mailto:a%7Cb@example.org"),
        ("./#data/csv/a.csv", "./#data/csv/a.csv"),
    ];
    for (text, expected) in cases {
        assert_eq!(node::iri(text), expected);
    }
}

/// Any text, and often one with what breaks careless writers.
fn hostile() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        any::<String>(),
        proptest::sample::select(vec![
            "\"",
            "\\",
            "\"\"\"",
            "\n",
            "\r\n",
            "\t",
            "'",
            "\\u0041",
            "@en",
            "^^xsd:date",
            "<a>",
            "שלום",
            "\u{202E}",
            "😀",
            "𠀀",
            "\u{0}",
            "\u{7F}",
            "\u{FEFF}",
            "}",
            "会议",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(parts, 0..5).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(1945), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_from_both_syntaxes(texts in proptest::collection::vec(hostile(), 7)) {
        samples::with(Known::Everything, |release| {
            let mut dataset = release.dataset.clone();
            let [title, chinese, description, publisher, keyword, license, end] = &texts[..] else { unreachable!() };
            dataset.title.insert("en".to_owned(), title.clone());
            dataset.title.insert("zh".to_owned(), chinese.clone());
            dataset.description.insert("en".to_owned(), description.clone());
            dataset.publisher.name.clone_from(publisher);
            dataset.keywords.push(keyword.clone());
            dataset.license.name.clone_from(license);
            dataset.license.url = format!("https://example.org/{end}");
            dataset.themes.push(format!("http://{end}"));
            with_dataset(release, &dataset, |release| {
                let graph = in_turtle(release);
                assert_eq!(graph, in_json_ld(release));
                let place = within(release, "");
                let titles: BTreeSet<&str> = objects(&graph, &place, "dct:title").into_iter().collect();
                assert_eq!(titles, BTreeSet::from([title.as_str(), chinese]));
                assert_eq!(objects(&graph, &place, "dct:description"), [description]);
                assert!(objects(&graph, &place, "dcat:keyword").contains(&keyword.as_str()));
                assert_eq!(objects(&graph, &beside(release, "#publisher"), "foaf:name"), [publisher]);
                let us: Value = serde_json::from_str(&described(release, "dcat-us.json")).unwrap();
                assert_eq!(us["dataset"][0]["title"].as_str(), Some(title.as_str()));
            });
        });
    }
}
