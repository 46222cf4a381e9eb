//! Rules about the code that a machine can check: data flows one way, one place reads and one writes, every file says what it is.
//!
//! Each rule is a function from the text of a file to what is wrong with it, and each is shown to find what it looks for.

use std::collections::BTreeSet;
use std::fs;

use unrecs_dataset::describe::STANDARDS;
use unrecs_dataset::export::FORMATS;
use unrecs_text::language::languages;
use unrecs_text::resolve::Method;
use unrecs_text::validate::RULES;

mod files;
mod rules;

use files::{File, collect, everything, program, root};
use rules::*;

#[test]
fn imports_flow_one_way() {
    check(&program(), backward_imports);
    let file = |path: &str, text: &str| backward_imports(&File { path: path.to_owned(), text: text.to_owned() });
    let (text, dataset) = ("crates/unrecs-text/src", "crates/unrecs-dataset/src");
    assert_eq!(file(&format!("{text}/parse/mod.rs"), "use crate::normalize::Unit;").len(), 1);
    assert_eq!(file(&format!("{text}/value/date.rs"), "fn f() { crate::parse::parse() }").len(), 1);
    assert_eq!(file(&format!("{dataset}/tables/mod.rs"), "use crate::{export::Sink, input, release};").len(), 2);
    assert_eq!(file(&format!("{dataset}/tables/mod.rs"), "use crate::{\n    input,\n    release,\n};").len(), 1);
    assert_eq!(file("src/pipeline.rs", "use crate::report;").len(), 1);
    assert_eq!(file(&format!("{dataset}/release/mod.rs"), "use super::super::cli;").len(), 1);
    let fine = "use crate::dataset::Dataset;\n// crate::verify is above\nuse crate::release::x;";
    assert!(file(&format!("{dataset}/release/mod.rs"), fine).is_empty());
}

#[test]
fn every_module_has_its_place_in_the_flow() {
    for order in CRATES {
        let library = fs::read_to_string(root().join(order.sources).join("lib.rs")).unwrap();
        let declared = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
        let declared: BTreeSet<_> = declared.collect();
        assert_eq!(declared, order.modules.iter().copied().collect(), "{}", order.sources);
    }
}

#[test]
fn files_are_read_and_written_in_few_places() {
    check(&program(), files_touched);
    let file = |path: &str, text: &str| files_touched(&File { path: path.to_owned(), text: text.to_owned() });
    assert_eq!(file("crates/unrecs-dataset/src/export/csv.rs", "use std::fs;").len(), 1);
    assert_eq!(file("crates/unrecs-dataset/src/export/csv.rs", "use std::{fs::File, io};").len(), 1);
    assert_eq!(file("crates/unrecs-dataset/src/input.rs", "std::fs::write(path, text)").len(), 1);
    assert_eq!(file("crates/unrecs-dataset/src/export/csv.rs", "use tempfile::NamedTempFile;").len(), 1);
    assert!(file("crates/unrecs-dataset/src/export/excel/mod.rs", "use tempfile::NamedTempFile;").is_empty());
    assert_eq!(file("crates/unrecs-dataset/src/export/excel/mod.rs", "use std::fs;").len(), 1);
    assert!(file("crates/unrecs-dataset/src/verify/disk.rs", "std::fs::read_dir(path)").is_empty());
    assert_eq!(file("crates/unrecs-dataset/src/verify/disk.rs", "std::fs::File::create(path)").len(), 1);
    assert_eq!(file("crates/unrecs-dataset/src/verify/files.rs", "std::fs::File::open(path)").len(), 1);
    assert!(file("crates/unrecs-dataset/src/release/staging.rs", "use std::fs::{self, File};").is_empty());
    assert_eq!(file("crates/unrecs-text/src/source.rs", "std::fs::read(path)").len(), 1);
}

#[test]
fn files_that_are_there_are_opened_in_one_place() {
    check(&program(), files_opened);
    let file = |path: &str, text: &str| files_opened(&File { path: path.to_owned(), text: text.to_owned() });
    let pointers = "crates/unrecs-dataset/src/release/store/pointers.rs";
    for text in ["fs::read(path)", "std::fs::File::open(path)", "fs::read_to_string(path)"] {
        assert_eq!(file(pointers, text).len(), 1, "{text}");
    }
    assert!(file(pointers, "plain_file::read(path, Links::Refuse, LARGEST)").is_empty());
    assert!(file("crates/unrecs-dataset/src/plain_file.rs", "File::open(path)").is_empty());
}

#[test]
fn every_word_is_shown_through_the_door() {
    check(&program(), words_beside_the_door);
    let file = |path: &str, text: &str| words_beside_the_door(&File { path: path.to_owned(), text: text.to_owned() });
    for text in [
        "println!(\"{name}\");",
        "eprint!(\"{name}\");",
        "dbg!(name);",
        "writeln!(std::io::stdout(), \"{name}\")",
        "use std::io::stderr as other;",
        "std::io::Stderr",
        "use anstream::AutoStream;",
        "let args = Args::parse();",
        "error.exit()",
        "error.print()",
        "std::fs::write(\"/dev/tty\", name)",
        "ProgressBar::new(1)",
        "door.styled(Stream::Out, name)",
        "door\n    .data(name)",
    ] {
        assert_eq!(file("src/cli/log.rs", text).len(), 1, "{text}");
        assert_eq!(file("crates/unrecs-text/src/parse/mod.rs", text).len(), 1, "{text}");
    }
    assert!(file("src/report/door.rs", "std::io::stdout().lock()").is_empty());
    assert!(file("src/cli/diff.rs", "door.styled(Stream::Out, text)").is_empty());
    assert!(file("src/cli/log.rs", "door.lines(Stream::Out, lines)\n// println! is not used\n").is_empty());
}

#[test]
fn every_file_says_what_it_is() {
    check(&everything(), header);
    let file = |text: &str| header(&File { path: String::new(), text: text.to_owned() });
    assert_eq!([file("use a;").len(), file("//!\n").len(), file("//! no full stop\nuse a;").len()], [1, 1, 1]);
    assert!(file("//! What it is.\n\nuse a;").is_empty() && file("//! What\n//! it is.\n").is_empty());
}

#[test]
fn no_file_is_long() {
    check(&everything(), length);
    let lines = |count: usize| length(&File { path: String::new(), text: "x\n".repeat(count) });
    assert_eq!((lines(399).len(), lines(400).len()), (0, 1));
}

#[test]
fn nothing_is_named_for_what_it_is_not() {
    check(&everything(), vague_name);
    let file = |path: &str| vague_name(&File { path: path.to_owned(), text: String::new() }).len();
    assert_eq!([file("src/util.rs"), file("src/parse/utils/mod.rs"), file("src/futility.rs")], [1, 1, 0]);
}

#[test]
fn functions_take_few_parameters_and_no_bare_truth_value() {
    check(&program(), parameters);
    let file = |text: &str| parameters(&File { path: String::new(), text: text.to_owned() }).len();
    assert_eq!(file("fn f<T: Fn(u8) -> u8>(a: u8, b: u8, c: u8, d: u8, e: u8) {}"), 1);
    assert_eq!(file("pub fn f(\n    strict: bool,\n) {}"), 1);
    assert_eq!(file("fn f(&mut self, a: (u8, u8), b: &[u8], c: [u8; 2], d: Map<u8, u8>) -> bool {}"), 0);
}

#[test]
fn nothing_unwraps_outside_tests() {
    check(&program(), unwraps);
    let file = |text: &str| unwraps(&File { path: String::new(), text: text.to_owned() }).len();
    assert_eq!(file("fn f() { a.unwrap() }"), 1);
    assert_eq!(file("fn f() { a.expect(\"a value\") }\n// a.unwrap()\n"), 1);
    assert_eq!(file("fn f() { a.expect(\"the loop above put it there\") }"), 0);
    assert_eq!(
        file("/// Why it cannot fail.\nfn f() { a.unwrap_or(1) }\n#[cfg(test)]\nmod tests {\n a.unwrap()\n}\n"),
        0
    );
}

#[test]
fn internal_types_are_not_serialized() {
    check(&program(), serialized);
    let file = |path: &str| serialized(&File { path: path.to_owned(), text: "#[derive(Serialize)]".to_owned() }).len();
    assert_eq!([file("src/normalize/mod.rs"), file("src/value/date.rs"), file("src/release/manifest.rs")], [1, 1, 0]);
}

#[test]
fn the_lists_name_every_file() {
    let rules = RULES.iter().map(|rule| rule.code.replace('-', "_"));
    assert_eq!(modules("crates/unrecs-text/src/validate/rules"), rules.collect::<BTreeSet<_>>());
    let formats: BTreeSet<_> = FORMATS.iter().map(|format| format.name.to_owned()).collect();
    assert_eq!(declaring("crates/unrecs-dataset/src/export", "const FORMAT: Format"), formats);
    let standards: BTreeSet<_> = STANDARDS.iter().map(|standard| standard.name.to_owned()).collect();
    assert_eq!(declaring("crates/unrecs-dataset/src/describe", "const STANDARD: Standard"), standards);
    // Every step of the decision list, the last of which finds nothing, what they all see, and what steps share.
    let steps = Method::ALL.iter().map(|method| method.code()).chain(["abstain", "scene", "supplements", "year"]);
    assert_eq!(modules("crates/unrecs-text/src/resolve/rules"), steps.map(str::to_owned).collect::<BTreeSet<_>>());
    let languages: BTreeSet<_> = languages().iter().map(|language| language.tag.to_owned()).collect();
    let folders = fs::read_dir(root().join("crates/unrecs-text/languages")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(folders.collect::<BTreeSet<_>>(), languages);
}

/// Applies a rule to files and shows all that it found.
fn check(files: &[File], rule: fn(&File) -> Vec<String>) {
    assert!(files.len() > 10, "there are more files than that");
    let found: Vec<_> =
        files.iter().flat_map(|file| rule(file).into_iter().map(|what| format!("{}: {what}", file.path))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Names of the files of a folder, without `mod`.
fn modules(folder: &str) -> BTreeSet<String> {
    declaring(folder, "")
}

/// Names of the files of a folder that hold a text; a module with files of its own is named as its folder is.
fn declaring(folder: &str, text: &str) -> BTreeSet<String> {
    let mut files = Vec::new();
    collect(&root().join(folder), &mut files);
    let name = |file: &File| {
        let path = file.path.strip_suffix("/mod.rs").unwrap_or(file.path.trim_end_matches(".rs"));
        (path != folder).then(|| path.rsplit('/').next().unwrap_or(path).to_owned())
    };
    files.iter().filter(|file| file.text.contains(text)).filter_map(name).collect()
}
