//! How to open a table, in the README: for each tool some lines that run as they are in the directory of the release.

use std::fmt::{self, Write as _};

use super::whole;
use crate::describe::Release;
use crate::tables::schema::Table;

/// The examples for the formats that the release has. Python and SQL of DuckDB are run by tests, R is not.
pub(super) fn section(out: &mut String, release: &Release<'_>) -> fmt::Result {
    let examples = examples(release);
    if examples.is_empty() {
        return Ok(());
    }
    let null = if release.tables_as("csv").is_empty() { "" } else { " In CSV an empty field is null." };
    writeln!(out, "## Loading\n\nEach example runs in the directory of the release.{null}\n")?;
    examples.iter().try_for_each(|(tool, language, lines)| writeln!(out, "**{tool}**\n\n```{language}\n{lines}\n```\n"))
}

/// What loads a table, by tool; nothing where no file of the release holds one.
pub(in crate::describe) fn examples(release: &Release<'_>) -> Vec<Example> {
    let Some(table) = release.tables.iter().find(|table| table.schema.name == "paragraphs").or(release.tables.first())
    else {
        return Vec::new();
    };
    let path = |schema: &Table, format: &str| {
        let files = release.tables_as(format);
        files.iter().find(|(table, _)| table.schema.name == schema.name).map(|(_, file)| file.path)
    };
    let (parquet, csv) = (path(table.schema, "parquet"), path(table.schema, "csv"));
    let name = table.schema.name;
    let mut examples = match (parquet, csv) {
        (Some(path), _) => from_parquet(name, path),
        (None, Some(path)) => from_csv(name, path),
        (None, None) => Vec::new(),
    };
    if let Some(path) = whole(release, "sqlite") {
        let lines = format!(
            "import sqlite3\n\nimport pandas\n\n{name} = pandas.read_sql(\"SELECT * FROM {name}\", sqlite3.connect(\"{path}\"))\n\
             print({name})"
        );
        examples.push(("SQLite, read with pandas", "python", lines));
    }
    let references = parquet.and_then(|_| path(Table::of("references")?, "parquet"));
    examples.extend(references.map(cited));
    examples
}

/// A tool, the language of the example, and its lines.
pub(in crate::describe) type Example = (&'static str, &'static str, String);

fn from_parquet(name: &str, path: &str) -> Vec<Example> {
    let read = |library: &'static str| {
        let lines = format!("import {library}\n\n{name} = {library}.read_parquet(\"{path}\")\nprint({name})");
        (library, "python", lines)
    };
    // Not by ".", which has no name, as a dataset must have one there.
    let hugging_face = format!(
        "import os\n\nimport datasets\n\n{name} = datasets.load_dataset(os.getcwd(), \"{name}\", split=\"train\")\n\
         print({name})"
    );
    let spark = format!(
        "from pyspark.sql import SparkSession\n\n{name} = SparkSession.builder.getOrCreate().read.parquet(\"{path}\")\n\
         {name}.show()"
    );
    vec![
        read("pandas"),
        read("polars"),
        ("DuckDB", "sql", format!("SELECT * FROM '{path}';")),
        ("Hugging Face datasets (the name of any table in place of this one)", "python", hugging_face),
        ("Spark", "python", spark),
        ("R, with the package arrow", "r", format!("{name} <- arrow::read_parquet(\"{path}\")")),
    ]
}

/// An empty field is null, which two of the tools have to be told.
fn from_csv(name: &str, path: &str) -> Vec<Example> {
    let pandas = format!(
        "import pandas\n\n{name} = pandas.read_csv(\"{path}\", keep_default_na=False, na_values=[\"\"])\nprint({name})"
    );
    let polars =
        format!("import polars\n\n{name} = polars.read_csv(\"{path}\", infer_schema_length=None)\nprint({name})");
    let python = format!(
        "import csv\n\nwith open(\"{path}\", encoding=\"utf-8\", newline=\"\") as file:\n    {name} = \
         list(csv.DictReader(file))\nprint(len({name}))"
    );
    vec![
        ("pandas (an empty field is null)", "python", pandas),
        ("polars", "python", polars),
        ("DuckDB", "sql", format!("SELECT * FROM '{path}';")),
        ("Python alone", "python", python),
        ("R, with the package readr", "r", format!("{name} <- readr::read_csv(\"{path}\", na = \"\")")),
    ]
}

/// A question that joins and counts, as a beginning.
fn cited(path: &str) -> Example {
    let query = format!(
        "SELECT provision_id, count(*) AS times\nFROM '{path}'\nWHERE status = 'resolved' AND provision_id IS NOT NULL\nGROUP BY \
         provision_id\nORDER BY times DESC, provision_id\nLIMIT 10;"
    );
    ("A first question, with DuckDB: which provisions are cited most?", "sql", query)
}
