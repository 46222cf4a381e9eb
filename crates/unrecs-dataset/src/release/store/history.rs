//! Every version ever released into an output directory, which is what `versions.json` says.

use crate::export::pretty_json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use semver::Version;
use serde::{Deserialize, Serialize};

use crate::release::ReleaseError;
use crate::release::manifest::as_text;
use unrecs_text::value::{Digest, is_deceptive};

/// One release, as `versions.json` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Never given again, also where the release is yanked.
    #[serde(with = "as_text")]
    pub version: Version,
    /// The directory of the release, below the output directory: `v` and the version.
    path: String,
    /// Why this version.
    pub reason: String,
    /// What the release says of its time, to the second. Releases are in the order in which they were made, also where a clock
    /// was set back between them.
    #[serde(with = "as_text")]
    pub released_at: Timestamp,
    /// SHA-256 of `manifest.json`, which holds the digests of all other files.
    #[serde(with = "as_text")]
    pub manifest_sha256: Digest,
    /// Whether it may still be used.
    #[serde(flatten)]
    pub status: Status,
}

/// Whether a release may still be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status")]
pub enum Status {
    /// Nothing is known against it.
    #[serde(rename = "ok")]
    Good,
    /// Its publisher has taken it back. Its files stay.
    #[serde(rename = "yanked")]
    Yanked {
        /// Why, for the users of the data.
        #[serde(rename = "yank_reason")]
        reason: String,
        /// When, to the second.
        #[serde(rename = "yanked_at", with = "as_text")]
        at: Timestamp,
    },
}

impl Entry {
    /// A good release that is about to appear.
    pub(crate) fn new(version: Version, reason: String, released_at: Timestamp, manifest_sha256: Digest) -> Self {
        let path = directory(&version);
        Self { version, path, reason, released_at: whole_second(released_at), manifest_sha256, status: Status::Good }
    }

    /// Relative to the output directory.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where the release is.
    pub fn directory(&self, output: &Path) -> PathBuf {
        output.join(&self.path)
    }

    /// Whether nothing is known against it.
    pub fn is_good(&self) -> bool {
        self.status == Status::Good
    }
}

/// The name of the directory of a version.
pub(crate) fn directory(version: &Version) -> String {
    format!("v{version}")
}

/// Published times are whole seconds.
fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// All releases, newest last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    entries: Vec<Entry>,
}

/// `versions.json`
#[derive(Serialize)]
struct Written<'a> {
    /// The last good version; null where there is none.
    latest: Option<String>,
    /// Newest last.
    versions: &'a [Entry],
}

#[derive(Deserialize)]
struct Read {
    latest: Option<String>,
    versions: Vec<Entry>,
}

/// `latest.json`
#[derive(Serialize)]
struct Latest<'a> {
    version: String,
    path: &'a str,
    manifest_sha256: String,
}

impl History {
    /// Reads what `versions.json` holds.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let Read { latest, versions } = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let mut seen = BTreeSet::new();
        for entry in &versions {
            let expected = directory(&entry.version);
            if entry.path != expected {
                return Err(format!("the path of {} is {:?}; expected {expected:?}", entry.version, entry.path));
            }
            if !seen.insert(&entry.version) {
                return Err(format!("it lists version {} twice", entry.version));
            }
        }
        let history = Self { entries: versions };
        let good = history.latest().map(|entry| entry.version.to_string());
        if latest != good {
            let words = |version: Option<String>| version.unwrap_or_else(|| "none".to_owned());
            return Err(format!(
                "it names {} as the latest version, but the last good version is {}",
                words(latest),
                words(good)
            ));
        }
        Ok(history)
    }

    /// Whether the bytes hold nothing that writing this history would lose.
    pub(crate) fn is_all_of(&self, bytes: &[u8]) -> bool {
        type Json = Result<serde_json::Value, serde_json::Error>;
        let (there, ours): (Json, Json) =
            (serde_json::from_slice(bytes), serde_json::from_slice(&self.versions_json()));
        matches!((there, ours), (Ok(there), Ok(ours)) if there == ours)
    }

    /// Newest last.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The last that was released and is not yanked.
    pub fn latest(&self) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.is_good())
    }

    /// Whether a version was ever released.
    pub(crate) fn has(&self, version: &Version) -> bool {
        self.entries.iter().any(|entry| entry.version == *version)
    }

    /// The release named by its version or its directory.
    ///
    /// # Errors
    /// [`ReleaseError::UnknownVersion`]
    pub(crate) fn named(&self, name: &str) -> Result<&Entry, ReleaseError> {
        self.position(name).map(|index| &self.entries[index])
    }

    fn position(&self, name: &str) -> Result<usize, ReleaseError> {
        let wanted = |entry: &Entry| entry.path == name || entry.version.to_string() == name;
        let known = || self.entries.iter().map(|entry| entry.version.to_string()).collect();
        let unknown = || ReleaseError::UnknownVersion { version: name.to_owned(), known: known() };
        self.entries.iter().position(wanted).ok_or_else(unknown)
    }

    /// Adds the newest release.
    pub(crate) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Marks a release, named by its version or its directory, as yanked.
    ///
    /// # Errors
    /// [`ReleaseError::Reason`], [`ReleaseError::UnknownVersion`], [`ReleaseError::AlreadyYanked`]
    pub(crate) fn yank(&mut self, name: &str, reason: &str, at: Timestamp) -> Result<Version, ReleaseError> {
        let reason = reason.trim();
        if reason.is_empty() || reason.contains(is_deceptive) {
            return Err(ReleaseError::Reason { found: reason.to_owned() });
        }
        let index = self.position(name)?;
        let entry = &mut self.entries[index];
        if let Status::Yanked { reason, at } = &entry.status {
            let (version, reason) = (entry.version.clone(), reason.clone());
            return Err(ReleaseError::AlreadyYanked { version, at: *at, reason });
        }
        entry.status = Status::Yanked { reason: reason.to_owned(), at: whole_second(at) };
        Ok(entry.version.clone())
    }

    /// `versions.json`
    pub fn versions_json(&self) -> Vec<u8> {
        let latest = self.latest().map(|entry| entry.version.to_string());
        pretty_json(&Written { latest, versions: &self.entries })
    }

    /// `latest.json`, which is not there where no release is good.
    pub fn latest_json(&self) -> Option<Vec<u8>> {
        self.latest().map(|entry| {
            let (version, manifest_sha256) = (entry.version.to_string(), entry.manifest_sha256.to_string());
            pretty_json(&Latest { version, path: &entry.path, manifest_sha256 })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn history(versions: &[&str]) -> History {
        let mut history = History::default();
        for (index, version) in versions.iter().enumerate() {
            let digest = Digest::of(version.as_bytes());
            let time = Timestamp::new(1_700_000_000 - index as i64, 5).unwrap();
            history.push(Entry::new(version.parse().unwrap(), "a reason".to_owned(), time, digest));
        }
        history
    }

    fn latest(history: &History) -> Option<String> {
        history.latest().map(|entry| entry.version.to_string())
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut history = history(&["1.0.0", "2.0.0", "1.0.1"]);
        assert_eq!(history.yank("2.0.0", " wrong dates ", at(5)).unwrap(), Version::new(2, 0, 0));
        let bytes = history.versions_json();
        assert_eq!(History::parse(&bytes).unwrap(), history);
        assert!(history.is_all_of(&bytes));
        let expected = serde_json::json!({
            "version": "2.0.0", "path": "v2.0.0", "reason": "a reason", "released_at": "2023-11-14T22:13:19Z",
            "manifest_sha256": Digest::of(b"2.0.0").to_string(),
            "status": "yanked", "yank_reason": "wrong dates", "yanked_at": "1970-01-01T00:00:05Z",
        });
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((&value["versions"][1], &value["latest"]), (&expected, &serde_json::json!("1.0.1")));
    }

    #[test]
    fn the_latest_is_the_last_good_one_in_the_order_of_releasing() {
        let mut history = history(&["1.0.0", "2.0.0", "1.0.1"]);
        assert_eq!(latest(&history).unwrap(), "1.0.1");
        for (yanked, left) in [("v1.0.1", Some("2.0.0")), ("2.0.0", Some("1.0.0")), ("1.0.0", None)] {
            history.yank(yanked, "wrong", at(0)).unwrap();
            assert_eq!(latest(&history).as_deref(), left);
        }
        assert_eq!(history.latest_json(), None);
        assert_eq!(History::parse(&history.versions_json()).unwrap(), history);
        assert!(history.has(&Version::new(1, 0, 1)) && !history.has(&Version::new(1, 0, 2)));
    }

    #[test]
    fn a_yank_needs_a_version_that_is_there_and_a_reason() {
        let mut history = history(&["1.0.0", "1.1.0"]);
        let before = history.clone();
        let mut refused = |version, reason| history.yank(version, reason, at(1)).unwrap_err().to_string();
        assert_eq!(refused("1.0.1", "wrong"), "there is no version `1.0.1`");
        for reason in ["", "  ", "two\nlines", "turned \u{202E}around"] {
            let expected = format!(
                "invalid reason {:?}; expected one line of text that tells the users of the data what is wrong",
                reason.trim()
            );
            assert_eq!(refused("1.0.0", reason), expected);
        }
        assert_eq!(history, before);
        history.yank("1.0.0", "wrong", at(0)).unwrap();
        let again = history.yank("1.0.0", "other", at(1)).unwrap_err();
        assert_eq!(again.to_string(), "version 1.0.0 is already yanked, since 1970-01-01T00:00:00Z: wrong");
    }

    #[test]
    fn a_file_that_was_tampered_with_is_refused() {
        let written = String::from_utf8(history(&["1.0.0", "1.1.0"]).versions_json()).unwrap();
        let refused = |old: &str, new: &str| {
            assert!(written.contains(old), "{old}");
            History::parse(written.replace(old, new).as_bytes()).unwrap_err()
        };
        assert_eq!(refused("\"v1.1.0\"", "\"../x\""), "the path of 1.1.0 is \"../x\"; expected \"v1.1.0\"");
        assert_eq!(refused("1.1.0", "1.0.0"), "it lists version 1.0.0 twice");
        let latest = "\"latest\": \"1.1.0\"";
        let expected = "it names 1.0.0 as the latest version, but the last good version is 1.1.0";
        assert_eq!(refused(latest, "\"latest\": \"1.0.0\""), expected);
        let expected = "it names none as the latest version, but the last good version is 1.1.0";
        assert_eq!(refused(latest, "\"latest\": null"), expected);
        for (old, new) in [("\"ok\"", "\"fine\""), ("1.1.0", "1.1"), ("2023-11-14", "yesterday"), ("{", "")] {
            assert!(!refused(old, new).is_empty(), "{new}");
        }
        assert!(refused("\"ok\"", "\"yanked\"").contains("yank_reason"));
    }

    #[test]
    fn a_member_that_is_not_known_would_be_lost() {
        let history = history(&["1.0.0"]);
        let more =
            String::from_utf8(history.versions_json()).unwrap().replace("\"ok\"", "\"ok\", \"signature\": \"x\"");
        assert_eq!(History::parse(more.as_bytes()).unwrap(), history);
        assert!(!history.is_all_of(more.as_bytes()));
    }
}
