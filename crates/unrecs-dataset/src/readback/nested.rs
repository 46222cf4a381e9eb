//! Nested JSON as it is exported: the rows of all tables, those of one within those of another.

use std::fmt;
use std::io::BufReader;

use arrow_schema::SchemaRef;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::columns::Columns;
use super::json_row::{Noted, cells, key, note, wrong_of};
use super::{DataFile, ReadError, TableFile, TakeBatches, Wrong, shown};
use crate::tables::TABLES;
use crate::tables::arrow::{primary_key, table_name};
use crate::tables::schema::{List, NestedFile, lists_within};

/// Reads the file of a document and hands over the rows of each table, batch by batch, with the schema that the batch has; rows
/// within another row come behind it, and the batches of different tables in no order. `file` is what errors call it, and
/// the schemas are those of all tables of the release.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn document(
    input: DataFile,
    file: &str,
    schemas: &[SchemaRef],
    take: &mut TakeBatches<'_>,
) -> Result<(), ReadError> {
    read(input, file, schemas, &mut Nested { of: NestedFile::Document, ..Nested::new(take) })
}

/// Reads the file of the registry in the same way.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn registry(
    input: DataFile,
    file: &str,
    schemas: &[SchemaRef],
    take: &mut TakeBatches<'_>,
) -> Result<(), ReadError> {
    read(input, file, schemas, &mut Nested { of: NestedFile::Registry, ..Nested::new(take) })
}

fn read<'n>(input: DataFile, file: &str, schemas: &[SchemaRef], nested: &mut Nested<'n>) -> Result<(), ReadError> {
    let file = TableFile::unread(file);
    let tables = schemas.iter().map(|schema| Table::new(schema, schemas)).collect::<Result<_, _>>();
    nested.tables = tables.map_err(|wrong| file.whole(wrong))?;
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(BUFFER, input));
    let read = Root(nested).deserialize(&mut json).and_then(|()| json.end());
    match read {
        Err(_) if nested.stopped => {}
        Err(error) => return Err(file.at_line(error.line() as u64, wrong_of(nested.noted.take(), &error))),
        Ok(()) => {
            let mut rest = nested.tables.iter_mut().filter_map(|table| table.columns.finish());
            let _ = rest.try_for_each(&mut *nested.take);
        }
    }
    Ok(())
}

/// The names of those of these tables whose rows stand in nested files, in the order in which they come there first.
pub(crate) fn tables(schemas: &[SchemaRef]) -> Vec<String> {
    let known = |name: &&'static str| schemas.iter().any(|schema| table_name(schema) == *name);
    let files = [NestedFile::Document, NestedFile::Registry];
    let top = files.iter().flat_map(|file| file.at_top(TABLES));
    let mut names: Vec<&str> = top.map(|table| table.name).filter(known).collect();
    let mut at = 0;
    while let Some(&name) = names.get(at) {
        for (_, table) in lists_within(TABLES, name) {
            if known(&table.name) && !names.contains(&table.name) {
                names.push(table.name);
            }
        }
        at += 1;
    }
    names.into_iter().map(str::to_owned).collect()
}

/// Bytes read at a time.
const BUFFER: usize = 256 << 10;

struct Nested<'n> {
    of: NestedFile,
    tables: Vec<Table>,
    noted: Noted,
    /// Whether the one that takes the batches wants no more.
    stopped: bool,
    take: &'n mut TakeBatches<'n>,
}

impl<'n> Nested<'n> {
    fn new(take: &'n mut TakeBatches<'n>) -> Self {
        Self { of: NestedFile::Document, tables: Vec::new(), noted: Noted::default(), stopped: false, take }
    }
}

struct Table {
    columns: Columns,
    lists: Vec<Within>,
    /// The first column of the primary key, and the second where it is text: by them rows belong to a row.
    key: [Option<usize>; 2],
}

/// A list within the rows of a table.
#[derive(Clone, Copy)]
struct Within {
    list: &'static List,
    /// Which table its rows are of.
    table: usize,
}

impl Table {
    fn new(schema: &SchemaRef, schemas: &[SchemaRef]) -> Result<Self, Wrong> {
        let known = |name: &str| schemas.iter().position(|schema| table_name(schema) == name);
        let lists = lists_within(TABLES, table_name(schema)).into_iter();
        Ok(Self {
            columns: Columns::new(schema)?,
            lists: lists.filter_map(|(list, rows)| Some(Within { list, table: known(rows.name)? })).collect(),
            key: [0, 1].map(|at| schema.index_of(primary_key(schema)?.get(at)?).ok()),
        })
    }

    /// The text in a column of the row that was read last.
    fn last(&self, column: &str) -> Option<&str> {
        self.columns.last_text(self.columns.schema().index_of(column).ok()?)
    }
}

/// The object of the whole file.
struct Root<'r, 'n>(&'r mut Nested<'n>);

impl<'de> DeserializeSeed<'de> for Root<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Root<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the dataset")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        // What they hold is no row of a table.
        for name in ["schema_version", "dataset"] {
            key(&mut object, Some(name), &mut self.0.noted)?;
            object.next_value::<IgnoredAny>()?;
        }
        for name in self.0.of.at_top(TABLES).map(|table| table.name) {
            let found = self.0.tables.iter().position(|table| table_name(table.columns.schema()) == name);
            let Some(table) = found else { continue };
            key(&mut object, Some(name), &mut self.0.noted)?;
            object.next_value_seed(Rows { nested: self.0, table, parent: None })?;
        }
        key(&mut object, None, &mut self.0.noted)
    }
}

/// The rows of a table in a list.
struct Rows<'r, 'n, 'p> {
    nested: &'r mut Nested<'n>,
    table: usize,
    parent: Option<Parent<'p>>,
}

/// The row that rows stand within.
#[derive(Clone, Copy)]
struct Parent<'p> {
    list: &'static List,
    key: [&'p str; 2],
}

impl<'de> DeserializeSeed<'de> for Rows<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { nested, table, parent } = self;
        while list.next_element_seed(Row { nested, table, parent })?.is_some() {}
        Ok(())
    }
}

/// A row with the lists within it.
struct Row<'r, 'n, 'p> {
    nested: &'r mut Nested<'n>,
    table: usize,
    parent: Option<Parent<'p>>,
}

impl<'de> DeserializeSeed<'de> for Row<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { nested, table: index, parent } = self;
        let table = &mut nested.tables[index];
        cells(&mut object, &mut table.columns, &mut nested.noted)?;
        if let Some(wrong) = parent.and_then(|parent| parent.misplaced(table)) {
            return Err(note(&mut nested.noted, wrong));
        }
        // The library ends the recursion of a hostile file.
        let own = match table.lists.is_empty() {
            true => [String::new(), String::new()],
            false => {
                table.key.map(|key| key.and_then(|key| table.columns.last_text(key)).unwrap_or_default().to_owned())
            }
        };
        if let Some(batch) = table.columns.end_row() {
            nested.stopped = (nested.take)(batch).is_break();
            if nested.stopped {
                return Err(A::Error::custom("no more batches are wanted"));
            }
        }
        for within in 0..nested.tables[index].lists.len() {
            let Within { list, table } = nested.tables[index].lists[within];
            key(&mut object, Some(list.name), &mut nested.noted)?;
            object.next_value_seed(Rows {
                nested,
                table,
                parent: Some(Parent { list, key: own.each_ref().map(String::as_str) }),
            })?;
        }
        key(&mut object, None, &mut nested.noted)
    }
}

impl Parent<'_> {
    /// What is wrong where the row that was read last does not belong here.
    fn misplaced(&self, table: &Table) -> Option<Wrong> {
        let List { name, by, with, unless, .. } = *self.list;
        let of = |column: &str, wrong: Wrong| Some(Wrong { column: Some(column.to_owned()), ..wrong });
        let is_there = |column: &&'static str| table.columns.schema().index_of(column).is_ok();
        for (column, key) in [by].into_iter().chain(with.iter().copied().filter(is_there)).zip(self.key) {
            let found = table.last(column);
            if found != Some(key) {
                let found = found.map_or_else(|| "no value".to_owned(), shown);
                return of(column, Wrong::differ(found, format!("{}, the row that it stands within", shown(key))));
            }
        }
        let elsewhere = table.last(unless?)?;
        of(unless?, Wrong::differ(shown(elsewhere), format!("no value, as for every row in the list {name}")))
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::sync::Arc;

    use super::*;
    use crate::export::samples;
    use crate::readback::tests::{exported, file, nested_rows};
    use crate::tables::arrow::arrow_schema;

    #[test]
    fn every_error_says_where_and_what() {
        let tables = samples::tables();
        let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.table()))).collect();
        let json = String::from_utf8(exported(&tables, "json", "")).unwrap();
        let of = |old: &str, new: &str| {
            assert!(json.contains(old), "{old}");
            nested_rows(json.replacen(old, new, 1).as_bytes(), &schemas).unwrap_err().to_string()
        };
        assert_eq!(
            of("\"schema_version\"", "\"version\""),
            "f:1: found the key \"version\"; expected the key \"schema_version\""
        );
        assert_eq!(of("\"documents\":[", "\"documents\":{"), "f:3: invalid type: map, expected a list of rows");
        assert_eq!(
            of("\"ordinal\":1", "\"ordinal\":\"1\""),
            "f:5, column ordinal: found \"1\"; expected an integer of 32 bits"
        );
        assert_eq!(of(",\"addressees\":[]", ""), "f:6: found the key \"items\"; expected the key \"addressees\"");
        assert_eq!(of("\"addressees\":[]", "\"addressees\":null"), "f:6: invalid type: null, expected a list of rows");
        assert_eq!(
            of("\"division_id\":\"m1\",\"parent_id\"", "\"division_id\":\"m2\",\"parent_id\""),
            "f:6, column division_id: found \"m2\"; expected \"m1\", the row that it stands within"
        );
        assert_eq!(
            of("\"parent_id\":null,\"text\"", "\"parent_id\":\"m1-r2\",\"text\""),
            "f:6, column parent_id: found \"m1-r2\"; expected no value, as for every row in the list paragraphs"
        );
        assert_eq!(
            of("\"parent_id\":\"m1-r12\"", "\"parent_id\":null"),
            "f:18, column parent_id: found no value; expected \"m1-r12\", the row that it stands within"
        );
        assert_eq!(
            of("\"documents\":[", "\"documents\":[],\"more\":["),
            "f:3: found the key \"more\"; expected the end of the object"
        );
        assert_eq!(
            nested_rows(format!("{json}{{}}").as_bytes(), &schemas).unwrap_err().to_string(),
            "f:23: trailing characters"
        );
        assert_eq!(
            nested_rows(json.trim_end_matches("}\n").as_bytes(), &schemas).unwrap_err().to_string(),
            "f:22: EOF while parsing an object"
        );
        let item = json
            .lines()
            .find_map(|line| line.trim().strip_suffix("]}").filter(|line| line.contains("m1-r12-a")))
            .unwrap();
        let within_itself = item.replace("\"parent_id\":\"m1-r12\"", "\"parent_id\":\"m1-r12-a\"");
        assert_eq!(of(item, &format!("{item}{}", within_itself.repeat(100_000))), "f:18: recursion limit exceeded");
    }

    #[test]
    fn reading_stops_where_no_more_is_wanted() {
        let tables = samples::tables();
        let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.table()))).collect();
        let json = exported(&tables, "json", "");
        let mut batches = 0;
        let read = document(file(&json), "f", &schemas, &mut |_| {
            batches += 1;
            ControlFlow::Break(())
        });
        assert_eq!((read, batches), (Ok(()), 1));
    }
}
