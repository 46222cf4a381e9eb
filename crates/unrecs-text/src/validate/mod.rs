//! The one place where documents meet: every rule judges, and each finding says where and what was expected.

mod rule;
mod rules;

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::align;
use crate::finding::{Finding, Severity, Span};
use crate::resolve::{Coverage, Resolved};

pub use rule::{Rule, Strictness};
pub use rules::RULES;

use rule::{Check, Defect, MOST};

/// What the publisher asks of the data.
#[derive(Debug, Default)]
pub struct Policy {
    /// Severity by rule code; none switches the rule off. A rule that is fixed keeps its own.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The counts that must come out.
    pub assertions: Vec<Assertion>,
}

/// Tables whose rows come from the documents, so that a count can be asserted of them.
pub const COUNTED: [&str; 9] = [
    "documents",
    "meetings",
    "divisions",
    "recommendations",
    "paragraphs",
    "addressees",
    "references",
    "mentions",
    "segments",
];

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

/// Every document of the run with everything found wrong with them. Made by [`validate`] alone.
pub struct Validated<'r> {
    documents: Vec<Resolved<'r>>,
    findings: Vec<Finding>,
}

/// Judges all documents together. The order of the documents decides nothing but the order of the findings.
pub fn validate<'r>(documents: Vec<Resolved<'r>>, policy: &Policy) -> Validated<'r> {
    let mut documents = by_work(documents);
    documents.chunk_by_mut(|one, other| align::is_same_work(one, other)).for_each(align::decide);
    let active = || RULES.iter().filter_map(|rule| Some((*rule, rule.severity_under(policy)?)));
    let single = documents.par_iter().enumerate().flat_map_iter(|(index, document)| {
        let class = document.normalized().metadata().class;
        let speaks = move |(rule, _): &(&Rule, Severity)| rule.classes.contains(&class);
        active().filter(speaks).flat_map(move |rule| listed(rule, index, rule.0.check.of_document(document)))
    });
    let mut findings: Vec<Finding> = single.collect();
    for rule in active() {
        let Check::Together(check) = rule.0.check else { continue };
        let mut by_document = vec![Vec::new(); documents.len()];
        check(&documents, policy).into_iter().for_each(|(index, defect)| by_document[index].push(defect));
        let of_documents = by_document.into_iter().enumerate();
        findings.extend(of_documents.flat_map(|(index, defects)| listed(rule, index, defects)));
    }
    findings.sort_by(|a, b| (a.document, a.span, a.code, &a.message).cmp(&(b.document, b.span, b.code, &b.message)));
    Validated { documents, findings }
}

/// Brings the language versions of a document together, where the first of them stands.
fn by_work(documents: Vec<Resolved<'_>>) -> Vec<Resolved<'_>> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let place = |(index, document)| {
        let document: Resolved<'_> = document;
        let id = &document.normalized().metadata().document_id;
        (*first.entry_ref(id.as_str()).or_insert(index), document)
    };
    let mut placed: Vec<(usize, Resolved<'_>)> = documents.into_iter().enumerate().map(place).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, document)| document).collect()
}

/// The defects of one rule in one document as findings.
fn listed((rule, severity): (&Rule, Severity), document: usize, mut defects: Vec<Defect>) -> Vec<Finding> {
    if defects.len() >= MOST {
        defects.truncate(MOST);
        let last = &mut defects[MOST - 1];
        last.message = format!("from here on there are more findings of this rule; {} are listed", MOST - 1);
        last.expected = "a document without them".to_owned();
    }
    let finding =
        |Defect { span, message, expected }| Finding { code: rule.code, severity, message, expected, document, span };
    defects.into_iter().map(finding).collect()
}

impl<'r> Validated<'r> {
    /// Every document, in the order of the configuration; the language versions of one stand side by side.
    pub fn documents(&self) -> &[Resolved<'r>] {
        &self.documents
    }

    /// Every finding, ordered by document, place and rule.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How everything that looks like a reference ended, in all documents.
    pub fn coverage(&self) -> Coverage {
        let mut all = Coverage::default();
        self.documents.iter().for_each(|document| all.merge(document.coverage()));
        all
    }

    /// Number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// The start of a document, for what is missing altogether.
const START: Span = Span { start: 0, end: 0 };
