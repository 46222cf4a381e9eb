//! What is published of a case, as lines that a person can review: a group for each table, a line for each row.
//!
//! The rows are those of the program's own NDJSON. A line leaves out what says nothing, and what says where the row stands.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use unrecs::pipeline::Outcome;
use unrecs::report::{self, Ending};
use unrecs_dataset::export::{Encoder, FORMATS, Files};
use unrecs_dataset::tables::schema::Table;
use unrecs_dataset::tables::{self, Part};
use unrecs_text::normalize::DocumentMetadata;
use unrecs_text::resolve::Resolved;
use unrecs_text::validate::Validated;

use super::registry::REGISTRY;

/// The tables of documents, in the order of the groups; those of the registry are the same in every case.
const TABLES: [&str; 9] = [
    "documents",
    "divisions",
    "paragraphs",
    "addressees",
    "mandates",
    "references",
    "mentions",
    "lineage",
    "document_lineage",
];

/// Columns that say where a row stands, which the order of the lines and the segments show, or of what it is made.
const PLACES: [&str; 17] = [
    "position",
    "source_bytes",
    "source_sha256",
    "text_bytes",
    "text_path",
    "text_sha256",
    "media_type",
    "text_start",
    "text_end",
    "task_start",
    "task_end",
    "deadline_start",
    "deadline_end",
    "recurrence_start",
    "recurrence_end",
    "until_start",
    "until_end",
];

/// Columns that repeat the beginning of the identifier of the row.
const REPEATED: [(&str, &str); 2] = [("paragraphs", "document_id"), ("references", "paragraph_id")];

/// Columns that mostly say the same as another, and are left out where they do.
const ALIKE: [(&str, &str); 1] = [("effective_modality", "modality")];

/// A row, by the names of its columns.
pub type Row = Map<String, Value>;

/// The lines of a group, such as a table.
pub type Groups = BTreeMap<&'static str, Vec<String>>;

/// The names of the groups, in the order in which they are read.
pub fn order() -> impl Iterator<Item = &'static str> {
    ["findings"].into_iter().chain(TABLES).chain(["evidence", "segments"])
}

/// All of them; one without lines is left out.
pub fn groups(validated: Validated<'_>) -> Groups {
    let mut groups = values(&validated);
    groups.insert("segments", segments(&validated));
    groups.insert("findings", findings(validated));
    groups.retain(|_, lines| !lines.is_empty());
    groups
}

/// What the documents say, without any place: the same for every way of ending lines.
pub fn values(validated: &Validated<'_>) -> Groups {
    let rows = rows(validated, &TABLES);
    let lines = |(name, rows): (&'static str, Vec<Row>)| {
        let schema = Table::of(name).unwrap();
        (name, rows.iter().map(|row| line(schema, row)).collect())
    };
    let mut groups: Groups = rows.into_iter().map(lines).collect();
    groups.insert("evidence", validated.documents().iter().flat_map(evidence).collect());
    groups
}

/// The rows of some tables, as the program's NDJSON has them.
pub fn rows<'n>(validated: &Validated<'_>, names: &[&'n str]) -> BTreeMap<&'n str, Vec<Row>> {
    let tables = tables::tabulate(validated, &REGISTRY);
    let format = FORMATS.iter().find(|format| format.name == "ndjson").unwrap();
    let Files::PerTable { encoder, .. } = format.files else { panic!("{format:?}") };
    let begin = |name: &&'n str| (*name, encoder(tables.get(name).unwrap()).unwrap(), Vec::new());
    let mut files: Vec<_> = names.iter().map(begin).collect();
    let write = |part: &Part| files.iter_mut().try_for_each(|(_, encoder, bytes)| encoder.part(part, bytes));
    tables.for_each_part(write).unwrap();
    let row = |name: &str, line: &str| {
        let mut row: Row = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        for column in Table::of(name).unwrap().columns {
            row.entry(column.name).or_insert(Value::Null);
        }
        row
    };
    let end = |(name, encoder, mut bytes): (_, Box<dyn Encoder>, Vec<u8>)| {
        encoder.end(&mut bytes).unwrap();
        (name, String::from_utf8(bytes).unwrap().lines().map(|line| row(name, line)).collect())
    };
    files.into_iter().map(end).collect()
}

/// A row with what it says, in the order of the columns.
fn line(schema: &Table, row: &Row) -> String {
    let says_something = |name: &str| {
        let value = &row[name];
        let alike = ALIKE.iter().any(|(one, other)| *one == name && *value == row[*other]);
        // The document says the language once.
        let of_document = name == "language" && schema.name != "documents";
        let repeated = REPEATED.contains(&(schema.name, name)) || PLACES.contains(&name) || of_document;
        !(value.is_null() || *value == json!(false) || alike || repeated)
    };
    let names = schema.columns.iter().map(|column| column.name).filter(|name| says_something(name));
    object(names.map(|name| (name, row[name].clone())))
}

/// A JSON object whose members stay in their order.
fn object<'n>(members: impl Iterator<Item = (&'n str, Value)>) -> String {
    let members: Vec<_> = members.map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    format!("{{{}}}", members.join(","))
}

/// The findings of the report, with their places in the lines of the file.
fn findings(validated: Validated<'_>) -> Vec<String> {
    let outcome = Outcome { validated, violations: Vec::new(), published: None };
    let report = report::json::report(&Ending::Done(&outcome));
    let members = ["severity", "code", "path", "line", "column", "end_line", "end_column", "message", "expected"];
    let line = |finding: &Value| object(members.iter().map(|name| (*name, finding[*name].clone())));
    report["findings"].as_array().unwrap().iter().map(line).collect()
}

/// What decisions went by and no table has: the numbers of the divisions, the verbs, and what only looks like a reference.
fn evidence(document: &Resolved<'_>) -> Vec<String> {
    let normalized = document.normalized();
    let divisions = normalized.divisions().iter().filter_map(|division| {
        let numeral = ("numeral", json!(division.numeral?.0));
        Some(object([("division", json!(division.division_id)), numeral].into_iter()))
    });
    let paragraphs = document.paragraphs().flat_map(|(paragraph, found)| {
        let (text, id) = (normalized.text(paragraph), json!(normalized.paragraph_id(paragraph)));
        let verb = normalized.normative_verb(paragraph).map(|verb| ("verb", json!(text[verb])));
        let verb = verb.map(|verb| object([("paragraph_id", id.clone()), verb].into_iter()));
        let exclusions = found.exclusions.iter().map(move |one| {
            let (words, reason) = (json!(text[one.span()]), json!(one.reason.code()));
            object([("paragraph_id", id.clone()), ("no_reference", words), ("reason", reason)].into_iter())
        });
        verb.into_iter().chain(exclusions).collect::<Vec<_>>()
    });
    divisions.chain(paragraphs).collect()
}

/// The sources, cut into their segments: a line for each unit and each line of the file, and a blank without its name.
pub fn segments(validated: &Validated<'_>) -> Vec<String> {
    let text = |row: &Row| {
        let mut documents = validated.documents().iter().map(Resolved::normalized);
        let is_of = |metadata: &DocumentMetadata| {
            row["document_id"] == *metadata.document_id && row["language"] == metadata.language.unwrap_or("und")
        };
        documents.find(|document| is_of(document.metadata())).unwrap().source().text()
    };
    let mut lines: Vec<String> = Vec::new();
    let mut last = (Value::Null, Value::Null, Value::Null);
    let several = validated.documents().len() > 1;
    for row in &rows(validated, &["segments"])["segments"] {
        let place = |name: &str| usize::try_from(row[name].as_u64().unwrap()).unwrap();
        let words = shortened(&text(row)[place("text_start")..place("text_end")]);
        let (kind, unit) = (row["kind"].as_str().unwrap(), row["paragraph_id"].clone());
        let own = (row["document_id"].clone(), row["language"].clone(), unit.clone());
        if kind == "blank" && unit.is_null() && (&last.0, &last.1) == (&own.0, &own.1) {
            lines.last_mut().unwrap().extend([" ", &words]);
            last = (Value::Null, Value::Null, Value::Null);
            continue;
        }
        if several && row["position"] == 1 {
            lines.push(format!("document {} {}", own.0, own.1.as_str().unwrap()));
        }
        if last != own {
            lines.push(unit.as_str().map_or_else(String::new, |unit| format!("{unit}:")));
        }
        let line = lines.last_mut().unwrap();
        line.extend([if line.is_empty() { "" } else { " " }, kind, " ", &words]);
        last = own;
    }
    lines
}

/// A text with everything invisible written out, and a long one as its ends and the number of its bytes.
fn shortened(text: &str) -> String {
    const FIRST: usize = 20;
    const LAST: usize = 10;
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= FIRST + LAST {
        return format!("{text:?}");
    }
    let ends = (&characters[..FIRST], &characters[characters.len() - LAST..]);
    let (first, last) = (String::from_iter(ends.0), String::from_iter(ends.1));
    format!("{first:?}…{last:?}({})", text.len())
}
