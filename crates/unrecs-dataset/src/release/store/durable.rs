//! Files and directories that survive a loss of power.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::export::SmallFile;
use crate::release::manifest::hashing::Hashing;
use crate::release::manifest::listed::FileEntry;

/// Makes a directory where it is missing, with all those above it, so that its name survives too.
pub(crate) fn create_directory(directory: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = directory.ancestors().take_while(|path| !named(path).exists()).collect();
    fs::create_dir_all(directory)?;
    // Each new name stands in the directory above it.
    missing.into_iter().filter_map(Path::parent).try_for_each(|parent| sync(named(parent)))
}

/// The directory itself where a path has no part left.
fn named(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Writes a file to its end and to the disk.
pub(crate) fn write(content: &SmallFile, file: File) -> io::Result<FileEntry> {
    let mut hashing = Hashing::new(file);
    hashing.write_all(&content.bytes)?;
    let (file, entry) = hashing.finish(&content.path, content.media_type, None);
    file.sync_all()?;
    Ok(entry)
}

/// Syncs a directory and all directories in it, the innermost first; their files are synced.
pub(crate) fn sync_directories(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_directories(&entry.path())?;
        }
    }
    sync(directory)
}

/// Makes the names in a directory survive a loss of power, where the operating system can open a directory.
pub(crate) fn sync(directory: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_made_with_those_above_it() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b/c");
        create_directory(&deep).unwrap();
        create_directory(&deep).unwrap();
        assert!(deep.is_dir());
    }

    #[test]
    fn a_path_without_a_directory_counts_from_here() {
        assert_eq!(named(Path::new("")), Path::new("."));
        assert_eq!(named(Path::new("a")), Path::new("a"));
    }
}
