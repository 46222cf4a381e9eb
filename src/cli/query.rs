//! `query`: SQL over a release.

use std::io::{self, IsTerminal as _, Read as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::args::{AnswerForm, Args, QueryArgs};
use super::release_name::opened_or_latest;
use super::{Stop, near};
use crate::report::{self, Door, Stream};
use unrecs_dataset::release;
use unrecs_query::{Form, QueryError, shown, written};
use unrecs_text::value::counted;

/// Runs the query and writes its result.
pub(super) fn query(args: &Args, options: &QueryArgs, door: &Door) -> Result<u8, Stop> {
    let form = form(args, options)?;
    let sql = sql(options)?;
    let opened = opened_or_latest(args, options.release.as_deref())?;
    let directory = opened.directory().to_owned();
    let width = if options.to.is_none() { Stream::Out.width() } else { None };
    let quiet = args.quiet;
    let (bytes, rows) = within(options.timeout, move || {
        let answer = unrecs_query::query(&opened, &sql)?;
        let bytes = match program_form(form) {
            Some(form) => written(&answer, form)?,
            None if quiet > 0 => shown(&answer, width).into_bytes(),
            None => format!("{}({})\n", shown(&answer, width), counted(answer.rows(), "row")).into_bytes(),
        };
        Ok((bytes, answer.rows()))
    })?;
    match &options.to {
        None if form == AnswerForm::Table => door.lines(Stream::Out, String::from_utf8_lossy(&bytes).lines())?,
        None => door.data(&bytes)?,
        Some(path) => {
            release::keep(path, &bytes, &directory)?;
            if args.quiet == 0 && args.report == report::Form::Human {
                door.lines(Stream::Out, [format!("Wrote {} to {}", counted(rows, "row"), path.display())])?;
            }
        }
    }
    Ok(0)
}

/// Runs some work for at most this many seconds. The engine cannot be interrupted; the work ends with the process, which ends next.
fn within<T: Send + 'static>(
    seconds: Option<u64>,
    work: impl FnOnce() -> Result<T, Stop> + Send + 'static,
) -> Result<T, Stop> {
    let Some(seconds) = seconds else { return work() };
    let (sender, receiver) = mpsc::sync_channel(1);
    // Nobody waits for the result once the time is over.
    std::thread::spawn(move || drop(sender.send(work())));
    match receiver.recv_timeout(Duration::from_secs(seconds)) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => {
            let time = counted(usize::try_from(seconds).unwrap_or(usize::MAX), "second");
            Err(Stop::plain(format!("the query did not end within {time}; narrow it, or allow more with --timeout")))
        }
        Err(RecvTimeoutError::Disconnected) => Err(QueryError::Unanswerable.into()),
    }
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
