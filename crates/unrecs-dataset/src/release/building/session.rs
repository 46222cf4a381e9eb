//! One run in its output directory: locked from its beginning to its end, so that nothing it relies on changes under it.

use std::path::{Path, PathBuf};

use super::data::{self, Data};
use super::manifest::Manifest;
use super::verdict::{Next, Verdict};
use super::{changes, described};
use crate::release::reading::existing;
use crate::release::store::history::{Entry, History};
use crate::release::store::pointers;
use crate::release::store::staging::Staging;
use crate::release::{Origins, Plan, PublishMode, Published, Recovery, Refused, ReleaseError, Store};
use unrecs_text::value::Digest;

/// A run that may publish, or that rehearses.
#[derive(Debug)]
pub struct Session {
    output: PathBuf,
    reach: PublishMode,
    /// None where the run rehearses, and where the output directory is not there yet.
    store: Option<Store>,
}

impl Session {
    /// Begins. Where the run may publish and the output directory is there, it is locked, and what stopped runs have left in it is
    /// put in order.
    ///
    /// # Errors
    /// [`ReleaseError`]; no release has changed.
    pub fn begin(output: &Path, reach: PublishMode) -> Result<Self, ReleaseError> {
        let opens = matches!(reach, PublishMode::Publish { .. }) && output.exists();
        let store = opens.then(|| Store::open(output)).transpose()?;
        Ok(Self { output: output.to_owned(), reach, store })
    }

    /// The last good release where it was made from the same: nothing can have changed then, and nothing else has to be looked
    /// at.
    ///
    /// # Errors
    /// [`ReleaseError`] where the pointers or that release cannot be read.
    pub fn unchanged(&self, origins: &Origins) -> Result<Option<Published>, ReleaseError> {
        let history = self.history()?;
        let Some(latest) = history.latest() else { return Ok(None) };
        // A manifest of another form was made by another program.
        let manifest = existing::manifest::<serde_json::Value>(latest, &self.output)?;
        let same = serde_json::from_value::<Origins>(manifest).is_ok_and(|before| before.are_those_of(origins));
        Ok(same.then(|| self.same(latest)))
    }

    /// Writes the release, unless the last good release holds the same or the change since is larger than expected.
    ///
    /// The files are written into a hidden directory beside the release, synced, compared with the last good release, and moved
    /// into place with one rename; then `versions.json` and at last `latest.json` point to it. A rehearsal ends behind the
    /// comparison, and its files are in the directory for temporary files.
    ///
    /// # Errors
    /// [`ReleaseError`]; no release that was there has changed.
    pub fn publish(mut self, plan: &Plan<'_>) -> Result<Result<Published, Refused>, ReleaseError> {
        let (PublishMode::Publish { at_most: expected } | PublishMode::Rehearse { at_most: expected }) = self.reach;
        if self.store.is_none() && matches!(self.reach, PublishMode::Publish { .. }) {
            self.store = Some(Store::create(&self.output)?);
        }
        let parent = if self.store.is_some() { self.output.clone() } else { std::env::temp_dir() };
        let staging = Staging::new(&parent)?;
        let data = data::write_to(&staging, plan)?;
        if !data.violations.is_empty() {
            return Ok(Err(Refused(data.violations)));
        }
        let next = match Verdict::of(plan, &data, &self.history()?, &self.output)? {
            Verdict::Same(entry) => return Ok(Ok(self.same(&entry))),
            Verdict::Another(next) => next,
        };
        let recovery = self.recovery();
        if next.since.is_some() && next.bump() > expected {
            return Ok(Ok(Published::Larger { next, expected, recovery }));
        }
        match &mut self.store {
            Some(store) => Completion { staging: &staging, data, store }.complete(plan, next).map(Ok),
            None => Ok(Ok(Published::Rehearsed { next })),
        }
    }

    fn history(&self) -> Result<History, ReleaseError> {
        match &self.store {
            Some(store) => Ok(store.history().clone()),
            None if self.output.exists() => pointers::read_agreeing(&self.output),
            None => Ok(History::default()),
        }
    }

    fn recovery(&self) -> Recovery {
        self.store.as_ref().map(|store| store.recovery().clone()).unwrap_or_default()
    }

    fn same(&self, entry: &Entry) -> Published {
        let (version, directory) = (entry.version.clone(), entry.directory(&self.output));
        Published::Unchanged { version, directory, recovery: self.recovery() }
    }
}

/// A release of which the data is written.
pub(crate) struct Completion<'c, 's> {
    pub(crate) staging: &'c Staging<'s>,
    pub(crate) data: Data,
    pub(crate) store: &'c mut Store,
}

impl Completion<'_, '_> {
    /// Writes what says which version it is, and lets the release appear.
    pub(crate) fn complete(self, plan: &Plan<'_>, next: Next) -> Result<Published, ReleaseError> {
        let Self { staging, mut data, store } = self;
        data.files.extend(staging.write(&changes::contents(plan, &next))?);
        data.files.extend(staging.write(&described::contents(plan, &next, &data))?);
        data.files.sort_by(|a, b| a.path.cmp(&b.path));
        let manifest = Manifest::new(plan, &next, data);
        let content = manifest.content();
        let digest = Digest::of(&content.bytes);
        let manifest_file = staging.write(&[content])?;
        let sums = staging.write(&[manifest.checksums(&manifest_file[0])])?;
        let written = manifest.files.iter().chain(&manifest_file).chain(&sums);
        let (files, bytes) = written.fold((0, 0), |(files, bytes), file| (files + 1, bytes + file.bytes));
        let entry = Entry::new(next.version.clone(), next.reason(), plan.released_at, digest);
        let directory = entry.directory(store.output());
        store.publish(staging, entry)?;
        Ok(Published::Released { next, directory, files, bytes, recovery: store.recovery().clone() })
    }
}
