//! Where nested formats put the rows of a table, and what the place of a row says, so that the row need not.

use super::cell::Cell;
use super::schema::{Column, LANGUAGE, RowSource, Table};

/// Where nested formats put the rows of a table.
#[derive(Debug, Clone, Copy)]
pub enum Nesting {
    /// At the top, as a list of the name of the table.
    Top,
    /// In lists within the rows that they belong to; each row is in one of them.
    Within(&'static [List]),
    /// Nowhere.
    Apart,
}

/// Rows of a table listed within the row they belong to.
#[derive(Debug)]
pub struct List {
    /// Key of the list.
    pub name: &'static str,
    /// The table within whose rows it stands, which may be the same.
    pub parent: &'static str,
    /// The column that holds the key of the row they belong to.
    pub by: &'static str,
    /// Columns of both tables, of one name, in which a row has to agree with the one that it belongs to, such as the language.
    pub with: &'static [&'static str],
    /// A column that, where it holds something, says that the row is listed elsewhere.
    pub unless: Option<&'static str>,
    /// How its rows are laid out.
    pub layout: Layout,
}

impl List {
    /// Of this name, within the rows of a table whose key stands in the column `by`.
    pub(crate) const fn new(name: &'static str, parent: &'static str, by: &'static str, layout: Layout) -> Self {
        Self { name, parent, by, with: &[], unless: None, layout }
    }

    /// The same within the row in its own language.
    pub(crate) const fn in_language(self) -> Self {
        Self { with: LANGUAGE, ..self }
    }
}

/// How the rows of a list are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// On the line of the row they belong to.
    Inline,
    /// One line a row, indented.
    Lines,
}

/// What a file of a nested format is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NestedFile {
    /// A document in all its languages.
    Document,
    /// The registry.
    Registry,
}

impl NestedFile {
    /// Those of some tables whose rows stand at the top of such a file.
    pub fn at_top<'t>(
        self,
        tables: impl IntoIterator<Item = &'t &'static Table>,
    ) -> impl Iterator<Item = &'static Table> {
        let is_of = move |table: &&Table| (self == Self::Registry) == matches!(table.rows, RowSource::Registry(_));
        tables.into_iter().copied().filter(|table| matches!(table.nesting, Nesting::Top)).filter(is_of)
    }

    /// The column whose value every row of the file has, which the file says once.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Document => Some("document_id"),
            Self::Registry => None,
        }
    }
}

/// What it means that a row of a nested file does not say the value of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaid {
    /// No value, or, in the column by which the rows of its list belong to another row, the key of that row.
    Null,
    /// The default of the column.
    Default(Cell<'static>),
    /// The value that the key of the nearest row around it has in the column of the same name, or that of the file.
    Around,
    /// Nothing: every row says it.
    Nothing,
}

impl Unsaid {
    /// Of each column of one of these tables.
    pub fn of(table: &Table, tables: &[&'static Table]) -> Vec<Self> {
        let around = keys_around(table, tables);
        // A row within a row of its own table has a key of its own.
        let own = Self::lists(table).iter().any(|list| list.parent == table.name).then(|| table.primary_key[0]);
        let columns = table.columns.iter().map(|column| match column {
            Column { nullable: true, .. } => Self::Null,
            Column { name, .. } if around.contains(name) && own != Some(name) => Self::Around,
            column => column.default().map_or(Self::Nothing, Self::Default),
        });
        columns.collect()
    }

    fn lists(table: &Table) -> &'static [List] {
        if let Nesting::Within(lists) = table.nesting { lists } else { &[] }
    }
}

/// The columns of the keys of the rows that may stand around a row of this table, and of the file.
fn keys_around(table: &Table, tables: &[&'static Table]) -> Vec<&'static str> {
    let mut within: Vec<&str> = vec![table.name];
    let mut keys: Vec<&'static str> = NestedFile::Document.key().into_iter().collect();
    let mut at = 0;
    while let Some(inner) = within.get(at).and_then(|name| tables.iter().find(|table| table.name == *name)) {
        for outer in
            Unsaid::lists(inner).iter().filter_map(|list| tables.iter().find(|table| table.name == list.parent))
        {
            keys.extend(outer.primary_key);
            if !within.contains(&outer.name) {
                within.push(outer.name);
            }
        }
        at += 1;
    }
    keys
}

/// The lists within a row of the table of this name, each with the table of its rows: those on its line first, then in publishing order.
pub fn lists_within<'t>(
    tables: impl IntoIterator<Item = &'t &'static Table>,
    parent: &str,
) -> Vec<(&'static List, &'static Table)> {
    let lists = tables.into_iter().flat_map(|&table| match table.nesting {
        Nesting::Within(lists) => lists.iter().map(|list| (list, table)).collect(),
        Nesting::Top | Nesting::Apart => Vec::new(),
    });
    let mut lists: Vec<_> = lists.filter(|(list, _)| list.parent == parent).collect();
    lists.sort_by_key(|(list, _)| list.layout);
    lists
}
