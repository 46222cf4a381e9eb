//! Whether releases are what they say they are: every file, every row in every format, every promise of the schema, every change.
//!
//! Nothing is believed: files are listed without following links, and only plain files that were listed are opened, whatever a
//! manifest says. What is found is collected, each difference with its place; a check that could not be done says so, and how much
//! each has looked at is part of the report.

mod akn;
mod changes;
mod cursor;
mod database;
mod dataset_claim;
mod descriptions;
mod dictionary;
mod disk;
mod files;
mod json_heading;
mod report_log;
mod loaded_release;
mod manifest;
mod nested;
mod ordered;
mod pages;
mod places;
mod pointers;
mod provenance;
mod report;
mod schemas;
mod lockstep;
mod single;
mod tables;
mod twin;
mod words;
mod workbook;
mod xsd;

use std::io;
use std::path::{Path, PathBuf};

use crate::release::{Generator, Status};
use disk::Disk;
use pointers::Output;
use report_log::Log;
use single::Pointed;

pub use report::{Checked, Part, Report, State};
pub use report_log::{Check, Difference, LISTED, Place};
pub use tables::{FileSeen, TableSeen};

/// Which releases of an output directory are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// The last good one.
    Latest,
    /// The one with this version, or in the directory of this name.
    Version(&'a str),
    /// Every one, yanked ones too.
    All,
}

/// What a release is compared with besides itself.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// The directory below which the sources are looked for.
    pub sources: &'a Path,
    /// The program that verifies: what it made itself, it can derive again.
    pub program: &'a Generator,
}

/// What keeps a verification from being done at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The directory cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The directory.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The system lets this process open too few files.
    #[error("this process may open {most} files at once; expected {needed} at least (see `ulimit -n`)")]
    Descriptors {
        /// How many it may open.
        most: u64,
        /// How many a verification may need.
        needed: u64,
    },
    /// No release has this version.
    #[error("there is no version `{version}`")]
    UnknownVersion {
        /// The version as it was asked for.
        version: String,
        /// All that there are, newest last.
        known: Vec<String>,
    },
    /// There is nothing that could be looked at.
    #[error("nothing has been released in {}", output.display())]
    Nothing {
        /// The output directory.
        output: PathBuf,
    },
}

/// Verifies releases of an output directory, and its pointers.
///
/// # Errors
/// [`VerifyError`]; where the pointers make no sense, that is a difference, and no release is looked at unless it is named.
pub fn output(directory: &Path, which: Which<'_>, against: Against<'_>) -> Result<Report, VerifyError> {
    enough_descriptors()?;
    let mut log = Log::default();
    let read = Output::read(directory, &mut log);
    let nothing = || VerifyError::Nothing { output: directory.to_owned() };
    let output = read.map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => nothing(),
        _ => VerifyError::Io { path: directory.to_owned(), source },
    })?;
    if output.is_empty() {
        return Err(nothing());
    }
    let mut releases = Vec::new();
    for name in names(&output, which)? {
        // What is no directory was said with the pointers, and a link is not followed.
        if output.disk.directories().any(|directory| directory == name) {
            let disk = listed(&directory.join(&name))?;
            let pointed = output.entry(&name).map(|entry| Pointed { output: &output, entry });
            let verified = single::verify(&disk, pointed, against);
            usable(disk)?;
            releases.push(verified);
        }
    }
    Ok(Report { output: Some(Part::of_output(directory, log)), releases })
}

/// Verifies the release in a directory, and what the pointers say of it where it lies in an output directory.
///
/// # Errors
/// [`VerifyError::Io`]
pub fn directory(directory: &Path, against: Against<'_>) -> Result<Report, VerifyError> {
    enough_descriptors()?;
    let disk = listed(directory)?;
    let whole = disk::whole(directory).map_err(|source| VerifyError::Io { path: directory.to_owned(), source })?;
    let name = whole.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let mut log = Log::default();
    let output = whole.parent().and_then(|parent| Output::read(parent, &mut log).ok());
    // The directory above may be anything; it is an output directory where its pointers name the release.
    let pointed = output.as_ref().and_then(|output| Some(Pointed { output, entry: output.entry(name)? }));
    let part = pointed.map(|pointed| Part::of_output(pointed.output.disk.root(), log));
    let verified = single::verify(&disk, pointed, against);
    usable(disk)?;
    Ok(Report { output: part, releases: vec![verified] })
}

/// Tells a machine that could not open its files from a release that is not whole.
fn usable(disk: Disk) -> Result<(), VerifyError> {
    disk.into_refused().map_or(Ok(()), |(path, source)| Err(VerifyError::Io { path, source }))
}

/// Whether the system lets this process open as many files at once as a verification may. Where one is too many, a library may find no
/// better words than that a file cannot be read, as if something were wrong with the release.
fn enough_descriptors() -> Result<(), VerifyError> {
    /// All cursors of all tables in all formats at once, and a margin.
    const NEEDED: u64 = 128;
    #[cfg(target_os = "linux")]
    if let Some(most) =
        rustix::process::getrlimit(rustix::process::Resource::Nofile).current.filter(|&most| most < NEEDED)
    {
        return Err(VerifyError::Descriptors { most, needed: NEEDED });
    }
    Ok(())
}

/// The names of the directories that are asked for.
fn names(output: &Output, which: Which<'_>) -> Result<Vec<String>, VerifyError> {
    let entries = output.history.as_ref().map_or(&[][..], |history| history.entries());
    let path = |entry: &crate::release::Entry| entry.path().to_owned();
    match which {
        Which::All => Ok(entries.iter().map(path).collect()),
        Which::Latest => Ok(entries.iter().rev().find(|entry| entry.is_good()).map(path).into_iter().collect()),
        Which::Version(wanted) => {
            let named = |entry: &&crate::release::Entry| entry.path() == wanted || entry.version.to_string() == wanted;
            let known = || entries.iter().map(|entry| entry.version.to_string()).collect();
            let found = entries.iter().find(named).map(path);
            // Where versions.json makes no sense, the directory still has its name.
            let unnamed = || {
                let name = format!("v{}", wanted.strip_prefix('v').unwrap_or(wanted));
                let there = output.history.is_none() && output.disk.directories().any(|directory| directory == name);
                there.then_some(name)
            };
            let unknown = || VerifyError::UnknownVersion { version: wanted.to_owned(), known: known() };
            Ok(vec![found.or_else(unnamed).ok_or_else(unknown)?])
        }
    }
}

/// Why a release was taken back, where it was.
fn yanked(status: &Status) -> Option<String> {
    match status {
        Status::Good => None,
        Status::Yanked { reason, .. } => Some(reason.clone()),
    }
}

/// Lists a directory.
fn listed(directory: &Path) -> Result<Disk, VerifyError> {
    Disk::list(directory).map_err(|source| VerifyError::Io { path: directory.to_owned(), source })
}

#[cfg(test)]
mod tests;
