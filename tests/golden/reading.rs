//! A table as a person has read it in a document, before the program did: tab-separated, with the columns that a reader can see, and
//! of recommendations alone.

use serde_json::Value;
use unrecs_text::resolve::Resolved;
use unrecs_text::validate::Validated;

use super::published::{self, Row};

/// The published rows of the table, with the columns and in the form of what was read.
///
/// A group has its name in the data alone, and so a reader writes `group` for any. Where words stand in a text more than once,
/// `occurrence` says which of them, from 1.
pub fn of(validated: &Validated<'_>, table: &str, read: &str) -> String {
    let header = read.lines().next().unwrap();
    let columns: Vec<&str> = header.split('\t').collect();
    let rows = published::rows(validated, &[table]);
    let is_normative = |row: &Row| {
        let paragraphs = validated.documents().iter().map(Resolved::normalized);
        let mut own = paragraphs.flat_map(|document| document.paragraphs().iter().map(move |one| (document, one)));
        own.any(|(document, one)| one.is_normative() && row["paragraph_id"] == *document.paragraph_id(one))
    };
    let line = |row: &Row| {
        let cells = columns.iter().map(|column| match *column {
            // What was read before other paragraphs than recommendations were published.
            "recommendation_id" => cell(&row["paragraph_id"]),
            "target_recommendation_id" => cell(&row["target_paragraph_id"]),
            "occurrence" => occurrence(validated, row),
            "group" => if row["group_id"].is_null() { "" } else { "group" }.to_owned(),
            column => cell(row.get(column).unwrap_or_else(|| panic!("{table} has no column {column}"))),
        });
        cells.collect::<Vec<_>>().join("\t")
    };
    let lines = [header.to_owned()].into_iter().chain(rows[table].iter().filter(|row| is_normative(row)).map(line));
    lines.map(|line| line + "\n").collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Which of the same words in the text of its paragraph a row is about.
fn occurrence(validated: &Validated<'_>, row: &Row) -> String {
    let mut units = validated.documents().iter().map(Resolved::normalized).flat_map(|document| {
        document.paragraphs().iter().map(move |unit| (document.paragraph_id(unit), document.text(unit)))
    });
    let (_, text) = units.find(|(id, _)| row["paragraph_id"] == **id).unwrap();
    let start = usize::try_from(row["text_start"].as_u64().unwrap()).unwrap();
    let before: usize = text.chars().take(start).map(char::len_utf8).sum();
    let surface = row["surface"].as_str().unwrap();
    let place = text.match_indices(surface).position(|(at, _)| at == before);
    place.map_or(0, |index| index + 1).to_string()
}
