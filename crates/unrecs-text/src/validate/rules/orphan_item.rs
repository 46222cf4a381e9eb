//! An item stands under a recommendation.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "orphan-item",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "An item stands under a recommendation.",
    why: "A letter without a number above it belongs to a recommendation that was lost.",
    example: "一. 第一次会议… (a) 偷运儿童；",
    classes: Class::ALL,
    check: Check::Orphan(check),
};

fn check(document: &Normalized, orphan: &OrphanParagraph) -> Option<Defect> {
    let label = &document.source().text()[orphan.label.range()];
    let message = || format!("item {label} has no recommendation above it");
    let item = orphan.kind == OrphanKind::ItemWithoutRecommendation;
    item.then(|| Defect::new(orphan.span(), message(), "a numbered recommendation first"))
}
