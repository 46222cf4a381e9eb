//! How many rows changed in which way.

use super::{Bump, Cause, Field, Op, OpKind, PLACE_LABELS, PLACE_NUMBERS, TableChanges, Value};
use crate::tables::schema::Holds;

/// How many rows of a table, or of all, changed in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows that are gone.
    pub removed: usize,
    /// Rows with another key.
    pub rekeyed: usize,
    /// Rows of which something changed that they say.
    pub corrected: usize,
    /// Rows that changed only in where they stand ([`Op::moved`]), and kept their key; also every change of provenance.
    pub moved: usize,
    /// New rows.
    pub added: usize,
}

impl Counts {
    /// The counts of several tables together.
    pub fn of<'a>(tables: impl IntoIterator<Item = &'a TableChanges>) -> Self {
        tables.into_iter().map(TableChanges::counts).fold(Self::default(), |sum, one| Self {
            removed: sum.removed + one.removed,
            rekeyed: sum.rekeyed + one.rekeyed,
            corrected: sum.corrected + one.corrected,
            moved: sum.moved + one.moved,
            added: sum.added + one.added,
        })
    }
}

impl TableChanges {
    /// The largest level of any operation; of provenance, none is more than a patch.
    pub fn level(&self) -> Bump {
        let levels = self.ops.iter().map(|op| if self.is_only_a_move(op) { Bump::Patch } else { op.kind.level() });
        levels.max().unwrap_or_default()
    }

    /// How many rows changed in which way.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for op in &self.ops {
            *match op.kind {
                _ if self.is_only_a_move(op) => &mut counts.moved,
                OpKind::Del => &mut counts.removed,
                OpKind::Rekey => &mut counts.rekeyed,
                OpKind::Mod => &mut counts.corrected,
                OpKind::Add => &mut counts.added,
            } += 1;
        }
        counts
    }

    /// Whether an operation changes nothing that anybody relies on: a row kept its key and what it says, or the whole table says
    /// only where bytes went.
    pub(super) fn is_only_a_move(&self, op: &Op) -> bool {
        self.holds == Holds::Provenance || (op.moved && op.kind == OpKind::Mod)
    }

    /// In how many rows that stayed or were re-keyed each field changed, in the order in which fields are first met.
    pub(super) fn fields(&self, counts: impl Fn(&Op, &Field) -> bool) -> Vec<(&str, usize)> {
        let mut fields: Vec<(&str, usize)> = Vec::new();
        for op in self.ops.iter().filter(|op| op.before.is_some()) {
            for field in op.after.iter().flatten().filter(|field| counts(op, field)) {
                match fields.iter_mut().find(|(name, _)| *name == &*field.column) {
                    Some((_, count)) => *count += 1,
                    None => fields.push((&field.column, 1)),
                }
            }
        }
        fields
    }

    /// How many operations each cause brought about, in the order of [`Cause::ALL`], and then those whose cause is not known.
    pub(super) fn causes(&self) -> [usize; 5] {
        let of = |cause: Option<Cause>| self.ops.iter().filter(|op| op.cause == cause).count();
        let [source, configuration, registry, program] = Cause::ALL;
        [of(Some(source)), of(Some(configuration)), of(Some(registry)), of(Some(program)), of(None)]
    }
}

/// Whether a field says where its row stands.
pub(super) fn is_place(field: &Field) -> bool {
    match field.value {
        Value::Int(_) => PLACE_NUMBERS.contains(&&*field.column),
        _ => PLACE_LABELS.contains(&&*field.column),
    }
}
