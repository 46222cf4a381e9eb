//! `versions.json` and `latest.json` against each other, against the directories beside them, and against a release.

use std::path::Path;

use semver::Version;

use super::disk::Disk;
use super::manifest::Claims;
use super::report_log::{Check, Log, Place};
use crate::layout::{LATEST, MANIFEST, VERSIONS};
use crate::promises::shown;
use crate::release::{Entry, History};
use unrecs_text::value::Digest;

/// An output directory: its files, and what they say; no history where it makes no sense.
pub(super) struct Output {
    pub(super) disk: Disk,
    pub(super) history: Option<History>,
}

impl Output {
    /// Reads an output directory, and says what is wrong with its pointers.
    ///
    /// # Errors
    /// Where the directory cannot be read.
    pub(super) fn read(directory: &Path, log: &mut Log) -> std::io::Result<Self> {
        let mut output = Self { disk: Disk::beside(directory)?, history: None };
        output.read_versions(log);
        if let Some(history) = &output.history {
            output.compare_latest(history, log);
            output.compare_directories(history, log);
            log.looked(Check::Pointers, "versions", history.entries().len() as u64);
        }
        Ok(output)
    }

    /// Whether nothing was ever released into it.
    pub(super) fn is_empty(&self) -> bool {
        let called = |name: &str| [VERSIONS, LATEST].contains(&name) || is_version(name);
        let names = self.disk.files().map(|(name, _)| name).chain(self.disk.directories());
        !names.chain(self.disk.strange().map(|(name, _)| name)).any(called)
    }

    fn read_versions(&mut self, log: &mut Log) {
        let mut differ = |place: Place, problem: String| log.differ(Check::Pointers, place, problem);
        let file = || Place::file(VERSIONS);
        if self.disk.size(VERSIONS).is_none() {
            return differ(file(), format!("found {}; expected the versions", self.disk.instead(VERSIONS)));
        }
        let bytes = match self.disk.bytes(VERSIONS) {
            Ok(bytes) => bytes,
            Err(error) => return differ(file(), format!("cannot read: {error}")),
        };
        match History::parse(&bytes) {
            Ok(history) => {
                if let Some((line, problem)) = first_line(&bytes, &history.versions_json()) {
                    differ(file().line(line), problem);
                }
                self.history = Some(history);
            }
            Err(problem) => differ(file(), format!("cannot make sense of it: {problem}")),
        }
    }

    fn compare_latest(&self, history: &History, log: &mut Log) {
        let found = match self.disk.size(LATEST).map(|_| self.disk.bytes(LATEST)) {
            Some(Err(error)) => {
                return log.differ(Check::Pointers, Place::file(LATEST), format!("cannot read: {error}"));
            }
            found => found.and_then(Result::ok),
        };
        let problem = match (found, history.latest_json()) {
            (None, None) => None,
            (Some(_), None) => Some((None, "found a file; expected nothing, as no release is good".to_owned())),
            (None, Some(_)) => Some((
                None,
                format!("found {}; expected a file that names the latest version", self.disk.instead(LATEST)),
            )),
            (Some(found), Some(expected)) => first_line(&found, &expected)
                .map(|(line, problem)| (Some(line), format!("{problem}, as {VERSIONS} has"))),
        };
        if let Some((line, problem)) = problem {
            log.differ(Check::Pointers, Place { line, ..Place::file(LATEST) }, problem);
        }
    }

    /// Every version has its directory, and no directory is called like a version that there is not.
    fn compare_directories(&self, history: &History, log: &mut Log) {
        for entry in history.entries().iter().filter(|entry| !self.disk.directories().any(|name| name == entry.path()))
        {
            let problem = format!("found {}; expected the directory of a release", self.disk.instead(entry.path()));
            log.differ(Check::Pointers, Place::file(entry.path()), problem);
        }
        let names = self.disk.directories().chain(self.disk.files().map(|(name, _)| name));
        for name in names.chain(self.disk.strange().map(|(name, _)| name)) {
            if is_version(name) && history.entries().iter().all(|entry| entry.path() != name) {
                let problem = format!("found something called like a release; {VERSIONS} does not name it");
                log.differ(Check::Pointers, Place::file(name), problem);
            }
        }
    }

    /// The release in the directory of this name.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.history.as_ref()?.entries().iter().find(|entry| entry.path() == name)
    }
}

/// Whether a release may be called so.
fn is_version(name: &str) -> bool {
    name.strip_prefix('v').is_some_and(|version| version.parse::<Version>().is_ok())
}

/// Compares a release with what the pointers say of it.
pub(super) fn of_release(entry: &Entry, claims: &Claims, digest: Digest, log: &mut Log) {
    let mut differ = |problem: String| log.differ(Check::Pointers, Place::file(MANIFEST), problem);
    if digest != entry.manifest_sha256 {
        differ(format!("found the SHA-256 {digest}; expected {}, as {VERSIONS} has", entry.manifest_sha256));
    }
    if claims.version != entry.version {
        differ(format!("found version {}; expected {}, as {VERSIONS} has", claims.version, entry.version));
    }
    if claims.reason != entry.reason {
        differ(format!(
            "found the reason {}; expected {}, as {VERSIONS} has",
            shown(&claims.reason),
            shown(&entry.reason)
        ));
    }
    if claims.released_at != entry.released_at {
        differ(format!("found released_at {}; expected {}, as {VERSIONS} has", claims.released_at, entry.released_at));
    }
    log.looked(Check::Pointers, "pointers", 1);
}

/// The first line in which two texts differ, and how.
pub(super) fn first_line(found: &[u8], expected: &[u8]) -> Option<(u64, String)> {
    let split = |text: &'_ [u8]| -> Vec<String> {
        text.split_inclusive(|byte| *byte == b'\n').map(|line| String::from_utf8_lossy(line).into_owned()).collect()
    };
    if found == expected {
        return None;
    }
    let (found, expected) = (split(found), split(expected));
    // Lines that are not UTF-8 may look the same.
    let at = (0..found.len().max(expected.len())).find(|&at| found.get(at) != expected.get(at)).unwrap_or_default();
    let words = |lines: &[String]| lines.get(at).map_or("no more lines".to_owned(), |line| shown(line));
    Some((at as u64 + 1, format!("found {}; expected {}", words(&found), words(&expected))))
}
