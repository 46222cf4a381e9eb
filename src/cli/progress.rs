//! What is shown while a run lasts: a bar on a terminal, lines where asked for, nothing in continuous integration.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::args::Args;
use crate::pipeline::Event;
use crate::report::Form;

/// The display of one run; it goes when it is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Since when stages are told line by line; none where they are not.
    told_since: Option<Instant>,
}

impl Progress {
    /// A bar for people at a terminal; hidden for machines, in continuous integration and where quiet was asked for.
    pub(super) fn start(args: &Args, documents: usize) -> Self {
        let told_since = (args.verbose > 0).then(Instant::now);
        let watched = args.report == Form::Human
            && args.quiet == 0
            && told_since.is_none()
            && std::env::var_os("CI").is_none()
            && std::io::stderr().is_terminal();
        if !watched {
            return Self { bar: ProgressBar::hidden(), told_since };
        }
        let bar = ProgressBar::new(documents as u64).with_message("reading");
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} documents  {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { bar, told_since }
    }

    /// Shows what happened.
    pub(super) fn show(&self, event: Event) {
        match event {
            Event::DocumentDone => self.bar.inc(1),
            Event::Stage(name) => {
                self.bar.set_message(name);
                if let Some(start) = self.told_since {
                    anstream::eprintln!("{:>8.1} ms  {name}", start.elapsed().as_secs_f64() * 1_000.0);
                }
            }
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
