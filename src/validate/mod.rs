//! The one place where documents meet: one rule, one file; each finding says where and what was expected.

use std::collections::BTreeMap;

use crate::finding::{Finding, Severity};
use crate::normalize::Normalized;

/// Every document of the run with everything found wrong with them. Made by [`validate`] alone.
pub struct Validated {
    documents: Vec<Normalized>,
    findings: Vec<Finding>,
}

/// One rule of validation.
pub struct Rule {
    pub code: &'static str,
    pub what: &'static str,
    pub why: &'static str,
}

/// Every rule.
pub static RULES: &[&Rule] = &[];

/// What the publisher asks of the data.
#[derive(Debug, Default)]
pub struct Policy {
    /// Severity by rule code; `None` switches the rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
    pub assertions: Vec<Assertion>,
}

/// A count that the publisher expects of a table, or of one meeting.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// Name of a table, or None: see meeting.
    pub table: String,
    /// Only rows of this `meeting_id`.
    pub meeting: Option<String>,
    pub min: Option<u64>,
    pub max: Option<u64>,
}

/// Judges all documents together.
pub fn validate(documents: Vec<Normalized>, policy: &Policy) -> Validated { let _ = policy; Validated { documents, findings: Vec::new() } }

impl Validated {
    pub fn documents(&self) -> &[Normalized] { &self.documents }
    /// Ordered by document, place and code.
    pub fn findings(&self) -> &[Finding] { &self.findings }
    pub fn count(&self, severity: Severity) -> usize { self.findings.iter().filter(|f| f.severity == severity).count() }
}
