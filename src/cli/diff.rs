//! `diff`: what changed between two releases.

use super::args::{Args, DiffArgs};
use super::release_name::opened;
use super::{DIFFERENT, Stop};
use crate::report::{Door, Form, Stream};
use unrecs_dataset::compare::{Between, Marks, Show, readable, report_json};
use unrecs_dataset::release::difference;

/// Compares the two releases and shows every change.
pub(super) fn diff(args: &Args, options: &DiffArgs, door: &Door) -> Result<u8, Stop> {
    let (before, after) = (opened(args, &options.before)?, opened(args, &options.after)?);
    let changes = difference(&before, &after).map_err(|error| Stop::plain(error.to_string()))?;
    let between = Between { from: &options.before, to: &options.after };
    if args.report == Form::Json {
        door.json_text(&String::from_utf8_lossy(&report_json(&changes, between)))?;
    } else {
        let marks = if Stream::Out.has_colours() { Marks::Colours } else { Marks::Brackets };
        door.styled(Stream::Out, &readable(&changes, between, Show { rows: options.rows, marks }))?;
    }
    Ok(if changes.is_empty() { 0 } else { DIFFERENT })
}
