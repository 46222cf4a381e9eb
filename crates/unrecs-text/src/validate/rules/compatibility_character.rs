//! Characters that stand for others are read as these.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "compatibility-character",
    severity: Severity::Note,
    strictness: Strictness::Adjustable,
    what: "The text has no ligatures and no radicals in the place of letters and characters.",
    why: "Converters of PDF put them there. They are read as what they stand for, and published as they are.",
    example: "Traﬃcking in Persons Protocol, 《偷运移⺠议定书》",
    classes: Class::ALL,
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let stands_for_others = |c: char| matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{FB00}'..='\u{FB06}');
    let text = document.source().text();
    let mut found = text.char_indices().filter(|&(_, c)| stands_for_others(c));
    let (at, first) = found.next()?;
    let more = found.count();
    let message = match more {
        0 => format!("{first} stands for another character"),
        _ => format!("{first} and {more} more characters stand for others"),
    };
    Some(Defect::new(Span::new(at, at + first.len_utf8()), message, "letters and characters as they are written"))
}
