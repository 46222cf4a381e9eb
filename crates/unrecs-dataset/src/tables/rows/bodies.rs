//! The rows of `bodies`.

use arrow_array::RecordBatch;

use super::build;
use crate::tables::schema::TableSchema;
use unrecs_text::registry::Body;

/// Every body of the registry, in registry order: the table is the same whichever documents are published with it.
pub(super) fn rows(table: &TableSchema, bodies: &[Body]) -> Vec<RecordBatch> {
    build(table, bodies, |batches, body| {
        batches.push([
            body.body_id.as_str().into(),
            body.kind.as_str().into(),
            body.name_en.as_str().into(),
            body.name_zh.as_deref().into(),
            body.symbol_prefix.as_deref().into(),
            body.iri.as_deref().into(),
        ]);
    })
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;
    use arrow_array::cast::AsArray;

    use super::*;

    #[test]
    fn bodies_keep_their_order_and_what_is_absent_is_null() {
        let body = |id: &str, name_zh: Option<&str>| Body {
            body_id: id.to_owned(),
            kind: "organ".to_owned(),
            name_en: id.to_uppercase(),
            name_zh: name_zh.map(str::to_owned),
            names: Vec::new(),
            mention: false,
            symbol_prefix: None,
            iri: None,
        };
        let batches = rows(TableSchema::of("bodies").unwrap(), &[body("z", Some("工作组")), body("a", None)]);
        let [batch] = &batches[..] else { panic!("{} batches", batches.len()) };
        let column = |name| batch.column_by_name(name).unwrap().as_string::<i32>();
        assert_eq!(column("body_id").iter().collect::<Vec<_>>(), [Some("z"), Some("a")]);
        assert_eq!(column("name_en").iter().collect::<Vec<_>>(), [Some("Z"), Some("A")]);
        assert_eq!(column("name_zh").iter().collect::<Vec<_>>(), [Some("工作组"), None]);
        assert_eq!(column("iri").null_count(), 2);
    }
}
