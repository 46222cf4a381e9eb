//! A release in a temporary directory: its layout, its checksums, and that nothing appears by halves.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde_json::Value;

use super::*;
use crate::export::{Encoder, FORMATS, Files, Sink, samples};
use crate::promises::Promise;
use crate::tables::{MeasuredTable, Part};
use unrecs_text::validate::{Policy, validate};
use unrecs_text::value::Digest;

/// Publishes the rows in every format, at a fixed instant.
pub(super) fn publish_all(tables: &Tables<'_>, output: &Path) -> Result<Published, ReleaseError> {
    publish_as(&FORMATS.iter().collect::<Vec<_>>(), tables, output)
}

pub(super) fn publish_as(
    formats: &[&'static Format],
    tables: &Tables<'_>,
    output: &Path,
) -> Result<Published, ReleaseError> {
    publish_reaching(PublishMode::Publish { at_most: Bump::Major }, formats, tables, output)
}

fn publish_reaching(
    reach: PublishMode,
    formats: &[&'static Format],
    tables: &Tables<'_>,
    output: &Path,
) -> Result<Published, ReleaseError> {
    tried(reach, formats, tables, output).map(|published| published.expect("the sample keeps every promise"))
}

fn tried(
    reach: PublishMode,
    formats: &[&'static Format],
    tables: &Tables<'_>,
    output: &Path,
) -> Result<Result<Published, Refused>, ReleaseError> {
    let (dataset, validated) = (samples::dataset(), validate(Vec::new(), &Policy::default()));
    let released_at = jiff::Timestamp::new(1_700_000_000, 5).unwrap();
    let origins = samples_origins();
    let (dataset, validated, origins) = (&dataset, &validated, &origins);
    let session = Session::begin(output, reach)?;
    session.publish(&Plan { dataset, validated, tables, origins, formats, released_at })
}

/// What the samples are made from.
pub(super) fn samples_origins() -> Origins {
    let (configuration_sha256, registry_sha256) = (Digest::of(b"configuration"), Digest::of(b"registry"));
    Origins { generator: Generator::unrecs("sources"), configuration_sha256, registry_sha256, inputs: Vec::new() }
}

/// Every file below a directory, by its path with `/`, and its bytes.
pub(super) fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = self::files(&path);
            files.extend(below.into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
            // An empty directory would be a trace too.
            files.insert(format!("{name}/"), Vec::new());
        } else {
            files.insert(name, fs::read(path).unwrap());
        }
    }
    files
}

pub(super) fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn a_release_has_the_published_layout() {
    let output = tempfile::tempdir().unwrap();
    let released = publish_all(&samples::tables(), output.path()).unwrap();
    let found = files(output.path());
    let tables = samples::schemas();
    let mut expected: Vec<String> = ["latest.json", "versions.json"].map(str::to_owned).into();
    let fixed = "CHANGELOG.md SHA256SUMS manifest.json data/excel/sample.xlsx data/json/d1.json data/json/d2.json data/registry.json data/sqlite/sample.sqlite \
                 provenance/findings.ndjson provenance/inputs.json provenance/run.json schema/document.schema.json schema/registry.schema.json schema/dictionary.csv schema/tables.xsd";
    let descriptions = "CITATION.cff README.md ckan.json croissant.json data/csv/csv-metadata.json datacite.json datapackage.json \
                        dcat-ap.jsonld dcat-ap.ttl dcat-us.json ro-crate-metadata.json";
    let pages = "site/bodies.html site/cited.html site/data/index.js site/data/und-0.js site/documents.html site/documents/d1.html \
                 site/documents/d2.html site/find.js site/index.html site/pictures.html site/release.html site/search.js site/site.js \
                 site/style.css";
    let named = [fixed, descriptions, pages].into_iter().flat_map(|paths| paths.split(' '));
    expected.extend(named.map(|path| format!("v1.0.0/{path}")));
    for table in tables.iter().map(|table| table.name) {
        expected.extend(["parquet", "csv", "ndjson", "xml"].map(|kind| format!("v1.0.0/data/{kind}/{table}.{kind}")));
        expected.push(format!("v1.0.0/schema/{table}.schema.json"));
    }
    expected.sort();
    let paths: Vec<&String> = found.keys().filter(|path| !path.ends_with('/')).collect();
    assert_eq!(paths, expected.iter().collect::<Vec<_>>());
    let below: Vec<&Vec<u8>> =
        found.iter().filter(|(path, _)| path.starts_with("v1.0.0/") && !path.ends_with('/')).map(|(_, b)| b).collect();
    let Published::Released { next, directory, files, bytes, recovery } = released else { panic!("{released:?}") };
    assert_eq!((next.version.to_string().as_str(), directory), ("1.0.0", output.path().join("v1.0.0")));
    assert_eq!(recovery, Recovery::default());
    assert_eq!((files, bytes), (below.len(), below.iter().map(|bytes| bytes.len() as u64).sum()));
}

#[test]
fn the_checksums_cover_every_other_file() {
    let output = tempfile::tempdir().unwrap();
    publish_all(&samples::tables(), output.path()).unwrap();
    let release = files(&output.path().join("v1.0.0"));
    let sums = String::from_utf8(release["SHA256SUMS"].clone()).unwrap();
    let expected: String = release
        .iter()
        .filter(|(path, _)| !path.ends_with('/') && *path != "SHA256SUMS")
        .map(|(path, bytes)| format!("{}  {path}\n", Digest::of(bytes)))
        .collect();
    assert_eq!(sums, expected);
}

#[test]
fn the_manifest_says_what_is_there() {
    let output = tempfile::tempdir().unwrap();
    publish_all(&samples::tables(), output.path()).unwrap();
    let release = files(&output.path().join("v1.0.0"));
    let manifest = json(&release["manifest.json"]);
    assert_eq!(manifest["dataset"]["license"]["url"], "https://example.org/terms");
    assert_eq!(manifest["version"], "1.0.0");
    assert_eq!(manifest["reason"], "first release");
    assert_eq!(manifest["schema_version"], 2);
    assert_eq!(manifest["generator"]["name"], "unrecs");
    assert_eq!(manifest["released_at"], "2023-11-14T22:13:20Z");
    assert_eq!(manifest["inputs"], serde_json::json!([]));
    let table = &manifest["tables"][2];
    assert_eq!((&table["name"], &table["rows"]), (&"paragraphs".into(), &13.into()));
    assert_eq!(table["primary_key"], serde_json::json!(["paragraph_id"]));
    // Nothing said by no row at all.
    assert_eq!(manifest["tables"][5]["content_sha256"], Digest::of(b"").to_string());
    for file in manifest["files"].as_array().unwrap() {
        let bytes = &release[file["path"].as_str().unwrap()];
        assert_eq!(file["bytes"], bytes.len(), "{file}");
        assert_eq!(file["sha256"], Digest::of(bytes).to_string(), "{file}");
        let path = file["path"].as_str().unwrap();
        let whole = ["data/json/", "data/excel/", "data/sqlite/"].iter().any(|folder| path.starts_with(folder));
        let is_table = path.starts_with("data/") && !whole && !path.ends_with(".json");
        assert_eq!(file.get("rows").is_some(), is_table, "{file}");
    }
    let files = manifest["files"].as_array().unwrap().len();
    assert_eq!(files, release.keys().filter(|path| !path.ends_with('/')).count() - 2);
}

#[test]
fn the_pointers_name_the_release_and_its_manifest() {
    let output = tempfile::tempdir().unwrap();
    publish_all(&samples::tables(), output.path()).unwrap();
    let found = files(output.path());
    let digest = Digest::of(&found["v1.0.0/manifest.json"]).to_string();
    let latest = serde_json::json!({"version": "1.0.0", "path": "v1.0.0", "manifest_sha256": digest});
    assert_eq!(json(&found["latest.json"]), latest);
    let version = serde_json::json!({
        "version": "1.0.0", "reason": "first release", "released_at": "2023-11-14T22:13:20Z",
        "path": "v1.0.0", "status": "ok", "manifest_sha256": digest,
    });
    assert_eq!(json(&found["versions.json"]), serde_json::json!({"latest": "1.0.0", "versions": [version]}));
}

#[test]
fn the_readme_names_every_table_column_and_code() {
    let output = tempfile::tempdir().unwrap();
    publish_all(&samples::tables(), output.path()).unwrap();
    let readme = fs::read_to_string(output.path().join("v1.0.0/README.md")).unwrap();
    for part in [
        "\n---\n\n# A sample\n\n**样本**\n\nRows to test with.\n",
        "| [`paragraphs`](#paragraphs) | 13 | One row per paragraph. |",
        "| `parent_id` | text | yes | The words. Refers to `paragraphs.paragraph_id`. | 文字。 |",
        "- `must`: Has to. 必须。",
        "pandas.read_parquet(\"data/parquet/paragraphs.parquet\")",
        "[Some terms](<https://example.org/terms>)",
        "sha256sum -c SHA256SUMS",
    ] {
        assert!(readme.contains(part), "{part}\nin\n{readme}");
    }
}

#[test]
fn the_same_data_again_changes_nothing() {
    let output = tempfile::tempdir().unwrap();
    publish_all(&samples::tables(), output.path()).unwrap();
    let before = files(output.path());
    let published = publish_all(&samples::tables(), output.path()).unwrap();
    assert!(matches!(published, Published::Unchanged { .. }), "{published:?}");
    assert_eq!(files(output.path()), before);
}

#[test]
fn pointers_that_a_stopped_run_did_not_reach_are_restored() {
    let output = tempfile::tempdir().unwrap();
    publish_all(&samples::tables(), output.path()).unwrap();
    let before = files(output.path());
    fs::remove_file(output.path().join("versions.json")).unwrap();
    fs::remove_file(output.path().join("latest.json")).unwrap();
    publish_all(&samples::tables(), output.path()).unwrap();
    assert_eq!(files(output.path()), before);
}

#[test]
fn other_data_is_another_version_with_its_reasons() {
    let output = tempfile::tempdir().unwrap();
    let csv = [&FORMATS[1]];
    publish_as(&csv, &samples::tables_with_title("one"), output.path()).unwrap();
    let first = files(&output.path().join("v1.0.0"));
    let Published::Released { next, .. } = publish_as(&csv, &samples::tables_with_title("two"), output.path()).unwrap()
    else {
        panic!("nothing was released");
    };
    assert_eq!((next.version.to_string().as_str(), next.bump()), ("1.0.1", Bump::Patch));
    assert_eq!(next.reason(), "1 value corrected in documents.title");
    let Published::Released { next, .. } = publish_all(&samples::tables_with_title("two"), output.path()).unwrap()
    else {
        panic!("nothing was released");
    };
    assert_eq!((next.version.to_string().as_str(), next.bump()), ("1.1.0", Bump::Minor));
    assert_eq!(
        next.reason(),
        "format excel added; format json added; format ndjson added; 4 more in changes/summary.json"
    );
    assert_eq!(files(&output.path().join("v1.0.0")), first);
    let release = files(&output.path().join("v1.1.0"));
    let changelog = String::from_utf8(release["CHANGELOG.md"].clone()).unwrap();
    let heads: Vec<_> = changelog.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(heads, ["## 1.1.0 - 2023-11-14", "## 1.0.1 - 2023-11-14", "## 1.0.0 - 2023-11-14"]);
    let manifest = json(&release["manifest.json"]);
    assert_eq!((&manifest["previous"], &manifest["bump"]), (&"1.0.1".into(), &"minor".into()));
}

#[test]
fn a_change_that_is_larger_than_expected_is_not_published() {
    let output = tempfile::tempdir().unwrap();
    let csv = [&FORMATS[1]];
    publish_as(&csv, &samples::tables_with_title("one"), output.path()).unwrap();
    let before = files(output.path());
    let came = |reach| publish_reaching(reach, &csv, &samples::tables_with_title("two"), output.path()).unwrap();
    let larger = came(PublishMode::Publish { at_most: Bump::None });
    assert!(matches!(&larger, Published::Larger { next, expected: Bump::None, .. } if next.bump() == Bump::Patch));
    let larger = came(PublishMode::Rehearse { at_most: Bump::None });
    assert!(matches!(larger, Published::Larger { .. }), "{larger:?}");
    let rehearsed = came(PublishMode::Rehearse { at_most: Bump::Patch });
    assert!(matches!(&rehearsed, Published::Rehearsed { next } if next.version == Version::new(1, 0, 1)));
    assert_eq!(files(output.path()), before);
    assert!(matches!(came(PublishMode::Publish { at_most: Bump::Patch }), Published::Released { .. }));
}

#[test]
fn a_release_whose_bytes_are_others_is_compared_with_nothing() {
    let output = tempfile::tempdir().unwrap();
    let csv = [&FORMATS[1]];
    publish_as(&csv, &samples::tables_with_title("one"), output.path()).unwrap();
    let path = output.path().join("v1.0.0/data/csv/documents.csv");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("one", "0ne")).unwrap();
    let error = publish_as(&csv, &samples::tables_with_title("two"), output.path()).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{} is not the file that was published: ", path.display())), "{error}");
    assert!(error.ends_with("; restore the release from a copy, or yank its version"), "{error}");
}

#[test]
fn a_broken_promise_is_said_even_where_a_format_refuses_the_row() {
    let output = tempfile::tempdir().unwrap();
    let sqlite = [FORMATS.iter().find(|format| format.name == "sqlite").unwrap()];
    let reach = PublishMode::Publish { at_most: Bump::Major };
    let Refused(violations) =
        tried(reach, &sqlite, &samples::tables_with_title(""), output.path()).unwrap().unwrap_err();
    let found: Vec<_> = violations.iter().map(|violation| (violation.table.as_str(), violation.promise)).collect();
    assert_eq!(found, [("documents", Promise::Values)]);
    assert_eq!(files(output.path()), BTreeMap::new());
}

#[test]
fn a_directory_that_is_no_release_is_refused() {
    let output = tempfile::tempdir().unwrap();
    fs::create_dir(output.path().join("v1.0.0")).unwrap();
    let error = publish_all(&samples::tables(), output.path()).unwrap_err();
    assert!(matches!(error, ReleaseError::InTheWay { .. }), "{error}");
    assert_eq!(files(output.path()).into_keys().collect::<Vec<_>>(), ["v1.0.0/"]);
}

#[test]
fn an_output_that_cannot_be_made_is_named_with_the_reason() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let output = file.join("output");
    let error = publish_all(&samples::tables(), &output).unwrap_err().to_string();
    let expected = format!("cannot create the output directory {}: ", output.display());
    assert!(error.strip_prefix(&expected).is_some_and(|reason| !reason.is_empty()), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"in the way");
}

#[test]
fn a_failure_half_way_leaves_nothing() {
    struct Fails;
    impl Encoder for Fails {
        fn part(&mut self, _: &Part, sink: &mut Sink<'_>) -> io::Result<()> {
            sink.write_all(b"half of it")?;
            Err(io::ErrorKind::StorageFull.into())
        }

        fn end(self: Box<Self>, _: &mut Sink<'_>) -> io::Result<()> {
            Ok(())
        }
    }
    fn fails(_: &MeasuredTable) -> io::Result<Box<dyn Encoder>> {
        Ok(Box::new(Fails))
    }
    static BROKEN: Format = Format {
        name: "broken",
        media_type: "text/plain",
        files: Files::PerTable {
            roles: crate::tables::schema::TableRole::ALL,
            extension: "txt",
            encoder: fails,
            reader: crate::readback::csv,
        },
    };
    let output = tempfile::tempdir().unwrap();
    let tables = samples::tables_with_title("one");
    let error = publish_as(&[&FORMATS[0], &BROKEN], &tables, output.path()).unwrap_err();
    let path = output.path().join("…/data/broken/documents.txt");
    assert_eq!(
        error.to_string(),
        format!("cannot write {}: {}", path.display(), io::Error::from(io::ErrorKind::StorageFull))
    );
    assert_eq!(files(output.path()), BTreeMap::new());
    publish_all(&tables, output.path()).unwrap();
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let release = |threads: usize| {
        let output = tempfile::tempdir().unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| publish_all(&samples::tables(), output.path()).map(drop)).unwrap();
        files(output.path())
    };
    assert_eq!(release(1), release(4));
}
