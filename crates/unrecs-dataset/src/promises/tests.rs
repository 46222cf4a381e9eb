//! Broken tables, one for each promise of the schema.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, StringArray};
use arrow_schema::{Field, Schema};

use super::*;
use crate::tables::TABLES;
use crate::tables::schema::{ColumnKind, Table};

#[test]
fn sound_tables_have_no_violation() {
    assert_eq!(check(&sound().tables()), []);
}

#[test]
fn tables_without_rows_have_no_violation() {
    assert_eq!(check(&Draft::default().tables()), []);
}

#[test]
fn a_null_where_a_value_is_required() {
    let mut draft = sound();
    draft.set("bodies", 1, "kind", "");
    draft.set("paragraphs", 2, "level", "");
    let expected = [
        r#"table paragraphs, column level, row 3: found no value where one is required, in the row of "b-m1-r1-b" + "zh""#,
        r#"table bodies, column kind, row 2: found no value where one is required, in the row of "b2""#,
    ];
    assert_eq!(shown(&draft), expected);
}

#[test]
fn a_null_in_a_primary_key() {
    let mut draft = sound();
    draft.set("addressees", 0, "position", "");
    let expected = r#"table addressees, column position, row 1: found no value where one is required, in the row of "b-m1-r1" + "zh" + no value"#;
    assert_eq!(shown(&draft), [expected]);
}

#[test]
fn an_empty_text() {
    let mut draft = sound();
    draft.set("paragraphs", 0, "text", EMPTY);
    let expected = r#"table paragraphs, column text, row 1: found an empty text; expected words or no value, in the row of "b-m1-r1" + "zh""#;
    assert_eq!(shown(&draft), [expected]);
}

#[test]
fn a_primary_key_given_twice() {
    let mut draft = sound();
    draft.set("bodies", 1, "body_id", "b");
    let expected =
        r#"table bodies, column body_id, row 2: found "b", the primary key of an earlier row; expected another"#;
    assert_eq!(shown(&draft), [expected]);
}

#[test]
fn a_primary_key_of_three_columns_given_more_than_twice_across_batches() {
    let mut draft = sound();
    for row in 0..4 {
        draft.copy("addressees", 0);
        draft.set("addressees", 2 + row, "position", "1");
    }
    let expected = r#"table addressees, column paragraph_id + language + position, row 3: found "b-m1-r1" + "zh" + 1, the primary key of an earlier row; expected another; so have 3 more rows"#;
    assert_eq!(shown(&draft), [expected]);
}

#[test]
fn one_ordinal_in_two_documents_is_not_a_repeated_key() {
    let mut draft = sound();
    draft.copy("documents", 0);
    draft.set("documents", 1, "document_id", "d2");
    draft.set("documents", 1, "text_bytes", "2");
    draft.add("segments", "d2,zh,1,blank,,0,2,");
    assert_eq!(shown(&draft), Vec::<String>::new());
}

#[test]
fn a_foreign_key_that_leads_nowhere() {
    let mut draft = sound();
    draft.set("paragraphs", 1, "parent_id", "b-m1-r9");
    draft.set("documents", 0, "body_id", "d");
    let expected = [
        r#"table documents, column body_id, row 1: found "d"; expected a value of bodies.body_id, or no value"#,
        r#"table paragraphs, column parent_id + language, row 2: found "b-m1-r9" + "zh"; expected a value of paragraphs.paragraph_id + language, or no value"#,
    ];
    assert_eq!(shown(&draft), expected);
}

#[test]
fn more_foreign_keys_that_lead_nowhere_than_are_looked_at_again_are_counted() {
    let mut draft = sound();
    for row in 0..30 {
        draft.add("addressees", &format!("gone-{row},zh,1,states,,false,"));
    }
    let violation = &check(&draft.tables())[0];
    assert_eq!((violation.promise, violation.rows, violation.examples.len()), (Promise::Keys, 30, 20));
}

#[test]
fn a_foreign_key_that_is_null_where_it_may_not_be() {
    let mut draft = sound();
    draft.set("paragraphs", 1, "document_id", "");
    let expected = r#"table paragraphs, column document_id, row 2: found no value where one is required, in the row of "b-m1-r1-a" + "zh""#;
    assert_eq!(shown(&draft), [expected]);
}

#[test]
fn a_code_outside_its_list() {
    let mut draft = sound();
    draft.set("paragraphs", 1, "effective_modality", "inherit");
    let expected = r#"table paragraphs, column effective_modality, row 2: found "inherit"; expected one of its codes, in the row of "b-m1-r1-a" + "zh""#;
    assert_eq!(shown(&draft), [expected]);
}

#[test]
fn segments_that_do_not_tile_their_text() {
    let tried = |row: usize, column: &str, value: &str| {
        let mut draft = sound();
        draft.set("segments", row, column, value);
        shown(&draft)
    };
    let gap = "table segments, column text_start, row 2: found 3, which leaves a gap; expected 2, where the segment before it ends";
    assert_eq!(tried(1, "text_start", "3"), [gap]);
    let overlap = "table segments, column text_start, row 2: found 1, which overlaps; expected 2, where the segment before it ends";
    assert_eq!(tried(1, "text_start", "1"), [overlap]);
    let position = "table segments, column position, row 5: found 7; expected 5, the next of its document";
    assert_eq!(tried(4, "position", "7"), [position]);
    let empty = "table segments, column text_end, row 5: found 9; expected more than 9, where the segment begins";
    let short =
        "table segments, column text_end, row 5: found 9; expected 10, the size of the text that the last segment ends";
    assert_eq!(tried(4, "text_end", "9"), [empty, short]);
    let mut draft = sound();
    draft.copy("documents", 0);
    draft.set("documents", 1, "document_id", "d2");
    let none = "table documents, row 2: found a text of 10 bytes without segments; expected segments that tile it";
    assert_eq!(shown(&draft), [none]);
}

/// What is said of the violations there are.
fn shown(draft: &Draft) -> Vec<String> {
    check(&draft.tables()).iter().map(ToString::to_string).collect()
}

/// Stands for the empty string, as an empty cell of a draft is null.
const EMPTY: &str = "\0";

/// Tables in which every value is still text, and may break the schema.
#[derive(Default)]
struct Draft {
    rows: Vec<(&'static str, Vec<String>)>,
}

/// One document with one meeting, a chapeau with two items, and two bodies.
fn sound() -> Draft {
    let mut draft = Draft::default();
    draft.add("documents", "d,zh,compilation,b,,,,,,,,,,,,,,,,,,,,,,,data/text/d.zh.txt,00,10,a.txt,00,10,text/plain");
    draft.add("divisions", "b-m1,zh,d,,meeting,一,第一次会议,1,1,sec_I,1,,15490,");
    draft.add("paragraphs", "b-m1-r1,zh,d,b-m1,,recommendation,chapeau,1,1,,1,1,t,,,,,,should,should,false,false,x");
    draft.add("paragraphs", "b-m1-r1-a,zh,d,b-m1,b-m1-r1,item,plain,2,1,a,1(a),2,t,t,,,,,inherit,should,false,false,y");
    draft.add("paragraphs", "b-m1-r1-b,zh,d,b-m1,b-m1-r1,item,plain,2,1,b,1(b),3,t,t,,,,,inherit,should,false,false,z");
    draft.add("addressees", "b-m1-r1,zh,1,states,,false,各国");
    draft.add("addressees", "b-m1-r1-a,zh,1,states,,true,");
    draft.add("bodies", "b,organ,,");
    draft.add("bodies", "b2,network,,");
    draft.add("segments", "d,zh,1,number,b-m1-r1,0,2,");
    draft.add("segments", "d,zh,2,words,b-m1-r1,2,5,0");
    draft.add("segments", "d,zh,3,words,b-m1-r1-a,5,7,0");
    draft.add("segments", "d,zh,4,words,b-m1-r1-b,7,9,0");
    draft.add("segments", "d,zh,5,blank,,9,10,");
    draft
}

impl Draft {
    fn add(&mut self, table: &'static str, cells: &str) {
        let cells: Vec<_> = cells.split(',').map(str::to_owned).collect();
        assert_eq!(cells.len(), Table::of(table).unwrap().columns.len(), "{table}");
        self.rows.push((table, cells));
    }

    fn copy(&mut self, table: &'static str, row: usize) {
        let cells = self.row(table, row).clone();
        self.rows.push((table, cells));
    }

    fn set(&mut self, table: &'static str, row: usize, column: &str, value: &str) {
        let index = Table::of(table).unwrap().index_of(column).unwrap();
        self.row(table, row)[index] = value.to_owned();
    }

    fn row(&mut self, table: &'static str, row: usize) -> &mut Vec<String> {
        &mut self.rows.iter_mut().filter(|(name, _)| *name == table).nth(row).unwrap().1
    }

    /// In parts of two rows of each table, so that every check crosses the border of a part.
    fn tables(&self) -> Tables<'static> {
        let of = |name: &str| -> Vec<&Vec<String>> {
            self.rows.iter().filter(|(table, _)| *table == name).map(|(_, row)| row).collect()
        };
        let parts = TABLES.iter().map(|schema| of(schema.name).len().div_ceil(2)).max().unwrap_or_default().max(1);
        let part = |index: usize| {
            let rows = |schema: &&'static Table| {
                let batches = of(schema.name).chunks(2).skip(index).take(1).map(|rows| batch(schema, rows)).collect();
                (*schema, batches)
            };
            TABLES.iter().map(rows).collect()
        };
        Tables::for_tests((0..parts).map(part).collect())
    }
}

/// A batch in which every column may be null, as Arrow itself refuses a null elsewhere.
fn batch(schema: &Table, rows: &[&Vec<String>]) -> RecordBatch {
    let fields: Vec<_> =
        schema.columns.iter().map(|column| Field::new(column.name, column.kind.data_type(), true)).collect();
    let columns = schema.columns.iter().enumerate().map(|(index, column)| {
        let cells = rows.iter().map(|row| Some(row[index].as_str()).filter(|cell| !cell.is_empty()));
        let array: ArrayRef = match column.kind {
            ColumnKind::Text => {
                Arc::new(StringArray::from_iter(cells.map(|cell| cell.map(|cell| cell.trim_matches('\0')))))
            }
            ColumnKind::Int32 => {
                Arc::new(Int32Array::from_iter(cells.map(|cell| cell.map(|cell| cell.parse().unwrap()))))
            }
            ColumnKind::Int64 => {
                Arc::new(Int64Array::from_iter(cells.map(|cell| cell.map(|cell| cell.parse().unwrap()))))
            }
            ColumnKind::Bool => Arc::new(BooleanArray::from_iter(cells.map(|cell| cell.map(|cell| cell == "true")))),
            ColumnKind::Date => {
                Arc::new(Date32Array::from_iter(cells.map(|cell| cell.map(|cell| cell.parse().unwrap()))))
            }
        };
        array
    });
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.collect()).unwrap()
}
