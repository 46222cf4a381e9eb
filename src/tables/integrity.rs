//! Whether the finished tables keep every promise of the schema: keys, references, codes, and counts that agree.

mod keys;

use std::fmt;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, StringArray};
use rayon::prelude::*;

use super::schema::{Column, ColumnKind, ForeignKey};
use super::{Table, Tables};
use keys::Keys;

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

/// Checks every table, in publishing order; no violation means that every promise is kept.
pub fn check(tables: &Tables) -> Vec<Violation> {
    let keys = Keys::of(tables);
    let mut violations: Vec<Violation> =
        tables.tables.par_iter().flat_map_iter(|table| of_table(table, &keys)).collect();
    violations.extend(counts(tables, &keys));
    violations
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

fn of_table(table: &Table, keys: &Keys<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for column in table.schema.columns {
        if !column.nullable {
            violations.extend(found(table, vec![column.name], Problem::Null, nulls(table, column)));
        }
        if column.kind == ColumnKind::Text {
            violations.extend(found(table, vec![column.name], Problem::EmptyText, empty_texts(table, column)));
        }
        if !column.codes.is_empty() {
            violations.extend(found(table, vec![column.name], Problem::UnknownCode, unknown_codes(table, column)));
        }
    }
    let repeated = keys.repeated(table.schema);
    violations.extend(found(table, table.schema.primary_key.to_vec(), Problem::DuplicateKey, repeated));
    for key @ ForeignKey { column, table: target, .. } in table.schema.foreign_keys {
        let problem = Problem::MissingKey { table: target };
        violations.extend(found(table, vec![*column], problem, keys.missing(table.schema, key)));
    }
    violations
}

/// The violation that these rows, in ascending order, are; none where there are no rows.
fn found(table: &Table, columns: Vec<&'static str>, problem: Problem, rows: Vec<usize>) -> Option<Violation> {
    let key = table.schema.primary_key;
    let example = |&row: &usize| {
        let of_key = shown(table, key, row);
        if columns == key { of_key } else { format!("{} at {of_key}", shown(table, &columns, row)) }
    };
    let examples = rows.iter().take(EXAMPLES).map(example).collect();
    (!rows.is_empty()).then_some(Violation { table: table.schema.name, problem, rows: rows.len(), examples, columns })
}

fn nulls(table: &Table, column: &Column) -> Vec<usize> {
    rows_where(table, column, |array| match array.null_count() {
        0 => Vec::new(),
        _ => (0..array.len()).filter(|&row| array.is_null(row)).collect(),
    })
}

fn empty_texts(table: &Table, column: &Column) -> Vec<usize> {
    rows_where(table, column, |array| {
        let ends = array.as_string::<i32>().value_offsets();
        let empty = ends.windows(2).enumerate().filter(|(_, ends)| ends[0] == ends[1]).map(|(row, _)| row);
        empty.filter(|&row| array.is_valid(row)).collect()
    })
}

fn unknown_codes(table: &Table, column: &Column) -> Vec<usize> {
    rows_where(table, column, |array| {
        let texts: &StringArray = array.as_string();
        let unknown = |text: &str| column.codes.iter().all(|code| code.code != text);
        texts.iter().enumerate().filter(|(_, text)| text.is_some_and(unknown)).map(|(row, _)| row).collect()
    })
}

/// Rows of the table, from the rows that `of_batch` finds in the column's part of each batch.
fn rows_where(table: &Table, column: &Column, of_batch: impl Fn(&dyn Array) -> Vec<usize>) -> Vec<usize> {
    let mut before = 0;
    let mut rows = Vec::new();
    for batch in &table.batches {
        let index = batch.schema_ref().index_of(column.name).expect("a batch has the columns of its schema");
        rows.extend(of_batch(batch.column(index).as_ref()).into_iter().map(|row| before + row));
        before += batch.num_rows();
    }
    rows
}

/// The meetings whose counts are not those of their recommendations (level 1) and items (below).
fn counts(tables: &Tables, keys: &Keys<'_>) -> Vec<Violation> {
    let (Some(meetings), Some(recommendations)) = (tables.get("meetings"), tables.get("recommendations")) else {
        return Vec::new();
    };
    let mut counted = vec![[0_i64; 2]; keys.len()];
    for (meeting, level) in keys.of_column(recommendations.schema, "meeting_id").zip(int32s(recommendations, "level")) {
        if let (Some(meeting), Some(level)) = (meeting, level) {
            counted[meeting as usize][usize::from(level != 1)] += 1;
        }
    }
    let differing = ["recommendation_count", "item_count"].into_iter().enumerate().filter_map(|(which, name)| {
        let stated = keys.of_column(meetings.schema, "meeting_id").zip(int32s(meetings, name)).enumerate();
        let differing = stated.filter_map(|(row, (meeting, stated))| {
            let counted = counted[meeting? as usize][which];
            (counted != i64::from(stated?)).then_some((row, counted))
        });
        let (rows, counted): (Vec<usize>, Vec<i64>) = differing.unzip();
        let mut violation = found(meetings, vec![name], Problem::CountDiffers { table: "recommendations" }, rows)?;
        for (example, counted) in violation.examples.iter_mut().zip(counted) {
            example.push_str(&format!(" where there are {counted}"));
        }
        Some(violation)
    });
    differing.collect()
}

fn int32s<'a>(table: &'a Table, column: &'a str) -> impl Iterator<Item = Option<i32>> + 'a {
    let arrays = table.batches.iter().filter_map(move |batch| batch.column_by_name(column));
    arrays.flat_map(|array| array.as_primitive::<Int32Type>().iter())
}

/// The values of some columns of a row, for people.
fn shown(table: &Table, columns: &[&str], row: usize) -> String {
    let values: Vec<String> = columns.iter().map(|column| value(table, column, row)).collect();
    values.join(" + ")
}

fn value(table: &Table, column: &str, row: usize) -> String {
    let mut row = row;
    for batch in &table.batches {
        if row >= batch.num_rows() {
            row -= batch.num_rows();
            continue;
        }
        let index = table.schema.index_of(column).expect("the schema names its own columns");
        let array = batch.column(index);
        if array.is_null(row) {
            return "null".to_owned();
        }
        return match table.schema.columns[index].kind {
            ColumnKind::Text => format!("{:?}", array.as_string::<i32>().value(row)),
            ColumnKind::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
            ColumnKind::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
            ColumnKind::Bool => array.as_boolean().value(row).to_string(),
            ColumnKind::Date => format!("{:?}", array.as_primitive::<Date32Type>().value_as_date(row)),
        };
    }
    unreachable!("row {row} past the end of {}", table.schema.name)
}

#[cfg(test)]
mod tests;
