//! Releases to test descriptions with: one of which everything is known, and one of which as little is known as may be.

use crate::layout::{self, CHANGELOG, DICTIONARY, DOCUMENT_SCHEMA, FINDINGS, INPUTS, REGISTRY_SCHEMA, XSD};
use jiff::Timestamp;
use jiff::civil::date;
use semver::Version;

use super::{Counted, Document, File, Limits, Release, content_of};
use crate::dataset::{Contact, Dataset};
use crate::export::{FORMATS, Files, Format, samples};
use crate::tables::TABLES;
use unrecs_text::value::Digest;

/// What is to be known of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Everything that may be: two documents, dates, a release before, where it is served, whom to ask.
    Everything,
    /// What must be: no document, no date, no release before, no address.
    Little,
}

/// Hands a release to a test. Its tables are those that are published.
pub(crate) fn with<T>(known: Known, test: impl FnOnce(&Release<'_>) -> T) -> T {
    let everything = known == Known::Everything;
    let formats: Vec<&'static Format> = FORMATS.iter().collect();
    let (dataset, version, previous) = (dataset(known), Version::new(1, 2, 0), Version::new(1, 1, 3));
    let documents = if everything { documents() } else { Vec::new() };
    let tables: Vec<Counted> = TABLES
        .iter()
        .enumerate()
        .map(|(at, schema)| Counted { schema, rows: at * 7, content_sha256: Digest::of(schema.name.as_bytes()) })
        .collect();
    let named = names(&dataset, &documents);
    let files = named.iter().enumerate().map(|(at, (path, media_type, sha256))| {
        let content = content_of(path, &tables, &documents);
        File { path, media_type, bytes: 1000 + at as u64, sha256, content }
    });
    test(&Release {
        dataset: &dataset,
        version: &version,
        previous: everything.then_some(&previous),
        reason: "3 rows of recommendations added; the word \"may\" became \"should\"",
        released_at: Timestamp::new(1_700_000_000, 0).unwrap(),
        generator: ("unrecs", "0.1.0"),
        content_sha256: Digest::of(b"release"),
        formats: &formats,
        files: files.collect(),
        tables,
        documents,
        period: everything.then(|| (date(2012, 5, 30), date(2018, 7, 6))),
        limits: Limits {
            references: vec![("resolved", 95), ("ambiguous", 2), ("unresolved", 1), ("out_of_range", 0)],
            findings: vec![("error", 0), ("warning", 4), ("note", 0)],
        },
    })
}

fn dataset(known: Known) -> Dataset {
    let mut dataset = samples::dataset();
    if known == Known::Everything {
        dataset.publisher.url = Some("https://example.org/".to_owned());
        dataset.homepage = Some("https://example.org/data".to_owned());
        dataset.base_url = Some("https://data.example.org/recommendations".to_owned());
        dataset.contact = Some(Contact {
            name: "Data desk".to_owned(),
            email: Some("data@example.org".to_owned()),
            url: Some("https://example.org/desk".to_owned()),
        });
        dataset.themes = vec!["http://publications.europa.eu/resource/authority/data-theme/JUST".to_owned()];
        dataset.frequency = Some("IRREG".to_owned());
        dataset.doi = Some("10.5281/zenodo.1234".to_owned());
    }
    dataset
}

fn documents() -> Vec<Document<'static>> {
    let document = |document_id: &'static str, title, symbol, language| Document {
        document_id,
        title,
        symbol,
        language,
        source_path: "input/documents/one.txt",
        source_sha256: Digest::of(document_id.as_bytes()),
        source_bytes: 36_480,
    };
    vec![
        document("d1", Some("偷运移民问题工作组\"各项\"建议"), Some("CTOC/COP/WG.7/2019/4"), Some("zh")),
        document("d2", None, None, None),
    ]
}

/// Path, media type and digest of every file but the descriptions, sorted.
fn names(dataset: &Dataset, documents: &[Document<'_>]) -> Vec<(String, String, String)> {
    let mut names = Vec::new();
    for format in FORMATS {
        match format.files {
            Files::PerTable { .. } => names.extend(TABLES.iter().filter_map(|table| {
                let (path, _) = format.of_table(table.name, table.role)?;
                Some((path, format.media_type))
            })),
            Files::PerWork { extension, .. } => {
                let path = |document: &Document<'_>| layout::work(format.name, document.document_id, extension);
                names.extend(documents.iter().map(|document| (path(document), format.media_type)));
                names.push((layout::REGISTRY.to_owned(), format.media_type));
            }
            Files::Whole { path, .. } => names.push((path(dataset), format.media_type)),
            Files::Site { .. } => names.push((layout::page("index.html"), format.media_type)),
            Files::PerDocument { extension, .. } => names.extend(documents.iter().map(|document| {
                let path = layout::document(format.name, document.document_id, document.language, extension);
                (path, format.media_type)
            })),
        }
    }
    names.extend(TABLES.iter().map(|table| (layout::table_schema(table.name), "application/schema+json")));
    let beside = [
        (CHANGELOG, "text/markdown"),
        (FINDINGS, "application/x-ndjson"),
        (INPUTS, "application/json"),
        (DOCUMENT_SCHEMA, "application/schema+json"),
        (REGISTRY_SCHEMA, "application/schema+json"),
        (DICTIONARY, "text/csv"),
        (XSD, "application/xml"),
    ];
    names.extend(beside.map(|(path, media_type)| (path.to_owned(), media_type)));
    names.sort();
    let whole = |(path, media_type): (String, &str)| {
        let sha256 = Digest::of(path.as_bytes()).to_string();
        (path, media_type.to_owned(), sha256)
    };
    names.into_iter().map(whole).collect()
}
