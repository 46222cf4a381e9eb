//! The command line: arguments in, a report and an exit code out.

mod args;
mod bag;
mod build;
mod diff;
mod github_output;
mod log;
mod near;
mod progress;
mod publish;
#[cfg(feature = "query")]
mod query;
#[cfg(not(feature = "query"))]
#[path = "query_missing.rs"]
mod query;
mod release_name;
mod schema;
mod show;
mod verify;
mod yank;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::config::{self, Config, Draft};
use crate::pipeline::{self, RunError};
use crate::report::{self, Ending, Form, Problem, human};
use args::{Args, Command};
use publish::PortalArgs;
use unrecs_dataset::release::ReleaseError;
use unrecs_text::diagnostics_toml::ConfigError;

/// Why a command stopped before its end.
enum Stop {
    /// It could not run, because of all of these problems.
    Problems(Vec<Problem>),
    /// Its output could not be written.
    Output(io::Error),
}

impl Stop {
    /// A stop because of one problem that is about no file.
    fn plain(message: impl Into<String>) -> Self {
        Self::Problems(vec![Problem::plain(message)])
    }
}

/// There are findings of severity error, and nothing was published.
const REFUSED: u8 = 1;

/// The compared releases differ.
const DIFFERENT: u8 = 1;

/// The command could not run.
const STOPPED: u8 = 2;

/// The change is larger than `--expect` allows, and nothing was published.
const LARGER: u8 = 3;

/// `verify` found a difference.
const DIFFERS: u8 = 4;

/// Runs the command that the arguments of the process name, and returns its exit code. `--help` explains the codes.
pub fn run() -> ExitCode {
    let args = Args::parse();
    args.color.to_anstream().write_global();
    let form = args.report;
    let result = match &args.command {
        Command::Build(options) => build::build(&args, options),
        Command::Check => build::check(&args),
        Command::Show { id } => show::show(&args, id),
        Command::Log => log::log(&args),
        Command::Diff(options) => diff::diff(&args, options),
        Command::Query(options) => query::query(&args, options),
        Command::Verify(options) => verify::verify(&args, options),
        Command::Publish { portal: PortalArgs::Ckan(options) } => publish::publish(&args, options),
        Command::Bag(options) => bag::bag(&args, options),
        Command::Yank { version, reason } => yank::yank(&args, version, reason),
        Command::Schema { table } => schema::schema(table.as_deref()),
        Command::Completions { shell } => completions(*shell),
    };
    let code = result.or_else(|stop| match stop {
        Stop::Problems(problems) => stopped(form, &problems).map(|()| STOPPED).map_err(Stop::Output),
        Stop::Output(error) => Err(Stop::Output(error)),
    });
    match code {
        Ok(code) => ExitCode::from(code),
        // The reader has closed the pipe, as `head` does.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => {
            // If stderr is closed too, there is nowhere to report this.
            let _ = writeln!(io::stderr(), "error: cannot write the output: {error}");
            ExitCode::from(STOPPED)
        }
        Err(Stop::Problems(_)) => ExitCode::from(STOPPED),
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<ConfigError> for Stop {
    fn from(error: ConfigError) -> Self {
        Self::Problems(vec![error.into()])
    }
}

impl From<RunError> for Stop {
    fn from(error: RunError) -> Self {
        Self::Problems(report::problems(&error))
    }
}

impl From<ReleaseError> for Stop {
    fn from(error: ReleaseError) -> Self {
        Self::plain(match error {
            ReleaseError::UnknownVersion { version, known } => {
                let unknown = near::unknown("version", &version, known.iter().map(String::as_str));
                format!("{unknown}; `unrecs log` lists all versions")
            }
            error => error.to_string(),
        })
    }
}

/// The time that a release states.
fn time() -> Result<jiff::Timestamp, Stop> {
    let epoch = std::env::var_os("SOURCE_DATE_EPOCH");
    pipeline::released_at(epoch.as_deref()).map_err(|error| Stop::plain(error.to_string()))
}

/// The output directory; the configuration is read only if the command line does not name the directory.
fn output(args: &Args) -> Result<PathBuf, Stop> {
    args.output.clone().map_or_else(|| draft(args).map(|draft| draft.output), Ok)
}

/// The whole configuration, with the changes that the command line makes to it.
fn configured(args: &Args) -> Result<Config, Stop> {
    Ok(draft(args)?.checked()?)
}

/// The same before the contents of the registry are read.
fn draft(args: &Args) -> Result<Draft, Stop> {
    let mut draft = config::read(&args.config)?;
    if let Some(output) = &args.output {
        draft.output.clone_from(output);
    }
    Ok(draft)
}

/// Reports what stopped a command, in the format of the report.
fn stopped(form: Form, problems: &[Problem]) -> io::Result<()> {
    match report::for_machines(form, &Ending::Stopped(problems)) {
        Some(text) => printed(text),
        None => human::problems(problems, &mut anstream::stderr()),
    }
}

/// Writes a report for machines to stdout, without any style.
fn printed(report: impl AsRef<[u8]>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(report.as_ref())?;
    out.flush()
}

/// Writes a report as one JSON document to stdout.
fn printed_json(report: &serde_json::Value) -> io::Result<()> {
    printed(format!("{report:#}\n"))
}

fn completions(shell: clap_complete::Shell) -> Result<u8, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), env!("CARGO_PKG_NAME"), &mut script);
    printed(script)?;
    Ok(0)
}
