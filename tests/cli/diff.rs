//! `diff` between versions and directories: what it shows, its exit codes, and what it refuses.

use std::fs;

use serde_json::Value;

use crate::project::Project;

/// A project with versions 1.0.0 and 1.0.1, between which one word changed.
fn two_versions() -> Project {
    let project = Project::small();
    project.build();
    project.replace("real.txt", "合作", "协作");
    project.build();
    project
}

const SHOWN: &str = "\
1.0.0 → 1.0.1: patch
  patch  1 value corrected in paragraphs.text
  patch  provenance changed: 1 row of documents

paragraphs: 1 → 1 rows
  ~ ctoc-cop-wg7-m1-r1|zh
      text: 缔约国应当[-合-]{+协+}作。
";

#[test]
fn a_change_is_shown_inside_the_sentence() {
    let project = two_versions();
    let ended = project.run(&["diff", "1.0.0", "1.0.1"]);
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr.as_str()), (Some(1), SHOWN, ""));
    let backwards = project.run(&["diff", "1.0.1", "1.0.0"]).stdout;
    assert!(backwards.contains("缔约国应当[-协-]{+合+}作。"), "{backwards}");
    let coloured = project.run(&["diff", "1.0.0", "1.0.1", "--color", "always"]).stdout;
    assert!(coloured.contains("\u{1B}[9m\u{1B}[31m合\u{1B}[0m\u{1B}[4m\u{1B}[32m协\u{1B}[0m作"), "{coloured:?}");
    let counted = project.run(&["diff", "1.0.0", "1.0.1", "--rows", "0"]).stdout;
    assert!(counted.ends_with("paragraphs: 1 → 1 rows\n  … and 1 more\n"), "{counted}");
}

#[test]
fn directories_are_compared_as_versions_are() {
    let project = two_versions();
    fs::rename(project.path("output"), project.path("v1.0.0")).unwrap();
    let ended = project.run(&["diff", "v1.0.0/v1.0.0", "./v1.0.0/v1.0.1"]);
    let expected = SHOWN.replace("1.0.0 → 1.0.1", "v1.0.0/v1.0.0 → ./v1.0.0/v1.0.1");
    assert_eq!((ended.code, ended.stdout), (Some(1), expected));
    let mixed = project.run(&["diff", "v1.0.0", "v1.0.0/v1.0.0", "--output", "v1.0.0"]);
    assert_eq!((mixed.code, mixed.stdout.as_str()), (Some(0), "v1.0.0 and v1.0.0/v1.0.0 hold the same data\n"));
}

#[test]
fn a_report_is_one_document() {
    let project = two_versions();
    let report = |before: &str, after: &str, code| {
        let ended = project.run(&["diff", before, after, "--report", "json"]);
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(code), ""));
        serde_json::from_str::<Value>(&ended.stdout).unwrap()
    };
    let changed = report("1.0.0", "1.0.1", 1);
    assert_eq!((&changed["same"], &changed["bump"]), (&false.into(), &"patch".into()));
    let tables: Vec<_> = changed["ops"].as_array().unwrap().iter().map(|op| op["table"].as_str().unwrap()).collect();
    assert_eq!(tables, ["documents", "paragraphs"]);
    let same = report("1.0.1", "output/v1.0.1", 0);
    assert_eq!(
        (&same["same"], &same["to"], &same["ops"]),
        (&true.into(), &"output/v1.0.1".into(), &Value::Array(vec![]))
    );
}

#[test]
fn changes_outside_the_tables_are_shown_too() {
    let project = Project::small();
    project.build();
    project.replace("pipeline.toml", "A test", "Another test");
    project.replace("pipeline.toml", "[\"csv\", \"ndjson\"]", "[\"csv\"]");
    project.build();
    let ended = project.run(&["diff", "1.0.0", "2.0.0"]);
    let expected = "\
1.0.0 → 2.0.0: major
  major  format ndjson removed
  patch  description of the dataset changed
";
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(1), expected));
}

#[test]
fn releases_that_cannot_be_compared_are_refused() {
    let project = two_versions();
    let refused = |before: &str, after: &str| {
        let ended = project.run(&["diff", before, after]);
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{before} {after}");
        ended.stderr
    };
    let unknown =
        "error: there is no version `1.0.2` (did you mean `1.0.0` or `1.0.1`?); `unrecs log` lists all versions\n";
    assert_eq!(refused("1.0.0", "1.0.2"), unknown);
    let unknown = "error: there is no version `latest`; `unrecs log` lists all versions\n";
    assert_eq!(refused("latest", "1.0.0"), unknown);
    let nothing = "error: cannot read output/v9/manifest.json: No such file or directory (os error 2)\n";
    assert_eq!(refused("output/v9", "1.0.0"), nothing);
    let table = project.path("output/v1.0.1/data/csv/paragraphs.csv");
    fs::write(&table, fs::read_to_string(&table).unwrap().replace("协作", "合作")).unwrap();
    let error = refused("1.0.0", "1.0.1");
    let start = "error: output/v1.0.1/data/csv/paragraphs.csv is not the file that was published: its SHA-256 is ";
    assert!(error.starts_with(start), "{error}");
    project.replace("output/v1.0.1/manifest.json", "A test", "Another test");
    let error = refused("1.0.1", "1.0.0");
    let start = "error: cannot read output/v1.0.1/manifest.json: its SHA-256 is ";
    assert!(error.starts_with(start) && error.contains(", but versions.json says "), "{error}");
}
