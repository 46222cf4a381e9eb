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
    let in_table = |paragraph: &Paragraph| document.divisions()[paragraph.division].kind == DivisionKind::Table;
    let defect = |(index, paragraph): (usize, &Paragraph)| {
        // A table, or words without a number, may be what was announced.
        let mut below = paragraphs[index + 1..].iter().filter(|other| other.kind != ParagraphKind::Footnote);
        let next = below.next();
        let follows = next.is_some_and(|next| next.level > paragraph.level || next.number.is_none() || in_table(next));
        let announces = paragraph.is_normative() && document.text(paragraph).ends_with([':', '：']);
        (announces && !follows).then(|| {
            let message = format!("{} announces items, and none follows", quoted(document.text(paragraph)));
            Defect::new(paragraph.span, message, "an item (a)")
        })
    };
    paragraphs.iter().enumerate().filter_map(defect).take(MOST).collect()
}
