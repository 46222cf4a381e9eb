//! What the metadata of the files of CSV says of a release.

use serde_json::{Value, json};

use super::super::samples::{self, Known};
use super::*;
use crate::tables::TABLES;
use crate::tables::schema::TableRole;

fn metadata(known: Known) -> Value {
    samples::with(known, |release| serde_json::from_slice(&files(release).remove(0).bytes).unwrap())
}

fn column(table: &str, name: &str) -> Value {
    let metadata = metadata(Known::Little);
    let tables = metadata["tables"].as_array().unwrap();
    let table = tables.iter().find(|one| one["url"] == format!("{table}.csv")).unwrap();
    let columns = table["tableSchema"]["columns"].as_array().unwrap();
    columns.iter().find(|column| column["name"] == name).unwrap().clone()
}

#[test]
fn every_table_is_described_beside_its_file() {
    let metadata = metadata(Known::Little);
    let urls: Vec<&str> =
        metadata["tables"].as_array().unwrap().iter().map(|table| table["url"].as_str().unwrap()).collect();
    let of_data = TABLES.iter().filter(|table| table.role == TableRole::Data);
    let expected: Vec<String> = of_data.map(|table| format!("{}.csv", table.name)).collect();
    assert_eq!(urls[0], "../recommendations.csv", "the view stands above them");
    assert_eq!(urls[1..], expected);
    samples::with(Known::Little, |release| {
        assert_eq!(files(release)[0].path, "data/csv/csv-metadata.json");
        let (documents, limits) = (Vec::new(), release.limits.clone());
        let none = Release { files: Vec::new(), tables: Vec::new(), documents, limits, ..*release };
        assert!(files(&none).is_empty());
    });
}

#[test]
fn a_column_has_its_type_and_what_bounds_it() {
    let identifier = column("paragraphs", "paragraph_id");
    assert_eq!((&identifier["titles"], &identifier["required"]), (&json!("paragraph_id"), &json!(true)));
    assert_eq!(identifier["datatype"], json!({"base": "string", "minLength": 1}));
    let role = json!({"base": "string", "format": "plain|chapeau"});
    assert_eq!(column("paragraphs", "role")["datatype"], role);
    let considers = json!({"base": "boolean", "format": "true|false"});
    assert_eq!(column("paragraphs", "considers")["datatype"], considers);
    assert_eq!(column("paragraphs", "level")["datatype"], json!({"base": "int"}));
    assert_eq!(column("documents", "source_bytes")["datatype"], json!({"base": "long"}));
    assert_eq!(column("divisions", "starts_on")["datatype"], json!({"base": "date"}));
    let description = &column("divisions", "starts_on")["dc:description"];
    assert_eq!((&description[0]["@language"], &description[1]["@language"]), (&json!("en"), &json!("zh")));
}

#[test]
fn codes_hold_nothing_that_means_something_in_a_regular_expression() {
    for code in TABLES.iter().flat_map(|table| table.columns).flat_map(|column| column.codes) {
        assert!(code.code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{}", code.code);
    }
}

#[test]
fn a_column_that_may_be_null_is_no_foreign_key_and_names_the_file() {
    let metadata = metadata(Known::Little);
    let paragraphs = &metadata["tables"][3];
    let keys = paragraphs["tableSchema"]["foreignKeys"].as_array().unwrap();
    let both = json!(["division_id", "language"]);
    let division = json!({
        "columnReference": both, "reference": {"resource": "divisions.csv", "columnReference": both}
    });
    assert!(keys.contains(&division) && keys.iter().all(|key| key["columnReference"][0] != "parent_id"));
    let parent = column("paragraphs", "parent_id");
    assert_eq!((&parent["dc:relation"], &parent["required"]), (&json!({"@id": "paragraphs.csv"}), &json!(false)));
    assert!(column("paragraphs", "division_id")["dc:relation"].is_null());
}

#[test]
fn codes_are_explained_in_both_languages() {
    let metadata = metadata(Known::Little);
    let note = &metadata["tables"][3]["notes"][0];
    assert_eq!(note["schema:name"], "kind");
    let concept = &note["skos:hasTopConcept"][0];
    assert_eq!(concept["skos:notation"], "recommendation");
    assert_eq!(concept["skos:definition"].as_array().unwrap().len(), 2);
}

#[test]
fn nothing_is_claimed_that_is_not_known() {
    let (all, little) = (metadata(Known::Everything), metadata(Known::Little));
    assert_eq!(
        all["dc:title"],
        json!([{"@value": "A sample", "@language": "en"}, {"@value": "样本", "@language": "zh"}])
    );
    assert_eq!(
        (&all["dc:identifier"], &all["dc:language"]),
        (&json!("https://doi.org/10.5281/zenodo.1234"), &json!(["zh"]))
    );
    assert_eq!(all["dc:source"][0]["dc:identifier"], "CTOC/COP/WG.7/2019/4");
    assert_eq!(all["dc:publisher"]["schema:url"], json!({"@id": "https://example.org/"}));
    for member in ["dc:identifier", "dc:language", "dc:source"] {
        assert!(little[member].is_null() && !all[member].is_null(), "{member}");
    }
}
