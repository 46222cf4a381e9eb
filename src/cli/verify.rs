//! `verify`: reads releases back and checks them.

use std::path::Path;

use super::args::{Args, VerifyArgs};
use super::release_name::is_version;
use super::sign::Signatures;
use super::{DIFFERS, Stop, near, output};
use crate::pipeline;
use crate::report::{Door, Form, Stream, verified};
use unrecs_dataset::verify::{self, Against, Report, VerifyError, Which};

/// Verifies the releases that the options name.
pub(super) fn verify(args: &Args, options: &VerifyArgs, door: &Door) -> Result<u8, Stop> {
    let program = pipeline::generator();
    let against = Against { sources: &options.sources, program: &program };
    let report = match options.release.as_deref() {
        None if options.all => Ok(verify::output(&output(args)?, Which::All, against)?),
        name => verified_release(args, name, &options.sources),
    };
    let report = match (report, &options.release) {
        (Err(_), Some(name)) if Path::new(name).is_dir() => verify::directory(Path::new(name), against)?,
        (report, _) => report?,
    };
    if report.releases.is_empty() && report.differences() == 0 {
        return Err(Stop::plain("all releases are yanked; `unrecs verify --all` verifies yanked releases too"));
    }
    let signatures = match report.releases.as_slice() {
        [release] => Signatures::of(&release.directory, options)?,
        _ => None,
    };
    if args.report == Form::Json {
        let mut json = verified::json(&report);
        if let Some(signatures) = &signatures {
            json["signatures"] = signatures.json();
        }
        door.json(&json)?;
    } else {
        let (checks, end) = match args.quiet {
            0 => (verified::checks(&report), Some(verified::end(&report))),
            _ => Default::default(),
        };
        let signatures = signatures.iter().filter(|one| args.quiet == 0 || !one.are_right());
        let signatures = signatures.flat_map(Signatures::lines);
        door.lines(Stream::Out, checks.into_iter().chain(verified::differences(&report)).chain(end).chain(signatures))?;
    }
    let code = if report.differences() == 0 { 0 } else { DIFFERS };
    Ok(signatures.map_or(code, |signatures| signatures.code(code)))
}

/// Verifies one release: the one with this version, the one in this directory, or the latest.
pub(super) fn verified_release(args: &Args, name: Option<&str>, sources: &Path) -> Result<Report, Stop> {
    let program = pipeline::generator();
    let against = Against { sources, program: &program };
    Ok(match name {
        Some(name) if !is_version(name) && Path::new(name).is_dir() => verify::directory(Path::new(name), against)?,
        name => verify::output(&output(args)?, name.map_or(Which::Latest, Which::Version), against)?,
    })
}

impl From<VerifyError> for Stop {
    fn from(error: VerifyError) -> Self {
        Self::plain(match error {
            VerifyError::UnknownVersion { version, known } => {
                let unknown = near::unknown("version or directory", &version, known.iter().map(String::as_str));
                format!("{unknown}; `unrecs log` lists all versions")
            }
            error => error.to_string(),
        })
    }
}
