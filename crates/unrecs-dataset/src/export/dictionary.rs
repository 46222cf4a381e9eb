//! The data dictionary: a CSV with one line per column of every table.

use csv::{Terminator, Writer, WriterBuilder};

use super::SmallFile;
use crate::layout::DICTIONARY;
use crate::tables::schema::{Code, Column, ColumnKind, Table};

/// The columns of the dictionary. `key` is `primary` for a column of the primary key; `references` is the table and column
/// whose keys the values are; `codes` has one line per code.
pub(crate) const HEADER: [&str; 10] = [
    "table",
    "position",
    "column",
    "type",
    "nullable",
    "key",
    "references",
    "description_en",
    "description_zh",
    "codes",
];

/// `schema/dictionary.csv`
pub(super) fn files(tables: &[&'static Table]) -> Vec<SmallFile> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    write(tables, &mut csv).expect("every line has the columns of the header, and memory takes every write");
    let bytes = csv.into_inner().expect("memory takes every write");
    vec![SmallFile::new(DICTIONARY, "text/csv", bytes)]
}

/// The name of a type, as in the dictionary and the README of a release.
pub(crate) fn type_name(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Int32 => "int32",
        ColumnKind::Int64 => "int64",
        ColumnKind::Bool => "bool",
        ColumnKind::Date => "date",
    }
}

/// `<table>.<column>` of the key that the values of this column are; none where they are no key.
pub(crate) fn references(table: &Table, column: &Column) -> Option<String> {
    let key = table.foreign_keys.iter().find(|key| key.column == column.name)?;
    Some(format!("{}.{}", key.table, key.references))
}

fn write(tables: &[&'static Table], csv: &mut Writer<Vec<u8>>) -> csv::Result<()> {
    csv.write_record(HEADER)?;
    tables.iter().flat_map(|table| lines(table)).try_for_each(|line| csv.write_record(line))
}

/// What the dictionary says of each column of a table, under [`HEADER`]; empty where there is nothing to say.
pub(crate) fn lines(table: &'static Table) -> impl Iterator<Item = [String; HEADER.len()]> {
    table.columns.iter().enumerate().map(move |(index, column)| {
        let key = if table.primary_key.contains(&column.name) { "primary" } else { "" };
        [
            table.name.to_owned(),
            (index + 1).to_string(),
            column.name.to_owned(),
            type_name(column.kind).to_owned(),
            column.nullable.to_string(),
            key.to_owned(),
            references(table, column).unwrap_or_default(),
            column.description.en.to_owned(),
            column.description.zh.to_owned(),
            column.codes.iter().map(code_line).collect::<Vec<_>>().join("\n"),
        ]
    })
}

fn code_line(code: &Code) -> String {
    format!("{}: {} / {}", code.code, code.description.en, code.description.zh)
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn a_line_says_everything_about_a_column() {
        let bytes = files(&samples::schemas()).remove(0).bytes;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(reader.headers().unwrap(), HEADER.as_slice());
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let columns: usize = samples::schemas().iter().map(|table| table.columns.len()).sum();
        assert_eq!(lines.len(), columns);
        let line = |table: &str, column: &str| {
            lines.iter().find(|line| &line[0] == table && &line[2] == column).unwrap().iter().collect::<Vec<_>>()
        };
        assert_eq!(
            line("paragraphs", "parent_id"),
            ["paragraphs", "3", "parent_id", "text", "true", "", "paragraphs.paragraph_id", "The words.", "文字。", ""]
        );
        assert_eq!(line("documents", "document_id")[5], "primary");
        assert_eq!(line("documents", "source_bytes")[3], "int64");
        assert_eq!(line("paragraphs", "modality")[9], "must: Has to. / 必须。\nshould: Ought to, \"应\". / 应。");
    }
}
