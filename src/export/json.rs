//! Nested JSON: documents with their meetings, these with their recommendations, these with their addressees and items.

use std::io;

use ahash::{HashMap, HashMapExt as _};

use super::cells::{CHUNK, Rows, is_plain_json, pass_on};
use super::heading::Heading;
use super::{Format, SCHEMA_VERSION, Sink, Writer};
use crate::dataset::Dataset;
use crate::tables::{Table, Tables};

/// Nested JSON, one file for the whole dataset.
pub(super) const FORMAT: Format = Format {
    name: "json",
    media_type: "application/json",
    writer: Writer::Whole { path: "data/json/dataset.json", write },
};

/// The tables whose rows stand at the top, as members of the root object.
pub(super) const TOP: [&str; 2] = ["documents", "bodies"];

/// Rows of one table listed within the row they belong to.
pub(super) struct List {
    /// Key of the list.
    pub(super) name: &'static str,
    /// Whose rows it holds.
    pub(super) table: &'static str,
    /// The column that holds the key of the row they belong to.
    by: &'static str,
    /// A column that, where it holds something, says that the row is listed elsewhere.
    unless: Option<&'static str>,
    layout: Layout,
}

/// How the rows of a list are laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// One line a row, indented.
    Lines,
    /// On the line of the row they belong to.
    Inline,
}

/// The lists within a row of this table.
pub(super) fn lists_of(table: &str) -> &'static [List] {
    const MEETINGS: List =
        List { name: "meetings", table: "meetings", by: "document_id", unless: None, layout: Layout::Lines };
    const RECOMMENDATIONS: List = List {
        name: "recommendations",
        table: "recommendations",
        by: "meeting_id",
        unless: Some("parent_id"),
        layout: Layout::Lines,
    };
    const ADDRESSEES: List =
        List { name: "addressees", table: "addressees", by: "recommendation_id", unless: None, layout: Layout::Inline };
    const ITEMS: List =
        List { name: "items", table: "recommendations", by: "parent_id", unless: None, layout: Layout::Lines };
    match table {
        "documents" => &[MEETINGS],
        "meetings" => &[RECOMMENDATIONS],
        "recommendations" => &[ADDRESSEES, ITEMS],
        _ => &[],
    }
}

/// Writes the dataset. Every object holds the columns of its row in schema order, then its lists. A line is a row, but for
/// the addressees, which stand on the line of their recommendation, so that a corrected value is one changed line.
fn write(dataset: &Dataset, tables: &Tables, sink: &mut Sink<'_>) -> io::Result<()> {
    let levels: HashMap<&str, Level<'_>> =
        tables.iter().map(|table| (table.schema().name, Level::of(table, tables))).collect();
    let mut out = Vec::with_capacity(2 * CHUNK);
    out.extend_from_slice(format!("{{\"schema_version\":{SCHEMA_VERSION},\n\"dataset\":").as_bytes());
    serde_json::to_writer(&mut out, &Heading::from(dataset))?;
    let mut nested = Nested { levels: &levels, out, sink, depth: 0 };
    for table in TOP {
        nested.out.extend_from_slice(format!(",\n\"{table}\":").as_bytes());
        let places: Vec<Place> = levels.get(table).map_or_else(Vec::new, |level| places(&level.batches).collect());
        nested.list(table, &places, Layout::Lines)?;
    }
    nested.out.extend_from_slice(b"}\n");
    nested.sink.write_all(&nested.out)
}

/// Which row of a table.
#[derive(Clone, Copy)]
struct Place {
    batch: usize,
    row: usize,
}

/// The rows of a table, and for each of its lists which rows belong to which key.
struct Level<'a> {
    batches: Vec<Rows<'a>>,
    /// Index of the column that holds the key of the row.
    key: usize,
    lists: Vec<(&'static List, HashMap<&'a str, Vec<Place>>)>,
}

impl<'a> Level<'a> {
    fn of(table: &'a Table, tables: &'a Tables) -> Self {
        let lists = lists_of(table.schema().name).iter();
        Self {
            batches: Rows::batches(table, is_plain_json).collect(),
            key: index(table, table.schema().primary_key[0]),
            lists: lists.filter_map(|list| Some((list, members(list, tables.get(list.table)?)))).collect(),
        }
    }
}

/// The rows of a list by the key they belong to, each group in the order of the table.
fn members<'a>(list: &List, table: &'a Table) -> HashMap<&'a str, Vec<Place>> {
    let (by, unless) = (index(table, list.by), list.unless.map(|column| index(table, column)));
    let batches: Vec<Rows<'a>> = Rows::batches(table, |_| true).collect();
    let mut members: HashMap<&str, Vec<Place>> = HashMap::new();
    for place in places(&batches) {
        let rows = &batches[place.batch];
        let elsewhere = unless.is_some_and(|column| rows.key(column, place.row).is_some());
        if let (Some(key), false) = (rows.key(by, place.row), elsewhere) {
            members.entry(key).or_default().push(place);
        }
    }
    members
}

fn places(batches: &[Rows<'_>]) -> impl Iterator<Item = Place> {
    batches.iter().enumerate().flat_map(|(batch, rows)| (0..rows.len()).map(move |row| Place { batch, row }))
}

/// Index of a column by its name.
///
/// # Panics
/// Where the table has no such column; the names are those of the published schema.
fn index(table: &Table, name: &str) -> usize {
    let found = table.schema().columns.iter().position(|column| column.name == name);
    found.unwrap_or_else(|| panic!("table {} has no column {name}", table.schema().name))
}

/// Writes lists within rows within lists.
struct Nested<'l, 'a, 's> {
    levels: &'l HashMap<&'static str, Level<'a>>,
    out: Vec<u8>,
    sink: &'l mut Sink<'s>,
    /// How many lists of [`Layout::Lines`] are open.
    depth: usize,
}

impl Nested<'_, '_, '_> {
    fn list(&mut self, table: &str, places: &[Place], layout: Layout) -> io::Result<()> {
        if places.is_empty() {
            self.out.extend_from_slice(b"[]");
            return Ok(());
        }
        let level = &self.levels[table];
        let lines = layout == Layout::Lines;
        self.out.push(b'[');
        self.depth += usize::from(lines);
        for (index, &place) in places.iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            if lines {
                self.break_line();
            }
            self.row(level, place)?;
        }
        self.depth -= usize::from(lines);
        if lines {
            self.break_line();
        }
        self.out.push(b']');
        Ok(())
    }

    fn row(&mut self, level: &Level<'_>, place: Place) -> io::Result<()> {
        let rows = &level.batches[place.batch];
        self.out.push(b'{');
        rows.json_members(place.row, &mut self.out);
        for (list, members) in &level.lists {
            for part in [",\"", list.name, "\":"] {
                self.out.extend_from_slice(part.as_bytes());
            }
            let places = rows.key(level.key, place.row).and_then(|key| members.get(key));
            self.list(list.table, places.map_or(&[], Vec::as_slice), list.layout)?;
        }
        self.out.push(b'}');
        pass_on(&mut self.out, self.sink)
    }

    fn break_line(&mut self) {
        self.out.push(b'\n');
        self.out.resize(self.out.len() + 2 * self.depth, b' ');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::samples;
    use super::*;

    fn written() -> String {
        let mut bytes = Vec::new();
        write(&samples::dataset(), &samples::tables(), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn rows_stand_within_the_rows_they_belong_to() {
        let root: Value = serde_json::from_str(&written()).unwrap();
        assert_eq!(root["dataset"]["title"]["en"], "A sample");
        assert_eq!(root["bodies"][0]["body_id"], "b");
        let documents = root["documents"].as_array().unwrap();
        assert_eq!(documents[1]["meetings"], serde_json::json!([]));
        let recommendations = documents[0]["meetings"][0]["recommendations"].as_array().unwrap();
        let texts: Vec<&str> = recommendations.iter().map(|unit| unit["text"].as_str().unwrap()).collect();
        assert_eq!(texts, samples::HOSTILE);
        let last = recommendations.last().unwrap();
        assert_eq!(last["addressees"], serde_json::json!([{"recommendation_id": "m1-r12", "position": 1}]));
        assert_eq!(last["items"][0]["recommendation_id"], "m1-r12-a");
        assert_eq!(last["items"][0]["addressees"], serde_json::json!([]));
        assert_eq!(last["items"][0]["items"], serde_json::json!([]));
    }

    #[test]
    fn a_line_is_a_row() {
        let json = written();
        let mut lines: Vec<&str> = json.lines().collect();
        assert_eq!(lines.remove(0), "{\"schema_version\":1,");
        assert!(lines[0].starts_with("\"dataset\":{\"id\":\"sample\","), "{}", lines[0]);
        assert_eq!(lines[1], "\"documents\":[");
        assert!(lines[2].starts_with("  {\"document_id\":\"d1\","), "{}", lines[2]);
        assert!(lines[3].starts_with("    {\"meeting_id\":\"m1\","), "{}", lines[3]);
        assert!(lines[4].starts_with("      {\"recommendation_id\":\"m1-r1\","), "{}", lines[4]);
        assert!(lines[4].ends_with(",\"addressees\":[],\"items\":[]},"), "{}", lines[4]);
        assert!(lines[16].starts_with("        {\"recommendation_id\":\"m1-r12-a\","), "{}", lines[16]);
        assert_eq!(
            &lines[17..],
            [
                "      ]}",
                "    ]}",
                "  ]},",
                "  {\"document_id\":\"d2\",\"title\":null,\"issued_on\":null,\"source_bytes\":0,\"meetings\":[]}",
                "],",
                "\"bodies\":[",
                "  {\"body_id\":\"b\"}",
                "]}"
            ]
        );
    }
}
