//! A file as a manifest lists it, and as `SHA256SUMS` does.

use serde::{Deserialize, Serialize};

/// One file of a release.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FileEntry {
    /// Relative to the release, with `/`.
    pub(crate) path: String,
    pub(crate) media_type: String,
    pub(crate) bytes: u64,
    /// In lower-case hexadecimal.
    pub(crate) sha256: String,
    /// Where the file is a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rows: Option<usize>,
}

/// The text of `SHA256SUMS` for these files: sorted, as `sha256sum -c` reads it.
pub(crate) fn checksums<'a>(files: impl Iterator<Item = &'a FileEntry>) -> String {
    let mut files: Vec<&FileEntry> = files.collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect()
}
