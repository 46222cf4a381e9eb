//! What a dataset is called, who publishes it, and under which terms.

use std::collections::BTreeMap;

/// What the dataset is called and under which terms it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// Lower-case ASCII letters, digits and hyphens; names files and never changes.
    pub id: String,
    /// By BCP 47 tag; `en` is always there.
    pub title: BTreeMap<String, String>,
    /// By BCP 47 tag; `en` is always there.
    pub description: BTreeMap<String, String>,
    /// Who publishes the dataset.
    pub publisher: Agent,
    /// The terms under which the data may be used.
    pub license: License,
    /// Words to find the dataset by.
    pub keywords: Vec<String>,
    /// A page about the dataset.
    pub homepage: Option<String>,
    /// Whom to ask about the dataset; without it, the publisher.
    pub contact: Option<Contact>,
    /// The address under which the output directory is served: a file of a release has `<base_url>/v<version>/<path>`. Without a
    /// slash at the end. Where there is none, descriptions name files relative to themselves.
    pub base_url: Option<String>,
    /// What the dataset is about, as addresses of concepts, such as those of the data themes of the European Union.
    pub themes: Vec<String>,
    /// How often it is updated: a code of the frequency table of the Publications Office of the European Union, such as `IRREG`.
    pub frequency: Option<String>,
    /// The Digital Object Identifier of the dataset in all its versions, such as `10.5281/zenodo.1234`.
    pub doi: Option<String>,
}

/// Whom to ask; at least one of the two addresses is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// As it is shown.
    pub name: String,
    /// A mail address.
    pub email: Option<String>,
    /// A page.
    pub url: Option<String>,
}

/// Who publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// As it is shown.
    pub name: String,
    /// A page about the publisher.
    pub url: Option<String>,
}

/// Terms of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    /// As it is shown; an SPDX identifier where there is one.
    pub name: String,
    /// Where the terms can be read.
    pub url: String,
}
