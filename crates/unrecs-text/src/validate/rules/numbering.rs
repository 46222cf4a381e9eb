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
    let mut sections = Series::default();
    for section in document.sections() {
        if defects.len() >= MOST {
            return defects;
        }
        match section.numeral {
            Some((numeral, span)) => defects.extend(sections.next("section", numeral, span)),
            // An annex counts its sections anew; a meeting without a numeral does not.
            None if section.meeting.is_none() => sections = Series::default(),
            None => {}
        }
    }
    let mut recommendations = Series::default();
    let mut meeting = None;
    // One series of items for each level that is open; a unit closes those below it.
    let mut items: Vec<Series> = Vec::new();
    for unit in document.units() {
        let depth = usize::try_from(unit.level).unwrap_or(1);
        if unit.parent.is_none() && meeting.replace(unit.meeting) != Some(unit.meeting) {
            recommendations = Series::default();
        }
        items.resize_with(depth - 1, Series::default);
        let (series, kind) = match items.last_mut() {
            Some(series) => (series, "item"),
            None => (&mut recommendations, "recommendation"),
        };
        defects.extend(series.next(kind, unit.ordinal, unit.label_span));
        if defects.len() >= MOST {
            break;
        }
    }
    defects
}

/// The last number of a series.
#[derive(Default)]
struct Series {
    last: i64,
}

impl Series {
    fn next(&mut self, kind: &str, number: i64, span: Span) -> Option<Defect> {
        let last = std::mem::replace(&mut self.last, number);
        if number == last + 1 {
            return None;
        }
        let expected = format!("{kind} {}", last + 1);
        let message = match last {
            0 => format!("the first {kind} has the number {number}"),
            _ if number == last => format!("{kind} {number} stands here again"),
            _ if number < last => format!("{kind} {number} stands behind {kind} {last}"),
            _ => format!("{kind} {number} follows {kind} {last}; {} missing", missing(last, number)),
        };
        Some(Defect::new(span, message, expected))
    }
}

fn missing(last: i64, number: i64) -> String {
    if number == last + 2 { format!("{} is", last + 1) } else { format!("{} to {} are", last + 1, number - 1) }
}
