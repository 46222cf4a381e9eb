//! `verify` from outside: what it looks at, how it says so, and when it cannot run.

use std::fs;

use serde_json::Value;
use unrecs_dataset::tables::TABLES;

use crate::project::{CITING, Damage, FORMATS, Project, Seal, root};

use super::tampering::EVERY_TABLE_FORMAT;

fn report(project: &Project, arguments: &[&str]) -> Value {
    let ended = project.run(&[&["verify", "--report", "json"], arguments].concat());
    serde_json::from_str(&ended.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", ended.stdout, ended.stderr))
}

/// The state of a check of the first release.
fn state(report: &Value, check: &str) -> String {
    let checks = report["releases"][0]["checks"].as_array().unwrap();
    checks.iter().find(|one| one["check"] == check).unwrap()["state"].as_str().unwrap().to_owned()
}

#[test]
fn a_correct_release_passes_and_everything_is_counted() {
    let project = Project::citing(EVERY_TABLE_FORMAT);
    let report = report(&project, &[]);
    assert_eq!((&report["status"], &report["differences"]), (&Value::from("verified"), &Value::from(0)));
    let release = &report["releases"][0];
    for check in release["checks"].as_array().unwrap() {
        assert_eq!(check["state"], "passed", "{check}");
        let looked: u64 = check["looked_at"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
        assert!(looked > 0, "{check}");
    }
    let tables = release["tables"].as_array().unwrap();
    assert_eq!(tables.len(), TABLES.len());
    for table in tables {
        // A view is in Parquet and CSV, provenance in Parquet alone, data in four formats and nested JSON.
        let expected = match table["table"].as_str().unwrap() {
            "recommendations" => 2,
            "segments" | "origins" => 1,
            _ => 5,
        };
        let files = table["files"].as_array().unwrap();
        assert_eq!(files.len(), expected, "{table}");
        for file in files {
            assert_eq!((&file["content_sha256"], &file["rows"]), (&table["content_sha256"], &table["rows"]), "{table}");
        }
    }
    let (manifest, mut bytes, mut files) = (project.release("1.0.0").manifest(), 0, 0);
    for file in manifest["files"].as_array().unwrap() {
        (bytes, files) = (bytes + file["bytes"].as_u64().unwrap(), files + 1);
    }
    let looked =
        &release["checks"].as_array().unwrap().iter().find(|one| one["check"] == "files").unwrap()["looked_at"];
    assert_eq!((looked["bytes"].as_u64(), looked["files"].as_u64()), (Some(bytes), Some(files)));
}

/// A project with a resolution in Akoma Ntoso beside its text, in every format.
fn with_xml() -> Project {
    let project = Project::small();
    let xml = "[[documents]]\npath = \"resolution.xml\"\nbody = \"ctoc-cop-wg7\"\n\n[[documents]]\n";
    project.replace("pipeline.toml", FORMATS, "");
    project.replace("pipeline.toml", "[[documents]]\n", xml);
    project.write("resolution.xml", fs::read(root().join("tests/cases/clean/resolution-akn/input.xml")).unwrap());
    project
}

#[test]
fn a_release_of_xml_and_of_text_is_compared_with_its_sources() {
    let project = with_xml();
    project.build();
    let report = report(&project, &[]);
    assert_eq!((&report["status"], &report["differences"]), (&Value::from("verified"), &Value::from(0)));
    assert_eq!([state(&report, "sources"), state(&report, "descriptions")], ["passed", "passed"]);
}

#[test]
fn a_file_that_is_no_document_is_refused_with_its_place() {
    let project = with_xml();
    for (file, message) in [
        ("<akomaNtoso>\n  <statement>\n</akomaNtoso>", "line 3, column 1"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><akomaNtoso/>", "line 1, column 1"),
        ("The General Assembly,", "resolution.xml"),
        ("%PDF-1.7", "PDF"),
    ] {
        project.write("resolution.xml", file);
        let ended = project.run(&["check"]);
        assert_eq!(ended.code, Some(2), "{file}");
        let told =
            ended.stderr.contains("resolution.xml: cannot read this document: ") && ended.stderr.contains(message);
        assert!(told, "{}", ended.stderr);
    }
}

#[test]
fn people_read_what_was_checked_and_what_was_not() {
    let project = Project::citing("[\"csv\"]");
    let ended = project.run(&["verify", "--sources", "input"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(
        (lines[0], lines[1], lines[2]),
        ("output", "  pointers      1 version", "Version 1.0.0 in output/v1.0.0")
    );
    for line in [
        "  counts      ",
        "  segments      1 document, ",
        "  sources       not done: the sources of 1 document are not at hand below input; --sources says where they are",
        "  changes       1 beginning",
    ] {
        assert!(lines.iter().any(|found| found.starts_with(line)), "{line} in {}", ended.stdout);
    }
    assert_eq!(lines.last(), Some(&"Verified 1 release: no differences"));
    assert_eq!(project.run(&["verify", "-q"]).stdout, "");
    let release = project.release("1.0.0");
    let _damaged = release.damage("data/csv/bodies.csv", &Damage::Words("organ", "urgan"), Seal::Broken);
    let ended = project.run(&["verify", "-q"]);
    assert_eq!(ended.code, Some(4));
    let start = "difference[files]: output/v1.0.0/data/csv/bodies.csv: found the SHA-256 ";
    assert!(ended.stdout.starts_with(start), "{}", ended.stdout);
    assert!(project.run(&["verify"]).stdout.contains("\nVerification failed: "));
}

#[test]
fn a_byte_changed_in_any_file_is_named_by_the_program() {
    let project = Project::citing("[\"csv\", \"parquet\", \"json\"]");
    let release = project.release("1.0.0");
    let manifest = release.manifest();
    let files = manifest["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap().to_owned());
    for name in files.chain(["manifest.json", "SHA256SUMS"].map(str::to_owned)) {
        if fs::metadata(release.directory.join(&name)).unwrap().len() == 0 {
            continue;
        }
        let _damaged = release.damage(&name, &Damage::Bit, Seal::Broken);
        let report = report(&project, &[]);
        let found = report["releases"][0]["differences"].as_array().unwrap();
        assert!(found.iter().any(|one| one["file"] == *name), "{name}: {found:?}");
    }
    assert_eq!(report(&project, &[])["differences"], 0);
}

#[test]
fn every_version_is_verified_including_yanked_ones() {
    let project = Project::citing("[\"csv\", \"json\"]");
    project.write("real.txt", CITING.replace("交流信息", "交换信息"));
    project.build();
    assert_eq!(project.run(&["yank", "1.0.0", "--reason", "a wrong word"]).code, Some(0));
    let all = report(&project, &["--all"]);
    let versions: Vec<&str> =
        all["releases"].as_array().unwrap().iter().map(|one| one["version"].as_str().unwrap()).collect();
    assert_eq!((versions, &all["differences"]), (vec!["1.0.0", "1.0.1"], &Value::from(0)));
    assert_eq!(all["releases"][0]["yank_reason"], "a wrong word");
    assert!(
        project.run(&["verify", "--all"]).stdout.contains("\nVersion 1.0.0 in output/v1.0.0, yanked: a wrong word\n")
    );
    for (arguments, expected) in
        [(&[][..], "1.0.1"), (&["1.0.0"], "1.0.0"), (&["v1.0.1"], "1.0.1"), (&["output/v1.0.0"], "1.0.0")]
    {
        let one = report(&project, arguments);
        assert_eq!(
            (one["releases"][0]["version"].as_str(), &one["differences"]),
            (Some(expected), &Value::from(0)),
            "{arguments:?}"
        );
        assert_eq!(state(&one, "pointers"), "passed");
    }
    // A copy elsewhere has no pointers, and nothing before it.
    fs::create_dir(project.path("copies")).unwrap();
    fs::rename(project.path("output/v1.0.1"), project.path("copies/mine")).unwrap();
    let copy = report(&project, &["copies/mine", "--config", "none.toml"]);
    assert_eq!((&copy["differences"], &copy["output"]), (&Value::from(0), &Value::Null));
    assert_eq!(["pointers", "changes", "files"].map(|check| state(&copy, check)), ["not_done", "not_done", "passed"]);
    let ended = project.run(&["verify"]);
    assert_eq!(ended.code, Some(4));
    let line = "difference[pointers]: output/v1.0.1: found nothing; expected the directory of a release\n";
    assert!(ended.stdout.contains(line), "{}", ended.stdout);
}

#[test]
fn pointers_that_do_not_agree_are_named() {
    let project = Project::citing("[\"csv\"]");
    let finds = |expected: &str| {
        let ended = project.run(&["verify", "--all"]);
        assert_eq!(ended.code, Some(4), "{}", ended.stdout);
        assert!(ended.stdout.contains(expected), "{expected} in {}", ended.stdout);
    };
    let (latest, versions) = (project.path("output/latest.json"), project.path("output/versions.json"));
    let (text, all) = (fs::read_to_string(&latest).unwrap(), fs::read_to_string(&versions).unwrap());
    fs::write(&latest, text.replace("v1.0.0", "../x")).unwrap();
    finds("difference[pointers]: output/latest.json:3: found \"  \\\"path\\\": \\\"../x\\\"");
    fs::remove_file(&latest).unwrap();
    finds("difference[pointers]: output/latest.json: found nothing; expected a file that names the latest version");
    fs::write(&latest, &text).unwrap();
    fs::write(&versions, all.replace("v1.0.0", "../../x")).unwrap();
    finds(
        "difference[pointers]: output/versions.json: cannot make sense of it: the path of 1.0.0 is \"../../x\"; expected \"v1.0.0\"",
    );
    fs::write(&versions, all.replace("first release", "worst release")).unwrap();
    finds(
        "output/v1.0.0/manifest.json: found the reason \"first release\"; expected \"worst release\", as versions.json has",
    );
    fs::write(&versions, &all).unwrap();
    fs::create_dir(project.path("output/v2.0.0")).unwrap();
    finds("difference[pointers]: output/v2.0.0: found something called like a release; versions.json does not name it");
}

#[test]
fn a_verification_that_cannot_run_exits_with_2() {
    let project = Project::new();
    let stops = |arguments: &[&str], expected: &str| {
        let ended = project.run(&[&["verify"], arguments].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert_eq!(ended.stderr, format!("error: {expected}\n"));
    };
    fs::create_dir(project.path("output")).unwrap();
    stops(&[], "nothing has been released in output");
    stops(&["--all"], "nothing has been released in output");
    stops(&["--output", "none"], "nothing has been released in none");
    project.build();
    stops(
        &["1.0.1"],
        "there is no version or directory `1.0.1` (did you mean `1.0.0`?); `unrecs log` lists all versions",
    );
    stops(&["x/y"], "there is no version or directory `x/y`; `unrecs log` lists all versions");
    assert_eq!(project.run(&["yank", "1.0.0", "--reason", "wrong"]).code, Some(0));
    stops(&[], "all releases are yanked; `unrecs verify --all` verifies yanked releases too");
    assert_eq!(project.run(&["verify", "--all"]).code, Some(0));
    assert_eq!(project.run(&["verify", "--all", "1.0.0"]).code, Some(2));
    // A directory that is no release is one from which everything is missing.
    let ended = project.run(&["verify", "input"]);
    assert_eq!(ended.code, Some(4));
    assert!(
        ended
            .stdout
            .contains("difference[manifest]: input/manifest.json: found nothing; expected the manifest of a release\n")
    );
}

#[test]
fn checks_that_cannot_be_done_are_reported() {
    let json = Project::citing("[\"json\"]");
    let report_of = |project: &Project| {
        let report = report(project, &[]);
        assert_eq!(report["differences"], 0, "{report:#}");
        report
    };
    let states =
        |report: &Value| ["rows", "content", "values", "keys", "segments", "texts"].map(|check| state(report, check));
    let done = ["partly_done", "passed", "passed", "passed", "not_done", "not_done"];
    assert_eq!(states(&report_of(&json)), done);
    // A format that comes later, in a release of a program that comes later.
    let csv = Project::citing("[\"csv\"]");
    let release = csv.release("1.0.0");
    let mut manifest = release.manifest();
    manifest["generator"]["version"] = "9.9.9".into();
    release.write(
        "provenance/inputs.json",
        release.read("provenance/inputs.json").replace("\"version\": \"0.1.0\"", "\"version\": \"9.9.9\""),
    );
    let file =
        |path: &str| serde_json::json!({"path": path, "media_type": "application/xml", "bytes": 0, "sha256": ""});
    let files = manifest["files"].as_array_mut().unwrap();
    files.extend(["data/later/a.xml", "data/later/b.xml"].map(file));
    files.sort_by_key(|file| file["path"].as_str().unwrap().to_owned());
    release.write("data/later/a.xml", "<a/>");
    release.write("data/later/b.xml", "<b/>");
    release.seal_manifest(&manifest);
    release.seal();
    let report = report_of(&csv);
    let rows = report["releases"][0]["checks"].as_array().unwrap().iter().find(|one| one["check"] == "rows").unwrap();
    let expected = "2 files of the format later, looked at by digest alone";
    assert_eq!((&rows["state"], &rows["missed"]), (&Value::from("partly_done"), &serde_json::json!([expected])));
    release.write("data/later/b.xml", "<c/>");
    release.finds(&["[files] data/later/b.xml: found the SHA-256 "]);
}
