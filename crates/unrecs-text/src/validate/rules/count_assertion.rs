//! The counts are those that the publisher expects.

use super::*;
use crate::validate::Assertion;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "count-assertion",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "The counts under `[assertions]` of the configuration come out.",
    why: "A source that changes for the worse, or a conversion that lost a page, must not be published unseen.",
    example: "recommendations = { min = 55 }, where 54 come out",
    classes: Class::ALL,
    check: Check::Together(check),
};

fn check(documents: &[Resolved<'_>], policy: &Policy) -> Vec<(usize, Defect)> {
    policy.assertions.iter().filter_map(|assertion| judge(documents, assertion)).collect()
}

fn judge(documents: &[Resolved<'_>], assertion: &Assertion) -> Option<(usize, Defect)> {
    let (count, document, span) = match &assertion.meeting {
        None => (rows(documents, &assertion.table), 0, START),
        Some(meeting) => of_meeting(documents, meeting, &assertion.table).unwrap_or((0, 0, START)),
    };
    let fits = assertion.min.is_none_or(|min| count >= min) && assertion.max.is_none_or(|max| count <= max);
    if fits || documents.is_empty() {
        return None;
    }
    let expected = match (assertion.min, assertion.max) {
        (Some(min), Some(max)) if min == max => format!("{min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, max) => format!("at most {}", max.unwrap_or(u64::MAX)),
    };
    let whose = assertion.meeting.as_ref().map_or_else(String::new, |meeting| format!(" of {meeting}"));
    let message = format!("{}{whose}: {count} came out", assertion.table);
    Some((document, Defect::new(span, message, format!("{expected}, as the configuration asserts"))))
}

/// Rows of a table that come from the documents.
fn rows(documents: &[Resolved<'_>], table: &str) -> u64 {
    let rows = |resolved: &Resolved<'_>| {
        let document = resolved.normalized();
        match table {
            "documents" => 1,
            "meetings" => document.meetings().count(),
            "divisions" => document.divisions().len(),
            "recommendations" => document.paragraphs().iter().filter(|paragraph| paragraph.is_normative()).count(),
            "paragraphs" => document.paragraphs().len(),
            "addressees" => document.paragraphs().iter().map(|paragraph| document.addressees(paragraph).len()).sum(),
            "references" => resolved.references().len(),
            "mentions" => resolved.mentions().len(),
            _ => document.segments().len(),
        }
    };
    documents.iter().map(rows).sum::<usize>() as u64
}

/// A count of a meeting, with its document and the place of its heading.
fn of_meeting(documents: &[Resolved<'_>], id: &str, counted: &str) -> Option<(u64, usize, Span)> {
    documents.iter().enumerate().find_map(|(index, document)| {
        let document = document.normalized();
        let scope = document.divisions().iter().position(|one| one.meeting.is_some() && one.division_id == id)?;
        let [recommendations, items] = document.counts()[scope];
        let count = if counted == "items" { items } else { recommendations };
        Some((count as u64, index, document.divisions()[scope].span))
    })
}
