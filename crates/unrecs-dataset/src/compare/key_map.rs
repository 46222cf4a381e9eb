//! What became of identifiers, so that what refers to a row can follow it to its new key.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cell::{Row, Value};
use super::shape::{Foreign, Shape};
use crate::tables::Cell;

/// What became of the identifiers of the tables compared so far. Those that stayed are not in it.
#[derive(Default)]
pub(super) struct KeyMap(HashMap<String, Changed>);

/// The identifiers of one table that are no longer what they were, as [`named`] has them.
pub(super) type Changed = ahash::HashMap<Box<str>, Fate>;

/// What became of an identifier that did not stay.
pub(super) enum Fate {
    /// The row has this one now.
    Renamed(Box<str>),
    /// The row is gone, and the identifier is another row's now.
    Gone,
}

/// Under which key the row of the version before is to be looked for in the version after.
pub(super) enum Target {
    /// Under its own.
    Own,
    /// Under this one, as its key contains an identifier that changed.
    Other(Vec<Value>),
    /// Nowhere: its key contains the identifier of a row that is gone.
    Nowhere,
}

impl KeyMap {
    /// Notes what became of the identifiers of a table.
    pub(super) fn insert(&mut self, table: &str, changed: Changed) {
        if !changed.is_empty() {
            self.0.insert(table.to_owned(), changed);
        }
    }

    /// The identifier by which the row is referred to now that a row before refers to; the same where it stayed.
    pub(super) fn translated<'a>(&'a self, foreign: &Foreign, row: Row<'a>) -> Cell<'a> {
        match self.fate(foreign, row) {
            Some(Fate::Renamed(id)) => Cell::Text(id),
            _ => row.cell(foreign.column),
        }
    }

    /// Where to look for a row. Its key contains an identifier of another table where one of the key's columns is a foreign
    /// key, and where its only column begins with the value of one: see [`within`].
    pub(super) fn target(&self, shape: &Shape, row: Row<'_>) -> Target {
        let foreign = || shape.foreign.iter().filter(|foreign| foreign.table != shape.name);
        if foreign().all(|foreign| !self.0.contains_key(&foreign.table)) {
            return Target::Own;
        }
        let mut key: Vec<Value> = shape.key.iter().map(|&column| row.cell(column).into()).collect();
        let mut is_other = false;
        for (value, &column) in key.iter_mut().zip(&shape.key) {
            let own = foreign().find(|foreign| foreign.column == column).map(|foreign| (foreign, ""));
            let contained = own.or_else(|| {
                let identifier = row.cell(shape.identifier().filter(|own| *own == column)?).text()?;
                let parts = foreign()
                    .filter_map(|foreign| Some((foreign, within(identifier, row.cell(foreign.column).text()?)?)));
                // The longest part is the nearest row: an item's meeting rather than the meeting's document.
                parts.min_by_key(|(_, rest)| rest.len())
            });
            let Some((foreign, rest)) = contained else { continue };
            match self.fate(foreign, row) {
                None => {}
                Some(Fate::Gone) => return Target::Nowhere,
                Some(Fate::Renamed(id)) => {
                    *value = Value::Text(format!("{id}{rest}").into());
                    is_other = true;
                }
            }
        }
        if is_other { Target::Other(key) } else { Target::Own }
    }

    /// What became of the row that a row refers to.
    fn fate(&self, foreign: &Foreign, row: Row<'_>) -> Option<&Fate> {
        let changed = self.0.get(&foreign.table)?;
        let language = foreign.with.first().and_then(|&column| row.cell(column).text());
        changed.get(&*named(row.cell(foreign.column).text()?, language))
    }
}

/// An identifier with the language in which it identifies a row.
pub(super) fn named<'a>(identifier: &'a str, language: Option<&str>) -> Cow<'a, str> {
    language.map_or(identifier.into(), |language| format!("{identifier}\0{language}").into())
}

/// What follows an identifier with which another begins, such as `-a` for `m2-r8-a` within `m2-r8`, and `/art_6` for a provision
/// within its treaty; none where it does not begin with it.
pub(super) fn within<'a>(identifier: &'a str, container: &str) -> Option<&'a str> {
    identifier.strip_prefix(container).filter(|rest| rest.starts_with(['-', '/']))
}
