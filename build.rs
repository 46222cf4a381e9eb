//! Tells the program which sources it was built from, so that data made by other code is never taken for the same.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The directories that hold them.
const SOURCES: [&str; 2] = ["crates", "src"];

fn main() -> io::Result<()> {
    let mut files = vec![PathBuf::from("Cargo.toml"), PathBuf::from("Cargo.lock")];
    for directory in SOURCES {
        sources(Path::new(directory), &mut files)?;
    }
    files.sort();
    let mut hasher = Sha256::new();
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read(file)?;
        // Names with `/` and lines without a carriage return, so that the digest is the same on every system.
        let name = file.to_string_lossy().replace('\\', "/");
        let bytes: Vec<u8> = text.into_iter().filter(|byte| *byte != b'\r').collect();
        hasher.update(format!("{name}\n{}\n", bytes.len()));
        hasher.update(&bytes);
    }
    for directory in SOURCES {
        println!("cargo::rerun-if-changed={directory}");
    }
    let digest: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=UNRECS_SOURCES_SHA256={digest}");
    Ok(())
}

fn sources(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
