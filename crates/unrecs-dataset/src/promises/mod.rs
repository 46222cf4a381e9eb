//! The promises that the rows of all tables keep: values where they are required, unique keys, keys that lead somewhere,
//! segments that tile their text.
//!
//! Rows about to be written and rows read back are checked by the same code. It knows of the tables what their schemas say, in the
//! metadata of [`arrow_schema()`], so that releases with other tables can be checked too.

mod cells;
mod keys;
mod segments;
mod values;

use std::convert::Infallible;
use std::fmt;
use std::ops::ControlFlow;

use ahash::RandomState;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use rayon::prelude::*;

use crate::tables::arrow::{arrow_schema, table_name};
use crate::tables::{Part, Tables};
use keys::Keys;
use segments::Segments;
use values::Codes;

pub(crate) use cells::{same, shown, value};

/// What is promised of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// No value is missing, no text is empty, every code is in its list.
    Values,
    /// Primary keys are unique, and foreign keys are keys.
    Keys,
    /// The segments of each document tile its text.
    Segments,
}

/// Rows of a table that break a promise in the same columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Name of the table.
    pub table: String,
    /// Names of the columns concerned; none where whole rows are.
    pub columns: Vec<String>,
    /// The promise that they break.
    pub promise: Promise,
    /// Number of rows that break it.
    pub rows: u64,
    /// The first of those rows, [`EXAMPLES`] at most.
    pub examples: Vec<Example>,
}

/// A row that breaks a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Counted from 1.
    pub row: u64,
    /// What was found, and what was expected.
    pub problem: String,
}

/// Examples of a violation at most.
pub const EXAMPLES: usize = 20;

/// What the check of all tables came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Table by table, and those between tables last.
    pub violations: Vec<Violation>,
    /// How many things of a kind were looked at.
    pub looked: Vec<(Promise, &'static str, u64)>,
    /// What could not be looked at, and why.
    pub missed: Vec<(Promise, String)>,
}

/// Hands over the rows of the table of this index once more, until it is told to stop.
pub type ReadAgain<'r> = dyn Fn(usize, &mut TakeRows<'_>) + Sync + 'r;

/// Takes the batches of a table.
pub type TakeRows<'t> = dyn FnMut(&RecordBatch) -> ControlFlow<()> + 't;

/// Looks at the rows of one table as they pass, and keeps what the checks across tables need: some 16 bytes a row.
pub struct TableChecker {
    schema: SchemaRef,
    hasher: RandomState,
    codes: Codes,
    /// None where the schema names no keys.
    keys: Option<Keys>,
    segments: Segments,
    /// What is broken within the table.
    violations: Violations,
    rows: u64,
}

/// The violations within one table.
struct Violations {
    table: String,
    found: Vec<Violation>,
}

impl TableChecker {
    /// No rows yet of a table with this schema. All tables that are checked together are given the same hasher.
    pub fn new(schema: &SchemaRef, hasher: &RandomState) -> Self {
        Self {
            codes: Codes::of(schema),
            keys: Keys::new(schema),
            segments: Segments::new(schema),
            violations: Violations::new(schema),
            schema: schema.clone(),
            hasher: hasher.clone(),
            rows: 0,
        }
    }

    /// Takes more rows, which have the columns of the schema.
    pub fn add(&mut self, batch: &RecordBatch) {
        self.add_values(batch);
        if let Some(keys) = &mut self.keys {
            keys.add(batch, &self.hasher);
        }
        self.add_segments(batch);
        self.rows += batch.num_rows() as u64;
    }

    /// Number of rows so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    fn name(&self) -> &str {
        table_name(&self.schema)
    }
}

/// Checks tables against each other when all their rows have passed. Keys that seem wrong are looked at once more, in rows that
/// `read_again` hands over.
pub fn check_together(tables: &[&TableChecker], read_again: &ReadAgain<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let of_keys = (0..tables.len()).into_par_iter().map(|index| keys::check(tables, index, read_again));
    for (table, of_keys) in tables.iter().zip(of_keys.collect::<Vec<_>>()) {
        outcome.violations.extend(table.violations.found.iter().cloned());
        outcome.looked.push((Promise::Values, "values", table.rows * table.schema.fields().len() as u64));
        outcome.add(of_keys);
    }
    outcome.add(segments::check(tables));
    outcome
}

/// Checks tables part by part before they are written.
pub struct Checker<'t> {
    tables: &'t Tables<'t>,
    checkers: Vec<TableChecker>,
}

/// Checks every table; no violation means that every promise is kept.
pub fn check(tables: &Tables<'_>) -> Vec<Violation> {
    let mut checker = Checker::new(tables);
    let Ok(()) = tables.for_each_part(|part| {
        checker.add(part);
        Ok::<(), Infallible>(())
    });
    checker.finish()
}

impl<'t> Checker<'t> {
    /// No part seen yet.
    pub fn new(tables: &'t Tables<'t>) -> Self {
        let hasher = RandomState::new();
        let checker =
            |table: &crate::tables::MeasuredTable| TableChecker::new(&arrow_schema(table.table()).into(), &hasher);
        Self { tables, checkers: tables.iter().map(checker).collect() }
    }

    /// Looks at the rows of the next part.
    pub fn add(&mut self, part: &Part) {
        let add = |checker: &mut TableChecker| {
            let name = checker.name().to_owned();
            part.batches(&name).iter().for_each(|batch| checker.add(batch));
        };
        self.checkers.par_iter_mut().for_each(add);
    }

    /// Every violation.
    ///
    /// # Panics
    /// When the parts did not have the rows that their tables announce.
    pub fn finish(self) -> Vec<Violation> {
        for (table, checker) in self.tables.iter().zip(&self.checkers) {
            assert_eq!(checker.rows, table.rows() as u64, "rows of {}", checker.name());
        }
        let read_again = |index: usize, take: &mut TakeRows<'_>| {
            let stopped = |batch: &RecordBatch| if take(batch).is_break() { Err(()) } else { Ok(()) };
            // An error is the wish to stop.
            let _ = self.tables.for_each_batch(self.checkers[index].name(), stopped);
        };
        check_together(&self.checkers.iter().collect::<Vec<_>>(), &read_again).violations
    }
}

impl Outcome {
    /// Of a promise that could be looked at: so many things of each kind.
    fn looked(promise: Promise, violations: Vec<Violation>, things: &[(&'static str, u64)]) -> Self {
        let looked = things.iter().map(|&(kind, count)| (promise, kind, count)).collect();
        Self { violations, looked, missed: Vec::new() }
    }

    /// Of a promise that could not be looked at.
    fn missed(promise: Promise, why: impl Into<String>) -> Self {
        Self { missed: vec![(promise, why.into())], ..Self::default() }
    }

    fn add(&mut self, other: Outcome) {
        self.violations.extend(other.violations);
        self.looked.extend(other.looked);
        self.missed.extend(other.missed);
    }
}

impl Violations {
    fn new(schema: &SchemaRef) -> Self {
        Self { table: table_name(schema).to_owned(), found: Vec::new() }
    }

    /// Adds a row, counted from 0, that breaks a promise in these columns.
    fn add(&mut self, promise: Promise, columns: &[&str], row: u64, problem: impl FnOnce() -> String) {
        let violation = self.of(promise, columns);
        violation.rows += 1;
        if violation.examples.len() < EXAMPLES {
            violation.examples.push(Example { row: row + 1, problem: problem() });
        }
    }

    fn of(&mut self, promise: Promise, columns: &[&str]) -> &mut Violation {
        let same = |known: &Violation| known.promise == promise && known.columns == columns;
        let index = self.found.iter().position(same).unwrap_or_else(|| {
            let (table, columns) = (self.table.clone(), columns.iter().map(|&name| name.to_owned()).collect());
            self.found.push(Violation { table, columns, promise, rows: 0, examples: Vec::new() });
            self.found.len() - 1
        });
        &mut self.found[index]
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "table {}", self.table)?;
        if !self.columns.is_empty() {
            write!(f, ", column {}", self.columns.join(" + "))?;
        }
        if let Some(Example { row, problem }) = self.examples.first() {
            write!(f, ", row {row}: {problem}")?;
        }
        match self.rows {
            0 | 1 => Ok(()),
            2 => f.write_str("; so has 1 more row"),
            rows => write!(f, "; so have {} more rows", rows - 1),
        }
    }
}

#[cfg(test)]
mod tests;
