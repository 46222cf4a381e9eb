//! `bag` from outside: which release goes into it, what is said, and when nothing is made.

use std::fs;

use serde_json::{Value, json};

use crate::project::Project;

/// A project with a release, and its manifest.
fn released() -> (Project, Value) {
    let project = Project::small();
    project.build();
    let manifest = project.release("1.0.0").manifest();
    (project, manifest)
}

#[test]
fn a_release_goes_into_a_bag_by_version_by_directory_and_as_the_latest() {
    let (project, manifest) = released();
    // The manifest lists neither itself nor the digests of all files.
    let files = manifest["files"].as_array().unwrap().len() + 2;
    for (directory, arguments) in [("a", &[][..]), ("b", &["1.0.0"]), ("c", &["v1.0.0"]), ("d", &["./output/v1.0.0"])] {
        let ended = project.run(&[&["bag", "--to", directory], arguments].concat());
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
        let bag = project.path(directory).join("test-1.0.0");
        let info = fs::read_to_string(bag.join("bag-info.txt")).unwrap();
        let oxum = info.lines().find_map(|line| line.strip_prefix("Payload-Oxum: ")).unwrap();
        let bytes = oxum.strip_suffix(&format!(".{files}")).unwrap();
        let expected = format!("Packaged version 1.0.0 as {directory}/test-1.0.0: {files} files, {bytes} bytes\n");
        assert_eq!(ended.stdout, expected);
        let name = "data/csv/divisions.csv";
        let published = fs::read(project.path("output/v1.0.0").join(name)).unwrap();
        assert_eq!(fs::read(bag.join("data").join(name)).unwrap(), published);
    }
}

#[test]
fn a_zip_file_is_the_same_from_anywhere() {
    let (project, _) = released();
    let arguments = ["bag", "--zip", "--report", "json", "--to", "a"];
    let report: Value = serde_json::from_str(&project.run(&arguments).stdout).unwrap();
    assert_eq!((&report["status"], &report["form"]), (&json!("bagged"), &json!("zip")));
    assert_eq!((&report["version"], &report["bag"]), (&json!("1.0.0"), &json!("a/test-1.0.0.zip")));
    assert!(report["payload_files"].as_u64() > Some(10) && report["payload_bytes"].as_u64() > Some(10_000));
    fs::rename(project.path("output/v1.0.0"), project.path("elsewhere")).unwrap();
    let again = project.run(&["bag", "elsewhere", "--zip", "-q", "--to", "b", "--config", "none.toml"]);
    assert_eq!((again.code, again.stdout.as_str(), again.stderr.as_str()), (Some(0), "", ""));
    let read = |directory: &str| fs::read(project.path(directory).join("test-1.0.0.zip")).unwrap();
    assert!(read("a") == read("b"));
}

#[test]
fn a_release_that_was_tampered_with_makes_no_bag() {
    let (project, _) = released();
    let name = "output/v1.0.0/data/csv/divisions.csv";
    let bytes = fs::read(project.path(name)).unwrap();
    fs::write(project.path(name), bytes.iter().map(|byte| byte ^ 1).collect::<Vec<_>>()).unwrap();
    for form in [&[][..], &["--zip"]] {
        let ended = project.run(&[&["bag", "--to", "archive"], form].concat());
        let start = format!("error: {name} is not the file that was published: its SHA-256 is ");
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
        assert!(ended.stderr.starts_with(&start), "{}", ended.stderr);
        assert_eq!(fs::read_dir(project.path("archive")).unwrap().count(), 0);
    }
    fs::write(project.path(name), bytes).unwrap();
    fs::write(project.path("output/v1.0.0/manifest.json"), "{}").unwrap();
    let ended = project.run(&["bag", "--to", "archive"]);
    let start = "error: cannot read output/v1.0.0/manifest.json: its SHA-256 is ";
    assert!(ended.code == Some(2) && ended.stderr.starts_with(start), "{}", ended.stderr);
}

#[test]
fn a_bag_that_cannot_be_made_is_explained() {
    let (project, _) = released();
    let refused = |arguments: &[&str]| {
        let ended = project.run(&[&["bag", "--to", "archive"], arguments].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        ended.stderr
    };
    let expected = "error: there is no version `1.0.1` (did you mean `1.0.0`?); `unrecs log` lists all versions\n";
    assert_eq!(refused(&["1.0.1"]), expected);
    let start = "error: cannot read ./input/manifest.json: No such file or directory (os error 2)";
    assert!(refused(&["./input"]).starts_with(start));
    assert_eq!(project.run(&["bag", "--to", "archive"]).code, Some(0));
    let expected = "error: cannot create the bag archive/test-1.0.0: something with this name already exists, and unrecs \
                    never overwrites anything; choose another directory with --to\n";
    assert_eq!(refused(&[]), expected);
    assert_eq!(project.run(&["yank", "1.0.0", "--reason", "wrong"]).code, Some(0));
    let expected = "error: there is no release to package, or all are yanked; `unrecs log` lists all versions\n";
    assert_eq!(refused(&[]), expected);
    // Its users may want to keep what was taken back.
    assert_eq!(project.run(&["bag", "1.0.0", "--to", "yanked"]).code, Some(0));
}
