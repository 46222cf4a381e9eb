//! The registry as types: facts about bodies, instruments and their provisions from `input/registry`, which users extend.

mod aliases;
mod bodies;
mod facts;
mod instruments;
mod iri;
mod profiles;
mod provisions;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::io;
use std::path::Path;

use crate::toml_file::{ConfigError, TomlFile};
use crate::value::Digest;

pub use aliases::key;
pub use bodies::{BODY_KINDS, Body};
pub use facts::{Basis, ByLanguage, LANGUAGE_TAGS};
pub use instruments::{INSTRUMENT_KINDS, Instrument, PartWords, Title, TitleForm};
pub use iri::{ProvisionPath, provision_id};
pub use profiles::Profile;
pub use provisions::{Provision, Skeleton};

/// The facts that the run starts from.
#[derive(Debug)]
pub struct Registry {
    bodies: Vec<Body>,
    instruments: Vec<Instrument>,
    profiles: Vec<Profile>,
    digest: Digest,
}

impl Registry {
    /// Reads the files of a registry directory: `bodies.toml`, and where they exist `instruments.toml`, `profiles.toml` and
    /// `provisions/<instrument>.toml`.
    ///
    /// # Errors
    /// A file cannot be read, holds something that is no fact of the registry, or does not agree with another.
    pub fn load(directory: &Path) -> Result<Self, ConfigError> {
        let registry = Self::from_files(|name| {
            let path = directory.join(name);
            match std::fs::read(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && name != BODIES => Ok(None),
                read => TomlFile::new(&path, read).map(Some),
            }
        })?;
        // A file that nothing reads would look like facts that are known.
        for entry in std::fs::read_dir(directory.join("provisions")).into_iter().flatten().flatten() {
            let path = entry.path();
            let of = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if path.extension().is_some_and(|extension| extension == "toml") && registry.instrument(&of).is_none() {
                let message =
                    format!("no instrument has the id `{of}`; expected the id of one as the name of the file");
                return Err(ConfigError { path: path.display().to_string(), place: None, message });
            }
        }
        Ok(registry)
    }

    /// The registry that these files hold: each as path and text, the path as below the registry directory.
    ///
    /// # Errors
    /// As for [`Registry::load`].
    pub fn from_texts(files: &[(&str, &str)]) -> Result<Self, ConfigError> {
        Self::from_files(|name| {
            let found = files.iter().find(|(path, _)| *path == name);
            match found {
                None if name != BODIES => Ok(None),
                None => TomlFile::new(Path::new(name), Err(io::ErrorKind::NotFound.into())).map(Some),
                Some((path, text)) => TomlFile::new(Path::new(path), Ok(text.as_bytes().to_vec())).map(Some),
            }
        })
    }

    fn from_files(read: impl Fn(&str) -> Result<Option<TomlFile>, ConfigError>) -> Result<Self, ConfigError> {
        let digests = RefCell::new(String::new());
        let read = |name: &str| {
            let file = read(name)?;
            file.iter().for_each(|file| digests.borrow_mut().push_str(&format!("{}  {name}\n", file.digest())));
            Ok(file)
        };
        let bodies = read(BODIES)?.map(|file| bodies::bodies(&file)).transpose()?.unwrap_or_default();
        let file = read("instruments.toml")?;
        let mut placed = file.as_ref().map(instruments::instruments).transpose()?.unwrap_or_default();
        for one in &mut placed {
            if let Some(file) = read(&format!("provisions/{}.toml", one.instrument.instrument_id))? {
                one.instrument.skeleton = provisions::skeleton(&file)?;
            }
        }
        let instruments: Vec<_> = placed.iter().map(|one| one.instrument.clone()).collect();
        let profiles = read("profiles.toml")?.map(|file| profiles::profiles(&file, &bodies, &instruments));
        let profiles = profiles.transpose()?.unwrap_or_default();
        if let Some(file) = &file {
            aliases::check(file, &placed, &profiles)?;
        }
        let digest = Digest::of(digests.borrow().as_bytes());
        Ok(Self { bodies, instruments, profiles, digest })
    }

    /// Of all files: SHA-256 of their digests with their names, as `sha256sum` lists them, in the order in which they are read.
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

    /// The instrument with this key.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.instrument_id == id)
    }

    /// What the documents of a body mean by bare nouns.
    pub fn profile(&self, body_id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.body_id == body_id)
    }
}

/// The one file that every registry has.
const BODIES: &str = "bodies.toml";
