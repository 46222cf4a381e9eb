//! Tests of reading back: whatever is exported comes back the same from every format, and broken files end in an error.

use std::convert::Infallible;
use std::io::{Cursor, Seek, Write};
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, StringArray};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::content::{Arrival, ContentDigest};
use crate::export::{FORMATS, Files, Format, samples};
use crate::tables::TABLES;
use crate::tables::Tables;
use crate::tables::arrow::{arrow_schema, table_name};
use crate::tables::schema::lists_within;
use crate::tables::schema::{ColumnKind, Table};
use crate::tables::schema::{NestedFile, TableRole};
use unrecs_text::value::Digest;

/// Whether a format with one file a table has one of the tables of this role.
fn is_held(format: &str, role: TableRole) -> bool {
    Format::named(format).unwrap().of_table("", role).is_some()
}

/// The formats with one file a table.
const FLAT: [&str; 4] = ["parquet", "csv", "ndjson", "xml"];

/// A file with these bytes.
pub(super) fn file(bytes: &[u8]) -> std::fs::File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

/// What is exported of a table, or of all where the format has one file for all.
pub(super) fn exported(tables: &Tables<'_>, format: &str, table: &str) -> Vec<u8> {
    match FORMATS.iter().find(|candidate| candidate.name == format).unwrap().files {
        Files::PerTable { encoder, .. } => {
            samples::encoded_of(tables, encoder(tables.get(table).unwrap()).unwrap()).unwrap()
        }
        Files::Whole { encoder, .. } => samples::whole(tables, encoder),
        Files::PerWork { .. } => samples::nested(tables).remove(0).1,
        Files::PerDocument { .. } | Files::Site { .. } => unreachable!("documents and pages are not read back"),
    }
}

/// The rows of a table, or the first error.
pub(super) fn rows(format: &str, bytes: &[u8], schema: &SchemaRef) -> Result<Vec<RecordBatch>, ReadError> {
    let (_, reader) = Format::named(format).unwrap().of_table("", TableRole::Data).unwrap();
    reader(file(bytes), "f", schema).collect()
}

/// The rows of all tables in nested JSON of a document, in the order of the schemas.
pub(super) fn nested_rows(bytes: &[u8], schemas: &[SchemaRef]) -> Result<Vec<Vec<RecordBatch>>, ReadError> {
    whole_rows(NESTED.document, bytes, schemas)
}

/// The rows of all tables in the nested JSON of all documents and the registry, in the order of the schemas.
fn all_nested_rows(tables: &Tables<'_>, schemas: &[SchemaRef]) -> Vec<Vec<RecordBatch>> {
    let mut all = vec![Vec::new(); schemas.len()];
    for (file, bytes) in samples::nested(tables) {
        let reader = if file == NestedFile::Document { NESTED.document } else { NESTED.registry };
        let rows = whole_rows(reader, &bytes, schemas).unwrap();
        all.iter_mut().zip(rows).for_each(|(all, rows)| all.extend(rows));
    }
    all
}

/// The rows of all tables in a file of the whole dataset, in the order of the schemas.
pub(super) fn whole_rows(
    reader: NestedReader,
    bytes: &[u8],
    schemas: &[SchemaRef],
) -> Result<Vec<Vec<RecordBatch>>, ReadError> {
    let mut rows = vec![Vec::new(); schemas.len()];
    reader(file(bytes), "f", schemas, &mut |batch| {
        rows[schemas.iter().position(|schema| *schema == batch.schema()).unwrap()].push(batch);
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

/// `document_id`, `title` (nullable), `issued_on` (a date, nullable), `source_bytes` (int64).
pub(super) fn documents() -> SchemaRef {
    Arc::new(arrow_schema(samples::schemas()[0]))
}

/// `division_id`, `document_id`, `ordinal` (int32).
pub(super) fn divisions() -> SchemaRef {
    Arc::new(arrow_schema(samples::schemas()[1]))
}

/// The error with which reading ends.
pub(super) fn error(format: &str, bytes: impl AsRef<[u8]>, schema: &SchemaRef) -> String {
    rows(format, bytes.as_ref(), schema).unwrap_err().to_string()
}

/// Each row by itself, so that it does not matter where batches are cut.
fn one_by_one(batches: &[RecordBatch]) -> Vec<RecordBatch> {
    batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| batch.slice(row, 1))).collect()
}

fn digest(schema: &SchemaRef, batches: &[RecordBatch]) -> Digest {
    let arrival = Arrival::InAnyOrder(Box::new(|| Ok(Box::new(Cursor::new(Vec::new())))));
    let mut digest = ContentDigest::new(schema, arrival).unwrap();
    batches.iter().for_each(|batch| digest.add(batch).unwrap());
    digest.finish().unwrap()
}

/// Where rows come from.
#[derive(PartialEq, Eq)]
enum Made {
    ByHand,
    ByChance,
}

/// Every format says the same of every table.
fn all_equal(tables: &Tables<'_>, made: Made) {
    let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.table()))).collect();
    let whole = FORMATS.iter().filter_map(|format| match format.files {
        Files::Whole { reader, encoder, .. } => Some((format.name, reader?, encoder)),
        _ => None,
    });
    // A database refuses rows that break promises of the schema, as those made by chance do.
    let whole = whole.filter(|(format, ..)| *format != "sqlite" || made == Made::ByHand);
    let read = |(format, reader, encoder): (_, WholeReader, _)| {
        let held = (reader.tables)(&schemas);
        let read: Vec<SchemaRef> =
            schemas.iter().filter(|schema| held.iter().any(|name| name == table_name(schema))).cloned().collect();
        let rows = whole_rows(reader.rows, &samples::whole(tables, encoder), &read).unwrap();
        let mut rows = rows.into_iter();
        let of = |schema: &SchemaRef| if read.contains(schema) { rows.next().unwrap() } else { Vec::new() };
        (format, reader.tables, schemas.iter().map(of).collect())
    };
    let nested = ("json", NESTED.tables, all_nested_rows(tables, &schemas));
    let from_whole: Vec<_> = whole.map(read).chain([nested]).collect();
    for (index, (table, schema)) in tables.iter().zip(&schemas).enumerate() {
        let name = table.table().name;
        let mut expected = Vec::new();
        let Ok(()) = tables.for_each_part(|part| {
            expected.extend_from_slice(part.batches(name));
            Ok::<(), Infallible>(())
        });
        let content = digest(schema, &expected);
        let expected = one_by_one(&expected);
        for format in FLAT.iter().filter(|format| is_held(format, table.table().role)) {
            let found = rows(format, &exported(tables, format, name), schema).unwrap();
            assert_eq!(one_by_one(&found), expected, "{name} as {format}");
            assert_eq!(digest(schema, &found), content, "{name} as {format}");
        }
        for (format, held, rows) in &from_whole {
            let rows: &[RecordBatch] = &rows[index];
            if held(&schemas).iter().any(|table| table == name) {
                assert_eq!(rows.iter().map(RecordBatch::num_rows).sum::<usize>(), expected.len(), "{name} as {format}");
                assert_eq!(digest(schema, rows), content, "{name} as {format}");
            } else {
                assert!(rows.is_empty(), "{name} as {format}");
            }
        }
    }
}

#[test]
fn the_sample_comes_back_from_every_format() {
    all_equal(&samples::tables(), Made::ByHand);
}

#[test]
fn many_rows_come_back_in_batches() {
    let ids = StringArray::from_iter_values((0..20_000).map(|row| format!("b{row:05}")));
    let schema: SchemaRef = Arc::new(arrow_schema(samples::schemas()[4]));
    let batch = RecordBatch::try_new(schema.clone(), vec![Arc::new(ids)]).unwrap();
    let tables =
        Tables::for_tests(vec![vec![(samples::schemas()[4], vec![batch.slice(0, 9_999), batch.slice(9_999, 10_001)])]]);
    for format in FLAT {
        let found = rows(format, &exported(&tables, format, "bodies"), &schema).unwrap();
        assert!(found.iter().all(|batch| batch.num_rows() <= BATCH_ROWS) && found.len() > 2, "{format}");
        assert_eq!(digest(&schema, &found), digest(&schema, std::slice::from_ref(&batch)), "{format}");
    }
}

#[test]
fn the_tables_in_the_nested_json_are_those_of_its_lists() {
    let schemas: Vec<SchemaRef> = samples::schemas().into_iter().map(|table| Arc::new(arrow_schema(table))).collect();
    assert_eq!(nested::tables(&schemas), ["documents", "bodies", "divisions", "paragraphs", "addressees"]);
}

/// Numbers from a seed.
struct Random(u64);

impl Random {
    /// From 0 up to but not including `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'t>(&mut self, texts: &'t [String]) -> &'t str {
        &texts[self.below(texts.len())]
    }
}

/// Rows of every published table, where those that stand within others in the nested JSON have a row to stand in.
fn random_tables(seed: u64, texts: &[String]) -> Tables<'static> {
    let mut random = Random(seed);
    let mut keys: Vec<Vec<String>> = Vec::new();
    let mut tables = Vec::new();
    for &table in TABLES {
        let (rows, own) = random_rows(table, &keys, texts, &mut random);
        keys.push(own);
        let cut = random.below(rows.num_rows() + 1);
        let batches = [rows.slice(0, cut), rows.slice(cut, rows.num_rows() - cut)];
        tables.push((table, batches.into_iter().filter(|batch| batch.num_rows() > 0).collect()));
    }
    Tables::for_tests(vec![tables])
}

/// The rows of a table and their keys, from the keys of the tables before it.
fn random_rows(
    table: &'static Table,
    before: &[Vec<String>],
    texts: &[String],
    random: &mut Random,
) -> (RecordBatch, Vec<String>) {
    // The lists that hold rows of this table, and the keys of the rows that these lists stand in.
    let lists: Vec<_> = TABLES
        .iter()
        .enumerate()
        .flat_map(|(parent, of)| {
            let lists = lists_within(TABLES, of.name).into_iter();
            lists.filter(|(_, rows)| rows.name == table.name).map(move |(list, _)| (parent, list))
        })
        .collect();
    let (mut own, mut linked) = (Vec::new(), Vec::new());
    for row in 0..random.below(12) {
        let mut links = Vec::new();
        if !lists.is_empty() {
            let (parent, list) = lists[random.below(lists.len())];
            let parents = if parent == before.len() { &own } else { before.get(parent).unwrap_or(&own) };
            if parents.is_empty() {
                continue;
            }
            links.push((list.by, Some(random.of(parents).to_owned())));
            links.extend(list.unless.map(|unless| (unless, None)));
        }
        own.push(format!("{}-{row}", random.of(texts)));
        linked.push(links);
    }
    let columns = table.columns.iter().map(|column| {
        let is_key = table.primary_key[0] == column.name && lists.iter().all(|(_, list)| list.by != column.name);
        let mut cell = |row: usize| {
            let link = linked[row].iter().find(|(name, _)| *name == column.name);
            let null = !is_key && column.nullable && random.below(3) == 0;
            (link, null, random.below(1 << 31))
        };
        let rows = 0..own.len();
        let array: ArrayRef = match column.kind {
            ColumnKind::Text => Arc::new(StringArray::from_iter(rows.map(|row| match cell(row) {
                (Some((_, link)), ..) => link.clone(),
                _ if is_key => Some(own[row].clone()),
                _ if column.name == "language" => Some("zh".to_owned()),
                (_, null, at) => (!null).then(|| texts[at % texts.len()].clone()),
            }))),
            // Rows have different numbers, so that keys with one differ.
            ColumnKind::Int32 => Arc::new(Int32Array::from_iter(rows.map(|row| {
                let (_, null, number) = cell(row);
                (!null).then(|| (number as i32 & !0xF | row as i32) * if number & 16 == 0 { 1 } else { -1 })
            }))),
            ColumnKind::Int64 => Arc::new(Int64Array::from_iter(rows.map(|row| {
                let (_, null, number) = cell(row);
                (!null).then(|| (number as i64).wrapping_pow(1 + number as u32 % 4))
            }))),
            ColumnKind::Bool => Arc::new(BooleanArray::from_iter(rows.map(|row| {
                let (_, null, number) = cell(row);
                (!null).then_some(number % 2 == 0)
            }))),
            ColumnKind::Date => Arc::new(Date32Array::from_iter(rows.map(|row| {
                let (_, null, number) = cell(row);
                (!null).then(|| number as i32 % 3_652_059 - 719_162)
            }))),
        };
        array
    });
    let columns = columns.collect();
    (RecordBatch::try_new(Arc::new(arrow_schema(table)), columns).unwrap(), own)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(1945), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_exported_comes_back_from_every_format(
        seed: u64,
        texts in proptest::collection::vec("[^\u{0}-\u{8}\u{B}\u{C}\u{E}-\u{1F}\u{FFFE}\u{FFFF}]{1,9}|[\"',;=<&>\r\n\t \u{7F}\u{85}\u{2028}\u{FEFF}]{1,4}", 1..8),
    ) {
        let texts: Vec<String> = samples::HOSTILE.into_iter().map(str::to_owned).chain(texts).collect();
        all_equal(&random_tables(seed, &texts), Made::ByChance);
    }
}

#[test]
fn text_with_any_byte_changed_or_cut_never_panics() {
    let tables = samples::tables();
    let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.table()))).collect();
    let read = |format: &str, bytes: &[u8]| match format {
        "json" => nested_rows(bytes, &schemas).map(|rows| rows.concat()),
        _ => rows(format, bytes, &schemas[2]),
    };
    for format in ["csv", "ndjson", "xml", "json"] {
        let bytes = exported(&tables, format, "paragraphs");
        let (mut refused, all) = (0, one_by_one(&read(format, &bytes).unwrap()).len());
        for at in 0..bytes.len() {
            for other in [bytes[at] ^ 0xFF, bytes[at] ^ 1, b'"', b'<'] {
                let mut bytes = bytes.clone();
                bytes[at] = other;
                refused += usize::from(read(format, &bytes).is_err());
            }
            // Where a line ends, nothing says that more lines should follow; a last line feed changes no row.
            let cut = read(format, &bytes[..at]).map(|rows| one_by_one(&rows).len());
            let expected = match format {
                "csv" | "ndjson" if at == 0 || bytes[at - 1] == b'\n' => cut.map_or(true, |rows| rows < all),
                "xml" | "json" if at + 1 == bytes.len() => cut.is_ok_and(|rows| rows == all),
                _ => cut.is_err(),
            };
            assert!(expected, "{format} cut at {at}");
        }
        assert!(refused > bytes.len() / 2, "{format}: {refused}");
    }
}
