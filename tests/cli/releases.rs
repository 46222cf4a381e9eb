//! `log` and `yank`, and what stands in the way of a release.

use std::fs;

use serde_json::{Value, json};

use crate::project::Project;

/// A project with these many releases, all but the last yanked.
fn released(count: usize) -> Project {
    let project = Project::small();
    for version in 1..=count {
        project.build();
        if version < count {
            yank(&project, &format!("{version}.0.0"));
        }
    }
    project
}

fn yank(project: &Project, version: &str) -> String {
    let ended = project.run(&["yank", version, "--reason", " the dates are wrong "]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    ended.stdout
}

#[test]
fn the_log_lists_releases_newest_first() {
    let project = released(2);
    let ended = project.run(&["log"]);
    let report: Value = serde_json::from_str(&project.run(&["log", "--report", "json"]).stdout).unwrap();
    let tables = report["versions"][0]["rows"].as_object().unwrap();
    let all: u64 = tables.values().map(|rows| rows.as_u64().unwrap()).sum();
    let expected = format!(
        "\
version  released              recommendations  rows  status      reason
2.0.0    2023-11-14T22:13:20Z                1  {all:>4}  ok, latest  every release before it was yanked; the tables are those of version 1.0.0, which was yanked: the dates are wrong
1.0.0    2023-11-14T22:13:20Z                1  {all:>4}  yanked      first release
         yanked 2023-11-14T22:13:20Z: the dates are wrong
"
    );
    assert_eq!((ended.code, &ended.stdout), (Some(0), &expected));
    assert_eq!((&report["latest"], &report["output"]), (&json!("2.0.0"), &json!("output")));
    assert_eq!(report["versions"][0]["rows"]["paragraphs"], 1);
    assert_eq!(report["versions"][1]["yank_reason"], "the dates are wrong");
    let elsewhere = tempfile::tempdir().unwrap();
    let output = project.path("output");
    let mut command = project.command(&["log", "--output", output.to_str().unwrap()]);
    let without_configuration = command.current_dir(elsewhere.path()).output().unwrap();
    assert_eq!(String::from_utf8(without_configuration.stdout).unwrap(), expected);
}

#[test]
fn a_release_that_was_tampered_with_is_listed_without_counts() {
    let project = released(1);
    let manifest = project.path("output/v1.0.0/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"rows\": 1", "\"rows\": 2", 1)).unwrap();
    let listed = project.run(&["log"]).stdout;
    assert!(listed.contains("\n1.0.0    2023-11-14T22:13:20Z                ?     ?  ok, latest  "), "{listed}");
    let refused = project.run(&["build"]);
    assert_eq!(refused.code, Some(2));
    let start = "error: cannot read output/v1.0.0/manifest.json: its SHA-256 is ";
    let end = "; restore the release from a copy, or yank its version\n";
    let error = refused.stderr.lines().last().unwrap_or_default().to_owned() + "\n";
    assert!(error.starts_with(start) && error.contains(", but versions.json says ") && error.ends_with(end), "{error}");
}

#[test]
fn a_yank_names_the_latest_release() {
    let project = released(1);
    let expected = "Yanked version 1.0.0; all releases are yanked, so there is no latest.json until the next release\n";
    assert_eq!(yank(&project, "v1.0.0"), expected);
    assert!(!project.path("output/latest.json").exists() && project.path("output/v1.0.0/manifest.json").exists());
    let ended = project.run(&["build"]);
    assert!(ended.stdout.contains("Released version 2.0.0: "), "{}", ended.stdout);
    let report = project.run(&["yank", "2.0.0", "--reason", "wrong", "--report", "json"]).stdout;
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(
        (&report["status"], &report["version"], &report["latest"]),
        (&json!("yanked"), &json!("2.0.0"), &Value::Null)
    );
}

#[test]
fn an_impossible_yank_is_refused() {
    let project = released(2);
    let refused = |arguments: &[&str]| {
        let ended = project.run(&[&["yank"], arguments].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
        ended.stderr
    };
    let before = fs::read(project.path("output/versions.json")).unwrap();
    let expected = "error: there is no version `2.0.1` (did you mean `2.0.0`?); `unrecs log` lists all versions\n";
    assert_eq!(refused(&["2.0.1", "--reason", "wrong"]), expected);
    let expected = "error: version 1.0.0 is already yanked, since 2023-11-14T22:13:20Z: the dates are wrong\n";
    assert_eq!(refused(&["1.0.0", "--reason", "wrong"]), expected);
    let start = "error: invalid reason \"\"; expected one line of text ";
    assert!(refused(&["2.0.0", "--reason", "  "]).starts_with(start));
    assert!(refused(&["2.0.0"]).contains("--reason <TEXT>"));
    assert_eq!(fs::read(project.path("output/versions.json")).unwrap(), before);
    let nowhere = project.run(&["yank", "1.0.0", "--reason", "wrong", "--output", "nowhere"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.stderr.starts_with("error: cannot write to the output directory nowhere: "), "{}", nowhere.stderr);
    assert!(!project.path("nowhere").exists());
}

#[test]
fn an_obstacle_to_a_release_is_named() {
    let project = released(1);
    for (name, what) in [("v3.0.0", "manifest.json: "), ("v0.1.0", "it is not a directory")] {
        let path = format!("output/{name}");
        if name == "v3.0.0" {
            fs::create_dir(project.path(&path)).unwrap();
        } else {
            project.write(&path, "a file");
        }
        let ended = project.run(&["build", "-qq"]);
        assert_eq!(ended.code, Some(2));
        let start = format!(
            "error: {path} is in the way: versions.json does not list it, and it is not a complete release: {what}"
        );
        assert!(ended.stderr.starts_with(&start), "{}", ended.stderr);
        fs::rename(project.path(&path), project.path(name)).unwrap();
    }
    project.build();
}

#[test]
fn a_clock_that_was_set_back_changes_no_order() {
    let project = released(1);
    yank(&project, "1.0.0");
    let earlier = project.command(&["build"]).env("SOURCE_DATE_EPOCH", "1600000000").output().unwrap();
    assert_eq!(earlier.status.code(), Some(0));
    let listed = project.run(&["log"]).stdout;
    let versions: Vec<_> = listed.lines().skip(1).map(|line| line.split("  ").next().unwrap_or_default()).collect();
    assert_eq!(versions, ["2.0.0", "1.0.0", ""]);
    assert!(listed.contains("2.0.0    2020-09-13T12:26:40Z "), "{listed}");
}

#[test]
fn a_run_reports_what_it_has_repaired() {
    let project = released(1);
    fs::create_dir_all(project.path("output/.unrecs-abc123/release/data")).unwrap();
    fs::remove_file(project.path("output/latest.json")).unwrap();
    let ended = project.run(&["build"]);
    let expected = "\
Removed 1 unfinished release of interrupted runs
Corrected latest.json, which did not name the last good release
Nothing to publish: nothing changed since version 1.0.0 in output/v1.0.0
";
    assert!(ended.stdout.ends_with(expected), "{}", ended.stdout);
    let report: Value = serde_json::from_str(&project.run(&["build", "--report", "json"]).stdout).unwrap();
    assert_eq!(report["recovered"], json!({ "leftovers": 0, "version": null, "latest": false, "missing": [] }));
}
