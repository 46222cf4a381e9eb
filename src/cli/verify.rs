//! `verify`: whether releases are what they say they are.

use std::path::Path;

use super::args::{Args, VerifyArgs};
use super::{DIFFERS, Stop, near, output, printed};
use crate::report::{Form, Problem, verified};
use unrecs_dataset::verify::{self, Report, VerifyError, Which};

/// Verifies the releases that are asked for.
pub(super) fn verify(args: &Args, asked: &VerifyArgs) -> Result<u8, Stop> {
    let report = match asked.release.as_deref() {
        None if asked.all => of_output(args, Which::All, asked),
        None => of_output(args, Which::Latest, asked),
        Some(name) => named(args, name, asked),
    }?;
    if report.releases.is_empty() && report.differences() == 0 {
        let message = "no good release is left; `unrecs verify --all` looks at those that were yanked too";
        return Err(Stop::Problems(vec![Problem::plain(message)]));
    }
    if args.report == Form::Json {
        printed(&format!("{:#}\n", verified::json(&report)))?;
    } else {
        let checks = if args.quiet == 0 { verified::checks(&report) } else { String::new() };
        let end = if args.quiet == 0 { verified::end(&report) } else { String::new() };
        printed(&format!("{checks}{}{end}", verified::differences(&report)))?;
    }
    Ok(if report.differences() == 0 { 0 } else { DIFFERS })
}

/// A version of the output directory, else a directory. What is written like a path is no version, so that no configuration is
/// needed for it.
fn named(args: &Args, name: &str, asked: &VerifyArgs) -> Result<Report, Stop> {
    let directory = Path::new(name);
    let is_version = name.strip_prefix('v').unwrap_or(name).parse::<semver::Version>().is_ok();
    if !is_version && directory.is_dir() {
        return Ok(verify::directory(directory, &asked.sources)?);
    }
    match of_output(args, Which::Version(name), asked) {
        Err(_) if directory.is_dir() => Ok(verify::directory(directory, &asked.sources)?),
        other => other,
    }
}

fn of_output(args: &Args, which: Which<'_>, asked: &VerifyArgs) -> Result<Report, Stop> {
    Ok(verify::output(&output(args)?, which, &asked.sources)?)
}

impl From<VerifyError> for Stop {
    fn from(error: VerifyError) -> Self {
        let message = match error {
            VerifyError::UnknownVersion { version, known } => {
                let message = near::unknown("version or directory", &version, known.iter().map(String::as_str));
                format!("{message}; `unrecs log` lists all versions")
            }
            error => error.to_string(),
        };
        Self::Problems(vec![Problem::plain(message)])
    }
}
