//! `query`: answers in every form, what goes wrong with a question, and that the same question has the same answer.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::project::{Ended, Project};

/// The real document, released as Parquet.
fn released() -> Project {
    let project = Project::with("[\"csv\", \"ndjson\"]", "[\"parquet\"]");
    project.build();
    project
}

/// What a query prints that is answered.
fn answered(project: &Project, arguments: &[&str]) -> String {
    let ended = project.run(&[&["query"], arguments].concat());
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    ended.stdout
}

/// What it says of one that is not.
fn refused(project: &Project, arguments: &[&str]) -> String {
    let ended = project.run(&[&["query"], arguments].concat());
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{arguments:?}");
    ended.stderr
}

#[test]
fn a_result_is_a_table_with_aligned_columns() {
    let project = released();
    let sql = "SELECT ordinal, heading, starts_on, place IS NULL AS nowhere, NULL AS nothing FROM divisions WHERE ordinal < 4";
    let expected = "\
ordinal  heading                                          starts_on   nowhere  nothing
-------  -----------------------------------------------  ----------  -------  -------
      1  第一次会议，维也纳，2012年5月30日至6月1日        2012-05-30  false       null
      2  第二次会议，维也纳，2013年11月11日至13日         2013-11-11  false       null
      3  第三次会议，2015 年 11 月 18 日至 20 日，维也纳  2015-11-18  false       null
(3 rows)
";
    assert_eq!(answered(&project, &[sql]), expected);
    assert_eq!(answered(&project, &["-q", "SELECT 1 AS a FROM divisions LIMIT 1"]), "a\n-\n1\n");
}

#[test]
fn references_is_a_table_like_any_other() {
    let project = released();
    let count = |sql: &str| answered(&project, &["--format", "csv", sql]);
    let all = count("SELECT count(*) AS n FROM references");
    let lines = fs::read_to_string(project.path("output/v1.0.0/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&lines).unwrap();
    let tables = manifest["tables"].as_array().unwrap();
    let rows = &tables.iter().find(|table| table["name"] == "references").unwrap()["rows"];
    assert_eq!(all, format!("n\r\n{rows}\r\n"));
    assert_eq!(count("SELECT count(*) AS n FROM references AS r WHERE r.position > 0"), all);
    assert_eq!(count("SELECT count(*) AS n FROM \"references\""), all);
    assert_eq!(count("SELECT count(*) AS n FROM paragraphs JOIN references USING (paragraph_id)"), all);
}

#[test]
fn programs_get_csv_json_and_ndjson() {
    let project = released();
    let sql = "SELECT 'a,\"b\"' AS text, '' AS empty, NULL AS nothing, 2.0 AS half, true AS yes, max(starts_on) AS last, \
               count(ordinal) AS n FROM divisions";
    let csv = answered(&project, &["--format", "csv", sql]);
    let header = "text,empty,nothing,half,yes,last,n\r\n";
    assert_eq!(csv, format!("{header}\"a,\"\"b\"\"\",\"\",,2.0,true,2018-07-04,5\r\n"));
    let expected = json!({
        "text": "a,\"b\"", "empty": "", "nothing": null, "half": 2.0, "yes": true, "last": "2018-07-04", "n": 5
    });
    let ndjson = answered(&project, &["--format", "ndjson", sql]);
    assert!(ndjson.starts_with("{\"text\":") && ndjson.ends_with(",\"n\":5}\n"), "the order of the columns: {ndjson}");
    assert_eq!(serde_json::from_str::<Value>(&ndjson).unwrap(), expected);
    for arguments in [["--format", "json", sql], ["--report", "json", sql]] {
        let json: Value = serde_json::from_str(&answered(&project, &arguments)).unwrap();
        assert_eq!(json, json!([expected]));
    }
    let none = "SELECT heading FROM divisions WHERE ordinal = 0";
    assert_eq!(
        ["csv", "json", "ndjson"].map(|form| answered(&project, &["--format", form, none])),
        ["heading\r\n", "[]\n", ""]
    );
}

#[test]
fn the_extension_of_the_file_decides_the_format() {
    let project = released();
    let sql = "SELECT addressee, count(*) AS n FROM addressees GROUP BY addressee";
    for (name, start) in
        [("a.csv", "addressee,n"), ("a.json", "[\n{"), ("a.ndjson", "{\"addressee\":"), ("a.txt", "addressee ")]
    {
        let said = answered(&project, &["--to", name, sql]);
        assert_eq!(said, format!("Wrote 10 rows to {name}\n"));
        assert!(fs::read_to_string(project.path(name)).unwrap().starts_with(start), "{name}");
    }
    assert_eq!(answered(&project, &["-q", "--to", "a.parquet", sql]), "");
    let parquet = fs::read(project.path("a.parquet")).unwrap();
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    let expected = "error: Parquet needs an output file; name it with --to\n";
    assert_eq!(refused(&project, &["--format", "parquet", sql]), expected);
    let error = refused(&project, &["--to", "missing/a.csv", sql]);
    assert!(error.starts_with("error: cannot write missing/a.csv: "), "{error}");
}

#[test]
fn the_same_question_has_the_same_answer() {
    let project = released();
    let questions = [
        "SELECT effective_modality, count(*) AS n FROM paragraphs GROUP BY effective_modality",
        "SELECT division_id, effective_modality, count(*) AS n FROM paragraphs GROUP BY ALL ORDER BY n LIMIT 7",
        "SELECT addressee FROM addressees UNION SELECT kind FROM references",
        "SELECT DISTINCT rule, method FROM references",
        "SELECT a.addressee, r.label FROM addressees a FULL JOIN paragraphs r USING (paragraph_id)",
    ];
    // Each process hashes with another seed.
    for sql in questions {
        let first = answered(&project, &[sql]);
        for _ in 0..5 {
            assert_eq!(answered(&project, &[sql]), first, "{sql}");
        }
    }
    let order = answered(
        &project,
        &["--format", "csv", "SELECT division_id FROM divisions WHERE kind = 'meeting' GROUP BY division_id"],
    );
    let meetings: Vec<String> = (1..=5).map(|meeting| format!("ctoc-cop-wg7-m{meeting}")).collect();
    assert_eq!(order, format!("division_id\r\n{}\r\n", meetings.join("\r\n")));
}

#[test]
fn a_question_comes_from_stdin_too() {
    let project = released();
    let ask = |question: &str| {
        let mut command = project.command(&["query", "--format", "csv"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(question.as_bytes()).unwrap();
        Ended::of(child.wait_with_output().unwrap())
    };
    assert_eq!(ask("-- how many\nSELECT count(ordinal) AS n\nFROM divisions;\n").stdout, "n\r\n5\r\n");
    let ended = ask(" \n");
    assert_eq!(
        (ended.code, ended.stderr.as_str()),
        (Some(2), "error: the query is empty; expected a SELECT statement\n")
    );
}

#[test]
fn every_release_with_a_file_for_each_table_can_be_queried() {
    let project = Project::small();
    project.build();
    project.replace("real.txt", "合作", "协作");
    project.build();
    let sql = "SELECT text FROM paragraphs";
    let text = |arguments: &[&str]| answered(&project, &[&["-q", "--format", "csv"], arguments].concat());
    assert_eq!(text(&[sql]), "text\r\n缔约国应当协作。\r\n");
    assert_eq!(text(&["--release", "1.0.0", sql]), "text\r\n缔约国应当合作。\r\n");
    fs::remove_file(project.path("pipeline.toml")).unwrap();
    assert_eq!(text(&["--release", "output/v1.0.0", sql]), "text\r\n缔约国应当合作。\r\n");
    let error = refused(&project, &["--release", "1.0.2", "--output", "output", sql]);
    assert_eq!(
        error,
        "error: there is no version `1.0.2` (did you mean `1.0.0` or `1.0.1`?); `unrecs log` lists all versions\n"
    );
}

#[test]
fn a_release_without_a_file_for_each_table_cannot_be_queried() {
    let project = Project::with("[\"csv\", \"ndjson\"]", "[\"json\"]");
    let sql = "SELECT * FROM divisions";
    let expected = "error: output has no release, or only yanked ones; run `unrecs build` to make one\n";
    assert_eq!(refused(&project, &[sql]), expected);
    project.build();
    let error = refused(&project, &[sql]);
    assert!(error.contains("manifest.json: it lists no file with only the rows of the table \"divisions\""), "{error}");
}

#[test]
fn an_error_in_a_query_names_the_existing_tables_and_columns() {
    let project = released();
    let error = |sql: &str| refused(&project, &[sql]);
    let table = "error: there is no table `paragaphs` (did you mean `paragraphs`?); the tables are recommendations, documents, divisions, paragraphs, addressees, \
                 references, mentions, alignments, lineage, document_lineage, subjects, votes, instruments, instrument_names, provisions, provision_names, bodies, body_names, segments, origins\n";
    assert_eq!(error("SELECT * FROM paragaphs"), table);
    for sql in ["SELECT start_on FROM divisions", "SELECT m.start_on FROM divisions m"] {
        let message = error(sql);
        let start =
            "error: there is no column `start_on` (did you mean `starts_on`?); the columns are division_id, language, ";
        assert!(message.starts_with(start), "{message}");
    }
    let joined = "FROM paragraphs JOIN divisions m USING (division_id) GROUP BY m.division_id";
    let place = |name: &str| {
        format!(
            "error: `{name}` cannot be used here; name the column with AS in every SELECT, and use that name; the ON of \
             a JOIN can only say that columns are equal, and other conditions belong in WHERE\n"
        )
    };
    let message = error(&format!("SELECT m.division_id, count(*) AS n {joined} ORDER BY m.division_id"));
    assert_eq!(message, place("m.division_id"));
    assert_eq!(error("SELECT heading FROM divisions UNION SELECT kind FROM bodies ORDER BY heading"), place("heading"));
    assert_eq!(error("SELECT 1 +"), "error: Expected: an expression, found: EOF\n");
    assert_eq!(error("SELECT shout(heading) FROM divisions"), "error: unsupported function 'shout'\n");
    assert_eq!(error("SELECT CAST(heading AS INT) FROM divisions").lines().count(), 1);
    let lists = error("SELECT array_agg(heading) AS titles FROM divisions");
    assert!(
        lists.starts_with("error: column `titles` of the result: it contains lists; expected one value per row"),
        "{lists}"
    );
    let ended = project.run(&["query", "--report", "json", "SELECT * FROM paragaphs"]);
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!((ended.code, &report["status"]), (Some(2), &"stopped".into()), "{report}");
}

#[test]
fn a_file_that_is_not_the_published_one_is_not_read() {
    let project = released();
    let table = project.path("output/v1.0.0/data/parquet/divisions.parquet");
    let mut bytes = fs::read(&table).unwrap();
    bytes[40] ^= 1;
    fs::write(&table, bytes).unwrap();
    let error = refused(&project, &["SELECT * FROM divisions"]);
    assert!(error.contains("divisions.parquet is not the file that was published: its SHA-256 is "), "{error}");
    assert_eq!(
        answered(&project, &["-q", "SELECT count(*) AS n FROM documents"]),
        "n\n-\n1\n",
        "only what is named is read"
    );
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let project = released();
    let sql = "SELECT a.text, b.text AS other FROM paragraphs a CROSS JOIN paragraphs b";
    let mut child = project.command(&["query", sql]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let head = Command::new("head").arg("-n1").stdin(child.stdout.take().unwrap()).output().unwrap();
    let ended = Ended::of(child.wait_with_output().unwrap());
    assert!(head.stdout.starts_with(b"text "), "{head:?}");
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
}

/// Joins everything with everything, which takes longer than anybody waits.
const ENDLESS: &str = "SELECT count(*) AS n FROM paragraphs a CROSS JOIN paragraphs b CROSS JOIN paragraphs c \
                       CROSS JOIN paragraphs d WHERE a.paragraph_id || b.paragraph_id || \
                       c.paragraph_id || d.paragraph_id LIKE '%1%2%3%4%5%6%7%'";

#[test]
fn a_query_that_does_not_end_in_time_is_ended() {
    let project = released();
    let begin = Instant::now();
    let error = refused(&project, &["--timeout", "1", ENDLESS]);
    let expected = "error: the query did not end within 1 second; narrow it, or allow more with --timeout\n";
    assert_eq!(error, expected);
    assert!(begin.elapsed() < Duration::from_secs(4), "{:?}", begin.elapsed());
    let json = project.run(&["query", "--report", "json", "--timeout", "1", ENDLESS]);
    assert_eq!(json.code, Some(2));
    assert_eq!(serde_json::from_str::<Value>(&json.stdout).unwrap()["status"], "stopped");
    assert_eq!(
        answered(&project, &["-q", "--timeout", "60", "SELECT count(ordinal) AS n FROM divisions"]),
        "n\n-\n5\n"
    );
    let none = project.run(&["query", "--timeout", "0", "SELECT 1"]);
    assert_eq!(none.code, Some(2));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_query_at_once() {
    use std::os::unix::process::ExitStatusExt as _;
    let project = released();
    let mut run = project.command(&["query", ENDLESS]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let begin = Instant::now();
    assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
    // A shell shows the end by this signal as 130.
    assert_eq!(run.wait().unwrap().signal(), Some(2));
    assert!(begin.elapsed() < Duration::from_secs(2));
}

#[test]
fn words_of_a_query_are_shown_escaped() {
    let project = released();
    let hostile = "a\u{1b}[31m\u{9b}2J\u{202e}\n::error::b";
    let table = answered(&project, &["-q", &format!("SELECT '{hostile}' AS a FROM divisions LIMIT 1")]);
    assert!(table.contains(r"a\u{1b}[31m\u{9b}2J\u{202e}\n::error::b"), "{table:?}");
    assert!(!table.contains(|c: char| c != '\n' && c.is_control()), "{table:?}");
    for sql in
        [format!("SELECT \"{hostile}\" FROM divisions"), format!("SELECT * FROM \"{hostile}\""), hostile.to_owned()]
    {
        let error = refused(&project, &[&sql]);
        assert!(!error.contains(|c: char| c != '\n' && (c.is_control() || c == '\u{202e}')), "{error:?}");
        assert!(!error.contains("\n::"), "{error:?}");
    }
}

#[test]
fn the_examples_of_the_help_have_answers() {
    let project = Project::with("[\"csv\", \"ndjson\"]", "[\"parquet\"]");
    let registry = Path::new(env!("CARGO_MANIFEST_DIR")).join("input/registry");
    for name in [
        "instruments.toml",
        "profiles.toml",
        "provisions/som_protocol.toml",
        "provisions/untoc.toml",
        "provisions/vccr.toml",
    ] {
        project.write(&format!("input/registry/{name}"), fs::read(registry.join(name)).unwrap());
    }
    project.build();
    let help = project.run(&["query", "--help"]).stdout;
    let quoted: Vec<&str> = help.split('"').skip(1).step_by(2).filter(|text| text.starts_with("SELECT")).collect();
    assert!(quoted.len() >= 4, "{help}");
    for sql in quoted {
        let answer = answered(&project, &["--format", "csv", sql]);
        assert!(answer.lines().count() > 1, "{sql}: {answer}");
    }
}
