//! The result of publishing, in words and as JSON.

use serde_json::{Value, json};

use unrecs_dataset::compare::{Between, Marks, Show, readable};
use unrecs_dataset::release::{Next, Published, Recovery};
use unrecs_text::value::counted;

/// How many rows of each table a rehearsal lists.
const ROWS: usize = 10;

/// The result in one word: `released`, `unchanged`, `larger` or `rehearsed`.
pub fn status(published: &Published) -> &'static str {
    match published {
        Published::Released { .. } => "released",
        Published::Unchanged { .. } => "unchanged",
        Published::Larger { .. } => "larger",
        Published::Rehearsed { .. } => "rehearsed",
    }
}

/// The result in sentences, one in each line; first what the run repaired.
pub fn words(published: &Published) -> Vec<String> {
    let mut lines = published.recovery().map(recovery).unwrap_or_default();
    match published {
        Published::Released { next, directory, files, bytes, .. } => {
            let files = counted(*files, "file");
            let directory = directory.display();
            lines.push(format!("Released version {}: {files}, {bytes} bytes in {directory}", next.version));
            lines.extend(reasons(next));
        }
        Published::Unchanged { version, directory, .. } => {
            lines.push(format!(
                "Nothing to publish: nothing changed since version {version} in {}",
                directory.display()
            ));
        }
        Published::Larger { next, expected, .. } => {
            let (bump, expected) = (next.bump().code(), expected.code());
            lines.push(format!(
                "Nothing was published: the change is {bump}, and `--expect {expected}` does not allow it"
            ));
            lines.extend(changes(next));
        }
        Published::Rehearsed { next } => {
            lines.push(format!("Would release version {}; nothing was written", next.version));
            lines.extend(changes(next));
        }
    }
    lines
}

fn reasons(next: &Next) -> Vec<String> {
    next.reasons().iter().map(|reason| format!("  {:<5}  {}", reason.level.code(), reason.text)).collect()
}

/// A blank line, the reasons and every changed row; only the reasons if there is no earlier release.
fn changes(next: &Next) -> Vec<String> {
    let Some(since) = &next.since else { return reasons(next) };
    let (from, to) = (since.version.to_string(), next.version.to_string());
    let between = Between { from: &from, to: &to };
    let changes = readable(&since.changes, between, Show { rows: ROWS, marks: Marks::Brackets });
    std::iter::once("").chain(changes.lines()).map(str::to_owned).collect()
}

/// The result as an object.
pub fn json(published: &Published) -> Value {
    match published {
        Published::Released { next, directory, files, bytes, .. } => {
            let mut value = next_json(next);
            value["directory"] = json!(directory.to_string_lossy());
            value["files"] = json!(files);
            value["bytes"] = json!(bytes);
            value
        }
        Published::Unchanged { version, directory, .. } => {
            json!({ "version": version.to_string(), "directory": directory.to_string_lossy() })
        }
        Published::Larger { next, expected, .. } => {
            let mut value = next_json(next);
            value["expected"] = json!(expected.code());
            value
        }
        Published::Rehearsed { next } => next_json(next),
    }
}

fn next_json(next: &Next) -> Value {
    let reasons = next.reasons();
    let reasons = reasons.iter().map(|reason| json!({ "level": reason.level.code(), "text": reason.text }));
    json!({
        "version": next.version.to_string(),
        "previous": next.since.as_ref().map(|since| since.version.to_string()),
        "bump": next.since.as_ref().map(|_| next.bump().code()),
        "reasons": reasons.collect::<Vec<_>>(),
    })
}

/// What a run has repaired, one line each; empty if no earlier run was interrupted.
pub fn recovery(recovery: &Recovery) -> Vec<String> {
    let mut lines = Vec::new();
    if recovery.leftovers > 0 {
        let releases = counted(recovery.leftovers, "unfinished release");
        lines.push(format!("Removed {releases} of interrupted runs"));
    }
    match &recovery.version {
        Some(version) => {
            lines.push(format!("Listed version {version}, which an interrupted run had finished but not yet listed"));
        }
        None if recovery.latest => {
            lines.push("Corrected latest.json, which did not name the last good release".to_owned());
        }
        None => {}
    }
    for version in &recovery.missing {
        lines.push(format!("The directory of version {version} is missing: restore it from a copy"));
    }
    lines
}

/// The same as an object.
pub fn recovery_json(recovery: &Recovery) -> Value {
    json!({
        "leftovers": recovery.leftovers,
        "version": recovery.version.as_ref().map(ToString::to_string),
        "latest": recovery.latest,
        "missing": recovery.missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_repair_is_named() {
        let lines = |leftovers, version: Option<&str>, latest| {
            let version = version.map(|version| version.parse().unwrap());
            recovery(&Recovery { leftovers, version, latest, missing: Vec::new() }).join("\n")
        };
        assert_eq!(lines(0, None, false), "");
        assert_eq!(lines(1, None, false), "Removed 1 unfinished release of interrupted runs");
        let expected = "\
Removed 2 unfinished releases of interrupted runs
Listed version 1.0.0, which an interrupted run had finished but not yet listed";
        assert_eq!(lines(2, Some("1.0.0"), true), expected);
        assert_eq!(lines(0, None, true), "Corrected latest.json, which did not name the last good release");
        let missing = vec!["1.0.0".parse().unwrap()];
        let expected = "The directory of version 1.0.0 is missing: restore it from a copy";
        assert_eq!(recovery(&Recovery { missing, ..Recovery::default() }), [expected]);
    }
}
