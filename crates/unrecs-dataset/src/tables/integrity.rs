//! Whether the finished tables keep every promise of the schema: keys, references, codes, and counts that agree.

mod keys;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, RecordBatch, StringArray};
use rayon::prelude::*;

use super::schema::{Column, ColumnKind, ForeignKey, Table};
use super::{Cell, MeasuredTable, Part, Tables, Values};
use keys::{Key, Keys};

/// A promise of the schema that rows of a table break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Name of the table.
    pub table: &'static str,
    /// Names of the columns concerned.
    pub columns: Vec<&'static str>,
    /// Which promise.
    pub problem: Problem,
    /// Number of rows that break it.
    pub rows: usize,
    /// The first of those rows, [`EXAMPLES`] at most: the value, and the primary key of the row.
    pub examples: Vec<String>,
}

/// What is wrong with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// A column that may not be null is.
    Null,
    /// A text is the empty string, which the published data has nowhere.
    EmptyText,
    /// The primary key is that of an earlier row.
    DuplicateKey,
    /// A foreign key is not a key of its table.
    MissingKey {
        /// The table it should be a key of.
        table: &'static str,
    },
    /// A value is not in the code list of its column.
    UnknownCode,
    /// A count is not the number of rows it counts.
    CountDiffers {
        /// The table whose rows are counted.
        table: &'static str,
    },
}

/// Examples of a violation at most.
pub const EXAMPLES: usize = 3;

/// Checks every table; no violation means that every promise is kept.
pub fn check(tables: &Tables<'_>) -> Vec<Violation> {
    let mut checker = Checker::new(tables);
    let Ok(()) = tables.for_each_part(|part| {
        checker.add(part);
        Ok::<(), Infallible>(())
    });
    checker.finish()
}

/// Checks tables part by part.
pub struct Checker<'t> {
    tables: &'t Tables<'t>,
    keys: Keys,
    /// Rows that break a promise of their own, by table, column and promise.
    broken: BTreeMap<(&'static str, &'static str, Broken), Rows>,
    /// Rows seen of each table.
    seen: BTreeMap<&'static str, usize>,
    /// Recommendations and items counted for each meeting.
    counted: BTreeMap<Key, [i64; 2]>,
    /// Of each meeting with its row, the counts that it states.
    stated: Vec<(usize, Key, [Option<i32>; 2])>,
}

/// What a value can break by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Broken {
    Null,
    EmptyText,
    UnknownCode,
}

/// Rows of a table: how many, and the first of them.
#[derive(Default)]
struct Rows {
    count: usize,
    first: Vec<usize>,
}

/// The columns of meetings that count, with the column of the table that is counted.
const COUNTS: [&str; 2] = ["recommendation_count", "item_count"];

impl<'t> Checker<'t> {
    /// No part seen yet.
    pub fn new(tables: &'t Tables<'t>) -> Self {
        let named = tables.iter().filter(|table| table.table.primary_key.len() == 1);
        Self {
            tables,
            keys: Keys::with_room_for(named.map(MeasuredTable::rows).sum()),
            broken: BTreeMap::new(),
            seen: BTreeMap::new(),
            counted: BTreeMap::new(),
            stated: Vec::new(),
        }
    }

    /// Looks at the rows of the next part.
    pub fn add(&mut self, part: &Part) {
        for (table, batches) in part.tables() {
            for batch in batches {
                let before = *self.seen.entry(table.name).or_default();
                self.keys.add(table, batch);
                self.count(table, batch, before);
                for (index, column) in table.columns.iter().enumerate() {
                    self.add_column(table.name, column, batch.column(index).as_ref(), before);
                }
                self.seen.insert(table.name, before + batch.num_rows());
            }
        }
    }

    /// Every violation, in publishing order.
    ///
    /// # Panics
    /// When the parts did not have the rows that their tables announce.
    pub fn finish(self) -> Vec<Violation> {
        for table in self.tables.iter() {
            let seen = self.seen.get(table.table.name).copied().unwrap_or_default();
            assert_eq!(seen, table.rows(), "rows of {}", table.table.name);
        }
        let tables: Vec<&MeasuredTable> = self.tables.iter().collect();
        let mut violations: Vec<Violation> =
            tables.into_par_iter().flat_map_iter(|table| self.of_table(table.table)).collect();
        violations.extend(self.differing_counts());
        violations
    }

    fn add_column(&mut self, table: &'static str, column: &'static Column, array: &dyn Array, before: usize) {
        let mut add = |broken, rows: Vec<usize>| {
            if !rows.is_empty() {
                let known = self.broken.entry((table, column.name, broken)).or_default();
                known.count += rows.len();
                let room = EXAMPLES - known.first.len();
                known.first.extend(rows.into_iter().take(room).map(|row| before + row));
            }
        };
        if !column.nullable {
            add(Broken::Null, nulls(array));
        }
        if column.kind == ColumnKind::Text {
            add(Broken::EmptyText, empty_texts(array));
        }
        if !column.codes.is_empty() {
            add(Broken::UnknownCode, unknown_codes(column, array));
        }
    }

    fn of_table(&self, table: &'static Table) -> Vec<Violation> {
        let mut violations = Vec::new();
        for column in table.columns {
            for broken in [Broken::Null, Broken::EmptyText, Broken::UnknownCode] {
                if let Some(rows) = self.broken.get(&(table.name, column.name, broken)) {
                    violations.push(self.violation(table, vec![column.name], broken.into(), rows));
                }
            }
        }
        let mut add = |columns, problem, rows: Vec<usize>| {
            if !rows.is_empty() {
                let rows = Rows { count: rows.len(), first: rows.into_iter().take(EXAMPLES).collect() };
                violations.push(self.violation(table, columns, problem, &rows));
            }
        };
        add(table.primary_key.to_vec(), Problem::DuplicateKey, self.keys.repeated(table));
        for key @ ForeignKey { column, table: target, .. } in table.foreign_keys {
            add(vec![*column], Problem::MissingKey { table: target }, self.keys.missing(table, key));
        }
        violations
    }

    fn violation(&self, table: &Table, columns: Vec<&'static str>, problem: Problem, rows: &Rows) -> Violation {
        let key = table.primary_key;
        let example = |&row: &usize| {
            let of_key = self.shown(table, key, row);
            if columns == key { of_key } else { format!("{} at {of_key}", self.shown(table, &columns, row)) }
        };
        let examples = rows.first.iter().map(example).collect();
        Violation { table: table.name, problem, rows: rows.count, examples, columns }
    }

    /// Counts the recommendations (level 1) and items (below) of each meeting, and notes what the meetings state.
    fn count(&mut self, table: &'static Table, batch: &RecordBatch, before: usize) {
        let int32s = |name| Some(batch.column(table.index_of(name)?).as_primitive::<Int32Type>().iter());
        let meetings = || self.keys.of_column(table.name, "meeting_id")[before..].iter().copied();
        if table.name == "recommendations" {
            for (meeting, level) in meetings().zip(int32s("level").into_iter().flatten()) {
                if let (Some(_), Some(level)) = (meeting, level) {
                    self.counted.entry(meeting).or_default()[usize::from(level != 1)] += 1;
                }
            }
        } else if table.name == "meetings"
            && let (Some(recommendations), Some(items)) = (int32s(COUNTS[0]), int32s(COUNTS[1]))
        {
            let stated = recommendations.zip(items).map(|(recommendations, items)| [recommendations, items]);
            let stated = (before..).zip(meetings()).zip(stated).map(|((row, meeting), stated)| (row, meeting, stated));
            self.stated.extend(stated);
        }
    }

    /// The meetings whose counts are not those of their rows.
    fn differing_counts(&self) -> Vec<Violation> {
        let Some(meetings) = self.tables.get("meetings") else { return Vec::new() };
        let differing = COUNTS.into_iter().enumerate().filter_map(|(which, name)| {
            let differing = self.stated.iter().filter_map(|(row, meeting, stated)| {
                let counted = self.counted.get(meeting).map_or(0, |counted| counted[which]);
                (meeting.is_some() && counted != i64::from(stated[which]?)).then_some((*row, counted))
            });
            let (rows, counted): (Vec<usize>, Vec<i64>) = differing.unzip();
            if rows.is_empty() {
                return None;
            }
            let rows = Rows { count: rows.len(), first: rows.into_iter().take(EXAMPLES).collect() };
            let problem = Problem::CountDiffers { table: "recommendations" };
            let mut violation = self.violation(meetings.table, vec![name], problem, &rows);
            for (example, counted) in violation.examples.iter_mut().zip(counted) {
                example.push_str(&format!(" where there are {counted}"));
            }
            Some(violation)
        });
        differing.collect()
    }

    /// The values of some columns of a row, for people; its part is made once more.
    fn shown(&self, table: &Table, columns: &[&str], row: usize) -> String {
        let mut before = row;
        for make in &self.tables.parts {
            let part = make();
            for batch in part.batches(table.name) {
                if before < batch.num_rows() {
                    let values: Vec<String> = columns.iter().map(|name| value(batch, name, before)).collect();
                    return values.join(" + ");
                }
                before -= batch.num_rows();
            }
        }
        unreachable!("row {row} past the end of {}", table.name)
    }
}

impl From<Broken> for Problem {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Null => Problem::Null,
            Broken::EmptyText => Problem::EmptyText,
            Broken::UnknownCode => Problem::UnknownCode,
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, columns, problem, rows, examples } = self;
        let rows_word = if *rows == 1 { "row" } else { "rows" };
        write!(f, "table {table}, column {}: {problem} in {rows} {rows_word}, such as ", columns.join(" + "))?;
        f.write_str(&examples.join("; "))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Null => f.write_str("no value where one is required"),
            Problem::EmptyText => f.write_str("empty text, expected words or null"),
            Problem::DuplicateKey => f.write_str("the primary key of an earlier row"),
            Problem::MissingKey { table } => write!(f, "no such key in table {table}"),
            Problem::UnknownCode => f.write_str("a code that is not in the code list"),
            Problem::CountDiffers { table } => write!(f, "a count that differs from the rows of table {table}"),
        }
    }
}

fn nulls(array: &dyn Array) -> Vec<usize> {
    match array.null_count() {
        0 => Vec::new(),
        _ => (0..array.len()).filter(|&row| array.is_null(row)).collect(),
    }
}

fn empty_texts(array: &dyn Array) -> Vec<usize> {
    let ends = array.as_string::<i32>().value_offsets();
    let empty = ends.windows(2).enumerate().filter(|(_, ends)| ends[0] == ends[1]).map(|(row, _)| row);
    empty.filter(|&row| array.is_valid(row)).collect()
}

fn unknown_codes(column: &Column, array: &dyn Array) -> Vec<usize> {
    let texts: &StringArray = array.as_string();
    let unknown = |text: &str| column.codes.iter().all(|code| code.code != text);
    texts.iter().enumerate().filter(|(_, text)| text.is_some_and(unknown)).map(|(row, _)| row).collect()
}

fn value(batch: &RecordBatch, column: &str, row: usize) -> String {
    match Values::named(batch, column).map_or(Cell::Null, |values| values.cell(row)) {
        Cell::Null => "null".to_owned(),
        Cell::Text(text) => format!("{text:?}"),
        cell => cell.to_string(),
    }
}

#[cfg(test)]
mod tests;
