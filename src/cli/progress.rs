//! The progress of a run: a bar on a terminal, lines with `--verbose`, and nothing in continuous integration.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::args::Args;
use crate::pipeline::Event;
use crate::report::{Door, Form, Stream};

/// The display of one run; dropping it clears the bar.
pub(super) struct Progress<'d> {
    door: &'d Door,
    bar: ProgressBar,
    /// When the run began, if each stage is printed on a line.
    printing_since: Option<Instant>,
}

impl<'d> Progress<'d> {
    /// Starts a bar for people at a terminal; it is hidden for machines, in continuous integration and with `--quiet`.
    pub(super) fn start(args: &Args, door: &'d Door, documents: usize) -> Self {
        let printing_since = (args.verbose > 0).then(Instant::now);
        let is_shown = args.report == Form::Human
            && args.quiet == 0
            && printing_since.is_none()
            && std::env::var_os("CI").is_none()
            && Stream::Err.is_terminal();
        if !is_shown {
            return Self { door, bar: ProgressBar::hidden(), printing_since };
        }
        let bar = ProgressBar::new(documents as u64).with_message("reading");
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} documents  {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { door, bar, printing_since }
    }

    /// Shows what happened.
    pub(super) fn show(&self, event: Event) {
        match event {
            Event::DocumentDone => self.bar.inc(1),
            Event::Stage(name) => {
                self.bar.set_message(name);
                if let Some(start) = self.printing_since {
                    let line = format!("{:>8.1} ms  {name}", start.elapsed().as_secs_f64() * 1_000.0);
                    // A run goes on even if nobody can read of its progress.
                    let _ = self.door.lines(Stream::Err, [line]);
                }
            }
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
