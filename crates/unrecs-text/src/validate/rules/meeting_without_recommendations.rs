//! A meeting has recommendations.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "meeting-without-recommendations",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "A meeting has at least one recommendation.",
    why: "A section without numbered text has lost it, or its numbers could not be read.",
    example: "一. 第一次会议，维也纳，2012年5月30日至6月1日 (and then the next heading)",
    classes: &[Class::Compilation],
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let counts = document.counts();
    let divisions = document.divisions();
    let empty =
        divisions.iter().zip(counts).enumerate().filter(|(_, (one, count))| one.meeting.is_some() && *count == [0, 0]);
    let defect = |(meeting, (division, _)): (usize, (&Division, _))| {
        let in_meeting = |one: &Division| one.parent == Some(meeting) && one.kind == DivisionKind::Table;
        let expected = match divisions.iter().any(in_meeting) {
            true => "recommendations numbered from 1 outside of a table",
            false => "recommendations numbered from 1",
        };
        let message = format!("no recommendation stands under {}", quoted(&document.words(division.span)));
        Defect::new(division.span, message, expected)
    };
    empty.map(defect).take(MOST).collect()
}
