//! No line holds the numbers of two paragraphs with a wide gap between them.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "two-columns",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "No line holds the numbers of two paragraphs with a wide gap between them.",
    why: "A page of two columns was read across: the words of both are mixed.",
    example: "1. States should        2. States should",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let text = document.source().text();
    let two = |paragraph: &&Paragraph| paragraph.number.is_some() && paragraph.parent.is_none();
    let numbered = document.paragraphs().iter().filter(two);
    let defect = |paragraph: &Paragraph| {
        let line = &text[paragraph.span.range()].lines().next()?;
        let at = second_number(line)?;
        let span = Span::new(paragraph.span.start + at, paragraph.span.start + line.len());
        let message = format!("{} stands on the line of another number, behind a wide gap", quoted(&line[at..]));
        Some(Defect::new(span, message, "one column, so that each paragraph stands by itself"))
    };
    numbered.filter_map(defect).take(MOST).collect()
}

/// Where a second number with a point stands behind a gap of four or more spaces.
fn second_number(line: &str) -> Option<usize> {
    line.match_indices("    ").find_map(|(gap, _)| {
        let rest = line[gap..].trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let numbered = (1..=3).contains(&digits) && rest[digits..].starts_with(['.', '．', '、']);
        numbered.then(|| line.len() - rest.len())
    })
}
