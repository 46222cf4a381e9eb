//! `query`: SQL over a release.

use std::io::{self, IsTerminal as _, Read as _};

use super::args::{AnswerForm, Args, QueryArgs};
use super::release_name::opened;
use super::{Stop, near, output, printed};
use crate::report;
use unrecs_dataset::release::{self, Opened};
use unrecs_query::{Answer, Form, QueryError, shown, written};
use unrecs_text::value::counted;

/// Runs the query and writes its result.
pub(super) fn query(args: &Args, options: &QueryArgs) -> Result<u8, Stop> {
    let form = form(args, options)?;
    let sql = sql(options)?;
    let opened = release(args, options)?;
    let answer = unrecs_query::query(&opened, &sql)?;
    let bytes = match program_form(form) {
        Some(form) => written(&answer, form)?,
        None => table(args, options, &answer).into_bytes(),
    };
    match &options.to {
        None => printed(bytes)?,
        Some(path) => {
            release::keep(path, &bytes, opened.directory())?;
            if args.quiet == 0 && args.report == report::Form::Human {
                printed(format!("Wrote {} to {}\n", counted(answer.rows(), "row"), path.display()))?;
            }
        }
    }
    Ok(0)
}

fn release(args: &Args, options: &QueryArgs) -> Result<Opened, Stop> {
    if let Some(name) = &options.release {
        return opened(args, name);
    }
    let output = output(args)?;
    Opened::latest(&output)?.ok_or_else(|| {
        let output = output.display();
        Stop::plain(format!("{output} has no release, or only yanked ones; run `unrecs build` to make one"))
    })
}

fn sql(options: &QueryArgs) -> Result<String, Stop> {
    let mut sql = options.sql.clone().unwrap_or_default();
    if options.sql.is_none() {
        let mut input = io::stdin().lock();
        if input.is_terminal() {
            return Err(Stop::plain(
                "no query was given; expected it as an argument or on stdin (see `unrecs query --help`)",
            ));
        }
        input
            .read_to_string(&mut sql)
            .map_err(|error| Stop::plain(format!("cannot read the query from stdin: {error}")))?;
    }
    if sql.trim().is_empty() { Err(Stop::plain("the query is empty; expected a SELECT statement")) } else { Ok(sql) }
}

/// The format that the options name; otherwise, the extension of the file and the format of the report decide.
fn form(args: &Args, options: &QueryArgs) -> Result<AnswerForm, Stop> {
    let extension = options.to.as_deref().and_then(|path| Some(path.extension()?.to_str()?.to_ascii_lowercase()));
    let form = options.format.unwrap_or(match extension.as_deref() {
        Some("csv") => AnswerForm::Csv,
        Some("json") => AnswerForm::Json,
        Some("ndjson" | "jsonl") => AnswerForm::Ndjson,
        Some("parquet") => AnswerForm::Parquet,
        Some(other) if !matches!(other, "txt" | "md") => {
            return Err(Stop::plain(format!(
                "the extension `.{other}` belongs to no format; choose one with --format"
            )));
        }
        _ if args.report == report::Form::Json => AnswerForm::Json,
        _ => AnswerForm::Table,
    });
    if form == AnswerForm::Parquet && options.to.is_none() {
        return Err(Stop::plain("Parquet needs an output file; name it with --to"));
    }
    Ok(form)
}

fn program_form(form: AnswerForm) -> Option<Form> {
    match form {
        AnswerForm::Table => None,
        AnswerForm::Csv => Some(Form::Csv),
        AnswerForm::Json => Some(Form::Json),
        AnswerForm::Ndjson => Some(Form::NdJson),
        AnswerForm::Parquet => Some(Form::Parquet),
    }
}

/// The table with the number of its rows; on a terminal, at most as wide as the terminal.
fn table(args: &Args, options: &QueryArgs, answer: &Answer) -> String {
    let terminal = if options.to.is_none() { terminal_size::terminal_size_of(io::stdout()) } else { None };
    let table = shown(answer, terminal.map(|(width, _)| width.0.into()));
    if args.quiet > 0 { table } else { format!("{table}({})\n", counted(answer.rows(), "row")) }
}

impl From<QueryError> for Stop {
    fn from(error: QueryError) -> Self {
        let unknown = |what, name: &str, existing: &[String]| {
            near::unknown_of_few(what, name, &existing.iter().map(String::as_str).collect::<Vec<_>>())
        };
        Self::plain(match error {
            QueryError::Table { name, known } => unknown("table", &name, &known),
            QueryError::UnknownColumn { name, known } => unknown("column", &name, &known),
            error => error.to_string(),
        })
    }
}
