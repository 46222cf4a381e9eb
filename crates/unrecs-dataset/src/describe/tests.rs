//! What holds for every description.

use crate::tables::schema::TableRole;
use std::collections::BTreeSet;

use super::samples::{self, Known};
use super::*;

#[test]
fn every_description_is_the_same_again_and_at_a_place_of_its_own() {
    for known in [Known::Everything, Known::Little] {
        samples::with(known, |release| {
            let described = describe(release);
            assert_eq!(described, describe(release));
            let paths: BTreeSet<&str> = described.iter().map(|file| file.path.as_str()).collect();
            assert_eq!(paths.len(), described.len());
            assert!(release.files.iter().all(|file| !paths.contains(file.path)));
            for file in &described {
                assert!(file.bytes.ends_with(b"\n"), "{}", file.path);
                if file.path.ends_with("json") || file.path.ends_with("jsonld") {
                    serde_json::from_slice::<serde_json::Value>(&file.bytes).unwrap();
                }
            }
        });
    }
}

#[test]
fn what_stands_in_a_file_is_told_from_its_path() {
    samples::with(Known::Everything, |release| {
        let kind = |path: &str| match content_of(path, &release.tables, &release.documents) {
            Content::Table { format, table } => format!("{} of {}", table.schema.name, format.name),
            Content::Dataset(format) => format!("all of {}", format.name),
            Content::Document { format, document } => {
                format!("{} of {}", document.map_or("?", |document| document.document_id), format.name)
            }
            Content::Registry(format) => format!("registry of {}", format.name),
            Content::Text(document) => format!("text of {}", document.map_or("?", |document| document.document_id)),
            Content::Beside => "beside".to_owned(),
        };
        let cases = [
            ("data/csv/divisions.csv", "divisions of csv"),
            ("data/csv/divisions.parquet", "beside"),
            ("data/csv/csv-metadata.json", "beside"),
            ("data/json/d1.json", "d1 of json"),
            ("data/registry.json", "registry of json"),
            ("data/text/d1.zh.txt", "text of d1"),
            ("data/recommendations.csv", "recommendations of csv"),
            ("provenance/segments.parquet", "segments of parquet"),
            ("data/akn/d1.zh.akn.xml", "d1 of akn"),
            ("data/akn/d2.und.akn.xml", "d2 of akn"),
            ("data/akn/d3.zh.akn.xml", "? of akn"),
            ("schema/divisions.schema.json", "beside"),
        ];
        for (path, expected) in cases {
            assert_eq!(kind(path), expected, "{path}");
        }
        let in_csv = release.tables.iter().filter(|table| table.schema.role != TableRole::Provenance);
        assert_eq!(release.tables_as("csv").len(), in_csv.count());
        assert!(release.tables_as("json").is_empty());
    });
}

#[test]
fn addresses_are_whole_where_it_is_known_where_releases_are_served() {
    samples::with(Known::Everything, |release| {
        let expected = "https://data.example.org/recommendations/v1.2.0/data/csv/divisions.csv";
        assert_eq!(release.address_of("data/csv/divisions.csv"), expected);
        assert_eq!((release.languages(), release.day()), (vec!["zh"], "2023-11-14".to_owned()));
    });
    samples::with(Known::Little, |release| assert_eq!(release.address_of("data/x"), "data/x"));
}
