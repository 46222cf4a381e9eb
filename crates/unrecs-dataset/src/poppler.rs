//! Runs poppler's `pdftotext`, the only program that reads PDFs here, as a child with limits.
//!
//! A PDF may be hostile: it may never end, fill the memory or kill whoever reads it. So a child reads it, which is killed where it takes
//! too long or writes too much, and on Linux has a limit of memory too.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

/// How far a PDF is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PdfLimits {
    /// How long poppler may take, in seconds.
    pub seconds: u64,
    /// How much memory poppler may take, in MiB. Only Linux has such a limit for a child.
    pub memory_mib: u64,
    /// Above this share, in per cent, of pages without text or of characters without a meaning, a document is refused.
    pub unreadable_percent: u64,
}

impl Default for PdfLimits {
    fn default() -> Self {
        Self { seconds: 60, memory_mib: 2048, unreadable_percent: 10 }
    }
}

/// The command, which poppler brings on every system.
const COMMAND: &str = "pdftotext";

/// How much poppler may write of a PDF, in bytes (256 MiB): some six thousand pages.
const MOST_WRITTEN: usize = 256 << 20;

/// How much of poppler's messages is read, in bytes.
const MOST_SAID: usize = 16 << 10;

/// Why poppler gives no pages.
#[derive(Debug, thiserror::Error)]
pub enum PopplerError {
    /// The command is not there.
    #[error(
        "the file is a PDF document, and poppler, which takes the text out, is not installed: there is no command pdftotext on \
         the PATH; install it with `apt install poppler-utils` (Debian), `brew install poppler` (macOS) or `scoop install poppler` \
         (Windows)"
    )]
    Missing,
    /// The command is there and does not run.
    #[error("poppler's pdftotext cannot be run: {0}")]
    NotRun(io::Error),
    /// It took too long.
    #[error(
        "poppler's pdftotext had not read the file within {0} s and was stopped; `seconds` in [input.pdf] gives it more time"
    )]
    TooLong(u64),
    /// It wrote too much.
    #[error("poppler's pdftotext wrote more than {} MiB and was stopped; expected the pages of a document", MOST_WRITTEN >> 20)]
    TooMuch,
    /// It failed.
    #[error(
        "poppler's pdftotext cannot read the file ({status}){said}; expected a whole PDF document that opens without a password"
    )]
    Failed {
        /// How it ended.
        status: String,
        /// Its own words, if it said any, behind a colon.
        said: String,
    },
    /// It wrote something else than text.
    #[error("poppler's pdftotext wrote bytes that are not UTF-8; expected XHTML")]
    NotUtf8,
}

/// What poppler wrote of a PDF.
#[derive(Debug)]
pub struct Written {
    /// The pages, as XHTML.
    pub xhtml: String,
    /// What it found wrong with the file, in its own words.
    pub complaint: Option<String>,
}

/// The name of poppler with its version, such as `poppler 22.12.0`.
///
/// # Errors
/// Where it is not there or does not run.
pub fn version() -> Result<&'static str, PopplerError> {
    static VERSION: OnceLock<String> = OnceLock::new();
    if let Some(version) = VERSION.get() {
        return Ok(version);
    }
    let ran = run(&["-v"], &[], &PdfLimits::default())?;
    let said = String::from_utf8_lossy(&ran.said);
    let number = said.lines().next().and_then(|line| line.rsplit(' ').next()).unwrap_or_default();
    let known = number.starts_with(|c: char| c.is_ascii_digit());
    let number = if known { number } else { "of an unknown version" };
    Ok(VERSION.get_or_init(|| format!("poppler {}", quoted(number))))
}

/// What poppler writes of the bytes of a PDF: the words of each page with their boxes.
///
/// # Errors
/// Where poppler is not there, cannot read the file, or has to be stopped.
pub fn layout(pdf: &[u8], limits: &PdfLimits) -> Result<Written, PopplerError> {
    let ran = run(&["-bbox-layout", "-enc", "UTF-8", "-", "-"], pdf, limits)?;
    let complaint = said(&ran.said);
    if !ran.status.success() {
        let said = complaint.map(|said| format!(": {said}")).unwrap_or_default();
        return Err(PopplerError::Failed { status: ran.status.to_string(), said });
    }
    let xhtml = String::from_utf8(ran.written).map_err(|_| PopplerError::NotUtf8)?;
    Ok(Written { xhtml, complaint })
}

/// A child that ended by itself.
struct Ran {
    status: ExitStatus,
    written: Vec<u8>,
    said: Vec<u8>,
}

fn run(arguments: &[&str], input: &[u8], limits: &PdfLimits) -> Result<Ran, PopplerError> {
    let mut command = Command::new(COMMAND);
    command.args(arguments).env("LC_ALL", "C");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => PopplerError::Missing,
        _ => PopplerError::NotRun(error),
    })?;
    limit_memory(&child, limits.memory_mib);
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        // What the child does not read is lost with it.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let written = scope.spawn(move || read_up_to(stdout, MOST_WRITTEN));
        let said = scope.spawn(move || read_up_to(stderr, MOST_SAID));
        let status = wait(&mut child, Duration::from_secs(limits.seconds), &written);
        let (written, said) = (joined(written), joined(said));
        match status? {
            Some(_) if written.len() > MOST_WRITTEN => Err(PopplerError::TooMuch),
            Some(status) => Ok(Ran { status, written, said }),
            None if written.len() > MOST_WRITTEN => Err(PopplerError::TooMuch),
            None => Err(PopplerError::TooLong(limits.seconds)),
        }
    })
}

/// Waits until the child ends; kills it, and gives no status, after some time or where it writes too much.
fn wait(
    child: &mut Child,
    time: Duration,
    writes: &ScopedJoinHandle<'_, Vec<u8>>,
) -> Result<Option<ExitStatus>, PopplerError> {
    const SHORTEST: Duration = Duration::from_millis(1);
    const LONGEST: Duration = Duration::from_millis(20);
    let (start, mut pause) = (Instant::now(), SHORTEST);
    // A child that closed its output, and one whose output is no more read, has little left to do.
    let mut closed: Option<Instant> = None;
    loop {
        if let Some(status) = child.try_wait().map_err(PopplerError::NotRun)? {
            return Ok(Some(status));
        }
        if writes.is_finished() {
            closed = closed.or(Some(Instant::now()));
        }
        const GRACE: Duration = Duration::from_secs(2);
        if start.elapsed() > time || closed.is_some_and(|closed| closed.elapsed() > GRACE) {
            child.kill().map_err(PopplerError::NotRun)?;
            child.wait().map_err(PopplerError::NotRun)?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LONGEST);
    }
}

/// Reads at most so many bytes and one more, which shows that there are too many.
fn read_up_to(stream: Option<impl Read>, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What was read before an error stays; the status of the child says what is wrong.
    let _ = stream.map(|stream| stream.take(most as u64 + 1).read_to_end(&mut bytes));
    bytes
}

fn joined(handle: ScopedJoinHandle<'_, Vec<u8>>) -> Vec<u8> {
    handle.join().unwrap_or_default()
}

#[cfg(target_os = "linux")]
fn limit_memory(child: &Child, mib: u64) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let bytes = mib.saturating_mul(1 << 20);
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    // A child that has ended needs no limit.
    let _ = prlimit(pid, Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) });
}

/// No other system limits the memory of a child.
#[cfg(not(target_os = "linux"))]
fn limit_memory(_: &Child, _: u64) {}

/// The first words of poppler's messages; none where it said nothing.
fn said(messages: &[u8]) -> Option<String> {
    const LINES: usize = 3;
    let messages = String::from_utf8_lossy(messages);
    let lines: Vec<&str> = messages.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).collect();
    (!lines.is_empty()).then(|| quoted(&lines.join("; ")))
}

/// Foreign words, shortened, with the characters escaped that a terminal obeys.
fn quoted(words: &str) -> String {
    const LONGEST: usize = 300;
    let mut quoted = String::new();
    for c in words.chars().take(LONGEST) {
        match c.is_control() || unrecs_text::value::is_deceptive(c) {
            true => quoted.extend(c.escape_unicode()),
            false => quoted.push(c),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_poppler_are_quoted() {
        assert_eq!(said(b"  \n"), None);
        assert_eq!(said(b"Syntax Error: a\x1B[31m\n\nb\nc\nd").as_deref(), Some("Syntax Error: a\\u{1b}[31m; b; c"));
        assert_eq!(said(&[b'x'; 1000]).map(|said| said.len()), Some(300));
    }

    #[test]
    fn no_more_is_read_than_may_be_written() {
        assert_eq!(read_up_to(Some(&b"12345"[..]), 3), b"1234");
        assert_eq!(read_up_to(Some(&b"12"[..]), 3), b"12");
    }

    #[test]
    fn what_is_missing_says_how_it_is_installed() {
        let missing = PopplerError::Missing.to_string();
        for word in ["apt install poppler-utils", "brew install poppler", "scoop install poppler"] {
            assert!(missing.contains(word), "{missing}");
        }
        let long = PopplerError::TooLong(60).to_string();
        assert!(long.contains("within 60 s"), "{long}");
    }
}
