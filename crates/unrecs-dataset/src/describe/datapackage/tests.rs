//! What a Data Package says of a release.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::samples::{self, Known};
use super::*;
use crate::export::FORMATS;
use crate::tables::TABLES;
use crate::tables::schema::TableRole;

fn package(known: Known) -> Value {
    samples::with(known, |release| serde_json::from_slice(&files(release).remove(0).bytes).unwrap())
}

fn resource<'a>(package: &'a Value, name: &str) -> &'a Value {
    package["resources"].as_array().unwrap().iter().find(|resource| resource["name"] == name).unwrap()
}

fn field(package: &Value, table: &str, column: &str) -> Value {
    let fields = resource(package, table)["schema"]["fields"].as_array().unwrap();
    fields.iter().find(|field| field["name"] == column).unwrap().clone()
}

#[test]
fn every_file_of_data_is_a_resource_with_a_name_of_its_own_and_tables_come_first() {
    for known in [Known::Everything, Known::Little] {
        let package = package(known);
        let resources = package["resources"].as_array().unwrap();
        samples::with(known, |release| {
            let is_data = |file: &&File<'_>| !matches!(file.content, Content::Beside);
            let data = release.files.iter().filter(is_data);
            let expected: BTreeSet<&str> = data.map(|file| file.path).collect();
            let paths: BTreeSet<&str> = resources.iter().map(|resource| resource["path"].as_str().unwrap()).collect();
            assert_eq!(paths, expected);
            for file in release.files.iter().filter(|file| expected.contains(file.path)) {
                let resource = resources.iter().find(|resource| resource["path"] == file.path).unwrap();
                assert_eq!(resource["bytes"], file.bytes);
                assert_eq!(resource["hash"], format!("sha256:{}", file.sha256));
                assert_eq!(resource["mediatype"], file.media_type);
            }
        });
        let names: BTreeSet<&str> = resources.iter().map(|resource| resource["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), resources.len());
        let in_csv: Vec<_> = TABLES.iter().filter(|table| table.role != TableRole::Provenance).collect();
        for (resource, table) in resources.iter().zip(&in_csv) {
            assert_eq!((&resource["name"], &resource["type"]), (&json!(table.name), &json!("table")));
        }
        assert!(resources[in_csv.len()..].iter().all(|resource| resource["type"].is_null()));
    }
}

#[test]
fn a_table_has_its_rows_types_and_keys() {
    let package = package(Known::Everything);
    let table = resource(&package, "paragraphs");
    assert_eq!((&table["rows"], &table["format"], &table["encoding"]), (&json!(21), &json!("csv"), &json!("utf-8")));
    assert_eq!((&table["title"], &table["title:zh"]), (&json!("Paragraphs"), &json!("段落")));
    assert_eq!(table["dialect"]["lineTerminator"], "\r\n");
    let schema = &table["schema"];
    assert_eq!((&schema["primaryKey"], &schema["missingValues"]), (&json!(["paragraph_id", "language"]), &json!([""])));
    let keys = schema["foreignKeys"].as_array().unwrap();
    let both = json!(["document_id", "language"]);
    let document = json!({"fields": both, "reference": {"resource": "documents", "fields": both}});
    assert!(keys.contains(&document));
    // Version 2 of the standard leaves the resource out where a table refers to itself.
    assert!(keys.contains(&json!({"fields": ["parent_id"], "reference": {"fields": ["paragraph_id"]}})));
}

#[test]
fn a_column_has_its_type_its_bounds_and_its_codes() {
    let package = package(Known::Everything);
    let field = |column: &str| field(&package, "paragraphs", column);
    let identifier = json!({"required": true, "minLength": 1});
    assert_eq!(field("paragraph_id")["constraints"], identifier);
    assert_eq!(field("parent_id")["constraints"], json!({"required": false, "minLength": 1}));
    let level = json!({"required": true, "minimum": i32::MIN, "maximum": i32::MAX});
    assert_eq!((&field("level")["type"], &field("level")["constraints"]), (&json!("integer"), &level));
    let bytes = self::field(&package, "documents", "text_bytes");
    assert_eq!(bytes["constraints"], json!({"required": true}));
    let considers = field("considers");
    assert_eq!((&considers["type"], &considers["trueValues"]), (&json!("boolean"), &json!(["true"])));
    let role = field("role");
    let codes = ["plain", "chapeau"];
    assert_eq!(role["constraints"], json!({"required": true, "enum": codes}));
    for (category, code) in role["categories"].as_array().unwrap().iter().zip(codes) {
        assert_eq!(category["value"], code);
        assert!(category["label"].is_string() && category["label:zh"].is_string(), "{category}");
    }
    let date = self::field(&package, "divisions", "starts_on");
    assert_eq!((&date["type"], &date["format"]), (&json!("date"), &json!("default")));
}

#[test]
fn another_format_is_a_file_that_says_whose_rows_it_has() {
    let package = package(Known::Everything);
    let parquet = resource(&package, "divisions-parquet");
    let expected =
        [("format", json!("PARQUET")), ("sameRowsAs", json!("divisions")), ("title", json!("Divisions (PARQUET)"))];
    for (member, value) in expected {
        assert_eq!(parquet[member], value);
    }
    assert!(parquet["schema"].is_null() && parquet["rows"].is_null() && parquet["encoding"].is_null());
    assert_eq!(resource(&package, "divisions-ndjson")["encoding"], "utf-8");
    assert_eq!(resource(&package, "dataset-sqlite")["title"], "All tables in one file (SQLITE)");
    assert_eq!(resource(&package, "registry-json")["title"], "Treaties and bodies (JSON)");
    assert_eq!(resource(&package, "d1-json")["title"], "偷运移民问题工作组\"各项\"建议 (JSON)");
    assert!(resource(&package, "segments-parquet")["sameRowsAs"].is_null());
    assert_eq!(resource(&package, "d1-zh-akn")["title"], "偷运移民问题工作组\"各项\"建议 (XML)");
}

#[test]
fn without_csv_there_is_no_table_and_nothing_to_have_the_rows_of() {
    let parquet: Vec<_> = FORMATS.iter().filter(|format| format.name == "parquet").collect();
    samples::with(Known::Little, |release| {
        let files = release.files.iter().filter(|file| file.path.ends_with(".parquet")).copied().collect();
        let dataset = release.dataset;
        let less = Release { formats: &parquet, files, dataset, tables: release.tables.clone(), ..empty(release) };
        let package: Value = serde_json::from_slice(&super::files(&less).remove(0).bytes).unwrap();
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len(), TABLES.len());
        assert!(resources.iter().all(|resource| resource["type"].is_null() && resource["sameRowsAs"].is_null()));
        assert!(super::files(&empty(release)).is_empty());
    });
}

/// The release without any file.
fn empty<'a>(release: &Release<'a>) -> Release<'a> {
    Release { files: Vec::new(), tables: Vec::new(), documents: Vec::new(), limits: release.limits.clone(), ..*release }
}

#[test]
fn nothing_is_claimed_that_is_not_known() {
    let (all, little) = (package(Known::Everything), package(Known::Little));
    assert_eq!(all["id"], "https://doi.org/10.5281/zenodo.1234");
    assert_eq!((&all["version"], &all["created"]), (&json!("1.2.0"), &json!("2023-11-14T22:13:20Z")));
    let people = json!([
        {"title": "A publisher", "path": "https://example.org/", "roles": ["publisher"]},
        {"title": "Data desk", "path": "https://example.org/desk", "email": "data@example.org", "roles": ["pointOfContact"]},
    ]);
    assert_eq!(all["contributors"], people);
    let terms = json!([{"path": "https://example.org/terms", "title": "Some terms"}]);
    assert_eq!((&all["licenses"], &all["title:zh"]), (&terms, &json!("样本")));
    let sources = all["sources"].as_array().unwrap();
    assert_eq!((&sources[0]["symbol"], &sources[1]["title"]), (&json!("CTOC/COP/WG.7/2019/4"), &json!("d2")));
    assert!(sources.iter().all(|source| source["path"].is_null()));
    for member in ["id", "homepage", "sources"] {
        assert!(little[member].is_null() && !all[member].is_null(), "{member}");
    }
    assert_eq!(little["contributors"], json!([{"title": "A publisher", "roles": ["publisher"]}]));
}

#[test]
fn a_license_with_a_short_name_has_it() {
    samples::with(Known::Little, |release| {
        let license = License { name: "CC-BY-4.0".to_owned(), ..release.dataset.license.clone() };
        let license = serde_json::to_value(super::license(&license)).unwrap();
        let expected = json!({"name": "CC-BY-4.0", "path": "https://example.org/terms", "title": "CC-BY-4.0"});
        assert_eq!(license, expected);
    });
}
