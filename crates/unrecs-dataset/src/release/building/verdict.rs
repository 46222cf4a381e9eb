//! What a release is in the light of the one before: the same, or another version with its reasons.

use std::path::Path;

use semver::Version;

use super::data::Data;
use crate::compare::{self, Bump, Changes, Made, Reason};
use crate::export::SCHEMA_VERSION;
use crate::export::heading::Heading;
use crate::layout::CHANGELOG;
use crate::release::reading::difference::{self, DatasetMetadata};
use crate::release::reading::existing;
use crate::release::reading::opened::{OpenError, Opened};
use crate::release::store::history::{Entry, History, Status};
use crate::release::{Plan, ReleaseError};
use unrecs_text::value::Digest;

/// What is to be released next, and why under this version.
#[derive(Debug)]
pub struct Next {
    /// The version.
    pub version: Version,
    /// The last good release, and everything that changed since; none where there is no such release.
    pub since: Option<Since>,
    /// Why there is nothing to compare with, where there is not.
    pub(crate) beginning: String,
}

/// A release before, and what changed since.
#[derive(Debug)]
pub struct Since {
    /// Its version.
    pub version: Version,
    /// Everything that changed.
    pub changes: Changes,
    /// The text of its `CHANGELOG.md`.
    pub(crate) changelog: String,
}

/// What comes of a comparison with the last good release.
pub(crate) enum Verdict {
    /// It holds the same.
    Same(Entry),
    /// It does not, or there is none.
    Another(Next),
}

/// What the first release says of itself.
const FIRST: &str = "first release";

/// How many reasons stand in one line.
const REASONS: usize = 3;

impl Verdict {
    /// Compares data that was written with the last good release of a history.
    ///
    /// # Errors
    /// [`ReleaseError::Manifest`] and [`ReleaseError::Before`] where that release cannot be read.
    pub(crate) fn of(plan: &Plan<'_>, data: &Data, history: &History, output: &Path) -> Result<Self, ReleaseError> {
        let highest = history.entries().iter().map(|entry| &entry.version).max();
        let says = data.content_sha256();
        let again = taken_back(says, history, output);
        let (Some(latest), Some(highest)) = (history.latest(), highest) else {
            return Self::beginning(highest, again);
        };
        let before = Opened::published(latest, output)?;
        let heading = serde_json::to_value(Heading::from(plan.dataset)).unwrap_or_default();
        let now = DatasetMetadata { heading: &heading, formats: difference::formats_of(&data.files) };
        let mut beside = difference::beside(&DatasetMetadata::of(&before), &now);
        let made = Made { tables: plan.tables, digests: &data.digests };
        if says == before.manifest().content_sha256
            && compare::Version::<OpenError>::schemas(&made) == before.schemas()
            && beside.is_empty()
        {
            return Ok(Self::Same(latest.clone()));
        }
        beside.extend(again.map(|text| Reason { level: Bump::Patch, text }));
        let inputs = plan.origins.since(&before.manifest().origins);
        let schemas = [before.manifest().schema_version, SCHEMA_VERSION];
        let changes = difference::of_all(schemas, beside, || compare::compare(&before, &made, &inputs))?;
        let changelog = String::from_utf8_lossy(&before.bytes(CHANGELOG)?).into_owned();
        // A version that was ever given is never given again, and none is lower than one before it.
        let version = next(changes.bump(), highest)?;
        let since = Since { version: latest.version.clone(), changes, changelog };
        Ok(Self::Another(Next { version, since: Some(since), beginning: String::new() }))
    }

    /// The first release, or a new beginning.
    fn beginning(highest: Option<&Version>, again: Option<String>) -> Result<Self, ReleaseError> {
        let (version, beginning) = match highest {
            None => (Version::new(1, 0, 0), FIRST),
            Some(highest) => (next(Bump::Major, highest)?, "every release before it was yanked"),
        };
        let beginning = again.map_or_else(|| beginning.to_owned(), |again| format!("{beginning}; {again}"));
        Ok(Self::Another(Next { version, since: None, beginning }))
    }
}

/// The version after the highest that was ever given.
fn next(bump: Bump, highest: &Version) -> Result<Version, ReleaseError> {
    bump.next(highest).ok_or_else(|| ReleaseError::NoNextVersion { version: highest.clone() })
}

/// Says where the tables are those of a release that was yanked: whoever took it back will want to know.
fn taken_back(says: Digest, history: &History, output: &Path) -> Option<String> {
    history.entries().iter().rev().find_map(|entry| {
        let Status::Yanked { reason, .. } = &entry.status else { return None };
        let manifest: serde_json::Value = existing::manifest(entry, output).ok()?;
        let version = &entry.version;
        (manifest["content_sha256"] == says.to_string())
            .then(|| format!("the tables are those of version {version}, which was yanked: {reason}"))
    })
}

impl Next {
    /// How large the change is: major where there is no release before.
    pub fn bump(&self) -> Bump {
        self.since.as_ref().map_or(Bump::Major, |since| since.changes.bump())
    }

    /// Why this version, the most important reason first.
    pub fn reasons(&self) -> Vec<Reason> {
        match &self.since {
            Some(since) => compare::reasons(&since.changes),
            None => vec![Reason { level: Bump::Major, text: self.beginning.clone() }],
        }
    }

    /// The same in one line.
    pub fn reason(&self) -> String {
        let reasons = self.reasons();
        let more = reasons.len().saturating_sub(REASONS);
        let first = reasons.into_iter().take(REASONS).map(|reason| reason.text);
        let rest = (more > 0).then(|| format!("{more} more in changes/summary.json"));
        first.chain(rest).collect::<Vec<_>>().join("; ")
    }
}
