//! Where the data comes from: the sources with their digests, everything found in them, and what the run counted.

use crate::export::pretty_json;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::export::SmallFile;
use crate::layout::{FINDINGS, INPUTS, RUN};
use crate::release::Plan;
use crate::release::manifest::origins::Generator;
use unrecs_text::finding::{Finding, Severity};
use unrecs_text::normalize::Normalized;
use unrecs_text::resolve::{Resolved, Status};
use unrecs_text::source::Source;
use unrecs_text::validate::Validated;

/// `provenance/findings.ndjson`, `provenance/inputs.json` and `provenance/run.json`.
pub(crate) fn contents(plan: &Plan<'_>) -> Vec<SmallFile> {
    let validated = plan.validated;
    vec![
        SmallFile::new(FINDINGS, "application/x-ndjson", findings(validated)),
        SmallFile::new(INPUTS, "application/json", pretty_json(plan.origins)),
        SmallFile::new(RUN, "application/json", pretty_json(&run(plan))),
    ]
}

/// One line a finding, in the order in which they are reported.
fn findings(validated: &Validated<'_>) -> Vec<u8> {
    let documents = validated.documents();
    let found = validated.findings().iter();
    found.flat_map(|finding| finding_line(documents[finding.document].normalized().source(), finding)).collect()
}

fn finding_line(source: &Source, finding: &Finding) -> Vec<u8> {
    let position = source.position(finding.span.start);
    let line = FindingLine {
        code: finding.code,
        severity: finding.severity.word(),
        message: &finding.message,
        expected: &finding.expected,
        path: source.path(),
        line: position.line,
        column: position.column,
        start: finding.span.start,
        end: finding.span.end,
    };
    let mut bytes = serde_json::to_vec(&line).expect("every key is text, and memory takes every write");
    bytes.push(b'\n');
    bytes
}

/// A finding as published.
#[derive(Serialize)]
struct FindingLine<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    expected: &'a str,
    path: &'a str,
    /// From 1.
    line: usize,
    /// From 1, in Unicode code points.
    column: usize,
    /// Byte offset into the source.
    start: usize,
    /// Byte offset behind the last byte.
    end: usize,
}

/// What made the release, and what it counted.
#[derive(Serialize)]
struct Run<'a> {
    generator: &'a Generator,
    released_at: String,
    counts: Counts,
}

#[derive(Serialize)]
struct Counts {
    documents: usize,
    meetings: usize,
    /// Of the top level.
    recommendations: usize,
    /// Below the top level.
    items: usize,
    /// How the references ended: by status, and those that did not end at all.
    references: BTreeMap<&'static str, usize>,
    /// What looks like a reference and is none, by its reason.
    excluded: BTreeMap<&'static str, usize>,
    /// Mentions of bodies.
    mentions: usize,
    /// By severity.
    findings: BTreeMap<&'static str, usize>,
}

fn run<'a>(plan: &'a Plan<'_>) -> Run<'a> {
    let documents = || plan.validated.documents().iter().map(Resolved::normalized);
    let units = || documents().flat_map(Normalized::units);
    let findings = Severity::ALL.map(|severity| (severity.word(), plan.validated.count(severity)));
    let coverage = plan.validated.coverage();
    let ended = Status::ALL.iter().map(|&status| (status.code(), coverage.count(status)));
    Run {
        generator: &plan.origins.generator,
        released_at: unrecs_text::value::instant(plan.released_at),
        counts: Counts {
            documents: documents().count(),
            meetings: documents().map(|document| document.meetings().len()).sum(),
            recommendations: units().filter(|unit| unit.level == 1).count(),
            items: units().filter(|unit| unit.level > 1).count(),
            references: ended.chain([("unaccounted", coverage.unaccounted.len())]).collect(),
            excluded: coverage.excluded.iter().map(|(reason, &count)| (reason.code(), count)).collect(),
            mentions: coverage.mentions,
            findings: findings.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unrecs_text::finding::Span;

    #[test]
    fn a_finding_says_where_in_the_source_it_is() {
        let source = Source::from_bytes("a/b.txt", "一\n二三".into()).unwrap();
        let finding = Finding {
            code: "numbering-gap",
            severity: Severity::Warning,
            message: "“三” stands alone".to_owned(),
            expected: "company".to_owned(),
            document: 0,
            span: Span::new(7, 10),
        };
        let expected = concat!(
            r#"{"code":"numbering-gap","severity":"warning","message":"“三” stands alone","expected":"company","#,
            r#""path":"a/b.txt","line":2,"column":2,"start":7,"end":10}"#,
            "\n"
        );
        assert_eq!(String::from_utf8(finding_line(&source, &finding)).unwrap(), expected);
    }
}
