//! What came of a verification: every check with what it looked at, so that one that was not done cannot look like a pass.

use std::path::{Path, PathBuf};

use super::report_log::{Check, Difference, Log};
use super::tables::TableSeen;

/// Everything that was verified.
#[derive(Debug, Clone)]
pub struct Report {
    /// The pointers of the output directory; none where the release lies in none.
    pub output: Option<Part>,
    /// Every release that was looked at, oldest first.
    pub releases: Vec<Part>,
}

/// What was verified in one directory.
#[derive(Debug, Clone)]
pub struct Part {
    /// The directory, from which the paths of files count.
    pub directory: PathBuf,
    /// The version of the release, where it is one and says so.
    pub version: Option<String>,
    /// Why the release was taken back, where it was.
    pub yanked: Option<String>,
    /// Every check that belongs to such a directory.
    pub checks: Vec<Checked>,
    /// Every table of the release.
    pub tables: Vec<TableSeen>,
    /// What differs, in the order of the checks.
    pub differences: Vec<Difference>,
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Which.
    pub check: Check,
    /// How it ended.
    pub state: State,
    /// How many things it has looked at, by their names.
    pub looked: Vec<(&'static str, u64)>,
    /// How many differences it found, also those that are not listed.
    pub differences: u64,
    /// What it has not looked at, and why.
    pub missed: Vec<String>,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It was done, and found no difference.
    Passed,
    /// It found differences.
    Differs,
    /// A part of it was not done, and the other part found no difference.
    PartlyDone,
    /// It was not done.
    NotDone,
}

impl State {
    /// As reports have it.
    pub fn code(self) -> &'static str {
        match self {
            State::Passed => "passed",
            State::Differs => "differs",
            State::PartlyDone => "partly_done",
            State::NotDone => "not_done",
        }
    }
}

impl Report {
    /// Every directory with what was verified in it, the pointers first.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.output.iter().chain(&self.releases)
    }

    /// How many differences there are, also those that are not listed.
    pub fn differences(&self) -> u64 {
        self.parts().map(Part::count).sum()
    }
}

impl Part {
    pub(super) fn of_output(directory: &Path, log: Log) -> Self {
        Self::of_release(directory).of_checks(&[Check::Pointers], log)
    }

    pub(super) fn of_release(directory: &Path) -> Self {
        Self {
            directory: directory.to_owned(),
            version: None,
            yanked: None,
            checks: Vec::new(),
            tables: Vec::new(),
            differences: Vec::new(),
        }
    }

    /// The part with what the checks of a release came to.
    pub(super) fn with(self, log: Log) -> Self {
        self.of_checks(&Check::ALL, log)
    }

    fn of_checks(mut self, checks: &[Check], mut log: Log) -> Self {
        log.differences.sort_by_key(|difference| difference.check);
        let checked = |&check: &Check| {
            let listed = log.differences.iter().filter(|difference| difference.check == check).count() as u64;
            let more: u64 = log.more.iter().filter(|((of, _), _)| *of == check).map(|(_, count)| count).sum();
            let (differences, looked) = (listed + more, log.looked.get(&check).cloned().unwrap_or_default());
            let mut missed = log.missed.get(&check).cloned().unwrap_or_default();
            let done = looked.iter().any(|(_, count)| *count > 0);
            let state = match (differences, done, missed.is_empty()) {
                (1.., ..) => State::Differs,
                (0, true, true) => State::Passed,
                (0, true, false) => State::PartlyDone,
                // It was done on what turned out to be empty.
                (0, false, true) if !looked.is_empty() => State::Passed,
                (0, false, _) => State::NotDone,
            };
            if state == State::NotDone && missed.is_empty() {
                missed.push("there was nothing that it could look at".to_owned());
            }
            Checked { check, state, looked, differences, missed }
        };
        self.checks = checks.iter().map(checked).collect();
        self.differences = log.differences;
        self
    }

    /// How many differences there are, also those that are not listed.
    pub fn count(&self) -> u64 {
        self.checks.iter().map(|checked| checked.differences).sum()
    }

    /// What a check came to.
    pub fn check(&self, check: Check) -> Option<&Checked> {
        self.checks.iter().find(|checked| checked.check == check)
    }
}
