//! `provenance/` against the manifest and the rows: the sources, and what the run counted.

use crate::layout::{FINDINGS, INPUTS, MANIFEST, RUN};
use serde_json::{Value, json};

use super::cursor::{Cursor, Kind};
use super::disk::Disk;
use super::loaded_release::LoadedRelease;
use super::manifest::{Claims, DataClaim};
use super::report_log::{Check, Log, Place};

/// Compares what needs no rows, and the counts of rows in the manifest.
pub(super) fn check(disk: &Disk, claims: &Claims, log: &mut Log) {
    if let Some(inputs) = json_of(disk, INPUTS, log) {
        let expected = json!({
            "generator": claims.generator, "inputs": claims.inputs,
            "configuration_sha256": claims.configuration_sha256.to_string(), "registry_sha256": claims.registry_sha256.to_string(),
        });
        let names = ["generator", "inputs", "configuration_sha256", "registry_sha256"];
        for name in names.into_iter().filter(|name| inputs.get(name) != expected.get(name)) {
            log.differ(Check::Provenance, Place::file(INPUTS), format!("found other {name} than {MANIFEST} has"));
        }
        log.looked(Check::Provenance, "inputs", claims.inputs.len() as u64);
    }
    let lines = findings(disk, log);
    if let Some(run) = json_of(disk, RUN, log) {
        counts(claims, &run, lines, log);
    }
}

fn json_of(disk: &Disk, path: &str, log: &mut Log) -> Option<Value> {
    disk.size(path)?;
    let value = disk.bytes(path).map_err(|error| error.to_string());
    match value.and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string())) {
        Ok(value) => Some(value),
        Err(problem) => {
            log.differ(Check::Provenance, Place::file(path), format!("cannot make sense of it: {problem}"));
            None
        }
    }
}

/// How many findings there are, each a JSON object on a line of its own.
fn findings(disk: &Disk, log: &mut Log) -> Option<u64> {
    disk.size(FINDINGS)?;
    let mut count = 0;
    for line in disk.bytes(FINDINGS).ok()?.split_inclusive(|byte| *byte == b'\n') {
        count += 1;
        let object = serde_json::from_slice::<Value>(line).is_ok_and(|value| value.is_object());
        if !object || !line.ends_with(b"\n") {
            let problem = "found a line that is no finding; expected one JSON object and a line feed";
            log.differ(Check::Provenance, Place::file(FINDINGS).line(count), problem);
        }
    }
    log.looked(Check::Provenance, "findings", count);
    Some(count)
}

/// The counts of the run against the rows that the manifest claims, which are counted elsewhere.
fn counts(claims: &Claims, run: &Value, findings: Option<u64>, log: &mut Log) {
    let rows = |table: &str| claims.table(table).map(|claim| claim.rows);
    let counted = |name: &str| run["counts"][name].as_u64();
    let severities = run["counts"]["findings"].as_object();
    let severities = severities.map(|counts| counts.values().filter_map(Value::as_u64).fold(0, u64::saturating_add));
    let pairs = [
        ("documents", counted("documents"), rows("documents")),
        ("divisions", counted("divisions"), rows("divisions")),
        ("paragraphs", counted("paragraphs"), rows("paragraphs")),
        ("mentions", counted("mentions"), rows("mentions")),
        ("findings", severities, findings),
    ];
    let words = |count: Option<u64>| count.map_or("no number".to_owned(), |count| count.to_string());
    for (what, found, expected) in pairs {
        if expected.is_some() && found != expected {
            let problem = format!("found {} as the number of {what}; expected {}", words(found), words(expected));
            log.differ(Check::Provenance, Place::file(RUN), problem);
        }
        log.looked(Check::Provenance, "counts", u64::from(expected.is_some()));
    }
    let released_at = claims.released_at.to_string();
    if run["released_at"] != released_at {
        let problem = format!("found released_at {}; expected {released_at:?}, as {MANIFEST} has", run["released_at"]);
        log.differ(Check::Provenance, Place::file(RUN), problem);
    }
}

/// Compares the documents with the inputs of the manifest: the same in the same order.
pub(super) fn documents(release: &LoadedRelease<'_>, data: &DataClaim, log: &mut Log) {
    let columns = [
        ("document_id", Kind::Text),
        ("source_path", Kind::Text),
        ("source_sha256", Kind::Text),
        ("source_bytes", Kind::Number),
    ];
    let Some(mut documents) = Cursor::open(release, "documents", data, &columns) else { return };
    let mut inputs = release.claims.inputs.iter();
    while documents.is_here() {
        let found = inputs.next().map(|input| {
            let bytes = i64::try_from(input.bytes).ok();
            [
                documents.text(0) == input.document_id.as_deref(),
                documents.text(1) == Some(&input.path),
                documents.text(2) == Some(&input.sha256.to_string()),
                documents.number(3) == bytes,
            ]
        });
        let place = Place::file(&data.path).row(documents.row);
        match found.map(|same| same.iter().position(|same| !same)) {
            None => log.differ(Check::Provenance, place, format!("found a document that is no input of {MANIFEST}")),
            Some(Some(column)) => {
                let problem =
                    format!("found another value than the input of {MANIFEST} with the number {} has", documents.row);
                log.differ(Check::Provenance, place.column(columns[column].0), problem);
            }
            Some(None) => {}
        }
        documents.next();
    }
    if let Some(left) = inputs.next() {
        let problem = format!(
            "found no row of the document {}, which {MANIFEST} has as an input",
            left.document_id.as_deref().unwrap_or_default()
        );
        log.differ(Check::Provenance, Place::file(&data.path), problem);
    }
}
