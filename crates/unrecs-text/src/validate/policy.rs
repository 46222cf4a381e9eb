//! What the publisher asks of the data: how much each rule weighs, and which counts must come out.

use std::collections::BTreeMap;

use crate::finding::Severity;

/// What the publisher asks of the data.
#[derive(Debug, Default)]
pub struct Policy {
    /// Severity by rule code; none switches the rule off. A rule that is fixed keeps its own.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The counts that must come out.
    pub assertions: Vec<Assertion>,
}

/// Tables whose rows come from the documents, so that a count can be asserted of them.
pub const COUNTED: [&str; 7] =
    ["documents", "meetings", "recommendations", "addressees", "references", "mentions", "segments"];

/// A count that the publisher expects.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// What is counted: the rows of one of the tables [`COUNTED`]; of a meeting `recommendations` (those of the top level) or `items`.
    pub table: String,
    /// Only what belongs to this `meeting_id`.
    pub meeting: Option<String>,
    /// The lowest count that will do.
    pub min: Option<u64>,
    /// The highest count that will do.
    pub max: Option<u64>,
}
