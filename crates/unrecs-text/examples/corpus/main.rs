//! Reads a corpus of Akoma Ntoso files and says how much of it is read rightly: `UNRECS_CORPUS=directory cargo run --example corpus`.
//!
//! What is right is taken from the markup of each file by a reader of its own ([`gold`]), and compared with [`read::units`]. Exits with 1
//! where a file is refused or a unit differs.

#[path = "../files/mod.rs"]
mod files;
mod gold;
mod read;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use unrecs_text::extract::{Rendition, extract};

/// How many differences are shown.
const SHOWN: usize = 20_000;

fn main() -> ExitCode {
    let Some(corpus) = std::env::var_os("UNRECS_CORPUS") else {
        eprintln!("UNRECS_CORPUS is not set; expected a directory of Akoma Ntoso files");
        return ExitCode::from(2);
    };
    let paths = match files::corpus(Path::new(&corpus)) {
        Ok(paths) => paths,
        Err(error) => {
            eprintln!("{}: {error}", Path::new(&corpus).display());
            return ExitCode::from(2);
        }
    };
    let mut report = Report::default();
    for path in &paths {
        match std::fs::read(path) {
            Ok(bytes) => report.file(path, bytes),
            Err(error) => report.refused.entry(error.to_string()).or_default().push(path.display().to_string()),
        }
    }
    report.print();
    if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What was read.
#[derive(Default)]
struct Report {
    files: usize,
    bytes: usize,
    extracting: Duration,
    /// Files by why they are refused.
    refused: BTreeMap<String, Vec<String>>,
    /// Units by language and kind: how many there are, and how many differ.
    units: BTreeMap<(String, gold::Kind), (usize, usize)>,
    differences: Vec<String>,
    /// The first unit that the text alone gives otherwise, of each file.
    differences_as_text: Vec<String>,
    trees: BTreeMap<String, Trees>,
}

/// Documents of a language.
#[derive(Default)]
struct Trees {
    all: usize,
    /// Whose units are those of the markup.
    equal: usize,
    /// Whose text alone gives the same units.
    equal_from_text: usize,
}

impl Report {
    fn file(&mut self, path: &Path, bytes: Vec<u8>) {
        let name = path.display().to_string();
        self.files += 1;
        self.bytes += bytes.len();
        let start = Instant::now();
        let read = extract(&name, bytes, None);
        self.extracting += start.elapsed();
        match read {
            Ok(rendition) => self.compare(rendition),
            Err(error) => {
                let message = error.to_string();
                // Without its place, so that the same problem has one line.
                let reason = message.split_once(": ").map_or(message.as_str(), |(_, reason)| reason);
                self.refused.entry(reason.to_owned()).or_default().push(format!("{name}: {message}"));
            }
        }
    }

    /// Both lists have the order of the document: a unit is found behind those before it.
    fn compare(&mut self, rendition: Rendition) {
        let language = rendition.declared().language.as_ref().map(|one| one.value.clone()).unwrap_or_default();
        let expected = gold::units(rendition.file());
        let (path, text) = (rendition.path().to_owned(), rendition.text().to_owned());
        let document = read::tree(rendition);
        let tree = read::units(&document);
        let found = tree.as_deref();
        let lines = if found.is_none() { read::lines(&document) } else { Vec::new() };
        let found = found.unwrap_or(&lines);
        let (mut next, before) = (0, self.differences.len());
        for unit in expected {
            // A heading may be two paragraphs of the markup, and a paragraph two blocks.
            let again = next > 0 && (found[next - 1].kind == Some(gold::Kind::Heading) || unit.number.is_empty());
            next -= usize::from(again);
            let at = found[next..].iter().position(|one| read::is_same(one, &unit));
            next += usize::from(again && at.is_none());
            let counts = self.units.entry((language.clone(), unit.kind)).or_default();
            counts.0 += 1;
            let Some(at) = at else {
                counts.1 += 1;
                self.differences.push(format!("{path}: {unit:?}"));
                continue;
            };
            let one = &found[next + at];
            // What the markup has no heading for, and in which list it puts the paragraphs themselves, is its own.
            let item =
                unit.kind == gold::Kind::Paragraph && unit.annex == 0 && unit.number.starts_with(['(', '（', '㈠']);
            let level = item && unit.level > 0 && one.level != unit.level;
            if one.kind.is_some() && (level || (item && one.kind != Some(unit.kind))) {
                counts.1 += 1;
                self.differences.push(format!("{path}: read as {:?} of level {}: {unit:?}", one.kind, one.level));
            }
            // Footnotes stand in the words, and at the end of the text.
            if unit.kind != gold::Kind::Footnote {
                next += at + 1;
            }
        }
        if tree.is_some() {
            let trees = self.trees.entry(language).or_default();
            trees.all += 1;
            trees.equal += usize::from(self.differences.len() == before);
            let again = Rendition::from_bytes(&path, text.into_bytes()).ok().map(read::tree);
            let again = again.and_then(|again| read::units(&again));
            trees.equal_from_text += usize::from(again == tree);
            let (again, tree) = (again.unwrap_or_default(), tree.unwrap_or_default());
            let first = (0..tree.len().max(again.len())).find(|&at| tree.get(at) != again.get(at));
            if let Some(at) = first {
                let (marked, read) = (tree.get(at), again.get(at));
                self.differences_as_text.push(format!("{path}: {read:?}; expected {marked:?}"));
            }
        }
    }

    fn is_clean(&self) -> bool {
        self.refused.is_empty() && self.differences.is_empty()
    }

    fn print(&self) {
        let megabytes = self.bytes as f64 / 1e6;
        let speed = megabytes / self.extracting.as_secs_f64().max(1e-9);
        println!("{} files, {megabytes:.1} MB, {speed:.1} MB/s", self.files);
        for (reason, files) in &self.refused {
            println!("{} refused: {reason}", files.len());
            files.iter().for_each(|file| println!("    {file}"));
        }
        for ((language, kind), (all, wrong)) in &self.units {
            println!("{language} {kind:?}: {all} units, {wrong} differ");
        }
        for (language, trees) in &self.trees {
            let Trees { all, equal, equal_from_text } = trees;
            println!(
                "{language}: {equal} of {all} documents equal the markup; {equal_from_text} give the same tree as text"
            );
        }
        for difference in self.differences.iter().take(SHOWN) {
            println!("    {difference}");
        }
        println!("the first difference of each text:");
        for difference in self.differences_as_text.iter().take(SHOWN) {
            println!("    {difference}");
        }
    }
}
