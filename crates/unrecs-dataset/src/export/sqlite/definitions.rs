//! The statements that define tables, indexes and views, each made from the schema of a table.

use crate::tables::schema::{Column, ColumnKind, ForeignKey, Table};

/// A name as SQL takes it, also where it is a word of SQL such as `references`. The names of the schema hold no quotes.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// A text as SQL takes it.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Creates the table with its keys and checks.
///
/// Where the key is two columns, it is most of the row, and the rows are stored under it once (`WITHOUT ROWID`). Other tables keep the
/// order of the documents.
pub(super) fn table(table: &Table) -> String {
    let mut lines: Vec<String> = table.columns.iter().map(column).collect();
    lines.push(format!(
        "PRIMARY KEY ({})",
        table.primary_key.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
    ));
    for key in table.foreign_keys {
        let (column, other, references) = (quoted(key.column), quoted(key.table), quoted(key.references));
        lines.push(format!("FOREIGN KEY ({column}) REFERENCES {other} ({references})"));
    }
    let storage = if table.primary_key.len() > 1 { "STRICT, WITHOUT ROWID" } else { "STRICT" };
    format!("CREATE TABLE {} (\n  {}\n) {storage};", quoted(table.name), lines.join(",\n  "))
}

/// The name, the type, and what may stand in a column. A check that comes out as null is passed, so that null may stand where it may.
fn column(column: &Column) -> String {
    let name = quoted(column.name);
    let kind = match column.kind {
        ColumnKind::Text | ColumnKind::Date => "TEXT",
        ColumnKind::Int32 | ColumnKind::Int64 | ColumnKind::Bool => "INTEGER",
    };
    let null = if column.nullable { "" } else { " NOT NULL" };
    let check = match column.kind {
        ColumnKind::Text if !column.codes.is_empty() => {
            let codes: Vec<String> = column.codes.iter().map(|code| literal(code.code)).collect();
            format!(" CHECK ({name} IN ({}))", codes.join(", "))
        }
        ColumnKind::Text => format!(" CHECK ({name} <> '')"),
        // What is no day of the calendar is null or another text to `date`.
        ColumnKind::Date => format!(" CHECK ({name} IS date({name}))"),
        ColumnKind::Bool => format!(" CHECK ({name} IN (0, 1))"),
        ColumnKind::Int32 | ColumnKind::Int64 => String::new(),
    };
    format!("{name} {kind}{null}{check}")
}

/// Creates an index over each column that holds keys of a table, unless the primary key begins with it.
pub(super) fn indexes(table: &Table) -> String {
    let columns = table.foreign_keys.iter().map(|key| key.column).filter(|&column| table.primary_key[0] != column);
    let index = |column: &str| {
        let name = quoted(&format!("{}_by_{column}", table.name));
        format!("CREATE INDEX {name} ON {} ({});\n", quoted(table.name), quoted(column))
    };
    columns.map(index).collect()
}

/// The name of the view that [`view`] creates.
pub(super) fn view_name(table: &Table) -> String {
    format!("{}_joined", table.name)
}

/// Creates a view of the rows beside the rows of these tables that they name: `meeting_title` is the title of the meeting that
/// `meeting_id` names. None for a table that names no rows.
pub(super) fn view(table: &Table, tables: &[&'static Table]) -> Option<String> {
    let (mut columns, mut joins) = (vec!["own.*".to_owned()], String::new());
    for key in table.foreign_keys {
        let Some(other) = tables.iter().find(|other| other.name == key.table) else { continue };
        let (prefix, alias) = (prefix(key), quoted(prefix(key)));
        for column in other.columns.iter().filter(|column| column.name != key.references) {
            columns.push(format!(
                "{alias}.{} AS {}",
                quoted(column.name),
                quoted(&format!("{prefix}_{}", column.name))
            ));
        }
        let (column, references) = (quoted(key.column), quoted(key.references));
        joins += &format!("\nLEFT JOIN {} AS {alias} ON {alias}.{references} = own.{column}", quoted(key.table));
    }
    if joins.is_empty() {
        return None;
    }
    let (name, columns) = (quoted(&view_name(table)), columns.join(",\n  "));
    Some(format!("CREATE VIEW {name} AS\nSELECT\n  {columns}\nFROM {} AS own{joins};", quoted(table.name)))
}

/// What the columns of the row that a key names begin with: `target_recommendation` for `target_recommendation_id`.
fn prefix(key: &ForeignKey) -> &'static str {
    key.column.strip_suffix("_id").unwrap_or(key.column)
}
