//! What every value has to keep by itself: it is there where it is required, no text is empty, and a code is in its list.

use std::collections::BTreeSet;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Field, SchemaRef};
use serde_json::{Map, Value};

use super::cells::{line, shown};
use super::{Promise, TableChecker};

/// The code list of each column that has one.
pub(super) struct Codes(Vec<Option<BTreeSet<String>>>);

impl Codes {
    pub(super) fn of(schema: &SchemaRef) -> Self {
        let codes = |field: &Field| {
            let codes: Map<String, Value> = serde_json::from_str(field.metadata().get("codes")?).ok()?;
            Some(codes.into_iter().map(|(code, _)| code).collect())
        };
        Self(schema.fields().iter().map(|field| codes(field)).collect())
    }
}

impl TableChecker {
    pub(super) fn add_values(&mut self, batch: &RecordBatch) {
        for (column, array) in batch.columns().iter().enumerate() {
            let mut broken = Vec::new();
            if !self.schema.field(column).is_nullable() && array.null_count() > 0 {
                let nulls = (0..array.len()).filter(|&row| array.is_null(row));
                broken.extend(nulls.map(|row| (row, "no value where one is required".to_owned())));
            }
            if *array.data_type() == DataType::Utf8 {
                broken.extend(wrong_texts(array, self.codes.0[column].as_ref()));
            }
            for (row, found) in broken {
                let name = self.schema.field(column).name();
                self.violations.add(Promise::Values, &[name], self.rows + row as u64, || {
                    let key = self.keys.as_ref().map_or(String::new(), |keys| line(batch, &keys.primary, row));
                    format!("found {found}, in the row of {key}")
                });
            }
        }
    }
}

/// The rows of a column of texts that hold an empty one, or one that is none of its codes.
fn wrong_texts(array: &dyn Array, codes: Option<&BTreeSet<String>>) -> Vec<(usize, String)> {
    let texts = array.as_string::<i32>();
    let ends = texts.value_offsets();
    let empty = (0..texts.len()).filter(|&row| ends[row] == ends[row + 1] && texts.is_valid(row));
    let mut wrong: Vec<_> = empty.map(|row| (row, "an empty text; expected words or no value".to_owned())).collect();
    let Some(codes) = codes else { return wrong };
    // Rows that follow each other mostly hold the same code.
    let mut last = None;
    for (row, text) in texts.iter().enumerate().filter_map(|(row, text)| Some((row, text?))) {
        if last != Some(text) {
            if codes.contains(text) {
                last = Some(text);
            } else {
                wrong.push((row, format!("{}; expected one of its codes", shown(text))));
            }
        }
    }
    wrong
}
