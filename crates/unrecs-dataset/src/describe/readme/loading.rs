//! How to open a table, in the README: for each tool some lines that run as they are in the directory of the release.

use std::fmt::{self, Write as _};

use super::whole;
use crate::describe::Release;
use crate::tables::schema::Table;

/// The examples for the formats that the release has. Python and SQL of DuckDB are run by tests, R is not.
pub(super) fn section(out: &mut String, release: &Release<'_>) -> fmt::Result {
    let Some(table) =
        release.tables.iter().find(|table| table.schema.name == "recommendations").or(release.tables.first())
    else {
        return Ok(());
    };
    let path = |schema: &Table, format: &str| {
        let files = release.tables_as(format);
        files.iter().find(|(table, _)| table.schema.name == schema.name).map(|(_, file)| file.path)
    };
    let (parquet, csv) = (path(table.schema, "parquet"), path(table.schema, "csv"));
    let database = whole(release, "sqlite");
    if parquet.is_none() && csv.is_none() && database.is_none() {
        return Ok(());
    }
    let null = if csv.is_some() { " In CSV an empty field is null." } else { "" };
    writeln!(out, "## Loading\n\nEach example runs in the directory of the release.{null}\n")?;
    if let Some(path) = parquet {
        from_parquet(out, table.schema, path)?;
    } else if let Some(path) = csv {
        from_csv(out, table.schema, path)?;
    }
    if let Some(path) = database {
        let name = table.schema.name;
        let lines =
            format!("{name} = pandas.read_sql(\"SELECT * FROM {name}\", sqlite3.connect(\"{path}\"))\nprint({name})");
        example(out, "SQLite, read with pandas", "python", &format!("import sqlite3\n\nimport pandas\n\n{lines}"))?;
    }
    let references = parquet.and_then(|_| path(Table::of("references")?, "parquet"));
    references.map_or(Ok(()), |path| cited(out, path))
}

fn from_parquet(out: &mut String, schema: &Table, path: &str) -> fmt::Result {
    let name = schema.name;
    for library in ["pandas", "polars"] {
        let lines = format!("import {library}\n\n{name} = {library}.read_parquet(\"{path}\")\nprint({name})");
        example(out, library, "python", &lines)?;
    }
    example(out, "DuckDB", "sql", &format!("SELECT * FROM '{path}';"))?;
    // Not by ".", which has no name, as a dataset must have one there.
    let lines = format!(
        "import os\n\nimport datasets\n\n{name} = datasets.load_dataset(os.getcwd(), \"{name}\", split=\"train\")\n\
         print({name})"
    );
    example(out, "Hugging Face datasets (the name of any table in place of this one)", "python", &lines)?;
    let lines = format!(
        "from pyspark.sql import SparkSession\n\n{name} = SparkSession.builder.getOrCreate().read.parquet(\"{path}\")\n\
         {name}.show()"
    );
    example(out, "Spark", "python", &lines)?;
    example(out, "R, with the package arrow", "r", &format!("{name} <- arrow::read_parquet(\"{path}\")"))
}

/// An empty field is null, which two of the tools have to be told.
fn from_csv(out: &mut String, schema: &Table, path: &str) -> fmt::Result {
    let name = schema.name;
    let lines = format!(
        "import pandas\n\n{name} = pandas.read_csv(\"{path}\", keep_default_na=False, na_values=[\"\"])\nprint({name})"
    );
    example(out, "pandas (an empty field is null)", "python", &lines)?;
    let lines =
        format!("import polars\n\n{name} = polars.read_csv(\"{path}\", infer_schema_length=None)\nprint({name})");
    example(out, "polars", "python", &lines)?;
    example(out, "DuckDB", "sql", &format!("SELECT * FROM '{path}';"))?;
    let lines = format!(
        "import csv\n\nwith open(\"{path}\", encoding=\"utf-8\", newline=\"\") as file:\n    {name} = \
         list(csv.DictReader(file))\nprint(len({name}))"
    );
    example(out, "Python alone", "python", &lines)?;
    example(out, "R, with the package readr", "r", &format!("{name} <- readr::read_csv(\"{path}\", na = \"\")"))
}

/// A question that joins and counts, as a beginning.
fn cited(out: &mut String, path: &str) -> fmt::Result {
    let query = format!(
        "SELECT provision_id, count(*) AS times\nFROM '{path}'\nWHERE status = 'resolved' AND provision_id IS NOT NULL\nGROUP BY \
         provision_id\nORDER BY times DESC, provision_id\nLIMIT 10;"
    );
    example(out, "A first question, with DuckDB: which provisions are cited most?", "sql", &query)
}

fn example(out: &mut String, tool: &str, language: &str, lines: &str) -> fmt::Result {
    writeln!(out, "**{tool}**\n\n```{language}\n{lines}\n```\n")
}
