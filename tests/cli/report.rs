//! Reports for machines say the same as the one for people, in their own grammar.

use serde_json::{Value, json};

use crate::project::{Ended, Project};

/// A project whose document has one error with a known place: a recommendation that repeats a number.
fn faulty() -> Project {
    let project = Project::new();
    let text = "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当合作。\n1. 缔约国应当交流信息。\n";
    project.write("real.txt", text);
    project
}

fn parsed(ended: &Ended) -> Value {
    assert_eq!(ended.stderr, "");
    serde_json::from_str(&ended.stdout).unwrap()
}

#[test]
fn json_holds_findings_with_places_and_the_counts() {
    let ended = faulty().run(&["build", "--report", "json"]);
    assert_eq!(ended.code, Some(1));
    let report = parsed(&ended);
    assert_eq!(report["status"], "refused");
    assert_eq!(report["published"], Value::Null);
    assert_eq!(report["summary"]["meetings"][0]["place"], "维也纳");
    let errors: Vec<&Value> =
        report["findings"].as_array().unwrap().iter().filter(|one| one["severity"] == "error").collect();
    assert!(!errors.is_empty(), "{report}");
    let place = errors.iter().find(|one| one["code"] == "numbering").unwrap();
    assert_eq!((&place["path"], &place["line"], &place["column"]), (&json!("real.txt"), &json!(4), &json!(1)));
}

#[test]
fn json_says_what_was_published() {
    let project = Project::new();
    let report = parsed(&project.run(&["build", "--report", "json"]));
    assert_eq!(report["status"], "released");
    assert_eq!(report["published"]["version"], "1.0.0");
    assert_eq!((&report["summary"]["recommendations"], &report["summary"]["items"]), (&json!(149), &json!(25)));
    assert_eq!(parsed(&project.run(&["build", "--report", "json"]))["status"], "unchanged");
    assert_eq!(parsed(&project.run(&["check", "--report", "json"]))["status"], "checked");
}

#[test]
fn github_annotations_name_file_and_line() {
    let ended = faulty().run(&["check", "--report", "github"]);
    assert_eq!(ended.code, Some(1));
    let start = "::error file=real.txt,line=4,endLine=4,col=1,endColumn=";
    let mut errors = ended.stdout.lines().filter(|line| line.starts_with(start));
    assert!(errors.any(|line| line.contains(",title=numbering::")), "{}", ended.stdout);
    assert!(ended.stdout.lines().all(|line| line.starts_with("::")), "{}", ended.stdout);
}

#[test]
fn sarif_has_rules_and_regions() {
    let report = parsed(&faulty().run(&["check", "--report", "sarif"]));
    assert_eq!(report["version"], "2.1.0");
    let run = &report["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let results = run["results"].as_array().unwrap();
    let error = results.iter().find(|one| one["ruleId"] == "numbering").unwrap();
    let rule = &run["tool"]["driver"]["rules"][error["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!(rule["id"], "numbering");
    assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| !text.is_empty()));
    let location = &error["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "real.txt");
    assert_eq!((&location["region"]["startLine"], &location["region"]["startColumn"]), (&json!(4), &json!(1)));
}

#[test]
fn a_stopped_run_is_reported_in_every_format() {
    let project = Project::with("id = \"test\"", "id = 5");
    let json = project.run(&["check", "--report", "json"]);
    assert_eq!(json.code, Some(2));
    let problem =
        json!({ "message": "found integer `5`; expected a string", "path": "pipeline.toml", "line": 2, "column": 6 });
    assert_eq!(parsed(&json)["problems"], json!([problem]));
    let github = project.run(&["check", "--report", "github"]).stdout;
    assert_eq!(github, "::error file=pipeline.toml,line=2,col=6,title=unrecs::found integer `5`; expected a string\n");
    let sarif = parsed(&project.run(&["check", "--report", "sarif"]));
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
}

#[test]
fn findings_beyond_the_first_fifty_are_counted_by_rule() {
    let project = Project::new();
    let mut text = "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n".to_owned();
    (0..60).for_each(|_| text += "1. 缔约国应当合作。\n");
    project.write("real.txt", text);
    let ended = project.run(&["check"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("Showing the first 50 of "), "{}", ended.stderr);
    assert_eq!(ended.stderr.matches("--> real.txt:").count(), 50);
}
