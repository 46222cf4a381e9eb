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
    check: Check::Meeting(check),
};

fn check(document: &Normalized, division: &Division, _: &Meeting) -> Option<Defect> {
    let message = || format!("no recommendation stands under {}", quoted(&document.words(division.span)));
    let meeting = document.divisions().iter().position(|one| one.division_id == division.division_id)?;
    let in_meeting = |one: &Division| one.parent == Some(meeting) && one.kind == DivisionKind::Table;
    let expected = match document.divisions().iter().any(in_meeting) {
        true => "recommendations numbered from 1 outside of a table",
        false => "recommendations numbered from 1",
    };
    let empty = !document.paragraphs().iter().any(|paragraph| paragraph.scope == meeting && paragraph.is_normative());
    empty.then(|| Defect::new(division.span, message(), expected))
}
