//! JSON Schema.

/// The schema of one table.
pub fn table(schema: &crate::tables::schema::TableSchema) -> serde_json::Value {
    serde_json::json!({ "title": schema.title.en })
}
