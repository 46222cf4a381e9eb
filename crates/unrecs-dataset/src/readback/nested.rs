//! Nested JSON as it is exported: the rows of all tables, those of one within those of another.

use std::fmt;
use std::io::BufReader;

use arrow_schema::{FieldRef, SchemaRef};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::columns::Columns;
use super::json_row::{Noted, RowTarget, cells, key, note, unexpected, wrong_of};
use super::{DataFile, ReadError, TableFile, TakeBatches, Wrong, shown};
use crate::tables::arrow::{primary_key, table_name};
use crate::tables::schema::{List, NestedFile, Unsaid, lists_within};
use crate::tables::{Cell, TABLES};

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

/// What may stand behind the columns of a row.
const LIST: &str = "a list, in the order of the schema, or the end of the object";

/// Bytes read at a time.
const BUFFER: usize = 256 << 10;

struct Nested<'n> {
    of: NestedFile,
    tables: Vec<Table>,
    /// The keys of the file and of the rows that are open, by the names of their columns.
    around: Vec<(String, String)>,
    noted: Noted,
    /// Whether the one that takes the batches wants no more.
    stopped: bool,
    take: &'n mut TakeBatches<'n>,
}

impl<'n> Nested<'n> {
    fn new(take: &'n mut TakeBatches<'n>) -> Self {
        let (tables, around) = (Vec::new(), Vec::new());
        Self { of: NestedFile::Document, tables, around, noted: Noted::default(), stopped: false, take }
    }
}

struct Table {
    columns: Columns,
    lists: Vec<Within>,
    /// What it means that a row does not say the value of a column, column by column.
    unsaid: Vec<Unsaid>,
    /// The columns of the primary key: by the first two, where they are text, rows belong to a row.
    key: Vec<usize>,
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
        let key = primary_key(schema).unwrap_or_default();
        Ok(Self {
            columns: Columns::new(schema)?,
            lists: lists.filter_map(|(list, rows)| Some(Within { list, table: known(rows.name)? })).collect(),
            unsaid: unsaid(schema),
            key: key.iter().filter_map(|name| schema.index_of(name).ok()).collect(),
        })
    }

    /// The key of the row that was read last, by the names of its columns.
    fn last_key(&self) -> impl Iterator<Item = (String, String)> {
        let key = self.key.iter();
        key.filter_map(|&column| {
            Some((self.columns.name(column).to_owned(), self.columns.last_text(column)?.to_owned()))
        })
    }

    /// The text in one of the first two columns of that key.
    fn last_in_key(&self, at: usize) -> Option<&str> {
        self.columns.last_text(*self.key.get(at)?)
    }

    /// The text in a column of the row that was read last.
    fn last(&self, column: &str) -> Option<&str> {
        self.columns.last_text(self.columns.schema().index_of(column).ok()?)
    }
}

/// As the table of this name has it, where the schema does not say that a column may be null.
fn unsaid(schema: &SchemaRef) -> Vec<Unsaid> {
    let table = crate::tables::schema::Table::of(table_name(schema));
    let known = table.map_or_else(Vec::new, |table| Unsaid::of(table, TABLES));
    let of = |field: &FieldRef| match table.and_then(|table| known.get(table.index_of(field.name())?)) {
        _ if field.is_nullable() => Unsaid::Null,
        Some(Unsaid::Null) | None => Unsaid::Nothing,
        Some(unsaid) => *unsaid,
    };
    schema.fields().iter().map(of).collect()
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
            key(&mut object, name, &mut self.0.noted)?;
            object.next_value::<IgnoredAny>()?;
        }
        let mut next = object.next_key::<String>()?;
        if let Some(name) = next.take_if(|name| self.0.of.key() == Some(name)) {
            let value = object.next_value()?;
            self.0.around.push((name, value));
            next = object.next_key()?;
        }
        let nested = self.0;
        let mut lists = nested.of.at_top(TABLES).filter_map(|listed| {
            Some((
                listed.name,
                nested.tables.iter().position(|table| table_name(table.columns.schema()) == listed.name)?,
            ))
        });
        let lists: Vec<(&str, usize)> = lists.by_ref().collect();
        let mut lists = lists.into_iter();
        while let Some(name) = next {
            let Some((_, table)) = lists.find(|(listed, _)| *listed == name) else {
                return Err(unexpected(&name, LIST, &mut nested.noted));
            };
            object.next_value_seed(Rows { nested, table, parent: None })?;
            next = object.next_key()?;
        }
        Ok(())
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
        let Table { columns, lists, unsaid, .. } = &mut nested.tables[index];
        let around = &nested.around;
        let unsaid = |columns: &mut Columns, column: usize| match unsaid[column] {
            Unsaid::Nothing => columns.null(column),
            Unsaid::Default(default) => columns.json(column, default),
            Unsaid::Null => match parent.filter(|parent| parent.list.by == columns.name(column)) {
                Some(parent) => columns.json(column, Cell::Text(parent.key[0])),
                None => columns.null(column),
            },
            Unsaid::Around => match around.iter().rev().find(|(name, _)| name == columns.name(column)) {
                Some((_, key)) => columns.json(column, Cell::Text(key)),
                None => columns.null(column),
            },
        };
        let is_list = |name: &str| lists.iter().any(|within| within.list.name == name);
        let mut next = cells(&mut object, RowTarget { columns, noted: &mut nested.noted }, is_list, unsaid)?;
        let table = &mut nested.tables[index];
        if let Some(wrong) = parent.and_then(|parent| parent.misplaced(table)) {
            return Err(note(&mut nested.noted, wrong));
        }
        // The library ends the recursion of a hostile file.
        let outside = nested.around.len();
        let own = match next.is_some() {
            true => [0, 1].map(|at| table.last_in_key(at).unwrap_or_default().to_owned()),
            false => Default::default(),
        };
        if next.is_some() {
            nested.around.extend(table.last_key());
        }
        if let Some(batch) = table.columns.end_row() {
            nested.stopped = (nested.take)(batch).is_break();
            if nested.stopped {
                return Err(A::Error::custom("no more batches are wanted"));
            }
        }
        let mut place = 0;
        while let Some(name) = next {
            let lists = &nested.tables[index].lists;
            let Some(at) = (place..lists.len()).find(|&at| lists[at].list.name == name) else {
                return Err(unexpected(&name, LIST, &mut nested.noted));
            };
            let Within { list, table } = lists[at];
            let parent = Some(Parent { list, key: own.each_ref().map(String::as_str) });
            object.next_value_seed(Rows { nested, table, parent })?;
            place = at + 1;
            next = object.next_key()?;
        }
        nested.around.truncate(outside);
        Ok(())
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
mod tests;
