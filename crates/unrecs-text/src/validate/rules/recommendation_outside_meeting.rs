//! A recommendation stands under a meeting.

use crate::finding::Severity;
use crate::normalize::{Normalized, Stray, StrayKind};
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
    let strays = document.strays().iter().filter(|stray| stray.kind == StrayKind::RecommendationOutsideMeeting);
    let defect = |stray: &Stray| {
        Defect::new(
            stray.span,
            format!(
                "{} reads like a recommendation, and no meeting stands above it",
                &document.source().text()[stray.label.range()]
            ),
            "the heading of its meeting first",
        )
    };
    strays.map(defect).take(MOST).collect()
}
