//! What announces items has them.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "chapeau-without-items",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "Text that ends with a colon introduces items, and items stand under text that does.",
    why: "A chapeau without items has lost them; items under a full stop may belong elsewhere.",
    example: "1. 缔约国应： (and then 2.)",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let units = document.units();
    let next_level = units.iter().skip(1).map(|unit| unit.level).chain([0]);
    let defect = |(unit, next): (&Unit, i32)| {
        let announces = document.text(unit).ends_with([':', '：']);
        (announces && next <= unit.level).then(|| {
            let message = format!("{} announces items, and none follows", quoted(document.text(unit)));
            Defect::new(unit.span, message, "an item (a)")
        })
    };
    units.iter().zip(next_level).filter_map(defect).take(MOST).collect()
}
