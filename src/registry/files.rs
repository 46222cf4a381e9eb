//! The files of a registry directory as they were read, before anything in them is understood.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::toml_file::{ConfigError, TomlFile};
use crate::value::Digest;

/// The one file that every registry has.
const BODIES: &str = "bodies.toml";

/// Files that a registry may have.
const OTHERS: [&str; 2] = ["instruments.toml", "profiles.toml"];

/// Where the files of provisions are.
const PROVISIONS: &str = "provisions";

/// The files of a registry.
#[derive(Debug)]
pub struct RegistryFiles {
    /// By name below the directory, with `/`.
    files: BTreeMap<String, TomlFile>,
}

impl RegistryFiles {
    /// Reads `bodies.toml`, and where they exist `instruments.toml`, `profiles.toml` and `provisions/*.toml`.
    ///
    /// # Errors
    /// A file cannot be read, or is no text.
    pub fn read(directory: &Path) -> Result<Self, ConfigError> {
        let mut files = BTreeMap::new();
        for name in OTHERS.into_iter().chain([BODIES]) {
            let path = directory.join(name);
            match std::fs::read(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && name != BODIES => {}
                read => drop(files.insert(name.to_owned(), TomlFile::new(&path, read)?)),
            }
        }
        for entry in std::fs::read_dir(directory.join(PROVISIONS)).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = format!("{PROVISIONS}/{}", entry.file_name().to_string_lossy());
                files.insert(name, TomlFile::new(&path, std::fs::read(&path))?);
            }
        }
        Ok(Self { files })
    }

    /// Files at hand: each as path and text, the path as below the registry directory.
    ///
    /// # Errors
    /// There is no `bodies.toml`.
    pub(super) fn of(texts: &[(&str, &str)]) -> Result<Self, ConfigError> {
        let file = |(name, text): &(&str, &str)| {
            let file = TomlFile::new(Path::new(name), Ok(text.as_bytes().to_vec()))?;
            Ok(((*name).to_owned(), file))
        };
        let files: BTreeMap<_, _> = texts.iter().map(file).collect::<Result<_, _>>()?;
        if !files.contains_key(BODIES) {
            TomlFile::new(Path::new(BODIES), Err(io::ErrorKind::NotFound.into()))?;
        }
        Ok(Self { files })
    }

    /// Of all files: SHA-256 of their digests with their names, as `sha256sum` lists them, sorted by name.
    pub fn digest(&self) -> Digest {
        let lines = self.files.iter().map(|(name, file)| format!("{}  {name}\n", file.digest()));
        Digest::of(lines.collect::<String>().as_bytes())
    }

    /// The bodies.
    pub(super) fn bodies(&self) -> Option<&TomlFile> {
        self.files.get(BODIES)
    }

    /// The instruments.
    pub(super) fn instruments(&self) -> Option<&TomlFile> {
        self.files.get(OTHERS[0])
    }

    /// What bodies mean by bare nouns.
    pub(super) fn profiles(&self) -> Option<&TomlFile> {
        self.files.get(OTHERS[1])
    }

    /// The provisions of an instrument.
    pub(super) fn provisions(&self, instrument: &str) -> Option<&TomlFile> {
        self.files.get(&format!("{PROVISIONS}/{instrument}.toml"))
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

    #[test]
    fn what_is_no_file_of_a_registry_is_not_read() {
        let directory = tempfile::tempdir().unwrap();
        let write = |name: &str| std::fs::write(directory.path().join(name), "").unwrap();
        let error = RegistryFiles::read(directory.path()).unwrap_err().to_string();
        assert!(error.contains("bodies.toml: cannot read this file: "), "{error}");
        std::fs::create_dir(directory.path().join(PROVISIONS)).unwrap();
        [BODIES, "notes.toml", "provisions/a.toml", "provisions/notes.txt"].into_iter().for_each(write);
        let files = RegistryFiles::read(directory.path()).unwrap();
        assert_eq!(files.files.keys().collect::<Vec<_>>(), [BODIES, "provisions/a.toml"]);
        assert_eq!(files.all_provisions().map(|(id, _)| id).collect::<Vec<_>>(), ["a"]);
    }
}
