//! What `build` decides: the same or another version, how large a change may be, what a rehearsal says, and whom it tells.

use std::fs;

use serde_json::{Value, json};

use crate::project::{CONFIG, Ended, Project, files};

/// A project with one release, and a change behind it that removes a row.
fn larger() -> Project {
    let project = Project::small();
    project.replace("real.txt", "1. 缔约国应当合作。\n", "1. 缔约国应当合作。\n\n2. 缔约国似宜交流信息。\n");
    project.build();
    project.replace("real.txt", "\n2. 缔约国似宜交流信息。\n", "");
    project
}

/// Runs and gives what was told to a workflow too.
fn told(project: &Project, arguments: &[&str]) -> (Ended, String) {
    let file = project.path("told");
    let output = project.command(arguments).env("GITHUB_OUTPUT", &file).output().unwrap();
    let lines = fs::read_to_string(&file).unwrap_or_default();
    let _ = fs::remove_file(file);
    (Ended::of(output), lines)
}

fn report(project: &Project, arguments: &[&str]) -> (Option<i32>, Value) {
    let ended = project.run(&[arguments, &["--report", "json"]].concat());
    (ended.code, serde_json::from_str(&ended.stdout).unwrap())
}

/// What a run says behind its table of counts.
fn conclusion(ended: &Ended) -> &str {
    ended.stdout.split_once("mentions\n").map_or(&ended.stdout, |(_, conclusion)| conclusion)
}

#[test]
fn the_first_release_and_a_correction() {
    let project = Project::small();
    let (first, lines) = told(&project, &["build"]);
    let start = "Released version 1.0.0: ";
    assert!(
        conclusion(&first).starts_with(start) && first.stdout.ends_with("  major  first release\n"),
        "{}",
        first.stdout
    );
    assert_eq!(lines, "changed=true\nversion=1.0.0\nbump=first\ndirectory=output/v1.0.0\n");
    project.replace("real.txt", "合作", "协作");
    let (second, lines) = told(&project, &["build"]);
    let reasons = "
  patch  1 value corrected in paragraphs.text
  patch  provenance changed: 1 row of documents
";
    assert!(
        second.stdout.contains("Released version 1.0.1: ") && second.stdout.ends_with(reasons),
        "{}",
        second.stdout
    );
    assert_eq!(lines, "changed=true\nversion=1.0.1\nbump=patch\ndirectory=output/v1.0.1\n");
    let manifest: Value =
        serde_json::from_slice(&fs::read(project.path("output/v1.0.1/manifest.json")).unwrap()).unwrap();
    assert_eq!((&manifest["previous"], &manifest["bump"]), (&json!("1.0.0"), &json!("patch")));
    project.replace("real.txt", "协作", "合作");
    let (code, report) = report(&project, &["build"]);
    assert_eq!((code, &report["status"]), (Some(0), &json!("released")));
    let published = &report["published"];
    assert_eq!((&published["version"], &published["previous"]), (&json!("1.0.2"), &json!("1.0.1")));
    assert_eq!((&published["bump"], &published["directory"]), (&json!("patch"), &json!("output/v1.0.2")));
    assert_eq!(published["reasons"][0], json!({ "level": "patch", "text": "1 value corrected in paragraphs.text" }));
}

#[test]
fn touching_a_file_changes_nothing() {
    let project = Project::small();
    project.build();
    let before = files(&project.path("output"));
    fs::write(project.path("real.txt"), fs::read(project.path("real.txt")).unwrap()).unwrap();
    let (ended, lines) = told(&project, &["build"]);
    let expected = "Nothing to publish: nothing changed since version 1.0.0 in output/v1.0.0\n";
    assert_eq!((ended.code, ended.stdout.as_str(), lines.as_str()), (Some(0), expected, "changed=false\n"));
    let (code, report) = report(&project, &["build"]);
    let published = json!({ "version": "1.0.0", "directory": "output/v1.0.0" });
    assert_eq!((code, &report["status"], &report["published"]), (Some(0), &json!("unchanged"), &published));
    assert_eq!(report.get("summary"), None, "the documents were not looked at");
    assert_eq!(files(&project.path("output")), before);
}

#[test]
fn a_run_that_reads_everything_and_finds_no_change_publishes_nothing() {
    let project = Project::small();
    project.build();
    let before = files(&project.path("output"));
    let (forced, lines) = told(&project, &["build", "--force"]);
    let expected = "Nothing to publish: nothing changed since version 1.0.0 in output/v1.0.0\n";
    assert!(forced.stdout.starts_with("meeting "), "the documents were looked at: {}", forced.stdout);
    assert_eq!((forced.code, conclusion(&forced), lines.as_str()), (Some(0), expected, "changed=false\n"));
    project.write("pipeline.toml", CONFIG.to_owned() + "\n# A comment.\n");
    let commented = project.run(&["build"]);
    assert!(commented.stdout.starts_with("meeting "), "{}", commented.stdout);
    assert_eq!((commented.code, conclusion(&commented)), (Some(0), expected));
    let (code, report) = report(&project, &["build", "--expect", "none"]);
    assert_eq!(
        (code, &report["status"], &report["summary"]["recommendations"]),
        (Some(0), &json!("unchanged"), &json!(1))
    );
    assert_eq!(files(&project.path("output")), before);
}

const WHY: &str = "

1.0.0 → 2.0.0: major
  major  1 row removed from paragraphs
  major  1 row removed from addressees
  major  1 row removed from mandates
  patch  provenance changed: segments, origins, 1 row of documents
";

#[test]
fn a_change_larger_than_expected_ends_with_3() {
    let project = larger();
    let before = files(&project.path("output"));
    for level in ["none", "patch", "minor"] {
        let (ended, lines) = told(&project, &["build", "--expect", level]);
        assert_eq!((ended.code, lines.as_str()), (Some(3), "changed=false\n"));
        let start =
            format!("Nothing was published: the change is major, and `--expect {level}` does not allow it{WHY}");
        assert!(conclusion(&ended).starts_with(&start), "{}", ended.stdout);
        assert!(ended.stdout.contains("\n  - ctoc-cop-wg7-m1-r2|zh  缔约国似宜交流信息。\n"), "{}", ended.stdout);
    }
    let (code, report) = report(&project, &["build", "--expect", "minor"]);
    assert_eq!((code, &report["status"]), (Some(3), &json!("larger")));
    let published = &report["published"];
    assert_eq!((&published["version"], &published["expected"]), (&json!("2.0.0"), &json!("minor")));
    let annotation = project.run(&["build", "--expect", "minor", "--report", "github"]);
    let said = "\n::error title=release::Nothing was published: the change is major, and `--expect minor` does not allow it%0A";
    assert!(annotation.code == Some(3) && annotation.stdout.contains(said), "{}", annotation.stdout);
    assert_eq!(files(&project.path("output")), before);
    assert_eq!(project.run(&["build", "--expect", "major"]).code, Some(0));
    assert!(project.path("output/v2.0.0").exists());
}

#[test]
fn a_rehearsal_shows_everything_and_writes_nothing() {
    let project = larger();
    let before = files(&project.path("output"));
    let (ended, lines) = told(&project, &["build", "--dry-run"]);
    assert_eq!((ended.code, lines.as_str()), (Some(0), "changed=false\n"));
    let start = format!("Would release version 2.0.0; nothing was written{WHY}");
    assert!(conclusion(&ended).starts_with(&start), "{}", ended.stdout);
    let (code, report) = report(&project, &["build", "--dry-run"]);
    assert_eq!((code, &report["status"], &report["recovered"]), (Some(0), &json!("rehearsed"), &Value::Null));
    assert_eq!((&report["published"]["version"], &report["published"]["bump"]), (&json!("2.0.0"), &json!("major")));
    assert_eq!(project.run(&["build", "--dry-run", "--expect", "minor"]).code, Some(3));
    assert_eq!(files(&project.path("output")), before);
    let nowhere = project.run(&["build", "--dry-run", "--output", "nowhere"]);
    assert!(
        conclusion(&nowhere).starts_with("Would release version 1.0.0; nothing was written\n  major  first release\n"),
        "{}",
        nowhere.stdout
    );
    assert!(!project.path("nowhere").exists());
    project.write("real.txt", "");
    let (refused, lines) = told(&project, &["build", "--dry-run"]);
    assert_eq!((refused.code, lines.as_str()), (Some(1), "changed=false\n"));
}
