//! DCAT: the release as a dataset in a catalogue, for the portals of the European Union and of the United States.
//!
//! `dcat-ap.ttl` and `dcat-ap.jsonld` follow DCAT-AP 3.0.1 and hold the same graph; `dcat-us.json` follows DCAT-US 3.0. Where the
//! configuration does not say where releases are served, every address counts from the description.

mod distributions;
mod json_ld;
mod model;
mod node;
mod turtle;
mod us;
mod vocabulary;

use super::{Release, Standard};
use crate::dataset::Contact;
use crate::export::SmallFile;
pub(super) use vocabulary::authority;

/// Two files with one graph, and one file of the other profile.
pub(super) const STANDARD: Standard = Standard { name: "dcat", write: files };

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let nodes = model::nodes(release);
    vec![
        SmallFile::new("dcat-ap.jsonld", "application/ld+json", json_ld::written(&nodes)),
        SmallFile::new("dcat-ap.ttl", "text/turtle", turtle::written(&nodes)),
        SmallFile::new("dcat-us.json", "application/ld+json", us::written(release)),
    ]
}

/// The address of something in the output directory.
fn beside(release: &Release<'_>, rest: &str) -> String {
    release.dataset.base_url.as_ref().map_or_else(|| format!("../{rest}"), |base| format!("{base}/{rest}"))
}

/// The address of the release, or of a part of it.
fn within(release: &Release<'_>, part: &str) -> String {
    format!("{}{part}", release.address().unwrap_or_else(|| "./".to_owned()))
}

/// Whom to ask: without a contact, the publisher, with the address that is known.
fn contact(release: &Release<'_>) -> Contact {
    let publisher = &release.dataset.publisher;
    let asked = release.dataset.contact.clone();
    asked.unwrap_or_else(|| Contact { name: publisher.name.clone(), email: None, url: publisher.url.clone() })
}

/// Names one version of the dataset among all datasets of its publisher.
fn identifier(release: &Release<'_>) -> String {
    format!("{}-v{}", release.dataset.id, release.version)
}

#[cfg(test)]
mod tests;
