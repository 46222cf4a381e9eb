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
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let issued = document.metadata().issued_on.as_ref().and_then(ParsedValue::value);
    let mut defects = Vec::new();
    let mut before: Option<DateRange> = None;
    let session = document.metadata().session_dates.iter().filter_map(read).map(|dates| (dates, false));
    let meetings =
        document.meetings().iter().filter_map(|meeting| read(meeting.dates.as_ref()?)).map(|dates| (dates, true));
    for ((dates, span), is_meeting) in session.chain(meetings) {
        if dates.end < dates.start {
            let message = format!("the last day {} lies before the first day {}", dates.end, dates.start);
            defects.push(Defect::new(span, message, "the first day, then the last"));
        }
        // The session that a document is written for lies ahead of it.
        if !is_meeting {
            continue;
        }
        if let Some(before) = before.filter(|before| dates.start <= before.end) {
            let message =
                format!("the meeting began on {}, when the one before it had not ended ({})", dates.start, before.end);
            defects.push(Defect::new(span, message, format!("a first day after {}", before.end)));
        }
        if let Some(issued) = issued.filter(|issued| dates.end > **issued) {
            let message = format!("the meeting ended on {}, after the document was issued ({issued})", dates.end);
            defects.push(Defect::new(span, message, format!("a last day up to {issued}")));
        }
        before = Some(dates);
    }
    defects
}

fn read(found: &ParsedValue<DateRange>) -> Option<(DateRange, Span)> {
    match found {
        ParsedValue::Read { value, span } => Some((*value, *span)),
        ParsedValue::Unreadable { .. } => None,
    }
}
