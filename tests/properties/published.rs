//! Words that formats stumble over come back equal from every format, or nothing is published.

use std::fs;

use proptest::prelude::*;
use unrecs::{config, pipeline};
use unrecs_dataset::release::{PublishMode, Published, Session};
use unrecs_dataset::verify::Against;
use unrecs_dataset::{compare, verify};
use unrecs_text::finding::Severity;

use crate::project::{FORMATS, ONE_BODY, Project};

/// Pieces with a meaning to some format: formulas, quotes, separators, markup, escapes, right-to-left text, what is beyond the Basic
/// Multilingual Plane, what looks like a break, and a control character.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "=",
        "+",
        "-",
        "@",
        "=1+1",
        "\"",
        "\"\"",
        "'",
        ",",
        ";",
        "|",
        "&",
        "&amp;",
        "&#10;",
        "<",
        ">",
        "]]>",
        "<!--",
        "</text>",
        "<?x?>",
        "{}",
        "%s",
        "$x",
        "NULL",
        "null",
        "NaN",
        "true",
        "0012",
        "1e5",
        "2012-05-30",
        "_x0041_",
        "\u{2028}",
        "\u{2029}",
        "\u{85}",
        "\u{FEFF}",
        "\t",
        " ",
        "  ",
        "缔约国应合作",
        "should act",
        "שלום",
        "مرحبا",
        "\u{202E}",
        "\u{200F}",
        "𠀀",
        "😀",
        "e\u{301}",
        "\u{10FFFF}",
        "\u{1}",
    ])
}

/// The words of a recommendation: what a text can hold when white space round it is gone.
fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..8).prop_map(|pieces| format!("词{}词", pieces.concat()))
}

/// The same at the very beginning of a cell.
fn bare_words() -> impl Strategy<Value = String> {
    let first =
        proptest::sample::select(vec!["=", "+1", "-1 x", "@x", "=cmd|' /C calc'!A0", "'", "\"", "NULL", "0012"]);
    (first, words()).prop_map(|(first, rest)| format!("{first}{rest}"))
}

/// What came of publishing a document: the texts as NDJSON has them where a release was written, and whether findings kept it back.
fn published(texts: &[String]) -> Result<Vec<String>, usize> {
    let project = Project::with(FORMATS, "");
    project.replace("pipeline.toml", "[[documents]]", "[severity]\nunbalanced-brackets = \"note\"\n\n[[documents]]");
    let lines = texts.iter().enumerate().map(|(at, text)| format!("{}. {text}\n", at + 1));
    project.write("input/registry/bodies.toml", ONE_BODY);
    let heading = "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n";
    project.write("real.txt", format!("{heading}{}", lines.collect::<String>()));
    let config = config::load(&project.path("pipeline.toml")).unwrap();
    let session = Session::begin(&config.output, PublishMode::Publish { at_most: compare::Bump::Major }).unwrap();
    let outcome = pipeline::build(session, &config, jiff::Timestamp::UNIX_EPOCH, &|_| ()).unwrap();
    let Some(Published::Released { directory, .. }) = outcome.published else {
        assert!(!config.output.join("latest.json").exists());
        return Err(outcome.validated.count(Severity::Error));
    };
    let against = Against { sources: &project.path(""), program: &pipeline::generator() };
    let report = verify::directory(&directory, against).unwrap();
    let differences: Vec<_> = report.releases.iter().flat_map(|release| &release.differences).collect();
    assert!(differences.is_empty(), "{differences:?}");
    let rows = fs::read_to_string(directory.join("data/ndjson/paragraphs.ndjson")).unwrap();
    let text =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    Ok(rows.lines().map(text).collect())
}

proptest! {
    #![proptest_config(super::config(48))]

    #[test]
    fn every_cell_comes_back_equal_or_is_refused(texts in prop::collection::vec(prop_oneof![words(), bare_words()], 1..12)) {
        let forbidden = texts.iter().any(|text| text.contains('\u{1}'));
        match published(&texts) {
            Ok(found) => {
                prop_assert!(!forbidden);
                prop_assert_eq!(found, texts);
            }
            Err(errors) => prop_assert!(errors > 0 && forbidden, "{errors} errors for {texts:?}"),
        }
    }
}
