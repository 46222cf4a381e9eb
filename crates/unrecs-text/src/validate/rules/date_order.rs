//! Dates follow each other.

use super::*;
use crate::value::DateRange;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "date-order",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A meeting ends after it began, begins after the one before it ended, and ended before the document was issued.",
    why: "A date out of order is a misprint in the document or a misreading here; either would be published as fact.",
    example: "二. 第二次会议，维也纳，2011年3月1日至2日 (after a first meeting in 2012)",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let metadata = document.metadata();
    let issued = metadata.issued_on.as_ref().and_then(ParsedValue::value);
    let mut defects = Vec::new();
    // The session that a document is written for lies ahead of it.
    for (dates, span) in metadata.session_dates.iter().filter_map(read) {
        defects.extend(reversed(dates, span));
    }
    let mut before: Option<DateRange> = None;
    for (dates, span) in document.meetings().filter_map(|(_, meeting)| read(meeting.dates.as_ref()?)) {
        defects.extend(reversed(dates, span));
        if let Some(before) = before.replace(dates).filter(|before| dates.start <= before.end) {
            let message =
                format!("the meeting began on {}, when the one before it had not ended ({})", dates.start, before.end);
            defects.push(Defect::new(span, message, format!("a first day after {}", before.end)));
        }
        if let Some(issued) = issued.filter(|issued| dates.end > **issued) {
            let message = format!("the meeting ended on {}, after the document was issued ({issued})", dates.end);
            defects.push(Defect::new(span, message, format!("a last day up to {issued}")));
        }
    }
    defects
}

fn reversed(dates: DateRange, span: Span) -> Option<Defect> {
    let message = || format!("the last day {} lies before the first day {}", dates.end, dates.start);
    (dates.end < dates.start).then(|| Defect::new(span, message(), "the first day, then the last"))
}

fn read(found: &ParsedValue<DateRange>) -> Option<(DateRange, Span)> {
    match found {
        ParsedValue::Read { value, span } => Some((*value, *span)),
        ParsedValue::Unreadable { .. } => None,
    }
}
