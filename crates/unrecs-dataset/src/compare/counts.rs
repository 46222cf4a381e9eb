//! How many rows changed in which way.

use super::alignment::names_row;
use super::{Bump, Cause, Field, Op, OpKind, TableChanges};

/// How many rows of a table, or of all, changed in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows that are gone.
    pub removed: usize,
    /// Rows with another key.
    pub rekeyed: usize,
    /// Rows of which something changed that they say.
    pub corrected: usize,
    /// New rows.
    pub added: usize,
    /// Rows of data of which only the provenance changed.
    pub provenance: usize,
}

impl Counts {
    /// The counts of several tables together.
    pub fn of<'a>(tables: impl IntoIterator<Item = &'a TableChanges>) -> Self {
        let mut counts = Self::default();
        for (table, op) in tables.into_iter().flat_map(|table| table.ops.iter().map(move |op| (table, op))) {
            *match op.kind {
                OpKind::Del => &mut counts.removed,
                OpKind::Rekey => &mut counts.rekeyed,
                OpKind::Mod if table.is_of_provenance(op) => &mut counts.provenance,
                OpKind::Mod => &mut counts.corrected,
                OpKind::Add => &mut counts.added,
            } += 1;
        }
        counts
    }
}

impl TableChanges {
    /// The largest level of any operation; other provenance is a patch.
    pub fn level(&self) -> Bump {
        let provenance = if self.provenance_changed { Bump::Patch } else { Bump::None };
        self.ops.iter().map(|op| op.kind.level()).max().unwrap_or_default().max(provenance)
    }

    /// How many rows changed in which way.
    pub fn counts(&self) -> Counts {
        Counts::of([self])
    }

    /// Whether an operation changes nothing that the row says, but where it comes from.
    pub(super) fn is_of_provenance(&self, op: &Op) -> bool {
        op.kind == OpKind::Mod && op.after.iter().flatten().all(|field| self.says_provenance(field))
    }

    /// Whether a field says where its row comes from.
    pub(super) fn says_provenance(&self, field: &Field) -> bool {
        self.provenance.contains(&field.column)
    }

    /// Whether a changed field says something: not where its row comes from, and not what the row is called by.
    pub(super) fn is_said(&self, op: &Op, field: &Field) -> bool {
        let is_name = self.key.contains(&field.column)
            || (op.kind == OpKind::Rekey && (names_row(field) || self.foreign.contains(&field.column)));
        !is_name && !self.says_provenance(field)
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

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use arrow_schema::{DataType, Schema};

    use super::super::tests::{between, column, holding, rows, schema, text};
    use super::super::{TableRows, ops_ndjson, parse_ops, readable, reasons, report_json};
    use super::*;
    use crate::compare::{Between, Changes, Marks, Show};
    use crate::tables::schema::ColumnRole;

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
    fn a_change_of_provenance_is_a_patch_and_one_line() {
        let changes = between(&table("provenance", &BEFORE), &table("provenance", &AFTER));
        assert_eq!(changes.ops().count(), 0);
        assert!(changes.tables[0].provenance_changed);
        assert_eq!((changes.bump(), changes.tables[0].level()), (Bump::Patch, Bump::Patch));
        let told: Vec<_> = reasons(&changes).into_iter().map(|reason| (reason.level, reason.text)).collect();
        assert_eq!(told, [(Bump::Patch, "provenance changed: t".to_owned())]);
        let shown_between = Between { from: "1", to: "2" };
        let shown = readable(&changes, shown_between, Show { rows: 9, marks: Marks::Brackets });
        assert_eq!(shown, "1 → 2: patch\n  patch  provenance changed: t\n");
        let report: serde_json::Value = serde_json::from_slice(&report_json(&changes, shown_between)).unwrap();
        assert_eq!(report["tables"][0]["provenance_changed"], true);
        let same = between(&table("provenance", &BEFORE), &table("provenance", &BEFORE));
        assert!(same.is_empty());
    }

    #[test]
    fn a_view_changes_with_the_tables_that_it_shows() {
        let changes = between(&table("view", &BEFORE), &table("view", &AFTER));
        assert_eq!((changes.ops().count(), changes.bump()), (0, Bump::Patch));
        let told: Vec<_> = reasons(&changes).into_iter().map(|reason| reason.text).collect();
        assert_eq!(told, ["no row says anything else, but its order or the view of it is another: t"]);
    }

    #[test]
    fn columns_of_provenance_are_told_apart_and_those_of_order_are_not_compared() {
        let table = |rows_of: &[[&str; 4]]| {
            let mut columns: Vec<_> = ["a", "b"].map(|name| column(name, DataType::Utf8)).into();
            columns.push(holding(ColumnRole::Provenance, "source", DataType::Utf8));
            columns.push(holding(ColumnRole::Order, "position", DataType::Utf8));
            let values: Vec<_> = rows_of.iter().map(|row| row.map(text).to_vec()).collect();
            vec![rows(schema("t", &["a"], &[], columns), &values)]
        };
        let before = table(&[["1", "is", "x", "1"], ["2", "stays", "x", "2"], ["3", "moves", "x", "3"]]);
        let after = table(&[["1", "was", "y", "1"], ["2", "stays", "y", "2"], ["3", "moves", "x", "4"]]);
        let changes = between(&before, &after);
        let expected = Counts { corrected: 1, provenance: 1, ..Counts::default() };
        assert_eq!(Counts::of(&changes.tables), expected);
        let told: Vec<_> = reasons(&changes).into_iter().map(|reason| reason.text).collect();
        assert_eq!(told, ["1 value corrected in t.b", "provenance changed: 1 row of t"]);
        let shown = readable(&changes, Between { from: "1", to: "2" }, Show { rows: 9, marks: Marks::Brackets });
        assert!(shown.ends_with("\nt: 3 → 3 rows\n  ~ 1\n      b: [-is-]{+was+}\n"), "{shown}");
    }

    #[test]
    fn of_data_the_same_changes_are_major() {
        let changes = between(&table("data", &BEFORE), &table("data", &AFTER));
        assert_eq!(changes.bump(), Bump::Major);
        let expected = Counts { removed: 1, rekeyed: 1, corrected: 1, added: 1, provenance: 0 };
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
    fn operations_on_provenance_are_refused() {
        let (data, provenance) = (table("data", &BEFORE), table("provenance", &BEFORE));
        let ops = ops_ndjson(&between(&data, &table("data", &AFTER)));
        let refused = parse_ops(&ops, vec![provenance[0].schema.clone()], vec![provenance[0].schema.clone()]);
        let expected = "line 1 of the operations: t is no table of data, whose rows alone are listed";
        assert_eq!(refused.unwrap_err().to_string(), expected);
    }
}
