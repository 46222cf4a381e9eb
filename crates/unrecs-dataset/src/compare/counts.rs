//! How many rows changed in which way.

use super::{Bump, Cause, Field, Op, OpKind, PLACE_LABELS, PLACE_NUMBERS, TableChanges, Value};
use crate::tables::schema::TableRole;

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
        let mut counts = Self::default();
        for (table, op) in tables.into_iter().flat_map(|table| table.ops.iter().map(move |op| (table, op))) {
            *match op.kind {
                _ if table.is_only_a_move(op) => &mut counts.moved,
                OpKind::Del => &mut counts.removed,
                OpKind::Rekey => &mut counts.rekeyed,
                OpKind::Mod => &mut counts.corrected,
                OpKind::Add => &mut counts.added,
            } += 1;
        }
        counts
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
        Counts::of([self])
    }

    /// Whether an operation changes nothing that anybody relies on: a row kept its key and what it says, or the whole table says
    /// only where bytes went.
    pub(super) fn is_only_a_move(&self, op: &Op) -> bool {
        self.holds == TableRole::Provenance || (op.moved && op.kind == OpKind::Mod)
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

    /// How many operations each cause brought about, by its code and in the order of [`Cause::ALL`], and then those whose cause is
    /// not known.
    pub(super) fn causes(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let count = |cause| self.ops.iter().filter(|op| op.cause == cause).count();
        let causes = Cause::ALL.iter().copied().map(Some).chain([None]);
        causes.map(move |cause| (cause.map_or("unknown", Cause::code), count(cause)))
    }
}

/// Whether a field says where its row stands.
pub(super) fn is_place(field: &Field) -> bool {
    match field.value {
        Value::Int(_) => PLACE_NUMBERS.contains(&&*field.column),
        _ => PLACE_LABELS.contains(&&*field.column),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use arrow_schema::{DataType, Schema};

    use super::super::tests::{between, column, rows, schema, text};
    use super::super::{OpKind, TableRows, ops_ndjson, parse_ops, readable, reasons, report_json};
    use super::*;
    use crate::compare::{Between, Changes, Marks, Show};

    /// A table of these rows that holds what the code says.
    fn table(holds: &str, values: &[(&str, &str)]) -> Vec<TableRows> {
        let columns = vec![column("a", DataType::Utf8), column("b", DataType::Utf8)];
        let plain = schema("t", &["a"], &[], columns);
        let mut metadata: HashMap<String, String> = plain.metadata().clone().into_iter().collect();
        metadata.insert("holds".to_owned(), holds.to_owned());
        let marked = Schema::new_with_metadata(plain.fields().clone(), metadata);
        let values: Vec<_> = values.iter().map(|(key, words)| vec![text(key), text(words)]).collect();
        vec![rows(Arc::new(marked), &values)]
    }

    /// One row goes, one changes, one gets another key, one comes.
    const BEFORE: [(&str, &str); 3] = [("1", "goes"), ("2", "is"), ("3", "stays")];
    const AFTER: [(&str, &str); 3] = [("2", "was"), ("4", "stays"), ("5", "comes")];

    fn codes(changes: &Changes) -> Vec<&'static str> {
        changes.schema.iter().map(|change| change.kind.code()).collect()
    }

    #[test]
    fn no_change_of_provenance_is_more_than_a_patch() {
        let changes = between(&table("provenance", &BEFORE), &table("provenance", &AFTER));
        let kinds: Vec<OpKind> = changes.ops().map(|(_, op)| op.kind).collect();
        assert_eq!(kinds, OpKind::ALL);
        assert!(changes.ops().all(|(_, op)| op.moved));
        assert_eq!((changes.bump(), changes.tables[0].level()), (Bump::Patch, Bump::Patch));
        assert_eq!(Counts::of(&changes.tables), Counts { moved: 4, ..Counts::default() });
        let told: Vec<_> = reasons(&changes).into_iter().map(|reason| (reason.level, reason.text)).collect();
        assert_eq!(told, [(Bump::Patch, "4 rows of t only moved".to_owned())]);
        let between = Between { from: "1", to: "2" };
        let shown = readable(&changes, between, Show { rows: 9, marks: Marks::Brackets });
        assert!(shown.ends_with("\nt: 3 → 3 rows\n  4 rows only moved\n"), "{shown}");
        let report: serde_json::Value = serde_json::from_slice(&report_json(&changes, between)).unwrap();
        assert_eq!((&report["rows"]["removed"], &report["rows"]["moved"]), (&0.into(), &4.into()));
    }

    #[test]
    fn of_data_the_same_changes_are_major() {
        let changes = between(&table("data", &BEFORE), &table("data", &AFTER));
        assert_eq!(changes.bump(), Bump::Major);
        let expected = Counts { removed: 1, rekeyed: 1, corrected: 1, moved: 0, added: 1 };
        assert_eq!(Counts::of(&changes.tables), expected);
    }

    #[test]
    fn what_is_promised_of_rows_counts_only_where_both_versions_promise_no_more() {
        let weaker = between(&table("data", &BEFORE), &table("provenance", &BEFORE));
        assert_eq!((codes(&weaker), weaker.bump()), (vec!["rows_unpromised"], Bump::Major));
        let stronger = between(&table("provenance", &BEFORE), &table("data", &BEFORE));
        assert_eq!((codes(&stronger), stronger.bump()), (vec!["rows_promised"], Bump::Patch));
        let both = between(&table("provenance", &BEFORE), &table("data", &AFTER));
        assert_eq!((both.bump(), both.tables[0].counts().removed), (Bump::Major, 1));
        let silent = between(&table("data", &BEFORE), &[rows_without_a_mark()]);
        assert!(silent.is_empty(), "what says nothing holds data");
    }

    fn rows_without_a_mark() -> TableRows {
        let columns = vec![column("a", DataType::Utf8), column("b", DataType::Utf8)];
        rows(schema("t", &["a"], &[], columns), &BEFORE.map(|(key, words)| vec![text(key), text(words)]))
    }

    #[test]
    fn operations_on_provenance_are_read_back_as_moves_alone() {
        let (before, after) = (table("provenance", &BEFORE), table("provenance", &AFTER));
        let ops = ops_ndjson(&between(&before, &after));
        let read = |ops: &[u8]| parse_ops(ops, vec![before[0].schema.clone()], vec![after[0].schema.clone()]);
        assert_eq!(read(&ops).unwrap()[0].ops.len(), 4);
        let still = String::from_utf8(ops).unwrap().replacen("\"moved\":true", "\"moved\":false", 1);
        let expected = "line 1 of the operations: DEL has to have moved, as every row of provenance does";
        assert_eq!(read(still.as_bytes()).unwrap_err().to_string(), expected);
    }
}
