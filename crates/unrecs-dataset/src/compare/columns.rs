//! Which column of one version of a table is which column of the other.

use super::shape::{Shape, codes, documentation};

/// The columns of two versions of a table, as far as they are the same column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// Indices before and after, in the order after.
    pub(super) same: Vec<(usize, usize)>,
    /// Indices before.
    pub(super) removed: Vec<usize>,
    /// Indices after.
    pub(super) added: Vec<usize>,
}

impl Columns {
    /// Columns of one name are the same. So are two of different names that only one version has, where nothing but the name
    /// tells them apart: type, nullability, code list and every word of a description that is not empty are equal, and no
    /// third column is like them. Everything else is a column removed and a column added, since nobody can be certain.
    pub(super) fn of(before: &Shape, after: &Shape) -> Self {
        let missing = |from: &Shape, other: &Shape| -> Vec<usize> {
            (0..from.columns.len()).filter(|&index| other.index_of(&from.columns[index]).is_none()).collect()
        };
        let (mut removed, mut added) = (missing(before, after), missing(after, before));
        let alike = |&old: &usize, &new: &usize| is_the_same_but_for_its_name(before, old, after, new);
        let renamed: Vec<(usize, usize)> = removed
            .iter()
            .filter_map(|old| {
                let mut candidates = added.iter().filter(|new| alike(old, new));
                let new = candidates.next().filter(|_| candidates.next().is_none())?;
                (removed.iter().filter(|other| alike(other, new)).count() == 1).then_some((*old, *new))
            })
            .collect();
        removed.retain(|old| renamed.iter().all(|(renamed, _)| renamed != old));
        added.retain(|new| renamed.iter().all(|(_, renamed)| renamed != new));
        let same = (0..after.columns.len()).filter_map(|new| {
            let named = before.index_of(&after.columns[new]);
            let old = named.or_else(|| renamed.iter().find(|(_, renamed)| *renamed == new).map(|(old, _)| *old))?;
            Some((old, new))
        });
        Self { same: same.collect(), removed, added }
    }

    /// The index before of a column after.
    pub(super) fn before(&self, after: usize) -> Option<usize> {
        self.same.iter().find(|(_, new)| *new == after).map(|(old, _)| *old)
    }

    /// The index after of a column before.
    pub(super) fn after(&self, before: usize) -> Option<usize> {
        self.same.iter().find(|(old, _)| *old == before).map(|(_, new)| *new)
    }

    /// The columns of the primary key on both sides; none where they are not the same columns in the same order, so that keys
    /// of the one version say nothing in the other.
    pub(super) fn key(&self, before: &Shape, after: &Shape) -> Option<Vec<(usize, usize)>> {
        let carried: Option<Vec<usize>> = before.key.iter().map(|&column| self.after(column)).collect();
        (carried? == after.key).then(|| before.key.iter().copied().zip(after.key.iter().copied()).collect())
    }
}

fn is_the_same_but_for_its_name(before: &Shape, old: usize, after: &Shape, new: usize) -> bool {
    let (old, new) = (before.field(old), after.field(new));
    let described = |field| documentation(arrow_schema::Field::metadata(field));
    let words = described(old);
    old.data_type() == new.data_type()
        && old.is_nullable() == new.is_nullable()
        && codes(old) == codes(new)
        && words.get("description").is_some_and(|description| !description.is_empty())
        && words == described(new)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::tables::TABLES;
    use crate::tables::arrow::arrow_schema;

    #[test]
    fn every_column_of_the_published_tables_is_itself() {
        for table in TABLES {
            let shape = Shape::of(Arc::new(arrow_schema(table))).unwrap();
            let columns = Columns::of(&shape, &shape);
            assert_eq!(columns.same, (0..table.columns.len()).map(|index| (index, index)).collect::<Vec<_>>());
            assert!(columns.removed.is_empty() && columns.added.is_empty());
            assert_eq!(columns.key(&shape, &shape).map(|key| key.len()), Some(table.primary_key.len()));
            assert_eq!(shape.foreign.len(), table.foreign_keys.len());
        }
    }
}
