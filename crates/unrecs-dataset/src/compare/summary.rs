//! `changes/summary.json`, and the report of a comparison as one JSON document.

use serde::{Serialize, Serializer};

use super::ndjson::Line;
use super::{Cause, Changes, Counts, reasons};
use crate::export::pretty_json;

/// Version of the form of `changes/`: it changes when members or codes go or change their meaning.
pub const CHANGES_VERSION: u32 = 1;

/// What the two versions are called: their numbers, or where they lie.
#[derive(Debug, Clone, Copy)]
pub struct Between<'a> {
    /// The version before.
    pub from: &'a str,
    /// The version after.
    pub to: &'a str,
}

#[derive(Serialize)]
struct Summary<'a> {
    changes_version: u32,
    from: &'a str,
    to: &'a str,
    bump: &'static str,
    reasons: Vec<Reason>,
    rows: Rows,
    schema: Vec<SchemaChange<'a>>,
    tables: Vec<Table<'a>>,
}

#[derive(Serialize)]
struct Reason {
    level: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Rows {
    removed: usize,
    rekeyed: usize,
    corrected: usize,
    moved: usize,
    added: usize,
}

#[derive(Serialize)]
struct SchemaChange<'a> {
    change: &'static str,
    level: &'static str,
    table: Option<&'a str>,
    column: Option<&'a str>,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

#[derive(Serialize)]
struct Table<'a> {
    table: &'a str,
    level: &'static str,
    rows_before: Option<usize>,
    rows_after: Option<usize>,
    #[serde(flatten)]
    rows: Rows,
    /// In how many rows each field changed.
    fields: InOrder<&'a str>,
    /// How many operations each cause brought about.
    causes: InOrder<&'static str>,
}

/// An object from names to counts.
struct InOrder<T>(Vec<(T, usize)>);

impl<T: Serialize> Serialize for InOrder<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, count)| (name, count)))
    }
}

#[derive(Serialize)]
struct Report<'a> {
    same: bool,
    #[serde(flatten)]
    summary: Summary<'a>,
    ops: Vec<Line<'a>>,
}

/// `changes/summary.json`: what changed in numbers, and why the version is what it is. Indented, with a line break at the end.
pub fn summary_json(changes: &Changes, between: Between<'_>) -> Vec<u8> {
    pretty_json(&Summary::of(changes, between))
}

/// The whole comparison as one JSON document: the members of the summary, with `same` before and all operations behind them.
pub fn report_json(changes: &Changes, between: Between<'_>) -> Vec<u8> {
    let ops = changes.ops().map(|(table, op)| Line::of(&table.table, op)).collect();
    pretty_json(&Report { same: changes.is_empty(), summary: Summary::of(changes, between), ops })
}

impl<'a> Summary<'a> {
    fn of(changes: &'a Changes, between: Between<'a>) -> Self {
        let schema = changes.schema.iter().map(|change| SchemaChange {
            change: change.kind.code(),
            level: change.kind.level().code(),
            table: change.table.as_deref(),
            column: change.column.as_deref(),
            before: change.before.as_deref(),
            after: change.after.as_deref(),
        });
        let tables = changes.tables.iter().map(|table| Table {
            table: &table.table,
            level: table.level().code(),
            rows_before: table.rows_before,
            rows_after: table.rows_after,
            rows: Rows::from(table.counts()),
            fields: InOrder(table.fields(|_, _| true)),
            causes: InOrder(Cause::ALL.map(Cause::code).into_iter().chain(["unknown"]).zip(table.causes()).collect()),
        });
        let reasons = reasons(changes).into_iter();
        Self {
            changes_version: CHANGES_VERSION,
            from: between.from,
            to: between.to,
            bump: changes.bump().code(),
            reasons: reasons.map(|reason| Reason { level: reason.level.code(), text: reason.text }).collect(),
            rows: Rows::from(Counts::of(&changes.tables)),
            schema: schema.collect(),
            tables: tables.collect(),
        }
    }
}

impl From<Counts> for Rows {
    fn from(counts: Counts) -> Self {
        let Counts { removed, rekeyed, corrected, moved, added } = counts;
        Self { removed, rekeyed, corrected, moved, added }
    }
}

#[cfg(test)]
mod tests;
