//! Finds the rows whose identifier changed while what they say stayed.

use ahash::{HashMap, HashSet};

use super::key_map::{KeyMap, within};
use super::pairing::{Paired, Right};

/// The rows before that have another identifier now, with their rows after.
pub(super) struct Rekeyed {
    /// By the number of the row before.
    pub(super) to: HashMap<usize, Right>,
    /// Every row after that is one of them.
    pub(super) taken: HashSet<Right>,
}

/// How many rows say one thing, and one of them.
struct Sayers<T> {
    one: T,
    several: bool,
}

impl Rekeyed {
    /// Follows rows to new identifiers, in a table that has any. See the documentation of [`super`] for what counts.
    pub(super) fn find(paired: &Paired<'_>, key_map: &KeyMap) -> Self {
        let mut rekeyed = Self { to: HashMap::default(), taken: HashSet::default() };
        if paired.join.has_identifiers() {
            rekeyed.by_content(paired, key_map);
            rekeyed.with_their_parent(paired);
        }
        rekeyed
    }

    /// Rows that say the same under another identifier, where no other row of either version says it.
    fn by_content(&mut self, paired: &Paired<'_>, key_map: &KeyMap) {
        let after = rows_after(paired).filter_map(|row| Some((content_after(paired, row)?, row)));
        let after = sayers(after);
        if after.is_empty() {
            return;
        }
        // One walk over all rows before: those that did not change count too, as what they say is then said twice.
        let hashed = |row| paired.join.content_before(row, key_map, &paired.hasher);
        let before = paired.before.rows().enumerate().filter_map(|(number, row)| Some((hashed(row)?, number)));
        let before = sayers(before.filter(|(content, _)| after.contains_key(content)));
        let changed: HashSet<usize> = rows_before(paired).collect();
        for (content, old) in before.into_iter().filter(|(_, old)| !old.several && changed.contains(&old.one)) {
            let new = &after[&content];
            let says_the_same = || {
                paired.join.says_the_same(paired.before.row(old.one), |column| paired.after(new.one, column), key_map)
            };
            if !new.several && says_the_same() {
                self.insert(old.one, new.one);
            }
        }
    }

    /// Rows left over whose identifier begins with that of a row of the same table that was re-keyed, such as the items of a
    /// recommendation: they are found under the identifier that begins with the new one.
    fn with_their_parent(&mut self, paired: &Paired<'_>) {
        let join = &paired.join;
        let parents = join.before.foreign.iter().filter(|foreign| foreign.table == join.before.name);
        let (Some(parent), Some(key)) = (parents.into_iter().next(), join.before.identifier()) else { return };
        let text = |number: usize, column: usize| paired.before.row(number).cell(column).text();
        let language = |number: usize| join.before.language().and_then(|column| text(number, column));
        let new_key = |row: Right| paired.identifier_after(row).map(|(id, _)| id);
        // Identifiers with the language in which they identify a row.
        let mut renamed: HashMap<(&str, Option<&str>), &str> = HashMap::default();
        let to = self.to.iter();
        renamed.extend(to.filter_map(|(&old, &new)| Some(((text(old, key)?, language(old)), new_key(new)?))));
        let kept = paired.pairs.iter().enumerate().filter(|(index, pair)| !self.is_broken(*index, pair.before));
        renamed.extend(kept.filter_map(|(index, pair)| {
            let (old, new) = (text(pair.before, key)?, new_key(Right::Pair(index))?);
            (old != new).then_some(((old, language(pair.before)), new))
        }));
        if renamed.is_empty() {
            return;
        }
        let mut after: HashMap<Option<&str>, HashMap<&str, Right>> = HashMap::default();
        for (row, (id, language)) in rows_after(paired).filter_map(|row| Some((row, paired.identifier_after(row)?))) {
            after.entry(language).or_default().insert(id, row);
        }
        let mut left: Vec<usize> = rows_before(paired).filter(|number| !self.to.contains_key(number)).collect();
        left.sort_unstable();
        // Once for every level of the tree, as an item has to be followed before its own items can be.
        loop {
            let before = left.len();
            left.retain(|&number| {
                let followed = || {
                    let (own, parent) = (text(number, key)?, text(number, parent.column)?);
                    let language = language(number);
                    let to = format!("{}{}", renamed.get(&(parent, language))?, within(own, parent)?);
                    let (&to, &row) = after.get(&language)?.get_key_value(to.as_str())?;
                    (!self.taken.contains(&row)).then_some(((own, language), to, row))
                };
                let Some((own, to, row)) = followed() else { return true };
                renamed.insert(own, to);
                self.insert(number, row);
                false
            });
            if left.len() == before {
                return;
            }
        }
    }

    /// Whether one of the two rows of a pair has been followed to or from elsewhere.
    pub(super) fn is_broken(&self, pair: usize, before: usize) -> bool {
        self.to.contains_key(&before) || self.taken.contains(&Right::Pair(pair))
    }

    fn insert(&mut self, before: usize, after: Right) {
        self.to.insert(before, after);
        self.taken.insert(after);
    }
}

/// Rows before that are not to be found under their key, or say something else there.
fn rows_before(paired: &Paired<'_>) -> impl Iterator<Item = usize> {
    let gone = paired.found.iter().enumerate().filter(|(_, found)| !**found).map(|(number, _)| number);
    gone.chain(paired.pairs.iter().filter(|pair| pair.content.is_some()).map(|pair| pair.before))
}

/// Rows after that are not to be found under their key, or said something else there.
fn rows_after(paired: &Paired<'_>) -> impl Iterator<Item = Right> {
    let changed = paired.pairs.iter().enumerate().filter(|(_, pair)| pair.content.is_some());
    (0..paired.new.len()).map(Right::New).chain(changed.map(|(index, _)| Right::Pair(index)))
}

fn content_after(paired: &Paired<'_>, row: Right) -> Option<u64> {
    match row {
        Right::New(index) => paired.new[index].content,
        Right::Pair(index) => paired.pairs[index].content.flatten(),
    }
}

fn sayers<T>(rows: impl Iterator<Item = (u64, T)>) -> HashMap<u64, Sayers<T>> {
    let mut sayers: HashMap<u64, Sayers<T>> = HashMap::default();
    for (content, row) in rows {
        sayers.entry(content).and_modify(|sayers| sayers.several = true).or_insert(Sayers { one: row, several: false });
    }
    sayers
}

#[cfg(test)]
mod tests;
