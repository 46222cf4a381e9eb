//! The tables that say what the others are: the dictionary of columns, the codes, and what is known of the dataset.

use rusqlite::{Connection, params, params_from_iter};

use super::definitions::{quoted, view_name};
use super::search;
use crate::dataset::Dataset;
use crate::export::{SCHEMA_VERSION, dictionary};
use crate::tables::schema::Table;

/// The tables of this file. No table of the schema may be called so.
#[cfg(test)]
pub(super) const NAMES: [&str; 3] = ["meta", "dictionary", "codes"];

/// Creates and fills the tables.
///
/// # Errors
/// Those of SQLite.
pub(super) fn write(connection: &Connection, tables: &[&'static Table], dataset: &Dataset) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",
    )?;
    for (key, value) in about(tables, dataset) {
        connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])?;
    }
    let columns = dictionary::HEADER.map(|name| match name {
        "position" => format!("{} INTEGER NOT NULL", quoted(name)),
        name => format!("{} TEXT", quoted(name)),
    });
    let create =
        format!("CREATE TABLE dictionary ({}, PRIMARY KEY (\"table\", \"column\")) STRICT;", columns.join(", "));
    connection.execute_batch(&create)?;
    let places = ["?"; dictionary::HEADER.len()].join(", ");
    for line in tables.iter().flat_map(|table| dictionary::lines(table)) {
        let values = line.map(|value| (!value.is_empty()).then_some(value));
        connection.execute(&format!("INSERT INTO dictionary VALUES ({places})"), params_from_iter(values))?;
    }
    connection.execute_batch(
        "CREATE TABLE codes (\"table\" TEXT NOT NULL, \"column\" TEXT NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, \
         description_en TEXT NOT NULL, description_zh TEXT NOT NULL, PRIMARY KEY (\"table\", \"column\", code), \
         FOREIGN KEY (\"table\", \"column\") REFERENCES dictionary (\"table\", \"column\")) STRICT;",
    )?;
    let mut insert = connection.prepare("INSERT INTO codes VALUES (?, ?, ?, ?, ?, ?)")?;
    for table in tables {
        for column in table.columns {
            for (index, code) in column.codes.iter().enumerate() {
                let words = code.description;
                insert.execute(params![table.name, column.name, index as i64 + 1, code.code, words.en, words.zh])?;
            }
        }
    }
    Ok(())
}

/// What is known of the dataset, by keys; `:zh` and the like are the BCP 47 tags of texts in other languages than English.
fn about(tables: &[&'static Table], dataset: &Dataset) -> Vec<(String, String)> {
    let tagged = |key: &str, language: &str| match language {
        "en" => key.to_owned(),
        _ => format!("{key}:{language}"),
    };
    let [title, description] = [("title", &dataset.title), ("description", &dataset.description)]
        .map(|(key, texts)| texts.iter().map(move |(language, text)| (tagged(key, language), text.clone())));
    let one = [
        ("id", Some(&dataset.id)),
        ("schema_version", Some(&SCHEMA_VERSION.to_string())),
        ("publisher", Some(&dataset.publisher.name)),
        ("license", Some(&dataset.license.name)),
        ("license_url", Some(&dataset.license.url)),
        ("publisher_url", dataset.publisher.url.as_ref()),
        ("homepage", dataset.homepage.as_ref()),
        ("doi", dataset.doi.as_ref()),
    ];
    let one = one.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?.clone())));
    let mut about: Vec<(String, String)> = one.chain(title).chain(description).collect();
    for table in tables {
        for (language, manual) in ["en", "zh"].into_iter().zip(search::manual(table).into_iter().flatten()) {
            about.push((tagged(&format!("how_to_search_{}", table.name), language), manual));
        }
    }
    let views: Vec<String> =
        tables.iter().filter(|table| !table.foreign_keys.is_empty()).map(|table| view_name(table)).collect();
    if !views.is_empty() {
        let views = views.join(", ");
        about.push(("views".to_owned(), format!("Each row beside the rows that its keys name: {views}.")));
        about.push(("views:zh".to_owned(), format!("各行与其键所指各行并列：{views}。")));
    }
    about
}
