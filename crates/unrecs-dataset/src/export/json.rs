//! Nested JSON: a file a document, with its divisions in each language, these with their paragraphs, these with their addressees,
//! references, mentions and items; and a file of the registry. What the place of a row says already is not said in it.

use std::io;

use ahash::HashMap;

use super::cells::{JsonMembers, Rows};
use super::{Files, Format, SCHEMA_VERSION};
use crate::dataset::Dataset;
use crate::readback;
use crate::tables::schema::{Layout, List, NestedFile, Table, Unsaid, lists_within};
use crate::tables::{Cell, Part};

/// Nested JSON, a file a document.
pub(super) const FORMAT: Format = Format {
    name: "json",
    media_type: "application/json",
    files: Files::PerWork { extension: "json", encoder, reader: readback::NESTED },
};

/// A document or the registry. Every object holds the columns of its row in schema order, then its lists; [`Unsaid`] has what is left out,
/// and a list without rows is. A line is a row, but for the addressees, references, mentions and names, which stand on the line of what they
/// belong to, so that a corrected value is one changed line.
fn encoder(dataset: &Dataset, file: NestedFile, part: &Part) -> io::Result<Vec<u8>> {
    let levels = Levels::of(part);
    let mut out = format!("{{\"schema_version\":{SCHEMA_VERSION},\n\"dataset\":").into_bytes();
    serde_json::to_writer(&mut out, &dataset.id)?;
    let schemas: Vec<&'static Table> = part.tables().map(|(table, _)| table).collect();
    let mut around = Vec::new();
    if let Some((name, id)) = file.key().and_then(|name| Some((name, levels.first(name)?))) {
        out.extend_from_slice(format!(",\n\"{name}\":").as_bytes());
        serde_json::to_writer(&mut out, id)?;
        around.push((name, id));
    }
    let mut nested = Nested { levels: &levels, out, depth: 1, around };
    for table in file.at_top(&schemas) {
        let level = levels.find(table.name).expect("the tables are those of the part");
        let rows = levels.levels[level].len();
        if rows == 0 {
            continue;
        }
        nested.out.extend_from_slice(format!(",\n\"{}\":[", table.name).as_bytes());
        for row in 0..rows {
            nested.next_line(row as usize);
            nested.row(level, row, None);
        }
        nested.out.extend_from_slice(b"\n]");
    }
    nested.out.extend_from_slice(b"}\n");
    Ok(nested.out)
}

/// Every table of a part, with what belongs to what.
struct Levels<'a> {
    levels: Vec<Level<'a>>,
}

/// The rows of a table, counted from 0 across its batches, and the lists within them.
struct Level<'a> {
    table: &'static Table,
    batches: Vec<Rows<'a>>,
    members: JsonMembers,
    /// What a row need not say, column by column.
    unsaid: Vec<Unsaid>,
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
            (table, Level { table, batches, members, unsaid: Vec::new(), lists: Vec::new() })
        };
        let (schemas, levels): (Vec<_>, Vec<_>) = part.tables().map(level).unzip();
        let mut levels = Self { levels };
        for level in &mut levels.levels {
            level.unsaid = Unsaid::of(level.table, &schemas);
        }
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
        self.levels.iter().position(|level| level.table.name == table)
    }

    /// The identifier in a column of this name, of the first row at the top whose table has it as its key.
    fn first(&self, column: &str) -> Option<&'a str> {
        let level = self.levels.iter().find(|level| level.table.primary_key[0] == column)?;
        level.batches.iter().find(|rows| rows.len() > 0)?.cell(level.table.index_of(column)?, 0).text()
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

    /// The batch that holds a row, and its number in it.
    fn row(&self, row: u32) -> (&Rows<'a>, usize) {
        let mut row = row as usize;
        for rows in &self.batches {
            if row < rows.len() {
                return (rows, row);
            }
            row -= rows.len();
        }
        panic!("table {} has no row {row} more", self.table.name)
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
    out: Vec<u8>,
    /// How many lists of [`Layout::Lines`] are open.
    depth: usize,
    /// The keys of the file and of the rows that are open, by the names of their columns.
    around: Vec<(&'static str, &'a str)>,
}

impl<'l, 'a> Nested<'l, 'a> {
    fn list(&mut self, members: &'l Members, row: u32) {
        let lines = members.list.layout == Layout::Lines;
        let mut any = false;
        for member in members.of_row(row) {
            if !any {
                for part in [",\"", members.list.name, "\":["] {
                    self.out.extend_from_slice(part.as_bytes());
                }
                self.depth += usize::from(lines);
            }
            if lines {
                self.next_line(usize::from(any));
            } else if any {
                self.out.push(b',');
            }
            any = true;
            self.row(members.level, member, Some(members.list));
        }
        if any {
            self.depth -= usize::from(lines);
            if lines {
                self.break_line();
            }
            self.out.push(b']');
        }
    }

    /// A row of the list with this name, or at the top.
    fn row(&mut self, level: usize, row: u32, list: Option<&List>) {
        let levels: &'l Levels<'a> = self.levels;
        let level = &levels.levels[level];
        let (rows, at) = level.row(row);
        let around = &self.around;
        let is_shown = |column: usize, cell: Cell<'_>| {
            let name = level.table.columns[column].name;
            match level.unsaid[column] {
                Unsaid::Null => !cell.is_null() && list.is_none_or(|list| list.by != name),
                Unsaid::Default(default) => cell != default,
                Unsaid::Around => !around.iter().rev().any(|(other, key)| *other == name && cell == Cell::Text(key)),
                Unsaid::Nothing => true,
            }
        };
        level.members.open(rows.row(at), is_shown, &mut self.out);
        if !level.lists.is_empty() {
            let outside = self.around.len();
            let keys = level.table.primary_key.iter();
            self.around.extend(keys.filter_map(|key| Some((*key, rows.cell(level.table.index_of(key)?, at).text()?))));
            for members in &level.lists {
                self.list(members, row);
            }
            self.around.truncate(outside);
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
        assert_eq!(roots[1]["document_id"], "d2");
        assert_eq!(roots[1]["documents"], serde_json::json!([{"source_bytes": 0}]));
        assert_eq!(roots[1].get("bodies"), None);
        let documents = roots[0]["documents"].as_array().unwrap();
        let paragraphs = documents[0]["divisions"][0]["paragraphs"].as_array().unwrap();
        let texts: Vec<&str> = paragraphs.iter().map(|unit| unit["text"].as_str().unwrap()).collect();
        assert_eq!(texts, samples::HOSTILE);
        let last = paragraphs.last().unwrap();
        assert_eq!(last["addressees"], serde_json::json!([{"position": 1}]));
        assert_eq!(last["items"], serde_json::json!([{"paragraph_id": "m1-r12-a", "text": "the item"}]));
    }

    #[test]
    fn a_key_that_the_rows_around_do_not_have_is_said() {
        let tables = samples::tables_with_texts(&["a"]);
        let (_, bytes) = samples::nested(&tables).remove(0);
        let root: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(root["document_id"], "d1");
        let [first, second] = root["documents"].as_array().unwrap().as_slice() else { panic!("{root}") };
        assert_eq!(first.get("document_id"), None);
        assert_eq!(second["document_id"], "d2");
        assert_eq!(first["divisions"][0].get("document_id"), None);
    }

    #[test]
    fn a_line_is_a_row() {
        let json = written(NestedFile::Document);
        let mut lines: Vec<&str> = json.lines().collect();
        assert_eq!(lines.remove(0), "{\"schema_version\":2,");
        assert_eq!(lines.remove(0), "\"dataset\":\"sample\",");
        assert_eq!(lines[0], "\"document_id\":\"d1\",");
        assert_eq!(lines[1], "\"documents\":[");
        assert!(lines[2].starts_with("  {\"title\":\"一份文件\","), "{}", lines[2]);
        assert_eq!(lines[3], "    {\"division_id\":\"m1\",\"ordinal\":1,\"paragraphs\":[");
        assert!(lines[4].starts_with("      {\"paragraph_id\":\"m1-r1\","), "{}", lines[4]);
        assert_eq!(lines[16], "        {\"paragraph_id\":\"m1-r12-a\",\"text\":\"the item\"}");
        assert_eq!(&lines[17..], ["      ]}", "    ]}", "  ]}", "]}"]);
    }
}
