//! Nested JSON: a file a document, with its divisions in each language, these with their paragraphs, these with their addressees,
//! references, mentions and items; and a file of the registry.

use std::io;

use ahash::HashMap;

use super::cells::{JsonMembers, Rows};
use super::{Files, Format, SCHEMA_VERSION};
use crate::dataset::Dataset;
use crate::readback;
use crate::tables::Part;
use crate::tables::schema::{Layout, List, NestedFile, Table, lists_within};

/// Nested JSON, a file a document.
pub(super) const FORMAT: Format = Format {
    name: "json",
    media_type: "application/json",
    files: Files::PerWork { extension: "json", encoder, reader: readback::NESTED },
};

/// A document or the registry. Every object holds the columns of its row in schema order, then its lists. A line is a row, but for the
/// addressees, references, mentions and names, which stand on the line of what they belong to, so that a corrected value is one changed line.
fn encoder(dataset: &Dataset, file: NestedFile, part: &Part) -> io::Result<Vec<u8>> {
    let levels = Levels::of(part);
    let mut out = format!("{{\"schema_version\":{SCHEMA_VERSION},\n\"dataset\":").into_bytes();
    serde_json::to_writer(&mut out, &dataset.id)?;
    let schemas: Vec<&'static Table> = part.tables().map(|(table, _)| table).collect();
    for table in file.at_top(&schemas) {
        out.extend_from_slice(format!(",\n\"{}\":[", table.name).as_bytes());
        let level = levels.find(table.name).expect("the tables are those of the part");
        let rows = levels.levels[level].len();
        let mut nested = Nested { levels: &levels, out: &mut out, depth: 1 };
        for row in 0..rows {
            nested.next_line(row as usize);
            nested.row(level, row);
        }
        out.extend_from_slice(if rows > 0 { b"\n]" } else { b"]" });
    }
    out.extend_from_slice(b"}\n");
    Ok(out)
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
    /// A row of the other table and one that belongs to it, sorted.
    pairs: Vec<(u32, u32)>,
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
        // What the lists stand with are the other columns of the key.
        let keys = self.levels[level].keys(schema, schema.primary_key[0], &schema.primary_key[1..]);
        let parents = keys.zip(0..).filter_map(|(key, row)| Some((key?, row))).collect();
        lists.into_iter().map(|(list, table)| Members::of(list, table, self, &parents)).collect()
    }

    /// Which level the rows of this table are.
    fn find(&self, table: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.table == table)
    }
}

impl<'a> Level<'a> {
    /// Number of rows; a part is far below 2³² of them.
    fn len(&self) -> u32 {
        self.batches.iter().map(Rows::len).sum::<usize>() as u32
    }

    /// The values of a key, row by row: a column, and those that it stands with.
    fn keys(&self, table: &Table, first: &str, with: &[&str]) -> impl Iterator<Item = Option<Key<'a>>> {
        let (first, with) = (column(table, first), with.first().map(|with| column(table, with)));
        let key = move |rows: &Rows<'a>, row: usize| {
            let with = with.map_or(Some(""), |with| rows.cell(with, row).text());
            rows.cell(first, row).text().zip(with)
        };
        self.batches.iter().flat_map(move |rows| (0..rows.len()).map(move |row| key(rows, row)))
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

/// An identifier, and the language in which it is looked for; nothing where the rows are of no language.
type Key<'a> = (&'a str, &'a str);

impl Members {
    /// `parents` are the rows of the other table by their keys.
    fn of(list: &'static List, table: &Table, levels: &Levels<'_>, parents: &HashMap<Key<'_>, u32>) -> Self {
        let level = levels.find(table.name).unwrap_or_else(|| panic!("a part has a table {}", table.name));
        let rows = &levels.levels[level];
        let elsewhere = list.unless.map_or_else(Vec::new, |unless| rows.keys(table, unless, &[]).collect());
        let pair = |(key, row): (Option<Key<'_>>, u32)| {
            let stands_here = elsewhere.get(row as usize).is_none_or(Option::is_none);
            Some((*parents.get(&key.filter(|_| stands_here)?)?, row))
        };
        let keys = rows.keys(table, list.by, list.with);
        let mut pairs: Vec<(u32, u32)> = keys.zip(0..).filter_map(pair).collect();
        pairs.sort_unstable();
        Self { list, level, pairs }
    }

    /// The rows that belong to a row, in the order of their table.
    fn of_row(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.pairs.partition_point(|(parent, _)| *parent < row);
        self.pairs[first..].iter().take_while(move |(parent, _)| *parent == row).map(|(_, member)| *member)
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
struct Nested<'l, 'a> {
    levels: &'l Levels<'a>,
    out: &'l mut Vec<u8>,
    /// How many lists of [`Layout::Lines`] are open.
    depth: usize,
}

impl Nested<'_, '_> {
    fn list(&mut self, members: &Members, row: u32) {
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
            self.row(members.level, member);
        }
        self.depth -= usize::from(lines);
        if lines && any {
            self.break_line();
        }
        self.out.push(b']');
    }

    fn row(&mut self, level: usize, row: u32) {
        let levels = self.levels;
        let level = &levels.levels[level];
        self.out.push(b'{');
        level.json_members(row, self.out);
        for members in &level.lists {
            for part in [",\"", members.list.name, "\":"] {
                self.out.extend_from_slice(part.as_bytes());
            }
            self.list(members, row);
        }
        self.out.push(b'}');
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

    fn written(file: NestedFile) -> String {
        String::from_utf8(encoder(&samples::dataset(), file, &samples::part()).unwrap()).unwrap()
    }

    #[test]
    fn rows_stand_within_the_rows_they_belong_to() {
        let files = samples::nested(&samples::tables());
        let roots: Vec<Value> = files.iter().map(|(_, bytes)| serde_json::from_slice(bytes).unwrap()).collect();
        assert!(roots.iter().all(|root| root["dataset"] == "sample"));
        assert_eq!(roots[2]["bodies"][0]["body_id"], "b");
        assert_eq!(roots[2].get("documents"), None);
        assert_eq!(roots[1]["documents"][0]["divisions"], serde_json::json!([]));
        assert_eq!(roots[1].get("bodies"), None);
        let documents = roots[0]["documents"].as_array().unwrap();
        let paragraphs = documents[0]["divisions"][0]["paragraphs"].as_array().unwrap();
        let texts: Vec<&str> = paragraphs.iter().map(|unit| unit["text"].as_str().unwrap()).collect();
        assert_eq!(texts, samples::HOSTILE);
        let last = paragraphs.last().unwrap();
        assert_eq!(last["addressees"], serde_json::json!([{"paragraph_id": "m1-r12", "position": 1}]));
        assert_eq!(last["items"][0]["paragraph_id"], "m1-r12-a");
        assert_eq!(last["items"][0]["addressees"], serde_json::json!([]));
        assert_eq!(last["items"][0]["items"], serde_json::json!([]));
    }

    #[test]
    fn a_line_is_a_row() {
        let json = written(NestedFile::Document);
        let mut lines: Vec<&str> = json.lines().collect();
        assert_eq!(lines.remove(0), "{\"schema_version\":2,");
        assert_eq!(lines[0], "\"dataset\":\"sample\",");
        assert_eq!(lines[1], "\"documents\":[");
        assert!(lines[2].starts_with("  {\"document_id\":\"d1\","), "{}", lines[2]);
        assert!(lines[3].starts_with("    {\"division_id\":\"m1\","), "{}", lines[3]);
        assert!(lines[4].starts_with("      {\"paragraph_id\":\"m1-r1\","), "{}", lines[4]);
        assert!(lines[4].ends_with(",\"addressees\":[],\"items\":[]},"), "{}", lines[4]);
        assert!(lines[16].starts_with("        {\"paragraph_id\":\"m1-r12-a\","), "{}", lines[16]);
        assert_eq!(&lines[17..], ["      ]}", "    ]}", "  ]}", "]}"]);
    }
}
