//! `README.md` of a release: what it is, what is in it, what every column means, how to load it and how to check it.

use std::fmt::{self, Write as _};

use super::{Release, Standard};
use crate::export::dictionary::{references, type_name};
use crate::export::{SmallFile, Writer};
use crate::tables::schema::TableSchema;

/// Markdown in English, with the Chinese descriptions of tables and columns beside the English ones.
pub(super) const STANDARD: Standard = Standard { name: "readme", write: files };

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let mut text = String::new();
    write(&mut text, release).expect("a String takes every write");
    vec![SmallFile::new("README.md", "text/markdown", text)]
}

fn write(out: &mut String, release: &Release<'_>) -> fmt::Result {
    let (dataset, version) = (release.dataset, release.version);
    writeln!(out, "# {}\n", release.title())?;
    for (_, other) in dataset.title.iter().filter(|(language, _)| *language != "en") {
        writeln!(out, "{other}\n")?;
    }
    for description in dataset.description.values() {
        writeln!(out, "{description}\n")?;
    }
    let released = release.instant();
    writeln!(
        out,
        "Version {version}, released {released} by {}.",
        named(&dataset.publisher.name, dataset.publisher.url.as_deref())
    )?;
    writeln!(
        out,
        "Made by {} {}. What was read and what was found in it is in `provenance/`.\n",
        release.generator.0, release.generator.1
    )?;
    tables(out, release)?;
    loading(out, release)?;
    out.push_str(
        "## Columns\n\nText is UTF-8, dates are ISO 8601; an absent value is null, and never an empty string.\n\n",
    );
    release.tables.iter().try_for_each(|table| columns(out, table.schema))?;
    writeln!(out, "## Terms\n\n{}\n", named(&dataset.license.name, Some(&dataset.license.url)))?;
    out.push_str("## Checking the files\n\n```sh\nsha256sum -c SHA256SUMS\n```\n");
    Ok(())
}

fn tables(out: &mut String, release: &Release<'_>) -> fmt::Result {
    out.push_str("## Tables\n\n| table | rows | what a row is |\n| --- | ---: | --- |\n");
    for table in &release.tables {
        let schema = table.schema;
        writeln!(out, "| `{}` | {} | {} |", schema.name, table.rows, cell(schema.description.en))?;
    }
    let (mut places, mut documents) = (Vec::new(), Vec::new());
    for format in release.formats {
        match format.writer {
            Writer::PerTable { .. } => places.push(format!("`data/{}/`", format.name)),
            Writer::Whole { path, .. } => places.push(format!("`{}`", path(release.dataset))),
            Writer::PerDocument { extension, .. } => documents.push(format!("`data/{}/*.{extension}`", format.name)),
        }
    }
    if !places.is_empty() {
        writeln!(out, "\nThe same rows are in {}. `schema/` describes them to programs.", places.join(", "))?;
    }
    if !documents.is_empty() {
        writeln!(out, "\nEach document as a whole, with its references as links, is in {}.", documents.join(", "))?;
    }
    out.push('\n');
    Ok(())
}

/// How to open a table, for the formats that the release has.
fn loading(out: &mut String, release: &Release<'_>) -> fmt::Result {
    let has = |name: &str| release.formats.iter().any(|format| format.name == name);
    let Some(table) =
        release.tables.iter().find(|table| table.schema.name == "recommendations").or(release.tables.first())
    else {
        return Ok(());
    };
    let name = table.schema.name;
    if has("parquet") {
        let path = format!("data/parquet/{name}.parquet");
        writeln!(out, "## Loading\n")?;
        writeln!(out, "```python\nimport pandas\n{name} = pandas.read_parquet(\"{path}\")\n```\n")?;
        writeln!(out, "```python\nimport polars\n{name} = polars.read_parquet(\"{path}\")\n```\n")?;
        writeln!(out, "```sql\n-- DuckDB\nSELECT * FROM '{path}';\n```\n")?;
        writeln!(out, "```r\n{name} <- arrow::read_parquet(\"{path}\")\n```\n")
    } else if has("csv") {
        let path = format!("data/csv/{name}.csv");
        writeln!(out, "## Loading\n\nAn empty field is null.\n")?;
        writeln!(
            out,
            "```python\nimport pandas\n{name} = pandas.read_csv(\"{path}\", keep_default_na=False, na_values=[\"\"])\n```\n"
        )?;
        writeln!(out, "```python\nimport polars\n{name} = polars.read_csv(\"{path}\")\n```\n")?;
        writeln!(out, "```sql\n-- DuckDB\nSELECT * FROM '{path}';\n```\n")?;
        writeln!(out, "```r\n{name} <- readr::read_csv(\"{path}\", na = \"\")\n```\n")
    } else {
        Ok(())
    }
}

fn columns(out: &mut String, schema: &TableSchema) -> fmt::Result {
    writeln!(out, "### {} ({}, {})\n", schema.name, schema.title.en, schema.title.zh)?;
    let key: Vec<String> = schema.primary_key.iter().map(|key| format!("`{key}`")).collect();
    writeln!(out, "{}\n\n{}\n\nKey: {}.\n", schema.description.en, schema.description.zh, key.join(" and "))?;
    out.push_str("| column | type | null | meaning | 含义 |\n| --- | --- | --- | --- | --- |\n");
    for column in schema.columns {
        let null = if column.nullable { "yes" } else { "no" };
        let refers = references(schema, column).map_or(String::new(), |key| format!(" Refers to `{key}`."));
        let (name, kind, words) = (column.name, type_name(column.kind), column.description);
        writeln!(out, "| `{name}` | {kind} | {null} | {}{refers} | {} |", cell(words.en), cell(words.zh))?;
    }
    out.push('\n');
    for column in schema.columns.iter().filter(|column| !column.codes.is_empty()) {
        writeln!(out, "Codes of `{}`:\n", column.name)?;
        for code in column.codes {
            writeln!(out, "- `{}`: {} {}", code.code, code.description.en, code.description.zh)?;
        }
        out.push('\n');
    }
    Ok(())
}

fn named(name: &str, url: Option<&str>) -> String {
    url.map_or_else(|| name.to_owned(), |url| format!("[{name}]({url})"))
}

/// Text as it may stand in a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
