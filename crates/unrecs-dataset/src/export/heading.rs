//! What published JSON says of the dataset: its names, its publisher and its terms.

use serde::{Serialize, Serializer};

use super::ordered::{Ordered, object};
use crate::dataset::Dataset;

/// The dataset as published in `dataset.json` and in the manifest. Every member is always there.
#[derive(Debug)]
pub(crate) struct Heading<'a>(&'a Dataset);

impl<'a> From<&'a Dataset> for Heading<'a> {
    fn from(dataset: &'a Dataset) -> Self {
        Self(dataset)
    }
}

impl Serialize for Heading<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(dataset) = self;
        let contact = dataset.contact.as_ref().map(|contact| {
            object! { "name": &contact.name, "email": contact.email.as_deref(), "url": contact.url.as_deref() }
        });
        let heading = object! {
            "id": &dataset.id,
            "title": Ordered::object(dataset.title.clone()),
            "description": Ordered::object(dataset.description.clone()),
            "publisher": object! { "name": &dataset.publisher.name, "url": dataset.publisher.url.as_deref() },
            "license": object! { "name": &dataset.license.name, "url": &dataset.license.url },
            "keywords": Ordered::list(&dataset.keywords),
            "homepage": dataset.homepage.as_deref(),
            "contact": contact,
            "base_url": dataset.base_url.as_deref(),
            "themes": Ordered::list(&dataset.themes),
            "frequency": dataset.frequency.as_deref(),
            "doi": dataset.doi.as_deref(),
        };
        heading.serialize(serializer)
    }
}
