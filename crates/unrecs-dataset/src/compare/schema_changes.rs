//! What changed in the schema: tables, columns, keys, code lists, documentation, each with its level.

use std::collections::BTreeMap;

use super::Bump;
use super::columns::Columns;
use super::shape::{Shape, codes, documentation};
use crate::tables::schema::TableRole;

/// One change of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaChange {
    /// What happened.
    pub kind: SchemaChangeKind,
    /// The table, under its name after where it has one; none where the change is about the list of tables.
    pub table: Option<String>,
    /// The column, under its name before where it has one; none where the change is about the table.
    pub column: Option<String>,
    /// What there was: a name, a type, a list of names, a code, a text; none where something was added.
    pub before: Option<String>,
    /// What there is now; none where something was removed.
    pub after: Option<String>,
}

/// The kinds of schema changes; published as [`SchemaChangeKind::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemaChangeKind {
    /// A table is gone, with its rows. A table under a new name counts as removed and added.
    TableRemoved,
    /// A column is gone.
    ColumnRemoved,
    /// A column has another name and is the same in everything else.
    ColumnRenamed,
    /// A column has another type.
    ColumnRetyped,
    /// The columns stand in another order.
    ColumnsReordered,
    /// A new column stands in front of an old one, which moves every column behind it.
    ColumnInserted,
    /// A column that always had a value may be null: who relied on it is let down.
    NullsAllowed,
    /// The primary key is of other columns.
    PrimaryKeyChanged,
    /// A column no longer is promised to hold keys of a table.
    ForeignKeyRemoved,
    /// The table held data and holds provenance, whose rows may go in any version.
    RowsUnpromised,
    /// A code no longer is in the list of a column.
    CodeRemoved,
    /// A column that had a code list may hold anything.
    CodesDropped,
    /// There is a new table.
    TableAdded,
    /// There is a new column behind all old ones.
    ColumnAdded,
    /// A column is promised to hold keys of a table.
    ForeignKeyAdded,
    /// There is a new code in the list of a column.
    CodeAdded,
    /// A column that could be null always has a value.
    NullsForbidden,
    /// A column that could hold anything has a code list.
    CodesDeclared,
    /// The table held provenance and holds data, whose rows stay.
    RowsPromised,
    /// The tables are published in another order, which no reader of a table sees.
    TablesReordered,
    /// Words changed: a title, a description, the meaning or the order of codes.
    DocumentationChanged,
}

impl SchemaChangeKind {
    /// As published: lower-case snake_case.
    pub fn code(self) -> &'static str {
        use SchemaChangeKind as Kind;
        match self {
            Kind::TableRemoved => "table_removed",
            Kind::ColumnRemoved => "column_removed",
            Kind::ColumnRenamed => "column_renamed",
            Kind::ColumnRetyped => "column_retyped",
            Kind::ColumnsReordered => "columns_reordered",
            Kind::ColumnInserted => "column_inserted",
            Kind::NullsAllowed => "nulls_allowed",
            Kind::PrimaryKeyChanged => "primary_key_changed",
            Kind::ForeignKeyRemoved => "foreign_key_removed",
            Kind::RowsUnpromised => "rows_unpromised",
            Kind::CodeRemoved => "code_removed",
            Kind::CodesDropped => "codes_dropped",
            Kind::TableAdded => "table_added",
            Kind::ColumnAdded => "column_added",
            Kind::ForeignKeyAdded => "foreign_key_added",
            Kind::CodeAdded => "code_added",
            Kind::NullsForbidden => "nulls_forbidden",
            Kind::CodesDeclared => "codes_declared",
            Kind::RowsPromised => "rows_promised",
            Kind::TablesReordered => "tables_reordered",
            Kind::DocumentationChanged => "documentation_changed",
        }
    }

    /// Major is what can break a reader of the version before; minor is what gives more; a promise that became stricter and
    /// words about the data are a patch.
    pub fn level(self) -> Bump {
        use SchemaChangeKind as Kind;
        match self {
            Kind::TableRemoved
            | Kind::ColumnRemoved
            | Kind::ColumnRenamed
            | Kind::ColumnRetyped
            | Kind::ColumnsReordered
            | Kind::ColumnInserted
            | Kind::NullsAllowed
            | Kind::PrimaryKeyChanged
            | Kind::ForeignKeyRemoved
            | Kind::RowsUnpromised
            | Kind::CodeRemoved
            | Kind::CodesDropped => Bump::Major,
            Kind::TableAdded | Kind::ColumnAdded | Kind::ForeignKeyAdded | Kind::CodeAdded => Bump::Minor,
            Kind::NullsForbidden
            | Kind::CodesDeclared
            | Kind::RowsPromised
            | Kind::TablesReordered
            | Kind::DocumentationChanged => Bump::Patch,
        }
    }
}

/// Every change between two lists of tables: first the list, then table by table in the order of [`pairs`].
pub(super) fn compare(before: &[Shape], after: &[Shape]) -> Vec<SchemaChange> {
    let mut changes = Vec::new();
    let in_both = |from: &[Shape], other: &[Shape]| -> Vec<String> {
        let kept = from.iter().filter(|shape| other.iter().any(|one| one.name == shape.name));
        kept.map(|shape| shape.name.clone()).collect()
    };
    let (old, new) = (in_both(before, after), in_both(after, before));
    if old != new {
        changes.push(SchemaChange {
            kind: SchemaChangeKind::TablesReordered,
            table: None,
            column: None,
            before: Some(old.join(", ")),
            after: Some(new.join(", ")),
        });
    }
    for (old, new) in pairs(before, after) {
        match (old, new) {
            (Some(old), Some(new)) => Table { before: old, after: new, changes: &mut changes }.compare(),
            (Some(gone), None) => changes.push(whole_table(SchemaChangeKind::TableRemoved, gone)),
            (None, Some(added)) => changes.push(whole_table(SchemaChangeKind::TableAdded, added)),
            (None, None) => {}
        }
    }
    changes
}

/// The tables of both versions by name: those after in their order, then those that are gone in theirs.
pub(super) fn pairs<'a>(
    before: &'a [Shape],
    after: &'a [Shape],
) -> impl Iterator<Item = (Option<&'a Shape>, Option<&'a Shape>)> {
    let of = |shapes: &'a [Shape], name: &str| shapes.iter().find(|shape| shape.name == name);
    let now = after.iter().map(move |shape| (of(before, &shape.name), Some(shape)));
    now.chain(before.iter().filter(move |shape| of(after, &shape.name).is_none()).map(|shape| (Some(shape), None)))
}

fn whole_table(kind: SchemaChangeKind, shape: &Shape) -> SchemaChange {
    let columns = Some(shape.columns.join(", "));
    let (before, after) = if kind == SchemaChangeKind::TableAdded { (None, columns) } else { (columns, None) };
    SchemaChange { kind, table: Some(shape.name.clone()), column: None, before, after }
}

/// The two versions of one table.
struct Table<'a> {
    before: &'a Shape,
    after: &'a Shape,
    changes: &'a mut Vec<SchemaChange>,
}

impl Table<'_> {
    fn compare(&mut self) {
        let columns = Columns::of(self.before, self.after);
        self.columns(&columns);
        columns.same.iter().for_each(|&(old, new)| self.column(old, new));
        let renamed = |name: &str| {
            let after = self.before.index_of(name).and_then(|index| columns.after(index));
            after.map_or_else(|| name.to_owned(), |index| self.after.columns[index].to_string())
        };
        let old: Vec<String> = self.before.key_names().map(|name| renamed(name)).collect();
        let new: Vec<String> = self.after.key_names().map(|name| name.to_string()).collect();
        if old != new {
            let before = self.before.key_names().map(|name| &**name).collect::<Vec<_>>().join(", ");
            self.push(SchemaChangeKind::PrimaryKeyChanged, None, (Some(before), Some(new.join(", "))));
        }
        self.foreign_keys(&columns);
        let codes = (Some(self.before.holds.code().to_owned()), Some(self.after.holds.code().to_owned()));
        match (self.before.holds, self.after.holds) {
            (TableRole::Data, TableRole::Provenance) => self.push(SchemaChangeKind::RowsUnpromised, None, codes),
            (TableRole::Provenance, TableRole::Data) => self.push(SchemaChangeKind::RowsPromised, None, codes),
            _ => {}
        }
        self.documentation(
            None,
            documentation(self.before.schema.metadata()),
            documentation(self.after.schema.metadata()),
        );
    }

    fn columns(&mut self, columns: &Columns) {
        use SchemaChangeKind as Kind;
        let (before, after) = (self.before, self.after);
        for &old in &columns.removed {
            self.push(Kind::ColumnRemoved, Some(&before.columns[old]), (Some(type_of(before, old)), None));
        }
        if !columns.same.is_sorted() {
            let names = |index: fn(&(usize, usize)) -> usize, shape: &Shape| {
                let mut order: Vec<usize> = columns.same.iter().map(index).collect();
                order.sort_unstable();
                order.iter().map(|&index| shape.columns[index].to_string()).collect::<Vec<_>>().join(", ")
            };
            let lists = (Some(names(|same| same.0, before)), Some(names(|same| same.1, after)));
            self.push(Kind::ColumnsReordered, None, lists);
        }
        let last = columns.same.iter().map(|same| same.1).max();
        for &new in &columns.added {
            let kind = if last.is_none_or(|last| new > last) { Kind::ColumnAdded } else { Kind::ColumnInserted };
            self.push(kind, Some(&after.columns[new]), (None, Some(type_of(after, new))));
        }
    }

    fn column(&mut self, old: usize, new: usize) {
        use SchemaChangeKind as Kind;
        let (before, after) = (self.before, self.after);
        let (old_name, new_name) = (&*before.columns[old], &*after.columns[new]);
        let (field, now) = (before.field(old), after.field(new));
        if old_name != new_name {
            self.push(Kind::ColumnRenamed, Some(old_name), (Some(old_name.to_owned()), Some(new_name.to_owned())));
        }
        if field.data_type() != now.data_type() {
            self.push(Kind::ColumnRetyped, Some(old_name), (Some(type_of(before, old)), Some(type_of(after, new))));
        }
        match (field.is_nullable(), now.is_nullable()) {
            (false, true) => self.push(Kind::NullsAllowed, Some(old_name), (None, None)),
            (true, false) => self.push(Kind::NullsForbidden, Some(old_name), (None, None)),
            _ => {}
        }
        let (mut words, mut words_now) = (documentation(field.metadata()), documentation(now.metadata()));
        let (list, list_now) = (codes(field), codes(now));
        if self.codes(old_name, list.as_deref(), list_now.as_deref()) {
            // The translations of the list changed with it, and that is no news.
            words.retain(|key, _| !key.starts_with("codes:"));
            words_now.retain(|key, _| !key.starts_with("codes:"));
        }
        self.documentation(Some(old_name), words, words_now);
    }

    /// Whether the codes themselves are others, and not only the words about them.
    fn codes(&mut self, column: &str, before: Option<&[(String, String)]>, after: Option<&[(String, String)]>) -> bool {
        use SchemaChangeKind as Kind;
        let names =
            |list: &[(String, String)]| list.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>().join(", ");
        let (before, after) = match (before, after) {
            (None, None) => return false,
            (Some(gone), None) => {
                self.push(Kind::CodesDropped, Some(column), (Some(names(gone)), None));
                return true;
            }
            (None, Some(new)) => {
                self.push(Kind::CodesDeclared, Some(column), (None, Some(names(new))));
                return true;
            }
            (Some(before), Some(after)) => (before, after),
        };
        let missing = |from: &[(String, String)], other: &[(String, String)]| -> Vec<String> {
            let gone = from.iter().filter(|(code, _)| other.iter().all(|(one, _)| one != code));
            gone.map(|(code, _)| code.clone()).collect()
        };
        let (removed, added) = (missing(before, after), missing(after, before));
        let common = |list: &[(String, String)], left_out: &[String]| -> Vec<(String, String)> {
            list.iter().filter(|(code, _)| !left_out.contains(code)).cloned().collect()
        };
        let (kept, kept_now) = (common(before, &removed), common(after, &added));
        let changed = !removed.is_empty() || !added.is_empty();
        removed.into_iter().for_each(|code| self.push(Kind::CodeRemoved, Some(column), (Some(code), None)));
        added.into_iter().for_each(|code| self.push(Kind::CodeAdded, Some(column), (None, Some(code))));
        if kept != kept_now {
            let words = |list: &[(String, String)]| {
                Some(list.iter().map(|(code, words)| format!("{code}: {words}")).collect::<Vec<_>>().join("; "))
            };
            self.push(Kind::DocumentationChanged, Some(column), (words(&kept), words(&kept_now)));
        }
        changed
    }

    fn foreign_keys(&mut self, columns: &Columns) {
        use SchemaChangeKind as Kind;
        let key = |column: &str, table: &str, references: &str| format!("{column} → {table}.{references}");
        let (before, after) = (self.before, self.after);
        let old: Vec<(String, String)> = (before.foreign.iter())
            .map(|foreign| {
                let name = &before.columns[foreign.column];
                let now = columns.after(foreign.column).map_or(name, |index| &after.columns[index]);
                let told = |column: &str| key(column, &foreign.table, &foreign.references);
                (told(name), told(now))
            })
            .collect();
        let new: Vec<String> = (after.foreign.iter())
            .map(|foreign| key(&after.columns[foreign.column], &foreign.table, &foreign.references))
            .collect();
        for (gone, _) in old.iter().filter(|(_, now)| !new.contains(now)) {
            self.push(Kind::ForeignKeyRemoved, None, (Some(gone.clone()), None));
        }
        for added in new.iter().filter(|key| old.iter().all(|(_, now)| now != *key)) {
            self.push(Kind::ForeignKeyAdded, None, (None, Some(added.clone())));
        }
    }

    fn documentation(&mut self, column: Option<&str>, old: BTreeMap<&str, &str>, new: BTreeMap<&str, &str>) {
        let keys: std::collections::BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        for key in keys.into_iter().filter(|key| old.get(key) != new.get(key)) {
            let text = |words: &BTreeMap<&str, &str>| words.get(key).map(|text| (*text).to_owned());
            self.push(SchemaChangeKind::DocumentationChanged, column, (text(&old), text(&new)));
        }
    }

    fn push(
        &mut self,
        kind: SchemaChangeKind,
        column: Option<&str>,
        (before, after): (Option<String>, Option<String>),
    ) {
        let table = Some(self.after.name.clone());
        self.changes.push(SchemaChange { kind, table, column: column.map(str::to_owned), before, after });
    }
}

/// The type of a column in the words of the data dictionary's formats: `text`, `int32`, `int64`, `bool`, `date`.
fn type_of(shape: &Shape, column: usize) -> String {
    use arrow_schema::DataType;
    let name = match shape.field(column).data_type() {
        DataType::Utf8 => "text",
        DataType::Int32 => "int32",
        DataType::Int64 => "int64",
        DataType::Boolean => "bool",
        DataType::Date32 => "date",
        other => unreachable!("a shape has no column of type {other}"),
    };
    name.to_owned()
}
