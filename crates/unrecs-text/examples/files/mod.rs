//! The files that the examples read: a registry, and a corpus of Akoma Ntoso.

#![allow(dead_code, reason = "each example uses some of it")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use unrecs_text::normalize::{Identity, Normalized};
use unrecs_text::parse::Given;
use unrecs_text::registry::Registry;
use unrecs_text::{extract, normalize, parse};

/// The registry in a folder.
pub fn registry(folder: &Path) -> Result<Registry, Box<dyn Error>> {
    let mut paths = Vec::new();
    find(folder, &mut paths, &|_| true)?;
    let mut texts = Vec::new();
    for path in paths {
        texts.push((path.strip_prefix(folder)?.display().to_string(), fs::read_to_string(&path)?));
    }
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Ok(Registry::from_texts(&texts)?)
}

/// Every XML file below a folder, in the order of their paths.
pub fn corpus(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    find(folder, &mut paths, &|path| path.extension().is_some_and(|ending| ending == "xml"))?;
    paths.sort();
    Ok(paths)
}

fn find(folder: &Path, paths: &mut Vec<PathBuf>, is_wanted: &dyn Fn(&Path) -> bool) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, paths, is_wanted)?;
        } else if is_wanted(&path) {
            paths.push(path);
        }
    }
    Ok(())
}

/// The name of a file without the letter of its language, which the versions of a work have in common.
pub fn work(path: &Path) -> String {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.trim_end_matches(char::is_alphabetic).trim_end_matches(['-', '_']).to_owned()
}

/// The body that issued a document, by the symbol with which the name of its file begins.
pub fn body(path: &Path) -> &'static str {
    let name = path.file_name().unwrap_or_default();
    if name.as_encoded_bytes().starts_with(b"S") { "un-sc" } else { "un-ga" }
}

/// A document of a corpus; none where it cannot be read.
pub fn normalized(path: &Path) -> Option<Normalized> {
    let name = path.display().to_string();
    let source = extract::extract(&name, fs::read(path).ok()?, None).ok()?;
    let parsed = parse::parse(source, Given::default());
    Some(normalize::normalize(parsed, Identity::named("document", body(path))))
}
