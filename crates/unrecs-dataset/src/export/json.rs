//! Nested JSON: documents with their meetings, these with their recommendations, these with their addressees, references,
//! mentions and items; instruments with their titles and provisions.

use std::io;
use std::ops::Range;

use ahash::HashMap;

use super::cells::{JsonMembers, Rows, pass_on};
use super::heading::Heading;
use super::{Encoder, Files, Format, SCHEMA_VERSION, Sink, Whole};
use crate::layout;
use crate::readback;
use crate::tables::schema::{Layout, List, Table, at_top, lists_within};
use crate::tables::{MeasuredTable, Part};

/// Nested JSON, one file for the whole dataset.
pub(super) const FORMAT: Format = Format {
    name: "json",
    media_type: "application/json",
    files: Files::Whole { path: |_| layout::data("json", "dataset.json"), encoder, reader: Some(readback::nested) },
};

/// The dataset. Every object holds the columns of its row in schema order, then its lists. A line is a row, but for the
/// addressees, references, mentions and titles, which stand on the line of what they belong to, so that a corrected value is one changed line.
struct Json {
    out: Vec<u8>,
    /// The first table at the top, that of the documents.
    first: &'static Table,
    /// Rows of its list written so far.
    documents: usize,
    /// The rows of the other lists at the top, which stand behind it.
    behind: Vec<(&'static Table, Vec<u8>)>,
}

fn encoder(whole: &Whole<'_>) -> io::Result<Box<dyn Encoder>> {
    let mut out = format!("{{\"schema_version\":{SCHEMA_VERSION},\n\"dataset\":").into_bytes();
    serde_json::to_writer(&mut out, &Heading::from(whole.dataset))?;
    let tables: Vec<_> = whole.tables.iter().map(MeasuredTable::table).collect();
    let mut top = at_top(&tables);
    let Some(first) = top.next() else { return Err(io::Error::other("no table stands at the top of nested JSON")) };
    out.extend_from_slice(format!(",\n\"{}\":[", first.name).as_bytes());
    Ok(Box::new(Json { out, first, documents: 0, behind: top.map(|table| (table, Vec::new())).collect() }))
}

impl Encoder for Json {
    fn part(&mut self, part: &Part, sink: &mut Sink<'_>) -> io::Result<()> {
        let levels = Levels::of(part);
        let out = std::mem::take(&mut self.out);
        let mut nested = Nested { levels: &levels, out, sink, depth: 1 };
        for row in levels.rows(self.first.name) {
            nested.next_line(self.documents);
            nested.row(levels.index(self.first.name), row)?;
            self.documents += 1;
        }
        self.out = nested.out;
        for (table, lines) in &mut self.behind {
            let before = lines.len();
            let mut nested = Nested { levels: &levels, out: Vec::new(), sink: lines, depth: 1 };
            for row in levels.rows(table.name) {
                nested.next_line(before + row as usize);
                nested.row(levels.index(table.name), row)?;
            }
            let rest = nested.out;
            lines.extend_from_slice(&rest);
        }
        Ok(())
    }

    fn end(mut self: Box<Self>, sink: &mut Sink<'_>) -> io::Result<()> {
        let end = |any: bool| if any { "\n]" } else { "]" };
        self.out.extend_from_slice(end(self.documents > 0).as_bytes());
        for (table, lines) in self.behind {
            self.out.extend_from_slice(format!(",\n\"{}\":[", table.name).as_bytes());
            self.out.extend_from_slice(&lines);
            self.out.extend_from_slice(end(!lines.is_empty()).as_bytes());
        }
        self.out.extend_from_slice(b"}\n");
        sink.write_all(&self.out)
    }
}

/// Every table of a part, with what belongs to what.
struct Levels<'a> {
    levels: Vec<Level<'a>>,
}

/// The rows of a table, counted from 0 across its batches, and the lists within them.
struct Level<'a> {
    table: &'static str,
    batches: Vec<Rows<'a>>,
    members: JsonMembers,
    lists: Vec<Members>,
}

/// Which rows of a table belong to which rows of another.
struct Members {
    list: &'static List,
    /// Which level the rows are of.
    level: usize,
    /// The first member of each row, or [`NONE`].
    first: Vec<u32>,
    /// Behind each member the next of the same row, or [`NONE`].
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// The rows that lists stand within.
struct Parents<'a> {
    count: u32,
    /// Which row has a key.
    by_key: HashMap<&'a str, u32>,
}

impl<'a> Levels<'a> {
    fn of(part: &'a Part) -> Self {
        let level = |(table, _): (&'static Table, _)| {
            let (batches, members) = (Rows::batches(table, part).collect(), JsonMembers::of(table));
            (table, Level { table: table.name, batches, members, lists: Vec::new() })
        };
        let (schemas, levels): (Vec<_>, Vec<_>) = part.tables().map(level).unzip();
        let mut levels = Self { levels };
        for (index, &schema) in schemas.iter().enumerate() {
            let members = levels.members(schema, &schemas, index);
            levels.levels[index].lists = members;
        }
        levels
    }

    /// The lists within the rows of one level.
    fn members(&self, schema: &Table, schemas: &[&'static Table], level: usize) -> Vec<Members> {
        let lists = lists_within(schemas, schema.name);
        if lists.is_empty() {
            return Vec::new();
        }
        let keys = self.levels[level].keys(column(schema, schema.primary_key[0]));
        let by_key = (0..).zip(keys).filter_map(|(row, key)| Some((key?, row))).collect();
        let parents = Parents { count: self.levels[level].len(), by_key };
        lists.into_iter().map(|(list, table)| Members::of(list, table, self, &parents)).collect()
    }

    /// Which level the rows of this table are.
    ///
    /// # Panics
    /// Where there is no such table.
    fn index(&self, table: &str) -> usize {
        let found = self.levels.iter().position(|level| level.table == table);
        found.unwrap_or_else(|| panic!("a part has a table {table}"))
    }

    fn rows(&self, table: &str) -> Range<u32> {
        self.levels.iter().find(|level| level.table == table).map_or(0..0, |level| 0..level.len())
    }
}

impl<'a> Level<'a> {
    /// Number of rows; a part is far below 2³² of them.
    fn len(&self) -> u32 {
        self.batches.iter().map(Rows::len).sum::<usize>() as u32
    }

    /// The values of a key column, row by row.
    fn keys(&self, column: usize) -> impl Iterator<Item = Option<&'a str>> + '_ {
        self.batches.iter().flat_map(move |rows| (0..rows.len()).map(move |row| rows.cell(column, row).text()))
    }

    fn json_members(&self, row: u32, out: &mut Vec<u8>) {
        let mut row = row as usize;
        for rows in &self.batches {
            if row < rows.len() {
                return self.members.write(rows.row(row), out);
            }
            row -= rows.len();
        }
    }
}

impl Members {
    fn of(list: &'static List, table: &Table, levels: &Levels<'_>, parents: &Parents<'_>) -> Self {
        let level = levels.index(table.name);
        let rows = &levels.levels[level];
        let none = |rows: u32| vec![NONE; rows as usize];
        let mut members = Self { list, level, first: none(parents.count), next: none(rows.len()) };
        let mut last = none(parents.count);
        let elsewhere: Vec<Option<&str>> =
            list.unless.map_or_else(Vec::new, |unless| rows.keys(column(table, unless)).collect());
        // Rows that follow each other mostly belong to the same one.
        let mut before: Option<(&str, u32)> = None;
        for (row, key) in rows.keys(column(table, list.by)).enumerate() {
            let Some(key) = key.filter(|_| elsewhere.get(row).is_none_or(Option::is_none)) else { continue };
            let parent = match before {
                Some((same, parent)) if same == key => parent,
                _ => match parents.by_key.get(key) {
                    Some(&parent) => parent,
                    None => continue,
                },
            };
            before = Some((key, parent));
            let place = match std::mem::replace(&mut last[parent as usize], row as u32) {
                NONE => &mut members.first[parent as usize],
                last => &mut members.next[last as usize],
            };
            *place = row as u32;
        }
        members
    }

    /// The rows that belong to a row, in the order of their table.
    fn of_row(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let some = |row: u32| (row != NONE).then_some(row);
        std::iter::successors(some(self.first[row as usize]), move |&member| some(self.next[member as usize]))
    }
}

/// Index of a column by its name.
///
/// # Panics
/// Where the table has no such column; the names are those of the published schema.
fn column(schema: &Table, name: &str) -> usize {
    schema.index_of(name).unwrap_or_else(|| panic!("table {} has no column {name}", schema.name))
}

/// Writes lists within rows within lists.
struct Nested<'l, 'a, 's> {
    levels: &'l Levels<'a>,
    out: Vec<u8>,
    sink: &'l mut Sink<'s>,
    /// How many lists of [`Layout::Lines`] are open.
    depth: usize,
}

impl Nested<'_, '_, '_> {
    fn list(&mut self, members: &Members, row: u32) -> io::Result<()> {
        let lines = members.list.layout == Layout::Lines;
        self.out.push(b'[');
        self.depth += usize::from(lines);
        let mut any = false;
        for member in members.of_row(row) {
            if lines {
                self.next_line(usize::from(any));
            } else if any {
                self.out.push(b',');
            }
            any = true;
            self.row(members.level, member)?;
        }
        self.depth -= usize::from(lines);
        if lines && any {
            self.break_line();
        }
        self.out.push(b']');
        Ok(())
    }

    fn row(&mut self, level: usize, row: u32) -> io::Result<()> {
        let levels = self.levels;
        let level = &levels.levels[level];
        self.out.push(b'{');
        level.json_members(row, &mut self.out);
        for members in &level.lists {
            for part in [",\"", members.list.name, "\":"] {
                self.out.extend_from_slice(part.as_bytes());
            }
            self.list(members, row)?;
        }
        self.out.push(b'}');
        pass_on(&mut self.out, self.sink)
    }

    /// A line of its own for a row, behind a comma where another row stands before it.
    fn next_line(&mut self, before: usize) {
        if before > 0 {
            self.out.push(b',');
        }
        self.break_line();
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
        String::from_utf8(samples::whole(&samples::tables(), encoder)).unwrap()
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
