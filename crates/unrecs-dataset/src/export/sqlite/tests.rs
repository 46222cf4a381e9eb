//! What is in a database, read back.

use std::io::Write as _;

use proptest::prelude::*;
use rusqlite::types::Value;

use super::*;
use crate::export::samples;
use crate::tables::TABLES;
use crate::tables::Tables;

/// A database in a file of its own.
struct Read {
    connection: Connection,
    _file: NamedTempFile,
}

fn read(tables: &Tables<'_>) -> Read {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(&samples::whole(tables, encoder)).unwrap();
    Read { connection: Connection::open(file.path()).unwrap(), _file: file }
}

impl Read {
    fn rows(&self, sql: &str) -> Vec<Vec<Value>> {
        let mut statement = self.connection.prepare(sql).unwrap();
        let count = statement.column_count();
        let rows = statement.query_map([], |row| (0..count).map(|index| row.get(index)).collect());
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn texts(&self, sql: &str) -> Vec<String> {
        let text = |mut row: Vec<Value>| match row.remove(0) {
            Value::Text(text) => text,
            other => panic!("{sql}: {other:?}"),
        };
        self.rows(sql).into_iter().map(text).collect()
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn rows_come_back_typed_and_in_order() {
    let read = read(&samples::tables());
    let expected = [
        vec![text("d1"), text("一份文件"), text("2012-05-30"), Value::Integer(9_007_199_254_740_993)],
        vec![text("d2"), Value::Null, Value::Null, Value::Integer(0)],
    ];
    assert_eq!(read.rows("SELECT * FROM documents"), expected);
    assert_eq!(read.texts("SELECT text FROM paragraphs"), samples::texts());
    assert_eq!(read.rows("SELECT considers FROM paragraphs LIMIT 2"), [[Value::Integer(0)], [Value::Integer(1)]]);
    assert_eq!(read.rows("SELECT * FROM addressees_none"), Vec::<Vec<Value>>::new());
}

proptest! {
    #![proptest_config(samples::cases(200))]

    #[test]
    fn hostile_texts_come_back_equal(texts in samples::hostile_texts()) {
        let tables = samples::tables_with_texts(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        prop_assert_eq!(read(&tables).texts("SELECT text FROM paragraphs ORDER BY rowid"), texts);
    }
}

#[test]
fn the_header_says_what_it_is() {
    let bytes = samples::whole(&samples::tables(), encoder);
    assert!(bytes.starts_with(b"SQLite format 3\0"));
    assert_eq!(&bytes[68..72], b"unrc");
    let read = read(&samples::tables());
    let number = |pragma: &str| read.rows(&format!("PRAGMA {pragma}")).remove(0).remove(0);
    assert_eq!(number("user_version"), Value::Integer(SCHEMA_VERSION.into()));
    assert_eq!(number("page_size"), Value::Integer(PAGE_BYTES.into()));
    assert_eq!(number("freelist_count"), Value::Integer(0));
    assert_eq!(number("journal_mode"), text("delete"));
    assert_eq!(number("integrity_check"), text("ok"));
}

#[test]
fn a_row_that_breaks_a_promise_is_refused_by_the_database_too() {
    let read = read(&samples::tables());
    read.connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    let refused = |sql: &str, reason: &str| {
        let error = read.connection.execute(sql, []).unwrap_err().to_string();
        assert!(error.starts_with(reason), "{sql}: {error}");
    };
    refused("INSERT INTO documents VALUES ('d1', NULL, NULL, 1)", "UNIQUE constraint failed");
    refused("INSERT INTO documents VALUES ('d3', '', NULL, 1)", "CHECK constraint failed");
    refused("INSERT INTO documents VALUES ('d3', NULL, '2012-02-30', 1)", "CHECK constraint failed");
    refused("INSERT INTO documents VALUES ('d3', NULL, '2012-2-3', 1)", "CHECK constraint failed");
    refused("INSERT INTO documents VALUES (NULL, NULL, NULL, 1)", "NOT NULL constraint failed");
    refused("INSERT INTO documents VALUES ('d3', NULL, NULL, 'many')", "cannot store TEXT value in INTEGER column");
    refused("INSERT INTO divisions VALUES ('m2', 'nowhere', NULL, 1)", "FOREIGN KEY constraint failed");
    refused("INSERT INTO paragraphs VALUES ('r', 'm1', NULL, 't', 2, NULL)", "CHECK constraint failed");
    refused("INSERT INTO paragraphs VALUES ('r', 'm1', NULL, 't', 1, 'perhaps')", "CHECK constraint failed");
    let taken = "INSERT INTO paragraphs VALUES ('r', 'm1', NULL, 't', 1, 'must')";
    assert_eq!(read.connection.execute(taken, []).unwrap(), 1);
}

#[test]
fn words_are_found_in_chinese_and_in_english() {
    let read = read(&samples::tables_with_texts(&[
        "缔约国应合作为庇护申请人签发签证，并适用《议定书》第6条。",
        "States should PROTECT asylum-seekers smuggled across borders.",
        "护庇 𠀀字 résumé",
    ]));
    let found = |words: &str| {
        let sql = "SELECT paragraph_id FROM paragraphs_search WHERE paragraphs_search MATCH ?";
        let mut statement = read.connection.prepare(sql).unwrap();
        let found: rusqlite::Result<Vec<String>> = statement.query_map([words], |row| row.get(0)).unwrap().collect();
        found.unwrap()
    };
    assert_eq!(found("\"庇 护\""), ["m1-r1"]);
    assert_eq!(found("\"签 证\""), ["m1-r1"]);
    assert_eq!(found("\"《 议 定 书 》\""), ["m1-r1"]);
    assert_eq!(found("\"第 6 条\""), ["m1-r1"]);
    assert_eq!(found("\"护 庇\""), ["m1-r3"]);
    assert_eq!(found("\"𠀀 字\" AND resume"), ["m1-r3"]);
    assert_eq!(found("protect"), ["m1-r2"]);
    assert_eq!(found("asylum AND smuggl*"), ["m1-r2"]);
    assert_eq!(found("\"签 庇\""), Vec::<String>::new());
    let manual = read.texts("SELECT value FROM meta WHERE key LIKE 'how_to_search_paragraphs%'");
    assert_eq!(manual.len(), 2);
    for manual in manual {
        let from = manual.find("SELECT").unwrap();
        let example = &manual[from..from + manual[from..].find("作\"'").unwrap() + "作\"'".len()];
        assert_eq!(read.texts(example), ["m1-r1"], "the example of the manual finds it");
    }
}

#[test]
fn views_show_rows_beside_the_rows_that_they_name() {
    let read = read(&samples::tables());
    let sql = "SELECT paragraph_id, division_ordinal, parent_text FROM paragraphs_joined \
               WHERE parent_id IS NOT NULL";
    assert_eq!(read.rows(sql), [[text("m1-r12-a"), Value::Integer(1), text("\nline\nfeeds\n")]]);
    assert_eq!(read.rows("SELECT count(*) FROM paragraphs_joined"), [[Value::Integer(13)]]);
}

#[test]
fn the_database_documents_itself() {
    let read = read(&samples::tables());
    let meta = |key: &str| read.texts(&format!("SELECT value FROM meta WHERE key = '{key}'")).remove(0);
    assert_eq!((meta("title"), meta("title:zh")), ("A sample".to_owned(), "样本".to_owned()));
    assert_eq!((meta("license_url"), meta("schema_version")), ("https://example.org/terms".to_owned(), "2".to_owned()));
    let columns: usize = samples::schemas().iter().map(|table| table.columns.len()).sum();
    assert_eq!(read.rows("SELECT count(*) FROM dictionary"), [[Value::Integer(columns as i64)]]);
    let codes = "SELECT code, description_zh FROM codes WHERE \"column\" = 'modality' ORDER BY position";
    assert_eq!(read.rows(codes), [[text("must"), text("必须。")], [text("should"), text("应。")]]);
    let nothing = "SELECT count(*) FROM dictionary WHERE codes = '' OR key = ''";
    assert_eq!(read.rows(nothing), [[Value::Integer(0)]]);
}

#[test]
fn a_broken_promise_is_said_at_the_end() {
    let text = samples::tried(&samples::tables_with_title(""), &std::env::temp_dir(), encoder).unwrap_err();
    assert_eq!(text.kind(), io::ErrorKind::InvalidData);
    assert_eq!(text.to_string(), "table documents, row d1: CHECK constraint failed: title");
    let lost = samples::tried(&samples::tables_without_documents(), &std::env::temp_dir(), encoder).unwrap_err();
    assert_eq!(lost.to_string(), "table divisions: a row names a row of documents that is not there");
}

#[test]
fn a_directory_that_is_not_there_is_an_error() {
    let error = samples::tried(&samples::tables(), "nowhere/at/all".as_ref(), encoder).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
}

#[test]
fn the_published_schema_makes_a_database() {
    let connection = Connection::open_in_memory().unwrap();
    let mut names: Vec<String> = documentation::NAMES.map(str::to_owned).into();
    for table in TABLES {
        names.push(table.name.to_owned());
        connection.execute_batch(&definitions::table(table)).unwrap();
        if let Some(index) = search::table(table) {
            connection.execute_batch(&index).unwrap();
            names.push(search::name(table));
        }
    }
    for table in TABLES {
        connection.execute_batch(&definitions::indexes(table)).unwrap();
        let Some(view) = definitions::view(table, TABLES) else { continue };
        connection.execute_batch(&view).unwrap();
        let view = definitions::view_name(table);
        let statement = connection.prepare(&format!("SELECT * FROM {view}")).unwrap();
        let mut columns: Vec<&str> = statement.column_names().collect();
        columns.sort_unstable();
        assert!(columns.windows(2).all(|pair| pair[0] != pair[1]), "{view} has a column twice");
        names.push(view);
    }
    documentation::write(&connection, TABLES, &samples::dataset()).unwrap();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    let plan = "EXPLAIN QUERY PLAN SELECT * FROM \"references\" WHERE instrument_id = 'x'";
    let plan: String = connection.query_row(plan, [], |row| row.get(3)).unwrap();
    assert!(plan.contains("references_by_instrument_id"), "{plan}");
}
