//! `build` and `check`: the main path with its progress and its report.

use super::args::{Args, BuildArgs};
use super::progress::Progress;
use super::{LARGER, REFUSED, Stop, configured, draft, github_output, printed, time};
use crate::pipeline::{self, Outcome};
use crate::report::{self, Ending, human, published};
use unrecs_dataset::release::{PublishMode, Published, Session};

/// Reads, checks and publishes.
pub(super) fn build(args: &Args, options: &BuildArgs) -> Result<u8, Stop> {
    let at_most = options.expect.level();
    let released_at = options.released_at.map_or_else(time, Ok)?;
    let mode = if options.dry_run { PublishMode::Rehearse { at_most } } else { PublishMode::Publish { at_most } };
    let draft = draft(args)?;
    let session = Session::begin(&draft.output, mode)?;
    if !options.force
        && let Some(published) = pipeline::unchanged(&session, &draft)?
    {
        github_output::write(Some(&published), std::env::var_os("GITHUB_OUTPUT"))?;
        return unchanged(args, &published);
    }
    let config = draft.checked()?;
    let progress = Progress::start(args, config.documents.len());
    let outcome = pipeline::build(session, &config, released_at, &|event| progress.show(event));
    drop(progress);
    let outcome = outcome?;
    github_output::write(outcome.published.as_ref(), std::env::var_os("GITHUB_OUTPUT"))?;
    reported(args, outcome)
}

/// Reports that no input has changed; the documents were not read.
fn unchanged(args: &Args, published: &Published) -> Result<u8, Stop> {
    match report::for_machines(args.report, &Ending::Unchanged(published)) {
        Some(text) => printed(text)?,
        None if args.quiet == 0 => printed(published::words(published))?,
        None => {}
    }
    Ok(0)
}

/// Reads and checks, but writes nothing.
pub(super) fn check(args: &Args) -> Result<u8, Stop> {
    let config = configured(args)?;
    let progress = Progress::start(args, config.documents.len());
    let outcome = pipeline::check(&config, &|event| progress.show(event));
    drop(progress);
    reported(args, outcome?)
}

fn reported(args: &Args, outcome: Outcome<'_>) -> Result<u8, Stop> {
    if let Some(text) = report::for_machines(args.report, &Ending::Done(&outcome)) {
        printed(text)?;
    } else {
        if args.quiet < 2 || !outcome.is_publishable() {
            human::findings(&outcome, &mut anstream::stderr())?;
        }
        if args.quiet == 0 {
            human::summary(&outcome, &mut anstream::stdout())?;
        }
    }
    let code = match &outcome.published {
        Some(Published::Larger { .. }) => LARGER,
        _ if outcome.is_publishable() => 0,
        _ => REFUSED,
    };
    // The process ends here, and freeing millions of values one by one would only take time.
    std::mem::forget(outcome);
    Ok(code)
}
