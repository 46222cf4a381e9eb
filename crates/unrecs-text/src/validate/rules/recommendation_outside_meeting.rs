//! A recommendation stands under a meeting.

use crate::finding::Severity;
use crate::normalize::{Normalized, OrphanKind, OrphanUnit};
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "recommendation-outside-meeting",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "Numbered text with a normative verb stands under the heading of a meeting.",
    why: "It is a recommendation whose heading was lost, and would not be published.",
    example: "1. 缔约国应加强合作。 (before the first heading)",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let orphans = document.orphans().iter().filter(|orphan| orphan.kind == OrphanKind::RecommendationOutsideMeeting);
    let defect = |orphan: &OrphanUnit| {
        Defect::new(
            orphan.span(),
            format!(
                "{} reads like a recommendation, and no meeting stands above it",
                &document.source().text()[orphan.label.range()]
            ),
            "the heading of its meeting first",
        )
    };
    orphans.map(defect).take(MOST).collect()
}
