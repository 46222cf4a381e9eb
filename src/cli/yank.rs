//! `yank`: withdraws a release without deleting it.

use serde_json::json;

use super::args::Args;
use super::{Stop, output, time};
use crate::report::{Door, Form, Stream, json, published};
use unrecs_dataset::release::Store;

/// Marks the release with this version as yanked, for this reason.
pub(super) fn yank(args: &Args, version: &str, reason: &str, door: &Door) -> Result<u8, Stop> {
    let (output, at) = (output(args)?, time()?);
    let mut store = Store::open(&output)?;
    let yanked = store.yank(version, reason, at)?;
    let latest = store.latest().map(|entry| entry.version.to_string());
    if args.report == Form::Json {
        let report = json!({
            "generator": json::generator(),
            "status": "yanked",
            "version": yanked.to_string(),
            "reason": reason.trim(),
            "latest": latest,
            "recovered": published::recovery_json(store.recovery()),
        });
        door.json(&report)?;
    } else if args.quiet == 0 {
        let latest = match latest {
            Some(latest) => format!("the latest release is {latest}"),
            None => "all releases are yanked, so there is no latest.json until the next release".to_owned(),
        };
        let mut lines = published::recovery(store.recovery());
        lines.push(format!("Yanked version {yanked}; {latest}"));
        door.lines(Stream::Out, lines)?;
    }
    Ok(0)
}
