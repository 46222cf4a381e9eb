//! What travels with a release of its changes: `changes/` for programs, `CHANGELOG.md` for people.

use jiff::Timestamp;
use semver::Version;

use super::verdict::{Next, Since};
use crate::compare::{Between, changelog_section, changes_csv, ops_ndjson, summary_json};
use crate::export::SmallFile;
use crate::layout::{CHANGELOG, CHANGES, OPS, SUMMARY};
use crate::release::Plan;

/// The head of every changelog, after Keep a Changelog 1.1.0.
const HEAD: &str = "# Changelog\n\nThe newest version first. Rows that changed are in `changes/` of each release.\n";

/// `CHANGELOG.md`, and `changes/` where there is a release before.
pub(crate) fn contents(plan: &Plan<'_>, next: &Next) -> Vec<SmallFile> {
    let version = next.version.to_string();
    let released_on = jiff::tz::Offset::UTC.to_datetime(plan.released_at).date();
    let Some(Since { version: before, changes, changelog }) = &next.since else {
        return vec![beginning(&next.version, plan.released_at, &next.reason())];
    };
    let before = before.to_string();
    let between = Between { from: &before, to: &version };
    let earlier = changelog.strip_prefix(HEAD).unwrap_or(changelog);
    let text = format!("{HEAD}\n{}{earlier}", changelog_section(changes, between, released_on));
    vec![
        SmallFile::new(CHANGELOG, "text/markdown", text),
        SmallFile::new(CHANGES, "text/csv", changes_csv(changes)),
        SmallFile::new(OPS, "application/x-ndjson", ops_ndjson(changes)),
        SmallFile::new(SUMMARY, "application/json", summary_json(changes, between)),
    ]
}

/// `CHANGELOG.md` of a release with none before it.
pub(crate) fn beginning(version: &Version, released_at: Timestamp, reason: &str) -> SmallFile {
    let released_on = jiff::tz::Offset::UTC.to_datetime(released_at).date();
    SmallFile::new(CHANGELOG, "text/markdown", format!("{HEAD}\n## {version} - {released_on}\n\n- {reason}\n"))
}
