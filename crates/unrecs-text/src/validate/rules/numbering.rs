//! Numbers follow each other.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "numbering",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "The numbers of sections, of the recommendations of a meeting and of the items of a recommendation begin at 1 and rise by 1.",
    why: "A gap is a lost recommendation, a repetition a wrong one: identifiers are made of these numbers.",
    example: "1. … 2. … 4. …",
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let mut defects = Vec::new();
    let mut last_section = 0;
    for section in document.sections() {
        if defects.len() >= MOST {
            return defects;
        }
        match section.numeral {
            Some((numeral, span)) => defects.extend(next("section", &mut last_section, (numeral, span))),
            // An annex counts its sections anew; a meeting without a numeral does not.
            None if section.meeting.is_none() => last_section = 0,
            None => {}
        }
    }
    let mut last_recommendation = 0;
    let mut meeting = None;
    // The last item of each level that is open; a unit closes those below it.
    let mut last_items: Vec<i64> = Vec::new();
    for unit in document.units() {
        let depth = usize::try_from(unit.level).unwrap_or(1);
        if unit.parent.is_none() && meeting.replace(unit.meeting) != Some(unit.meeting) {
            last_recommendation = 0;
        }
        last_items.resize(depth - 1, 0);
        let (last, kind) = match last_items.last_mut() {
            Some(last) => (last, "item"),
            None => (&mut last_recommendation, "recommendation"),
        };
        defects.extend(next(kind, last, (unit.ordinal, unit.label_span)));
        if defects.len() >= MOST {
            break;
        }
    }
    defects
}

/// What is wrong with the next number of a series.
fn next(kind: &str, last: &mut i64, (number, span): (i64, Span)) -> Option<Defect> {
    let last = std::mem::replace(last, number);
    let message = match last {
        _ if number == last + 1 => return None,
        0 => format!("the first {kind} has the number {number}"),
        _ if number == last => format!("{kind} {number} stands here again"),
        _ if number < last => format!("{kind} {number} stands behind {kind} {last}"),
        _ => format!("{kind} {number} follows {kind} {last}; {} missing", missing(last, number)),
    };
    Some(Defect::new(span, message, format!("{kind} {}", last + 1)))
}

fn missing(last: i64, number: i64) -> String {
    if number == last + 2 { format!("{} is", last + 1) } else { format!("{} to {} are", last + 1, number - 1) }
}
