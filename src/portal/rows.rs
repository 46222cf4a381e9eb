//! Sends the rows of a table to CKAN's DataStore, where they can be queried.

use arrow_array::RecordBatch;
use serde_json::{Map, Value, json};

use super::PortalError;
use super::answer::Answer;
use super::carry::Carrier;
use super::client::{Content, Request};
use super::wanted::Table;
use unrecs_dataset::tables::{Cell, Values};

/// How many rows one request sends: with texts of some thousand bytes each, a few megabytes.
const AT_ONCE: usize = 1000;

/// Whether the portal has a DataStore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Store {
    /// It has one.
    Present,
    /// It has none.
    Absent,
}

/// Creates the table of a resource and sends its rows. Each row has its key, so rows that arrive twice are stored once.
///
/// # Errors
/// [`PortalError`]
pub(super) fn fill(carrier: &Carrier<'_>, about: &str, table: &Table, id: &str) -> Result<Store, PortalError> {
    let client = carrier.client;
    let request = Request { action: "datastore_create", about, size: 0, content: Content::Json(table.definition(id)) };
    match client.patiently(&request)? {
        Answer::NoSuchAction => return Ok(Store::Absent),
        answer => drop(client.required(&request, answer)?),
    }
    carrier.release.each_batch::<PortalError>(&table.name, &mut |batch| {
        let records = records(batch);
        records.chunks(AT_ONCE).try_for_each(|records| {
            let parameters = json!({"resource_id": id, "force": true, "method": "upsert", "records": records});
            let request = Request { action: "datastore_upsert", about, size: 0, content: Content::Json(parameters) };
            client.result(&request).map(drop)
        })
    })?;
    Ok(Store::Present)
}

/// Each row as an object with all its columns.
fn records(batch: &RecordBatch) -> Vec<Value> {
    let (schema, columns) = (batch.schema(), Values::all(batch));
    let row = |row| {
        let cells = schema.fields().iter().zip(&columns);
        Value::Object(
            cells.map(|(field, values)| (field.name().clone(), value(values.cell(row)))).collect::<Map<_, _>>(),
        )
    };
    (0..batch.num_rows()).map(row).collect()
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Int(number) => json!(number),
        Cell::Bool(truth) => json!(truth),
        Cell::Date(_) => json!(cell.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{Array, BooleanArray, Date32Array, Int32Array, Int64Array, StringArray};

    use super::*;

    #[test]
    fn every_kind_of_value_is_a_record_and_null_is_null() {
        let columns: [(&str, Arc<dyn Array>); 5] = [
            ("text", Arc::new(StringArray::from(vec![Some("建议"), None]))),
            ("int", Arc::new(Int32Array::from(vec![Some(5), None]))),
            ("long", Arc::new(Int64Array::from(vec![Some(1 << 40), None]))),
            ("flag", Arc::new(BooleanArray::from(vec![Some(true), None]))),
            ("day", Arc::new(Date32Array::from(vec![Some(15_490), None]))),
        ];
        let batch =
            RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true))).unwrap();
        let expected = [
            json!({"text": "建议", "int": 5, "long": 1_099_511_627_776_u64, "flag": true, "day": "2012-05-30"}),
            json!({"text": null, "int": null, "long": null, "flag": null, "day": null}),
        ];
        assert_eq!(records(&batch), expected);
    }
}
