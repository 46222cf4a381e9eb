//! `diff`: what changed between two releases.

use std::io::Write as _;

use super::args::{Args, DiffArgs};
use super::release_name::opened;
use super::{DIFFERENT, Stop, printed};
use crate::report::Form;
use unrecs_dataset::compare::{Between, Marks, Show, readable, report_json};
use unrecs_dataset::release::difference;

/// Compares the two releases and shows every change.
pub(super) fn diff(args: &Args, options: &DiffArgs) -> Result<u8, Stop> {
    let (before, after) = (opened(args, &options.before)?, opened(args, &options.after)?);
    let changes = difference(&before, &after).map_err(|error| Stop::plain(error.to_string()))?;
    let between = Between { from: &options.before, to: &options.after };
    if args.report == Form::Json {
        printed(report_json(&changes, between))?;
    } else {
        let mut out = anstream::stdout().lock();
        let marks = match out.current_choice() {
            anstream::ColorChoice::Never => Marks::Brackets,
            _ => Marks::Colours,
        };
        out.write_all(readable(&changes, between, Show { rows: options.rows, marks }).as_bytes())?;
        out.flush()?;
    }
    Ok(if changes.is_empty() { 0 } else { DIFFERENT })
}
