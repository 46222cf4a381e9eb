//! Commands come to their end with the exit code that says how, and leave the output alone where they must.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use crate::project::{Project, copy, root};

#[test]
fn a_build_publishes_once_and_then_finds_nothing_changed() {
    let project = Project::new();
    let ended = project.run(&["build"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(project.path("output/v1.0.0/manifest.json").exists());
    for line in ["ctoc-cop-wg7-m1", "2012-05-30 to 2012-06-01", "维也纳", "Released version 1.0.0: "] {
        assert!(ended.stdout.contains(line), "{line} in {}", ended.stdout);
    }
    let total = ended.stdout.lines().find(|line| line.starts_with("total")).unwrap_or_default();
    assert!(total.split_whitespace().take(3).eq(["total", "149", "25"]), "{total}");
    let again = project.run(&["build"]);
    assert_eq!(again.code, Some(0));
    assert!(again.stdout.contains("nothing changed since version 1.0.0"), "{}", again.stdout);
}

#[test]
fn a_check_writes_nothing() {
    let project = Project::new();
    let ended = project.run(&["check"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(ended.stdout.ends_with("Check passed; nothing was written\n"), "{}", ended.stdout);
    assert!(!project.path("output").exists());
}

#[test]
fn an_error_in_the_data_prevents_a_release() {
    let project = Project::new();
    project.write("real.txt", "");
    let ended = project.run(&["build"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("error[empty-document]"), "{}", ended.stderr);
    assert!(ended.stdout.ends_with("Nothing was published; correct the errors above first\n"), "{}", ended.stdout);
    assert!(!project.path("output").exists());
}

#[test]
fn every_document_that_cannot_be_read_is_named() {
    let project = Project::with("path = \"real.txt\"", "path = \"in/*.txt\"");
    project.write("in/a.txt", b"\xE5\xBA\x94\n\xE5\xBA\xFF");
    project.write("in/b.txt", "");
    project.write("in/c.txt", b"\xFE");
    let ended = project.run(&["build"]);
    assert_eq!(ended.code, Some(2));
    let expected = "\
error: in/a.txt: cannot read this document: line 2, column 1: byte 0xE5 at offset 4 is not UTF-8; expected a text file in UTF-8
error: in/c.txt: cannot read this document: line 1, column 1: byte 0xFE at offset 0 is not UTF-8; expected a text file in UTF-8
";
    assert_eq!(ended.stderr, expected);
    assert!(!project.path("output").exists());
}

#[test]
fn an_output_that_is_not_a_directory_is_named() {
    let project = Project::new();
    let ended = project.run(&["build", "--output", "real.txt"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.starts_with("error: cannot ") && ended.stderr.contains("real.txt"), "{}", ended.stderr);
}

#[test]
fn an_invalid_time_stops_the_build_before_anything_is_read() {
    let project = Project::new();
    let output = project.command(&["build"]).env("SOURCE_DATE_EPOCH", "soon").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: SOURCE_DATE_EPOCH is \"soon\"; expected "));
}

#[test]
fn show_prints_values_and_the_words_they_were_read_from() {
    let project = Project::new();
    let ended = project.run(&["show", "ctoc-cop-wg7-m1-r2"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let lines = [
        "modality should, read from\n    缔约国应当继续审查并酌情加强其相关立法，包括刑事立法，并将《偷运移民议\n          ^^^^\n",
        "addressee states_parties, read from\n    缔约国应当",
        "| 2. 缔约国应当继续审查",
    ];
    for line in lines {
        assert!(ended.stdout.contains(line), "{line} in {}", ended.stdout);
    }
    assert!(project.run(&["show", "ctoc-cop-wg7-m5"]).stdout.contains("2018"));
    assert!(project.run(&["show", "real"]).stdout.contains("source_bytes          36480\n"));
}

#[test]
fn show_prints_where_words_come_from_and_what_is_new() {
    let project = Project::new();
    for session in ["88", "89"] {
        let name = format!("input-{session}.txt");
        let case = root().join("tests/cases/clean/words-over-three-sessions").join(&name);
        project.write(&name, std::fs::read(case).unwrap());
    }
    let documents = "\n[[documents]]\npath = \"input-*.txt\"\nbody = \"un-ga\"\n";
    project.write("pipeline.toml", project.read("pipeline.toml") + documents);
    let shown = project.run(&["show", "a-res-89-2-p5"]);
    let expected = "\nlineage: revised from a-res-88-7-p4, similarity 914 of 1000, words 1 added, 2 removed\n    \
                    …Secretary-General to report to it at its [-eighty-ninth-]{+ninetieth+} session on the registers of vessels;\n    \
                    first in A/RES/88/7\n";
    assert!(shown.stdout.contains(expected), "{}\n{}", shown.stdout, shown.stderr);
    let shown = project.run(&["show", "a-res-89-2"]).stdout;
    let expected = "continues             a-res-88-7: 750 of 1000 paragraphs, 5 identical, 1 revised";
    assert!(shown.contains(expected), "{shown}");
    assert!(!project.run(&["show", "a-res-88-7-p4"]).stdout.contains("lineage"));
}

#[test]
fn an_identifier_that_does_not_exist_is_answered_with_near_ones() {
    let ended = Project::new().run(&["show", "ctoc-cop-wg7-m2-r8-x"]);
    assert_eq!(ended.code, Some(2));
    let start = "error: there is no document, division or paragraph `ctoc-cop-wg7-m2-r8-x` (did you mean `";
    assert!(ended.stderr.starts_with(start), "{}", ended.stderr);
    assert!(ended.stderr.contains("`ctoc-cop-wg7-m2-r8-a`"), "{}", ended.stderr);
}

#[test]
fn schema_lists_tables_and_prints_one() {
    let project = Project::new();
    let all = project.run(&["schema"]).stdout;
    assert!(all.contains("\n  paragraph_id        text   primary key\n"), "{all}");
    assert!(all.contains("refers to paragraphs.paragraph_id, may be null"), "{all}");
    let one = project.run(&["schema", "divisions"]).stdout;
    let schema: serde_json::Value = serde_json::from_str(&one).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let unknown = project.run(&["schema", "division"]);
    assert_eq!(unknown.code, Some(2));
    let start = "error: there is no table `division` (did you mean `divisions`?); the tables are recommendations, ";
    assert!(unknown.stderr.starts_with(start), "{}", unknown.stderr);
}

#[test]
fn a_closed_pipe_ends_the_output_without_an_error() {
    let project = Project::new();
    let mut child = project.command(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn every_help_text_shows_examples() {
    let project = Project::new();
    let commands = ["build", "check", "show", "log", "diff", "verify", "yank", "schema", "completions"];
    for command in [vec![]].into_iter().chain(commands.map(|command| vec![command])) {
        let ended = project.run(&[&command[..], &["--help"]].concat());
        assert_eq!(ended.code, Some(0));
        assert!(ended.stdout.contains("Examples:\n  unrecs "), "{command:?}: {}", ended.stdout);
    }
    assert!(project.run(&["--help"]).stdout.contains("Exit codes:"));
}

#[test]
fn completions_name_the_commands() {
    let project = Project::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ended = project.run(&["completions", shell]);
        assert_eq!(ended.code, Some(0));
        assert!(ended.stdout.contains("completions") && ended.stdout.contains("schema"), "{shell}");
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    let project = Project::new();
    for arguments in [&["publish"][..], &["build", "--report", "xml"], &["show"], &["build", "-q", "-v"], &[]] {
        assert_eq!(project.run(arguments).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn quiet_leaves_the_summary_out() {
    let ended = Project::new().run(&["check", "-qq"]);
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr.as_str()), (Some(0), "", ""));
}

#[test]
fn colour_is_used_only_where_wanted() {
    let project = Project::new();
    project.write("real.txt", "");
    assert!(!project.run(&["check"]).stderr.contains('\u{1B}'));
    assert!(!project.run(&["check", "--color", "never"]).stderr.contains('\u{1B}'));
    assert!(project.run(&["check", "--color", "always"]).stderr.contains('\u{1B}'));
}

/// The tenth reference of a recommendation has a key that sorts before that of the second, and an item's key before its parent's.
#[test]
fn many_references_of_one_recommendation_are_published_and_verified() {
    let articles = |word: &str, end: &str, between: &str| {
        let cited = [5, 6, 8, 9, 10, 11, 12, 13, 15, 16].map(|number| format!("{word}{number}{end}"));
        cited.join(between)
    };
    let english = format!(
        "Recommendations adopted by the Working Group\n\nI. First meeting, Vienna, 30 May to 1 June 2012\n\n\
         1. States parties should report.\n2. States parties should apply {} of the Smuggling of Migrants Protocol.\n",
        articles("article ", "", ", ")
    );
    let chinese = format!(
        "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当执行《偷运移民议定书》{}：\n   (a) 执行《有组织犯罪公约》第18条。\n",
        articles("第", "条", "、")
    );
    for (text, references) in [(english, 11), (chinese, 13)] {
        let project = Project::new();
        fs::remove_dir_all(project.path("input/registry")).unwrap();
        copy(&root().join("input/registry"), &project.path("input/registry"));
        project.write("real.txt", &text);
        let checked = project.run(&["check"]);
        assert_eq!(checked.code, Some(0), "{}{}", checked.stdout, checked.stderr);
        project.build();
        let ids = project.read("output/v1.0.0/data/csv/references.csv");
        let ids: Vec<&str> = ids.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(ids.len(), references, "{ids:?}");
        let numbered = ids.iter().filter_map(|id| id.rsplit_once("-ref")?.1.parse::<usize>().ok()).take(10);
        assert!(numbered.eq(1..=10), "they stand in the order of the document: {ids:?}");
        assert_eq!(project.run(&["verify"]).code, Some(0));
    }
}
