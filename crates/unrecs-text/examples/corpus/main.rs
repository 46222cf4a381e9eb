//! Reads a corpus of Akoma Ntoso files and says how much of it is read rightly: `UNRECS_CORPUS=directory cargo run --example corpus`.
//!
//! What is right is taken from the markup of each file by a reader of its own ([`gold`]), and compared with [`read::units`]. Exits with 1
//! where a file is refused or a unit differs.

mod gold;
mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use unrecs_text::extract::{Rendition, extract};

/// How many differences are shown.
const SHOWN: usize = 200;

fn main() -> ExitCode {
    let Some(corpus) = std::env::var_os("UNRECS_CORPUS") else {
        eprintln!("UNRECS_CORPUS is not set; expected a directory of Akoma Ntoso files");
        return ExitCode::from(2);
    };
    let mut paths = Vec::new();
    if let Err(error) = find(Path::new(&corpus), &mut paths) {
        eprintln!("{}: {error}", Path::new(&corpus).display());
        return ExitCode::from(2);
    }
    paths.sort();
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

/// Every XML file below a directory.
fn find(directory: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "xml") {
            paths.push(path);
        }
    }
    Ok(())
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
            Ok(rendition) => self.compare(&rendition),
            Err(error) => {
                let message = error.to_string();
                // Without its place, so that the same problem has one line.
                let reason = message.split_once(": ").map_or(message.as_str(), |(_, reason)| reason);
                self.refused.entry(reason.to_owned()).or_default().push(format!("{name}: {message}"));
            }
        }
    }

    /// Both lists have the order of the document: a unit is found behind those before it.
    fn compare(&mut self, rendition: &Rendition) {
        let language = rendition.declared().language.as_ref().map(|one| one.value.clone()).unwrap_or_default();
        let (expected, found) = (gold::units(rendition.file()), read::units(rendition));
        let mut next = 0;
        for unit in expected {
            let at = found[next..].iter().position(|one| read::is_same(one, &unit));
            let counts = self.units.entry((language.clone(), unit.kind)).or_default();
            counts.0 += 1;
            match at {
                // Footnotes stand in the words, and at the end of the text.
                Some(at) if unit.kind != gold::Kind::Footnote => next += at + 1,
                Some(_) => {}
                None => {
                    counts.1 += 1;
                    self.differences.push(format!("{}: {unit:?}", rendition.path()));
                }
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
        for difference in self.differences.iter().take(SHOWN) {
            println!("    {difference}");
        }
    }
}
