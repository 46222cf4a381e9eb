//! Runs every folder of `tests/cases`: what a document becomes, what is found wrong with it, and the laws that hold for every document.
//!
//! A case is a folder with its input, what is published of it, and, where it needs one, a `case.toml`. What is published is one
//! `expected.txt`, or a file for each table in `expected/` where the document is long. `UPDATE=1` in the environment rewrites it; the
//! difference is for a person to review. A `.tsv` file is a table as a person read it in the document, and nothing rewrites it. A folder
//! under `faulty` begins with the code of the rule that must find it. A folder under `versions` has what changes in a dataset, and all
//! that the next release says of it.

pub mod akn;
mod case;
pub mod laws;
mod published;
mod reading;
pub mod registry;
mod schema_1;
mod tree;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use case::{Case, Kind};
use unrecs_text::finding::Severity;
use unrecs_text::validate::{RULES, Validated};

#[test]
fn every_case_becomes_what_is_expected() {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut differences = Vec::new();
    for case in case::all() {
        let written = case.written(&published::groups(case.run()));
        if update {
            case.expect(&written);
        }
        let expected = case.expected();
        for name in expected.keys().chain(written.keys()).collect::<BTreeSet<_>>() {
            let text = |files: &BTreeMap<String, String>| files.get(name).cloned().unwrap_or_default();
            let difference = difference(&text(&expected), &text(&written));
            differences.extend(difference.map(|difference| format!("{}/{name}\n{difference}", case.name)));
        }
    }
    assert!(differences.is_empty(), "UPDATE=1 accepts these differences:\n\n{}", differences.join("\n"));
}

#[test]
fn every_row_is_the_one_that_a_person_has_read() {
    let mut differences = Vec::new();
    let mut readings = 0;
    for case in case::all() {
        for (table, read) in case.readings() {
            let found = reading::of(&case.run(), &table, &read);
            let difference = difference(&read, &found);
            differences.extend(difference.map(|difference| format!("{}/{table}.tsv\n{difference}", case.name)));
            readings += 1;
        }
    }
    assert!(readings > 0 && differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_change_gives_the_version_that_is_expected() {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../docs/summary.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut differences = Vec::new();
    let first = versions::first();
    for (folder, case) in versions::all() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let found = case.run(&first, &name);
        let summary: serde_json::Value = serde_json::from_slice(&found["summary.json"]).unwrap();
        let errors: Vec<_> = schema.iter_errors(&summary).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let expected = folder.join("expected");
        if update {
            let _ = std::fs::remove_dir_all(&expected);
            std::fs::create_dir(&expected).unwrap();
            found.iter().for_each(|(file, bytes)| std::fs::write(expected.join(file), bytes).unwrap());
        }
        let there = std::fs::read_dir(&expected).into_iter().flatten().map(|file| file.unwrap().file_name());
        let there: BTreeSet<_> = there.map(|file| file.into_string().unwrap()).collect();
        assert_eq!(there, found.keys().cloned().collect(), "{name}: the files expected");
        for (file, bytes) in found {
            let expected = std::fs::read_to_string(expected.join(&file)).unwrap();
            let difference = difference(&expected, &String::from_utf8(bytes).unwrap());
            differences.extend(difference.map(|difference| format!("versions/{name}/{file}\n{difference}")));
        }
    }
    assert!(differences.is_empty(), "UPDATE=1 accepts these differences:\n\n{}", differences.join("\n"));
}

/// The lines that differ, with their neighbours: `-` was expected, `+` came out.
fn difference(expected: &str, found: &str) -> Option<String> {
    let lines = similar::TextDiff::from_lines(expected, found);
    (expected != found).then(|| lines.unified_diff().context_radius(2).header("expected", "found").to_string())
}

#[test]
fn a_difference_shows_both_lines() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    let shown = difference("a\nb\nc\n", "a\nx\nc\n").unwrap();
    assert!(shown.contains("\n-b\n+x\n"), "{shown}");
}

#[test]
fn a_clean_case_has_no_error_and_no_warning() {
    let mut noisy = Vec::new();
    for case in case::all().into_iter().filter(|case| case.kind == Kind::Clean) {
        let validated = case.run();
        let loud = validated.findings().iter().filter(|finding| finding.severity != Severity::Note);
        noisy.extend(loud.map(|finding| format!("{}: {} {}", case.name, finding.code, finding.message)));
    }
    assert!(noisy.is_empty(), "{}", noisy.join("\n"));
}

#[test]
fn a_faulty_case_is_found_by_the_rule_in_its_name() {
    let mut missed = Vec::new();
    for case in case::all().into_iter().filter(|case| case.kind == Kind::Faulty) {
        let found: BTreeSet<_> = case.run().findings().iter().map(|finding| finding.code).collect();
        if case.rule().is_none_or(|rule| !found.contains(rule)) {
            missed.push(format!("{}: found only {found:?}", case.name));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_rule_has_a_faulty_case() {
    let cases = case::all();
    let covered: BTreeSet<_> = cases.iter().filter(|case| case.kind == Kind::Faulty).filter_map(Case::rule).collect();
    // No document can break these: that would be a fault of the program, and they are laws below.
    let laws = ["segments-tile", "unaccounted-reference"];
    let rules: BTreeSet<_> = RULES.iter().map(|rule| rule.code).filter(|code| !laws.contains(code)).collect();
    assert_eq!(covered, rules);
}

#[test]
fn the_laws_hold_for_every_case() {
    for case in case::all() {
        let validated = case.run();
        for resolved in validated.documents() {
            laws::references_stand_in_the_text(resolved);
            akn::hold(resolved);
            let document = resolved.normalized();
            laws::nothing_is_lost(document);
            laws::texts_come_from_the_source(document);
            laws::normalizing_again_changes_nothing(document);
            laws::findings_have_a_place(&validated);
        }
        assert_eq!(published::groups(validated), published::groups(case.run()), "{}: two runs differ", case.name);
    }
}

#[test]
fn the_schema_of_akoma_ntoso_refuses_what_is_broken() {
    let case = case::all().into_iter().find(|case| case.name == "clean/real-document").unwrap();
    let good = akn::file(&case.run().documents()[0]).unwrap();
    akn::is_valid(&good);
    for (whole, broken) in [
        ("eId=\"sec_I__para_2\"", "eId=\"sec_I__para_1\""),
        ("<paragraph ", "<foo/><paragraph "),
        ("<docDate date=\"2019-06-21\"", "<docDate date=\"21 June 2019\""),
        ("<FRBRcountry value=\"un\"/>", ""),
        (" href=", " hrefs="),
    ] {
        let bad = good.replacen(whole, broken, 1);
        assert_ne!(bad, good);
        assert!(!akn::schema_errors(&bad).is_empty(), "{broken}");
    }
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    type Rewriting = fn(&str) -> String;
    let line_feeds: Rewriting = |text| text.replace("\r\n", "\n");
    let carriage_returns: Rewriting = |text| text.replace("\r\n", "\n").replace('\n', "\r\n");
    let marked: Rewriting = |text| format!("\u{FEFF}{}", text.trim_start_matches('\u{FEFF}'));
    let unmarked: Rewriting = |text| text.trim_start_matches('\u{FEFF}').to_owned();
    for case in case::all() {
        let values = |rewritten: Rewriting| published::values(&case.run_on(rewritten));
        assert_eq!(values(line_feeds), values(carriage_returns), "{}: line ends", case.name);
        assert_eq!(values(marked), values(unmarked), "{}: byte order mark", case.name);
    }
}

#[test]
fn the_order_of_the_documents_does_not_matter() {
    let sorted = |validated: &Validated<'_>| {
        let mut groups = published::values(validated);
        groups.insert("segments", published::segments(validated));
        groups.values_mut().for_each(|lines| lines.sort());
        groups
    };
    for case in case::all() {
        assert_eq!(sorted(&case.run()), sorted(&case.run_backward()), "{}", case.name);
    }
}
