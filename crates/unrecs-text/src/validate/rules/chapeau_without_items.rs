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
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let paragraphs = document.paragraphs();
    let next_level = paragraphs.iter().skip(1).map(|paragraph| paragraph.level).chain([0]);
    let defect = |(paragraph, next): (&Paragraph, i32)| {
        let announces = document.text(paragraph).ends_with([':', '：']);
        (announces && next <= paragraph.level).then(|| {
            let message = format!("{} announces items, and none follows", quoted(document.text(paragraph)));
            Defect::new(paragraph.span, message, "an item (a)")
        })
    };
    paragraphs
        .iter()
        .zip(next_level)
        .filter(|(paragraph, _)| paragraph.is_normative())
        .filter_map(defect)
        .take(MOST)
        .collect()
}
