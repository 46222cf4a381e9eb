//! The report as one JSON document: findings, counts, what was published, or what stopped the run.

use serde_json::{Value, json};

use super::summary::Summary;
use super::{Ending, Problem, place, published, source_of};
use crate::pipeline::Outcome;
use unrecs_dataset::release::Published;
use unrecs_text::extract::Rendition;
use unrecs_text::finding::{Finding, Severity};
use unrecs_text::resolve::Status;

/// The whole report. Lines and columns count from 1, columns in Unicode code points; `start` and `end` are bytes of the file.
pub fn report(ending: &Ending<'_>) -> Value {
    match ending {
        Ending::Done(outcome) => done(outcome),
        Ending::Unchanged(published) => json!({
            "generator": generator(),
            "status": published::status(published),
            "published": published::json(published),
            "recovered": published.recovery().map(published::recovery_json),
        }),
        Ending::Stopped(problems) => json!({
            "generator": generator(),
            "status": "stopped",
            "problems": problems.iter().map(problem).collect::<Vec<_>>(),
        }),
    }
}

/// This program.
pub fn generator() -> Value {
    json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") })
}

fn done(outcome: &Outcome) -> Value {
    let status = match &outcome.published {
        Some(published) => published::status(published),
        None if outcome.is_publishable() => "checked",
        None => "refused",
    };
    json!({
        "generator": generator(),
        "status": status,
        "published": outcome.published.as_ref().map(published::json),
        "recovered": outcome.published.as_ref().and_then(Published::recovery).map(published::recovery_json),
        "summary": summary(&Summary::of(&outcome.validated)),
        "findings": outcome.validated.findings().iter().map(|one| finding(source_of(&outcome.validated, one), one)).collect::<Vec<_>>(),
        "violations": outcome.violations.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn summary(summary: &Summary) -> Value {
    let meetings = summary.meetings.iter().map(|meeting| {
        json!({
            "meeting_id": meeting.meeting_id,
            "ordinal": meeting.ordinal,
            "dates": meeting.dates,
            "place": meeting.place,
            "recommendations": meeting.recommendations,
            "items": meeting.items,
            "findings": meeting.findings,
        })
    });
    let coverage = &summary.coverage;
    let ended = Status::ALL.iter().map(|&status| (status.code().to_owned(), json!(coverage.count(status))));
    let unaccounted = ("unaccounted".to_owned(), json!(coverage.unaccounted.len()));
    let excluded = coverage.excluded.iter().map(|(reason, count)| (reason.code().to_owned(), json!(count)));
    let severities =
        Severity::ALL.iter().zip(summary.findings).map(|(severity, count)| (severity.word().to_owned(), json!(count)));
    let outside = summary.outside.iter().map(|class| {
        json!({
            "class": class.class.code(),
            "documents": class.documents,
            "recommendations": class.recommendations,
            "items": class.items,
            "findings": class.findings,
        })
    });
    json!({
        "documents": summary.documents,
        "language_versions": summary.versions,
        "meetings": meetings.collect::<Vec<_>>(),
        "recommendations": summary.recommendations(),
        "items": summary.items(),
        "references": Value::Object(ended.chain([unaccounted]).collect()),
        "excluded": Value::Object(excluded.collect()),
        "mentions": coverage.mentions,
        "findings": Value::Object(severities.collect()),
        "outside_meetings": outside.collect::<Vec<_>>(),
    })
}

fn finding(source: &Rendition, finding: &Finding) -> Value {
    let place = place(source, finding);
    json!({
        "code": finding.code,
        "severity": finding.severity.word(),
        "message": finding.message,
        "expected": finding.expected,
        "path": place.path,
        "line": place.start.line,
        "column": place.start.column,
        "end_line": place.end.line,
        "end_column": place.end.column,
        "start": finding.span.start,
        "end": finding.span.end,
    })
}

fn problem(problem: &Problem) -> Value {
    json!({
        "message": problem.message,
        "path": problem.path,
        "line": problem.at.map(|at| at.line),
        "column": problem.at.map(|at| at.column),
    })
}
