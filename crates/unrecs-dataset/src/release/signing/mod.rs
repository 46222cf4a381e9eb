//! Signatures beside a release: they say whose release it is. They change no byte of it, and can be added at any time and by several.
//!
//! The directory `v1.0.0.sig` beside `v1.0.0` has two files for each key: a signature of `SHA256SUMS` in the format of OpenSSH, and a
//! signed statement of what the release was made from (in-toto, SLSA provenance, in a DSSE envelope).

mod envelope;
mod ssh;
mod statement;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::layout::{CHECKSUMS, SIGNATURES};
use crate::plain_file::{self, LARGEST, Links};
use crate::release::reading::opened::Opened;
use crate::release::store::atomic_file::replace;
use envelope::Envelope;
use unrecs_text::value::Digest;

/// The namespace in which `SHA256SUMS` is signed, as `ssh-keygen -Y verify -n` takes it.
pub const NAMESPACE: &str = "unrecs-release";

/// The namespace in which statements are signed.
pub const STATEMENT_NAMESPACE: &str = "unrecs-statement";

/// Largest file of a signature that is read, in bytes.
const LARGEST_SIGNATURE: u64 = 1 << 24;

/// What was written beside a release.
#[derive(Debug)]
pub struct Signed {
    /// The signature of `SHA256SUMS`.
    pub signature: PathBuf,
    /// The signed statement.
    pub statement: PathBuf,
    /// Fingerprint of the key, as OpenSSH shows it: `SHA256:…`.
    pub key: String,
}

/// Who may sign, in files of OpenSSH.
#[derive(Debug, Clone, Copy)]
pub struct Signers<'a> {
    /// The signers that are believed, each with a key: see ALLOWED SIGNERS in ssh-keygen(1).
    pub allowed: &'a Path,
    /// Keys that are believed no more: one public key a line, or a key revocation list.
    pub revoked: Option<&'a Path>,
}

/// A file beside a release, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its name in the directory of signatures.
    pub file: String,
    /// Whose it is.
    pub verdict: Verdict,
}

/// Whose a signature is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// That of a signer who is believed.
    By(String),
    /// A right signature with a key that no signer may use now, and why; it counts for nothing.
    Unbelieved(String),
    /// No signature of this release, and why.
    Wrong(String),
}

/// What keeps a release from being signed, or its signatures from being checked.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// A file cannot be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was to be done.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The tool of OpenSSH is not there.
    #[error("cannot run ssh-keygen: {0}; expected OpenSSH 8.2 or later on the PATH")]
    NoTool(io::Error),
    /// The tool did not sign.
    #[error("ssh-keygen did not sign with {}: {words}; expected a private key, or a public key whose private key an agent holds", key.display())]
    NotSigned {
        /// The key.
        key: PathBuf,
        /// What it said.
        words: String,
    },
}

impl SigningError {
    fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }
}

/// Signs a release with a key of OpenSSH: a private key, or a public key whose private key an agent holds. A second signature with the
/// same key takes the place of the first.
///
/// # Errors
/// [`SigningError`]
pub fn sign(release: &Opened, key: &Path) -> Result<Signed, SigningError> {
    // A pipe in the place of a key would make the tool wait for ever.
    plain_file::open(key, Links::Follow).map_err(|error| SigningError::io("read", key, error))?;
    let sums = checksums(release.directory())?;
    let signature = ssh::sign(key, NAMESPACE, &sums)?;
    let statement = statement::of(release.manifest(), Digest::of(&sums)).to_string().into_bytes();
    let signed = ssh::sign(key, STATEMENT_NAMESPACE, &envelope::encoded(&statement))?;
    let directory = beside(release.directory());
    fs::create_dir_all(&directory).map_err(|error| SigningError::io("make", &directory, error))?;
    is_directory(&directory)?;
    let key = signature.key();
    let short = &Digest::of(key.as_bytes()).to_string()[..16];
    let write = |name: String, bytes: &[u8]| {
        let path = directory.join(name);
        replace(&path, bytes).map_err(|error| SigningError::io("write", &path, error))?;
        Ok::<_, SigningError>(path)
    };
    Ok(Signed {
        signature: write(format!("{CHECKSUMS}.{short}.sig"), signature.armored().as_bytes())?,
        statement: write(format!("statement.{short}.json"), &Envelope::sealed(&statement, &signed).bytes())?,
        key,
    })
}

/// Checks every file beside a release; none where there are no signatures.
///
/// # Errors
/// [`SigningError`], where a file of the signers or the release cannot be read.
pub fn check(release: &Opened, signers: Signers<'_>) -> Result<Vec<Checked>, SigningError> {
    for path in std::iter::once(signers.allowed).chain(signers.revoked) {
        plain_file::open(path, Links::Follow).map_err(|error| SigningError::io("read", path, error))?;
    }
    let sums = checksums(release.directory())?;
    let directory = beside(release.directory());
    if !is_directory(&directory)? {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&directory).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| SigningError::io("read", &directory, error))?;
    let mut names: Vec<OsString> = entries.iter().map(fs::DirEntry::file_name).collect();
    names.sort();
    let statement = statement::of(release.manifest(), Digest::of(&sums));
    let verdict = |name: &str| -> Result<Verdict, SigningError> {
        let bytes = match plain_file::read(&directory.join(name), Links::Refuse, LARGEST_SIGNATURE) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Verdict::Wrong(error.to_string())),
        };
        if name.ends_with(".sig") {
            return match ssh::Signature::read(&bytes) {
                Some(signature) => ssh::verify(&signature, NAMESPACE, &sums, signers),
                None => Ok(Verdict::Wrong("it is no signature of OpenSSH".to_owned())),
            };
        }
        let Some(envelope) = Envelope::read(&bytes) else {
            return Ok(Verdict::Wrong(
                "it is neither a signature nor a signed statement as unrecs writes them".to_owned(),
            ));
        };
        let stated: Option<serde_json::Value> = serde_json::from_slice(envelope.statement()).ok();
        if stated.as_ref() != Some(&statement) {
            return Ok(Verdict::Wrong("it states something else than the manifest of the release".to_owned()));
        }
        ssh::verify(envelope.signature(), STATEMENT_NAMESPACE, &envelope::encoded(envelope.statement()), signers)
    };
    let named = |name: OsString| {
        let file = name.to_string_lossy().into_owned();
        Ok(Checked { verdict: verdict(&file)?, file })
    };
    names.into_iter().map(named).collect()
}

/// Whether a release counts as signed: somebody who is believed signed its checksums, and nothing beside it is wrong.
pub fn is_signed(files: &[Checked]) -> bool {
    let of_checksums = |file: &Checked| file.file.ends_with(".sig") && matches!(file.verdict, Verdict::By(_));
    files.iter().any(of_checksums) && !files.iter().any(|file| matches!(file.verdict, Verdict::Wrong(_)))
}

/// Whether a directory of signatures is there. A link in its place would lead to files of others.
fn is_directory(path: &Path) -> Result<bool, SigningError> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => Ok(true),
        Ok(_) => Err(SigningError::io("use", path, io::Error::other("it is no directory"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(SigningError::io("read", path, error)),
    }
}

/// The directory with the signatures of a release.
pub fn beside(release: &Path) -> PathBuf {
    // `.` and the like have no name to add to.
    let whole = std::path::absolute(release).unwrap_or_else(|_| release.to_owned());
    let mut name = whole.file_name().unwrap_or_default().to_owned();
    name.push(SIGNATURES);
    whole.with_file_name(name)
}

fn checksums(release: &Path) -> Result<Vec<u8>, SigningError> {
    let path = release.join(CHECKSUMS);
    plain_file::read(&path, Links::Refuse, LARGEST).map_err(|error| SigningError::io("read", &path, error))
}
