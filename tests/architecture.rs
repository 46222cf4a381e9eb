//! Rules about the code that a machine can check: data flows one way, one place reads and one writes, every file says what it is.
//!
//! Each rule is a function from the text of a file to what is wrong with it, and each is shown to find what it looks for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use unrecs::export::FORMATS;
use unrecs::language::LANGUAGES;
use unrecs::resolve::Method;
use unrecs::validate::RULES;

/// What lies below the stages, from the bottom up: each may use those before it.
const BELOW: [&str; 6] = ["value", "dataset", "finding", "toml_file", "language", "registry"];

/// The stages, in the order of the flow: each may use those before it, and all that lies below. Between what is exported and
/// what is released stand the digest of the one, the reading back of the other, and the comparison of the two; behind them, the proof.
const STAGES: [&str; 12] = [
    "source",
    "parse",
    "normalize",
    "resolve",
    "validate",
    "tables",
    "export",
    "content",
    "readback",
    "compare",
    "release",
    "verify",
];

/// What lies above the stages, from the bottom up: each may use everything before it.
const ABOVE: [&str; 3] = ["pipeline", "report", "cli"];

/// The configuration stands beside the stages: it checks names against these.
const CONFIG_USES: [&str; 4] = ["normalize", "validate", "tables", "export"];

/// Where files are read. `verify` reads releases of anybody, in one place that lists them first and opens what it has listed.
const READERS: [&str; 4] = ["src/source.rs", "src/registry/", "src/config/", "src/verify/disk.rs"];

/// What readers may ask of the file system.
const READS: [&str; 5] =
    ["std::fs::read(", "std::fs::read_dir(", "std::fs::metadata(", "std::fs::canonicalize(", "std::fs::File::open("];

/// Where files are written.
const WRITER: &str = "src/release/";

/// Adds lines to the file in which a workflow of GitHub Actions collects them, and touches no other.
const APPENDER: &str = "src/cli/github_output.rs";

/// One Rust file.
struct File {
    /// From the root of the repository, with `/`.
    path: String,
    text: String,
}

#[test]
fn imports_flow_one_way() {
    check(&program(), backward_imports);
    let file = |path: &str, text: &str| backward_imports(&File { path: path.to_owned(), text: text.to_owned() });
    assert_eq!(file("src/parse/mod.rs", "use crate::normalize::Unit;").len(), 1);
    assert_eq!(file("src/value/date.rs", "fn f() { crate::parse::parse() }").len(), 1);
    assert_eq!(file("src/tables/mod.rs", "use crate::{config::Dataset, value::Date, release};").len(), 2);
    assert_eq!(file("src/tables/mod.rs", "use crate::{\n    value::Date,\n    release,\n};").len(), 1);
    assert_eq!(file("src/pipeline.rs", "use crate::report;").len(), 1);
    assert_eq!(file("src/release/mod.rs", "use super::super::cli;").len(), 1);
    assert!(
        file("src/release/mod.rs", "use crate::dataset::Dataset;\n// crate::cli is above\nuse crate::release::x;")
            .is_empty()
    );
}

#[test]
fn every_module_has_its_place_in_the_flow() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<_> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let placed: BTreeSet<_> = BELOW.into_iter().chain(STAGES).chain(ABOVE).chain(["config"]).collect();
    assert_eq!(declared, placed);
}

#[test]
fn files_are_read_in_few_places_and_written_in_one() {
    check(&program(), files_touched);
    let file = |path: &str, text: &str| files_touched(&File { path: path.to_owned(), text: text.to_owned() });
    assert_eq!(file("src/export/csv.rs", "use std::fs;").len(), 1);
    assert_eq!(file("src/export/csv.rs", "use std::{fs::File, io};").len(), 1);
    assert_eq!(file("src/source.rs", "std::fs::write(path, text)").len(), 1);
    assert!(file("src/source.rs", "std::fs::read(path)").is_empty());
    assert!(file("src/verify/disk.rs", "std::fs::File::open(path)").is_empty());
    assert_eq!(file("src/verify/disk.rs", "std::fs::File::create(path)").len(), 1);
    assert_eq!(file("src/verify/files.rs", "std::fs::File::open(path)").len(), 1);
    assert!(file("src/release/staging.rs", "use std::fs::{self, File};").is_empty());
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
    assert_eq!(modules("src/validate/rules"), rules.collect::<BTreeSet<_>>());
    let formats: BTreeSet<_> = FORMATS.iter().map(|format| format.name.to_owned()).collect();
    assert_eq!(declaring("src/export", "const FORMAT: Format"), formats);
    // Every step of the decision list, the last of which finds nothing, what they all see, and what steps share.
    let steps = Method::ALL.iter().map(|method| method.code()).chain(["abstain", "scene", "supplements", "year"]);
    assert_eq!(modules("src/resolve/rules"), steps.map(str::to_owned).collect::<BTreeSet<_>>());
    let languages: BTreeSet<_> = LANGUAGES.iter().map(|language| language.tag.to_owned()).collect();
    assert_eq!(declaring("src/language", ": Language = Language {"), languages);
}

/// Applies a rule to files and shows all that it found.
fn check(files: &[File], rule: fn(&File) -> Vec<String>) {
    assert!(files.len() > 10, "there are more files than that");
    let found: Vec<_> =
        files.iter().flat_map(|file| rule(file).into_iter().map(|what| format!("{}: {what}", file.path))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of the repository.
fn everything() -> Vec<File> {
    let mut files = Vec::new();
    ["src", "tests", "benches", "fuzz/fuzz_targets", "examples"]
        .into_iter()
        .for_each(|folder| collect(&root().join(folder), &mut files));
    files
}

/// The files of the program that are not tests.
fn program() -> Vec<File> {
    let mut files = Vec::new();
    collect(&root().join("src"), &mut files);
    // Modules that are declared for tests alone.
    let tests = ["src/export/samples.rs"];
    files.retain(|file| !file.path.ends_with("/tests.rs") && !tests.contains(&file.path.as_str()));
    files
}

fn collect(path: &Path, files: &mut Vec<File>) {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| collect(entry, files));
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        let shown = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        files.push(File { path: shown, text: fs::read_to_string(path).unwrap() });
    }
}

/// The code of a file without comments, and without the tests at its end.
fn code(file: &File) -> String {
    let end = file.text.find("#[cfg(test)]\nmod ").unwrap_or(file.text.len());
    let comment = |line: &&str| !line.trim_start().starts_with("//");
    file.text[..end].lines().filter(comment).map(|line| format!("{line}\n")).collect()
}

/// The module of the program that a file belongs to.
fn module(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

fn may_use(module: &str) -> Vec<&'static str> {
    let before = |list: &[&'static str]| list.iter().copied().take_while(|&one| one != module).collect::<Vec<_>>();
    match module {
        "lib" | "main" => BELOW.into_iter().chain(STAGES).chain(ABOVE).chain(["config"]).collect(),
        "config" => BELOW.into_iter().chain(CONFIG_USES).collect(),
        _ if BELOW.contains(&module) => before(&BELOW),
        _ if STAGES.contains(&module) => BELOW.into_iter().chain(before(&STAGES)).collect(),
        _ => BELOW.into_iter().chain(STAGES).chain(["config"]).chain(before(&ABOVE)).collect(),
    }
}

fn backward_imports(file: &File) -> Vec<String> {
    let (own, code) = (module(&file.path), code(file));
    let allowed = may_use(own);
    let used = code.match_indices("crate::").flat_map(|(at, found)| first_names(&code[at + found.len()..]));
    let backward = used.filter(|name| *name != own && !allowed.contains(name));
    let mut wrong: Vec<_> = backward.map(|name| format!("{own} uses {name}, which comes later")).collect();
    if code.contains("super::super") {
        wrong.push("super::super can leave the module unseen; expected crate::".to_owned());
    }
    wrong
}

/// The name that a path begins with, or all of those in braces.
fn first_names(path: &str) -> Vec<&str> {
    let name = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let Some(group) = path.strip_prefix('{') else { return vec![&path[..name(path)]] };
    let (mut names, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                let part = group[start..at].trim();
                names.extend((!part.is_empty()).then(|| &part[..name(part)]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

fn files_touched(file: &File) -> Vec<String> {
    if file.path.starts_with(WRITER) || file.path == APPENDER {
        return Vec::new();
    }
    let code = code(file);
    let reader = READERS.iter().any(|reader| file.path.starts_with(reader));
    let touched = code.lines().filter(|line| {
        let file_system = line.contains("fs::") || line.contains("std::fs") || line.contains("File::");
        let braced = line.contains("std::{") && line.contains("fs");
        (file_system || braced)
            && !(reader
                && line.matches("fs::").count() == READS.iter().map(|read| line.matches(read).count()).sum::<usize>())
    });
    touched.map(|line| format!("touches files: {}", line.trim())).collect()
}

fn header(file: &File) -> Vec<String> {
    let lines = file.text.lines().take_while(|line| line.starts_with("//! "));
    let sentence: Vec<_> = lines.collect();
    let said = sentence.last().is_some_and(|line| line.ends_with('.'));
    if said { Vec::new() } else { vec!["does not begin with a sentence behind //!".to_owned()] }
}

fn length(file: &File) -> Vec<String> {
    let lines = file.text.lines().count();
    if lines < 400 { Vec::new() } else { vec![format!("has {lines} lines; expected fewer than 400")] }
}

fn vague_name(file: &File) -> Vec<String> {
    let vague = file.path.split(['/', '.']).filter(|part| matches!(*part, "util" | "utils" | "helpers" | "misc"));
    vague.map(|part| format!("is named {part}, which says nothing")).collect()
}

/// The one truth value that is handed on: a field of a language table, under the field's own name, so that a call shows it.
const NAMED_FIELD: &str = "spaced";

fn parameters(file: &File) -> Vec<String> {
    let code = code(file);
    let mut wrong = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let Some((name, list)) = signature(&code[at + 3..]) else { continue };
        let list = split_parameters(list);
        let others = list.iter().filter(|one| !one.ends_with("self")).count();
        if others > 4 {
            wrong.push(format!("{name} takes {others} parameters; expected at most 4"));
        }
        let truth =
            |one: &&str| one.split_once(':').is_some_and(|(name, kind)| kind.trim() == "bool" && name != NAMED_FIELD);
        if list.iter().any(truth) {
            wrong.push(format!("{name} takes a bare bool; expected an enum"));
        }
    }
    wrong
}

/// Name and parameters of a function, from its name on; none for a type such as `fn(u8)`.
fn signature(text: &str) -> Option<(&str, &str)> {
    let name = text.find(|c: char| !c.is_alphanumeric() && c != '_').filter(|&end| end > 0)?;
    let mut angle = 0;
    let mut open = None;
    let mut before = ' ';
    for (at, c) in text.char_indices().skip(name) {
        match (c, open) {
            ('<', None) => angle += 1,
            ('>', None) if before != '-' => angle -= 1,
            ('(', None) if angle == 0 => open = Some((at, 0)),
            ('(', Some((start, depth))) => open = Some((start, depth + 1)),
            (')', Some((start, 0))) => return Some((&text[..name], &text[start + 1..at])),
            (')', Some((start, depth))) => open = Some((start, depth - 1)),
            _ => {}
        }
        before = c;
    }
    None
}

fn split_parameters(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start, mut before) = (Vec::new(), 0, 0, ' ');
    for (at, c) in list.char_indices() {
        match c {
            '(' | '[' | '<' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '>' if before != '-' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
        before = c;
    }
    parts.push(list[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// `unwrap` has no place; `expect` says in words why it cannot fail.
fn unwraps(file: &File) -> Vec<String> {
    let end = file.text.find("#[cfg(test)]\nmod ").unwrap_or(file.text.len());
    let lines: Vec<_> = file.text[..end].lines().map(str::trim_start).collect();
    let mut wrong = Vec::new();
    // Fewer words than these name a thing and give no reason.
    const FEWEST_WORDS: usize = 3;
    for line in lines.into_iter().filter(|line| !line.starts_with("//")) {
        let reason = line.split_once(".expect(\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
        let unexplained = line.contains(".expect(") && reason.split_whitespace().count() < FEWEST_WORDS;
        if line.contains(".unwrap()") || unexplained {
            wrong.push(format!("may panic: {line}"));
        }
    }
    wrong
}

fn serialized(file: &File) -> Vec<String> {
    let internal = ["value", "finding", "language", "registry", "source", "parse", "normalize", "resolve", "validate"];
    let found = internal.contains(&module(&file.path)) && code(file).contains("Serialize");
    found.then(|| "derives Serialize; only published forms do".to_owned()).into_iter().collect()
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
