//! What changed, for people at a terminal: the reasons, and table by table the rows with their changes inside the sentence.

use std::fmt::Write;

use anstyle::{AnsiColor, Effects, Style};

use super::entry::{Entry, printable};
use super::inline::{Piece, pieces};
use super::{Between, Changes, Op, OpKind, TableChanges, reasons};

/// How the changes are shown.
#[derive(Debug, Clone, Copy)]
pub struct Show {
    /// Rows listed of each table; the others are counted. Rows of which only the provenance changed are never listed.
    pub rows: usize,
    /// How changes within a text are marked.
    pub marks: Marks,
}

/// How changes within a text are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// `[-removed-]{+added+}`, for files and pipes.
    Brackets,
    /// Red and struck out, green and underlined (ECMA-48), for terminals.
    Colours,
}

/// The comparison as text, lines ended by `\n`. Where nothing changed it is one line that says so.
pub fn readable(changes: &Changes, between: Between<'_>, show: Show) -> String {
    let (from, to) = (printable(between.from), printable(between.to));
    if changes.is_empty() {
        return format!("{from} and {to} hold the same data\n");
    }
    let mut text = format!("{from} → {to}: {}\n", changes.bump().code());
    for reason in reasons(changes) {
        line(&mut text, format_args!("  {:<5}  {}", reason.level.code(), reason.text));
    }
    for table in changes.tables.iter().filter(|table| table.ops.iter().any(|op| !table.is_of_provenance(op))) {
        let rows = |rows: Option<usize>| rows.map_or("none".to_owned(), |rows| rows.to_string());
        let (before, after) = (rows(table.rows_before), rows(table.rows_after));
        line(&mut text, format_args!("\n{}: {before} → {after} rows", table.table));
        let (listed, counted_only) = listed(table, show.rows);
        for op in listed {
            entry(&mut text, &Entry::of(table, op), show.marks);
        }
        if counted_only > 0 {
            line(&mut text, format_args!("  … and {counted_only} more"));
        }
    }
    text
}

/// The first so many operations that change what rows say, and how many more there are.
pub(super) fn listed(table: &TableChanges, limit: usize) -> (impl Iterator<Item = &Op>, usize) {
    let worth_listing = || table.ops.iter().filter(|op| !table.is_of_provenance(op));
    (worth_listing().take(limit), worth_listing().count().saturating_sub(limit))
}

fn entry(text: &mut String, entry: &Entry, marks: Marks) {
    let sign = match entry.kind {
        OpKind::Del => "-",
        OpKind::Rekey => ">",
        OpKind::Mod => "~",
        OpKind::Add => "+",
    };
    let key = printable(&entry.key);
    let new_key = entry.new_key.as_deref().map(|key| format!(" is now {}", printable(key))).unwrap_or_default();
    let words = marked(&entry.words, marks);
    let gap = if words.is_empty() { "" } else { "  " };
    line(text, format_args!("  {sign} {key}{new_key}{gap}{words}"));
    for (columns, pieces) in &entry.changes {
        line(text, format_args!("      {}: {}", columns.join(", "), marked(pieces, marks)));
    }
}

/// What one text has and another lacks, marked within the sentence. Stretches that both have are cut short far from any change.
pub fn changed_words(before: &str, after: &str, marks: Marks) -> String {
    marked(&pieces(&printable(before), &printable(after)), marks)
}

fn marked(pieces: &[Piece], marks: Marks) -> String {
    let coloured = |colour: AnsiColor, effect: Effects, text: &str| {
        let style = Style::new().fg_color(Some(colour.into())).effects(effect);
        format!("{style}{text}{style:#}")
    };
    let mark = |piece: &Piece| match (piece, marks) {
        (Piece::Same(text), _) => text.clone(),
        (Piece::Elided, _) => "…".to_owned(),
        (Piece::Removed(text), Marks::Brackets) => format!("[-{text}-]"),
        (Piece::Added(text), Marks::Brackets) => format!("{{+{text}+}}"),
        (Piece::Removed(text), Marks::Colours) => coloured(AnsiColor::Red, Effects::STRIKETHROUGH, text),
        (Piece::Added(text), Marks::Colours) => coloured(AnsiColor::Green, Effects::UNDERLINE, text),
    };
    pieces.iter().map(mark).collect()
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    text.write_fmt(line).expect("memory takes every write");
    text.push('\n');
}
