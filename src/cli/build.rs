//! `build` and `check`: the main path with its progress and its report.

use std::io;

use super::args::{Args, BuildArgs};
use super::progress::Progress;
use super::{LARGER, REFUSED, Stop, configured, draft, github_output, sign, time};
use crate::pipeline::{self, Outcome};
use crate::report::{self, Door, Ending, Stream, Told, human, published};
use unrecs_dataset::release::{PublishMode, Published, Session};

/// Reads, checks and publishes, and signs where a key is named.
pub(super) fn build(args: &Args, options: &BuildArgs, door: &Door) -> Result<u8, Stop> {
    let code = built(args, options, door)?;
    if let Some(key) = options.sign.as_deref().filter(|_| code == 0) {
        return sign::sign_latest(args, key, door);
    }
    Ok(code)
}

fn built(args: &Args, options: &BuildArgs, door: &Door) -> Result<u8, Stop> {
    let at_most = options.expect.level();
    let released_at = options.released_at.map_or_else(time, Ok)?;
    let mode = if options.dry_run { PublishMode::Rehearse { at_most } } else { PublishMode::Publish { at_most } };
    let draft = draft(args)?;
    let session = Session::begin(&draft.output, mode)?;
    if !options.force
        && let Some(published) = pipeline::unchanged(&session, &draft)?
    {
        github_output::write(Some(&published), std::env::var_os("GITHUB_OUTPUT"))?;
        return unchanged(args, &published, door);
    }
    let config = draft.checked()?;
    let progress = Progress::start(args, door, config.documents.len());
    let outcome = pipeline::build(session, &config, released_at, &|event| progress.show(event));
    drop(progress);
    let outcome = outcome?;
    let written = github_output::write(outcome.published.as_ref(), std::env::var_os("GITHUB_OUTPUT"));
    written.map_err(|error| after(&outcome, error.into()))?;
    reported(args, outcome, door)
}

/// Reports that no input has changed; the documents were not read.
fn unchanged(args: &Args, published: &Published, door: &Door) -> Result<u8, Stop> {
    if report::for_machines(door, &Ending::Unchanged(published))? == Told::Nobody && args.quiet == 0 {
        door.lines(Stream::Out, published::words(published))?;
    }
    Ok(0)
}

/// Reads and checks, but writes nothing.
pub(super) fn check(args: &Args, door: &Door) -> Result<u8, Stop> {
    let config = configured(args)?;
    let progress = Progress::start(args, door, config.documents.len());
    let outcome = pipeline::check(&config, &|event| progress.show(event));
    drop(progress);
    reported(args, outcome?, door)
}

fn reported(args: &Args, outcome: Outcome<'_>, door: &Door) -> Result<u8, Stop> {
    shown(args, &outcome, door).map_err(|stop| after(&outcome, stop))?;
    let code = match &outcome.published {
        Some(Published::Larger { .. }) => LARGER,
        _ if outcome.is_publishable() => 0,
        _ => REFUSED,
    };
    // The process ends here, and freeing millions of values one by one would only take time.
    std::mem::forget(outcome);
    Ok(code)
}

/// Why there is no report of a run, which may have published something nevertheless.
fn after(outcome: &Outcome<'_>, stop: Stop) -> Stop {
    match (stop, &outcome.published) {
        (Stop::Output(error), Some(Published::Released { next, directory, .. }))
            if error.kind() != io::ErrorKind::BrokenPipe =>
        {
            let (version, directory) = (&next.version, directory.display());
            Stop::plain(format!(
                "version {version} was published in {directory}, but the report cannot be written: {error}"
            ))
        }
        (stop, _) => stop,
    }
}

fn shown(args: &Args, outcome: &Outcome<'_>, door: &Door) -> Result<(), Stop> {
    if report::for_machines(door, &Ending::Done(outcome))? == Told::Nobody {
        if args.quiet < 2 || !outcome.is_publishable() {
            human::findings(outcome, door)?;
        }
        if args.quiet == 0 {
            door.lines(Stream::Out, human::summary(outcome))?;
        }
    }
    Ok(())
}
