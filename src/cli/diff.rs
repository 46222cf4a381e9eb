//! `diff`: what changed between two releases.

use std::io::{self, Write};

use super::args::{Args, DiffArgs};
use super::{DIFFERENT, Stop, opened};
use crate::report::{Form, Problem};
use unrecs_dataset::compare::{Between, Marks, Show, readable, report_json};
use unrecs_dataset::release::difference;

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

fn problem(message: String) -> Stop {
    Stop::Problems(vec![Problem::plain(message)])
}
