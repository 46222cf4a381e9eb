//! How many rows changed in which way.

use super::{Bump, Cause, Field, Op, OpKind, PLACE_LABELS, PLACE_NUMBERS, TableChanges, Value};

/// How many rows of a table, or of all, changed in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows that are gone.
    pub removed: usize,
    /// Rows with another key.
    pub rekeyed: usize,
    /// Rows of which something changed that they say.
    pub corrected: usize,
    /// Rows that changed only in where they stand ([`Op::moved`]), and kept their key.
    pub moved: usize,
    /// New rows.
    pub added: usize,
}

impl Counts {
    /// Counts operations.
    pub fn of<'a>(ops: impl IntoIterator<Item = &'a Op>) -> Self {
        let mut counts = Self::default();
        for op in ops {
            *match op.kind {
                OpKind::Del => &mut counts.removed,
                OpKind::Rekey => &mut counts.rekeyed,
                OpKind::Mod if op.moved => &mut counts.moved,
                OpKind::Mod => &mut counts.corrected,
                OpKind::Add => &mut counts.added,
            } += 1;
        }
        counts
    }
}

impl TableChanges {
    /// The largest level of any operation.
    pub fn level(&self) -> Bump {
        self.ops.iter().map(Op::level).max().unwrap_or_default()
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
