//! Every number that the markup of a file marks is that of a paragraph, an item or a heading.

use super::*;
use crate::extract::MarkKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "markup-differs",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "Every number that the markup of a file marks is that of a paragraph, an item or a heading.",
    why: "The text is read by its words alone; where the markup says something else, one of the two is wrong.",
    example: "a number in <num> that stands in the middle of a sentence",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let text = document.source().text();
    let labels = document.paragraphs().iter().map(|paragraph| paragraph.label_span.start);
    let numerals = document.divisions().iter().filter_map(|division| Some(division.numeral?.1.start));
    let mut numbered: Vec<usize> = labels.chain(numerals).collect();
    numbered.sort_unstable();
    let marks = document.source().marks().iter().filter(|mark| *mark.kind() == MarkKind::Number);
    let defect = |range: std::ops::Range<usize>| {
        // A bullet is no number, and the number may stand in the words of a heading.
        let printed = &text[range.clone()];
        let number = printed.contains(char::is_alphanumeric);
        let read = numbered.binary_search(&range.start).is_ok()
            || document.divisions().iter().any(|division| division.span.range().contains(&range.start));
        (number && !read).then(|| {
            let message = format!("the markup says that {} numbers a paragraph, and the words do not", quoted(printed));
            Defect::new(range.into(), message, "words and markup that say the same")
        })
    };
    marks.filter_map(|mark| defect(mark.text())).take(MOST).collect()
}
