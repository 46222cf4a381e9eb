//! A small published world in memory, and what comparing two states of it says of schema, rows and level.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field as ArrowField, Schema, SchemaRef};
use serde_json::json;

use super::build::Builders;
use super::shape::Shape;
use super::*;
use crate::tables::schema::ColumnRole;

/// A column in the making: name, type, whether it may be null, metadata.
pub(super) type Column = (&'static str, DataType, bool, Vec<(&'static str, String)>);

pub(super) fn column(name: &'static str, kind: DataType) -> Column {
    (name, kind, false, vec![("description", format!("What {name} is."))])
}

pub(super) fn nullable(name: &'static str, kind: DataType) -> Column {
    let (name, kind, _, metadata) = column(name, kind);
    (name, kind, true, metadata)
}

/// A column that holds something else than data.
pub(super) fn holding(role: ColumnRole, name: &'static str, kind: DataType) -> Column {
    let (name, kind, null, mut metadata) = column(name, kind);
    metadata.push(("holds", role.code().to_owned()));
    (name, kind, null, metadata)
}

pub(super) fn coded(name: &'static str, codes: &[&str]) -> Column {
    let (name, kind, null, mut metadata) = column(name, DataType::Utf8);
    let list: Vec<String> = codes.iter().map(|code| format!("{code:?}:\"The code {code}.\"")).collect();
    metadata.push(("codes", format!("{{{}}}", list.join(","))));
    (name, kind, null, metadata)
}

/// A schema with the metadata of published ones; a foreign key is a column with the table and column it refers to.
pub(super) fn schema(table: &str, key: &[&str], foreign: &[(&str, &str, &str)], columns: Vec<Column>) -> SchemaRef {
    let fields: Vec<ArrowField> = columns
        .into_iter()
        .map(|(name, kind, null, metadata)| {
            let metadata: HashMap<String, String> =
                metadata.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
            ArrowField::new(name, kind, null).with_metadata(metadata)
        })
        .collect();
    let foreign: Vec<_> = foreign
        .iter()
        .map(|(column, table, references)| json!({"column": column, "references": references, "table": table}))
        .collect();
    let metadata = HashMap::from([
        ("table".to_owned(), table.to_owned()),
        ("title".to_owned(), format!("The {table}")),
        ("primary_key".to_owned(), json!(key).to_string()),
        ("foreign_keys".to_owned(), json!(foreign).to_string()),
    ]);
    Arc::new(Schema::new_with_metadata(fields, metadata))
}

/// A table with these rows, in batches of three so that rows are found across batches.
pub(super) fn rows(schema: SchemaRef, rows: &[Vec<Value>]) -> TableRows {
    let shape = Shape::of(schema.clone()).unwrap();
    let batches = rows.chunks(3).map(|rows| {
        let mut builders = Builders::of(&shape);
        for row in rows {
            assert!(builders.push(&row.iter().map(Value::cell).collect::<Vec<_>>()).unwrap().is_none());
        }
        builders.finish().unwrap()
    });
    TableRows { schema, batches: batches.collect() }
}

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// A document with these recommendations, given by identifier and text: an identifier such as `m1-r2-a` is an item of `m1-r2`. Each
/// has an addressee and a reference, and stands behind the one before it in the source.
pub(super) fn world(recommendations: &[(&str, &str)]) -> Vec<TableRows> {
    let (mut units, mut addressees, mut references) = (Vec::new(), Vec::new(), Vec::new());
    let mut start = 0;
    for ((id, words), position) in recommendations.iter().zip(1..) {
        let (parent, number) = match id.split('-').collect::<Vec<_>>()[..] {
            [_, number, _] => (text(id.rsplit_once('-').unwrap().0), number),
            [_, number] => (Value::Null, number),
            _ => panic!("{id}"),
        };
        let number = Value::Int(number[1..].parse().unwrap());
        let place = [number, Value::Int(position), Value::Int(start)];
        let [number, position, begin] = place;
        let row = vec![
            text(id),
            text("d"),
            parent,
            number,
            position,
            text(words),
            text(words),
            text("should"),
            begin.clone(),
        ];
        units.push(row);
        addressees.push(vec![text(id), Value::Int(1), text("states_parties"), Value::Null]);
        references.push(vec![text(&format!("{id}-ref1")), text(id), text("第16条"), begin]);
        start += i64::try_from(words.len()).unwrap();
    }
    let documents = schema(
        "documents",
        &["document_id"],
        &[],
        vec![
            column("document_id", DataType::Utf8),
            column("source_bytes", DataType::Int64),
            nullable("issued_on", DataType::Date32),
        ],
    );
    vec![
        rows(documents, &[vec![text("d"), Value::Int(9), Value::Date(15_490)]]),
        rows(unit_schema(unit_columns()), &units),
        rows(
            schema(
                "addressees",
                &["recommendation_id", "position"],
                &[OF_A_RECOMMENDATION],
                vec![
                    column("recommendation_id", DataType::Utf8),
                    column("position", DataType::Int32),
                    coded("addressee", &["states_parties", "unodc"]),
                    nullable("surface", DataType::Utf8),
                ],
            ),
            &addressees,
        ),
        rows(
            schema(
                "references",
                &["reference_id"],
                &[OF_A_RECOMMENDATION],
                vec![
                    column("reference_id", DataType::Utf8),
                    column("recommendation_id", DataType::Utf8),
                    column("surface", DataType::Utf8),
                    holding(ColumnRole::Provenance, "source_start", DataType::Int64),
                ],
            ),
            &references,
        ),
    ]
}

const OF_A_RECOMMENDATION: (&str, &str, &str) = ("recommendation_id", "recommendations", "recommendation_id");

pub(super) fn unit_schema(columns: Vec<Column>) -> SchemaRef {
    let foreign = [("document_id", "documents", "document_id"), ("parent_id", "recommendations", "recommendation_id")];
    schema("recommendations", &["recommendation_id"], &foreign, columns)
}

pub(super) fn unit_columns() -> Vec<Column> {
    vec![
        column("recommendation_id", DataType::Utf8),
        column("document_id", DataType::Utf8),
        nullable("parent_id", DataType::Utf8),
        column("number", DataType::Int32),
        holding(ColumnRole::Order, "position", DataType::Int32),
        column("text", DataType::Utf8),
        column("full_text", DataType::Utf8),
        coded("modality", &["should", "may"]),
        holding(ColumnRole::Provenance, "source_start", DataType::Int64),
    ]
}

pub(super) fn between(before: &[TableRows], after: &[TableRows]) -> Changes {
    caused(before, after, &Inputs::default())
}

pub(super) fn caused(before: &[TableRows], after: &[TableRows], inputs: &Inputs) -> Changes {
    compare::<CompareError>(&before.to_vec(), &after.to_vec(), inputs).unwrap()
}

/// Every operation as `table KIND key`, with ` > new key` where there is one and the changed columns in brackets.
pub(super) fn told(changes: &Changes) -> Vec<String> {
    let tell = |(table, op): (&TableChanges, &Op)| {
        let key = csv::key_text(op.key_values());
        let new_key = match op.kind {
            OpKind::Rekey => format!(" > {}", csv::key_text(op.new_key(&table.key).iter())),
            _ => String::new(),
        };
        let columns: Vec<&str> =
            op.before.iter().zip(&op.after).flat_map(|(_, after)| after).map(|field| &*field.column).collect();
        let columns = if columns.is_empty() { String::new() } else { format!(" ({})", columns.join(", ")) };
        format!("{} {} {key}{new_key}{columns}", table.table, op.kind.code())
    };
    changes.ops().map(tell).collect()
}

const TWO: [(&str, &str); 2] = [("m1-r1", "缔约国应加入。"), ("m1-r2", "各国似宜合作。")];

/// Both versions of the units alone, the second with other columns and with rows made by `row`.
fn with_columns(columns: Vec<Column>, row: fn(Vec<Value>) -> Vec<Value>) -> Changes {
    let mut row_of = |id: &str| {
        vec![
            text(id),
            text("d"),
            Value::Null,
            Value::Int(1),
            Value::Int(1),
            text(id),
            text(id),
            text("may"),
            Value::Int(0),
        ]
    };
    let old: Vec<_> = ["m1-r1", "m1-r2"].into_iter().map(&mut row_of).collect();
    let new: Vec<_> = old.iter().cloned().map(row).collect();
    between(&[rows(unit_schema(unit_columns()), &old)], &[rows(unit_schema(columns), &new)])
}

fn kinds(changes: &Changes) -> Vec<&'static str> {
    changes.schema.iter().map(|change| change.kind.code()).collect()
}

#[test]
fn the_same_is_no_change() {
    let changes = between(&world(&TWO), &world(&TWO));
    assert!(changes.is_empty() && changes.schema.is_empty() && changes.ops().next().is_none());
    assert_eq!(
        changes.tables.iter().map(|table| table.rows_after).collect::<Vec<_>>(),
        [Some(1), Some(2), Some(2), Some(2)]
    );
}

#[test]
fn the_order_of_rows_and_the_cut_of_batches_are_no_change() {
    let before = world(&[TWO[0], TWO[1], ("m1-r3", "c"), ("m1-r4", "d"), ("m1-r5", "e")]);
    let mut after = before.clone();
    for table in &mut after {
        let slices = table.batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| batch.slice(row, 1)));
        table.batches = slices.rev().collect();
    }
    assert!(between(&before, &after).is_empty());
}

#[test]
fn one_character_is_one_correction() {
    let changes = between(&world(&TWO), &world(&[("m1-r1", "缔约国须加入。"), TWO[1]]));
    assert_eq!(told(&changes), ["recommendations MOD m1-r1 (text, full_text)"]);
    assert_eq!(changes.bump(), Bump::Patch);
}

#[test]
fn a_row_more_is_minor_and_a_row_less_is_major() {
    let added = between(&world(&TWO[..1]), &world(&TWO));
    let rows = ["recommendations ADD m1-r2", "addressees ADD m1-r2|1", "references ADD m1-r2-ref1"];
    assert_eq!((told(&added).as_slice(), added.bump()), (rows.map(str::to_owned).as_slice(), Bump::Minor));
    let removed = between(&world(&TWO), &world(&TWO[..1]));
    let rows = ["recommendations DEL m1-r2", "addressees DEL m1-r2|1", "references DEL m1-r2-ref1"];
    assert_eq!((told(&removed).as_slice(), removed.bump()), (rows.map(str::to_owned).as_slice(), Bump::Major));
}

#[test]
fn a_table_more_is_minor_and_a_table_less_is_major() {
    let (all, fewer) = (world(&TWO), world(&TWO)[..3].to_vec());
    let added = between(&fewer, &all);
    assert_eq!((kinds(&added), added.bump()), (vec!["table_added"], Bump::Minor));
    assert_eq!(told(&added), ["references ADD m1-r1-ref1", "references ADD m1-r2-ref1"]);
    let removed = between(&all, &fewer);
    assert_eq!((kinds(&removed), removed.bump()), (vec!["table_removed"], Bump::Major));
    assert_eq!(told(&removed), ["references DEL m1-r1-ref1", "references DEL m1-r2-ref1"]);
}

#[test]
fn a_column_behind_all_others_is_minor_and_its_values_are_told() {
    let mut columns = unit_columns();
    columns.push(nullable("note", DataType::Utf8));
    let changes = with_columns(columns.clone(), |row| [row, vec![Value::Null]].concat());
    assert_eq!((kinds(&changes), told(&changes), changes.bump()), (vec!["column_added"], vec![], Bump::Minor));
    let changes = with_columns(columns, |row| [row, vec![text("seen")]].concat());
    assert_eq!(told(&changes), ["recommendations MOD m1-r1 (note)", "recommendations MOD m1-r2 (note)"]);
    assert_eq!(changes.bump(), Bump::Minor);
}

#[test]
fn a_column_in_front_of_others_or_in_another_place_is_major() {
    let mut columns = unit_columns();
    columns.insert(1, nullable("note", DataType::Utf8));
    let changes = with_columns(columns, |mut row| {
        row.insert(1, Value::Null);
        row
    });
    assert_eq!((kinds(&changes), changes.bump()), (vec!["column_inserted"], Bump::Major));
    let mut columns = unit_columns();
    columns.swap(5, 6);
    let changes = with_columns(columns, |row| row);
    assert_eq!((kinds(&changes), told(&changes), changes.bump()), (vec!["columns_reordered"], vec![], Bump::Major));
}

#[test]
fn a_column_renamed_is_seen_where_only_its_name_changed() {
    let mut columns = unit_columns();
    columns[6].0 = "whole_text";
    let changes = with_columns(columns.clone(), |row| row);
    assert_eq!((kinds(&changes), told(&changes), changes.bump()), (vec!["column_renamed"], vec![], Bump::Major));
    columns[6].3[0].1 = "Something else.".to_owned();
    let changes = with_columns(columns, |row| row);
    assert_eq!((kinds(&changes), changes.bump()), (vec!["column_removed", "column_inserted"], Bump::Major));
}

#[test]
fn a_column_of_another_type_is_major_though_its_values_are_the_same() {
    let mut columns = unit_columns();
    columns[3].1 = DataType::Int64;
    let changes = with_columns(columns, |row| row);
    assert_eq!((kinds(&changes), told(&changes), changes.bump()), (vec!["column_retyped"], vec![], Bump::Major));
}

#[test]
fn nulls_codes_and_keys_have_their_levels() {
    let changed = |change: fn(&mut Vec<Column>)| {
        let mut columns = unit_columns();
        change(&mut columns);
        let changes = with_columns(columns, |row| row);
        (kinds(&changes), changes.bump())
    };
    assert_eq!(changed(|columns| columns[5].2 = true), (vec!["nulls_allowed"], Bump::Major));
    assert_eq!(
        changed(|columns| columns[7] = coded("modality", &["should", "may", "must"])),
        (vec!["code_added"], Bump::Minor)
    );
    assert_eq!(changed(|columns| columns[7] = coded("modality", &["may"])), (vec!["code_removed"], Bump::Major));
    assert_eq!(
        changed(|columns| columns[7] = coded("modality", &["may", "should"])),
        (vec!["documentation_changed"], Bump::Patch)
    );
    assert_eq!(
        changed(|columns| columns[7] = column("modality", DataType::Utf8)),
        (vec!["codes_dropped"], Bump::Major)
    );
    assert_eq!(
        changed(|columns| columns[5].3[0].1 = "Better words.".to_owned()),
        (vec!["documentation_changed"], Bump::Patch)
    );
    assert_eq!(changed(|columns| columns[5].3.push(("PARQUET:field_id", "1".to_owned()))), (vec![], Bump::None));

    let keyed = |key: &[&str], foreign: &[_]| {
        let columns = vec![column("a", DataType::Utf8), column("b", DataType::Utf8)];
        rows(schema("t", key, foreign, columns), &[vec![text("x"), text("y")]])
    };
    let other_key = between(&[keyed(&["a"], &[])], &[keyed(&["b"], &[])]);
    assert_eq!(
        (kinds(&other_key), told(&other_key)),
        (vec!["primary_key_changed"], vec!["t DEL x".to_owned(), "t ADD y".to_owned()])
    );
    let refers = [("b", "u", "id")];
    let added = between(&[keyed(&["a"], &[])], &[keyed(&["a"], &refers)]);
    assert_eq!((kinds(&added), added.bump()), (vec!["foreign_key_added"], Bump::Minor));
    let removed = between(&[keyed(&["a"], &refers)], &[keyed(&["a"], &[])]);
    assert_eq!((kinds(&removed), removed.bump()), (vec!["foreign_key_removed"], Bump::Major));
}

#[test]
fn data_that_is_none_of_ours_is_refused() {
    let error = |before: &[TableRows], after: &[TableRows]| {
        compare::<CompareError>(&before.to_vec(), &after.to_vec(), &Inputs::default()).unwrap_err().to_string()
    };
    let good = world(&TWO);
    let twice = |table: &TableRows| TableRows {
        schema: table.schema.clone(),
        batches: [&table.batches[..], &table.batches[..]].concat(),
    };
    let expected = "recommendations: two rows have the key m1-r1";
    assert_eq!(error(&[twice(&good[1])], &good), expected);
    assert_eq!(error(&good, &[twice(&good[1])]), expected);
    let empty = TableRows { batches: Vec::new(), ..good[1].clone() };
    assert_eq!(error(&[empty], &[twice(&good[1])]), expected);
    assert_eq!(error(&good, &[good[1].clone(), good[1].clone()]), "recommendations: there are two tables of this name");
    let bare = Arc::new(Schema::new(vec![
        ArrowField::new("a", DataType::Utf8, true),
        ArrowField::new("b", DataType::Utf8, true),
    ]));
    let bare = TableRows { schema: bare, batches: Vec::new() };
    assert_eq!(error(&good, &[bare]), "a schema has no metadata `table`; its columns are a, b");
    let odd =
        |key: &[&str], kind| TableRows { schema: schema("t", key, &[], vec![column("a", kind)]), batches: Vec::new() };
    let no_key = "t: the metadata `primary_key` of the schema is missing, or is not what it should be";
    assert_eq!(error(&[odd(&["b"], DataType::Utf8)], &good), no_key);
    let no_type = "t.a has the type Float64; expected Utf8, Int32, Int64, Boolean or Date32";
    assert_eq!(error(&[odd(&["a"], DataType::Float64)], &good), no_type);
    let mixed = TableRows { batches: good[2].batches.clone(), ..good[1].clone() };
    let other = "recommendations: rows do not have the columns, or not the types, that the schema says";
    assert_eq!(error(&[mixed], &good), other);
}
