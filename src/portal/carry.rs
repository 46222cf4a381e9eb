//! Carries out a plan, step by step, and looks again where it is not known how a step ended.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::client::{Client, Content, Request};
use super::found::{Found, There};
use super::multipart::{Form, Upload};
use super::plan::{Step, plan};
use super::rows;
use super::wanted::{Resource, Wanted, prefix};
use super::{Done, Failure, PortalError, Verdict, Wishes};
use unrecs_dataset::release::{Opened, VerifiedReader};

/// A portal in the hands of a run.
pub(super) struct Carrier<'a> {
    pub(super) client: &'a Client,
    pub(super) release: &'a Opened,
    pub(super) wanted: &'a Wanted,
}

impl<'a> Carrier<'a> {
    /// Does what is to be done, and tells of each step that it is done. Gives what the portal then has.
    ///
    /// # Errors
    /// [`PortalError`]
    pub(super) fn carry_out(
        &self,
        wishes: &Wishes,
        mut found: Found,
        tell: &mut dyn FnMut(Done),
    ) -> Result<Found, PortalError> {
        // What was done is not done again, also where the portal made something else of it.
        let mut ended = HashSet::new();
        let mut tries = self.client.tries();
        loop {
            let steps = plan(self.wanted, &found, wishes);
            let Some((step, done)) = steps
                .iter()
                .map(|step| (step, done(step, &found)))
                .find(|(step, done)| !ended.contains(&(done.action, subject(step).to_owned())))
            else {
                return Ok(found);
            };
            let doing = (done.action, subject(step).to_owned());
            match self.step(step, &mut found) {
                Ok(Went::Through) => {
                    tries = self.client.tries();
                    ended.insert(doing);
                    tell(done);
                }
                Ok(Went::Nowhere) => drop(ended.insert(doing)),
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Passing { problem, wait }) => {
                    tries.again(&self.about(step), &problem, wait)?;
                    // The portal may have done it before the answer was lost.
                    found = Found::look(self.client, self.wanted)?;
                }
            }
        }
    }

    fn step(&self, step: &Step<'_>, found: &mut Found) -> Result<Went, Failure<PortalError>> {
        match step {
            Step::CreateDataset(fields) => {
                let content = Content::Json(Value::Object(fields.clone()));
                let request = Request { content, ..self.about(step) };
                let dataset = self.client.found(&request, self.client.once(&request)?)?;
                self.take(found, &request, dataset)?;
            }
            Step::Create(resource) => {
                let mut fields = resource.fields.clone();
                fields.insert("package_id".to_owned(), json!(self.wanted.name));
                let there = self.send(resource, &fields, Repeat::Never)?;
                found.resources.push(there);
            }
            Step::Replace(resource, id) => {
                // First the rows, so that those of another file never stand beside this one.
                self.empty(found, resource, id)?;
                let mut fields = resource.fields.clone();
                fields.insert("id".to_owned(), json!(id));
                let there = self.send(resource, &fields, Repeat::Always)?;
                found.resources.iter_mut().filter(|one| one.id == *id).for_each(|one| *one = there.clone());
            }
            Step::Remove(there) => {
                let request = Request { content: Content::Json(json!({"id": there.id})), ..self.about(step) };
                self.client.patiently(&request)?;
                found.resources.retain(|one| one.id != there.id);
            }
            Step::Fill(resource, id) => {
                let (Some(table), Some(id)) = (&resource.table, id) else { return Ok(Went::Nowhere) };
                self.empty(found, resource, id)?;
                if rows::fill(self, &resource.name, table, id)? == rows::Store::Absent {
                    found.no_store = true;
                    return Ok(Went::Nowhere);
                }
                found.rows.insert(id.clone(), Some(table.rows));
            }
            Step::Order(order) => {
                let content = Content::Json(json!({"id": self.wanted.name, "order": order}));
                self.client.result(&Request { content, ..self.about(step) })?;
                found.resources.sort_by_key(|there| order.iter().position(|id| *id == there.id));
            }
            Step::Describe(changes) => {
                let mut fields = changes.clone();
                fields.insert("id".to_owned(), json!(found.text("id")));
                let request = Request { content: Content::Json(Value::Object(fields)), ..self.about(step) };
                let dataset = self.client.result(&request)?;
                self.take(found, &request, dataset)?;
            }
        }
        Ok(Went::Through)
    }

    /// What a step asks the portal for, without its parameters.
    fn about<'s>(&'s self, step: &'s Step<'_>) -> Request<'s> {
        let (action, about) = match step {
            Step::CreateDataset(_) => ("package_create", &self.wanted.name),
            Step::Create(resource) => ("resource_create", &resource.name),
            Step::Replace(resource, _) => ("resource_patch", &resource.name),
            Step::Remove(there) => ("resource_delete", &there.name),
            Step::Fill(resource, _) => ("datastore_upsert", &resource.name),
            Step::Order(_) => ("package_resource_reorder", &self.wanted.name),
            Step::Describe(_) => ("package_patch", &self.wanted.name),
        };
        Request { action, about, content: Content::Query(String::new()) }
    }

    fn take(&self, found: &mut Found, request: &Request<'_>, dataset: Value) -> Result<(), PortalError> {
        found.take(dataset).ok_or_else(|| self.client.error(request, Verdict::Strange("it is no dataset".to_owned())))
    }

    /// Sends a resource with its file or its link.
    fn send(
        &self,
        resource: &Resource,
        fields: &Map<String, Value>,
        repeat: Repeat,
    ) -> Result<There, Failure<PortalError>> {
        let action = if repeat == Repeat::Never { "resource_create" } else { "resource_patch" };
        let texts: Vec<(String, String)> = fields.iter().map(|(key, value)| (key.clone(), text(value))).collect();
        let form = |content: VerifiedReader| {
            let name = file_name(&resource.path, &prefix(&self.wanted.version));
            let media_type = fields.get("mimetype").and_then(Value::as_str).unwrap_or("application/octet-stream");
            let upload = Upload { name: &name, media_type, bytes: content.left(), content };
            Form::new(&texts, upload, &resource.sha256)
        };
        let content = if resource.link.is_some() {
            let mut fields = fields.clone();
            // A file that CKAN kept for this resource before goes.
            fields.extend([("url_type".to_owned(), json!("")), ("clear_upload".to_owned(), json!("true"))]);
            Content::Json(Value::Object(fields))
        } else {
            Content::File { release: self.release, form: &form, path: &resource.path }
        };
        let request = Request { action, about: &resource.name, content };
        let sent = match repeat {
            Repeat::Never => self.client.found(&request, self.client.once(&request)?)?,
            Repeat::Always => self.client.result(&request)?,
        };
        let strange = || self.client.error(&request, Verdict::Strange("it is no resource".to_owned()));
        Ok(There::read(&sent).ok_or_else(strange)?)
    }

    /// Removes the rows that the DataStore has for a resource.
    fn empty(&self, found: &mut Found, resource: &Resource, id: &str) -> Result<(), PortalError> {
        if found.rows.get(id).is_some_and(Option::is_some) {
            let content = Content::Json(json!({"resource_id": id, "force": true}));
            self.client.patiently(&Request { action: "datastore_delete", about: &resource.name, content })?;
            found.rows.insert(id.to_owned(), None);
        }
        Ok(())
    }
}

/// Whether something may be done twice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeat {
    /// The second time would make a second one.
    Never,
    /// The second time changes nothing.
    Always,
}

/// How a step went.
enum Went {
    /// It is done.
    Through,
    /// It cannot be done there, and need not be.
    Nowhere,
}

/// What a step is done to: the identifier of a resource, where it has one, since several may have the same name.
fn subject<'s>(step: &'s Step<'_>) -> &'s str {
    match step {
        Step::Replace(_, id) | Step::Fill(_, Some(id)) => id,
        Step::Remove(there) => &there.id,
        Step::Create(resource) | Step::Fill(resource, None) => &resource.name,
        // There is one dataset.
        Step::CreateDataset(_) | Step::Order(_) | Step::Describe(_) => "",
    }
}

/// A step in words.
pub(super) fn done(step: &Step<'_>, found: &Found) -> Done {
    let (action, target, bytes, rows) = match step {
        Step::CreateDataset(fields) => ("create", fields["name"].as_str().unwrap_or_default(), None, None),
        Step::Create(resource) if resource.link.is_some() => ("link", resource.name.as_str(), None, None),
        Step::Create(resource) => ("upload", resource.name.as_str(), Some(resource.size), None),
        // Nothing is sent for a link.
        Step::Replace(resource, _) if resource.link.is_some() => ("replace", resource.name.as_str(), None, None),
        Step::Replace(resource, _) => ("replace", resource.name.as_str(), Some(resource.size), None),
        Step::Remove(there) => ("remove a copy of", there.name.as_str(), None, None),
        Step::Fill(resource, _) => {
            ("fill", resource.name.as_str(), None, resource.table.as_ref().map(|table| table.rows))
        }
        Step::Order(_) => ("order", "the resources, newest version first", None, None),
        Step::Describe(changes) => {
            let fields = changes.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Done {
                action: "describe",
                target: format!("{}: {fields}", found.text("name")),
                bytes: None,
                rows: None,
            };
        }
    };
    Done { action, target: target.to_owned(), bytes, rows }
}

/// A field of a form.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a file is called when it is saved: with its version, so that two versions in one folder are told apart.
fn file_name(path: &str, prefix: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{}-{name}", prefix.trim_end_matches('/'))
}
