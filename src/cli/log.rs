//! `log`: every release of an output directory, newest first.

use serde_json::{Value, json};

use super::args::Args;
use super::{Stop, output};
use crate::report::{Door, Form, Stream, json};
use unrecs_dataset::release::{self, Logged, Status};

/// The table whose rows have a column of their own.
const RECOMMENDATIONS: &str = "recommendations";

/// Lists the releases.
pub(super) fn log(args: &Args, door: &Door) -> Result<u8, Stop> {
    let output = output(args)?;
    let logged = release::log(&output)?;
    if args.report == Form::Json {
        let latest = logged.iter().find(|one| one.is_latest).map(|one| one.entry.version.to_string());
        let releases: Vec<Value> = logged.iter().map(described).collect();
        let report = json!({
            "generator": json::generator(),
            "output": output.to_string_lossy(),
            "latest": latest,
            "versions": releases,
        });
        door.json(&report)?;
    } else if logged.is_empty() {
        door.lines(Stream::Out, [format!("There are no releases in {}", output.display())])?;
    } else {
        door.lines(Stream::Out, listed(&logged))?;
    }
    Ok(0)
}

fn described(one: &Logged) -> Value {
    let entry = &one.entry;
    let (status, yanked) = match &entry.status {
        Status::Good => ("ok", None),
        Status::Yanked { reason, at } => ("yanked", Some((reason, at.to_string()))),
    };
    let tables = one.tables.as_ref().map(|tables| {
        let rows = tables.iter().map(|(name, rows)| (name.clone(), json!(rows)));
        Value::Object(rows.collect())
    });
    json!({
        "version": entry.version.to_string(),
        "path": entry.path(),
        "reason": entry.reason,
        "released_at": entry.released_at.to_string(),
        "manifest_sha256": entry.manifest_sha256.to_string(),
        "status": status,
        "yank_reason": yanked.as_ref().map(|(reason, _)| reason),
        "yanked_at": yanked.as_ref().map(|(_, at)| at),
        "rows": tables,
    })
}

/// One line for each release, and a second one for each that is yanked.
fn listed(logged: &[Logged]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rows = vec![["version", "released", RECOMMENDATIONS, "rows", "status", "reason"].map(str::to_owned)];
    rows.extend(logged.iter().map(row));
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or_default();
    let widths = [0, 1, 2, 3, 4].map(width);
    let mut notes = vec![None];
    notes.extend(logged.iter().map(|one| match &one.entry.status {
        Status::Good => None,
        Status::Yanked { reason, at } => Some(format!("yanked {at}: {reason}")),
    }));
    for (row, note) in rows.iter().zip(notes) {
        let [version, released, recommendations, all, status, reason] = row;
        let [w0, w1, w2, w3, w4] = widths;
        lines
            .push(format!("{version:w0$}  {released:w1$}  {recommendations:>w2$}  {all:>w3$}  {status:w4$}  {reason}"));
        lines.extend(note.map(|note| format!("{:w0$}  {note}", "")));
    }
    lines
}

/// The cells of a release; the counts are `?` if its manifest is not the published one.
fn row(one: &Logged) -> [String; 6] {
    let (entry, tables) = (&one.entry, one.tables.as_deref());
    let sum = |wanted: &dyn Fn(&str) -> bool| match tables {
        Some(tables) => tables.iter().filter(|(name, _)| wanted(name)).map(|(_, rows)| rows).sum::<u64>().to_string(),
        None => "?".to_owned(),
    };
    let status = match entry.status {
        Status::Good if one.is_latest => "ok, latest",
        Status::Good => "ok",
        Status::Yanked { .. } => "yanked",
    };
    let (version, released_at) = (entry.version.to_string(), entry.released_at.to_string());
    let recommendations = sum(&|name| name == RECOMMENDATIONS);
    [version, released_at, recommendations, sum(&|_| true), status.to_owned(), entry.reason.clone()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use unrecs_dataset::release::Entry;

    fn logged(json: Value, tables: Option<Vec<(String, u64)>>) -> Logged {
        let entry: Entry = serde_json::from_value(json).unwrap();
        Logged { is_latest: entry.is_good(), entry, tables }
    }

    fn samples() -> [Logged; 2] {
        let good = json!({
            "version": "1.10.0", "path": "v1.10.0", "reason": "rows were added", "released_at": "2026-01-02T03:04:05Z",
            "manifest_sha256": "0".repeat(64), "status": "ok",
        });
        let yanked = json!({
            "version": "1.0.0", "path": "v1.0.0", "reason": "first release", "released_at": "2025-01-02T03:04:05Z",
            "manifest_sha256": "1".repeat(64),
            "status": "yanked", "yank_reason": "wrong dates", "yanked_at": "2025-02-03T04:05:06Z",
        });
        let tables = vec![("divisions".to_owned(), 5), ("recommendations".to_owned(), 174)];
        [logged(good, Some(tables)), logged(yanked, None)]
    }

    #[test]
    fn releases_stand_in_columns() {
        let expected = "\
version  released              recommendations  rows  status      reason
1.10.0   2026-01-02T03:04:05Z              174   179  ok, latest  rows were added
1.0.0    2025-01-02T03:04:05Z                ?     ?  yanked      first release
         yanked 2025-02-03T04:05:06Z: wrong dates";
        assert_eq!(listed(&samples()).join("\n"), expected);
    }

    #[test]
    fn a_program_gets_the_same() {
        let [good, yanked] = samples().map(|one| described(&one));
        assert_eq!(
            (&good["rows"], &good["yank_reason"]),
            (&json!({"divisions": 5, "recommendations": 174}), &Value::Null)
        );
        let expected = json!({
            "version": "1.0.0", "path": "v1.0.0", "reason": "first release", "released_at": "2025-01-02T03:04:05Z",
            "manifest_sha256": "1".repeat(64), "rows": null,
            "status": "yanked", "yank_reason": "wrong dates", "yanked_at": "2025-02-03T04:05:06Z",
        });
        assert_eq!(yanked, expected);
    }
}
