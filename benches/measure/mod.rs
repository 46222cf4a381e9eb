//! Measuring: how long a piece of work takes, and how the results are laid out as Markdown.

pub mod process;
pub mod releases;
pub mod scaling;
pub mod stages;

use std::time::{Duration, Instant};

/// What one piece of work took.
pub struct Measurement {
    /// What was done.
    pub what: String,
    /// Median of the runs.
    pub time: Duration,
    /// Bytes of source text that were worked on.
    pub bytes: usize,
    /// Anything else worth knowing, such as the bytes written.
    pub note: String,
}

impl Measurement {
    /// Megabytes (10^6 bytes) of source a second.
    pub fn rate(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.time.as_secs_f64()
    }
}

/// The time a piece of work takes, and what it makes.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

/// The middle one of some times, at least one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The measurements as a Markdown table; the last but one column compares with the time of the first row, the floor.
pub fn table(rows: &[Measurement]) -> String {
    let floor = rows[0].time.as_secs_f64();
    let mut text =
        String::from("| work | median ms | MB/s of source | times the floor | |\n| --- | ---: | ---: | ---: | --- |\n");
    for row in rows {
        text += &format!(
            "| {} | {:.1} | {:.0} | {:.1} | {} |\n",
            row.what,
            row.time.as_secs_f64() * 1e3,
            row.rate(),
            row.time.as_secs_f64() / floor,
            row.note
        );
    }
    text
}
