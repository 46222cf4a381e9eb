//! Words of others, from documents, configurations, releases, paths and arguments: they steer neither a terminal nor a workflow.

use std::process::Stdio;

use serde_json::Value;

use crate::project::{Ended, Project};

/// Steers a terminal, turns the direction of text, cannot be seen, and begins lines as commands of a workflow do.
const HOSTILE: &str = "a\u{1b}[31m\u{9b}2J\u{202e}\u{2066}\u{200f}\u{200b}\u{7f}b";

/// The same with a line that a workflow would obey.
const COMMANDING: &str = "a\u{1b}[31m\u{9b}2J\u{202e}\u{200b}\r\n::error::owned\n  ::add-mask::x ##[error]owned";

const FORMS: [&str; 4] = ["human", "json", "github", "sarif"];

/// Every line of both streams is text that can be seen, and no line is a command but those of the program itself.
#[track_caller]
fn assert_harmless(ended: &Ended) {
    for text in [&ended.stdout, &ended.stderr] {
        let hidden = |c: char| {
            c != '\n'
                && (c.is_control()
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        };
        assert!(!text.contains(hidden), "{text:?}");
        let own = ["::error title=", "::error file=", "::warning file=", "::notice file="];
        for line in text.lines() {
            let commands = line.trim_start().starts_with("::") && !own.iter().any(|own| line.starts_with(own));
            assert!(!commands && !line.contains("##["), "{line:?}");
        }
    }
}

/// Runs in every form of a report; what was said in the form for people.
#[track_caller]
fn in_every_form(project: &Project, arguments: &[&str]) -> Ended {
    let mut people = None;
    for form in FORMS {
        let ended = project.run(&[arguments, &["--report", form]].concat());
        assert_harmless(&ended);
        people = people.or(Some(ended));
    }
    people.unwrap()
}

#[test]
fn words_of_a_document_are_shown_escaped() {
    let project = Project::small();
    let heading = "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n";
    project.write("real.txt", format!("{heading}1. 缔约国应当合作{HOSTILE}。\n1. {HOSTILE}缔约国\u{9b}\n{HOSTILE}\n"));
    let ended = in_every_form(&project, &["check"]);
    assert!(ended.stderr.contains(r"\u{202e}") && ended.stderr.contains(r"\u{9b}"), "{}", ended.stderr);
    let report = project.run(&["check", "--report", "json"]);
    serde_json::from_str::<Value>(&report.stdout).unwrap();
    let shown = in_every_form(&project, &["show", "ctoc-cop-wg7-m1-r1"]);
    assert!(shown.stdout.contains(r"缔约国应当合作a\u{1b}[31m\u{9b}2J\u{202e}"), "{}", shown.stdout);
}

#[test]
fn letters_of_every_language_stay() {
    let project = Project::small();
    let languages = "缔约国应当 合作 Государства تُوصي الدول États é";
    project.write("real.txt", format!("## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. {languages}。\n"));
    let shown = project.run(&["show", "ctoc-cop-wg7-m1-r1"]);
    assert!(shown.stdout.contains(languages), "{}{}", shown.stdout, shown.stderr);
}

#[test]
fn words_of_a_configuration_are_shown_escaped() {
    let toml = "a\\u001b[31m\\u009b2J\\u202e\\r\\n::error::owned ##[error]owned";
    for (old, new) in [
        ("[[documents]]", format!("\"{toml}\" = 1\n[[documents]]")),
        ("body = \"ctoc-cop-wg7\"", format!("body = \"{toml}\"")),
        ("path = \"real.txt\"", format!("path = \"{toml}\"")),
        ("id = \"test\"", format!("id = \"{toml}\"")),
        ("license = {", format!("{HOSTILE} = {{")),
        ("formats = [", format!("formats = [\"{toml}\", ")),
        ("[output]\n", format!("[output]\ndirectory = \"{toml}\"\n# {HOSTILE}\n")),
    ] {
        let project = Project::with(old, &new);
        in_every_form(&project, &["check"]);
        in_every_form(&project, &["log"]);
        in_every_form(&project, &["build", "--dry-run"]);
    }
    let project = Project::with("license = {", &format!("license {HOSTILE} = {{"));
    let ended = in_every_form(&project, &["check"]);
    assert!(ended.stderr.contains(r"license a\u{1b}[31m\u{9b}2J\u{202e}"), "the line is shown: {}", ended.stderr);
}

#[test]
fn words_of_a_release_are_shown_escaped() {
    let project = Project::small();
    project.build();
    let reason = "wrong \u{200b}\u{feff}dates ##[error]owned";
    assert_harmless(&project.run(&["yank", "1.0.0", "--reason", reason]));
    let log = in_every_form(&project, &["log"]);
    assert!(log.stdout.contains(r"wrong \u{200b}\u{feff}dates"), "{}", log.stdout);
    let json = project.run(&["log", "--report", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&json.stdout).unwrap()["versions"][0]["yank_reason"], reason);
    let all = in_every_form(&project, &["verify", "--all"]);
    assert!(all.stdout.contains(r"\u{200b}"), "{}", all.stdout);
    // Names and values in the files of a release.
    let csv = project.path("output/v1.0.0/data/csv/divisions.csv");
    let text = std::fs::read_to_string(&csv).unwrap();
    std::fs::write(&csv, text.replacen("division_id", &format!("meeting{HOSTILE}"), 1)).unwrap();
    std::fs::write(project.path("output/v1.0.0").join(COMMANDING.replace('/', "")), "").unwrap();
    let differs = in_every_form(&project, &["verify", "--all"]);
    assert_eq!(differs.code, Some(4));
    in_every_form(&project, &["diff", "1.0.0", "output/v1.0.0"]);
}

#[test]
fn words_of_arguments_and_paths_are_shown_escaped() {
    let project = Project::small();
    project.build();
    for arguments in [
        &["show", COMMANDING][..],
        &["schema", COMMANDING],
        &["verify", COMMANDING],
        &["diff", COMMANDING, "1.0.0"],
        &["check", "--config", COMMANDING],
        &["log", "--output", COMMANDING],
        &["yank", COMMANDING, "--reason", COMMANDING],
        &["bag", COMMANDING],
        &["publish", "ckan", "--url", COMMANDING, "--key-env", COMMANDING],
        &["query", COMMANDING],
    ] {
        in_every_form(&project, arguments);
    }
    for arguments in [&[COMMANDING][..], &["check", COMMANDING], &["check", "--report", COMMANDING]] {
        let ended = project.run(arguments);
        assert_eq!(ended.code, Some(2));
        assert_harmless(&ended);
        assert!(ended.stderr.contains(r"\n::error::owned\n"), "{}", ended.stderr);
    }
}

#[test]
fn colours_are_those_of_the_program() {
    let project = Project::small();
    project.write("real.txt", format!("## 一. 第一次会议\n\n1. 缔约国{HOSTILE}。\n1. 缔约国。\n"));
    let ended = project.run(&["check", "--color", "always"]);
    assert!(ended.stderr.contains("\u{1b}["), "{}", ended.stderr);
    assert!(!ended.stderr.contains("\u{1b}[31m\\u{9b}"), "{:?}", ended.stderr);
    assert!(!ended.stderr.contains(['\u{9b}', '\u{202e}', '\u{7f}']), "{:?}", ended.stderr);
    let help = project.command(&["--help"]).stdout(Stdio::piped()).output().unwrap();
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("Usage: "));
}
