//! What the rows of one table have to keep of themselves, seen in passing, and what is kept of them for checks across tables.

use std::collections::BTreeSet;

use ahash::RandomState;
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, SchemaRef};
use serde_json::{Map, Value};

use super::cells::line;
use super::counts::Counts;
use super::keys::Keys;
use super::report_log::{Check, Log, Place, shown};
use super::tiles::Tiles;

/// What is seen of the rows of a table.
pub(super) struct TableStats {
    schema: SchemaRef,
    /// The code list of each column that has one.
    codes: Vec<Option<BTreeSet<String>>>,
    /// Rows seen.
    pub(super) rows: u64,
    /// None where the schema names no keys.
    pub(super) keys: Option<Keys>,
    pub(super) counts: Counts,
    pub(super) tiles: Tiles,
    /// Values that may not stand where they do; their file is named at the end.
    broken: Vec<(Check, u64, String, String)>,
    more: u64,
    values: u64,
}

/// Values that are listed of a table.
const LISTED: usize = 20;

impl TableStats {
    /// No rows yet. All tables of a release are given the same hasher.
    pub(super) fn new(schema: &SchemaRef, hasher: &RandomState) -> Self {
        let codes = |field: &std::sync::Arc<arrow_schema::Field>| {
            let codes: Map<String, Value> = serde_json::from_str(field.metadata().get("codes")?).ok()?;
            Some(codes.into_iter().map(|(code, _)| code).collect())
        };
        Self {
            codes: schema.fields().iter().map(codes).collect(),
            rows: 0,
            keys: Keys::new(schema, hasher),
            counts: Counts::new(schema, hasher),
            tiles: Tiles::new(schema, hasher),
            broken: Vec::new(),
            more: 0,
            values: 0,
            schema: schema.clone(),
        }
    }

    /// Takes more rows.
    pub(super) fn add(&mut self, batch: &RecordBatch) {
        for (column, array) in batch.columns().iter().enumerate() {
            self.add_column(column, array, batch);
        }
        self.values += (batch.num_rows() * batch.num_columns()) as u64;
        if let Some(keys) = &mut self.keys {
            keys.add(batch);
        }
        self.counts.add(batch, self.rows);
        self.tiles.add(batch, self.rows);
        self.rows += batch.num_rows() as u64;
    }

    fn add_column(&mut self, column: usize, array: &dyn Array, batch: &RecordBatch) {
        let field = self.schema.field(column);
        let mut broken = Vec::new();
        if !field.is_nullable() && array.null_count() > 0 {
            let nulls = (0..array.len()).filter(|&row| array.is_null(row));
            broken.extend(nulls.map(|row| (row, "no value where one is required".to_owned())));
        }
        if *field.data_type() == DataType::Utf8 {
            let texts = array.as_string::<i32>();
            let ends = texts.value_offsets();
            let empty = (0..texts.len()).filter(|&row| ends[row] == ends[row + 1] && texts.is_valid(row));
            broken.extend(empty.map(|row| (row, "an empty text; expected words or no value".to_owned())));
            if let Some(codes) = &self.codes[column] {
                let mut last = None;
                for (row, text) in texts.iter().enumerate().filter_map(|(row, text)| Some((row, text?))) {
                    if last != Some(text) {
                        if codes.contains(text) {
                            last = Some(text);
                        } else {
                            broken.push((row, format!("{}; expected one of its codes", shown(text))));
                        }
                    }
                }
            }
        }
        for (row, problem) in broken {
            if self.broken.len() == LISTED {
                self.more += 1;
                continue;
            }
            let key = self.keys.as_ref().map_or(String::new(), |keys| line(batch, &keys.primary, row));
            let problem = format!("found {problem}, in the row of {key}");
            self.broken.push((Check::Values, self.rows + row as u64 + 1, field.name().clone(), problem));
        }
    }

    /// Says what the values of the table are like, whose rows were read from this file.
    pub(super) fn end(&mut self, file: &str, log: &mut Log) {
        for (check, row, column, problem) in std::mem::take(&mut self.broken) {
            log.differ(check, Place::file(file).row(row).column(column), problem);
        }
        if self.more > 0 {
            *log.more.entry((Check::Values, file.to_owned())).or_default() += self.more;
        }
        log.looked(Check::Values, "values", self.values);
    }
}
