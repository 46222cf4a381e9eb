//! Releases that somebody broke, with and without sealing them again: `verify` says where, and reads nothing elsewhere.

use std::fs;

use serde_json::{Value, json};

use super::tampering_whole::is_of_a_description;
use crate::project::{CITING, Damage, Project, Seal};

/// Every format that has the rows of the tables and is read without a library of its own.
pub const EVERY_TABLE_FORMAT: &str = "[\"parquet\", \"csv\", \"ndjson\", \"xml\", \"json\"]";

/// The nested JSON of the document.
const CITING_JSON: &str = "data/json/real.json";

#[test]
fn missing_extra_and_changed_files_are_named() {
    let project = Project::citing(EVERY_TABLE_FORMAT);
    project.write("real.txt", CITING.replace("交流信息", "交换信息"));
    project.build();
    let (release, other) = (project.release("1.0.1"), project.release("1.0.0"));
    assert_eq!(release.differences(), [""; 0]);
    let (csv, kept) = ("data/csv/divisions.csv", release.directory.join("kept"));
    let path = release.directory.join(csv);
    let gone = release.damage(csv, &Damage::Gone, Seal::Broken);
    gone.finds(&["[files] data/csv/divisions.csv: found nothing; expected a file"]);
    fs::create_dir(&path).unwrap();
    release.finds(&["data/csv/divisions.csv: found a directory; expected a file"]);
    fs::remove_dir(&path).unwrap();
    drop(gone);
    fs::rename(&path, &kept).unwrap();
    release.finds(&["[files] kept: found a file; expected nothing, as manifest.json does not list it"]);
    release.finds(&["data/csv/divisions.csv: found nothing"]);
    fs::rename(&kept, &path).unwrap();
    fs::create_dir_all(release.directory.join("data/empty/below")).unwrap();
    release.finds(&["data/empty/below: found a directory; expected nothing"]);
    fs::remove_dir_all(release.directory.join("data/empty")).unwrap();
    // A file of another version, and two files of this one that are swapped.
    let words = other.read("data/csv/paragraphs.csv");
    let damaged = release.damage("data/csv/paragraphs.csv", &Damage::Bytes(words.as_bytes()), Seal::Broken);
    damaged.finds(&["[files] data/csv/paragraphs.csv: found the SHA-256 "]);
    damaged.finds(&[
        "[rows] data/csv/paragraphs.csv, row 4, column text: found ",
        "交流",
        "expected ",
        "交换",
        "parquet has",
    ]);
    drop(damaged);
    let (divisions, bodies) = (release.read(csv), release.read("data/csv/bodies.csv"));
    let one = release.damage(csv, &Damage::Bytes(bodies.as_bytes()), Seal::Broken);
    let swapped = one.damage("data/csv/bodies.csv", &Damage::Bytes(divisions.as_bytes()), Seal::Broken);
    swapped.finds(&["[files] data/csv/divisions.csv: "]);
    swapped.finds(&["[files] data/csv/bodies.csv: "]);
    swapped.finds(&["[rows] data/csv/bodies.csv:1: found \"division_id\" as name 1; expected \"body_id\""]);
    drop(swapped);
    drop(one);
    assert_eq!(release.differences(), [""; 0]);
    let ended = project.run(&["verify"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stdout);
}

#[cfg(unix)]
#[test]
fn nothing_outside_of_the_release_is_read() {
    use std::os::unix::fs::symlink;
    let project = Project::citing("[\"ndjson\"]");
    let release = project.release("1.0.0");
    // A link to the very same bytes is no file of the release.
    let path = release.directory.join("data/ndjson/bodies.ndjson");
    fs::rename(&path, project.path("bodies.ndjson")).unwrap();
    symlink(project.path("bodies.ndjson"), &path).unwrap();
    release.finds(&["[files] data/ndjson/bodies.ndjson: found a symbolic link; expected a file"]);
    fs::remove_file(&path).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    // Nobody writes into it: whoever opened it would wait for ever.
    release.finds(&["[files] data/ndjson/bodies.ndjson: found a special file; expected a file"]);
    fs::remove_file(&path).unwrap();
    fs::rename(project.path("bodies.ndjson"), &path).unwrap();
    symlink(project.path(""), release.directory.join("data/more")).unwrap();
    release.finds(&["[files] data/more: found a symbolic link; expected nothing but plain files and directories"]);
    fs::remove_file(release.directory.join("data/more")).unwrap();
    // A whole directory behind a link.
    fs::rename(release.directory.join("schema"), project.path("schema")).unwrap();
    symlink(project.path("schema"), release.directory.join("schema")).unwrap();
    release.finds(&["[files] schema/bodies.schema.json: found nothing; expected a file"]);
    fs::remove_file(release.directory.join("schema")).unwrap();
    fs::rename(project.path("schema"), release.directory.join("schema")).unwrap();
    // Paths that lead elsewhere, to files that are there and have these very digests.
    let sealed = release.manifest();
    for path in ["../../pipeline.toml", "/etc/hostname", "data/../../../pipeline.toml"] {
        let mut manifest = sealed.clone();
        let files = manifest["files"].as_array_mut().unwrap();
        files[0]["path"] = json!(path);
        release.seal_manifest(&manifest);
        release.finds(&[
            "[manifest] manifest.json: the path ",
            &format!("{path:?} leads out of the release; it was not followed"),
        ]);
        release.finds(&["[files] ", path, ": found nothing; expected a file"]);
    }
    release.seal_manifest(&sealed);
    assert_eq!(release.differences(), [""; 0]);
    // The release itself behind a link in its output directory.
    fs::rename(&release.directory, project.path("elsewhere")).unwrap();
    symlink(project.path("elsewhere"), &release.directory).unwrap();
    let ended = project.run(&["verify", "--all"]);
    assert_eq!(ended.code, Some(4));
    let expected = "difference[pointers]: output/v1.0.0: found a symbolic link; expected the directory of a release\n";
    assert!(ended.stdout.contains(expected), "{}", ended.stdout);
}

#[test]
fn a_value_changed_in_one_format_is_found_where_all_checksums_are_right() {
    let project = Project::citing(EVERY_TABLE_FORMAT);
    let release = project.release("1.0.0");
    let cases = [
        ("data/csv/paragraphs.csv", "第6条和第8条", "第6条和第9条", "row 1, column text"),
        ("data/ndjson/paragraphs.ndjson", "第6条和第8条", "第6条和第9条", "ndjson:1, column text"),
        ("data/xml/paragraphs.xml", "第6条和第8条", "第6条和第9条", "row 1, column text"),
        (CITING_JSON, "第6条和第8条", "第6条和第9条", "row 1, column paragraphs.text"),
        ("data/csv/divisions.csv", "2012-05-30", "2012-05-29", "row 3, column starts_on"),
        ("data/recommendations.csv", "第6条和第8条", "第6条和第9条", "row 1, column text"),
    ];
    for (file, old, new, place) in cases {
        let damaged = release.damage(file, &Damage::Words(old, new), Seal::Files);
        let found = damaged.differences();
        assert!(
            found.iter().all(|difference| difference.contains(file) || is_of_a_description(difference)),
            "{found:#?}"
        );
        damaged.finds(&["[rows] ", file, place, "; expected "]);
        damaged.finds(&["[content] ", file, "content digest ", "; expected "]);
    }
    // A row more, a row less, and rows in another order than the others have, which the digest allows and the comparison shows.
    let file = "data/ndjson/bodies.ndjson";
    let rows = release.read(file);
    let lines: Vec<&str> = rows.split_inclusive('\n').collect();
    let with = |lines: &[&str]| release.damage(file, &Damage::Bytes(lines.concat().as_bytes()), Seal::Files);
    with(&lines[1..]).finds(&["[counts] data/ndjson/bodies.ndjson: found ", " rows; manifest.json has "]);
    let damaged = with(&[lines.as_slice(), &lines[..1]].concat());
    damaged.finds(&["[content] data/ndjson/bodies.ndjson: "]);
    damaged.finds(&["[rows] data/ndjson/bodies.ndjson:", "found a row; expected no row"]);
    drop(damaged);
    assert_eq!(release.differences(), [""; 0]);
    // The dataset's own name in a nested file, and the document of another file.
    let words = Damage::Words("\"dataset\":\"test\"", "\"dataset\":\"best\"");
    release.damage(CITING_JSON, &words, Seal::Files).finds(&[
        "[rows] ",
        CITING_JSON,
        ": found \"best\" as dataset; expected \"test\", as manifest.json says",
    ]);
    let words = Damage::Words("\"document_id\":\"", "\"document_id\":\"other-");
    release.damage(CITING_JSON, &words, Seal::Files).finds(&[
        "[rows] ",
        CITING_JSON,
        ": found the document of data/json/other-",
    ]);
    // The mark by which spreadsheets know the view.
    let words = Damage::Words("\u{FEFF}", "");
    release.damage("data/recommendations.csv", &words, Seal::Files).finds(&["[rows] ", "as name 1; expected "]);
    // The text that was read.
    let text = "data/text/real.zh.txt";
    release.damage(text, &Damage::Words("交流信息", "交换信息"), Seal::Files).finds(&["[texts] ", "text_sha256", text]);
    release.damage(text, &Damage::Words("交流信息", "交换信息"), Seal::Files).finds(&[
        "[sources] ",
        text,
        "another text",
    ]);
    release
        .damage(text, &Damage::Words("交流信息", "交换信息"), Seal::Files)
        .finds(&["[texts] ", "column text: found "]);
}

#[test]
fn rows_of_another_release_are_found_in_the_file_that_is_read_first() {
    let project = Project::citing(EVERY_TABLE_FORMAT);
    project.write("real.txt", CITING.replace("交流信息", "交换信息"));
    project.build();
    let (release, other) = (project.release("1.0.1"), project.release("1.0.0"));
    let file = "data/parquet/paragraphs.parquet";
    fs::copy(other.directory.join(file), release.directory.join(file)).unwrap();
    release.seal();
    let found = release.differences();
    assert!(found.iter().all(|difference| difference.contains(file) || is_of_a_description(difference)), "{found:#?}");
    release.finds(&[
        "[rows] ",
        file,
        "row 4, column text: found ",
        "交流",
        "expected ",
        "交换",
        "as data/csv/paragraphs.csv has",
    ]);
}

#[test]
fn schemas_that_do_not_agree_are_named() {
    let project = Project::citing(EVERY_TABLE_FORMAT);
    let release = project.release("1.0.0");
    let cases = [
        (
            "schema/divisions.schema.json",
            "\"minLength\": 1",
            "\"minLength\": 2",
            "found minLength 2, which does not fit the column",
        ),
        (
            "schema/divisions.schema.json",
            "\"additionalProperties\": false",
            "\"additionalProperties\": true",
            "found true as additionalProperties",
        ),
        (
            "schema/divisions.schema.json",
            "\"type\": \"object\"",
            "\"type\": \"object\",\n  \"minProperties\": 99",
            "minProperties",
        ),
        ("schema/document.schema.json", "\"minLength\": 1", "\"minLength\": 2", "is not what schema/"),
        ("schema/tables.xsd", "minLength value=\"1\"", "minLength value=\"2\"", "xs:minLength value=\\\"2\\\""),
        (
            "schema/tables.xsd",
            "<xs:attribute name=\"title\">",
            "<xs:attribute name=\"title\" use=\"required\">",
            "found \"xs:attribute name=\\\"title\\\" use=\\\"required\\\"\"; expected ",
        ),
        ("schema/tables.xsd", "<xs:field xpath=\"@document_id\"/>", "<xs:field xpath=\"@title\"/>", "@title"),
        ("schema/tables.xsd", " default=\"false\"", " default=\"true\"", "default=\\\"tru"),
        (
            "schema/divisions.schema.json",
            "\"level\",\n    \"position\"",
            "\"level\",\n    \"number\",\n    \"position\"",
            " as required; expected [",
        ),
        ("schema/document.schema.json", "\"default\": false", "\"default\": true", "default is not what schema/"),
        ("schema/dictionary.csv", "divisions,2,", "divisions,3,", "column position: found \"3\"; expected \"2\""),
    ];
    for (file, old, new, what) in cases {
        release.damage(file, &Damage::Words(old, new), Seal::Files).finds(&["[schemas] ", file, what]);
    }
    // A type that the Parquet file does not have.
    let words = Damage::Words("\"maximum\": 2147483647", "\"maximum\": 9223372036854775807");
    release.damage("schema/divisions.schema.json", &words, Seal::Files).finds(&[
        "[rows] data/parquet/divisions.parquet: found column ",
        " Int32 not null; expected ",
        " Int64 not null",
    ]);
}

#[test]
fn a_hostile_manifest_is_only_a_difference() {
    let project = Project::citing("[\"ndjson\"]");
    let release = project.release("1.0.0");
    let sealed = release.read("manifest.json");
    let manifest = release.manifest();
    let mut broken: Vec<String> = vec![
        String::new(),
        "{".to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        "[".repeat(100_000),
        format!("{{\"dataset\":{}", "{\"a\":".repeat(100_000)),
        sealed.replacen("\"bytes\": ", "\"bytes\": 99999999999999999999999", 1),
        sealed.replacen("\"bytes\": ", "\"bytes\": -", 1),
        sealed.replacen("\"rows\": ", "\"rows\": 1e400, \"x\": ", 1),
        sealed.replacen("\"version\"", "\"version\": \"9.9.9\",\n  \"version\"", 1),
        sealed.replace("1.0.0", "1.0"),
        sealed.replace("\"sha256\": \"", "\"sha256\": \"G"),
        "\u{0}".repeat(64),
    ];
    for name in manifest.as_object().unwrap().keys() {
        for value in
            [Value::Null, json!(-1), json!([[]]), json!({"a": {}}), json!("x"), json!(18_446_744_073_709_551_615_u64)]
        {
            let mut other = manifest.clone();
            other[name] = value;
            broken.push(other.to_string());
        }
        let mut other = manifest.clone();
        other.as_object_mut().unwrap().remove(name);
        broken.push(other.to_string());
    }
    for text in broken {
        release.write("manifest.json", &text);
        let found = release.differences();
        assert!(found.iter().any(|difference| difference.contains("manifest.json")), "{text}: {found:#?}");
    }
    release.write("manifest.json", &sealed);
    // What makes sense and cannot be.
    let says = |change: &dyn Fn(&mut Value), what: &str| {
        let mut other = manifest.clone();
        change(&mut other);
        release.seal_manifest(&other);
        release.finds(&["[manifest] manifest.json: ", what]);
        release.seal_manifest(&manifest);
    };
    says(&|manifest| manifest["files"][1] = manifest["files"][0].clone(), " twice");
    says(&|manifest| manifest["files"].as_array_mut().unwrap().swap(0, 1), "out of the order of the paths");
    says(&|manifest| manifest["files"].as_array_mut().unwrap().truncate(3), "does not list \"schema/tables.xsd\"");
    says(&|manifest| manifest["tables"][0]["name"] = json!("../../x"), "found \"../../x\" as the name of a table");
    says(
        &|manifest| manifest["tables"][1]["name"] = manifest["tables"][0]["name"].clone(),
        "names the table \"recommendations\" twice",
    );
    says(&|manifest| manifest["content_sha256"] = json!("0".repeat(64)), "which is that of the tables that it names");
    says(&|manifest| manifest["files"][0]["path"] = json!("SHA256SUMS"), "whose digest stands elsewhere");
}
