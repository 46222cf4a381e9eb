//! `diff`: what changed between two releases.

use std::io::{self, Write};
use std::path::Path;

use super::args::{Args, DiffArgs};
use super::{DIFFERENT, Stop, output};
use crate::compare::{Between, Marks, Show, readable, report_json};
use crate::release::{Opened, difference};
use crate::report::{Form, Problem};

/// Compares them and shows every change.
pub(super) fn diff(args: &Args, diff: &DiffArgs) -> Result<u8, Stop> {
    let (before, after) = (opened(args, &diff.before)?, opened(args, &diff.after)?);
    let changes = difference(&before, &after).map_err(|error| problem(error.to_string()))?;
    let between = Between { from: &diff.before, to: &diff.after };
    if args.report == Form::Json {
        let mut out = io::stdout().lock();
        out.write_all(&report_json(&changes, between))?;
        out.flush()?;
    } else {
        let mut out = anstream::stdout().lock();
        let marks = match out.current_choice() {
            anstream::ColorChoice::Never => Marks::Brackets,
            _ => Marks::Colours,
        };
        out.write_all(readable(&changes, between, Show { rows: diff.rows, marks }).as_bytes())?;
        out.flush()?;
    }
    Ok(if changes.is_empty() { 0 } else { DIFFERENT })
}

/// A version of the output directory, or the directory of a release. What reads like a version is one: a directory of such a name is
/// told by a `./` in front.
fn opened(args: &Args, name: &str) -> Result<Opened, Stop> {
    let is_version = semver::Version::parse(name.strip_prefix('v').unwrap_or(name)).is_ok();
    let is_path = Path::new(name).components().count() > 1 || Path::new(name).is_dir();
    if is_version || !is_path {
        Ok(Opened::named(name, &output(args)?)?)
    } else {
        Opened::at(Path::new(name)).map_err(|error| problem(error.to_string()))
    }
}

fn problem(message: String) -> Stop {
    Stop::Problems(vec![Problem::plain(message)])
}
