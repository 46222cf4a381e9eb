//! A recommendation stands under a meeting.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "recommendation-outside-meeting",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "Numbered text with a normative verb stands under the heading of a meeting.",
    why: "It is a recommendation whose heading was lost, and would not be published.",
    example: "1. 缔约国应加强合作。 (before the first heading)",
    classes: &[Class::Compilation],
    check: Check::Orphan(check),
};

fn check(document: &Normalized, orphan: &OrphanParagraph) -> Option<Defect> {
    let label = &document.source().text()[orphan.label.range()];
    let message = || format!("{label} reads like a recommendation, and no meeting stands above it");
    let recommendation = orphan.kind == OrphanKind::RecommendationOutsideMeeting;
    recommendation.then(|| Defect::new(orphan.span(), message(), "the heading of its meeting first"))
}
