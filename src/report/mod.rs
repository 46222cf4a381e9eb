//! The result of a run, for people and for machines: one file per format.

pub mod door;
pub mod github;
pub mod human;
pub mod json;
pub mod published;
pub mod sarif;
pub mod summary;
pub mod verified;

use std::io;

use crate::pipeline::{Outcome, RunError};
use unrecs_dataset::release::Published;
use unrecs_text::diagnostics_toml::ConfigError;
use unrecs_text::extract::{Position, Rendition};
use unrecs_text::finding::Finding;
use unrecs_text::validate::Validated;

pub use door::{Door, Stream};

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// Text for people: findings with their source lines on stderr, a summary on stdout
    Human,
    /// One JSON document on stdout
    Json,
    /// GitHub Actions annotations on stdout
    Github,
    /// SARIF 2.1.0 on stdout, for code scanning
    Sarif,
}

/// How a run ended.
pub enum Ending<'a> {
    /// It went through.
    Done(&'a Outcome<'a>),
    /// Nothing had changed, so it did not read the documents.
    Unchanged(&'a Published),
    /// Something stopped it.
    Stopped(&'a [Problem]),
}

/// For whom a report was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The whole report is written.
    Machines,
    /// Nothing is written yet: the report for people has parts on two streams.
    Nobody,
}

/// Writes the whole report, if its format is one for machines.
///
/// # Errors
/// Those of the stream.
pub fn for_machines(door: &Door, ending: &Ending<'_>) -> io::Result<Told> {
    match door.form() {
        Form::Human => return Ok(Told::Nobody),
        Form::Json => door.json(&json::report(ending))?,
        Form::Github => door.commands(&github::report(ending))?,
        Form::Sarif => door.json(&sarif::report(ending))?,
    }
    Ok(Told::Machines)
}

/// Something that stopped a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The whole text for people, line by line; it has several lines if it shows source.
    pub full: Vec<String>,
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
        Self { full: vec![message.clone()], message, path: None, at: None }
    }
}

impl From<ConfigError> for Problem {
    fn from(error: ConfigError) -> Self {
        let at = error.place.as_ref().map(|place| Position { line: place.line, column: place.column });
        Self {
            full: error.to_string().lines().map(str::to_owned).collect(),
            message: error.message,
            path: Some(error.path),
            at,
        }
    }
}

/// The problems that a run was stopped by.
pub fn problems(error: &RunError) -> Vec<Problem> {
    match error {
        RunError::Unreadable(documents) => documents
            .iter()
            .map(|document| Problem {
                full: vec![document.to_string()],
                message: format!("cannot read this document: {}", document.error),
                path: Some(document.path.clone()),
                at: None,
            })
            .collect(),
        RunError::Release(error) => vec![Problem::plain(error.to_string())],
    }
}

/// The place of a finding; lines and columns count from 1.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    path: &'a str,
    start: Position,
    end: Position,
}

/// The document that a finding is about.
fn source_of<'a>(validated: &'a Validated<'_>, finding: &Finding) -> &'a Rendition {
    validated.documents()[finding.document].normalized().source()
}

fn place<'a>(source: &'a Rendition, finding: &Finding) -> Place<'a> {
    Place { path: source.path(), start: source.position(finding.span.start), end: source.position(finding.span.end) }
}

/// The message and what was expected, in one line.
fn sentence(finding: &Finding) -> String {
    format!("{}; expected {}", finding.message, finding.expected)
}

#[cfg(test)]
mod samples {
    //! A finding to render.

    use super::*;
    use unrecs_text::finding::{Severity, Span};

    /// A document with one finding, about 作组 on its second line.
    pub(super) fn sample() -> (Rendition, Finding) {
        let text = "一\n1. 工作组, 应当：\n";
        let start = text.find('作').unwrap();
        let finding = Finding {
            code: "some-rule",
            severity: Severity::Warning,
            message: "作组 stands here".to_owned(),
            expected: "100% 工作组".to_owned(),
            document: 0,
            span: Span::new(start, start + "作组".len()),
        };
        (Rendition::from_bytes("in/a b.txt", text.as_bytes().to_vec()).unwrap(), finding)
    }
}
