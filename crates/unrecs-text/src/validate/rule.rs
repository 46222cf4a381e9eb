//! What a rule is: a code, what it asks and why, and the function that looks.

use super::Policy;
use crate::finding::{Severity, Span};
use crate::normalize::{Class, Division, Meeting, Normalized, OrphanParagraph, Paragraph};
use crate::resolve::Resolved;

/// One rule of validation.
#[derive(Debug)]
pub struct Rule {
    /// Its name in words, as in findings and in `[severity]` of the configuration.
    pub code: &'static str,
    /// How much a finding weighs unless the publisher says otherwise.
    pub severity: Severity,
    /// Whether the publisher may say otherwise.
    pub strictness: Strictness,
    /// What it asks, as one sentence.
    pub what: &'static str,
    /// Why it asks that.
    pub why: &'static str,
    /// Text that breaks it.
    pub example: &'static str,
    /// The classes of documents that it speaks of.
    pub classes: &'static [Class],
    /// How it looks.
    pub(super) check: Check,
}

impl Rule {
    /// How much it weighs under a policy; none where it is switched off.
    pub fn severity_under(&self, policy: &Policy) -> Option<Severity> {
        match (self.strictness, policy.severities.get(self.code)) {
            (Strictness::Adjustable, Some(severity)) => *severity,
            _ => Some(self.severity),
        }
    }
}

/// Whether the severity of a rule is the publisher's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// It is.
    Adjustable,
    /// It is not: without the rule a published file would be broken.
    Fixed,
}

/// How a rule looks.
#[derive(Debug)]
pub(super) enum Check {
    /// At each document by itself.
    Document(fn(&Normalized) -> Vec<Defect>),
    /// At each document by itself, in which it finds one thing at most.
    Once(fn(&Normalized) -> Option<Defect>),
    /// At each meeting of a document by itself.
    Meeting(fn(&Normalized, &Division, &Meeting) -> Option<Defect>),
    /// At each paragraph of a document by itself.
    Paragraph(fn(&Normalized, &Paragraph) -> Option<Defect>),
    /// At each numbered text in no place for one.
    Orphan(fn(&Normalized, &OrphanParagraph) -> Option<Defect>),
    /// At each document by itself, with what it refers to.
    References(fn(&Resolved<'_>) -> Vec<Defect>),
    /// At all documents together.
    Together(fn(&[Resolved<'_>], &Policy) -> Vec<InDocument>),
}

impl Check {
    /// The defects of one document, at most [`MOST`]; none of a check that looks at all together.
    pub(super) fn of_document(&self, resolved: &Resolved<'_>) -> Vec<Defect> {
        let document = resolved.normalized();
        match self {
            Check::Document(check) => check(document),
            Check::References(check) => check(resolved),
            Check::Once(check) => check(document).into_iter().collect(),
            Check::Meeting(check) => {
                of_each(document.meetings(), |(division, meeting)| check(document, division, meeting))
            }
            Check::Paragraph(check) => of_each(document.paragraphs().iter(), |paragraph| check(document, paragraph)),
            Check::Orphan(check) => of_each(document.orphans().iter(), |orphan| check(document, orphan)),
            Check::Together(_) => Vec::new(),
        }
    }
}

fn of_each<T>(all: impl Iterator<Item = T>, check: impl Fn(T) -> Option<Defect>) -> Vec<Defect> {
    all.filter_map(check).take(MOST).collect()
}

/// A defect with the index of its document.
pub(super) type InDocument = (usize, Defect);

/// How many defects a rule looks for in one document: the thousand that are listed, and one more to know that there are more.
/// Damage that repeats a million times is one problem, not a million lines.
pub(super) const MOST: usize = 1_001;

/// What a rule found, before its severity is known.
#[derive(Debug, Clone)]
pub(super) struct Defect {
    pub span: Span,
    pub message: String,
    pub expected: String,
}

impl Defect {
    pub(super) fn new(span: Span, message: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { span, message: message.into(), expected: expected.into() }
    }
}

/// The start of a text, for quoting in a message.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 30;
    format!("“{}”", shortened(text.trim(), MOST))
}

/// The first characters of a text, with a mark where more follow.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut start: String = text.chars().take(most).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
