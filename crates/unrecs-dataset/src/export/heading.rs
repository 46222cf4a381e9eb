//! What published JSON says of the dataset: its names, its publisher and its terms.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::dataset::{Agent, Contact, Dataset, License};

/// The dataset as published in `dataset.json` and in the manifest.
#[derive(Debug, Serialize)]
pub(crate) struct Heading<'a> {
    id: &'a str,
    /// By BCP 47 tag.
    title: &'a BTreeMap<String, String>,
    /// By BCP 47 tag.
    description: &'a BTreeMap<String, String>,
    publisher: Party<'a>,
    license: Party<'a>,
    keywords: &'a [String],
    homepage: Option<&'a str>,
    contact: Option<Asked<'a>>,
    base_url: Option<&'a str>,
    themes: &'a [String],
    frequency: Option<&'a str>,
    doi: Option<&'a str>,
}

/// Whom to ask.
#[derive(Debug, Serialize)]
struct Asked<'a> {
    name: &'a str,
    email: Option<&'a str>,
    url: Option<&'a str>,
}

/// Something with a name and an address.
#[derive(Debug, Serialize)]
struct Party<'a> {
    name: &'a str,
    url: Option<&'a str>,
}

impl<'a> From<&'a Dataset> for Heading<'a> {
    fn from(dataset: &'a Dataset) -> Self {
        let Agent { name: publisher, url: publisher_url } = &dataset.publisher;
        let License { name: license, url: license_url } = &dataset.license;
        Self {
            id: &dataset.id,
            title: &dataset.title,
            description: &dataset.description,
            publisher: Party { name: publisher, url: publisher_url.as_deref() },
            license: Party { name: license, url: Some(license_url) },
            keywords: &dataset.keywords,
            homepage: dataset.homepage.as_deref(),
            contact: dataset.contact.as_ref().map(|Contact { name, email, url }| Asked {
                name,
                email: email.as_deref(),
                url: url.as_deref(),
            }),
            base_url: dataset.base_url.as_deref(),
            themes: &dataset.themes,
            frequency: dataset.frequency.as_deref(),
            doi: dataset.doi.as_deref(),
        }
    }
}
