//! The rules: each takes a file and says what is wrong with it.

use super::files::{File, code, module};

/// A crate, and its modules from the bottom up: each may use those before it. Cargo sees to it that crates use each other in one direction.
pub struct Order {
    pub sources: &'static str,
    pub modules: &'static [&'static str],
}

/// Every crate with more than one module that others see.
pub const CRATES: [Order; 3] = [
    Order {
        sources: "crates/unrecs-text/src",
        modules: &[
            "value",
            "finding",
            "diagnostics_toml",
            "language",
            "registry",
            "acts",
            "extract",
            "parse",
            "normalize",
            "mandates",
            "resolve",
            "align",
            "lineage",
            "validate",
        ],
    },
    Order {
        sources: "crates/unrecs-dataset/src",
        modules: &[
            "dataset",
            "layout",
            "plain_file",
            "poppler",
            "guarded",
            "input",
            "tables",
            "content",
            "readback",
            "promises",
            "export",
            "compare",
            "describe",
            "release",
            "verify",
        ],
    },
    Order { sources: "src", modules: &["config", "portal", "pipeline", "report", "cli"] },
];

/// Where files are looked for. `verify` reads releases of anybody, in one place that lists them first and opens what it has listed.
const READERS: [&str; 5] = [
    "crates/unrecs-dataset/src/input.rs",
    "src/config/",
    "crates/unrecs-dataset/src/plain_file.rs",
    "crates/unrecs-dataset/src/verify/disk.rs",
    "crates/unrecs-dataset/src/readback/mod.rs",
];

/// Where files that are there are opened: for reading, and directories to be synced.
const OPENERS: [&str; 2] =
    ["crates/unrecs-dataset/src/plain_file.rs", "crates/unrecs-dataset/src/release/store/durable.rs"];

/// What opens a file that is there.
const OPENS: [&str; 4] = ["fs::read(", "fs::read_to_string(", "File::open(", "File::options().read("];

/// What readers may ask of the file system.
const READS: [&str; 10] = [
    "std::fs::read_dir(",
    "std::fs::metadata(",
    "std::fs::symlink_metadata(",
    "std::fs::canonicalize(",
    "std::fs::Metadata",
    "std::os::unix::fs::OpenOptionsExt",
    "std::os::unix::fs::FileExt::read_at(",
    "std::os::windows::fs::FileExt::seek_read(",
    "rustix::fs::OFlags",
    // The type of an open file, by which it is handed on.
    "= std::fs::File;",
];

/// Where files are written.
const WRITERS: [&str; 1] = ["crates/unrecs-dataset/src/release/"];

/// Adds lines to the file in which a workflow of GitHub Actions collects them, and touches no other.
const APPENDER: &str = "src/cli/github_output.rs";

/// Where temporary files are made besides: by formats that are not written from the beginning to the end, in the directory that the
/// writer gives them, for rows that do not fit in memory while they are read back, for a database that is read from a copy of its
/// own, and for a file with which one of a release is compared.
const TEMPORARY: [&str; 5] = [
    "crates/unrecs-dataset/src/export/excel/mod.rs",
    "crates/unrecs-dataset/src/export/sqlite/mod.rs",
    "crates/unrecs-dataset/src/readback/sqlite/opened.rs",
    "crates/unrecs-dataset/src/verify/tables.rs",
    "crates/unrecs-dataset/src/verify/twin.rs",
];

/// The modules that a file may use: those of its crate that come before its own.
fn may_use(file: &File) -> Vec<&'static str> {
    let own = module(&file.path);
    let order =
        CRATES.iter().find(|order| file.path.strip_prefix(order.sources).is_some_and(|rest| rest.starts_with('/')));
    let modules = order.map_or(&[][..], |order| order.modules);
    modules.iter().copied().take_while(|&one| one != own).collect()
}

pub fn backward_imports(file: &File) -> Vec<String> {
    let (own, code) = (module(&file.path), code(file));
    let allowed = may_use(file);
    // `ro_crate::` is a module like any other.
    let paths = code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with('_'));
    let used = paths.flat_map(|(at, found)| first_names(&code[at + found.len()..]));
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

/// A pipe in the place of a file, or one without an end, stops whoever opens it in another way.
pub fn files_opened(file: &File) -> Vec<String> {
    if OPENERS.contains(&file.path.as_str()) {
        return Vec::new();
    }
    let code = code(file);
    let opening = code.lines().filter(|line| OPENS.iter().any(|opens| line.contains(opens)));
    opening.map(|line| format!("opens a file; expected plain_file to do it: {}", line.trim())).collect()
}

pub fn files_touched(file: &File) -> Vec<String> {
    if WRITERS.iter().any(|writer| file.path.starts_with(writer)) || file.path == APPENDER {
        return Vec::new();
    }
    let code = code(file);
    let reader = READERS.iter().any(|reader| file.path.starts_with(reader));
    let touched = code.lines().filter(|line| {
        let file_system = line.contains("fs::") || line.contains("std::fs") || names_file(line);
        let braced = line.contains("std::{") && line.contains("fs");
        let temporary = line.contains("tempfile::") && !TEMPORARY.contains(&file.path.as_str());
        (file_system || braced || temporary)
            && !(reader
                && line.matches("fs::").count() == READS.iter().map(|read| line.matches(read).count()).sum::<usize>())
    });
    touched.map(|line| format!("touches files: {}", line.trim())).collect()
}

/// Where words leave the program; everything there is escaped.
const DOOR: &str = "src/report/door.rs";

/// What leads past the door.
const BESIDE: [&str; 14] = [
    "print!(",
    "println!(",
    "dbg!(",
    "stdout",
    "stderr",
    "Stdout",
    "Stderr",
    "AutoStream",
    "Args::parse()",
    ".exit()",
    ".print()",
    "/dev/",
    "ProgressBar::new",
    "MultiProgress",
];

/// What lets more through the door, and who may ask for it: texts with colours of our own, and files for programs.
const WIDER: [(&str, &[&str]); 2] = [
    (".styled(", &["src/report/human.rs", "src/cli/diff.rs", "src/cli/mod.rs", "src/cli/show.rs"]),
    (".data(", &["src/cli/mandates/mod.rs", "src/cli/mod.rs", "src/cli/query.rs", "src/cli/schema.rs"]),
];

/// Shows the progress of a run, in words of its own alone.
const PROGRESS: &str = "src/cli/progress.rs";

/// Read what a child writes to the streams of these names, and show nothing.
const PARENTS: [&str; 2] = ["crates/unrecs-dataset/src/poppler.rs", "crates/unrecs-dataset/src/release/signing/ssh.rs"];

pub fn words_beside_the_door(file: &File) -> Vec<String> {
    let lines = code(file);
    let beside = lines.lines().filter(|line| {
        let known = |way: &str| {
            (file.path == PROGRESS && way.starts_with("Progress"))
                || (PARENTS.contains(&file.path.as_str()) && ["stdout", "stderr"].contains(&way))
        };
        let past = BESIDE.iter().any(|way| line.contains(way) && !known(way));
        let wider = WIDER.iter().any(|(way, known)| line.contains(way) && !known.contains(&file.path.as_str()));
        file.path != DOOR && (past || wider)
    });
    beside.map(|line| format!("shows words beside the door: {}", line.trim())).collect()
}

fn names_file(line: &str) -> bool {
    line.match_indices("File::").any(|(at, _)| !line[..at].ends_with(char::is_alphanumeric))
}

pub fn header(file: &File) -> Vec<String> {
    let lines = file.text.lines().take_while(|line| line.starts_with("//! "));
    let sentence: Vec<_> = lines.collect();
    let said = sentence.last().is_some_and(|line| line.ends_with('.'));
    if said { Vec::new() } else { vec!["does not begin with a sentence behind //!".to_owned()] }
}

pub fn length(file: &File) -> Vec<String> {
    let lines = file.text.lines().count();
    if lines < 400 { Vec::new() } else { vec![format!("has {lines} lines; expected fewer than 400")] }
}

pub fn vague_name(file: &File) -> Vec<String> {
    let vague = file.path.split(['/', '.']).filter(|part| matches!(*part, "util" | "utils" | "helpers" | "misc"));
    vague.map(|part| format!("is named {part}, which says nothing")).collect()
}

/// The one truth value that is handed on: a field of a language table, under the field's own name, so that a call shows it.
const NAMED_FIELD: &str = "spaced";

pub fn parameters(file: &File) -> Vec<String> {
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
        // The name is that of a trait of serde.
        if list.iter().any(truth) && name != "visit_bool" {
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
pub fn unwraps(file: &File) -> Vec<String> {
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

pub fn serialized(file: &File) -> Vec<String> {
    let internal = [
        "value",
        "finding",
        "language",
        "registry",
        "extract",
        "acts",
        "parse",
        "normalize",
        "resolve",
        "align",
        "validate",
    ];
    let found = internal.contains(&module(&file.path)) && code(file).contains("Serialize");
    found.then(|| "derives Serialize; only published forms do".to_owned()).into_iter().collect()
}
