//! The result of a verification, in words and as JSON: every check with what it looked at, and every difference.

use serde_json::{Map, Value, json};

use super::json::generator;
use unrecs_dataset::verify::{Checked, Difference, FileSeen, LISTED, Part, Report, State, TableSeen};
use unrecs_text::value::counted;

/// The whole report as JSON.
pub fn json(report: &Report) -> Value {
    let differences = report.differences();
    json!({
        "generator": generator(),
        "status": if differences == 0 { "verified" } else { "differs" },
        "differences": differences,
        "output": report.output.as_ref().map(part),
        "releases": report.releases.iter().map(part).collect::<Vec<_>>(),
    })
}

fn part(part: &Part) -> Value {
    json!({
        "directory": part.directory.to_string_lossy(),
        "version": part.version,
        "yank_reason": part.yanked,
        "checks": part.checks.iter().map(checked).collect::<Vec<_>>(),
        "tables": part.tables.iter().map(table).collect::<Vec<_>>(),
        "differences": part.differences.iter().map(difference).collect::<Vec<_>>(),
    })
}

fn checked(checked: &Checked) -> Value {
    let looked: Map<String, Value> =
        checked.looked.iter().map(|(what, count)| ((*what).to_owned(), json!(count))).collect();
    json!({
        "check": checked.check.code(),
        "state": checked.state.code(),
        "looked_at": looked,
        "differences": checked.differences,
        "missed": checked.missed,
    })
}

fn table(table: &TableSeen) -> Value {
    let file = |file: &FileSeen| {
        let digest = file.content_sha256.map(|digest| digest.to_string());
        json!({ "format": file.format, "path": file.path, "rows": file.rows, "content_sha256": digest })
    };
    json!({
        "table": table.name,
        "rows": table.rows,
        "content_sha256": table.content_sha256.to_string(),
        "files": table.files.iter().map(file).collect::<Vec<_>>(),
    })
}

fn difference(difference: &Difference) -> Value {
    let place = &difference.place;
    json!({
        "check": difference.check.code(),
        "file": place.file,
        "line": place.line,
        "row": place.row,
        "column": place.column,
        "problem": difference.problem,
    })
}

/// Every check, on a line each.
pub fn checks(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for part in report.parts() {
        let version = part.version.as_ref().map(|version| format!("Version {version} in ")).unwrap_or_default();
        let yanked = part.yanked.as_ref().map(|reason| format!(", yanked: {reason}")).unwrap_or_default();
        lines.push(format!("{version}{}{yanked}", part.directory.display()));
        lines.extend(part.checks.iter().map(line));
    }
    lines
}

fn line(checked: &Checked) -> String {
    let looked: Vec<String> = checked.looked.iter().map(|(what, count)| looked(what, *count)).collect();
    let state = match checked.state {
        State::Passed => String::new(),
        State::PartlyDone => format!("; not done: {}", checked.missed.join("; ")),
        State::NotDone => format!("not done: {}", checked.missed.join("; ")),
        State::Differs => {
            let end = counted_differences(checked.differences);
            if looked.is_empty() { end } else { format!(": {end}") }
        }
    };
    let looked = if checked.state == State::NotDone { String::new() } else { looked.join(", ") };
    format!("  {:<12}  {looked}{state}", checked.check.code())
}

/// A count with its noun, which is given in the plural.
fn looked(what: &str, count: u64) -> String {
    let one = if count == 1 { what.strip_suffix('s').unwrap_or(what) } else { what };
    format!("{count} {one}")
}

/// Every difference that is listed, on a line each.
pub fn differences(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for part in report.parts() {
        let directory = part.directory.display();
        let shown = |one: &Difference| format!("difference[{}]: {directory}/{one}", one.check.code());
        lines.extend(part.differences.iter().map(shown));
        let more = part.count() - part.differences.len() as u64;
        if more > 0 {
            lines.push(format!(
                "and {more} more in {directory}, as at most {LISTED} are listed for each check and file"
            ));
        }
    }
    lines
}

/// The end of the report, in one line.
pub fn end(report: &Report) -> String {
    let releases = counted(report.releases.len(), "release");
    match report.differences() {
        0 => format!("Verified {releases}: no differences"),
        count => format!("Verification failed: {} in {releases}", counted_differences(count)),
    }
}

fn counted_differences(count: u64) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), "difference")
}
