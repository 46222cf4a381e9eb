//! The state of a dataset on a portal.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::answer::Answer;
use super::client::{Client, Content, Request};
use super::wanted::{Resource, Wanted};
use super::{PortalError, Verdict};

/// A dataset with its resources and rows, as a portal has them.
#[derive(Debug, Default, Clone)]
pub(super) struct PortalState {
    /// None if there is no dataset with this name.
    pub(super) dataset: Option<Map<String, Value>>,
    /// The resources, in the order of the portal.
    pub(super) resources: Vec<ExistingResource>,
    /// How many rows the DataStore has for each resource; none if it has no table for it.
    pub(super) rows: HashMap<String, Option<u64>>,
    /// Whether the portal is known to have no DataStore.
    pub(super) no_store: bool,
}

/// A resource that the portal has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExistingResource {
    pub(super) id: String,
    pub(super) name: String,
    /// The digest as CKAN keeps it; ours are in lower-case hexadecimal.
    pub(super) sha256: String,
    pub(super) url: String,
    /// Whether CKAN keeps the file itself.
    pub(super) uploaded: bool,
}

impl ExistingResource {
    /// Reads a resource; none if it has no identifier, which CKAN gives to every resource.
    pub(super) fn read(resource: &Value) -> Option<Self> {
        let text = |key: &str| resource.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let id = text("id");
        let plain =
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let sha256 = text("hash");
        let sha256 = sha256.strip_prefix("sha256:").unwrap_or(&sha256).to_owned();
        plain.then(|| Self { id, name: text("name"), sha256, url: text("url"), uploaded: text("url_type") == "upload" })
    }

    /// Whether it matches this resource. Its digest was sent together with its file.
    pub(super) fn matches(&self, resource: &Resource) -> bool {
        self.name == resource.name
            && match &resource.link {
                Some(link) => !self.uploaded && self.url == *link,
                None => self.uploaded && self.sha256 == resource.sha256,
            }
    }
}

impl PortalState {
    /// Reads the state of a portal, and changes nothing.
    ///
    /// # Errors
    /// [`PortalError`], also if the dataset was deleted there.
    pub(super) fn look(client: &Client<'_>, wanted: &Wanted) -> Result<Self, PortalError> {
        let request = Request {
            action: "package_show",
            about: &wanted.name,
            size: 0,
            content: Content::Query(format!("id={}", wanted.name)),
        };
        let answer = client.patiently(&request)?;
        if answer == Answer::NotFound {
            return Ok(Self::default());
        }
        let dataset = client.required(&request, answer)?;
        let mut state = Self::default();
        let strange = |problem| client.error(&request, Verdict::Strange(problem));
        state.take(dataset, &wanted.name).map_err(strange)?;
        if state.dataset_state() == "deleted" {
            let portal = client.address.to_string();
            return Err(PortalError::Deleted { name: wanted.name.clone(), portal });
        }
        state.count_rows(client, wanted)?;
        Ok(state)
    }

    /// The existing resource for a wanted one: the first that matches, otherwise the first with its name.
    pub(super) fn of(&self, resource: &Resource) -> Option<&ExistingResource> {
        let matching = self.resources.iter().find(|existing| existing.matches(resource));
        matching.or_else(|| self.resources.iter().find(|existing| existing.name == resource.name))
    }

    /// Replaces the dataset by the result of an action, and keeps the counts of rows.
    ///
    /// # Errors
    /// What is wrong, if the result is not the dataset with this name.
    pub(super) fn take(&mut self, dataset: Value, name: &str) -> Result<(), String> {
        let not_a_dataset = || "the answer is not a dataset".to_owned();
        let Value::Object(dataset) = dataset else { return Err(not_a_dataset()) };
        match dataset.get("name").and_then(Value::as_str) {
            Some(found) if found == name => {}
            Some(found) => return Err(format!("the answer is the dataset `{found}`; expected `{name}`")),
            None => return Err(not_a_dataset()),
        }
        let resources = dataset.get("resources").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        self.resources =
            resources.iter().map(ExistingResource::read).collect::<Option<_>>().ok_or_else(not_a_dataset)?;
        self.dataset = Some(dataset);
        Ok(())
    }

    /// `active`, `draft` or `deleted`.
    pub(super) fn dataset_state(&self) -> &str {
        self.text("state")
    }

    /// A text of the dataset; empty if it has none.
    pub(super) fn text(&self, key: &str) -> &str {
        self.dataset.as_ref().and_then(|dataset| dataset.get(key)?.as_str()).unwrap_or_default()
    }

    /// Counts the rows of the tables that should be in the DataStore.
    fn count_rows(&mut self, client: &Client<'_>, wanted: &Wanted) -> Result<(), PortalError> {
        for resource in wanted.resources.iter().filter(|resource| resource.table.is_some()) {
            let Some(id) = self.of(resource).map(|existing| existing.id.clone()) else { continue };
            let query = format!("resource_id={id}&limit=0");
            let content = Content::Query(query);
            let request = Request { action: "datastore_search", about: &resource.name, size: 0, content };
            match client.patiently(&request)? {
                Answer::NoSuchAction => {
                    self.no_store = true;
                    return Ok(());
                }
                Answer::NotFound => drop(self.rows.insert(id, None)),
                Answer::Result(result) => drop(self.rows.insert(id, result["total"].as_u64())),
            }
        }
        Ok(())
    }
}
