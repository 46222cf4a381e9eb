//! Every file of `changes/` and every form of the comparison, in full, for one small change.

use jiff::civil::date;

use crate::compare::tests::{between, world};
use crate::compare::*;

/// One recommendation goes, one is renumbered, one is corrected, one moves up, one comes.
fn changes() -> Changes {
    let before = world(&[
        ("m1-r1", "缔约国应加入。"),
        ("m1-r2", "去"),
        ("m1-r3", "States should act, \"now\"."),
        ("m1-r5", "留"),
    ]);
    let after = world(&[
        ("m1-r1", "缔约国似宜加入。"),
        ("m1-r4", "States should act, \"now\"."),
        ("m1-r5", "留"),
        ("m1-r6", "来 *新* `x`"),
    ]);
    between(&before, &after)
}

const NAMES: Between<'_> = Between { from: "1.0.0", to: "2.0.0" };

#[test]
fn the_operations_of_a_table() {
    let ops = String::from_utf8(ops_ndjson(&changes())).unwrap();
    let units: Vec<&str> = ops.lines().filter(|line| line.contains("\"table\":\"recommendations\"")).collect();
    let expected = [
        concat!(
            r#"{"op":"DEL","table":"recommendations","key":{"recommendation_id":"m1-r2"},"before":{"recommendation_id":"m1-r2","#,
            r#""document_id":"d","parent_id":null,"number":2,"position":2,"text":"去","full_text":"去","modality":"should","#,
            r#""source_start":21},"after":null,"cause":null}"#
        ),
        concat!(
            r#"{"op":"REKEY","table":"recommendations","key":{"recommendation_id":"m1-r3"},"#,
            r#""before":{"recommendation_id":"m1-r3","number":3},"#,
            r#""after":{"recommendation_id":"m1-r4","number":4},"cause":null}"#
        ),
        concat!(
            r#"{"op":"MOD","table":"recommendations","key":{"recommendation_id":"m1-r1"},"#,
            r#""before":{"text":"缔约国应加入。","full_text":"缔约国应加入。"},"#,
            r#""after":{"text":"缔约国似宜加入。","full_text":"缔约国似宜加入。"},"cause":null}"#
        ),
        concat!(
            r#"{"op":"ADD","table":"recommendations","key":{"recommendation_id":"m1-r6"},"before":null,"#,
            r#""after":{"recommendation_id":"m1-r6","document_id":"d","parent_id":null,"number":6,"position":4,"#,
            r#""text":"来 *新* `x`","full_text":"来 *新* `x`","modality":"should","source_start":52},"cause":null}"#
        ),
    ];
    assert_eq!(units, expected);
}

#[test]
fn the_changed_fields_as_csv() {
    let csv = String::from_utf8(changes_csv(&changes())).unwrap();
    let expected = "op,table,key,field,before,after,cause\r\n\
                    DEL,recommendations,m1-r2,recommendation_id,m1-r2,,\r\n\
                    DEL,recommendations,m1-r2,document_id,d,,\r\n\
                    DEL,recommendations,m1-r2,number,2,,\r\n";
    assert!(csv.starts_with(expected), "{csv}");
    assert!(csv.contains("REKEY,recommendations,m1-r3,recommendation_id,m1-r3,m1-r4,\r\n"));
    assert!(csv.contains("DEL,addressees,m1-r2|1,position,1,,\r\n"));
    let quoted = between(&world(&[]), &world(&[("m1-r1", "a \"b\",\r\nc")]));
    let csv = String::from_utf8(changes_csv(&quoted)).unwrap();
    let formula = between(&world(&[]), &world(&[("m1-r1", "=HYPERLINK(\"x\")")]));
    let csv_of_formula = String::from_utf8(changes_csv(&formula)).unwrap();
    assert!(csv_of_formula.contains("text,,\"'=HYPERLINK(\"\"x\"\")\""), "{csv_of_formula}");
    assert!(csv.contains("ADD,recommendations,m1-r1,text,,\"a \"\"b\"\",\r\nc\",\r\n"), "{csv}");
}

#[test]
fn the_summary() {
    let summary = String::from_utf8(summary_json(&changes(), NAMES)).unwrap();
    let start = r#"{
  "changes_version": 2,
  "from": "1.0.0",
  "to": "2.0.0",
  "bump": "major",
  "reasons": [
    {
      "level": "major",
      "text": "1 row removed from recommendations"
    },
"#;
    assert!(summary.starts_with(start), "{summary}");
    let table = r#"
    {
      "table": "recommendations",
      "level": "major",
      "rows_before": 4,
      "rows_after": 4,
      "removed": 1,
      "rekeyed": 1,
      "corrected": 1,
      "added": 1,
      "provenance": 0,
      "provenance_changed": false,
      "fields": {
        "recommendation_id": 1,
        "number": 1,
        "text": 1,
        "full_text": 1
      },
      "causes": {
        "source": 0,
        "configuration": 0,
        "registry": 0,
        "program": 0,
        "unknown": 4
      }
    },"#;
    assert!(summary.contains(table), "{summary}");
    assert!(summary.contains(r#""schema": [],"#));
    let report: serde_json::Value = serde_json::from_slice(&report_json(&changes(), NAMES)).unwrap();
    assert_eq!((&report["same"], &report["bump"]), (&false.into(), &"major".into()));
    assert_eq!(report["ops"].as_array().map(Vec::len), Some(changes().ops().count()));
}

#[test]
fn the_reasons() {
    let reasons: Vec<String> =
        reasons(&changes()).into_iter().map(|reason| format!("{}: {}", reason.level.code(), reason.text)).collect();
    let expected = [
        "major: 1 row removed from recommendations",
        "major: 1 row of recommendations has another key",
        "major: 1 row removed from addressees",
        "major: 1 row of addressees has another key",
        "major: 1 row removed from references",
        "major: 1 row of references has another key",
        "minor: 1 row added to recommendations",
        "minor: 1 row added to addressees",
        "minor: 1 row added to references",
        "patch: 1 value corrected in recommendations.text",
        "patch: 1 value corrected in recommendations.full_text",
    ];
    assert_eq!(reasons, expected);
}

#[test]
fn the_comparison_for_people() {
    let show = |rows, marks| readable(&changes(), NAMES, Show { rows, marks });
    let text = show(2, Marks::Brackets);
    let expected = "
recommendations: 4 → 4 rows
  - m1-r2  去
  > m1-r3 is now m1-r4
  … and 2 more
";
    assert!(text.contains(expected), "{text}");
    assert!(text.starts_with("1.0.0 → 2.0.0: major\n  major  1 row removed from recommendations\n"), "{text}");
    let text = show(10, Marks::Brackets);
    let expected = "
  ~ m1-r1
      text, full_text: 缔约国[-应-]{+似宜+}加入。
  + m1-r6  来 *新* `x`
";
    assert!(text.contains(expected), "{text}");
    let coloured = "缔约国\u{1b}[9m\u{1b}[31m应\u{1b}[0m\u{1b}[4m\u{1b}[32m似宜\u{1b}[0m加入。";
    assert!(show(10, Marks::Colours).contains(coloured), "{:?}", show(10, Marks::Colours));
    let same = between(&world(&[]), &world(&[]));
    assert_eq!(
        readable(&same, NAMES, Show { rows: 1, marks: Marks::Brackets }),
        "1.0.0 and 2.0.0 hold the same data\n"
    );
}

#[test]
fn a_text_cannot_command_the_terminal() {
    let changes = between(&world(&[("m1-r1", "a \u{1b}[2J b\nc")]), &world(&[("m1-r1", "a \u{1b}[2J d\nc")]));
    let text = readable(&changes, NAMES, Show { rows: 1, marks: Marks::Brackets });
    assert!(text.contains("text, full_text: a \\u{1b}[2J [-b-]{+d+}↵c\n"), "{text}");
}

#[test]
fn the_section_of_the_changelog() {
    let section = changelog_section(&changes(), NAMES, date(2026, 11, 24));
    let start = "## 2.0.0 - 2026-11-24

Breaking changes since 1.0.0:

- 1 row removed from recommendations
- 1 row of recommendations has another key
";
    assert!(section.starts_with(start), "{section}");
    let rows = "
### Removed in recommendations

- `m1-r2`: 去

### Re-keyed in recommendations

- `m1-r3` is now `m1-r4`

### Changed in recommendations

- `m1-r1`
  - text, full\\_text: 缔约国<del>应</del><ins>似宜</ins>加入。

### Added in recommendations

- `m1-r6`: 来 \\*新\\* \\`x\\`
";
    assert!(section.contains(rows), "{section}");
}

/// The match that gives the codes names every kind, or it would not compile; so its text is the list.
#[test]
fn the_schema_of_the_summary_lists_every_kind_of_schema_change() {
    let arms = include_str!("../schema_changes.rs").lines().filter_map(|line| line.trim().strip_prefix("Kind::"));
    let codes: Vec<&str> = arms.filter_map(|arm| Some(arm.split_once(" => (\"")?.1.split_once("\", ")?.0)).collect();
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../docs/summary.schema.json")).unwrap();
    let mut lists = Vec::new();
    collect_lists(&schema, &mut lists);
    assert!(codes.len() > 20 && lists.contains(&codes), "{codes:?}\n{lists:?}");
}

fn collect_lists<'a>(schema: &'a serde_json::Value, lists: &mut Vec<Vec<&'a str>>) {
    if let Some(list) = schema.get("enum").and_then(|list| list.as_array()) {
        lists.push(list.iter().filter_map(|code| code.as_str()).collect());
    }
    let below = schema.as_object().into_iter().flat_map(|object| object.values());
    below.chain(schema.as_array().into_iter().flatten()).for_each(|value| collect_lists(value, lists));
}
