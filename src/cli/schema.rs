//! `schema`: the tables and their columns, or the JSON Schema of one table.

use super::{Stop, near};
use crate::report::{Door, Stream};
use unrecs_dataset::export;
use unrecs_dataset::tables::TABLES;
use unrecs_dataset::tables::schema::{ColumnKind, Table};

/// Prints the JSON Schema of the table with this name; without a name, lists all tables.
pub(super) fn schema(table: Option<&str>, door: &Door) -> Result<u8, Stop> {
    match table {
        None => door.lines(Stream::Out, TABLES.iter().flat_map(|table| listed(table)))?,
        Some(name) => {
            let Some(table) = TABLES.iter().find(|table| table.name == name) else {
                let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
                return Err(Stop::plain(near::unknown_of_few("table", name, &names)));
            };
            door.data(&export::json_schema_of(table).bytes)?;
        }
    }
    Ok(0)
}

fn listed(table: &Table) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", table.name, table.title.en)];
    let width = table.columns.iter().map(|column| column.name.len()).max().unwrap_or_default();
    for column in table.columns {
        let kind = match column.kind {
            ColumnKind::Text => "text",
            ColumnKind::Int32 => "int32",
            ColumnKind::Int64 => "int64",
            ColumnKind::Bool => "bool",
            ColumnKind::Date => "date",
        };
        let mut notes = Vec::new();
        if table.primary_key.contains(&column.name) {
            notes.push("primary key".to_owned());
        }
        let target = table.foreign_keys.iter().find(|key| key.column == column.name);
        notes.extend(target.map(|key| format!("refers to {}.{}", key.table, key.references)));
        if column.nullable {
            notes.push("may be null".to_owned());
        }
        let line = format!("  {:width$}  {kind:5}  {}", column.name, notes.join(", "));
        lines.push(line.trim_end().to_owned());
    }
    lines.push(String::new());
    lines
}
