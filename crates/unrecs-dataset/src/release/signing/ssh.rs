//! Signatures in the format of OpenSSH, made and checked by its own tool: it knows keys, agents, passphrases and lists of signers.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::{Signers, SigningError, Verdict};
use unrecs_text::value::visible;

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----\n";

/// How many characters the lines of an armoured signature have.
const WIDTH: usize = 70;

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    blob: Vec<u8>,
}

impl Signature {
    /// A signature as the tool writes it; none where another byte could have been written.
    pub fn read(armored: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(armored).ok()?;
        let body = text.strip_prefix(BEGIN)?.strip_suffix(END)?;
        let signature = Self::of(STANDARD.decode(body.replace('\n', "")).ok()?)?;
        (signature.armored() == text).then_some(signature)
    }

    /// A signature from the bytes inside its armour.
    pub fn of(blob: Vec<u8>) -> Option<Self> {
        Some(Self { blob }).filter(|signature| signature.public_key().is_some())
    }

    /// The bytes inside the armour.
    pub fn blob(&self) -> &[u8] {
        &self.blob
    }

    /// As the tool writes it.
    pub fn armored(&self) -> String {
        let encoded = STANDARD.encode(&self.blob);
        let lines = encoded.as_bytes().chunks(WIDTH).flat_map(|line| [String::from_utf8_lossy(line), "\n".into()]);
        format!("{BEGIN}{}{END}", lines.collect::<String>())
    }

    /// Fingerprint of the key that signed.
    pub fn key(&self) -> String {
        let digest = Sha256::digest(self.public_key().unwrap_or_default());
        format!("SHA256:{}", STANDARD_NO_PAD.encode(digest))
    }

    /// The public key inside: behind the magic word and the version, with its length in front.
    fn public_key(&self) -> Option<&[u8]> {
        let rest = self.blob.strip_prefix(b"SSHSIG")?.get(4..)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        rest.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?)
    }
}

/// Signs bytes.
///
/// # Errors
/// [`SigningError::NoTool`] and [`SigningError::NotSigned`]
pub fn sign(key: &Path, namespace: &str, bytes: &[u8]) -> Result<Signature, SigningError> {
    // A name that begins with a hyphen is no option.
    let whole = std::path::absolute(key).map_err(|error| SigningError::io("find", key, error))?;
    let output = run(
        &["-Y".as_ref(), "sign".as_ref(), "-n".as_ref(), namespace.as_ref(), "-f".as_ref(), whole.as_ref()],
        bytes,
    )?;
    Signature::read(&output.stdout)
        .filter(|_| output.status.success())
        .ok_or_else(|| SigningError::NotSigned { key: key.to_owned(), words: words(&output) })
}

/// Whose signature of some bytes it is.
///
/// # Errors
/// [`SigningError::NoTool`], and where no temporary file can be made.
pub fn verify(
    signature: &Signature,
    namespace: &str,
    bytes: &[u8],
    signers: Signers<'_>,
) -> Result<Verdict, SigningError> {
    let file = NamedTempFile::new()
        .and_then(|mut file| file.write_all(signature.armored().as_bytes()).map(|()| file))
        .map_err(|error| SigningError::io("make", &std::env::temp_dir(), error))?;
    let tool = |command: &str, more: &[&OsStr]| {
        let signed = [
            "-Y".as_ref(),
            command.as_ref(),
            "-n".as_ref(),
            namespace.as_ref(),
            "-s".as_ref(),
            file.path().as_os_str(),
        ];
        run(&[&signed[..], more].concat(), bytes)
    };
    let right = tool("check-novalidate", &[])?;
    if !right.status.success() {
        return Ok(Verdict::Wrong(words(&right)));
    }
    let allowed = ["-f".as_ref(), signers.allowed.as_os_str()];
    let known = tool("find-principals", &allowed)?;
    let known = String::from_utf8_lossy(&known.stdout).into_owned();
    let revoked: Vec<&OsStr> = signers.revoked.iter().flat_map(|file| ["-r".as_ref(), file.as_os_str()]).collect();
    let mut refused = None;
    for principal in known.lines().filter(|principal| !principal.is_empty()) {
        let output = tool("verify", &[&allowed[..], &["-I".as_ref(), principal.as_ref()], &revoked].concat())?;
        if output.status.success() {
            return Ok(Verdict::By(principal.to_owned()));
        }
        refused = Some(words(&output));
    }
    let unknown = || "no signer in the file has this key at this time".to_owned();
    Ok(Verdict::Unbelieved(refused.unwrap_or_else(unknown)))
}

fn run(arguments: &[&OsStr], input: &[u8]) -> Result<Output, SigningError> {
    let mut child = Command::new("ssh-keygen")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(SigningError::NoTool)?;
    // The tool may end without reading; what it says then counts.
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(input));
    let output = child.wait_with_output().map_err(SigningError::NoTool)?;
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(SigningError::NoTool(error)),
        _ => Ok(output),
    }
}

/// What the tool said, on one line.
fn words(output: &Output) -> String {
    let said = [&output.stderr, &output.stdout].map(|bytes| String::from_utf8_lossy(bytes));
    let lines = said.iter().flat_map(|text| text.lines());
    let lines: Vec<String> = lines.map(str::trim).filter(|line| !line.is_empty()).map(visible).collect();
    if lines.is_empty() { output.status.to_string() } else { lines.join("; ") }
}
