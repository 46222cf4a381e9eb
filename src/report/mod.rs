//! What a run came to, for people and for machines: one file per form.

pub mod github;
pub mod human;
pub mod json;
pub mod sarif;
pub mod summary;

use crate::config::Config;
use crate::finding::Finding;
use crate::pipeline::{Outcome, RunError};
use crate::source::Position;
use crate::toml_file::ConfigError;
use crate::validate::Validated;

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// For people: findings with their source lines on stderr, a summary on stdout
    Human,
    /// One JSON document on stdout
    Json,
    /// Annotations of GitHub Actions on stdout
    Github,
    /// SARIF 2.1.0 on stdout, for code scanning
    Sarif,
}

/// What a run came to: an outcome, or what stopped it.
pub enum Result<'a> {
    /// The run went through to its end.
    Done(&'a Config, &'a Outcome),
    /// The run was stopped.
    Stopped(&'a [Problem]),
}

/// Something that stopped a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The whole text for people, over several lines where source is shown.
    pub full: String,
    /// What is wrong, in one line, without the place.
    pub message: String,
    /// The file concerned.
    pub path: Option<String>,
    /// The place in that file.
    pub at: Option<Position>,
}

impl Problem {
    /// A problem that is about no file.
    pub fn plain(message: impl Into<String>) -> Self {
        let message = message.into();
        Self { full: message.clone(), message, path: None, at: None }
    }
}

impl From<ConfigError> for Problem {
    fn from(error: ConfigError) -> Self {
        let at = error.place.as_ref().map(|place| Position { line: place.line, column: place.column });
        Self { full: error.to_string(), message: error.message, path: Some(error.path), at }
    }
}

/// The problems that a run was stopped by.
pub fn problems(error: &RunError) -> Vec<Problem> {
    match error {
        RunError::Unreadable(documents) => documents
            .iter()
            .map(|document| Problem {
                full: document.to_string(),
                message: format!("cannot read this document: {}", document.error),
                path: Some(document.path.clone()),
                at: None,
            })
            .collect(),
        RunError::Release(error) => vec![Problem::plain(error.to_string())],
    }
}

/// Where a finding stands, as people count.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    path: &'a str,
    start: Position,
    end: Position,
}

fn place<'a>(validated: &'a Validated, finding: &Finding) -> Place<'a> {
    let source = validated.documents()[finding.document].source();
    Place { path: source.path(), start: source.position(finding.span.start), end: source.position(finding.span.end) }
}

/// What was wrong and what was expected, in one line.
fn sentence(finding: &Finding) -> String {
    format!("{}; expected {}", finding.message, finding.expected)
}
