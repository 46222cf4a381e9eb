//! `changes/summary.json`, and the report of a comparison as one JSON document.

use serde::Serialize;

use super::ndjson::{Fields, Line};
use super::{Changes, Counts, SchemaChange, TableChanges, reasons};
use crate::export::ordered::{Ordered, object};
use crate::export::pretty_json;

/// Version of the form of `changes/`: it changes when members or codes go or change their meaning.
pub const CHANGES_VERSION: u32 = 2;

/// What the two versions are called: their numbers, or where they lie.
#[derive(Debug, Clone, Copy)]
pub struct Between<'a> {
    /// The version before.
    pub from: &'a str,
    /// The version after.
    pub to: &'a str,
}

/// `changes/summary.json`: what changed in numbers, and why the version is what it is. Indented, with a line break at the end.
pub fn summary_json(changes: &Changes, between: Between<'_>) -> Vec<u8> {
    summary(changes, between).to_file()
}

#[derive(Serialize)]
struct Report<'a> {
    same: bool,
    #[serde(flatten)]
    summary: Ordered,
    ops: Vec<Line<'a, Fields<'a>>>,
}

/// The whole comparison as one JSON document: the members of the summary, with `same` before and all operations behind them.
pub fn report_json(changes: &Changes, between: Between<'_>) -> Vec<u8> {
    let ops = changes.ops().map(|(table, op)| Line::of(&table.table, op)).collect();
    pretty_json(&Report { same: changes.is_empty(), summary: summary(changes, between), ops })
}

fn summary(changes: &Changes, between: Between<'_>) -> Ordered {
    let reasons = reasons(changes).into_iter();
    object! {
        "changes_version": CHANGES_VERSION,
        "from": between.from,
        "to": between.to,
        "bump": changes.bump().code(),
        "reasons": Ordered::list(reasons.map(|one| object! { "level": one.level.code(), "text": one.text })),
        "rows": rows(Counts::of(&changes.tables)),
        "schema": Ordered::list(changes.schema.iter().map(schema_change)),
        "tables": Ordered::list(changes.tables.iter().map(table)),
    }
}

fn schema_change(change: &SchemaChange) -> Ordered {
    object! {
        "change": change.kind.code(),
        "level": change.kind.level().code(),
        "table": change.table.as_deref(),
        "column": change.column.as_deref(),
        "before": change.before.as_deref(),
        "after": change.after.as_deref(),
    }
}

/// `fields` are in how many rows each field changed, and `causes` how many operations each cause brought about.
fn table(table: &TableChanges) -> Ordered {
    let fields = table.fields(|_, _| true).into_iter().map(|(field, count)| (field.to_owned(), count));
    object! {
        "table": &table.table,
        "level": table.level().code(),
        "rows_before": table.rows_before,
        "rows_after": table.rows_after,
        ..rows(table.counts()),
        // Of a table of provenance, whose rows are not listed.
        "provenance_changed": table.provenance_changed,
        "fields": Ordered::object(fields),
        "causes": Ordered::object(table.causes()),
    }
}

fn rows(counts: Counts) -> Ordered {
    let Counts { removed, rekeyed, corrected, added, provenance } = counts;
    object! { "removed": removed, "rekeyed": rekeyed, "corrected": corrected, "added": added, "provenance": provenance }
}

#[cfg(test)]
mod tests;
