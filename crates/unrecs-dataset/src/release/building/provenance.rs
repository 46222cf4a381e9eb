//! Where the data comes from: the sources with their digests, everything found in them, and what the run counted.

use std::collections::BTreeMap;

use crate::describe::series;
use crate::export::ordered::{Ordered, object};
use crate::export::{SmallFile, pretty_json};
use crate::layout::{FINDINGS, INPUTS, RUN};
use crate::release::Plan;
use crate::release::manifest::origins::Generator;
use unrecs_text::extract::Rendition;
use unrecs_text::finding::{Finding, Severity};
use unrecs_text::normalize::Normalized;
use unrecs_text::resolve::{Resolved, Status};
use unrecs_text::validate::Validated;

/// `provenance/findings.ndjson`, `provenance/inputs.json` and `provenance/run.json`.
pub(crate) fn contents(plan: &Plan<'_>) -> Vec<SmallFile> {
    let validated = plan.validated;
    vec![
        SmallFile::new(FINDINGS, "application/x-ndjson", findings(validated)),
        SmallFile::new(INPUTS, "application/json", pretty_json(plan.origins)),
        SmallFile::new(RUN, "application/json", run(plan).to_file()),
    ]
}

/// One line a finding, in the order in which they are reported.
fn findings(validated: &Validated<'_>) -> Vec<u8> {
    let documents = validated.documents();
    let found = validated.findings().iter();
    found.flat_map(|finding| finding_line(documents[finding.document].normalized().source(), finding)).collect()
}

fn finding_line(source: &Rendition, finding: &Finding) -> Vec<u8> {
    let position = source.position(finding.span.start);
    let line = object! {
        "code": finding.code,
        "severity": finding.severity.word(),
        "message": &finding.message,
        "expected": &finding.expected,
        "path": source.path(),
        // Both count from 1, the column in Unicode code points.
        "line": position.line,
        "column": position.column,
        // Byte offsets into the source; the end is behind the last byte.
        "start": finding.span.start,
        "end": finding.span.end,
    };
    let mut bytes = serde_json::to_vec(&line).expect("every key is text, and memory takes every write");
    bytes.push(b'\n');
    bytes
}

/// What made the release, and what it counted.
fn run(plan: &Plan<'_>) -> Ordered {
    let Generator { name, version, sources_sha256 } = &plan.origins.generator;
    let documents = || plan.validated.documents().iter().map(Resolved::normalized);
    let normative = || documents().flat_map(Normalized::paragraphs).filter(|one| one.is_normative());
    let findings = Severity::ALL.map(|severity| (severity.word(), plan.validated.count(severity)));
    let coverage = plan.validated.coverage();
    let symbols = documents().filter_map(|document| Some(document.metadata().symbol.as_ref()?.0.as_str()));
    // Numbers that are missing where the documents are a series.
    let gaps = series::gaps(symbols).into_iter().map(|gaps| {
        let [first, last] = gaps.range;
        object! { "series": gaps.series, "first": first, "last": last, "missing": Ordered::list(gaps.missing) }
    });
    let ended = Status::ALL.iter().map(|&status| (status.code(), coverage.count(status)));
    object! {
        "generator": object! { "name": name, "version": version, "sources_sha256": sources_sha256 },
        "released_at": unrecs_text::value::instant(plan.released_at),
        "counts": object! {
            "documents": documents().count(),
            "divisions": documents().map(|document| document.divisions().len()).sum::<usize>(),
            "paragraphs": documents().map(|document| document.paragraphs().len()).sum::<usize>(),
            "recommendations": normative().filter(|paragraph| paragraph.level == 1).count(),
            "items": normative().filter(|paragraph| paragraph.level > 1).count(),
            // How the references ended, and those that did not end at all.
            "references": sorted(ended.chain([("unaccounted", coverage.unaccounted.len())])),
            // What looks like a reference and is none.
            "excluded": sorted(coverage.excluded.iter().map(|(reason, &count)| (reason.code(), count))),
            "mentions": coverage.mentions,
            "findings": sorted(findings),
        },
        "gaps": Ordered::list(gaps),
    }
}

/// Numbers by their names, in the order of those.
fn sorted(counts: impl IntoIterator<Item = (&'static str, usize)>) -> Ordered {
    Ordered::object(counts.into_iter().collect::<BTreeMap<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use unrecs_text::finding::Span;

    #[test]
    fn a_finding_says_where_in_the_source_it_is() {
        let source = Rendition::from_bytes("a/b.txt", "一\n二三".into()).unwrap();
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
