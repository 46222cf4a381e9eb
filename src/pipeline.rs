//! The main path of a run, one line per stage: read, parse, normalize, resolve, validate, tabulate, check the tables, publish.

use std::ffi::OsStr;
use std::io;

use jiff::Timestamp;
use rayon::iter::Either;
use rayon::prelude::*;

use crate::config::{Config, Document, Draft};
use unrecs_dataset::input;
use unrecs_dataset::promises::{self, Violation};
use unrecs_dataset::release::{Generator, Input, Origins, Plan, Published, Refused, ReleaseError, Session};
use unrecs_dataset::tables;
use unrecs_text::finding::Severity;
use unrecs_text::normalize::{self, Normalized};
use unrecs_text::parse;
use unrecs_text::resolve::{self, Grammar, Resolved};
use unrecs_text::validate::{self, Validated};

/// The result of a run.
pub struct Outcome<'r> {
    /// Every document with its findings.
    pub validated: Validated<'r>,
    /// The ways in which the tables violate their schema; if there are any, nothing is published.
    pub violations: Vec<Violation>,
    /// The result of publishing; none if the run only checks, or if the data must not be published.
    pub published: Option<Published>,
}

impl Outcome<'_> {
    /// Whether the data may be published: it has no finding of severity error and violates no schema.
    pub fn is_publishable(&self) -> bool {
        self.validated.count(Severity::Error) == 0 && self.violations.is_empty()
    }
}

/// What stopped a run, other than its data.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Documents could not be read: all of them, in the order of the configuration.
    #[error("{}", .0.iter().map(Unreadable::to_string).collect::<Vec<_>>().join("\n"))]
    Unreadable(Vec<Unreadable>),
    /// The release could not be written.
    #[error(transparent)]
    Release(#[from] ReleaseError),
}

/// A document that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: cannot read this document: {error}")]
pub struct Unreadable {
    /// The path as shown.
    pub path: String,
    /// What the operating system says, or the first byte that is not UTF-8.
    pub error: io::Error,
}

/// Called from any thread for what happens during a run.
pub type Watcher<'a> = dyn Fn(Event) + Sync + 'a;

/// What happens during a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// One more document is read, parsed, normalized and resolved.
    DocumentDone,
    /// A stage that takes all documents together begins; its name as a word such as `validating`.
    Stage(&'static str),
}

/// The last good release, if it was made from the same sources, configuration, registry and program. Then nothing can have changed.
///
/// # Errors
/// A document cannot be read, or the releases cannot.
pub fn unchanged(session: &Session, draft: &Draft) -> Result<Option<Published>, RunError> {
    let (inputs, unreadable): (Vec<_>, Vec<_>) = draft.documents().par_iter().partition_map(|document| {
        let input = input::digest(&document.path).map(|file| Input {
            path: document.shown_as.clone(),
            sha256: file.sha256,
            bytes: file.bytes,
            document_id: None,
            reader: file.reader.map(str::to_owned),
        });
        input.map_or_else(|error| Either::Right(Unreadable { path: document.shown_as.clone(), error }), Either::Left)
    });
    if !unreadable.is_empty() {
        return Err(RunError::Unreadable(unreadable));
    }
    let (configuration_sha256, registry_sha256) = (draft.digest(), draft.registry_digest());
    let origins = Origins { generator: generator(), configuration_sha256, registry_sha256, inputs };
    Ok(session.unchanged(&origins)?)
}

/// This program.
pub fn generator() -> Generator {
    Generator::unrecs(env!("UNRECS_SOURCES_SHA256"))
}

/// Runs all stages, and publishes the data if it may be published.
///
/// # Errors
/// A document cannot be read, or the release cannot be written.
pub fn build<'c>(
    session: Session,
    config: &'c Config,
    released_at: Timestamp,
    watch: &Watcher<'_>,
) -> Result<Outcome<'c>, RunError> {
    let validated = judge(config, watch)?;
    if validated.count(Severity::Error) > 0 {
        return Ok(Outcome { validated, violations: Vec::new(), published: None });
    }
    watch(Event::Stage("publishing"));
    let tables = tables::tabulate(&validated, &config.registry);
    let origins = Origins {
        generator: generator(),
        configuration_sha256: config.digest,
        registry_sha256: config.registry.digest(),
        inputs: inputs(&validated),
    };
    let plan = Plan {
        origins: &origins,
        dataset: &config.dataset,
        validated: &validated,
        tables: &tables,
        formats: &config.formats,
        released_at,
    };
    let (violations, published) = match session.publish(&plan)? {
        Ok(published) => (Vec::new(), Some(published)),
        Err(Refused(violations)) => (violations, None),
    };
    drop(tables);
    Ok(Outcome { validated, violations, published })
}

fn inputs(validated: &Validated<'_>) -> Vec<Input> {
    let documents = validated.documents().iter().map(Resolved::normalized);
    let input = |document: &Normalized| Input {
        path: document.source().path().to_owned(),
        sha256: document.source().digest(),
        bytes: document.source().bytes(),
        document_id: Some(document.metadata().document_id.clone()),
        reader: document.source().pages().map(|pages| pages.reader().to_owned()),
    };
    documents.map(input).collect()
}

/// Runs all stages except publishing.
///
/// # Errors
/// A document cannot be read.
pub fn check<'c>(config: &'c Config, watch: &Watcher<'_>) -> Result<Outcome<'c>, RunError> {
    let validated = judge(config, watch)?;
    let mut violations = Vec::new();
    if validated.count(Severity::Error) == 0 {
        watch(Event::Stage("checking the tables"));
        violations = promises::check(&tables::tabulate(&validated, &config.registry));
    }
    Ok(Outcome { validated, violations, published: None })
}

/// Reads and judges every document; the tables are made later, from data without errors.
///
/// # Errors
/// A document cannot be read.
pub fn judge<'c>(config: &'c Config, watch: &Watcher<'_>) -> Result<Validated<'c>, RunError> {
    let documents = resolved(&config.documents, &Grammar::new(&config.registry), watch)?;
    watch(Event::Stage("validating"));
    Ok(validate::validate(documents, &config.policy))
}

/// Reads each document, in parallel; the result has the order of the configuration. The error names all unreadable documents, so that
/// they can be corrected together.
fn resolved<'r>(
    documents: &[Document],
    grammar: &Grammar<'r>,
    watch: &Watcher<'_>,
) -> Result<Vec<Resolved<'r>>, RunError> {
    let (resolved, unreadable): (Vec<_>, Vec<_>) = documents.par_iter().partition_map(|document| {
        let one = resolved_one(document, grammar);
        watch(Event::DocumentDone);
        match one {
            Ok(resolved) => Either::Left(resolved),
            Err(error) => Either::Right(Unreadable { path: document.shown_as.clone(), error }),
        }
    });
    if unreadable.is_empty() { Ok(resolved) } else { Err(RunError::Unreadable(unreadable)) }
}

fn resolved_one<'r>(document: &Document, grammar: &Grammar<'r>) -> io::Result<Resolved<'r>> {
    let source = input::document(&document.path, &document.shown_as, &document.pdf)?;
    let parsed = parse::parse(source, document.given);
    let normalized = normalize::normalize(parsed, document.identity.clone());
    Ok(resolve::resolve(normalized, grammar))
}

/// The value of SOURCE_DATE_EPOCH is not a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("SOURCE_DATE_EPOCH is {found:?}; expected whole seconds since 1970-01-01T00:00:00Z, such as 1700000000")]
pub struct EpochError {
    found: String,
}

/// The time of a release: the value of SOURCE_DATE_EPOCH (reproducible-builds.org) if it is set, otherwise the current time.
///
/// # Errors
/// The value is not a count of seconds.
pub fn released_at(source_date_epoch: Option<&OsStr>) -> Result<Timestamp, EpochError> {
    let Some(value) = source_date_epoch else { return Ok(Timestamp::now()) };
    let text = value.to_string_lossy();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = text.parse::<i64>().ok().filter(|_| digits);
    seconds
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .ok_or_else(|| EpochError { found: text.into_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_is_whole_seconds() {
        let time = released_at(Some(OsStr::new("1700000000"))).unwrap();
        assert_eq!(time.to_string(), "2023-11-14T22:13:20Z");
    }

    #[test]
    fn other_texts_are_not_an_epoch() {
        for text in ["", "-1", "+1", "1.5", "today", "99999999999999999999", "999999999999999"] {
            assert!(released_at(Some(OsStr::new(text))).is_err(), "{text}");
        }
        let message = released_at(Some(OsStr::new("today"))).unwrap_err().to_string();
        let expected =
            "SOURCE_DATE_EPOCH is \"today\"; expected whole seconds since 1970-01-01T00:00:00Z, such as 1700000000";
        assert_eq!(message, expected);
    }
}
