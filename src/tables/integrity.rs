//! Whether the finished tables keep every promise of the schema.

/// A promise of the schema that rows of a table break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation;

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("violation")
    }
}

/// Checks every table.
pub fn check(tables: &super::Tables) -> Vec<Violation> {
    let _ = tables;
    todo!()
}
