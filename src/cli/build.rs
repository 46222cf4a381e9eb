//! `build` and `check`: the main path with its progress and its report.

use super::args::Args;
use super::progress::Progress;
use super::{REFUSED, Stop, configured, printed, time};
use crate::pipeline::{self, Outcome, RunError};
use crate::report::{self, Ending, human};

/// Reads, checks and publishes.
pub(super) fn build(args: &Args) -> Result<u8, Stop> {
    let released_at = time()?;
    let config = configured(args)?;
    let progress = Progress::start(args, config.documents.len());
    let outcome = pipeline::build(&config, released_at, &|event| progress.show(event));
    drop(progress);
    reported(args, outcome)
}

/// Does the same but writes nothing.
pub(super) fn check(args: &Args) -> Result<u8, Stop> {
    let config = configured(args)?;
    let progress = Progress::start(args, config.documents.len());
    let outcome = pipeline::check(&config, &|event| progress.show(event));
    drop(progress);
    reported(args, outcome)
}

fn reported(args: &Args, outcome: Result<Outcome, RunError>) -> Result<u8, Stop> {
    let outcome = outcome.map_err(|error| Stop::Problems(report::problems(&error)))?;
    if let Some(text) = report::for_machines(args.report, &Ending::Done(&outcome)) {
        printed(&text)?;
    } else {
        if args.quiet < 2 || !outcome.is_publishable() {
            human::findings(&outcome, &mut anstream::stderr())?;
        }
        if args.quiet == 0 {
            human::summary(&outcome, &mut anstream::stdout())?;
        }
    }
    let code = if outcome.is_publishable() { 0 } else { REFUSED };
    // The process ends here; freeing millions of values one by one would only take time.
    std::mem::forget(outcome);
    Ok(code)
}
