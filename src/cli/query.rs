//! `query`: SQL over a release.

use std::io::{self, IsTerminal as _, Read as _, Write as _};

use super::args::{AnswerForm, Args, QueryArgs};
use super::{Stop, near, opened, output, printed};
use crate::report::{self, Problem};
use unrecs_dataset::release::{self, Opened};
use unrecs_query::{Answer, Form, QueryError, shown, written};
use unrecs_text::value::counted;

/// Asks the release and hands over the answer.
pub(super) fn query(args: &Args, asked: &QueryArgs) -> Result<u8, Stop> {
    let form = form(args, asked)?;
    let sql = sql(asked)?;
    let opened = release(args, asked)?;
    let answer = unrecs_query::query(&opened, &sql)?;
    let bytes = match program_form(form) {
        Some(form) => written(&answer, form)?,
        None => table(args, asked, &answer).into_bytes(),
    };
    match &asked.to {
        None => {
            let mut out = io::stdout().lock();
            out.write_all(&bytes)?;
            out.flush()?;
        }
        Some(path) => {
            release::keep(path, &bytes, opened.directory())?;
            if args.quiet == 0 && args.report == report::Form::Human {
                printed(&format!("{} written to {}\n", counted(answer.rows(), "row"), path.display()))?;
            }
        }
    }
    Ok(0)
}

fn release(args: &Args, asked: &QueryArgs) -> Result<Opened, Stop> {
    if let Some(name) = &asked.release {
        return opened(args, name);
    }
    let output = output(args)?;
    let none = || problem(format!("no good release is in {}; `unrecs build` makes one", output.display()));
    Opened::latest(&output)?.ok_or_else(none)
}

fn sql(asked: &QueryArgs) -> Result<String, Stop> {
    let mut sql = asked.sql.clone().unwrap_or_default();
    if asked.sql.is_none() {
        let mut input = io::stdin().lock();
        if input.is_terminal() {
            return Err(problem("no query was given; see `unrecs query --help` for examples"));
        }
        input
            .read_to_string(&mut sql)
            .map_err(|error| problem(format!("cannot read the query from stdin: {error}")))?;
    }
    if sql.trim().is_empty() { Err(problem("the query is empty; expected a SELECT")) } else { Ok(sql) }
}

/// The form that is asked for, or that the name of the file and the form of the report suggest.
fn form(args: &Args, asked: &QueryArgs) -> Result<AnswerForm, Stop> {
    let ending = asked.to.as_deref().and_then(|path| Some(path.extension()?.to_str()?.to_ascii_lowercase()));
    let form = asked.format.unwrap_or(match ending.as_deref() {
        Some("csv") => AnswerForm::Csv,
        Some("json") => AnswerForm::Json,
        Some("ndjson" | "jsonl") => AnswerForm::Ndjson,
        Some("parquet") => AnswerForm::Parquet,
        Some(other) if !matches!(other, "txt" | "md") => {
            return Err(problem(format!("no form goes with the ending `.{other}`; name one with --format")));
        }
        _ if args.report == report::Form::Json => AnswerForm::Json,
        _ => AnswerForm::Table,
    });
    if form == AnswerForm::Parquet && asked.to.is_none() {
        return Err(problem("Parquet goes into a file only; name it with --to"));
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

/// The table with the number of its rows, as wide as the terminal where it goes to one.
fn table(args: &Args, asked: &QueryArgs, answer: &Answer) -> String {
    let terminal = if asked.to.is_none() { terminal_size::terminal_size_of(io::stdout()) } else { None };
    let table = shown(answer, terminal.map(|(width, _)| width.0.into()));
    if args.quiet > 0 { table } else { format!("{table}({})\n", counted(answer.rows(), "row")) }
}

fn problem(message: impl Into<String>) -> Stop {
    Stop::Problems(vec![Problem::plain(message)])
}

impl From<QueryError> for Stop {
    fn from(error: QueryError) -> Self {
        let near = |what, name: &str, known: &[String]| {
            let near = near::unknown(what, name, known.iter().map(String::as_str));
            problem(format!("{near}; there are {}", known.join(", ")))
        };
        match error {
            QueryError::Table { name, known } => near("table", &name, &known),
            QueryError::UnknownColumn { name, known } => near("column", &name, &known),
            error => problem(error.to_string()),
        }
    }
}
