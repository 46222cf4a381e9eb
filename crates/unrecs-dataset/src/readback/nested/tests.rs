//! What is wrong with nested JSON is said with its line, and reading ends where nobody wants more.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::*;
use crate::export::samples;
use crate::readback::tests::{exported, file, nested_rows};
use crate::tables::arrow::arrow_schema;

#[test]
fn every_error_says_where_and_what() {
    let tables = samples::tables();
    let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.table()))).collect();
    let json = String::from_utf8(exported(&tables, "json", "")).unwrap();
    let of = |old: &str, new: &str| {
        assert!(json.contains(old), "{old}");
        nested_rows(json.replacen(old, new, 1).as_bytes(), &schemas).unwrap_err().to_string()
    };
    assert_eq!(
        of("\"schema_version\"", "\"version\""),
        "f:1: found the key \"version\"; expected the key \"schema_version\""
    );
    assert_eq!(of("\"documents\":[", "\"documents\":{"), "f:4: invalid type: map, expected a list of rows");
    assert_eq!(
        of("\"ordinal\":1", "\"ordinal\":\"1\""),
        "f:6, column ordinal: found \"1\"; expected an integer of 32 bits"
    );
    assert_eq!(
        of("\"addressees\":[", "\"items\":[],\"addressees\":["),
        "f:18: found the key \"addressees\"; expected a list, in the order of the schema, or the end of the object"
    );
    assert_eq!(
        of("\"addressees\":[", "\"addressee\":["),
        "f:18: found the key \"addressee\"; expected a column, in the order of the schema, or the end of the object"
    );
    assert_eq!(
        of("\"addressees\":[", "\"addressees\":null,\"items\":["),
        "f:18: invalid type: null, expected a list of rows"
    );
    assert_eq!(
        of("{\"paragraph_id\":\"m1-r1\",", "{\"paragraph_id\":\"m1-r1\",\"division_id\":\"m2\","),
        "f:7, column division_id: found \"m2\"; expected \"m1\", the row that it stands within"
    );
    assert_eq!(
        of("{\"paragraph_id\":\"m1-r1\",", "{\"paragraph_id\":\"m1-r1\",\"parent_id\":\"m1-r2\","),
        "f:7, column parent_id: found \"m1-r2\"; expected no value, as for every row in the list paragraphs"
    );
    assert_eq!(
        of("{\"paragraph_id\":\"m1-r12-a\",", "{\"paragraph_id\":\"m1-r12-a\",\"parent_id\":null,"),
        "f:19, column parent_id: found no value; expected \"m1-r12\", the row that it stands within"
    );
    assert_eq!(
        of("{\"paragraph_id\":\"m1-r12-a\",", "{"),
        "f:19, column paragraph_id: found no value; expected a text that is not empty"
    );
    assert_eq!(
        of("\"document_id\":\"d1\",\n", ""),
        "f:4, column document_id: found no value; expected a text that is not empty"
    );
    assert_eq!(
        of("\"documents\":[", "\"documents\":[],\"more\":["),
        "f:4: found the key \"more\"; expected a list, in the order of the schema, or the end of the object"
    );
    assert_eq!(
        nested_rows(format!("{json}{{}}").as_bytes(), &schemas).unwrap_err().to_string(),
        "f:24: trailing characters"
    );
    assert_eq!(
        nested_rows(json.trim_end_matches("}\n").as_bytes(), &schemas).unwrap_err().to_string(),
        "f:23: EOF while parsing an object"
    );
    let item =
        json.lines().find_map(|line| line.trim().strip_suffix("}").filter(|line| line.contains("m1-r12-a"))).unwrap();
    let within_itself = format!(",\"items\":[{item}");
    assert_eq!(of(item, &format!("{item}{}", within_itself.repeat(100_000))), "f:19: recursion limit exceeded");
}

#[test]
fn reading_stops_where_no_more_is_wanted() {
    let tables = samples::tables();
    let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.table()))).collect();
    let json = exported(&tables, "json", "");
    let mut batches = 0;
    let read = document(file(&json), "f", &schemas, &mut |_| {
        batches += 1;
        ControlFlow::Break(())
    });
    assert_eq!((read, batches), (Ok(()), 1));
}
