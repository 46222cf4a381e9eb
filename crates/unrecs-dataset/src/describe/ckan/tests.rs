//! What `ckan.json` says of a release of which everything is known, and of one of which little is.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::describe::samples::{self, Known};

fn package(known: Known) -> Value {
    samples::with(known, |release| serde_json::from_slice(&files(release)[0].bytes).unwrap())
}

fn extra(package: &Value, key: &str) -> Option<String> {
    let extras = package["extras"].as_array().unwrap();
    Some(extras.iter().find(|extra| extra["key"] == key)?["value"].as_str().unwrap().to_owned())
}

#[test]
fn all_that_is_known_has_its_place() {
    let package = package(Known::Everything);
    assert_eq!((&package["version"], &package["url"]), (&json!("1.2.0"), &json!("https://example.org/data")));
    assert_eq!(
        (&package["maintainer"], &package["maintainer_email"]),
        (&json!("Data desk"), &json!("data@example.org"))
    );
    let expected = [
        ("identifier", "https://doi.org/10.5281/zenodo.1234"),
        ("language", r#"["zh"]"#),
        ("temporal_start", "2012-05-30"),
        ("frequency", "http://publications.europa.eu/resource/authority/frequency/IRREG"),
        ("schema_version", "2"),
        ("modified", "2023-11-14T22:13:20Z"),
    ];
    for (key, value) in expected {
        assert_eq!(extra(&package, key).as_deref(), Some(value), "{key}");
    }
    let names: Vec<&str> =
        package["resources"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for expected in
        ["v1.2.0/data/csv/divisions.csv", "v1.2.0/data/parquet/divisions.parquet", "v1.2.0/data/akn/d1.zh.akn.xml"]
    {
        assert!(names.contains(&expected), "{expected} in {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("ndjson") || name.contains("provenance")), "{names:?}");
    let csv =
        package["resources"].as_array().unwrap().iter().find(|one| one["name"] == "v1.2.0/data/csv/divisions.csv");
    let csv = csv.unwrap();
    assert_eq!(csv["url"], "https://data.example.org/recommendations/v1.2.0/data/csv/divisions.csv");
    assert_eq!(
        (&csv["format"], &csv["mimetype"], &csv["table"]),
        (&json!("CSV"), &json!("text/csv"), &json!("divisions"))
    );
    assert_eq!(csv["hash"].as_str().unwrap().len(), 64);
}

#[test]
fn what_is_not_known_is_not_there() {
    let package = package(Known::Little);
    for key in ["url", "author_email", "maintainer_email"] {
        assert_eq!(package.get(key), None, "{key}");
    }
    for key in ["language", "temporal_start", "frequency", "theme", "publisher_url", "contact_name"] {
        assert_eq!(extra(&package, key), None, "{key}");
    }
    assert_eq!(package["maintainer"], package["author"]);
    let url = |one: &Value| one["url"].as_str().unwrap().to_owned();
    assert!(package["resources"].as_array().unwrap().iter().all(|one| one["name"] == format!("v1.2.0/{}", url(one))));
}

#[test]
fn extras_stand_once_each_in_order_and_are_text() {
    let package = package(Known::Everything);
    let keys: Vec<&str> =
        package["extras"].as_array().unwrap().iter().map(|extra| extra["key"].as_str().unwrap()).collect();
    assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    assert!(package["extras"].as_array().unwrap().iter().all(|extra| extra["value"].is_string()));
}

#[test]
fn every_extra_is_known_as_ours_and_others_are_not() {
    let keys = [Known::Everything, Known::Little].map(|known| {
        let extras = package(known)["extras"].as_array().unwrap().clone();
        extras.iter().map(|extra| extra["key"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    });
    let keys = keys.concat();
    assert!(keys.iter().any(|key| key.starts_with(TITLE)), "{keys:?}");
    for key in &keys {
        assert!(is_own_extra(key), "{key}");
    }
    for (key, _) in EXTRAS {
        assert!(keys.iter().any(|known| known == key), "{key}");
    }
    for key in ["theirs", "title_", "title_of_the_series", "spatial"] {
        assert!(!is_own_extra(key), "{key}");
    }
}

#[test]
fn a_licence_that_ckan_knows_has_its_identifier_there() {
    assert_eq!((license_id("CC-BY-4.0"), license_id("cc0-1.0")), (Some("cc-by"), Some("cc-zero")));
    assert_eq!(license_id("Terms of use of United Nations websites"), None);
}

#[test]
fn keywords_become_tags_that_ckan_takes() {
    let long = "a".repeat(120);
    let keywords =
        ["United Nations", "smuggling, of (migrants)", "x", "人口", "C++", "a.b-c_d", "United  Nations", &long];
    let names = tags(&keywords.map(str::to_owned));
    let cut = "a".repeat(100);
    assert_eq!(names, ["United Nations", "smuggling of migrants", "人口", "a.b-c_d", &cut]);
    assert!(tags(&["é".repeat(3), "e\u{301}t".to_owned()]).iter().all(|name| !name.contains('\u{301}')));
}

#[test]
fn without_the_usual_formats_the_others_are_shown() {
    let shown = samples::with(Known::Little, |release| {
        let formats: Vec<_> = release.formats.iter().copied().filter(|format| format.name == "ndjson").collect();
        let bare = Release {
            formats: &formats,
            tables: release.tables.clone(),
            files: release.files.clone(),
            documents: Vec::new(),
            limits: release.limits.clone(),
            ..*release
        };
        let package: Value = serde_json::from_slice(&files(&bare)[0].bytes).unwrap();
        let names = package["resources"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    });
    assert!(shown.contains(&"v1.2.0/data/ndjson/divisions.ndjson".to_owned()), "{shown:?}");
    assert!(!shown.iter().any(|name| name.contains("/csv/")), "{shown:?}");
}
