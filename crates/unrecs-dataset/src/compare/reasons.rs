//! Why a release has the version it has, in sentences for people.

use super::{Bump, Changes, SchemaChange, SchemaChangeKind, TableChanges};
use unrecs_text::value::counted;

/// One reason for a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The level of the changes it speaks of.
    pub level: Bump,
    /// A sentence without a full stop, such as `2 rows added to recommendations`.
    pub text: String,
}

/// Every reason, the largest level first; within a level what changed beside the tables first, then changes of the schema, then table by table in their order.
///
/// Every change of the schema is a reason of its own. The rows of a table give at most one reason for those removed, re-keyed and
/// added, and one for each column in which values were corrected. The rows of a new table, and the values of a new column, are part of
/// the reason for the table and the column. All changes of provenance are one reason.
pub fn reasons(changes: &Changes) -> Vec<Reason> {
    let schema =
        changes.schema.iter().map(|change| Reason { level: change.kind.level(), text: sentence(change, changes) });
    let mut reasons: Vec<Reason> = changes.beside.iter().cloned().chain(schema).collect();
    for table in changes.tables.iter().filter(|table| table.rows_before.is_some() && table.rows_after.is_some()) {
        of_rows(table, changes, &mut reasons);
    }
    reasons.extend(of_provenance(changes));
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.level));
    // The documentation of a column may change in both languages.
    reasons.dedup();
    reasons
}

fn of_rows(table: &TableChanges, changes: &Changes, reasons: &mut Vec<Reason>) {
    let (counts, name) = (table.counts(), &table.table);
    let mut say = |level, count, text: String| {
        if count > 0 {
            reasons.push(Reason { level, text });
        }
    };
    let rows = |count| counted(count, "row");
    say(Bump::Major, counts.removed, format!("{} removed from {name}", rows(counts.removed)));
    let have = if counts.rekeyed == 1 { "has" } else { "have" };
    say(Bump::Major, counts.rekeyed, format!("{} of {name} {have} another key", rows(counts.rekeyed)));
    say(Bump::Minor, counts.added, format!("{} added to {name}", rows(counts.added)));
    let is_new = |column: &str| changes.schema.iter().any(|change| is_new_column(change, name, column));
    for (field, count) in table.fields(|op, field| table.is_said(op, field) && !is_new(&field.column)) {
        say(Bump::Patch, count, format!("{} corrected in {name}.{field}", counted(count, "value")));
    }
}

/// Which tables have other provenance, as one reason.
fn of_provenance(changes: &Changes) -> Option<Reason> {
    let whole = changes.tables.iter().filter(|table| table.provenance_changed).map(|table| table.table.clone());
    let in_rows = changes.tables.iter().filter_map(|table| match table.counts().provenance {
        0 => None,
        rows => Some(format!("{} of {}", counted(rows, "row"), table.table)),
    });
    let changed: Vec<String> = whole.chain(in_rows).collect();
    (!changed.is_empty())
        .then(|| Reason { level: Bump::Patch, text: format!("provenance changed: {}", changed.join(", ")) })
}

/// What happened to the schema, as a sentence without a full stop.
pub(super) fn sentence(change: &SchemaChange, changes: &Changes) -> String {
    use SchemaChangeKind as Kind;
    let table = change.table.as_deref().unwrap_or_default();
    let column = change.column.as_deref().map(|column| format!("{table}.{column}")).unwrap_or_default();
    let (before, after) = (change.before.as_deref().unwrap_or_default(), change.after.as_deref().unwrap_or_default());
    let of_table = changes.tables.iter().find(|one| one.table == table);
    let rows = || {
        let rows = of_table.and_then(|table| table.rows_after.or(table.rows_before));
        counted(rows.unwrap_or_default(), "row")
    };
    match change.kind {
        Kind::TableRemoved => format!("table {table} removed, with its {}", rows()),
        Kind::TableAdded => format!("table {table} added, with {}", rows()),
        Kind::TablesReordered => format!("tables stand in another order: {after}"),
        Kind::ColumnRemoved => format!("column {column} removed"),
        Kind::ColumnRenamed => format!("column {column} renamed to {after}"),
        Kind::ColumnRetyped => format!("column {column} changed from {before} to {after}"),
        Kind::ColumnsReordered => format!("columns of {table} stand in another order: {after}"),
        Kind::ColumnInserted | Kind::ColumnAdded => {
            let name = change.column.as_deref().unwrap_or_default();
            let filled = of_table.map_or(0, |table| {
                table.fields(|_, field| *field.column == *name).iter().map(|(_, count)| count).sum()
            });
            let how = if change.kind == Kind::ColumnAdded { "added" } else { "put in front of others" };
            format!("column {column} {how}; {} that existed before have a value", counted(filled, "row"))
        }
        Kind::NullsAllowed => format!("column {column} may be null now"),
        Kind::NullsForbidden => format!("column {column} is never null any more"),
        Kind::PrimaryKeyChanged => format!("primary key of {table} changed from {before} to {after}"),
        Kind::ForeignKeyRemoved => format!("foreign key of {table} removed: {before}"),
        Kind::ForeignKeyAdded => format!("foreign key of {table} added: {after}"),
        Kind::RowsUnpromised => format!("table {table} holds {after} now: its rows may go in any version"),
        Kind::RowsPromised => format!("table {table} holds {after} now: its rows stay"),
        Kind::CodeRemoved => format!("code {before} removed from {column}"),
        Kind::CodeAdded => format!("code {after} added to {column}"),
        Kind::CodesDropped => format!("column {column} has no code list any more"),
        Kind::CodesDeclared => format!("column {column} has a code list now"),
        Kind::DocumentationChanged if change.column.is_some() => format!("documentation of column {column} changed"),
        Kind::DocumentationChanged => format!("documentation of table {table} changed"),
    }
}

fn is_new_column(change: &SchemaChange, table: &str, column: &str) -> bool {
    matches!(change.kind, SchemaChangeKind::ColumnAdded | SchemaChangeKind::ColumnInserted)
        && change.table.as_deref() == Some(table)
        && change.column.as_deref() == Some(column)
}
