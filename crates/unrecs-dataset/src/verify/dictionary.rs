//! `schema/dictionary.csv` against the schemas of the tables: the same columns, keys, words and codes.

use crate::export::dictionary::HEADER;
use crate::tables::arrow::{foreign_keys, key_columns, table_name};
use arrow_schema::{DataType, Field, SchemaRef};
use csv::ReaderBuilder;

use super::disk::Disk;
use super::ordered::pairs;
use super::report_log::{Check, Log, Place};
use crate::layout::DICTIONARY;
use crate::promises::shown;

/// Compares the dictionary with the schemas, line by line.
pub(super) fn compare(disk: &Disk, schemas: &[&SchemaRef], log: &mut Log) {
    let Some(Ok(bytes)) = disk.size(DICTIONARY).map(|_| disk.bytes(DICTIONARY)) else { return };
    let mut expected = vec![HEADER.map(str::to_owned).to_vec()];
    expected.extend(schemas.iter().flat_map(|schema| lines(schema)));
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.as_slice());
    let mut records = reader.records();
    let mut number = 0;
    loop {
        number += 1;
        let (found, expected) = (records.next(), expected.get(number as usize - 1));
        let place = Place::file(DICTIONARY).row(number);
        match (found, expected) {
            (None, None) => break,
            (Some(Err(error)), _) => {
                log.differ(Check::Schemas, place, format!("cannot make sense of it: {error}"));
                break;
            }
            (Some(Ok(found)), Some(expected)) => {
                if let Some(index) = (0..found.len().max(expected.len()))
                    .find(|&at| found.get(at) != expected.get(at).map(String::as_str))
                {
                    let words = |text: Option<&str>| text.map_or("nothing".to_owned(), shown);
                    let problem = format!(
                        "found {}; expected {}",
                        words(found.get(index)),
                        words(expected.get(index).map(String::as_str))
                    );
                    log.differ(Check::Schemas, place.column(HEADER.get(index).copied().unwrap_or("another")), problem);
                }
            }
            (None, Some(expected)) => {
                log.differ(
                    Check::Schemas,
                    place,
                    format!("found no record; expected the one of {}.{}", expected[0], expected[2]),
                );
                break;
            }
            (Some(Ok(_)), None) => {
                log.differ(Check::Schemas, place, "found a record; expected the end of the file");
                break;
            }
        }
    }
    log.looked(Check::Schemas, "columns", number.saturating_sub(2));
}

fn lines(schema: &SchemaRef) -> Vec<Vec<String>> {
    let primary = key_columns(schema).unwrap_or_default();
    let foreign = foreign_keys(schema).unwrap_or_default();
    let line = |(index, field): (usize, &std::sync::Arc<Field>)| {
        let word = |key: &str| field.metadata().get(key).cloned().unwrap_or_default();
        let target = foreign.iter().find(|key| key.column == *field.name());
        vec![
            table_name(schema).to_owned(),
            (index + 1).to_string(),
            field.name().clone(),
            type_name(field.data_type()).to_owned(),
            field.is_nullable().to_string(),
            if primary.contains(&index) { "primary" } else { "" }.to_owned(),
            target.map(|key| format!("{}.{}", key.table, key.references)).unwrap_or_default(),
            word("description"),
            word("description:zh"),
            codes(field),
        ]
    };
    schema.fields().iter().enumerate().map(line).collect()
}

fn type_name(kind: &DataType) -> &'static str {
    match kind {
        DataType::Utf8 => "text",
        DataType::Int32 => "int32",
        DataType::Int64 => "int64",
        DataType::Boolean => "bool",
        _ => "date",
    }
}

/// One line for each code, with what it means in both languages.
fn codes(field: &Field) -> String {
    let (english, chinese) = (pairs(field, "codes"), pairs(field, "codes:zh"));
    let lines = english.iter().zip(&chinese).map(|((code, en), (_, zh))| format!("{code}: {en} / {zh}"));
    lines.collect::<Vec<_>>().join("\n")
}
