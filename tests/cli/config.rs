//! A configuration that is broken says where, what was found, and what exists.

use crate::project::{CONFIG, Project};

/// The whole message of `check` on a configuration with one text replaced.
fn message(old: &str, new: &str) -> String {
    let project = Project::with(old, new);
    let ended = project.run(&["check"]);
    assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
    assert!(!project.path("output").exists());
    ended.stderr
}

/// The first line of that message.
fn headline(old: &str, new: &str) -> String {
    message(old, new).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn an_unknown_key_is_shown_with_a_caret_and_the_keys_that_exist() {
    let expected = "error: pipeline.toml:2:1: unknown key `ident`; expected one of `id`, `title`, `description`, `publisher`, \
                    `license`, `keywords`, `homepage`, `contact`, `base_url`, `themes`, `frequency`, `doi`\n  |\n2 | ident = \"test\"\n  | ^^^^^\n";
    assert_eq!(message("id =", "ident ="), expected);
}

#[test]
fn every_other_mistake_is_named_where_it_stands() {
    let line = "path = \"real.txt\"\nbody = \"ctoc-cop-wg7\"\n";
    let second = format!("{line}\n[[documents]]\n");
    let cases = [
        (
            "[output]",
            "[outputs]",
            "8:2: unknown key `outputs`; expected one of `dataset`, `input`, `output`, `documents`, `severity`, `assertions`",
        ),
        (
            "[output]\n",
            "[output]\ncache = \".unrecs-cache\"\n",
            "9:1: unknown key `cache`; expected `directory` or `formats`",
        ),
        ("id = \"test\"", "id = 5", "2:6: found integer `5`; expected a string"),
        (
            "id = \"test\"",
            "id = \"Te st\"",
            "2:6: `Te st` is not a valid dataset id; expected lower-case ASCII letters and digits, joined by single hyphens",
        ),
        ("title.en = \"Test\"\n", "", "1:1: missing key `title`"),
        ("title.en", "title.zh", "3:1: missing key `en`; expected the text in English (other languages are optional)"),
        (
            "title.en = \"Test\"",
            "title = { en = \"T\", de = \"T\" }",
            "3:21: unknown language `de`; expected one of `ar`, `en`, `es`, `fr`, `ru`, `zh`",
        ),
        ("\"A test\"", "\" \"", "4:18: this text is empty; expected at least one word"),
        (
            "\"A test\"",
            "\"A \\u001b[2J\"",
            "4:18: this text contains the control character U+001B; expected plain words",
        ),
        ("\"Test\"", "\"Te\\nst\"", "3:12: this text contains the control character U+000A; expected plain words"),
        (
            "\"Tester\"",
            "\"Tes\\u202eter\"",
            "5:22: this text contains the control character U+202E; expected plain words",
        ),
        (
            "https://example.org/cc0",
            "https://example.org/\\u009b",
            "6:33: `https://example.org/\\u{9b}` is not a web address; expected one such as https://example.org/page",
        ),
        (
            "license = { name = \"CC0\", url = \"https://example.org/cc0\" }\n",
            "",
            "1:1: missing key `license`; expected `license = { name = \"…\", url = \"https://…\" }`, because unrecs never assumes a licence",
        ),
        (
            "https://example.org/cc0",
            "example.org",
            "6:33: `example.org` is not a web address; expected one such as https://example.org/page",
        ),
        (
            "\"ndjson\"",
            "\"yaml\"",
            "9:19: unknown format `yaml`; expected one of `parquet`, `csv`, `ndjson`, `xml`, `json`, `akn`, `excel`, `sqlite`, `site`",
        ),
        (
            "[\"csv\", \"ndjson\"]",
            "[]",
            "9:11: `formats` is empty; expected one of `parquet`, `csv`, `ndjson`, `xml`, `json`, `akn`, `excel`, `sqlite`, `site`",
        ),
        (
            "\"real.txt\"",
            "\"none.txt\"",
            "12:8: there is no file none.txt; paths are relative to the directory of this configuration",
        ),
        (
            "\"real.txt\"",
            "\"none/*.txt\"",
            "12:8: `none/*.txt` matches no file; paths are relative to the directory of this configuration",
        ),
        ("\"real.txt\"", "\"[z-a.txt\"", "12:8: `[z-a.txt` is not a valid glob: invalid range pattern"),
        ("\"real.txt\"", "\"input\"", "12:8: input is a directory; expected a file, or a glob such as `input/*.txt`"),
        (
            "\"ctoc-cop-wg7\"",
            "\"wg7\"",
            "13:8: unknown body `wg7`; expected one of `ctoc-cop-wg7`, `who`, `wco`, `wto`, `un-women` or another of the 106 there are, or a new entry in bodies.toml",
        ),
        (line, "path = \"real.txt\"\n", "11:1: missing key `body`"),
        (
            line,
            &format!("{line}language = \"de\"\n"),
            "14:12: unknown language `de`; expected one of `ar`, `en`, `es`, `fr`, `ru`, `zh`",
        ),
        (
            line,
            &format!("{line}class = \"law\"\n"),
            "14:9: unknown class `law`; expected one of `compilation`, `resolution`, `decision`, `statement`, `report`, `other`",
        ),
        (
            line,
            &format!("{line}id = \"a_b\"\n"),
            "14:6: `a_b` is not a valid document id; expected lower-case ASCII letters and digits, joined by single hyphens",
        ),
        (
            line,
            &format!("{line}symbol = \"3/12\"\n"),
            "14:10: \"3/12\" is not a UN document symbol; expected parts between slashes, such as CTOC/COP/WG.7/2019/4",
        ),
        (line, &format!("{second}{line}"), "16:8: real.txt is listed twice, first on line 12"),
        (
            line,
            &format!("{line}[assertions.tables.cats]\nmin = 1\n"),
            "14:20: `cats` is not a table with rows from the documents; expected one of `documents`, `meetings`, `divisions`, `recommendations`, `paragraphs`, `addressees`, `references`, `mentions`, `segments`",
        ),
        (
            line,
            &format!("{line}[assertions.tables]\nmeetings = {{ min = 3, max = 2 }}\n"),
            "15:12: `min` is 3 but `max` is 2; expected `min` to be at most `max`",
        ),
        (
            line,
            &format!("{line}[assertions.tables]\nmeetings = {{}}\n"),
            "15:12: this assertion is empty; expected `min`, `max` or both",
        ),
        (
            line,
            &format!("{line}[assertions.meetings]\nwg7-m1 = {{}}\n"),
            "15:1: `wg7-m1` is not a meeting id `<body>-m<ordinal>`; for the body, expected one of `ctoc-cop-wg7`, `who`, `wco`, `wto`, `un-women` or another of the 106 there are",
        ),
        ("\"Tester\" }", "\"Tester\"", "6:1: not valid TOML: missing comma between key-value pairs, expected `,`"),
    ];
    for (old, new, expected) in cases {
        let (told, expected) = (headline(old, new), format!("error: pipeline.toml:{expected}"));
        assert_eq!(told, expected);
    }
}

#[test]
fn an_unknown_rule_is_answered_with_the_rules_that_exist() {
    let start = "[[documents]]";
    let told = headline(start, "[severity]\nno-such-rule = \"error\"\n\n[[documents]]");
    assert!(told.starts_with("error: pipeline.toml:12:1: unknown rule `no-such-rule`; expected one of `"), "{told}");
    assert!(told.contains("`no-meeting`"), "{told}");
}

#[test]
fn the_severity_of_a_fixed_rule_cannot_be_changed() {
    let told = headline("[[documents]]", "[severity]\ncontrol-character = \"off\"\n\n[[documents]]");
    let start = "error: pipeline.toml:12:1: the severity of rule `control-character` is fixed; expected one of `";
    assert!(told.starts_with(start), "{told}");
}

#[test]
fn an_unknown_severity_is_answered_with_those_that_exist() {
    let told = headline("[[documents]]", "[severity]\nplace-missing = \"fatal\"\n\n[[documents]]");
    let expected =
        "error: pipeline.toml:12:17: unknown severity `fatal`; expected one of `error`, `warning`, `note`, `off`";
    assert_eq!(told, expected);
}

#[test]
fn a_glob_cannot_have_an_id_or_match_files_with_one_id() {
    let project = Project::with("path = \"real.txt\"", "path = \"in/*/*.txt\"\nid = \"a\"");
    project.write("in/1/a.txt", "1. States parties should cooperate.\n");
    project.write("in/2/A.txt", "1. States parties should cooperate.\n");
    let told = project.run(&["check"]).stderr;
    assert!(
        told.starts_with("error: pipeline.toml:13:6: `id` applies to one document, but in/*/*.txt matches 2 files\n"),
        "{told}"
    );
    project.write("pipeline.toml", CONFIG.replace("real.txt", "in/*/*.txt"));
    let told = project.run(&["check"]).stderr;
    let expected = "error[duplicate-identifier]: the identifier a is taken by in/1/a.txt:1\n --> in/2/A.txt:1:1\n";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn a_name_without_ascii_letters_needs_an_id() {
    let project = Project::with("real.txt", "建议.txt");
    project.write("建议.txt", "");
    let expected = "error: pipeline.toml:12:8: cannot make an id from the file name 建议.txt; expected a separate entry with an `id`\n   \
                    |\n12 | path = \"建议.txt\"\n   |        ^^^^^^^^^^\n";
    assert_eq!(project.run(&["check"]).stderr, expected);
}

#[test]
fn a_configuration_without_documents_says_what_is_missing() {
    let project = Project::new();
    let (head, _) = CONFIG.split_once("[[documents]]").unwrap();
    project.write("pipeline.toml", head);
    let told = project.run(&["check"]).stderr;
    let expected = "error: pipeline.toml:1:1: no documents are listed; expected at least one `[[documents]]` with a `path` and a `body`\n";
    assert!(told.starts_with(expected), "{told}");
}

#[test]
fn a_configuration_that_cannot_be_read_is_named() {
    let project = Project::new();
    let ended = project.run(&["check", "--config", "other.toml"]);
    assert_eq!(ended.code, Some(2));
    assert_eq!(ended.stderr, "error: other.toml: cannot read this file: No such file or directory (os error 2)\n");
    project.write("pipeline.toml", b"a = \"\xFF\"");
    let expected = "error: pipeline.toml: cannot read this file: the byte at offset 5 is not UTF-8; expected a text file in UTF-8\n";
    assert_eq!(project.run(&["check"]).stderr, expected);
}

#[test]
fn a_mistake_in_the_registry_names_the_registry() {
    let project = Project::new();
    project.write("input/registry/bodies.toml", "[[bodies]]\nid = \"a\"\nkind = \"organ\"\nnam.en = \"A\"\n");
    let told = project.run(&["check"]).stderr;
    let expected = "error: input/registry/bodies.toml:4:1: unknown key `nam`; expected one of `id`, `kind`, `name`, \
                    `names`, `inflected`, `mention`, `symbol_prefix`, `iri`\n";
    assert!(told.starts_with(expected), "{told}");
}
