//! Measuring the whole program: a spawned run of the binary, its wall time and the most memory it held.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What one run took.
pub struct Run {
    /// From spawning to the end.
    pub wall: Duration,
    /// The most memory it held, in bytes; none where the system has no `/proc`.
    pub peak: Option<usize>,
}

/// Builds a configuration into an output directory.
///
/// # Errors
/// The binary could not be started, or ended with another code than 0; its own words are in the error.
pub fn build(config: &Path, output: &Path) -> io::Result<Run> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_unrecs"))
        .args(["build", "--quiet", "--config"])
        .arg(config)
        .arg("--output")
        .arg(output)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    // A thread of its own, because a full pipe would stop the child while we only watch its memory.
    let words = child.stderr.take().map(|pipe| thread::spawn(move || io::read_to_string(pipe)));
    let mut peak = None;
    let status = loop {
        peak = peak.max(high_water_mark(child.id()));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(1));
    };
    let wall = start.elapsed();
    let words = words.and_then(|reader| reader.join().ok()).transpose()?.unwrap_or_default();
    if status.success() { Ok(Run { wall, peak }) } else { Err(io::Error::other(format!("{status}\n{words}"))) }
}

/// `VmHWM` of Linux: it only grows, so that the last look before the end is the peak but for the last millisecond.
fn high_water_mark(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}
