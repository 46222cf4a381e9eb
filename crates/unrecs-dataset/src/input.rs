//! Reads what a run starts from: the only reader of documents and of the files of a registry.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::plain_file::{self, Links};
use crate::poppler;
pub use crate::poppler::{PdfLimits, PopplerError};
use unrecs_text::diagnostics_toml::{ConfigError, TomlFile};
use unrecs_text::extract::{self, LARGEST, Layout, Rendition};
use unrecs_text::registry::{BODIES, OPTIONAL, PROVISIONS, Registry, RegistryFiles};
use unrecs_text::value::Digest;

/// Reads one file. `shown_as` is the path used in findings and in the published data, relative to the configuration. The text of a PDF is
/// taken out by poppler, within limits.
///
/// # Errors
/// Whatever the operating system says; a file whose text cannot be read is `InvalidData` around
/// [`ExtractError`](unrecs_text::extract::ExtractError), [`PopplerError`] or [`Illegible`], one above [`LARGEST`] is `FileTooLarge`.
pub fn document(path: &Path, shown_as: &str, limits: &PdfLimits) -> io::Result<Rendition> {
    let bytes = plain_file::read(path, Links::Follow, LARGEST)?;
    match extract::is_pdf(&bytes) {
        true => pdf(shown_as, &bytes, limits),
        false => extract::extract(shown_as, bytes, None).map_err(invalid),
    }
}

/// A PDF of which too little can be read.
#[derive(Debug, Clone, thiserror::Error)]
#[error(
    "{unreadable} cannot be read; expected a PDF document with a text layer: a scanned page has none, and unrecs does not \
     recognize pictures of letters; `unreadable_percent` in [input.pdf] is {limit}"
)]
pub struct Illegible {
    unreadable: String,
    limit: u64,
}

fn pdf(shown_as: &str, bytes: &[u8], limits: &PdfLimits) -> io::Result<Rendition> {
    let reader = poppler::version().map_err(invalid)?;
    let written = poppler::layout(bytes, limits).map_err(invalid)?;
    let layout = Layout { xhtml: &written.xhtml, reader, complaint: written.complaint.as_deref() };
    let rendition = extract::pdf(shown_as, bytes, &layout).map_err(invalid)?;
    let unreadable = rendition.pages().map(|pages| pages.unreadable());
    match unreadable.filter(|unreadable| unreadable.per_mille() > limits.unreadable_percent * 10) {
        Some(unreadable) => {
            Err(invalid(Illegible { unreadable: unreadable.shown(), limit: limits.unreadable_percent }))
        }
        None => Ok(rendition),
    }
}

fn invalid(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// What is known of a file whose text is not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDigest {
    /// Of its bytes.
    pub sha256: Digest,
    /// Its size.
    pub bytes: u64,
    /// The program that takes its text out, with its version, where unrecs does not read the file itself.
    pub reader: Option<&'static str>,
}

/// The digest and the size of a file, and which program its text would be taken out by.
///
/// # Errors
/// Whatever the operating system says; `InvalidData` around [`PopplerError`] where that program is missing.
pub fn digest(path: &Path) -> io::Result<FileDigest> {
    let bytes = plain_file::read(path, Links::Follow, LARGEST)?;
    let reader = extract::is_pdf(&bytes).then(poppler::version).transpose().map_err(invalid)?;
    Ok(FileDigest { sha256: Digest::of(&bytes), bytes: bytes.len() as u64, reader })
}

/// Reads `bodies.toml`, and where they exist `instruments.toml`, `profiles.toml` and `provisions/*.toml`. Where a directory is given as
/// the limit, no file may lead out of it.
///
/// # Errors
/// A file cannot be read, leads out of the limit, or is no text.
pub fn registry_files(directory: &Path, limit: Option<&Path>) -> Result<RegistryFiles, ConfigError> {
    let read = |path: &Path| match limit {
        Some(limit) if path.exists() && !plain_file::is_within(path, limit) => {
            Err(io::Error::new(io::ErrorKind::InvalidInput, "it leads out of the directory of the configuration"))
        }
        _ => plain_file::read(path, Links::Follow, LARGEST),
    };
    let mut files = BTreeMap::new();
    for name in OPTIONAL.into_iter().chain([BODIES]) {
        let path = directory.join(name);
        match read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && name != BODIES => {}
            bytes => drop(files.insert(name.to_owned(), TomlFile::new(&path, bytes)?)),
        }
    }
    for entry in std::fs::read_dir(directory.join(PROVISIONS)).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = format!("{PROVISIONS}/{}", entry.file_name().to_string_lossy());
            files.insert(name, TomlFile::new(&path, read(&path))?);
        }
    }
    RegistryFiles::new(files)
}

/// The registry in a directory.
///
/// # Errors
/// As for [`registry_files`] and [`Registry::of`].
pub fn registry(directory: &Path) -> Result<Registry, ConfigError> {
    Registry::of(&registry_files(directory, None)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_of_a_registry_is_not_read() {
        let directory = tempfile::tempdir().unwrap();
        let write = |name: &str| std::fs::write(directory.path().join(name), "").unwrap();
        let error = registry_files(directory.path(), None).unwrap_err().to_string();
        assert!(error.contains("bodies.toml: cannot read this file: "), "{error}");
        std::fs::create_dir(directory.path().join(PROVISIONS)).unwrap();
        [BODIES, "notes.toml", "provisions/a.toml", "provisions/notes.txt"].into_iter().for_each(write);
        let files = registry_files(directory.path(), None).unwrap();
        assert_eq!(files.names().collect::<Vec<_>>(), [BODIES, "provisions/a.toml"]);
    }
}
