//! Headings count meetings as their numerals do.

use std::collections::BTreeMap;

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "meeting-ordinal",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "The numeral of a heading and the ordinal in its words rise together, and no two meetings of a document have one ordinal.",
    why: "The ordinal makes the identifiers; where numeral and words disagree, one of them is wrong.",
    example: "三. 第二次会议",
    classes: &[Class::Compilation],
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let mut defects = Vec::new();
    let mut seen: BTreeMap<i64, Span> = BTreeMap::new();
    let meetings =
        || document.meetings().map(|(division, meeting)| (division, i64::from(meeting.ordinal), meeting.ordinal_span));
    let difference = |(division, ordinal, _): (&Division, i64, Span)| Some(ordinal - division.numeral?.0);
    // Section one may be the sixth meeting, but then section two is the seventh.
    let usual = most_frequent(meetings().filter_map(difference));
    for (section, ordinal, span) in meetings() {
        if let Some(first) = seen.get(&ordinal) {
            let line = document.source().line(first.start);
            let message = format!("the document has a meeting {ordinal} already, in line {line}");
            defects.push(Defect::new(span, message, "an ordinal of its own"));
        }
        seen.entry(ordinal).or_insert(span);
        if let (Some((numeral, _)), Some(usual)) = (section.numeral, usual)
            && ordinal - numeral != usual
        {
            let message = format!("section {numeral} is meeting {ordinal} by its words");
            let expected = format!("meeting {}, as the other headings count", numeral + usual);
            defects.push(Defect::new(span, message, expected));
        }
    }
    defects
}

/// The most frequent number, where two say so or there is no other; of several the smallest distance from zero.
fn most_frequent(numbers: impl Iterator<Item = i64>) -> Option<i64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    numbers.for_each(|number| *counts.entry(number).or_default() += 1);
    let alone = counts.len() == 1;
    let most = counts.into_iter().max_by_key(|&(number, count)| (count, std::cmp::Reverse(number.abs())));
    most.filter(|&(_, count)| count > 1 || alone).map(|(number, _)| number)
}
