//! The registry as types: facts about bodies, instruments and their provisions from `input/registry`, which users extend.

mod bodies;
mod fields;
mod files;
mod instruments;
mod iri;
mod member_states;
mod numbers;
mod organs;
mod profiles;
mod provisions;
#[cfg(test)]
mod tests;

use crate::diagnostics_toml::ConfigError;
use crate::value::Digest;

pub use bodies::{BODY_KINDS, Body};
pub use fields::{Basis, ByLanguage, LANGUAGE_TAGS};
pub use files::{BODIES, OPTIONAL, PROVISIONS, RegistryFiles};
use files::{INSTRUMENTS, MEMBER_STATES, ORGANS, PROFILES};
pub use instruments::{INSTRUMENT_KINDS, Instrument, PartWords, Title, TitleForm, key};
pub(crate) use iri::part_id;
pub use iri::{ProvisionPath, provision_id};
pub use member_states::MemberState;
use member_states::MemberStates;
pub(crate) use numbers::part_letter;
pub use numbers::{AdoptedNumber, Numbering};
pub use organs::{Organ, Series, Sessions};
pub use profiles::Profile;
pub use provisions::{Provision, Skeleton};

/// The facts that the run starts from.
#[derive(Debug)]
pub struct Registry {
    bodies: Vec<Body>,
    instruments: Vec<Instrument>,
    organs: Vec<Organ>,
    profiles: Vec<Profile>,
    member_states: MemberStates,
    digest: Digest,
}

impl Registry {
    /// The registry that these files hold: each as path and text, the path as below the registry directory.
    ///
    /// # Errors
    /// As for [`Registry::of`].
    pub fn from_texts(files: &[(&str, &str)]) -> Result<Self, ConfigError> {
        Self::of(&RegistryFiles::of(files)?)
    }

    /// The registry that files hold.
    ///
    /// # Errors
    /// A file holds something that is no fact of the registry, or does not agree with another.
    pub fn of(files: &RegistryFiles) -> Result<Self, ConfigError> {
        let bodies = files.file(BODIES).map(bodies::bodies).transpose()?.unwrap_or_default();
        let organs = files.file(ORGANS).map(|file| organs::organs(file, &bodies)).transpose()?.unwrap_or_default();
        let mut placed = files.file(INSTRUMENTS).map(instruments::instruments).transpose()?.unwrap_or_default();
        for one in &mut placed {
            if let Some(file) = files.file(&format!("{PROVISIONS}/{}.toml", one.instrument.instrument_id)) {
                one.instrument.skeleton = provisions::skeleton(file)?;
            }
        }
        let instruments: Vec<_> = placed.iter().map(|one| one.instrument.clone()).collect();
        let profiles = files.file(PROFILES).map(|file| profiles::profiles(file, &bodies, &instruments));
        let profiles = profiles.transpose()?.unwrap_or_default();
        if let Some(file) = files.file(INSTRUMENTS) {
            instruments::check_titles(file, &placed, &profiles)?;
        }
        let member_states =
            files.file(MEMBER_STATES).map(member_states::member_states).transpose()?.unwrap_or_default();
        let registry = Self { bodies, instruments, organs, profiles, member_states, digest: files.digest() };
        // A file that nothing reads would look like facts that are known.
        let unread = files.all_provisions().find(|(id, _)| registry.instrument(id).is_none());
        unread.map_or(Ok(registry), |(id, file)| {
            let message =
                format!("no instrument has the id `{id}`; expected the id of an instrument as the name of the file");
            Err(ConfigError { path: file.path().to_owned(), place: None, message })
        })
    }

    /// Of all files: [`RegistryFiles::digest`].
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Every body, in the order of the file.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// The body with this key.
    pub fn body(&self, id: &str) -> Option<&Body> {
        self.bodies.iter().find(|body| body.body_id == id)
    }

    /// Every instrument, in the order of the file.
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// The organs whose resolutions and decisions have symbols, in the order of the file.
    pub fn organs(&self) -> &[Organ] {
        &self.organs
    }

    /// Index of the organ that a body is.
    pub fn organ_of(&self, body_id: &str) -> Option<usize> {
        self.organs.iter().position(|organ| organ.body_id.as_deref() == Some(body_id))
    }

    /// The instrument with this key.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.instrument_id == id)
    }

    /// What the documents of a body mean by bare nouns.
    pub fn profile(&self, body_id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.body_id == body_id)
    }
    /// The Member States, in the order of the file.
    pub fn member_states(&self) -> &[MemberState] {
        self.member_states.all()
    }

    /// The ISO 3166-1 alpha-3 code of the Member State that a list of votes calls so.
    pub fn member_state(&self, name: &str) -> Option<&str> {
        self.member_states.named(name).map(|state| state.code.as_str())
    }
}
