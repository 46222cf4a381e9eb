//! `mandates`: which rows are chosen, in every form, and that the same release gives the same bytes.

use serde_json::Value;

use crate::project::Project;

/// The real document, released as Parquet.
fn released() -> Project {
    let project = Project::with("[\"csv\", \"ndjson\"]", "[\"parquet\"]");
    project.build();
    project
}

fn listed(project: &Project, arguments: &[&str]) -> String {
    let ended = project.run(&[&["mandates"], arguments].concat());
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    ended.stdout
}

#[test]
fn the_secretariat_is_asked_for_a_guide() {
    let project = released();
    let all = listed(&project, &["--actor", "secretariat", "--task", "study", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&all).unwrap();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row["actor"] == "secretariat" && row["task"] == "study"), "{all}");
    let table = listed(&project, &["--actor", "secretariat", "--task", "study"]);
    assert!(table.starts_with("paragraph_id "), "{table}");
    assert!(
        table.ends_with(&format!("({} mandate{})\n", rows.len(), if rows.len() == 1 { "" } else { "s" })),
        "{table}"
    );
}

#[test]
fn every_form_has_the_same_rows() {
    let project = released();
    let rows: Vec<Value> = serde_json::from_str(&listed(&project, &["--format", "json"])).unwrap();
    let csv = listed(&project, &["--format", "csv"]);
    assert_eq!(csv.lines().count(), rows.len() + 1);
    let calendar = listed(&project, &["--format", "ics"]);
    assert_eq!(calendar.matches("BEGIN:V").count(), rows.len() + 1);
    assert_eq!(calendar.matches("\r\nUID:").count(), rows.len());
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    assert_eq!(calendar, listed(&project, &["--format", "ics"]));
}

#[test]
fn a_code_that_does_not_exist_is_answered_with_near_ones() {
    let project = released();
    let refused = |options: &[&str], expected: &str| {
        let ended = project.run(&[&["mandates"], options].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
        assert!(ended.stderr.starts_with(expected), "{}", ended.stderr);
    };
    let expected = "error: there is no actor `secretary_genral` (did you mean `secretary_general`";
    refused(&["--actor", "secretary_genral"], expected);
    refused(
        &["--task", "reports"],
        "error: there is no task `reports` (did you mean `report`?); the tasks are report, ",
    );
}

#[test]
fn nothing_is_listed_that_no_row_has() {
    let project = released();
    let header = listed(&project, &["--format", "csv", "--due-session", "99"]);
    assert_eq!(header.lines().count(), 1);
    assert_eq!(listed(&project, &["-q", "--overdue-on", "1950-01-01"]).lines().count(), 2);
    let ended = project.run(&["mandates", "--overdue-on", "soon"]);
    assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    assert!(ended.stderr.contains("--overdue-on"), "{}", ended.stderr);
}
