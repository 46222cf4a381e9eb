//! What earlier runs have read: used where it is right, without any trace in what is published.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::project::{Ended, Project, files};

/// A project with three documents and every format.
fn project() -> Project {
    let project = Project::with("formats = [\"csv\", \"ndjson\"]\n", "");
    project.replace("pipeline.toml", "path = \"real.txt\"", "path = \"in/*.txt\"");
    project.replace("pipeline.toml", "[[documents]]", "[severity]\ndate-order = \"note\"\n\n[[documents]]");
    fs::create_dir(project.path("in")).unwrap();
    fs::rename(project.path("real.txt"), project.path("in/a.txt")).unwrap();
    for (name, numeral, year) in [("b", "六", 2019), ("c", "七", 2020)] {
        let text = format!(
            "一. 第{numeral}次会议，维也纳，{year}年5月30日至31日\n\n1. 缔约国应当执行《公约》第{}条。\n",
            year - 2000
        );
        project.write(&format!("in/{name}.txt"), text);
    }
    project
}

fn change(project: &Project) {
    project.replace("in/b.txt", "《公约》第19条", "《公约》第18条");
}

/// Runs and gives what the report says of the cache.
fn cache(project: &Project, arguments: &[&str]) -> Value {
    let ended = project.run(&[arguments, &["--report", "json"]].concat());
    assert_eq!(ended.code, Some(0), "{}{}", ended.stdout, ended.stderr);
    serde_json::from_str::<Value>(&ended.stdout).unwrap()["cache"].clone()
}

fn good(documents: u64) -> Value {
    json!({ "documents": documents, "damaged": 0, "problem": null })
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "document")).collect()
}

fn directory(project: &Project) -> PathBuf {
    project.path(".unrecs-cache/pipeline")
}

#[test]
fn only_changed_documents_are_read_and_the_release_is_the_same() {
    let (with, without) = (project(), project());
    for project in [&with, &without] {
        assert_eq!(cache(project, &["build"]), good(0));
        assert_eq!(entries(&directory(project)).len(), 3);
        change(project);
    }
    fs::remove_dir_all(without.path(".unrecs-cache")).unwrap();
    assert_eq!(cache(&with, &["build"]), good(2));
    assert_eq!(cache(&without, &["build"]), good(0));
    assert_eq!(entries(&directory(&with)).len(), 3, "the entry of the old text is gone");
    assert!(with.path("output/v1.0.1").exists() && files(&with.path("output")) == files(&without.path("output")));
    let Ended { code, stdout, .. } = with.run(&["verify", "--all"]);
    assert_eq!(code, Some(0), "{stdout}");
}

#[test]
fn what_only_looks_reads_the_cache_and_writes_none() {
    let project = project();
    for arguments in [&["check"][..], &["build", "--dry-run"], &["show", "ctoc-cop-wg7-m6-r1"]] {
        assert_eq!(project.run(arguments).code, Some(0));
        assert!(!project.path(".unrecs-cache").exists(), "{arguments:?}");
    }
    let before = project.run(&["show", "ctoc-cop-wg7-m6-r1"]);
    cache(&project, &["build"]);
    assert_eq!(cache(&project, &["check"]), good(3));
    assert_eq!(project.run(&["show", "ctoc-cop-wg7-m6-r1"]).stdout, before.stdout);
    change(&project);
    let kept = files(&directory(&project));
    assert_eq!(cache(&project, &["build", "--dry-run"]), good(2));
    let said = project.run(&["check"]).stdout;
    assert!(said.contains("\n2 of 3 documents taken from the cache\n"), "{said}");
    assert!(kept == files(&directory(&project)));
}

#[test]
fn force_reads_everything_and_keeps_it_anew() {
    let project = project();
    cache(&project, &["build"]);
    let all = files(&directory(&project));
    entries(&directory(&project)).iter().for_each(|entry| fs::write(entry, "x").unwrap());
    assert_eq!(cache(&project, &["build", "--force"]), good(0));
    assert!(files(&directory(&project)) == all);
}

#[test]
fn damaged_entries_are_counted_and_made_anew() {
    let (project, whole) = (project(), project());
    for project in [&project, &whole] {
        cache(project, &["build"]);
        change(project);
    }
    let all = entries(&directory(&project));
    for entry in &all {
        let bytes = fs::read(entry).unwrap();
        fs::write(entry, &bytes[..bytes.len() / 2]).unwrap();
    }
    assert_eq!(cache(&project, &["build"]), json!({ "documents": 0, "damaged": 2, "problem": null }));
    cache(&whole, &["build"]);
    assert!(files(&project.path("output")) == files(&whole.path("output")));
    assert_eq!(cache(&project, &["check"]), good(3));
}

#[test]
fn another_registry_is_another_reading() {
    let project = project();
    cache(&project, &["build"]);
    let bodies = fs::read_to_string(project.path("input/registry/bodies.toml")).unwrap();
    project.write("input/registry/bodies.toml", format!("{bodies}\n# a comment\n"));
    assert_eq!(cache(&project, &["check"]), good(0));
}

#[test]
fn a_cache_that_cannot_be_written_stops_nothing() {
    let project = project();
    project.write(".unrecs-cache", "a file in the way");
    let problem = cache(&project, &["build"])["problem"].as_str().unwrap().to_owned();
    assert!(problem.starts_with("cannot make .unrecs-cache/pipeline: "), "{problem}");
    change(&project);
    let said = project.run(&["build"]);
    let expected = format!("\nWhat was read is not kept for the next run: {problem}\n");
    assert!(said.code == Some(0) && said.stdout.contains(&expected), "{}", said.stdout);
    assert!(project.path("output/v1.0.1").exists());
}

#[test]
fn two_builds_at_once_make_the_same() {
    let project = project();
    for _ in 0..5 {
        let build = |output: &str| {
            let mut command = project.command(&["build", "-qq", "--output", output]);
            command.spawn().unwrap()
        };
        let mut runs = [build("one"), build("other")];
        assert!(runs.iter_mut().all(|run| run.wait().unwrap().success()));
        assert!(files(&project.path("one")) == files(&project.path("other")));
        assert_eq!(cache(&project, &["check"])["damaged"], 0);
        fs::remove_dir_all(project.path("one")).unwrap();
        fs::remove_dir_all(project.path("other")).unwrap();
    }
}

#[test]
fn the_configuration_says_where_it_is() {
    let project = project();
    project.replace("pipeline.toml", "[output]\n", "[output]\ncache = \"kept/here\"\n");
    cache(&project, &["build"]);
    assert!(!project.path(".unrecs-cache").exists());
    assert_eq!(entries(&project.path("kept/here")).len(), 3);
    assert_eq!(fs::read_to_string(project.path("kept/here/.gitignore")).unwrap(), "*\n");
    assert_eq!(cache(&project, &["check"]), good(3));
}
