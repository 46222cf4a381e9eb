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
