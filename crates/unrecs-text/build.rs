//! Lists the folders of `languages/`, so that a language is added by adding its folder.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// The files of a language.
const FILES: [&str; 5] = ["language.toml", "norms.toml", "acts.toml", "references.toml", "mandates.toml"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folders = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("languages");
    println!("cargo::rerun-if-changed={}", folders.display());
    let mut tags =
        fs::read_dir(&folders)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    tags.sort();
    let mut list = String::from("[\n");
    for folder in tags {
        let text = |file: &str| format!("include_str!({:?})", folder.join(file));
        writeln!(list, "    [{}],", FILES.map(text).join(", "))?;
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("languages.rs"), list)?;
    Ok(())
}
