//! Mandates as a calendar (RFC 5545): an event for each that has a last day, a to-do for each other.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Listed;
use unrecs_dataset::release::Opened;

/// Octets of the longest line.
const LONGEST: usize = 75;

/// Characters of the longest summary.
const LONGEST_SUMMARY: usize = 80;

/// The calendar of some mandates, with the words of their paragraphs. The same release gives the same bytes.
pub(super) fn of(release: &Opened, rows: &[Listed], texts: &BTreeMap<(String, String), String>) -> String {
    let mut out = Calendar::default();
    let stamp = release.manifest().released_at.strftime("%Y%m%dT%H%M%SZ").to_string();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", &format!("-//unrecs//unrecs {}//EN", env!("CARGO_PKG_VERSION")));
    for row in rows {
        let due = row.printed("due_on").parse::<Date>().ok();
        let component = if due.is_some() { "VEVENT" } else { "VTODO" };
        let [id, language] = ["paragraph_id", "language"].map(|column| row.printed(column));
        out.line("BEGIN", component);
        out.line("UID", &format!("{id}-{language}-{}@unrecs", row.printed("position")));
        out.line("DTSTAMP", &stamp);
        if let Some(due) = due {
            out.line("DTSTART;VALUE=DATE", &due.strftime("%Y%m%d").to_string());
            out.line("TRANSP", "TRANSPARENT");
        }
        let text = texts.get(&(id.clone(), language)).map_or("", String::as_str);
        out.line("SUMMARY", &escaped(&summary(row, text)));
        out.line("DESCRIPTION", &escaped(&format!("{id}: {text}")));
        out.line("CATEGORIES", &escaped(&row.printed("task")));
        out.line("END", component);
    }
    out.line("END", "VCALENDAR");
    out.0
}

/// `secretary_general, report, session 82: Requests the …`
fn summary(row: &Listed, text: &str) -> String {
    let session = Some(row.printed("due_session")).filter(|session| !session.is_empty());
    let session = session.map(|session| format!("session {session}"));
    let task = Some(row.printed("task")).filter(|task| !task.is_empty()).unwrap_or_else(|| row.printed("candidates"));
    let parts = [Some(row.printed("actor")), Some(task), session];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let start: String = text.chars().take(LONGEST_SUMMARY).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    format!("{}: {start}{more}", parts.join(", "))
}

/// A text as a value: what would end or part it is escaped, and what no calendar may hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[derive(Default)]
struct Calendar(String);

impl Calendar {
    /// Adds a property, folded where a line would be longer than 75 octets, and never within a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_and_never_within_a_character() {
        let mut calendar = Calendar::default();
        calendar.line("SUMMARY", &"请秘书长".repeat(20));
        let lines: Vec<&str> = calendar.0.split_terminator("\r\n").collect();
        assert!(lines.len() > 3 && lines.iter().all(|line| line.len() <= LONGEST));
        assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
        assert_eq!(calendar.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "请秘书长".repeat(20)));
    }

    #[test]
    fn what_would_part_a_value_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne\u{7}"), "a\\, b\\; c\\\\d\\ne");
    }
}
