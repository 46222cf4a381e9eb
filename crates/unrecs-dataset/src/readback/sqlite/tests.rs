//! Databases as they are exported, and such as somebody else has made.

use std::io::Read as _;
use std::ops::ControlFlow;
use std::sync::Arc;

use tempfile::NamedTempFile;

use super::*;
use crate::export::samples;
use crate::readback::tests::{exported, file, whole_rows};
use crate::tables::arrow::arrow_schema;

fn schemas() -> Vec<SchemaRef> {
    samples::schemas().into_iter().map(|table| Arc::new(arrow_schema(table))).collect()
}

/// The exported database after some statements, of which nothing is left unused.
fn changed(statements: &str) -> Vec<u8> {
    let place = NamedTempFile::new().unwrap();
    std::fs::write(place.path(), exported(&samples::tables(), "sqlite", "")).unwrap();
    let connection = Connection::open(place.path()).unwrap();
    connection.execute_batch(&format!("PRAGMA ignore_check_constraints = ON; {statements}; VACUUM;")).unwrap();
    drop(connection);
    let mut bytes = Vec::new();
    std::fs::File::open(place.path()).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn read_all(bytes: &[u8]) -> Result<Vec<Vec<RecordBatch>>, ReadError> {
    whole_rows(crate::readback::SQLITE.rows, bytes, &schemas())
}

fn problem(bytes: &[u8]) -> String {
    read_all(bytes).unwrap_err().to_string()
}

#[test]
fn a_cell_of_another_kind_is_named() {
    for (statement, expected) in [
        (
            "UPDATE documents SET issued_on = '2012-5-30' WHERE document_id = 'd1'",
            "f, row 1, column documents.issued_on: found \"2012-5-30\"; expected a date, YYYY-MM-DD, or no value",
        ),
        (
            "UPDATE paragraphs SET considers = 2",
            "f, row 1, column paragraphs.considers: found the number 2; expected true or false",
        ),
        (
            "UPDATE divisions SET ordinal = 4294967296",
            "f, row 1, column divisions.ordinal: found 4294967296; expected an integer of 32 bits",
        ),
        (
            "UPDATE paragraphs SET text = '' WHERE paragraph_id = 'm1-r2'",
            "f, row 2, column paragraphs.text: found \"\"; expected a text that is not empty",
        ),
        (
            "ALTER TABLE divisions RENAME TO gatherings",
            "f: found no table divisions; expected a table of this name with its rows",
        ),
        (
            "ALTER TABLE documents RENAME COLUMN title TO titel",
            "f: found \"titel, issued_on, source_bytes\" as column 2 of documents; expected \"title, issued_on, source_bytes\"",
        ),
        (
            "ALTER TABLE documents ADD COLUMN more TEXT AS (title || '!')",
            "f: found \"more (computed)\" as column 5 of documents; expected \"\"",
        ),
        (
            "ALTER TABLE addressees_none RENAME TO x; CREATE VIEW addressees_none AS SELECT * FROM x",
            "f: found no table addressees_none; expected a table of this name with its rows",
        ),
    ] {
        assert_eq!(problem(&changed(statement)), expected, "{statement}");
    }
}

#[test]
fn what_is_no_published_database_is_refused() {
    let bytes = exported(&samples::tables(), "sqlite", "");
    let with = |at: usize, new: &[u8]| {
        let mut bytes = bytes.clone();
        bytes[at..at + new.len()].copy_from_slice(new);
        problem(&bytes)
    };
    assert_eq!(problem(b""), "f: found another beginning; expected the header of an SQLite database");
    assert_eq!(with(0, b"SQLit3"), "f: found another beginning; expected the header of an SQLite database");
    assert_eq!(
        with(18, &[2, 2]),
        "f: found a database that goes on in a write-ahead log; expected a database in one file"
    );
    assert_eq!(with(36, &[0, 0, 0, 1]), "f: found pages that are not in use; expected none");
    let pages = bytes.len() / 4096;
    let behind = problem(&[&bytes, &b"more"[..]].concat());
    assert_eq!(
        behind,
        format!("f: found {} bytes; expected {pages} pages of 4096 bytes, as its header says", bytes.len() + 4)
    );
    assert!(problem(&bytes[..bytes.len() / 2]).contains("as its header says"));
}

#[test]
fn pages_that_lead_back_to_themselves_end() {
    let bytes = exported(&samples::tables(), "sqlite", "");
    // The first page becomes an inner page, all of whose children are itself or one another.
    for child in 1..=bytes.len() / 4096 {
        let mut bytes = bytes.clone();
        let children = 400_u16;
        let page = &mut bytes[100..4096];
        page[0] = 5;
        page[3..5].copy_from_slice(&children.to_be_bytes());
        page[8..12].copy_from_slice(&u32::try_from(child).unwrap().to_be_bytes());
        for cell in 0..usize::from(children) {
            page[12 + 2 * cell..14 + 2 * cell].copy_from_slice(&3000_u16.to_be_bytes());
        }
        page[2900..2904].copy_from_slice(&u32::try_from(child).unwrap().to_be_bytes());
        page[2904] = 1;
        assert!(read_all(&bytes).is_err(), "{child}");
    }
}

#[test]
fn any_damaged_page_ends_in_an_error_or_in_rows() {
    let bytes = exported(&samples::tables(), "sqlite", "");
    for at in (100..bytes.len()).step_by(97) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0xA5;
        // What it is does not matter, as long as it ends.
        drop(read_all(&bytes));
    }
}

#[test]
fn reading_stops_where_no_more_is_wanted() {
    let bytes = exported(&samples::tables(), "sqlite", "");
    let mut batches = 0;
    let ended = read(file(&bytes), "f", &schemas(), &mut |_| {
        batches += 1;
        ControlFlow::Break(())
    });
    assert_eq!((ended, batches), (Ok(()), 1));
}
