//! What the rows of all tables have to keep together: unique keys, foreign keys, counts, tiled sources.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::cells::line;
use super::keys::{Keys, Suspects};
use super::loaded_release::LoadedRelease;
use super::report_log::{Check, Log, Place};
use super::tables::{Table, pick};
use super::{counts, tiles};

/// Checks the tables of a release against each other.
pub(super) fn check(held: &LoadedRelease<'_>, tables: &mut [Table], log: &mut Log) {
    for table in tables.iter_mut() {
        let file = table.data.path.clone();
        table.facts.end(&file, log);
    }
    let tables = &*tables;
    let found: Vec<Log> = tables.par_iter().map(|table| keys(held, table, tables)).collect();
    found.into_iter().for_each(|found| log.merge(found));
    let file = |name: &'static str| -> &str {
        tables.iter().find(|table| table.seen.name == name).map_or(name, |table| &table.data.path)
    };
    counts::compare(tables.iter().map(|table| &table.facts.counts), file("meetings"), log);
    let files = [file("segments"), file("documents")];
    tiles::compare(tables.iter().map(|table| &table.facts.tiles), files, log);
}

fn keys(held: &LoadedRelease<'_>, table: &Table, tables: &[Table]) -> Log {
    let mut log = Log::default();
    let Some(keys) = &table.facts.keys else {
        log.missed(Check::Keys, format!("the schema of {} names no keys", table.seen.name));
        return log;
    };
    let other = |name: &str| -> Option<&Keys> {
        tables.iter().find(|table| table.seen.name == name).and_then(|table| table.facts.keys.as_ref())
    };
    if let Some(suspects) = keys.repeated() {
        repeated(held, table, &suspects, &mut log);
    }
    for suspects in keys.missing(other) {
        missing(held, table, &suspects, &mut log);
    }
    let (primary, foreign) = keys.counts();
    log.looked(Check::Keys, "keys", primary);
    log.looked(Check::Keys, "foreign keys", foreign);
    log
}

/// Rows whose hashes came twice: their keys decide.
fn repeated(held: &LoadedRelease<'_>, table: &Table, suspects: &Suspects, log: &mut Log) {
    let mut seen = BTreeSet::new();
    pick(held, table, &suspects.rows, &mut |row, batch, index| {
        let key = line(batch, &suspects.columns, index);
        if !seen.insert(key.clone()) {
            let place = Place::file(&table.data.path).row(row + 1).column(names(table, suspects));
            log.differ(Check::Keys, place, format!("found {key}, the primary key of an earlier row; expected another"));
        }
    });
}

fn missing(held: &LoadedRelease<'_>, table: &Table, suspects: &Suspects, log: &mut Log) {
    let (target, column) = suspects.target.clone().unwrap_or_default();
    pick(held, table, &suspects.rows, &mut |row, batch, index| {
        let place = Place::file(&table.data.path).row(row + 1).column(names(table, suspects));
        let found = line(batch, &suspects.columns, index);
        log.differ(Check::Keys, place, format!("found {found}; expected a value of {target}.{column}, or no value"));
    });
    let shown = suspects.rows.len() as u64;
    if suspects.count > shown {
        *log.more.entry((Check::Keys, table.data.path.clone())).or_default() += suspects.count - shown;
    }
}

fn names(table: &Table, suspects: &Suspects) -> String {
    let names: Vec<&str> = suspects.columns.iter().map(|&column| table.schema.field(column).name().as_str()).collect();
    names.join(" + ")
}
