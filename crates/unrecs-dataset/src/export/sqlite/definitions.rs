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
/// Where the key ends with a number, it is most of the row, and the rows are stored under it once (`WITHOUT ROWID`). Other tables keep
/// the order of the documents.
pub(super) fn table(table: &Table) -> String {
    let mut lines: Vec<String> = table.columns.iter().map(column).collect();
    lines.push(format!(
        "PRIMARY KEY ({})",
        table.primary_key.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
    ));
    for key in table.foreign_keys {
        let list = |names: &mut dyn Iterator<Item = &'static str>| names.map(quoted).collect::<Vec<_>>().join(", ");
        let (columns, references) = (list(&mut key.columns()), list(&mut key.referenced()));
        lines.push(format!("FOREIGN KEY ({columns}) REFERENCES {} ({references})", quoted(key.table)));
    }
    let last = table.primary_key.last().and_then(|name| table.index_of(name));
    let is_numbered = last.is_some_and(|column| table.columns[column].kind == ColumnKind::Int32);
    let storage = if is_numbered { "STRICT, WITHOUT ROWID" } else { "STRICT" };
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
    let keys = table.foreign_keys.iter().filter(|key| table.primary_key[0] != key.column);
    let index = |key: &ForeignKey| {
        let name = quoted(&format!("{}_by_{}", table.name, key.column));
        let columns = key.columns().map(quoted).collect::<Vec<_>>().join(", ");
        format!("CREATE INDEX {name} ON {} ({columns});\n", quoted(table.name))
    };
    keys.map(index).collect()
}

/// The name of the view that [`view`] creates.
pub(super) fn view_name(table: &Table) -> String {
    format!("{}_joined", table.name)
}

/// Creates a view of the rows beside the rows of these tables that they name: `division_heading` is the heading of the division that
/// `division_id` names. None for a table that names no rows.
pub(super) fn view(table: &Table, tables: &[&'static Table]) -> Option<String> {
    let (mut columns, mut joins) = (vec!["own.*".to_owned()], String::new());
    for key in table.foreign_keys {
        let Some(other) = tables.iter().find(|other| other.name == key.table) else { continue };
        let (prefix, alias) = (prefix(key), quoted(prefix(key)));
        for column in other.columns.iter().filter(|column| key.referenced().all(|name| name != column.name)) {
            columns.push(format!(
                "{alias}.{} AS {}",
                quoted(column.name),
                quoted(&format!("{prefix}_{}", column.name))
            ));
        }
        let on = key.columns().zip(key.referenced());
        let on = on.map(|(column, references)| format!("{alias}.{} = own.{}", quoted(references), quoted(column)));
        let on = on.collect::<Vec<_>>().join(" AND ");
        joins += &format!("\nLEFT JOIN {} AS {alias} ON {on}", quoted(key.table));
    }
    if joins.is_empty() {
        return None;
    }
    let (name, columns) = (quoted(&view_name(table)), columns.join(",\n  "));
    Some(format!("CREATE VIEW {name} AS\nSELECT\n  {columns}\nFROM {} AS own{joins};", quoted(table.name)))
}

/// What the columns of the row that a key names begin with: `target_paragraph` for `target_paragraph_id`.
fn prefix(key: &ForeignKey) -> &'static str {
    key.column.strip_suffix("_id").unwrap_or(key.column)
}
