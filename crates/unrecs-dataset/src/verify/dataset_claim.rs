//! What the manifest says of the dataset, as those take it who write it down elsewhere.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::dataset::{Agent, Contact, Dataset, License};

/// The dataset of a manifest.
///
/// # Errors
/// What keeps it from being one that this program publishes.
pub(super) fn read(claim: &Value) -> Result<Dataset, String> {
    let claimed: Claimed = serde_json::from_value(claim.clone()).map_err(|error| error.to_string())?;
    Ok(claimed.into())
}

#[derive(Deserialize)]
struct Claimed {
    id: String,
    title: BTreeMap<String, String>,
    description: BTreeMap<String, String>,
    publisher: Party,
    license: Terms,
    keywords: Vec<String>,
    homepage: Option<String>,
    contact: Option<Asked>,
    base_url: Option<String>,
    themes: Vec<String>,
    frequency: Option<String>,
    doi: Option<String>,
}

#[derive(Deserialize)]
struct Party {
    name: String,
    url: Option<String>,
}

#[derive(Deserialize)]
struct Terms {
    name: String,
    url: String,
}

#[derive(Deserialize)]
struct Asked {
    name: String,
    email: Option<String>,
    url: Option<String>,
}

impl From<Claimed> for Dataset {
    fn from(claimed: Claimed) -> Self {
        Self {
            id: claimed.id,
            title: claimed.title,
            description: claimed.description,
            publisher: Agent { name: claimed.publisher.name, url: claimed.publisher.url },
            license: License { name: claimed.license.name, url: claimed.license.url },
            keywords: claimed.keywords,
            homepage: claimed.homepage,
            contact: claimed.contact.map(|Asked { name, email, url }| Contact { name, email, url }),
            base_url: claimed.base_url,
            themes: claimed.themes,
            frequency: claimed.frequency,
            doi: claimed.doi,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::heading::Heading;
    use crate::export::samples;

    #[test]
    fn a_dataset_comes_back_from_the_manifest() {
        let dataset = samples::dataset();
        let claim = serde_json::to_value(Heading::from(&dataset)).unwrap();
        assert_eq!(read(&claim).unwrap(), dataset);
        assert!(read(&Value::Null).is_err());
    }
}
