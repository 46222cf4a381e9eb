//! What a release was made from: where nothing of it has changed, nothing that comes of it can have.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::as_text;
use crate::compare::Inputs;
use unrecs_text::value::Digest;

/// Everything that the data depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// The program.
    pub generator: Generator,
    /// Of the configuration file.
    #[serde(with = "as_text")]
    pub configuration_sha256: Digest,
    /// Of the files of the registry: see [`Registry::digest`](unrecs_text::registry::Registry::digest).
    #[serde(with = "as_text")]
    pub registry_sha256: Digest,
    /// Every source document, in the order of the run.
    pub inputs: Vec<Input>,
}

/// The program that made a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generator {
    /// What it is called.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the source files that it was built from, which tells builds of one version apart.
    pub sources_sha256: String,
}

/// One source document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Relative to the configuration, with `/`.
    pub path: String,
    /// Of the file.
    #[serde(with = "as_text")]
    pub sha256: Digest,
    /// Size of the file.
    pub bytes: u64,
    /// Key of the document; none where the document has not been read yet.
    pub document_id: Option<String>,
    /// The program that took its text out, with its version; none where unrecs reads the file itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
}

impl Generator {
    /// This version of unrecs, as a program that was built from these sources.
    pub fn unrecs(sources_sha256: &str) -> Self {
        Self {
            name: "unrecs".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sources_sha256: sources_sha256.to_owned(),
        }
    }
}

impl Origins {
    /// Whether both are made from the same. The keys of the documents follow from that.
    pub(crate) fn are_those_of(&self, other: &Self) -> bool {
        let keyless = |origins: &Self| {
            let mut origins = origins.clone();
            origins.inputs.iter_mut().for_each(|input| input.document_id = None);
            origins
        };
        keyless(self) == keyless(other)
    }

    /// What differs from what an earlier release was made from.
    pub(crate) fn since(&self, before: &Self) -> Inputs {
        let by_id = |inputs: &[Input]| {
            // A document has a source for every language.
            let mut documents: BTreeMap<String, BTreeSet<Digest>> = BTreeMap::new();
            for input in inputs {
                documents.entry(input.document_id.clone().unwrap_or_default()).or_default().insert(input.sha256);
            }
            documents
        };
        let (old, new) = (by_id(&before.inputs), by_id(&self.inputs));
        let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        Inputs {
            documents: ids.into_iter().filter(|id| old.get(*id) != new.get(*id)).cloned().collect(),
            configuration: self.configuration_sha256 != before.configuration_sha256,
            registry: self.registry_sha256 != before.registry_sha256,
            program: self.generator != before.generator,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(inputs: &[(&str, &str)]) -> Origins {
        let input = |(id, text): &(&str, &str)| Input {
            path: format!("{id}.txt"),
            sha256: Digest::of(text.as_bytes()),
            bytes: text.len() as u64,
            document_id: Some((*id).to_owned()),
            reader: None,
        };
        Origins {
            generator: Generator::unrecs("sources"),
            configuration_sha256: Digest::of(b"configuration"),
            registry_sha256: Digest::of(b"registry"),
            inputs: inputs.iter().map(input).collect(),
        }
    }

    #[test]
    fn what_differs_is_told_by_its_digest() {
        let before = origins(&[("a", "one"), ("b", "two"), ("c", "three")]);
        assert_eq!(before.since(&before), Inputs::default());
        let mut after = origins(&[("d", "new"), ("b", "two!"), ("a", "one")]);
        after.registry_sha256 = Digest::of(b"another");
        let since = after.since(&before);
        assert_eq!(since.documents.iter().collect::<Vec<_>>(), ["b", "c", "d"]);
        assert_eq!((since.configuration, since.registry, since.program), (false, true, false));
        after.generator.sources_sha256.push('?');
        assert!(after.since(&before).program);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let origins = origins(&[("a", "one")]);
        let json = serde_json::to_string(&origins).unwrap();
        assert_eq!(serde_json::from_str::<Origins>(&json).unwrap(), origins);
    }
}
