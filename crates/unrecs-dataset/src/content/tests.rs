//! Tests of the digest: the worked example of its documentation, and every order, cut and place of the same rows.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, StringArray};
use arrow_schema::{DataType, Field, Schema};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use super::*;

const DOCUMENTATION: &str = include_str!("../../../../docs/content-digest.md");

/// The block of the documentation in this language.
fn block(language: &str) -> &'static str {
    let (_, rest) = DOCUMENTATION.split_once(&format!("\n```{language}\n")).unwrap();
    rest.split_once("```\n").unwrap().0
}

fn schema(key: &str) -> Arc<Schema> {
    let fields = vec![
        Field::new("unit_id", DataType::Utf8, false),
        Field::new("position", DataType::Int32, false),
        Field::new("text", DataType::Utf8, true),
        Field::new("considers", DataType::Boolean, false),
        Field::new("issued_on", DataType::Date32, true),
        Field::new("source_bytes", DataType::Int64, false),
    ];
    let metadata = [("table", "units"), ("primary_key", key)].map(|(key, value)| (key.to_owned(), value.to_owned()));
    Arc::new(Schema::new_with_metadata(fields, metadata))
}

const KEY: &str = r#"["unit_id","position"]"#;

type Row = (String, i32, Option<String>, bool, Option<i32>, i64);

fn batch(rows: &[Row]) -> RecordBatch {
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &row.0))),
        Arc::new(Int32Array::from_iter_values(rows.iter().map(|row| row.1))),
        Arc::new(StringArray::from_iter(rows.iter().map(|row| row.2.as_ref()))),
        Arc::new(BooleanArray::from_iter(rows.iter().map(|row| Some(row.3)))),
        Arc::new(Date32Array::from_iter(rows.iter().map(|row| row.4))),
        Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| row.5))),
    ];
    RecordBatch::try_new(schema(KEY), columns).unwrap()
}

fn in_any_order() -> Arrival {
    Arrival::InAnyOrder(Box::new(|| Ok(Box::new(Cursor::new(Vec::new())))))
}

fn digest(batches: &[RecordBatch], arrival: Arrival, limit: usize) -> Result<Digest, ContentError> {
    let mut digest = ContentDigest::new(&schema(KEY), arrival)?;
    if let Order::Any(held) = &mut digest.order {
        held.set_limit(limit);
    }
    batches.iter().try_for_each(|batch| digest.add(batch))?;
    assert_eq!(digest.rows(), batches.iter().map(|batch| batch.num_rows() as u64).sum::<u64>());
    digest.finish()
}

/// The rows of the worked example, as its NDJSON has them.
fn example() -> Vec<Row> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let days = |value: &Value| {
        let date: jiff::civil::Date = value.as_str()?.parse().unwrap();
        Some((date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24) as i32)
    };
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        (
            text(&row["unit_id"]).unwrap(),
            row["position"].as_i64().unwrap() as i32,
            text(&row["text"]),
            row["considers"].as_bool().unwrap(),
            days(&row["issued_on"]),
            row["source_bytes"].as_i64().unwrap(),
        )
    };
    block("ndjson").lines().map(row).collect()
}

#[test]
fn the_worked_example_comes_out_as_documented() {
    let of_table = digest(&[batch(&example())], in_any_order(), HELD_BYTES).unwrap();
    assert_eq!(of_table, Digest::of(block("canonical").as_bytes()));
    assert_eq!(format!("{of_table}\n"), block("digest"));
    assert_eq!(format!("{}\n", of_release([("units", of_table)])), block("release"));
}

#[test]
fn a_table_without_rows_is_the_digest_of_no_bytes() {
    for arrival in [Arrival::InKeyOrder, in_any_order()] {
        assert_eq!(digest(&[], arrival, 1).unwrap(), Digest::of(b""));
    }
    assert!(DOCUMENTATION.contains(&Digest::of(b"").to_string()));
}

#[test]
fn the_tables_of_a_release_count_in_the_order_of_their_names() {
    let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
    let lines = format!(
        "{{\"content_sha256\":\"{b}\",\"table\":\"bodies\"}}\n{{\"content_sha256\":\"{a}\",\"table\":\"units\"}}\n"
    );
    assert_eq!(of_release([("units", a), ("bodies", b)]), Digest::of(lines.as_bytes()));
}

/// What the documentation says, written down without regard to memory or time.
fn plainly(rows: &[Row]) -> Digest {
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| (a.0.as_bytes(), a.1).cmp(&(b.0.as_bytes(), b.1)));
    let lines = rows.into_iter().map(|(unit_id, position, text, considers, issued_on, bytes)| {
        let epoch = jiff::civil::date(1970, 1, 1);
        let issued_on = issued_on.map(|days| (epoch + jiff::Span::new().days(days)).to_string());
        let bytes = if bytes.unsigned_abs() < 1 << 53 { json!(bytes) } else { json!(bytes.to_string()) };
        let members = [
            ("unit_id", json!(unit_id)),
            ("position", json!(position)),
            ("text", json!(text)),
            ("considers", json!(considers)),
            ("issued_on", json!(issued_on)),
            ("source_bytes", bytes),
        ];
        format!("{}\n", serde_json::to_string(&BTreeMap::from(members)).unwrap())
    });
    Digest::of(lines.collect::<String>().as_bytes())
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let key = (
        prop_oneof!["[a-c]{0,2}", "[a\"]{15,17}", "\\PC{0,3}", "[\u{0}\u{1}a]{0,3}"],
        prop_oneof![-3..12, any::<i32>()],
    );
    let number = prop_oneof![any::<i64>(), -2..2_i64, ((1 << 53) - 2)..((1 << 53) + 2_i64)];
    let cells =
        (proptest::option::of("[^\u{D7FF}]{0,9}"), any::<bool>(), proptest::option::of(-719_162..2_932_897), number);
    proptest::collection::btree_map(key, cells, 0..60).prop_map(|rows| {
        // Texts often come twice.
        let twice = |id: &String, text: Option<String>, considers| if considers { Some(id.clone()) } else { text };
        let row = |((id, position), (text, considers, date, bytes)): ((String, _), _)| {
            let text = twice(&id, text, considers);
            (id, position, text, considers, date, bytes)
        };
        rows.into_iter().map(row).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(1945), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_no_cut_and_no_place_changes_the_digest(rows in rows(), seed: u64, cut in 1..20_usize, limit in 1..4000_usize) {
        let expected = plainly(&rows);
        // A map sorts texts by their bytes.
        let sorted: Vec<_> = rows.chunks(cut).map(batch).collect();
        prop_assert_eq!(digest(&sorted, Arrival::InKeyOrder, limit).unwrap(), expected);
        let mut shuffled = rows;
        shuffled.sort_by_key(|row| Digest::of(format!("{seed}{row:?}").as_bytes()).to_string());
        let shuffled: Vec<_> = shuffled.chunks(cut).map(batch).collect();
        prop_assert_eq!(digest(&shuffled, in_any_order(), limit).unwrap(), expected);
        prop_assert_eq!(digest(&shuffled, in_any_order(), HELD_BYTES).unwrap(), expected);
    }
}

fn message<T>(result: Result<T, ContentError>) -> String {
    result.map(|_| ()).unwrap_err().to_string()
}

#[test]
fn what_cannot_be_digested_is_named() {
    let row = |id: &str, days| (id.to_owned(), 1, None, true, days, 0);
    let of = |rows: &[Row], arrival, limit| message(digest(&[batch(&rows[..1]), batch(&rows[1..])], arrival, limit));
    assert_eq!(
        of(&[row("r9", None), row("r10", None)], Arrival::InKeyOrder, 1),
        "table units, row 2: its key does not ascend from that of the row before, as was announced"
    );
    assert_eq!(
        of(&[row("a", None), row("b", Some(2_932_897))], in_any_order(), 1),
        "table units, column issued_on, row 2: 2932897 days from 1970-01-01; expected a date of the years 0001 to 9999"
    );
    let refusing = Arrival::InAnyOrder(Box::new(|| Err(io::Error::other("the disk is full"))));
    assert_eq!(
        of(&[row("a", None), row("b", None)], refusing, 1),
        "table units: cannot hold its rows in a temporary file: the disk is full"
    );
    assert_eq!(
        message(ContentDigest::new(&schema("[\"nothing\"]"), in_any_order())),
        "table units: the metadata `primary_key` is \"[\\\"nothing\\\"]\"; expected a JSON array of names of its columns"
    );
    let bytes = Schema::new(vec![Field::new("count", DataType::UInt8, false)]);
    assert_eq!(
        message(ContentDigest::new(&bytes, in_any_order())),
        "table , column count: the type UInt8; expected Utf8, Int32, Int64, Boolean or Date32"
    );
}
