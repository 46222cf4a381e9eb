//! The command line: arguments in, a report and an exit code out.

mod args;
mod bag;
mod build;
mod diff;
mod github_output;
mod log;
mod mandates;
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
mod serve;
mod show;
mod sign;
mod verify;
mod yank;

use std::backtrace::{Backtrace, BacktraceStatus};
use std::ffi::OsString;
use std::io;
use std::panic::PanicHookInfo;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::config::{self, Config, Draft};
use crate::pipeline::{self, RunError};
use crate::report::{self, Door, Ending, Form, Problem, Stream, Told, human};
use args::{Args, Command};
use publish::PortalArgs;
use unrecs_dataset::release::ReleaseError;
use unrecs_text::diagnostics_toml::ConfigError;
use unrecs_text::value::visible;

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
    std::panic::set_hook(Box::new(broke));
    unrecs_dataset::guarded::print_other_panics_only();
    let words: Vec<OsString> = std::env::args_os().collect();
    let args = match Args::try_parse_from(&words) {
        Ok(args) => args,
        Err(error) => return usage(&words, error),
    };
    args.color.to_anstream().write_global();
    let mut door = Door::new(args.report);
    let result = ran(&args, &mut door);
    let code = result.or_else(|stop| match stop {
        Stop::Problems(problems) => stopped(&door, &problems).map(|()| STOPPED).map_err(Stop::Output),
        Stop::Output(error) => Err(Stop::Output(error)),
    });
    match code {
        Ok(code) => ExitCode::from(code),
        // The reader has closed the pipe, as `head` does.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => {
            // If stderr is closed too, there is nowhere to report this.
            let _ = door.lines(Stream::Err, [format!("error: cannot write the output: {error}")]);
            ExitCode::from(STOPPED)
        }
        Err(Stop::Problems(_)) => ExitCode::from(STOPPED),
    }
}

fn ran(args: &Args, door: &mut Door) -> Result<u8, Stop> {
    match &args.command {
        Command::Build(options) => build::build(args, options, door),
        Command::Check => build::check(args, door),
        Command::Show { id } => show::show(args, id, door),
        Command::Log => log::log(args, door),
        Command::Diff(options) => diff::diff(args, options, door),
        Command::Mandates(options) => mandates::mandates(args, options, door),
        Command::Query(options) => query::query(args, options, door),
        Command::Verify(options) => verify::verify(args, options, door),
        Command::Sign(options) => sign::sign(args, options, door),
        Command::Publish { portal: PortalArgs::Ckan(options) } => publish::publish(args, options, door),
        Command::Serve(options) => serve::serve(args, options, door),
        Command::Bag(options) => bag::bag(args, options, door),
        Command::Yank { version, reason } => yank::yank(args, version, reason, door),
        Command::Schema { table } => schema::schema(table.as_deref(), door),
        Command::Completions { shell } => completions(*shell, door),
    }
}

/// Shows an error of the program itself, which may repeat words of others.
fn broke(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let message = panic.payload_as_str().unwrap_or("no message");
    let trace = Backtrace::capture();
    let trace = if trace.status() == BacktraceStatus::Captured { trace.to_string() } else { String::new() };
    let first = format!("unrecs broke at {place}: {message}");
    // If stderr is closed, there is nowhere to report this.
    let _ = Door::new(Form::Human).lines(Stream::Err, std::iter::once(first.as_str()).chain(trace.lines()));
}

/// Shows the help, the version, or what is wrong with the arguments.
fn usage(words: &[OsString], error: clap::Error) -> ExitCode {
    // The message repeats arguments, so that it is made from arguments that can be shown.
    let shown = words.iter().map(|word| visible(&word.to_string_lossy()));
    let error = Args::try_parse_from(shown).err().unwrap_or(error);
    let stream = if error.exit_code() == 0 { Stream::Out } else { Stream::Err };
    match Door::new(Form::Human).styled(stream, &error.render().ansi().to_string()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(STOPPED),
        _ => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(STOPPED)),
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
fn stopped(door: &Door, problems: &[Problem]) -> io::Result<()> {
    match report::for_machines(door, &Ending::Stopped(problems))? {
        Told::Machines => Ok(()),
        Told::Nobody => door.lines(Stream::Err, human::problems(problems)),
    }
}

fn completions(shell: clap_complete::Shell, door: &Door) -> Result<u8, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), env!("CARGO_PKG_NAME"), &mut script);
    door.data(&script)?;
    Ok(0)
}
