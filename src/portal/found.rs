//! What a portal has of a dataset.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::answer::Answer;
use super::client::{Client, Content, Request};
use super::wanted::{Resource, Wanted};
use super::{PortalError, Verdict};

/// A portal as far as a dataset goes.
#[derive(Debug, Default, Clone)]
pub(super) struct Found {
    /// None where there is no dataset of this name.
    pub(super) dataset: Option<Map<String, Value>>,
    /// In their order.
    pub(super) resources: Vec<There>,
    /// How many rows the DataStore has for a resource; none where it has no table for it.
    pub(super) rows: HashMap<String, Option<u64>>,
    /// Whether the portal is known to have no DataStore.
    pub(super) no_store: bool,
}

/// A resource that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct There {
    pub(super) id: String,
    pub(super) name: String,
    /// As CKAN keeps it; in lower-case hexadecimal where we wrote it.
    pub(super) sha256: String,
    pub(super) url: String,
    /// Whether CKAN keeps the file itself.
    pub(super) uploaded: bool,
}

impl There {
    /// None where it is none: CKAN gives every resource an identifier.
    pub(super) fn read(resource: &Value) -> Option<Self> {
        let text = |key: &str| resource.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let id = text("id");
        let plain =
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let sha256 = text("hash");
        let sha256 = sha256.strip_prefix("sha256:").unwrap_or(&sha256).to_owned();
        plain.then(|| Self { id, name: text("name"), sha256, url: text("url"), uploaded: text("url_type") == "upload" })
    }

    /// Whether it is this resource as it should be. Its digest was sent together with its file.
    pub(super) fn is_so(&self, resource: &Resource) -> bool {
        self.name == resource.name
            && match &resource.link {
                Some(link) => !self.uploaded && self.url == *link,
                None => self.uploaded && self.sha256 == resource.sha256,
            }
    }
}

impl Found {
    /// Looks at a portal; nothing is changed.
    ///
    /// # Errors
    /// [`PortalError`], also where the dataset was deleted there.
    pub(super) fn look(client: &Client, wanted: &Wanted) -> Result<Self, PortalError> {
        let request = Request {
            action: "package_show",
            about: &wanted.name,
            content: Content::Query(format!("id={}", wanted.name)),
        };
        let answer = client.patiently(&request)?;
        let Answer::Result(dataset) = answer else {
            return match answer {
                Answer::NotFound => Ok(Self::default()),
                _ => client.found(&request, answer).map(|_| Self::default()),
            };
        };
        let mut found = Self::default();
        found.take(dataset).ok_or_else(|| client.error(&request, Verdict::Strange("it is no dataset".to_owned())))?;
        if found.state() == "deleted" {
            let portal = client.address.to_string();
            return Err(PortalError::Deleted { name: wanted.name.clone(), portal });
        }
        found.look_at_rows(client, wanted)?;
        Ok(found)
    }

    /// What is there of a resource: the first that is as it should be, else the first of its name.
    pub(super) fn of(&self, resource: &Resource) -> Option<&There> {
        let right = self.resources.iter().find(|there| there.is_so(resource));
        right.or_else(|| self.resources.iter().find(|there| there.name == resource.name))
    }

    /// Takes over what an action gave as the dataset; what is known of rows stays. None where it is no dataset.
    pub(super) fn take(&mut self, dataset: Value) -> Option<()> {
        let Value::Object(dataset) = dataset else { return None };
        let resources = dataset.get("resources").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        self.resources = resources.iter().map(There::read).collect::<Option<_>>()?;
        self.dataset = Some(dataset);
        Some(())
    }

    /// `active`, `draft` or `deleted`.
    pub(super) fn state(&self) -> &str {
        self.text("state")
    }

    /// A text that the dataset has; empty where it has none.
    pub(super) fn text(&self, key: &str) -> &str {
        self.dataset.as_ref().and_then(|dataset| dataset.get(key)?.as_str()).unwrap_or_default()
    }

    /// Counts the rows of the tables that should be in the DataStore.
    fn look_at_rows(&mut self, client: &Client, wanted: &Wanted) -> Result<(), PortalError> {
        for resource in wanted.resources.iter().filter(|resource| resource.table.is_some()) {
            let Some(id) = self.of(resource).map(|there| there.id.clone()) else { continue };
            let query = format!("resource_id={id}&limit=0");
            let content = Content::Query(query);
            let request = Request { action: "datastore_search", about: &resource.name, content };
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
