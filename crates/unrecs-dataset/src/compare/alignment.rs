//! Two versions of one table side by side: which columns are compared, and which of them are the content of a row.

use std::hash::{BuildHasher, Hash, Hasher};

use ahash::RandomState;
use arrow_schema::DataType;

use super::cell::{Row, reads_like};
use super::columns::Columns;
use super::key_map::KeyMap;
use super::shape::{Foreign, Shape};
use super::{Field, Value};
use crate::tables::Cell;
use crate::tables::arrow::column_role;
use crate::tables::schema::ColumnRole;

/// Columns of whole numbers that say by which number a row is called, not what it says. A column of text may have one of these names
/// and be something else, such as the number of an article.
pub const NAMING_NUMBERS: [&str; 2] = ["number", "ordinal"];

/// Columns of text that say how a row is called.
pub const NAMING_TEXTS: [&str; 3] = ["letter", "label", "eid"];

/// Two versions of one table.
pub(super) struct Alignment<'a> {
    pub(super) before: &'a Shape,
    pub(super) after: &'a Shape,
    /// The primary key on both sides, where keys can be compared at all.
    pub(super) key: Option<Vec<(usize, usize)>>,
    /// For every column after, what it was before.
    pub(super) before_of: Vec<Option<usize>>,
    content: Vec<ContentColumn<'a>>,
}

/// A column that is part of what a row says.
struct ContentColumn<'a> {
    before: usize,
    after: usize,
    /// The table whose keys it holds, if any.
    references: Option<&'a Foreign>,
    /// Whether it is text of its own, neither a code nor a key.
    is_words: bool,
}

impl<'a> Alignment<'a> {
    pub(super) fn of(before: &'a Shape, after: &'a Shape) -> Self {
        let columns = Columns::of(before, after);
        let key = columns.key(before, after);
        let before_of = (0..after.columns.len()).map(|column| columns.before(column)).collect();
        let is_content = |&&(old, new): &&(usize, usize)| {
            let to_itself = before.foreign.iter().any(|one| one.column == old && one.table == before.name);
            let in_key = before.key.contains(&old) && before.language() != Some(old);
            !in_key && !to_itself && column_role(after.field(new)) == ColumnRole::Data && !is_name(after, new)
        };
        let content = columns.same.iter().filter(is_content).map(|&(old, new)| {
            let references = before.foreign.iter().find(|one| one.column == old);
            let field = before.field(old);
            let coded = field.metadata().contains_key("codes");
            let is_words = *field.data_type() == DataType::Utf8
                && !coded
                && references.is_none()
                && before.language() != Some(old);
            ContentColumn { before: old, after: new, references, is_words }
        });
        Self { content: content.collect(), before, after, key, before_of }
    }

    /// The cell of a row of the version before in a column after; null where the column is new.
    pub(super) fn cell_before<'r>(&self, row: Row<'r>, column: usize) -> Cell<'r> {
        self.before_of[column].map_or(Cell::Null, |old| row.cell(old))
    }

    /// Whether the rows have identifiers on both sides: keys of one text column, by which content can be followed.
    pub(super) fn has_identifiers(&self) -> bool {
        self.key.is_some() && self.before.identifier().is_some() && self.after.identifier().is_some()
    }

    /// Whether the values of a column, by its index after, are compared: all but the order of the rows.
    pub(super) fn is_compared(&self, column: usize) -> bool {
        column_role(self.after.field(column)) != ColumnRole::Order
    }

    /// Whether a changed column, by its index after, changes what the row says.
    pub(super) fn is_content(&self, column: usize) -> bool {
        self.content.iter().any(|content| content.after == column)
    }

    /// A hash of what a row of the version before says, its references translated; none where it has no words.
    pub(super) fn content_before(&self, row: Row<'_>, key_map: &KeyMap, hasher: &RandomState) -> Option<u64> {
        self.hash(hasher, |content| translated(key_map, content, row))
    }

    /// A hash of what a row of the version after says; none where it has no words.
    pub(super) fn content_after(&self, row: Row<'_>, hasher: &RandomState) -> Option<u64> {
        self.hash(hasher, |content| row.cell(content.after))
    }

    /// Whether two rows say the same. `after` gives the cell of a column.
    pub(super) fn says_the_same<'r>(
        &self,
        before: Row<'_>,
        after: impl Fn(usize) -> Cell<'r>,
        key_map: &KeyMap,
    ) -> bool {
        self.content.iter().all(|content| reads_like(translated(key_map, content, before), after(content.after)))
    }

    fn hash<'r>(&self, hasher: &RandomState, cell: impl Fn(&ContentColumn<'_>) -> Cell<'r>) -> Option<u64> {
        let (mut state, mut has_words) = (hasher.build_hasher(), false);
        for content in &self.content {
            let cell = cell(content);
            has_words |= content.is_words && cell != Cell::Null;
            cell.hash(&mut state);
        }
        has_words.then(|| state.finish())
    }
}

/// Whether a column says how a row is called.
fn is_name(shape: &Shape, column: usize) -> bool {
    let names: &[&str] = match shape.field(column).data_type() {
        DataType::Int32 | DataType::Int64 => &NAMING_NUMBERS,
        DataType::Utf8 => &NAMING_TEXTS,
        _ => &[],
    };
    names.contains(&&*shape.columns[column])
}

fn translated<'r>(key_map: &'r KeyMap, content: &ContentColumn<'_>, row: Row<'r>) -> Cell<'r> {
    content.references.map_or(row.cell(content.before), |foreign| key_map.translated(foreign, row))
}

/// Whether a field says how its row is called.
pub(super) fn names_row(field: &Field) -> bool {
    match field.value {
        Value::Int(_) => NAMING_NUMBERS.contains(&&*field.column),
        _ => NAMING_TEXTS.contains(&&*field.column),
    }
}
