//! `pipeline.toml` as types: what to read, what to call it, how strict to be, where to write. An unknown key is an error.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::export::Format;
use crate::language::Language;
use crate::normalize::Identity;
use crate::registry::Registry;
use crate::validate::Policy;

/// The whole configuration of a run, checked: every path exists, every code is known.
pub struct Config {
    pub dataset: Dataset,
    pub documents: Vec<Document>,
    pub registry: Registry,
    pub policy: Policy,
    pub formats: Vec<&'static Format>,
    /// Directory that receives the releases.
    pub output: PathBuf,
}

/// What the dataset is called and under which terms it is published.
pub struct Dataset {
    pub id: String,
    /// By BCP 47 tag; `en` is always there.
    pub title: BTreeMap<String, String>,
    pub description: BTreeMap<String, String>,
    pub publisher: Agent,
    pub license: License,
    pub keywords: Vec<String>,
    pub homepage: Option<String>,
}

pub struct Agent { pub name: String, pub url: Option<String> }
pub struct License { pub name: String, pub url: String }

/// One file to read.
pub struct Document {
    /// Where it is.
    pub path: PathBuf,
    /// The path relative to the configuration file's directory, with `/`.
    pub shown_as: String,
    /// What the configuration says it is.
    pub identity: Identity,
    /// The language the configuration names.
    pub language: Option<&'static Language>,
}
