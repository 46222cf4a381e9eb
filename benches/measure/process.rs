//! Measuring the whole program: a spawned run of the binary, its wall time and the most memory it held.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
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
    let arguments = ["build", "--quiet", "--config"].map(OsStr::new);
    run(&[&arguments[..], &[config.as_os_str(), OsStr::new("--output"), output.as_os_str()]].concat(), 0)
}

/// Runs the binary, which has to end with this code.
///
/// # Errors
/// It could not be started, or ended with another code; its own words are in the error.
pub fn run(arguments: &[&OsStr], code: i32) -> io::Result<Run> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_unrecs"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    // A thread of its own, because a full pipe would stop the child while we only watch its memory.
    let words = child.stderr.take().map(|pipe| thread::spawn(move || io::read_to_string(pipe)));
    // The peak only grows, so that a look now and then is enough; a look each millisecond would take a part of a core.
    let (process, ended) = (child.id(), AtomicBool::new(false));
    let (status, peak) = thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut peak = None;
            while !ended.load(Ordering::Relaxed) {
                peak = peak.max(high_water_mark(process));
                thread::sleep((start.elapsed() / 50).clamp(Duration::from_millis(1), Duration::from_millis(20)));
            }
            peak
        });
        let status = child.wait().map(|status| (status, start.elapsed()));
        ended.store(true, Ordering::Relaxed);
        (status, watching.join().unwrap_or_default())
    });
    let (status, wall) = status?;
    let words = words.and_then(|reader| reader.join().ok()).transpose()?.unwrap_or_default();
    if status.code() == Some(code) {
        Ok(Run { wall, peak })
    } else {
        Err(io::Error::other(format!("{status}\n{words}")))
    }
}

/// `VmHWM` of Linux: the last look before the end is the peak but for the last fiftieth of the run.
fn high_water_mark(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}
