//! The Rust files of the repository, and their code without comments and tests.

use std::fs;
use std::path::{Path, PathBuf};

/// One Rust file.
pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    pub text: String,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of the repository.
pub fn everything() -> Vec<File> {
    let mut files = Vec::new();
    ["src", "crates", "tests", "benches", "fuzz/fuzz_targets", "examples"]
        .into_iter()
        .for_each(|folder| collect(&root().join(folder), &mut files));
    files
}

/// The files of the program that are not tests.
pub fn program() -> Vec<File> {
    let mut files = Vec::new();
    ["src", "crates"].into_iter().for_each(|folder| collect(&root().join(folder), &mut files));
    // Modules that are declared for tests alone, examples, and what runs before a build.
    files.retain(|file| {
        !["/tests.rs", "/samples.rs", "/build.rs"].iter().any(|end| file.path.ends_with(end))
            && !["/tests/", "/examples/"].iter().any(|folder| file.path.contains(folder))
    });
    files
}

pub fn collect(path: &Path, files: &mut Vec<File>) {
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
pub fn code(file: &File) -> String {
    let end = file.text.find("#[cfg(test)]\nmod ").unwrap_or(file.text.len());
    let comment = |line: &&str| !line.trim_start().starts_with("//");
    file.text[..end].lines().filter(comment).map(|line| format!("{line}\n")).collect()
}

/// The module of its crate that a file belongs to.
pub fn module(path: &str) -> &str {
    let inside = path.rsplit_once("src/").map_or(path, |(_, inside)| inside);
    inside.split(['/', '.']).next().unwrap_or_default()
}
