//! `sign`, and what `verify` says of signatures.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{Args, VerifyArgs};
use super::publish::refused;
use super::release_name::opened_or_latest;
use super::verify::verified_release;
use super::{DIFFERS, Stop};
use crate::report::{Door, Form, Stream, json, verified};
use unrecs_dataset::release::Opened;
use unrecs_dataset::release::signing::{self, Checked, Signed, Signers, SigningError, Verdict};
use unrecs_dataset::verify::Report;
use unrecs_text::value::visible;

/// What to sign, and with which key.
#[derive(Debug, clap::Args)]
pub struct SignArgs {
    /// The version to sign, or the directory of a release; the default is the latest release
    #[arg(value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// Sign with this key of OpenSSH: a private key, or a public key whose private key ssh-agent holds
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
}

/// Signs the release that the options name, once it is verified.
pub(super) fn sign(args: &Args, options: &SignArgs, door: &Door) -> Result<u8, Stop> {
    let (release, signed) = match verified_and_signed(args, options.release.as_deref(), &options.key)? {
        Ok(signed) => signed,
        Err(report) => return refused(&report, NOTHING, door),
    };
    let (version, files) = (&release.manifest().version, [&signed.signature, &signed.statement]);
    if args.report == Form::Json {
        let report = json!({
            "generator": json::generator(),
            "status": "signed",
            "version": version.to_string(),
            "key": signed.key,
            "files": files.map(|file| file.to_string_lossy()),
        });
        door.json(&report)?;
    } else if args.quiet == 0 {
        door.lines(Stream::Out, [line(&release, &signed)])?;
    }
    Ok(0)
}

/// Signs the latest release behind a run, once it is verified. The report of the run for machines is the only one on stdout.
pub(super) fn sign_latest(args: &Args, key: &Path, door: &Door) -> Result<u8, Stop> {
    match verified_and_signed(args, None, key)? {
        Ok((release, signed)) if args.report == Form::Human && args.quiet == 0 => {
            door.lines(Stream::Out, [line(&release, &signed)])?;
        }
        Ok(_) => {}
        Err(report) => {
            let end = [verified::end(&report), NOTHING.to_owned()];
            door.lines(Stream::Err, verified::differences(&report).into_iter().chain(end))?;
            return Ok(DIFFERS);
        }
    }
    Ok(0)
}

const NOTHING: &str = "Nothing was signed.";

/// Signs a release that is what it should be; else what differs.
fn verified_and_signed(args: &Args, name: Option<&str>, key: &Path) -> Result<Result<(Opened, Signed), Report>, Stop> {
    let report = verified_release(args, name, Path::new("."))?;
    if report.differences() > 0 {
        return Ok(Err(report));
    }
    let release = opened_or_latest(args, name)?;
    let signed = signing::sign(&release, key)?;
    Ok(Ok((release, signed)))
}

fn line(release: &Opened, signed: &Signed) -> String {
    let [signature, statement] = [&signed.signature, &signed.statement].map(|file| visible(&file.to_string_lossy()));
    format!("Signed version {} with {}: {signature} and {statement}", release.manifest().version, signed.key)
}

/// The signatures of a release, where signers were named.
pub(super) struct Signatures(Vec<Checked>);

impl Signatures {
    /// Checks the signatures of the release in a directory; none where no signers were named.
    pub(super) fn of(directory: &Path, options: &VerifyArgs) -> Result<Option<Self>, Stop> {
        let Some(allowed) = options.signers.as_deref() else { return Ok(None) };
        let signers = Signers { allowed, revoked: options.revoked.as_deref() };
        let release = Opened::at(directory).map_err(|error| Stop::plain(error.to_string()))?;
        Ok(Some(Self(signing::check(&release, signers)?)))
    }

    /// Whether somebody who is believed signed the release.
    pub(super) fn are_right(&self) -> bool {
        signing::is_signed(&self.0)
    }

    /// A line for each file.
    pub(super) fn lines(&self) -> Vec<String> {
        let line = |file: &Checked| {
            let name = visible(&file.file);
            match &file.verdict {
                Verdict::By(signer) => format!("  {name}: signed by {}", visible(signer)),
                Verdict::Unbelieved(why) => format!("  {name}: right, but with a key that does not count: {why}"),
                Verdict::Wrong(why) => format!("  {name}: wrong: {why}"),
            }
        };
        let mut lines = vec!["Signatures".to_owned()];
        lines.extend(self.0.iter().map(line));
        let is_wrong = self.0.iter().any(|file| matches!(file.verdict, Verdict::Wrong(_)));
        match (self.are_right(), is_wrong) {
            (true, _) => {}
            (false, true) => lines.push("  expected nothing beside this release but right signatures of it".to_owned()),
            (false, false) => lines.push("  no signer in the file has signed this release; expected one".to_owned()),
        }
        lines
    }

    /// The same for programs.
    pub(super) fn json(&self) -> Value {
        let file = |file: &Checked| {
            let (state, by) = match &file.verdict {
                Verdict::By(signer) => ("signed", signer.as_str()),
                Verdict::Unbelieved(why) => ("not_believed", why.as_str()),
                Verdict::Wrong(why) => ("wrong", why.as_str()),
            };
            json!({ "file": file.file, "state": state, "says": by })
        };
        json!({ "signed": self.are_right(), "files": self.0.iter().map(file).collect::<Vec<_>>() })
    }

    /// The exit code, where the checks of the release itself end with another.
    pub(super) fn code(&self, checked: u8) -> u8 {
        if self.are_right() { checked } else { DIFFERS }
    }
}

impl From<SigningError> for Stop {
    fn from(error: SigningError) -> Self {
        Self::plain(visible(&error.to_string()))
    }
}

/// What the help shows.
pub const EXAMPLES: &str = "\
Examples:
  unrecs sign --key ~/.ssh/id_ed25519           sign the latest release
  unrecs sign 1.2.0 --key ~/.ssh/id_ed25519.pub with the private key in ssh-agent
  unrecs verify --signers allowed_signers       demand a signature by one of these signers
  ssh-keygen -Y verify -f allowed_signers -I publisher@example.org -n unrecs-release \\
    -s v1.2.0.sig/SHA256SUMS.0123456789abcdef.sig < v1.2.0/SHA256SUMS

The command verifies the release first. It writes two files into v1.2.0.sig, beside v1.2.0: a \
signature of SHA256SUMS, and a signed statement of what the release was made from. It changes no file \
of the release. Several people can sign one release. It runs ssh-keygen, and needs no network.

Exit codes: 0 signed, 2 the command could not run, 4 the release differs from what it should be";
