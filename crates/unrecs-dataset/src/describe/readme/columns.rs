//! The dictionary in the README: what every column of every table means, in English and Chinese.

use std::fmt::{self, Write as _};

use super::cell;
use crate::describe::Release;
use crate::export::dictionary::{references, type_name};
use crate::tables::schema::Table;

/// One part for each table.
pub(super) fn section(out: &mut String, release: &Release<'_>) -> fmt::Result {
    out.push_str(
        "## Columns\n\nText is UTF-8, dates are ISO 8601; an absent value is null, and never an empty string. \
         `schema/dictionary.csv` has the same as a table.\n",
    );
    release.tables.iter().try_for_each(|table| columns(out, table.schema))
}

/// Where the part of a table is found: what is made of its heading.
pub(super) fn anchor(schema: &Table) -> &'static str {
    schema.name
}

fn columns(out: &mut String, schema: &Table) -> fmt::Result {
    writeln!(out, "\n### {}\n\n**{}, {}**\n", schema.name, schema.title.en, schema.title.zh)?;
    let key: Vec<String> = schema.primary_key.iter().map(|key| format!("`{key}`")).collect();
    writeln!(out, "{}\n\n{}\n\nKey: {}.\n", schema.description.en, schema.description.zh, key.join(" and "))?;
    out.push_str("| column | type | null | meaning | 含义 |\n| --- | --- | --- | --- | --- |\n");
    for column in schema.columns {
        let null = if column.nullable { "yes" } else { "no" };
        let refers = references(schema, column).map_or(String::new(), |key| format!(" Refers to `{key}`."));
        let (name, kind, words) = (column.name, type_name(column.kind), column.description);
        writeln!(out, "| `{name}` | {kind} | {null} | {}{refers} | {} |", cell(words.en), cell(words.zh))?;
    }
    for column in schema.columns.iter().filter(|column| !column.codes.is_empty()) {
        writeln!(out, "\nCodes of `{}`:\n", column.name)?;
        for code in column.codes {
            writeln!(out, "- `{}`: {} {}", code.code, code.description.en, code.description.zh)?;
        }
    }
    Ok(())
}
