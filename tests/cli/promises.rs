//! Releases whose rows say what cannot be, sealed with every digest right: the promises of the schema find it.

use serde_json::{Value, json};
use unrecs_dataset::readback;

use crate::project::{CITING, Damage, Damaged, Project, Release, Seal, parquet};

/// Changes the row with this number of a table, from 1, for as long as the test holds what this gives.
fn change<'r>(
    release: &'r Release,
    table: &str,
    row: usize,
    change: impl FnOnce(&mut Vec<(String, Value)>),
) -> Damaged<'r> {
    if ["segments", "origins"].contains(&table) {
        let path = format!("provenance/{table}.parquet");
        let changed = parquet::with_row(&release.directory.join(&path), row - 1, change);
        return release.damage(&path, &Damage::Bytes(&changed), Seal::Rows);
    }
    let path = format!("data/ndjson/{table}.ndjson");
    let text = release.read(&path);
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    // The members have to stay in their order.
    let columns = schema(release, table);
    let values: Value = serde_json::from_str(&lines[row - 1]).unwrap();
    let mut members = columns.into_iter().map(|name| (name.clone(), values[&name].clone())).collect();
    change(&mut members);
    let members: Vec<String> = members.iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    lines[row - 1] = format!("{{{}}}\n", members.join(","));
    release.damage(&path, &Damage::Bytes(lines.concat().as_bytes()), Seal::Rows)
}

fn schema(release: &Release, table: &str) -> Vec<String> {
    let schema = readback::schema_of(release.read(&format!("schema/{table}.schema.json")).as_bytes()).unwrap();
    schema.fields().iter().map(|field| field.name().clone()).collect()
}

fn set<'c>(column: &'c str, value: Value) -> impl FnOnce(&mut Vec<(String, Value)>) + 'c {
    move |row| {
        let cell = row.iter_mut().find(|(name, _)| name == column).unwrap();
        assert_ne!(cell.1, value, "{column}");
        cell.1 = value;
    }
}

#[test]
fn every_promise_that_is_broken_is_named() {
    let cases = [
        (
            "paragraphs",
            2,
            "paragraph_id",
            json!("ctoc-cop-wg7-m1-r1"),
            "[keys] data/ndjson/paragraphs.ndjson:2, column paragraph_id + language: found \"ctoc-cop-wg7-m1-r1\" + \"zh\", the primary key of an earlier row",
        ),
        (
            "segments",
            2,
            "position",
            json!(1),
            "[keys] provenance/segments.parquet, row 2, column document_id + language + position: found \"real\" + \"zh\" + 1, the primary key of an earlier row",
        ),
        (
            "paragraphs",
            4,
            "parent_id",
            json!("nobody"),
            "[keys] data/ndjson/paragraphs.ndjson:4, column parent_id + language: found \"nobody\" + \"zh\"; expected a value of paragraphs.paragraph_id + language",
        ),
        (
            "references",
            1,
            "instrument_id",
            json!("no_treaty"),
            "[keys] data/ndjson/references.ndjson:1, column instrument_id: found \"no_treaty\"; expected a value of instruments.instrument_id",
        ),
        (
            "paragraphs",
            1,
            "modality",
            json!("mustnt"),
            "[values] data/ndjson/paragraphs.ndjson:1, column modality: found \"mustnt\"; expected one of its codes, in the row of \"ctoc-cop-wg7-m1-r1\" + \"zh\"",
        ),
        ("references", 1, "text_start", json!(0), "[texts] data/ndjson/references.ndjson:1, column surface: found "),
        ("references", 1, "text_end", json!(2_000_000_000), "expected nothing, which is at text_start to text_end"),
        (
            "mentions",
            1,
            "surface",
            json!("国际刑警"),
            "[texts] data/ndjson/mentions.ndjson:1, column surface: found \"国际刑警\"; expected \"国际刑警组织\"",
        ),
        (
            "segments",
            2,
            "text_start",
            json!(-5),
            "[segments] provenance/segments.parquet, row 2, column text_start: found -5, which overlaps; expected ",
        ),
        (
            "segments",
            2,
            "text_end",
            json!(i64::MAX),
            "[segments] provenance/segments.parquet, row 3, column text_start: found ",
        ),
        (
            "segments",
            3,
            "position",
            json!(9),
            "[segments] provenance/segments.parquet, row 3, column position: found 9; expected 3",
        ),
        ("documents", 1, "text_bytes", json!(1), "[segments] provenance/segments.parquet, row "),
        (
            "documents",
            1,
            "source_path",
            json!("other.txt"),
            "[provenance] data/ndjson/documents.ndjson:1, column source_path: found another value",
        ),
        (
            "documents",
            1,
            "source_path",
            json!("../real.txt"),
            "[sources] data/ndjson/documents.ndjson:1, column source_path: the path \"../real.txt\" leads out of the directory of the sources",
        ),
        ("origins", 1, "source_end", json!(7), "[sources] provenance/origins.parquet, row 1: found 0, "),
        (
            "documents",
            1,
            "text_path",
            json!("data/text/other.zh.txt"),
            "[texts] data/ndjson/documents.ndjson:1, column text_path: found \"data/text/other.zh.txt\"; expected ",
        ),
        (
            "segments",
            5,
            "words_start",
            json!(1),
            "[texts] provenance/segments.parquet, row 5, column words_start: found 1; expected 0, where its words begin in the text of its paragraph",
        ),
        (
            "paragraphs",
            4,
            "text",
            json!("交流心得。"),
            "[texts] data/ndjson/paragraphs.ndjson:4, column text: found \"交流心得。\"; expected \"交流信息。\", the words of its segments",
        ),
    ];
    let project = Project::citing("[\"ndjson\"]");
    let release = project.release("1.0.0");
    assert_eq!(release.differences(), [""; 0]);
    for (table, row, column, value, expected) in cases {
        change(&release, table, row, set(column, value)).finds(&[expected]);
    }
    assert_eq!(release.differences(), [""; 0]);
}

#[test]
fn a_segment_that_moved_is_found_though_the_tiles_still_fit() {
    let project = Project::citing("[\"ndjson\"]");
    let release = project.release("1.0.0");
    let kinds = parquet::texts(&release.directory.join("provenance/segments.parquet"), "kind");
    let at = kinds.iter().position(|kind| kind == "words").unwrap() + 1;
    let end = |row: &[(String, Value)]| row.iter().find(|(name, _)| name == "text_end").unwrap().1.as_i64().unwrap();
    let mut moved = 0;
    let one = change(&release, "segments", at, |row| {
        moved = end(row) - 3;
        set("text_end", json!(moved))(row);
    });
    let both = change(&one, "segments", at + 1, |row| set("text_start", json!(moved))(row));
    let found = both.differences();
    assert!(!found.iter().any(|difference| difference.starts_with("[segments]")), "{found:#?}");
    both.finds(&["[texts] data/ndjson/paragraphs.ndjson:1, column text: found "]);
}

#[test]
fn the_recorded_counts_of_the_run_are_compared() {
    let project = Project::citing("[\"ndjson\"]");
    let release = project.release("1.0.0");
    let counted = Damage::Words("\"divisions\": 4", "\"divisions\": 5");
    let _counted = release.damage("provenance/run.json", &counted, Seal::Broken);
    let _sized = release.damage("provenance/inputs.json", &Damage::Words("\"bytes\": ", "\"bytes\": 1"), Seal::Broken);
    let _listed = release.damage("provenance/findings.ndjson", &Damage::Bytes(b"{}\n[]\n"), Seal::Files);
    release.finds(&["[provenance] provenance/run.json: found 5 as the number of divisions; expected 4"]);
    release.finds(&["[provenance] provenance/run.json: found 1 as the number of findings; expected 2"]);
    release.finds(&["[provenance] provenance/inputs.json: found other inputs than manifest.json has"]);
    release.finds(&["[provenance] provenance/findings.ndjson:2: found a line that is no finding"]);
}

#[test]
fn changes_that_lead_elsewhere_are_named() {
    let project = Project::citing("[\"ndjson\"]");
    project.write("real.txt", CITING.replace("交流信息", "交换信息"));
    project.build();
    let release = project.release("1.0.1");
    assert_eq!(release.differences(), [""; 0]);
    let cases = [
        (
            "changes/ops.ndjson",
            "交换信息",
            "交流心得",
            "changes/ops.ndjson: replayed on the release before, paragraphs has the content digest ",
        ),
        (
            "changes/ops.ndjson",
            "交流信息",
            "交流心得",
            "changes/ops.ndjson: cannot be replayed on paragraphs: paragraphs.text of the row ",
        ),
        (
            "changes/ops.ndjson",
            "{\"op\":\"MOD\"",
            "{\"op\":\"MAD\"",
            "changes/ops.ndjson:1: there is no operation \"MAD\"",
        ),
        ("changes/changes.csv", "交换", "交流", "changes/changes.csv:"),
        ("changes/summary.json", "\"corrected\": ", "\"corrected\": 1", "changes/summary.json: found {"),
        (
            "changes/summary.json",
            "\"bump\": \"patch\"",
            "\"bump\": \"none\"",
            "changes/summary.json: found the bump \"none\"; expected \"patch\"",
        ),
        (
            "changes/summary.json",
            "\"from\": \"1.0.0\"",
            "\"from\": \"0.9.0\"",
            "found \"0.9.0\" as from; expected \"1.0.0\"",
        ),
        (
            "manifest.json",
            "\"bump\": \"patch\"",
            "\"bump\": \"minor\"",
            "manifest.json: found version 1.0.1; expected 1.1.0, which follows from minor",
        ),
        (
            "manifest.json",
            "\"previous\": \"1.0.0\"",
            "\"previous\": \"0.9.0\"",
            "found \"0.9.0\" as the version before; no earlier release has it",
        ),
        ("manifest.json", "\"previous\": \"1.0.0\"", "\"previous\": null", "found the bump \"patch\"; expected null"),
    ];
    for (file, old, new, expected) in cases {
        release.damage(file, &Damage::Words(old, new), Seal::Files).finds(&["[changes] ", expected]);
    }
    assert_eq!(release.differences(), [""; 0]);
    // The release before is not what it was: nothing can be replayed on it.
    let first = project.release("1.0.0");
    let words = Damage::Words("缔约国应当", "缔约国应该");
    let damaged = first.damage("data/ndjson/paragraphs.ndjson", &words, Seal::Broken);
    release
        .finds(&["[changes] changes/ops.ndjson: paragraphs cannot be replayed, as the release before is not whole: "]);
    drop(damaged);
    std::fs::remove_dir_all(&first.directory).unwrap();
    release.finds(&["[changes] manifest.json: the changes cannot be replayed, as the release before is not whole: v1.0.0 is no directory"]);
    release.finds(&["[pointers] v1.0.0: found nothing; expected the directory of a release"]);
}
