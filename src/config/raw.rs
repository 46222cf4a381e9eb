//! `pipeline.toml` as it is written; each value keeps its place, so that a later check can point at it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// A text with its place.
pub(super) type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawConfig {
    pub dataset: Spanned<RawDataset>,
    #[serde(default)]
    pub input: RawInput,
    #[serde(default)]
    pub output: RawOutput,
    #[serde(default)]
    pub documents: Vec<RawDocument>,
    #[serde(default)]
    pub severity: BTreeMap<Text, Text>,
    #[serde(default)]
    pub assertions: RawAssertions,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawDataset {
    pub id: Text,
    pub title: Spanned<BTreeMap<Text, Text>>,
    pub description: Spanned<BTreeMap<Text, Text>>,
    pub publisher: RawAgent,
    /// Optional here, because a missing licence has its own message.
    pub license: Option<RawLicense>,
    #[serde(default)]
    pub keywords: Vec<Text>,
    pub homepage: Option<Text>,
    pub contact: Option<Spanned<RawContact>>,
    pub base_url: Option<Text>,
    #[serde(default)]
    pub themes: Vec<Text>,
    pub frequency: Option<Text>,
    pub doi: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table with `name` and `email` or `url`")]
pub(super) struct RawContact {
    pub name: Text,
    pub email: Option<Text>,
    pub url: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table with `name` and `url`")]
pub(super) struct RawAgent {
    pub name: Text,
    pub url: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table with `name` and `url`")]
pub(super) struct RawLicense {
    pub name: Text,
    pub url: Text,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawInput {
    pub registry: Option<Text>,
    #[serde(default)]
    pub allow_outside: bool,
    #[serde(default)]
    pub pdf: RawPdf,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawPdf {
    pub seconds: Option<Spanned<u64>>,
    pub memory_mib: Option<Spanned<u64>>,
    pub unreadable_percent: Option<Spanned<u64>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawOutput {
    pub directory: Option<Text>,
    pub formats: Option<Spanned<Vec<Text>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawDocument {
    pub path: Text,
    pub body: Text,
    pub symbol: Option<Text>,
    pub id: Option<Text>,
    pub language: Option<Text>,
    /// Which kind of document it is, such as `resolution`.
    pub class: Option<Text>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawAssertions {
    #[serde(default)]
    pub tables: BTreeMap<Text, Spanned<RawRange>>,
    #[serde(default)]
    pub meetings: BTreeMap<Text, RawMeeting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table with `recommendations` and `items`")]
pub(super) struct RawMeeting {
    pub recommendations: Option<Spanned<RawRange>>,
    pub items: Option<Spanned<RawRange>>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields, expecting = "a table with `min` and `max`")]
pub(super) struct RawRange {
    pub min: Option<u64>,
    pub max: Option<u64>,
}
