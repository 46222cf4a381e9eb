//! `mandates`: who is asked to do what, and by when, of a release: as a table, CSV, JSON or a calendar.

mod calendar;

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use clap::ValueEnum;

use super::Stop;
use super::args::Args;
use super::near::unknown_of_few;
use super::release_name::opened_or_latest;
use crate::report::{Door, Stream, human};
use unrecs_dataset::export::csv_field;
use unrecs_dataset::release::{OpenError, Opened};
use unrecs_dataset::tables::{Cell, TABLES, Values};
use unrecs_text::value::{counted, days_since_1970, visible};

/// Which mandates to list, and how.
#[derive(Debug, clap::Args)]
pub struct MandatesArgs {
    /// List only those of this actor, a code such as secretary_general
    #[arg(long, value_name = "CODE")]
    pub actor: Option<String>,
    /// List only tasks of this kind, a code such as report
    #[arg(long, value_name = "CODE")]
    pub task: Option<String>,
    /// List only those in this language, a tag such as en
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// List only those that are due at the session of this number
    #[arg(long, value_name = "NUMBER")]
    pub due_session: Option<i64>,
    /// List only those whose last day lies before DATE
    #[arg(long, value_name = "DATE")]
    pub overdue_on: Option<jiff::civil::Date>,
    /// List those of this version, or of the release in this directory; the default is the latest release
    #[arg(long, value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// Print the list in this format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MandatesForm::Table)]
    pub format: MandatesForm,
}

/// The format of a list of mandates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MandatesForm {
    /// A table for people
    Table,
    /// CSV as in a release: RFC 4180 with a header, CRLF line ends, and an empty field for null
    Csv,
    /// One JSON array of objects
    Json,
    /// A calendar (iCalendar, RFC 5545): an event for each last day, a to-do for every other mandate
    Ics,
}

/// Shown below the help of the command.
pub const EXAMPLES: &str = "\
Examples:
  unrecs mandates --actor secretary_general --task report
  unrecs mandates --due-session 82 --language en --format csv
  unrecs mandates --overdue-on 2026-01-31      whose last day lies before this day
  unrecs mandates --format ics > mandates.ics

The codes are listed by `unrecs schema mandates`. A mandate that is due at a session has no last day.";

/// Lists the mandates of a release that the options choose.
pub(super) fn mandates(args: &Args, options: &MandatesArgs, door: &Door) -> Result<u8, Stop> {
    for (column, code) in [("actor", &options.actor), ("task", &options.task)] {
        code.as_deref().map_or(Ok(()), |code| known(column, code))?;
    }
    let release = opened_or_latest(args, options.release.as_deref())?;
    let rows = chosen(&release, options)?;
    match options.format {
        MandatesForm::Table => {
            let mut lines = listed(&rows);
            if args.quiet == 0 {
                lines.push(format!("({})", counted(rows.len(), "mandate")));
            }
            door.lines(Stream::Out, lines)?;
        }
        MandatesForm::Csv => door.data(&csv(&rows))?,
        MandatesForm::Json => door.data(&json(&rows))?,
        MandatesForm::Ics => {
            let texts = texts(&release, &rows)?;
            door.data(calendar::of(&release, &rows, &texts).as_bytes())?;
        }
    }
    Ok(0)
}

/// Refuses a code that no row can have.
fn known(column: &str, code: &str) -> Result<(), Stop> {
    let columns = TABLES.iter().filter(|table| table.name == "mandates").flat_map(|table| table.columns);
    let codes: Vec<&str> =
        columns.filter(|one| one.name == column).flat_map(|one| one.codes).map(|one| one.code).collect();
    if codes.contains(&code) { Ok(()) } else { Err(Stop::plain(unknown_of_few(column, code, &codes))) }
}

/// The columns of the list, in their order.
const COLUMNS: [&str; 15] = [
    "paragraph_id",
    "language",
    "position",
    "actor",
    "body_id",
    "task",
    "recipient_body_id",
    "due_organ",
    "due_session",
    "due_on",
    "interval_months",
    "until",
    "standing",
    "within_resources",
    "candidates",
];

/// The columns that are shown to people.
const SHOWN: [&str; 9] = [
    "paragraph_id",
    "language",
    "actor",
    "task",
    "recipient_body_id",
    "due_session",
    "due_on",
    "interval_months",
    "until",
];

/// A mandate: a row of the table.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    batch: RecordBatch,
    row: usize,
}

impl Listed {
    /// The value of a column; null where the release has no such column.
    fn cell(&self, column: &str) -> Cell<'_> {
        Values::named(&self.batch, column).map_or(Cell::Null, |values| values.cell(self.row))
    }

    /// The value of a column as it is printed; empty where there is none.
    pub(super) fn printed(&self, column: &str) -> String {
        self.cell(column).to_string()
    }

    fn is_chosen(&self, options: &MandatesArgs) -> bool {
        let is = |column: &str, wanted: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| self.printed(column) == *wanted)
        };
        let session = |wanted: i64| self.cell("due_session") == Cell::Int(wanted);
        let overdue = |day: &jiff::civil::Date| match self.cell("due_on") {
            Cell::Date(due) => due < days_since_1970(*day),
            _ => false,
        };
        is("actor", &options.actor)
            && is("task", &options.task)
            && is("language", &options.language)
            && options.due_session.is_none_or(session)
            && options.overdue_on.as_ref().is_none_or(overdue)
    }
}

/// The mandates that the options choose, in the order of the release.
fn chosen(release: &Opened, options: &MandatesArgs) -> Result<Vec<Listed>, Stop> {
    let mut rows = Vec::new();
    release.each_batch::<Stop>("mandates", &mut |batch| {
        let all = (0..batch.num_rows()).map(|row| Listed { batch: batch.clone(), row });
        rows.extend(all.filter(|row| row.is_chosen(options)));
        Ok(())
    })?;
    Ok(rows)
}

/// The words of the paragraphs of these mandates, by identifier and language.
fn texts(release: &Opened, rows: &[Listed]) -> Result<BTreeMap<(String, String), String>, Stop> {
    let key = |row: &Listed| (row.printed("paragraph_id"), row.printed("language"));
    let mut texts: BTreeMap<_, _> = rows.iter().map(|row| (key(row), String::new())).collect();
    release.each_batch::<Stop>("paragraphs", &mut |batch| {
        let columns = ["paragraph_id", "language", "chapeau", "text"].map(|name| Values::named(batch, name));
        for row in 0..batch.num_rows() {
            let [id, language, chapeau, text] =
                columns.map(|column| column.and_then(|values| values.cell(row).text()).unwrap_or_default().to_owned());
            if let Some(known) = texts.get_mut(&(id, language)) {
                *known = if chapeau.is_empty() { text } else { format!("{chapeau} {text}") };
            }
        }
        Ok(())
    })?;
    Ok(texts)
}

/// Lines with aligned columns.
fn listed(rows: &[Listed]) -> Vec<String> {
    let cells = rows.iter().map(|row| SHOWN.map(|column| visible(&row.printed(column))));
    let mut table: Vec<[String; SHOWN.len()]> = std::iter::once(SHOWN.map(str::to_owned)).chain(cells).collect();
    table.insert(1, human::widths(&table).map(|width| "-".repeat(width)));
    human::table(&table, SHOWN.len())
}

/// RFC 4180 with a header and CRLF line ends, as in a release.
fn csv(rows: &[Listed]) -> Vec<u8> {
    let header = COLUMNS.map(str::to_owned);
    let mut out = Vec::new();
    for line in std::iter::once(header).chain(rows.iter().map(|row| COLUMNS.map(|column| row.printed(column)))) {
        for (column, field) in line.iter().enumerate() {
            out.extend_from_slice(if column > 0 { b"," } else { b"" });
            csv_field(field, &mut out);
        }
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// One array of objects, the names of each in order.
fn json(rows: &[Listed]) -> Vec<u8> {
    let mut columns = COLUMNS;
    columns.sort_unstable();
    let mut out = Vec::from(*b"[");
    for (index, row) in rows.iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"\n{" } else { b",\n{" });
        for (place, column) in columns.iter().enumerate() {
            out.extend_from_slice(if place > 0 { b"," } else { b"" });
            Cell::Text(column).write_json(&mut out);
            out.push(b':');
            row.cell(column).write_json(&mut out);
        }
        out.push(b'}');
    }
    out.extend_from_slice(b"\n]\n");
    out
}

impl From<OpenError> for Stop {
    fn from(error: OpenError) -> Self {
        Self::plain(error.to_string())
    }
}
