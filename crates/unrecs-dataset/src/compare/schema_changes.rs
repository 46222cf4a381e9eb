//! What changed in the schema: tables, columns, keys, code lists, documentation, each with its level.

use std::collections::BTreeMap;

use arrow_schema::Field;

use super::Bump;
use super::columns::Columns;
use super::shape::{Codes, Foreign, Shape, codes, documentation};
use crate::export::dictionary::type_name;
use crate::tables::schema::{ColumnKind, TableRole};

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
        self.code_and_level().0
    }

    /// Major is what can break a reader of the version before; minor is what gives more; a promise that became stricter and
    /// words about the data are a patch.
    pub fn level(self) -> Bump {
        self.code_and_level().1
    }

    fn code_and_level(self) -> (&'static str, Bump) {
        use Bump::{Major, Minor, Patch};
        use SchemaChangeKind as Kind;
        match self {
            Kind::TableRemoved => ("table_removed", Major),
            Kind::ColumnRemoved => ("column_removed", Major),
            Kind::ColumnRenamed => ("column_renamed", Major),
            Kind::ColumnRetyped => ("column_retyped", Major),
            Kind::ColumnsReordered => ("columns_reordered", Major),
            Kind::ColumnInserted => ("column_inserted", Major),
            Kind::NullsAllowed => ("nulls_allowed", Major),
            Kind::PrimaryKeyChanged => ("primary_key_changed", Major),
            Kind::ForeignKeyRemoved => ("foreign_key_removed", Major),
            Kind::RowsUnpromised => ("rows_unpromised", Major),
            Kind::CodeRemoved => ("code_removed", Major),
            Kind::CodesDropped => ("codes_dropped", Major),
            Kind::TableAdded => ("table_added", Minor),
            Kind::ColumnAdded => ("column_added", Minor),
            Kind::ForeignKeyAdded => ("foreign_key_added", Minor),
            Kind::CodeAdded => ("code_added", Minor),
            Kind::NullsForbidden => ("nulls_forbidden", Patch),
            Kind::CodesDeclared => ("codes_declared", Patch),
            Kind::RowsPromised => ("rows_promised", Patch),
            Kind::TablesReordered => ("tables_reordered", Patch),
            Kind::DocumentationChanged => ("documentation_changed", Patch),
        }
    }
}

/// Every change between two lists of tables: first the list, then table by table in the order of [`pairs`].
pub(super) fn compare(before: &[Shape], after: &[Shape]) -> Vec<SchemaChange> {
    let mut changes = Vec::new();
    let in_both = |from: &[Shape], other: &[Shape]| {
        Some(joined(from.iter().map(|shape| &shape.name).filter(|name| other.iter().any(|one| one.name == **name))))
    };
    let (old, new) = (in_both(before, after), in_both(after, before));
    if old != new {
        let kind = SchemaChangeKind::TablesReordered;
        changes.push(SchemaChange { kind, table: None, column: None, before: old, after: new });
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
        let keys = self.before.key_names().map(|name| renamed(name));
        if !keys.eq(self.after.key_names().map(|name| name.to_string())) {
            let [before, after] = [self.before, self.after].map(|shape| Some(joined(shape.key_names())));
            self.push(SchemaChangeKind::PrimaryKeyChanged, None, before, after);
        }
        self.foreign_keys(&columns);
        let promise = match (self.before.holds, self.after.holds) {
            (TableRole::Data, TableRole::Provenance) => Some(SchemaChangeKind::RowsUnpromised),
            (TableRole::Provenance, TableRole::Data) => Some(SchemaChangeKind::RowsPromised),
            _ => None,
        };
        if let Some(kind) = promise {
            let [before, after] = [self.before, self.after].map(|shape| Some(shape.holds.code().to_owned()));
            self.push(kind, None, before, after);
        }
        let [before, after] = [self.before, self.after].map(|shape| documentation(shape.schema.metadata()));
        self.documentation(None, before, after);
    }

    fn columns(&mut self, columns: &Columns) {
        use SchemaChangeKind as Kind;
        let (before, after) = (self.before, self.after);
        for &old in &columns.removed {
            self.push(Kind::ColumnRemoved, Some(&before.columns[old]), Some(type_of(before.field(old))), None);
        }
        if !columns.same.is_sorted() {
            let mut old: Vec<usize> = columns.same.iter().map(|same| same.0).collect();
            old.sort_unstable();
            let old = joined(old.into_iter().map(|index| &before.columns[index]));
            let new = joined(columns.same.iter().map(|same| &after.columns[same.1]));
            self.push(Kind::ColumnsReordered, None, Some(old), Some(new));
        }
        let last = columns.same.iter().map(|same| same.1).max();
        for &new in &columns.added {
            let kind = if last.is_none_or(|last| new > last) { Kind::ColumnAdded } else { Kind::ColumnInserted };
            self.push(kind, Some(&after.columns[new]), None, Some(type_of(after.field(new))));
        }
    }

    fn column(&mut self, old: usize, new: usize) {
        use SchemaChangeKind as Kind;
        let (name, new_name) = (&*self.before.columns[old], &*self.after.columns[new]);
        let (old, new) = (self.before.field(old), self.after.field(new));
        if name != new_name {
            self.push(Kind::ColumnRenamed, Some(name), Some(name.to_owned()), Some(new_name.to_owned()));
        }
        if old.data_type() != new.data_type() {
            self.push(Kind::ColumnRetyped, Some(name), Some(type_of(old)), Some(type_of(new)));
        }
        match (old.is_nullable(), new.is_nullable()) {
            (false, true) => self.push(Kind::NullsAllowed, Some(name), None, None),
            (true, false) => self.push(Kind::NullsForbidden, Some(name), None, None),
            _ => {}
        }
        let [mut old_words, mut new_words] = [old, new].map(|field| documentation(field.metadata()));
        if self.codes(name, codes(old), codes(new)) {
            // The translations of the list changed with it, and that is no news.
            old_words.retain(|key, _| !key.starts_with("codes:"));
            new_words.retain(|key, _| !key.starts_with("codes:"));
        }
        self.documentation(Some(name), old_words, new_words);
    }

    /// Whether the codes themselves are others, and not only the words about them.
    fn codes(&mut self, column: &str, old: Option<Codes>, new: Option<Codes>) -> bool {
        use SchemaChangeKind as Kind;
        let (old, new) = match (old, new) {
            (None, None) => return false,
            (Some(old), Some(new)) => (old, new),
            (old, new) => {
                let kind = if old.is_some() { Kind::CodesDropped } else { Kind::CodesDeclared };
                let [old, new] = [old, new].map(|list| list.map(|list| joined(list.iter().map(|(code, _)| code))));
                self.push(kind, Some(column), old, new);
                return true;
            }
        };
        let among = |list: &Codes, code: &str| list.iter().any(|(one, _)| one == code);
        let (old_kept, removed): (Codes, Codes) = old.iter().cloned().partition(|(code, _)| among(&new, code));
        let (new_kept, added): (Codes, Codes) = new.iter().cloned().partition(|(code, _)| among(&old, code));
        let is_other = !removed.is_empty() || !added.is_empty();
        removed.into_iter().for_each(|(code, _)| self.push(Kind::CodeRemoved, Some(column), Some(code), None));
        added.into_iter().for_each(|(code, _)| self.push(Kind::CodeAdded, Some(column), None, Some(code)));
        if old_kept != new_kept {
            let words = |list: Codes| {
                Some(list.iter().map(|(code, words)| format!("{code}: {words}")).collect::<Vec<_>>().join("; "))
            };
            self.push(Kind::DocumentationChanged, Some(column), words(old_kept), words(new_kept));
        }
        is_other
    }

    fn foreign_keys(&mut self, columns: &Columns) {
        use SchemaChangeKind as Kind;
        let (before, after) = (self.before, self.after);
        let key = |column: &str, key: &Foreign| format!("{column} → {}.{}", key.table, key.references);
        // Each as it is called before, and with the name that its column has after.
        let old = before.foreign.iter().map(|foreign| {
            let name = &before.columns[foreign.column];
            let new_name = columns.after(foreign.column).map_or(name, |index| &after.columns[index]);
            (key(name, foreign), key(new_name, foreign))
        });
        let old: Vec<(String, String)> = old.collect();
        let new: Vec<String> =
            after.foreign.iter().map(|foreign| key(&after.columns[foreign.column], foreign)).collect();
        for (gone, _) in old.iter().filter(|(_, renamed)| !new.contains(renamed)) {
            self.push(Kind::ForeignKeyRemoved, None, Some(gone.clone()), None);
        }
        for added in new.iter().filter(|key| old.iter().all(|(_, renamed)| renamed != *key)) {
            self.push(Kind::ForeignKeyAdded, None, None, Some(added.clone()));
        }
    }

    fn documentation(&mut self, column: Option<&str>, old: BTreeMap<&str, &str>, new: BTreeMap<&str, &str>) {
        let keys: std::collections::BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        for key in keys.into_iter().filter(|key| old.get(key) != new.get(key)) {
            let [before, after] = [&old, &new].map(|words| words.get(key).map(|text| (*text).to_owned()));
            self.push(SchemaChangeKind::DocumentationChanged, column, before, after);
        }
    }

    fn push(&mut self, kind: SchemaChangeKind, column: Option<&str>, before: Option<String>, after: Option<String>) {
        let table = Some(self.after.name.clone());
        self.changes.push(SchemaChange { kind, table, column: column.map(str::to_owned), before, after });
    }
}

/// The type of a column as the data dictionary calls it.
fn type_of(field: &Field) -> String {
    let kind = ColumnKind::of(field.data_type()).expect("a shape has only columns of published types");
    type_name(kind).to_owned()
}

fn joined(names: impl IntoIterator<Item = impl ToString>) -> String {
    names.into_iter().map(|name| name.to_string()).collect::<Vec<_>>().join(", ")
}
