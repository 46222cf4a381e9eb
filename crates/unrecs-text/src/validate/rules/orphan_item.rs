//! An item stands under a recommendation.

use crate::finding::Severity;
use crate::normalize::{Normalized, OrphanKind, OrphanUnit};
use crate::validate::rule::{Check, Defect, MOST, Rule, Strictness};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "orphan-item",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "An item stands under a recommendation.",
    why: "A letter without a number above it belongs to a recommendation that was lost.",
    example: "一. 第一次会议… (a) 偷运儿童；",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let orphans = document.orphans().iter().filter(|orphan| orphan.kind == OrphanKind::ItemWithoutRecommendation);
    let defect = |orphan: &OrphanUnit| {
        Defect::new(
            orphan.span(),
            format!("item {} has no recommendation above it", &document.source().text()[orphan.label.range()]),
            "a numbered recommendation first",
        )
    };
    orphans.map(defect).take(MOST).collect()
}
