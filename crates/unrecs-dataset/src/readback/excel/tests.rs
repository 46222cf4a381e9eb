//! Workbooks as they are exported, and such as somebody else has made.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::Arc;

use arrow_array::RecordBatch;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;
use crate::export::samples;
use crate::readback::tests::{exported, whole_rows};
use crate::tables::arrow::arrow_schema;

fn schemas() -> Vec<SchemaRef> {
    samples::schemas().into_iter().map(|table| Arc::new(arrow_schema(table))).collect()
}

fn read_all(bytes: &[u8]) -> Result<Vec<Vec<RecordBatch>>, ReadError> {
    whole_rows(crate::readback::EXCEL.rows, bytes, &schemas())
}

fn workbook() -> Vec<u8> {
    exported(&samples::tables(), "excel", "")
}

/// The workbook with its parts made others.
fn with(change: impl Fn(&str, Vec<u8>) -> Vec<u8>, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let (name, mut bytes) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        out.start_file(&name, options).unwrap();
        out.write_all(&change(&name, bytes)).unwrap();
    }
    for (name, bytes) in more {
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[track_caller]
fn replaced(part: &str, old: &str, new: &str) -> String {
    let bytes = with(
        |name, bytes| {
            if name != part {
                return bytes;
            }
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(old), "{old} in {text}");
            text.replacen(old, new, 1).into_bytes()
        },
        &[],
    );
    read_all(&bytes).unwrap_err().to_string()
}

#[test]
fn a_cell_of_another_kind_is_named() {
    let documents = "xl/worksheets/sheet2.xml";
    for (old, new, expected) in [
        (
            "<v>41059</v>",
            "<v>41059.5</v>",
            "f, row 1, column documents.issued_on: found the number 41059.5; expected a date, YYYY-MM-DD, or no value",
        ),
        (
            "<v>41059</v>",
            "<v>60</v>",
            "f, row 1, column documents.issued_on: found the number 60; expected a date, YYYY-MM-DD, or no value",
        ),
        (
            "<c r=\"B2\" t=\"inlineStr\">",
            "<c r=\"B2\" t=\"str\">",
            "f, row 1: on the sheet \"documents\": found the element \"is\"; expected the element v of a cell",
        ),
        (
            "<c r=\"B2\"",
            "<c r=\"A2\"",
            "f, row 1: on the sheet \"documents\": found the element \"c r=\\\"A2\\\" t=\\\"inlineStr\\\"\"; expected a cell of this row behind the last",
        ),
        (
            "<row r=\"2\">",
            "<row r=\"2\" hidden=\"1\">",
            "f, row 1: on the sheet \"documents\": found the element \"row r=\\\"2\\\" hidden=\\\"1\\\"\"; expected row 2 as it is published",
        ),
        (
            "<t>title</t>",
            "<t>titel</t>",
            "f: on the sheet \"documents\": found \"document_id, titel, issued_on, source_by\"…; expected the names document_id, title, ",
        ),
        (
            "<v>41059</v>",
            "<f>1+1</f><v>41059</v>",
            "f, row 1: on the sheet \"documents\": found the element \"f\"; expected the element v of a cell",
        ),
        ("width=\"", "width=\"0.", "f: on the sheet \"documents\": found the element \"col min=\\\"1\\\""),
        (
            "</sheetData>",
            "</sheetData><mergeCells/>",
            "f, row 3: on the sheet \"documents\": found the element \"mergeCells\"; expected a sheet as it is published",
        ),
        (
            "</sheetData>",
            "</sheetData><!-- words -->",
            "f, row 3: on the sheet \"documents\": found XML other than elements and text; expected a sheet as it is published",
        ),
    ] {
        let found = replaced(documents, old, new);
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn parts_that_are_not_ours_are_refused() {
    let more = |name: &str| read_all(&with(|_, bytes| bytes, &[(name, b"")])).unwrap_err().to_string();
    for name in [
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml",
    ] {
        assert_eq!(more(name), format!("f: found the part {name:?}; expected none of this name"));
    }
    let workbook = "xl/workbook.xml";
    for (part, old, new, expected) in [
        (
            workbook,
            "<sheet name=\"documents\"",
            "<sheet state=\"hidden\" name=\"documents\"",
            "expected a sheet that is shown, with its number",
        ),
        (
            workbook,
            "name=\"documents\"",
            "name=\"papers\"",
            "f: found the sheet \"papers\"; expected none of this name",
        ),
        (workbook, "_xlnm._FilterDatabase", "_xlnm.Auto_Open", "expected nothing but sheets and filters"),
        (
            "xl/_rels/workbook.xml.rels",
            "worksheets/sheet2.xml",
            "worksheets/sheet3.xml",
            "expected the relation of worksheets/sheet2.xml",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "Target=\"theme",
            "TargetMode=\"External\" Target=\"theme",
            "expected a relation to another part of the file",
        ),
        ("xl/styles.xml", "yyyy-mm-dd", ";;;", "expected yyyy-mm-dd"),
        (
            "xl/worksheets/sheet1.xml",
            "<hyperlink ref",
            "<hyperlink r:id=\"rId1\" ref",
            "on the sheet \"about\": found the element",
        ),
    ] {
        let found = replaced(part, old, new);
        assert!(found.contains(expected), "{found}");
    }
}

#[test]
fn a_bomb_is_refused_by_what_it_announces_and_by_what_comes() {
    let bomb = with(|name, bytes| if name == "xl/styles.xml" { vec![b' '; 100 << 20] } else { bytes }, &[]);
    let found = read_all(&bomb).unwrap_err().to_string();
    assert!(
        found.starts_with("f: found parts of ") && found.contains(" bytes in all; expected no more than "),
        "{found}"
    );
    // Announced as a few bytes, in both places where its size stands.
    let name = b"xl/styles.xml";
    let mut lying = bomb.clone();
    let size = u32::try_from(100 << 20).unwrap().to_le_bytes();
    for at in 0..lying.len() - name.len() {
        let before = [30, 46].into_iter().filter(|before| lying[at..].starts_with(name) && at >= *before);
        for before in before.collect::<Vec<_>>() {
            for field in [22, 24] {
                let place = at - before + field;
                if lying[place..place + 4] == size {
                    lying[place..place + 4].copy_from_slice(&100_u32.to_le_bytes());
                }
            }
        }
    }
    let found = read_all(&lying).unwrap_err().to_string();
    assert!(found.contains("cannot read the part \"xl/styles.xml\""), "{found}");
}

#[test]
fn damaged_archives_end_in_an_error_or_in_rows() {
    let bytes = workbook();
    assert_eq!(read_all(b"").unwrap_err().to_string(), "f: found a short file; expected a ZIP archive");
    assert!(read_all(&[&bytes, &b"more"[..]].concat()).unwrap_err().to_string().contains("without a comment"));
    for at in (0..bytes.len()).step_by(131) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0xA5;
        drop(read_all(&bytes));
    }
}

#[test]
fn long_texts_and_further_sheets_come_back() {
    let long = "议定书😀".repeat(30);
    let texts = ["short", &long, "_x005F\u{B}", "a", "b", "c … [whole text: sheet long_texts]", &long];
    let tables = samples::tables_with_texts(&texts);
    let bytes = samples::whole(&tables, crate::export::excel::narrow);
    let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.table()))).collect();
    let found = whole_rows(crate::readback::EXCEL.rows, &bytes, &schemas).unwrap();
    let position = tables
        .iter()
        .map(|table| table.table())
        .collect::<Vec<_>>()
        .iter()
        .position(|table| table.name == "paragraphs")
        .unwrap();
    let mut rows = Vec::new();
    let Ok(()) = tables.for_each_batch("paragraphs", |batch| {
        rows.push(batch.clone());
        Ok::<(), std::convert::Infallible>(())
    });
    let schema = rows[0].schema();
    let all = |batches: &[RecordBatch]| in_words(batches, schema.fields().len());
    assert_eq!(all(&found[position]), all(&rows));
}

/// Every cell, in words.
fn in_words(batches: &[RecordBatch], columns: usize) -> Vec<String> {
    let rows = |batch: &RecordBatch| {
        let values = crate::tables::Values::all(batch);
        let cells = |row: usize| (0..columns).map(|column| values[column].cell(row).to_string()).collect::<Vec<_>>();
        (0..batch.num_rows()).map(|row| cells(row).join("|")).collect::<Vec<_>>()
    };
    batches.iter().flat_map(rows).collect()
}
