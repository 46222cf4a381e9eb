//! The report as SARIF 2.1.0 (OASIS), which code scanning services read.

use serde_json::{Value, json};

use super::{Ending, Problem, place, published, sentence, source_of};
use unrecs_dataset::release::Published;
use unrecs_text::extract::Rendition;
use unrecs_text::finding::{Finding, Severity};
use unrecs_text::validate::RULES;

/// One log with one run.
pub fn report(ending: &Ending<'_>) -> Value {
    let (results, notifications) = match ending {
        Ending::Done(outcome) => {
            let results =
                outcome.validated.findings().iter().map(|one| of_finding(source_of(&outcome.validated, one), one));
            let broken = outcome
                .violations
                .iter()
                .map(|one| json!({ "level": "error", "message": { "text": one.to_string() } }));
            let larger = outcome.published.as_ref().filter(|one| matches!(one, Published::Larger { .. }));
            let larger =
                larger.map(|one| json!({ "level": "error", "message": { "text": published::words(one).join("\n") } }));
            (results.collect(), broken.chain(larger).collect())
        }
        Ending::Unchanged(_) => (Vec::new(), Vec::new()),
        Ending::Stopped(problems) => (Vec::new(), problems.iter().map(notification).collect::<Vec<_>>()),
    };
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": !matches!(ending, Ending::Stopped(_)),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    })
}

fn rules() -> Vec<Value> {
    let rule = |rule: &&unrecs_text::validate::Rule| {
        json!({
            "id": rule.code,
            "shortDescription": { "text": rule.what },
            "fullDescription": { "text": rule.why },
        })
    };
    RULES.iter().map(rule).collect()
}

fn of_finding(source: &Rendition, finding: &Finding) -> Value {
    let place = place(source, finding);
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let region = json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
        "byteOffset": finding.span.start,
        "byteLength": finding.span.len(),
    });
    let mut value = json!({
        "ruleId": finding.code,
        "level": level,
        "message": { "text": sentence(finding) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(place.path) }, "region": region } }],
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code == finding.code) {
        value["ruleIndex"] = json!(index);
    }
    value
}

fn notification(problem: &Problem) -> Value {
    let mut value = json!({ "level": "error", "message": { "text": problem.message } });
    if let Some(path) = &problem.path {
        let mut location = json!({ "artifactLocation": { "uri": uri(path) } });
        if let Some(at) = problem.at {
            location["region"] = json!({ "startLine": at.line, "startColumn": at.column });
        }
        value["locations"] = json!([{ "physicalLocation": location }]);
    }
    value
}

/// A path as a relative URI reference; characters that RFC 3986 does not allow there are percent-encoded.
fn uri(path: &str) -> String {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if allowed(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_has_a_region_in_characters_and_in_bytes() {
        let (source, finding) = crate::report::samples::sample();
        let expected = json!({
            "ruleId": "some-rule",
            "level": "warning",
            "message": { "text": "作组 stands here; expected 100% 工作组" },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": "in/a%20b.txt" },
                "region": {
                    "startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 7, "byteOffset": 10, "byteLength": 6,
                },
            } }],
        });
        assert_eq!(of_finding(&source, &finding), expected);
    }

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("input/a b/议.txt"), "input/a%20b/%E8%AE%AE.txt");
    }
}
