//! The section of `CHANGELOG.md` about one version, for people.

use jiff::civil;

use super::entry::Entry;
use super::inline::Piece;
use super::readable::listed;
use super::{Between, Bump, Changes, OpKind, reasons};
use unrecs_text::value::counted;

/// Rows listed of each table; all are in `changes/`.
const ROWS: usize = 50;

/// A section in Markdown after Keep a Changelog 1.1.0: the version with its day, the reasons by level, and the rows of each table
/// under Removed, Re-keyed, Changed and Added, changes within a text as `<del>` and `<ins>`. Ends with one line break.
pub fn changelog_section(changes: &Changes, between: Between<'_>, released_on: civil::Date) -> String {
    let mut section = format!("## {} - {released_on}\n", escaped(between.to));
    for level in Bump::ALL.into_iter().rev() {
        let of_level: Vec<_> = reasons(changes).into_iter().filter(|reason| reason.level == level).collect();
        if !of_level.is_empty() {
            section += &format!("\n{} since {}:\n\n", title(level), escaped(between.from));
            of_level.iter().for_each(|reason| section += &format!("- {}\n", escaped(&reason.text)));
        }
    }
    for table in &changes.tables {
        let (ops, more) = listed(table, ROWS);
        let ops: Vec<_> = ops.collect();
        for &kind in OpKind::ALL {
            let of_kind: Vec<_> = ops.iter().filter(|op| op.kind == kind).collect();
            if !of_kind.is_empty() {
                section += &format!("\n### {} in {}\n\n", heading(kind), escaped(&table.table));
                of_kind.iter().for_each(|op| section += &item(&Entry::of(table, op)));
            }
        }
        if more > 0 {
            section += &format!("\n{} more in changes/ops.ndjson.\n", counted(more, "row"));
        }
    }
    section
}

fn title(level: Bump) -> &'static str {
    match level {
        Bump::None => "Nothing",
        Bump::Patch => "Corrections",
        Bump::Minor => "Additions",
        Bump::Major => "Breaking changes",
    }
}

fn heading(kind: OpKind) -> &'static str {
    match kind {
        OpKind::Del => "Removed",
        OpKind::Rekey => "Re-keyed",
        OpKind::Mod => "Changed",
        OpKind::Add => "Added",
    }
}

fn item(entry: &Entry) -> String {
    let code = |key: &str| format!("`{}`", super::entry::printable(key).replace('`', "'"));
    let new_key = entry.new_key.as_deref().map(|key| format!(" is now {}", code(key))).unwrap_or_default();
    let words = marked(&entry.words);
    let colon = if words.is_empty() { "" } else { ": " };
    let mut item = format!("- {}{new_key}{colon}{words}\n", code(&entry.key));
    for (columns, pieces) in &entry.changes {
        item += &format!("  - {}: {}\n", escaped(&columns.join(", ")), marked(pieces));
    }
    item
}

/// HTML tells what changed, as the stars of Markdown do not work between Chinese characters and punctuation.
fn marked(pieces: &[Piece]) -> String {
    let mark = |piece: &Piece| match piece {
        Piece::Same(text) => escaped(text),
        Piece::Removed(text) => format!("<del>{}</del>", escaped(text)),
        Piece::Added(text) => format!("<ins>{}</ins>", escaped(text)),
        Piece::Elided => "…".to_owned(),
    };
    pieces.iter().map(mark).collect()
}

/// Text that Markdown shows as it is (CommonMark 0.31.2, section 2.4), but for `.`, `-`, `(` and the like, which mean nothing within a
/// line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '@' | '!') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
