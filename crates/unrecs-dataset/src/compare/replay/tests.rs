//! Laws on generated versions: operations lead from one to the other, and read back as they were written; and how wrong ones are refused.

use arrow_array::RecordBatch;
use arrow_schema::{DataType, SchemaRef};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::compare::cell::{Row, checked, each};
use crate::compare::shape::Shape;
use crate::compare::tests::{Column, between, column, nullable, rows, schema, text, unit_columns, unit_schema, world};
use crate::compare::*;
use crate::tables::arrow::column_role;
use crate::tables::schema::ColumnRole;

/// One version: recommendations by identifier and text, and the form that its table has.
#[derive(Debug, Clone)]
struct Plan {
    units: Vec<(&'static str, &'static str)>,
    /// Values of a column that only some versions have, and that has another type in each.
    extra: Vec<i32>,
    form: Form,
}

#[derive(Debug, Clone)]
struct Form {
    extra: Option<DataType>,
    in_front: bool,
    renamed: bool,
    without_references: bool,
}

/// Few identifiers and few texts, so that they are swapped, reused and doubled all the time.
fn plan() -> impl Strategy<Value = Plan> {
    const IDS: [&str; 9] = ["m1-r1", "m1-r10", "m1-r2", "m1-r2-a", "m1-r2-b", "m1-r3", "m1-r3-a", "m1-r3-b", "m2-r1"];
    let texts = prop::collection::vec(
        prop::sample::select(vec!["甲", "乙", "丙", "a \"b\",\r\nc", "丁", "戊", "己"]),
        IDS.len(),
    );
    let units = (prop::sample::subsequence(IDS.to_vec(), 0..=IDS.len()).prop_shuffle(), texts);
    let units = units.prop_map(|(ids, texts)| ids.into_iter().zip(texts).collect());
    let kinds = [DataType::Utf8, DataType::Int32, DataType::Int64, DataType::Boolean, DataType::Date32];
    let extra = prop::option::of(prop::sample::select(kinds.to_vec()));
    let rarely = || prop::bool::weighted(0.2);
    let form = (extra, rarely(), rarely(), rarely());
    let form = form.prop_map(|(extra, in_front, renamed, without_references)| Form {
        extra,
        in_front,
        renamed,
        without_references,
    });
    (units, prop::collection::vec(0..3_i32, IDS.len()), form).prop_map(|(units, extra, form)| Plan {
        units,
        extra,
        form,
    })
}

fn version(plan: &Plan) -> Vec<TableRows> {
    let mut tables = world(&plan.units);
    let shape = Shape::of(tables[1].schema.clone()).unwrap();
    let mut units = all_rows(&shape, &tables[1].batches);
    let mut columns: Vec<Column> = unit_columns();
    if plan.form.renamed {
        columns[6].0 = "whole_text";
    }
    if let Some(kind) = &plan.form.extra {
        let at = if plan.form.in_front { 1 } else { columns.len() };
        columns.insert(at, nullable("extra", kind.clone()));
        units.iter_mut().zip(&plan.extra).for_each(|(row, &number)| row.insert(at, value(kind, number)));
    }
    tables[1] = rows(unit_schema(columns), &units);
    if plan.form.without_references {
        tables.pop();
    }
    tables
}

fn value(kind: &DataType, number: i32) -> Value {
    match (kind, number) {
        (_, 0) => Value::Null,
        (DataType::Utf8, _) => text(&Value::Date(number).to_string()),
        (DataType::Boolean, _) => Value::Bool(number == 1),
        (DataType::Date32, _) => Value::Date(number),
        _ => Value::Int(number.into()),
    }
}

/// The same without the order of the rows, which operations do not tell.
fn without_order(shape: &Shape, batches: &[RecordBatch]) -> Vec<Vec<Value>> {
    let mut rows = all_rows(shape, batches);
    for column in (0..shape.columns.len()).filter(|&column| column_role(shape.field(column)) == ColumnRole::Order) {
        rows.iter_mut().for_each(|row| row[column] = Value::Null);
    }
    rows
}

fn all_rows(shape: &Shape, batches: &[RecordBatch]) -> Vec<Vec<Value>> {
    let batches = batches.iter().map(|batch| checked(shape, batch).unwrap());
    batches.flat_map(|rows| each(&rows).map(Row::to_values).collect::<Vec<_>>()).collect()
}

/// The rows of every table in the order of their keys.
fn in_key_order(tables: &[TableRows]) -> Vec<Vec<Vec<Value>>> {
    let sorted = |table: &TableRows| {
        let shape = Shape::of(table.schema.clone()).unwrap();
        let mut rows = without_order(&shape, &table.batches);
        rows.sort_by_key(|row| shape.key.iter().map(|&column| row[column].clone()).collect::<Vec<_>>());
        rows
    };
    tables.iter().map(sorted).collect()
}

fn schemas(tables: &[TableRows]) -> Vec<SchemaRef> {
    tables.iter().map(|table| table.schema.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, rng_seed: RngSeed::Fixed(1945), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn operations_lead_from_one_version_to_the_other(before in plan(), after in plan()) {
        let (before, after) = (version(&before), version(&after));
        let changes = between(&before, &after);
        let ndjson = ops_ndjson(&changes);
        let read = parse_ops(&ndjson, schemas(&before), schemas(&after)).unwrap();
        let with_ops = changes.tables.iter().filter(|table| !table.ops.is_empty());
        let written: Vec<TableOps> = with_ops.map(|table| TableOps { table: table.table.clone(), ops: table.ops.clone() }).collect();
        prop_assert_eq!(read, written);

        let replayed = replay_all(&before, &schemas(&after), &ndjson).unwrap();
        let unsorted = |table: &TableRows| without_order(&Shape::of(table.schema.clone()).unwrap(), &table.batches);
        prop_assert_eq!(replayed.iter().map(unsorted).collect::<Vec<_>>(), in_key_order(&after));
        let left = between(&replayed, &after);
        prop_assert!(left.ops().next().is_none() && left.schema.is_empty());

        let levels = changes.schema.iter().map(|change| change.kind.level()).chain(changes.ops().map(|(_, op)| op.kind.level()))
            .chain(changes.beside.iter().map(|reason| reason.level));
        prop_assert_eq!(changes.bump(), levels.max().unwrap_or(Bump::None));
        let largest = reasons(&changes).first().map_or(Bump::None, |reason| reason.level);
        prop_assert_eq!(changes.bump(), largest, "the first reason is the one that decides");
        for table in changes.tables.iter().filter(|table| table.rows_before.is_some() && table.rows_after.is_some()) {
            let counts = table.counts();
            let rows = table.rows_before.unwrap() - counts.removed + counts.added;
            prop_assert_eq!(Some(rows), table.rows_after, "{}", &table.table);
        }
    }

    #[test]
    fn a_version_does_not_differ_from_itself(plan in plan()) {
        let version = version(&plan);
        let changes = between(&version, &version);
        prop_assert!(changes.is_empty() && changes.ops().next().is_none());
        prop_assert!(reasons(&changes).is_empty());
        prop_assert_eq!(in_key_order(&replay_all(&version, &schemas(&version), b"").unwrap()), in_key_order(&version));
    }
}

fn two() -> (Vec<TableRows>, Vec<TableRows>) {
    (world(&[("m1-r1", "甲"), ("m1-r2", "乙")]), world(&[("m1-r1", "丙"), ("m1-r2", "乙")]))
}

#[test]
fn lines_that_cannot_be_are_refused() {
    let (before, after) = two();
    let good = String::from_utf8(ops_ndjson(&between(&before, &after))).unwrap();
    let expected = concat!(
        r#"{"op":"MOD","table":"recommendations","key":{"recommendation_id":"m1-r1"},"before":{"text":"甲","full_text":"甲"},"#,
        r#""after":{"text":"丙","full_text":"丙"},"cause":null}"#,
        "\n"
    );
    assert_eq!(good, expected);
    let refused = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        let wrong = good.replacen(from, to, 1);
        parse_ops(wrong.as_bytes(), schemas(&before), schemas(&after)).unwrap_err().to_string()
    };
    let one = |what: &str| format!("line 1 of the operations: {what}");
    assert_eq!(refused("\n", ""), one("it does not end with a line break"));
    assert_eq!(refused("\"MOD\"", "\"PUT\""), one("there is no operation \"PUT\"; expected DEL, REKEY, MOD or ADD"));
    assert_eq!(refused("recommendations", "recs"), one("there is no table \"recs\""));
    assert_eq!(refused("\"cause\":null", "\"cause\":\"luck\""), one("there is no cause \"luck\""));
    assert_eq!(refused(",\"cause\":null", ""), one("missing field `cause`, at byte 157"));
    assert!(refused("\"cause\"", "\"more\":1,\"cause\"").contains("unknown field `more`"));
    assert!(refused("\"before\":{", "\"before\":{\"text\":\"x\",").contains("there are two members \"text\""));
    assert_eq!(
        refused("{\"recommendation_id\":\"m1-r1\"}", "{}"),
        one("found the members ; expected recommendation_id")
    );
    assert_eq!(
        refused("\"after\":{\"text\":\"丙\"", "\"after\":{\"text\":\"甲\""),
        one("text is the same before and after")
    );
    assert_eq!(
        refused("\"after\":{\"text\":\"丙\"", "\"after\":{\"text\":null"),
        one("recommendations.text cannot be null")
    );
    assert_eq!(refused("\"after\":{\"text\":\"丙\"", "\"after\":{\"text\":1"), one("recommendations.text cannot be 1"));
    assert_eq!(refused("\"after\":{\"text\"", "\"after\":{\"number\""), one("number was number before, not text"));
    assert_eq!(refused("MOD", "REKEY"), one("REKEY has to change the key"));
    assert_eq!(refused("MOD", "DEL"), one("DEL has to have the row before, and null after"));
    assert_eq!(
        refused(",\"full_text\":\"丙\"", ""),
        one("before and after have to name the same columns, at least one")
    );
    let double = parse_ops(good.repeat(2).as_bytes(), schemas(&before), schemas(&after)).unwrap_err();
    assert_eq!(
        double.to_string(),
        "line 2 of the operations: it is there twice, or has to stand before the line in front of it"
    );
}

#[test]
fn operations_that_do_not_fit_the_rows_are_refused() {
    let (before, after) = two();
    let ops = ops_ndjson(&between(&before, &after));
    let refused =
        |before: &[TableRows]| replay_all(before, &schemas(&after), &ops).map(|_| ()).unwrap_err().to_string();
    assert_eq!(refused(&after), "recommendations.text of the row m1-r1 is not what MOD says it was");
    let without = world(&[("m1-r2", "乙")]);
    assert_eq!(refused(&without), "recommendations: MOD is about the key m1-r1, which no row has");
    let more = ops_ndjson(&between(&without, &after));
    let twice = replay_all(&after, &schemas(&after), &more).map(|_| ()).unwrap_err().to_string();
    assert_eq!(twice, "recommendations.source_start of the row m1-r2 is not what MOD says it was");
    let added: Vec<u8> = more
        .split_inclusive(|&byte| byte == b'\n')
        .filter(|line| line.starts_with(b"{\"op\":\"ADD\""))
        .flatten()
        .copied()
        .collect();
    let twice = replay_all(&after, &schemas(&after), &added).map(|_| ()).unwrap_err().to_string();
    assert_eq!(twice, "recommendations: two rows would have the key m1-r1");
}

#[test]
fn a_value_that_does_not_fit_its_new_type_is_refused() {
    let table = |kind, value| {
        rows(schema("t", &["a"], &[], vec![column("a", DataType::Utf8), column("b", kind)]), &[vec![text("x"), value]])
    };
    let after = table(DataType::Int32, Value::Int(1)).schema;
    let wrong = replay_all(&[table(DataType::Int64, Value::Int(1 << 40))], &[after], b"").map(|_| ()).unwrap_err();
    assert_eq!(wrong.to_string(), "t: \"1099511627776\" does not fit the column b");
}
