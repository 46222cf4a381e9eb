//! The files of a registry directory as they were read, before anything in them is understood.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::diagnostics_toml::{ConfigError, TomlFile};
use crate::value::Digest;

/// The one file that every registry has.
pub const BODIES: &str = "bodies.toml";

/// The file of the instruments.
pub(super) const INSTRUMENTS: &str = "instruments.toml";

/// The file of what bodies mean by bare nouns.
pub(super) const PROFILES: &str = "profiles.toml";

/// The file of how organs number what they adopt.
pub(super) const ORGANS: &str = "organs.toml";

/// The file of the Member States.
pub(super) const MEMBER_STATES: &str = "member_states.toml";

/// Files that a registry may have.
pub const OPTIONAL: [&str; 4] = [INSTRUMENTS, MEMBER_STATES, ORGANS, PROFILES];

/// The directory of the files of provisions, one for each instrument.
pub const PROVISIONS: &str = "provisions";

/// The files of a registry.
#[derive(Debug)]
pub struct RegistryFiles {
    /// By name below the directory, with `/`.
    files: BTreeMap<String, TomlFile>,
}

impl RegistryFiles {
    /// These files, by name below the registry directory, with `/`.
    ///
    /// # Errors
    /// There is no `bodies.toml`.
    pub fn new(files: BTreeMap<String, TomlFile>) -> Result<Self, ConfigError> {
        if !files.contains_key(BODIES) {
            TomlFile::new(Path::new(BODIES), Err(io::ErrorKind::NotFound.into()))?;
        }
        Ok(Self { files })
    }

    /// The same of files at hand as name and text.
    ///
    /// # Errors
    /// There is no `bodies.toml`.
    pub(super) fn of(texts: &[(&str, &str)]) -> Result<Self, ConfigError> {
        let file = |(name, text): &(&str, &str)| {
            let file = TomlFile::new(Path::new(name), Ok(text.as_bytes().to_vec()))?;
            Ok(((*name).to_owned(), file))
        };
        Self::new(texts.iter().map(file).collect::<Result<_, _>>()?)
    }

    /// The names of the files, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Of all files: SHA-256 of their digests with their names, as `sha256sum` lists them, sorted by name.
    pub fn digest(&self) -> Digest {
        let lines = self.files.iter().map(|(name, file)| format!("{}  {name}\n", file.digest()));
        Digest::of(lines.collect::<String>().as_bytes())
    }

    /// The file of this name, where there is one.
    pub(super) fn file(&self, name: &str) -> Option<&TomlFile> {
        self.files.get(name)
    }

    /// Every file of provisions, with the id of the instrument it is about.
    pub(super) fn all_provisions(&self) -> impl Iterator<Item = (&str, &TomlFile)> {
        self.files.iter().filter_map(|(name, file)| {
            let name = name.strip_prefix(PROVISIONS)?.strip_prefix('/')?;
            Some((name.strip_suffix(".toml")?, file))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_a_list_that_sha256sum_writes() {
        let files = RegistryFiles::of(&[("provisions/a.toml", "c"), (BODIES, "a"), ("profiles.toml", "b")]).unwrap();
        let list = [("a", BODIES), ("b", "profiles.toml"), ("c", "provisions/a.toml")];
        let list = list.map(|(text, name)| format!("{}  {name}\n", Digest::of(text.as_bytes())));
        assert_eq!(files.digest(), Digest::of(list.concat().as_bytes()));
    }
}
