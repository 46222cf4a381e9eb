//! The operations that turn the rows of one table before into those after.

use std::borrow::Cow;
use std::sync::Arc;

use ahash::HashSet;

use super::CompareError;
use super::causes::{Origin, Origins};
use super::cell::{Value, reads_like};
use super::key_map::{Changed, Fate, named};
use super::ops::{Field, Op, OpKind};
use super::pairing::{Paired, Right, twice};
use super::rekey::Rekeyed;
use super::shape::Shape;
use crate::tables::Cell;

/// What became of the identifiers of a table; empty where its rows have none.
pub(super) fn changed_identifiers(paired: &Paired<'_>, rekeyed: &Rekeyed) -> Changed {
    let mut changed = Changed::default();
    let (true, Some(key)) = (paired.join.has_identifiers(), paired.join.before.identifier()) else { return changed };
    let language = paired.join.before.language();
    let old = |number: usize| {
        let row = paired.before.row(number);
        Some(named(row.cell(key).text()?, language.and_then(|column| row.cell(column).text())))
    };
    let steps = steps(paired, rekeyed);
    let given = steps.iter().filter_map(|step| match *step {
        Step::Rekey(_, row) | Step::Add(row) => paired.identifier_after(row).map(|(id, language)| named(id, language)),
        Step::Del(_) | Step::Mod(..) => None,
    });
    let given: HashSet<Cow<'_, str>> = given.collect();
    for step in &steps {
        let fate = match *step {
            Step::Rekey(number, row) => {
                old(number).zip(paired.identifier_after(row)).map(|(old, (new, _))| (old, Fate::Renamed(new.into())))
            }
            Step::Del(number) => old(number).filter(|old| given.contains(old)).map(|old| (old, Fate::Gone)),
            Step::Mod(..) | Step::Add(_) => None,
        };
        changed.extend(fate.map(|(old, fate)| (Box::from(old), fate)));
    }
    changed
}

/// The operations, in their order.
///
/// # Errors
/// Two rows after have one key.
pub(super) fn operations(
    paired: &Paired<'_>,
    rekeyed: &Rekeyed,
    origins: &Origins<'_>,
) -> Result<Vec<Op>, CompareError> {
    let maker = Maker { paired, origins };
    let mut ops: Vec<Op> = steps(paired, rekeyed).into_iter().map(|step| maker.op(step)).collect();
    sort(&mut ops);
    let added = ops.iter().filter(|op| op.kind == OpKind::Add).map(|op| &op.key);
    if let Some(key) = added.clone().zip(added.skip(1)).find(|(one, next)| one == next).map(|(key, _)| key) {
        return Err(twice(paired.join.after, key.iter().map(|field| field.value.cell())));
    }
    Ok(ops)
}

/// The order of the operations of a table: by kind, then by key.
pub(super) fn sort(ops: &mut [Op]) {
    ops.sort_by(|one, other| one.kind.cmp(&other.kind).then_with(|| one.key_values().cmp(other.key_values())));
}

/// One operation, before its fields are copied.
#[derive(Clone, Copy)]
enum Step {
    Del(usize),
    Rekey(usize, Right),
    Mod(usize, usize),
    Add(Right),
}

/// What happens to every row that does not stay as it is. A pair of which one row was followed elsewhere leaves the other one
/// removed or added.
fn steps(paired: &Paired<'_>, rekeyed: &Rekeyed) -> Vec<Step> {
    let mut steps: Vec<Step> = rekeyed.to.iter().map(|(&number, &row)| Step::Rekey(number, row)).collect();
    let is_followed = |number: usize| rekeyed.to.contains_key(&number);
    let is_taken = |row: Right| rekeyed.taken.contains(&row);
    let gone = paired.found.iter().enumerate().filter(|(number, found)| !**found && !is_followed(*number));
    steps.extend(gone.map(|(number, _)| Step::Del(number)));
    steps.extend((0..paired.new.len()).map(Right::New).filter(|row| !is_taken(*row)).map(Step::Add));
    for (index, pair) in paired.pairs.iter().enumerate() {
        let right = Right::Pair(index);
        match (is_followed(pair.before), is_taken(right)) {
            (true, true) => {}
            (true, false) => steps.push(Step::Add(right)),
            (false, true) => steps.push(Step::Del(pair.before)),
            (false, false) => {
                let keys = paired.join.key.as_deref().unwrap_or_default();
                let row = paired.before.row(pair.before);
                let same_key = keys.iter().all(|&(old, new)| row.cell(old) == paired.after(right, new));
                steps.push(if same_key { Step::Mod(pair.before, index) } else { Step::Rekey(pair.before, right) });
            }
        }
    }
    steps
}

/// Copies the fields of operations.
struct Maker<'a> {
    paired: &'a Paired<'a>,
    origins: &'a Origins<'a>,
}

impl Maker<'_> {
    fn op(&self, step: Step) -> Op {
        let join = &self.paired.join;
        match step {
            Step::Del(number) => {
                let row = self.paired.before.row(number);
                let cause = self.origins.cause(self.origins.of(join.before, row));
                whole(OpKind::Del, join.before, row.to_values(), cause)
            }
            Step::Add(row) => {
                let values = (0..join.after.columns.len()).map(|column| self.paired.after(row, column).into());
                let cause = self.origins.cause(self.origin(row));
                whole(OpKind::Add, join.after, values.collect(), cause)
            }
            Step::Mod(number, pair) => self.change(OpKind::Mod, number, Right::Pair(pair)),
            Step::Rekey(number, row) => self.change(OpKind::Rekey, number, row),
        }
    }

    fn change(&self, kind: OpKind, number: usize, right: Right) -> Op {
        let join = &self.paired.join;
        let row = self.paired.before.row(number);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (column, old) in join.before_of.iter().enumerate().filter(|(column, _)| join.is_compared(*column)) {
            let cell = join.cell_before(row, column);
            let now = self.paired.after(right, column);
            if !reads_like(cell, now) {
                let name = old.map_or(&join.after.columns[column], |old| &join.before.columns[old]);
                before.push(field(name, cell));
                after.push(field(&join.after.columns[column], now));
            }
        }
        let key = join.before.key.iter().map(|&column| field(&join.before.columns[column], row.cell(column)));
        let origin = match (self.origins.of(join.before, row), self.origin(right)) {
            (Origin::ChangedDocument, _) => Origin::ChangedDocument,
            (_, origin) => origin,
        };
        let cause = self.origins.cause(origin);
        Op { kind, key: key.collect(), before: Some(before), after: Some(after), cause }
    }

    fn origin(&self, row: Right) -> Origin {
        match row {
            Right::New(index) => self.paired.new[index].origin,
            Right::Pair(index) => self.paired.pairs[index].origin,
        }
    }
}

/// A row that only one version has.
pub(super) fn whole(kind: OpKind, shape: &Shape, values: Vec<Value>, cause: Option<super::Cause>) -> Op {
    let key = shape.key.iter().map(|&column| field(&shape.columns[column], values[column].cell())).collect();
    let named = |(column, value): (&Arc<str>, Value)| Field { column: column.clone(), value };
    let fields = Some(shape.columns.iter().zip(values).map(named).collect());
    let (before, after) = if kind == OpKind::Del { (fields, None) } else { (None, fields) };
    Op { kind, key, before, after, cause }
}

fn field(column: &Arc<str>, cell: Cell<'_>) -> Field {
    Field { column: column.clone(), value: cell.into() }
}
