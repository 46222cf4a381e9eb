//! What a database has beside the rows of the tables: its definitions, and the tables and the index that it brings along for its users.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::loaded_release::LoadedRelease;
use super::manifest::NestedClaim;
use super::report_log::{Check, Log, Place};
use super::twin;
use crate::export::sqlite::{APPLICATION_ID, search};
use crate::promises::shown;
use crate::readback::{OpenedDatabase, ReadError};
use crate::tables::schema::Table;

/// The tables that say what the others are.
const OF_THE_DATASET: [&str; 3] = ["meta", "dictionary", "codes"];

/// What the tables of an index of words are called, behind its name.
const OF_AN_INDEX: [&str; 6] = ["", "_data", "_idx", "_content", "_docsize", "_config"];

/// Compares all of it with what this program writes; where another program made the release, the names alone.
pub(super) fn check(release: &LoadedRelease<'_>, claim: &NestedClaim<'_>, log: &mut Log) {
    // What cannot be opened is said by who reads the rows.
    let Some(database) = open(release, claim) else { return };
    let mut found = Found { path: claim.path, log };
    let header = database.header();
    for (name, found_number, expected) in [
        ("application_id", header.application_id, APPLICATION_ID),
        ("user_version", header.user_version, release.claims.schema_version),
    ] {
        if found_number != expected {
            found.differ(None, format!("found the {name} {found_number}; expected {expected}"));
        }
    }
    let done = twin::of(release, claim.format)
        .and_then(|twin| OpenedDatabase::copy_of(twin, claim.path).map_err(|error| error.to_string()))
        .and_then(|twin| Ok((twin, release.own_tables()?)));
    let outcome = match done {
        Ok((twin, tables)) => against_twin((&database, &twin), &tables, &mut found),
        Err(why) => {
            let not_done = format!("the definitions and the index of words in {}: {why}", claim.path);
            found.log.missed(Check::Rows, not_done);
            names(&database, release, &mut found)
        }
    };
    if let Err(error) = outcome {
        found.differ(None, format!("cannot read the database: {error}"));
    }
}

fn open(release: &LoadedRelease<'_>, claim: &NestedClaim<'_>) -> Option<OpenedDatabase> {
    let file = release.disk.open(claim.path).ok()?;
    let opened: Result<_, ReadError> = OpenedDatabase::copy_of(file, claim.path);
    opened.ok()
}

/// Where differences go.
struct Found<'f> {
    path: &'f str,
    log: &'f mut Log,
}

impl Found<'_> {
    /// A difference, perhaps in a row of a table.
    fn differ(&mut self, at: Option<(&str, u64)>, problem: String) {
        let place = Place::file(self.path);
        let place = at.map(|(table, row)| place.clone().row(row).column(table)).unwrap_or(place);
        self.log.differ(Check::Rows, place, problem);
    }
}

/// Kind and name of everything that a database defines, with the statement.
type Definitions = BTreeMap<(String, String), String>;

fn definitions(connection: &Connection) -> rusqlite::Result<Definitions> {
    let mut statement = connection.prepare("SELECT type, name, ifnull(sql, '') FROM main.sqlite_schema")?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    rows.collect()
}

fn against_twin(
    (database, twin): (&OpenedDatabase, &OpenedDatabase),
    tables: &[&'static Table],
    found: &mut Found<'_>,
) -> rusqlite::Result<()> {
    let (connection, twin) = (database.connection(), twin.connection());
    let (own, expected) = (definitions(connection)?, definitions(twin)?);
    for ((kind, name), sql) in &own {
        match expected.get(&(kind.clone(), name.clone())) {
            None => found.differ(None, format!("found the {kind} {}; expected nothing of this name", shown(name))),
            Some(other) if other != sql => {
                found.differ(
                    None,
                    format!("found the {kind} {} as {}; expected {}", shown(name), shown(sql), shown(other)),
                );
            }
            Some(_) => {}
        }
    }
    for (kind, name) in expected.keys().filter(|key| !own.contains_key(*key)) {
        found.differ(None, format!("found no {kind} {}; expected it", shown(name)));
    }
    found.log.looked(Check::Rows, "definitions", own.len() as u64);
    if own != expected {
        // Nothing that somebody else has defined is run.
        found.log.missed(
            Check::Rows,
            format!("the index of words in {}: its definitions are not those published", found.path),
        );
        return Ok(());
    }
    for table in OF_THE_DATASET {
        let mut lines = Lines::of(connection, table)?;
        let mut others = Lines::of(twin, table)?;
        let (mut lines, mut others) = (lines.rows()?, others.rows()?);
        for row in 1.. {
            let (line, other) = (lines.next().transpose()?, others.next().transpose()?);
            if line != other {
                let words = |line: &Option<Vec<Value>>| line.as_ref().map_or("no row".to_owned(), |line| words(line));
                found.differ(Some((table, row)), format!("found {}; expected {}", words(&line), words(&other)));
            }
            if line.is_none() || other.is_none() {
                break;
            }
        }
    }
    for table in tables {
        search_index(connection, table, found)?;
    }
    let problem: String = connection.query_row("PRAGMA main.integrity_check(1)", [], |row| row.get(0))?;
    if problem != "ok" {
        found.differ(None, format!("found a damaged database: {}", shown(&problem)));
    }
    Ok(())
}

/// A statement that gives all rows of a table.
struct Lines<'c>(rusqlite::Statement<'c>);

impl<'c> Lines<'c> {
    fn of(connection: &'c Connection, table: &str) -> rusqlite::Result<Self> {
        Ok(Self(connection.prepare(&format!("SELECT * FROM main.\"{table}\" NOT INDEXED"))?))
    }

    fn rows(&mut self) -> rusqlite::Result<impl Iterator<Item = rusqlite::Result<Vec<Value>>>> {
        let count = self.0.column_count();
        self.0.query_map([], move |row| (0..count).map(|column| row.get(column)).collect())
    }
}

fn words(line: &[Value]) -> String {
    let value = |value: &Value| match value {
        Value::Null => "no value".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => shown(text),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    };
    line.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// Whether the index of words of a table has the words of its rows. That the index fits these is part of the integrity.
fn search_index(connection: &Connection, table: &Table, found: &mut Found<'_>) -> rusqlite::Result<()> {
    let Some(searched) = search::searched(table) else { return Ok(()) };
    let columns = table.primary_key.iter().copied().chain(searched.iter().map(|&index| table.columns[index].name));
    let columns: Vec<String> = columns.map(|name| format!("\"{name}\"")).collect();
    let select = format!("SELECT {} FROM main.\"{}\" NOT INDEXED", columns.join(", "), table.name);
    let content = format!("{}_content", search::name(table));
    let stored: Vec<String> = (0..columns.len()).map(|column| format!("c{column}")).collect();
    let stored = format!("SELECT {} FROM main.\"{content}\" NOT INDEXED", stored.join(", "));
    let (mut rows, mut stored) = (connection.prepare(&select)?, connection.prepare(&stored)?);
    let (mut rows, mut stored) = (rows.query([])?, stored.query([])?);
    for number in 1.. {
        let (row, entry) = (rows.next()?, stored.next()?);
        let (Some(row), Some(entry)) = (row, entry) else {
            if let Some(what) = row.map(|_| "no entry; expected one").or(entry.map(|_| "an entry; expected none")) {
                found.differ(Some((&content, number)), format!("found {what} for the row of {}", table.name));
            }
            break;
        };
        for column in 0..columns.len() {
            let text: Option<String> = row.get(column)?;
            let (text, indexed) = (text.unwrap_or_default(), entry.get::<_, Value>(column)?);
            let mut expected = String::new();
            if column < table.primary_key.len() {
                expected.push_str(&text)
            } else {
                search::space(&text, &mut expected)
            }
            if indexed != Value::Text(expected.clone()) {
                let problem =
                    format!("found {}; expected {}, the words of the row", words(&[indexed]), shown(&expected));
                found.differ(Some((&content, number)), problem);
            }
        }
        found.log.looked(Check::Rows, "entries of the index of words", 1);
    }
    Ok(())
}

/// Whether everything in the database is called as things are that this program and others of its kind define.
fn names(database: &OpenedDatabase, release: &LoadedRelease<'_>, found: &mut Found<'_>) -> rusqlite::Result<()> {
    let tables: Vec<&str> = release.claims.tables.iter().map(|table| table.name.as_str()).collect();
    let own = definitions(database.connection())?;
    for (kind, name) in own.keys().filter(|(kind, name)| !is_known(kind, name, &tables)) {
        found.differ(None, format!("found the {kind} {}; expected nothing of this kind and name", shown(name)));
    }
    found.log.looked(Check::Rows, "definitions", own.len() as u64);
    Ok(())
}

fn is_known(kind: &str, name: &str, tables: &[&str]) -> bool {
    let known = |before: &str, behind: &dyn Fn(&str) -> bool| {
        let all = tables.iter().copied().chain(OF_THE_DATASET);
        name.strip_prefix(before)
            .is_some_and(|name| all.into_iter().any(|table| name.strip_prefix(table).is_some_and(behind)))
    };
    match kind {
        "table" => {
            let of_index = |rest: &str| rest.strip_prefix("_search").is_some_and(|rest| OF_AN_INDEX.contains(&rest));
            known("", &|rest| rest.is_empty() || of_index(rest))
        }
        "view" => known("", &|rest| rest == "_joined"),
        "index" => {
            known("", &|rest| rest.starts_with("_by_")) || known("sqlite_autoindex_", &|rest| rest.starts_with('_'))
        }
        _ => false,
    }
}
