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
mod schema;
mod show;
mod verify;
mod yank;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::config::{self, Config, Draft};
use crate::pipeline;
use crate::report::{self, Ending, Form, Problem, human};
use args::{Args, Command};
use unrecs_dataset::release::{Opened, ReleaseError};

/// Why a command did not come to its end.
enum Stop {
    /// It could not run: what is wrong, all of it.
    Problems(Vec<Problem>),
    /// Its output could not be written.
    Output(io::Error),
}

/// Findings of severity error: nothing was published.
const REFUSED: u8 = 1;

/// Two releases that were compared are not the same.
const DIFFERENT: u8 = 1;

/// The command could not run.
const STOPPED: u8 = 2;

/// The change is larger than `--expect` allows: nothing was published.
const LARGER: u8 = 3;

/// `verify` found a difference.
const DIFFERS: u8 = 4;

/// Runs the command that the arguments of the process name. The exit code is 0 where it is done (also where nothing changed),
/// 1 where findings of severity error forbid a publication or releases that are compared differ, 2 where it could not run, 3 where
/// a change is larger than expected, and 4 where a release is not what it says it is.
pub fn run() -> ExitCode {
    let args = Args::parse();
    args.color.to_anstream().write_global();
    let form = args.report;
    let result = match &args.command {
        Command::Build(build) => build::build(&args, build),
        Command::Check => build::check(&args),
        Command::Show { id } => show::show(&args, id),
        Command::Log => log::log(&args),
        Command::Diff(diff) => diff::diff(&args, diff),
        Command::Query(asked) => query::query(&args, asked),
        Command::Verify(asked) => verify::verify(&args, asked),
        Command::Publish(asked) => publish::publish(&args, asked),
        Command::Bag(asked) => bag::bag(&args, asked),
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
        // Whoever reads the output has seen enough, as `head` has.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => {
            // Where stderr is gone too there is nobody left to tell.
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

impl From<ReleaseError> for Stop {
    fn from(error: ReleaseError) -> Self {
        let message = match error {
            ReleaseError::UnknownVersion { version, known } => {
                let unknown = near::unknown("version", &version, known.iter().map(String::as_str));
                format!("{unknown}; `unrecs log` lists them all")
            }
            error => error.to_string(),
        };
        Self::Problems(vec![Problem::plain(message)])
    }
}

/// The time that a run publishes.
fn time() -> Result<jiff::Timestamp, Stop> {
    let epoch = std::env::var_os("SOURCE_DATE_EPOCH");
    pipeline::released_at(epoch.as_deref()).map_err(|error| Stop::Problems(vec![Problem::plain(error.to_string())]))
}

/// Where the releases are; the configuration is read only where the command line does not say it.
fn output(args: &Args) -> Result<PathBuf, Stop> {
    args.output.clone().map_or_else(|| draft(args).map(|draft| draft.output), Ok)
}

/// A version of the output directory, or the directory of a release. What reads like a version is one: a directory of such a name is
/// told by a `./` in front.
fn opened(args: &Args, name: &str) -> Result<Opened, Stop> {
    let is_version = semver::Version::parse(name.strip_prefix('v').unwrap_or(name)).is_ok();
    let is_path = Path::new(name).components().count() > 1 || Path::new(name).is_dir();
    if is_version || !is_path {
        Ok(Opened::named(name, &output(args)?)?)
    } else {
        Opened::at(Path::new(name)).map_err(|error| Stop::Problems(vec![Problem::plain(error.to_string())]))
    }
}

/// The configuration with what the command line sets in its place.
fn configured(args: &Args) -> Result<Config, Stop> {
    checked(draft(args)?)
}

/// The same before the registry is understood.
fn draft(args: &Args) -> Result<Draft, Stop> {
    let mut draft = config::read(&args.config).map_err(|error| Stop::Problems(vec![error.into()]))?;
    if let Some(output) = &args.output {
        draft.output.clone_from(output);
    }
    Ok(draft)
}

fn checked(draft: Draft) -> Result<Config, Stop> {
    draft.checked().map_err(|error| Stop::Problems(vec![error.into()]))
}

/// Reports what stopped a command, to whoever asked for the report.
fn stopped(form: Form, problems: &[Problem]) -> io::Result<()> {
    match report::for_machines(form, &Ending::Stopped(problems)) {
        Some(text) => printed(&text),
        None => human::problems(problems, &mut anstream::stderr()),
    }
}

/// Writes a report for machines to stdout, without any style.
fn printed(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn completions(shell: clap_complete::Shell) -> Result<u8, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), env!("CARGO_PKG_NAME"), &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(0)
}
