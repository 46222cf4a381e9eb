//! What a verification found: the differences, each with its place, and how much every check looked at.

use std::collections::BTreeMap;
use std::fmt;

use crate::promises::{Example, Promise, Violation};
use crate::readback::ReadError;
use unrecs_text::value::visible;

/// One thing that is looked at. The order is that of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// `versions.json` and `latest.json`: what they say of each other and of the releases.
    Pointers,
    /// `manifest.json` makes sense, and agrees with itself.
    Manifest,
    /// Every file is there with its size and its SHA-256, and nothing else is.
    Files,
    /// `SHA256SUMS` says what the manifest says.
    Checksums,
    /// The files below `schema/` agree with each other.
    Schemas,
    /// Every file of data holds rows of its schema, and those of all formats are the same.
    Rows,
    /// The content digests.
    Content,
    /// No value is missing, no text empty, every code in its list.
    Values,
    /// Primary keys are unique, foreign keys are keys.
    Keys,
    /// Counts are the numbers of what they count.
    Counts,
    /// The segments of each document tile it.
    Segments,
    /// References and mentions are the words of their text that they say they are.
    Texts,
    /// Words and lines are those of the source.
    Sources,
    /// `provenance/` agrees with the manifest and the rows.
    Provenance,
    /// The files that describe the release say what follows from it.
    Descriptions,
    /// The changes lead from the release before to this one.
    Changes,
}

impl Check {
    /// Every check, in the order of the report.
    pub const ALL: [Check; 16] = [
        Check::Pointers,
        Check::Manifest,
        Check::Files,
        Check::Checksums,
        Check::Schemas,
        Check::Rows,
        Check::Content,
        Check::Values,
        Check::Keys,
        Check::Counts,
        Check::Segments,
        Check::Texts,
        Check::Sources,
        Check::Provenance,
        Check::Descriptions,
        Check::Changes,
    ];

    /// As reports have it.
    pub fn code(self) -> &'static str {
        match self {
            Check::Pointers => "pointers",
            Check::Manifest => "manifest",
            Check::Files => "files",
            Check::Checksums => "checksums",
            Check::Schemas => "schemas",
            Check::Rows => "rows",
            Check::Content => "content",
            Check::Values => "values",
            Check::Keys => "keys",
            Check::Counts => "counts",
            Check::Segments => "segments",
            Check::Texts => "texts",
            Check::Sources => "sources",
            Check::Provenance => "provenance",
            Check::Descriptions => "descriptions",
            Check::Changes => "changes",
        }
    }
}

impl From<Promise> for Check {
    fn from(promise: Promise) -> Self {
        match promise {
            Promise::Values => Check::Values,
            Promise::Keys => Check::Keys,
            Promise::Segments => Check::Segments,
        }
    }
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the release, or to the output directory for what stands beside the releases.
    pub file: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<u64>,
    /// The row of a table, counted from 1, where it is known.
    pub row: Option<u64>,
    /// The column of a table.
    pub column: Option<String>,
}

/// Something that is not as it has to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What found it.
    pub check: Check,
    /// Where it is.
    pub place: Place,
    /// What was found, and what was expected.
    pub problem: String,
}

/// What the checks found and looked at, so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    pub(super) differences: Vec<Difference>,
    /// How many more there are of a check in a file than are listed.
    pub(super) more: BTreeMap<(Check, String), u64>,
    pub(super) looked: BTreeMap<Check, Vec<(&'static str, u64)>>,
    /// What was not looked at, and why.
    pub(super) missed: BTreeMap<Check, Vec<String>>,
}

/// Differences of one check that are listed of one file.
pub const LISTED: usize = 10;

impl Place {
    /// A file as a whole.
    pub(super) fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, row: None, column: None }
    }

    pub(super) fn line(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }

    /// In NDJSON a row is a line.
    pub(super) fn row(self, row: u64) -> Self {
        if self.file.ends_with(".ndjson") { self.line(row) } else { Self { row: Some(row), ..self } }
    }

    pub(super) fn column(self, column: impl Into<String>) -> Self {
        Self { column: Some(column.into()), ..self }
    }
}

impl Log {
    /// Adds a difference, or counts it where there are many of its kind.
    pub(super) fn differ(&mut self, check: Check, place: Place, problem: impl Into<String>) {
        self.add(Difference { check, place, problem: problem.into() });
    }

    fn add(&mut self, difference: Difference) {
        let alike = |known: &&Difference| known.check == difference.check && known.place.file == difference.place.file;
        if self.differences.iter().filter(alike).take(LISTED).count() < LISTED {
            self.differences.push(difference);
        } else {
            *self.more.entry((difference.check, difference.place.file)).or_default() += 1;
        }
    }

    /// Adds rows of a file that break a promise.
    pub(super) fn violated(&mut self, file: &str, violation: Violation) {
        let check = violation.promise.into();
        let more = violation.rows - violation.examples.len() as u64;
        for Example { row, problem } in violation.examples {
            let place = Place::file(file).row(row);
            let columns = Some(violation.columns.join(" + ")).filter(|columns| !columns.is_empty());
            self.differ(check, Place { column: columns, ..place }, problem);
        }
        if more > 0 {
            *self.more.entry((check, file.to_owned())).or_default() += more;
        }
    }

    /// Adds what a reader says of a file.
    pub(super) fn unreadable(&mut self, check: Check, error: ReadError) {
        let ReadError { file, line, row, column, problem } = error;
        self.differ(check, Place { file, line, row, column }, problem);
    }

    /// Says how much a check has looked at.
    pub(super) fn looked(&mut self, check: Check, what: &'static str, count: u64) {
        let counts = self.looked.entry(check).or_default();
        match counts.iter_mut().find(|(name, _)| *name == what) {
            Some((_, known)) => *known += count,
            None => counts.push((what, count)),
        }
    }

    /// Says what a check has not looked at, and why.
    pub(super) fn missed(&mut self, check: Check, why: impl Into<String>) {
        let why = why.into();
        let known = self.missed.entry(check).or_default();
        if !known.contains(&why) {
            known.push(why);
        }
    }

    /// Adds what was found elsewhere.
    pub(super) fn merge(&mut self, other: Log) {
        other.differences.into_iter().for_each(|difference| self.add(difference));
        other.more.into_iter().for_each(|(key, count)| *self.more.entry(key).or_default() += count);
        for (check, counts) in other.looked {
            counts.into_iter().for_each(|(what, count)| self.looked(check, what, count));
        }
        for (check, reasons) in other.missed {
            reasons.into_iter().for_each(|why| self.missed(check, why));
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { file, line, row, column } = &self.place;
        f.write_str(&visible(file))?;
        line.iter().try_for_each(|line| write!(f, ":{line}"))?;
        row.iter().try_for_each(|row| write!(f, ", row {row}"))?;
        column.iter().try_for_each(|column| write!(f, ", column {}", visible(column)))?;
        write!(f, ": {}", visible(&self.problem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_differences_of_one_kind_are_counted() {
        let mut log = Log::default();
        for row in 1..=LISTED as u64 + 3 {
            log.differ(Check::Rows, Place::file("a.csv").row(row).column("b"), "found c; expected d");
        }
        log.differ(Check::Keys, Place::file("a.csv"), "another kind");
        let mut all = Log::default();
        all.merge(log.clone());
        all.merge(log);
        assert_eq!(all.differences.len(), LISTED + 2);
        assert_eq!(all.more, BTreeMap::from([((Check::Rows, "a.csv".to_owned()), 3 + LISTED as u64 + 3)]));
        assert_eq!(all.differences[1].to_string(), "a.csv, row 2, column b: found c; expected d");
    }

    #[test]
    fn nothing_that_a_terminal_would_obey_is_shown() {
        let place = Place::file("a\u{1B}[2J.ndjson").row(3);
        let difference = Difference { check: Check::Files, place, problem: "a\nb".to_owned() };
        assert_eq!(difference.to_string(), "a\\u{1b}[2J.ndjson:3: a\\nb");
    }

    #[test]
    fn every_check_has_its_place_and_its_name() {
        assert!(Check::ALL.is_sorted());
        let names: std::collections::BTreeSet<_> = Check::ALL.iter().map(|check| check.code()).collect();
        assert_eq!(names.len(), Check::ALL.len());
    }
}
