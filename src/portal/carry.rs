//! Carries out a plan step by step, and reads the state of the portal again if the result of a step is unknown.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::client::{Client, Content, Request};
use super::multipart::{Form, Upload};
use super::plan::{Step, plan};
use super::rows;
use super::state::{ExistingResource, PortalState};
use super::wanted::{Resource, Wanted, prefix};
use super::{Done, Failure, PortalError, Verdict, Wishes};
use unrecs_dataset::release::{Opened, VerifiedReader};

/// What it takes to carry out a plan.
pub(super) struct Carrier<'a> {
    pub(super) client: &'a Client<'a>,
    pub(super) release: &'a Opened,
    pub(super) wanted: &'a Wanted,
}

impl<'a> Carrier<'a> {
    /// Carries out all steps, and calls `tell` after each one. Returns the state of the portal after the last step.
    ///
    /// # Errors
    /// [`PortalError`]
    pub(super) fn carry_out(
        &self,
        wishes: &Wishes,
        mut state: PortalState,
        tell: &mut dyn FnMut(Done),
    ) -> Result<PortalState, PortalError> {
        // A step is not repeated, even if the portal changed the result.
        let mut ended = HashSet::new();
        let mut tries = self.client.tries();
        loop {
            let steps = plan(self.wanted, &state, wishes);
            let Some((step, done)) = steps
                .iter()
                .map(|step| (step, done(step, &state)))
                .find(|(step, done)| !ended.contains(&(done.action, subject(step).to_owned())))
            else {
                return Ok(state);
            };
            let step_key = (done.action, subject(step).to_owned());
            match self.step(step, &mut state) {
                Ok(StepEnd::Done) => {
                    tries = self.client.tries();
                    ended.insert(step_key);
                    tell(done);
                }
                Ok(StepEnd::Skipped) => drop(ended.insert(step_key)),
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Passing { problem, wait }) => {
                    tries.again(&self.about(step), &problem, wait)?;
                    // The portal may have done it although the answer was lost.
                    state = PortalState::look(self.client, self.wanted)?;
                }
            }
        }
    }

    fn step(&self, step: &Step<'_>, state: &mut PortalState) -> Result<StepEnd, Failure<PortalError>> {
        match step {
            Step::CreateDataset(fields) => {
                let content = Content::Json(Value::Object(fields.clone()));
                let request = Request { content, ..self.about(step) };
                let dataset = self.client.required(&request, self.client.once(&request)?)?;
                self.take(state, &request, dataset)?;
            }
            Step::Create(resource) => {
                let mut fields = resource.fields.clone();
                fields.insert("package_id".to_owned(), json!(self.wanted.name));
                state.resources.push(self.send(resource, &fields, Repeat::Never)?);
            }
            Step::Replace(resource, id) => {
                // Remove the rows first, so that the new file never has the rows of another file.
                self.empty(state, resource, id)?;
                let mut fields = resource.fields.clone();
                fields.insert("id".to_owned(), json!(id));
                let replaced = self.send(resource, &fields, Repeat::Always)?;
                state.resources.iter_mut().filter(|one| one.id == *id).for_each(|one| *one = replaced.clone());
            }
            Step::Remove(copy) => {
                let request = Request { content: Content::Json(json!({"id": copy.id})), ..self.about(step) };
                self.client.patiently(&request)?;
                state.resources.retain(|one| one.id != copy.id);
            }
            Step::Fill(resource, id) => {
                let (Some(table), Some(id)) = (&resource.table, id) else { return Ok(StepEnd::Skipped) };
                self.empty(state, resource, id)?;
                if rows::fill(self, &resource.name, table, id)? == rows::Store::Absent {
                    state.no_store = true;
                    return Ok(StepEnd::Skipped);
                }
                state.rows.insert(id.clone(), Some(table.rows));
            }
            Step::Order(order) => {
                let content = Content::Json(json!({"id": self.wanted.name, "order": order}));
                self.client.result(&Request { content, ..self.about(step) })?;
                state.resources.sort_by_key(|existing| order.iter().position(|id| *id == existing.id));
            }
            Step::Describe(changes) => {
                let mut fields = changes.clone();
                fields.insert("id".to_owned(), json!(state.text("id")));
                let request = Request { content: Content::Json(Value::Object(fields)), ..self.about(step) };
                let dataset = self.client.result(&request)?;
                self.take(state, &request, dataset)?;
            }
        }
        Ok(StepEnd::Done)
    }

    /// What a step asks the portal for, without its parameters.
    fn about<'s>(&'s self, step: &'s Step<'_>) -> Request<'s> {
        let size = match step {
            Step::Create(resource) | Step::Replace(resource, _) if resource.link.is_none() => resource.size,
            _ => 0,
        };
        let (action, about) = match step {
            Step::CreateDataset(_) => ("package_create", &self.wanted.name),
            Step::Create(resource) => ("resource_create", &resource.name),
            Step::Replace(resource, _) => ("resource_patch", &resource.name),
            Step::Remove(copy) => ("resource_delete", &copy.name),
            Step::Fill(resource, _) => ("datastore_upsert", &resource.name),
            Step::Order(_) => ("package_resource_reorder", &self.wanted.name),
            Step::Describe(_) => ("package_patch", &self.wanted.name),
        };
        Request { action, about, size, content: Content::Query(String::new()) }
    }

    fn take(&self, state: &mut PortalState, request: &Request<'_>, dataset: Value) -> Result<(), PortalError> {
        let strange = |problem| self.client.error(request, Verdict::Strange(problem));
        state.take(dataset, &self.wanted.name).map_err(strange)
    }

    /// Sends a resource with its file or its link.
    fn send(
        &self,
        resource: &Resource,
        fields: &Map<String, Value>,
        repeat: Repeat,
    ) -> Result<ExistingResource, Failure<PortalError>> {
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
            // CKAN then deletes the file that it kept for this resource.
            fields.extend([("url_type".to_owned(), json!("")), ("clear_upload".to_owned(), json!("true"))]);
            Content::Json(Value::Object(fields))
        } else {
            Content::File { release: self.release, form: &form, path: &resource.path }
        };
        let size = if resource.link.is_none() { resource.size } else { 0 };
        let request = Request { action, about: &resource.name, size, content };
        let sent = match repeat {
            Repeat::Never => self.client.required(&request, self.client.once(&request)?)?,
            Repeat::Always => self.client.result(&request)?,
        };
        let strange = || self.client.error(&request, Verdict::Strange("the answer is not a resource".to_owned()));
        Ok(ExistingResource::read(&sent).ok_or_else(strange)?)
    }

    /// Removes the rows that the DataStore has for a resource.
    fn empty(&self, state: &mut PortalState, resource: &Resource, id: &str) -> Result<(), PortalError> {
        if state.rows.get(id).is_some_and(Option::is_some) {
            let content = Content::Json(json!({"resource_id": id, "force": true}));
            self.client.patiently(&Request { action: "datastore_delete", about: &resource.name, size: 0, content })?;
            state.rows.insert(id.to_owned(), None);
        }
        Ok(())
    }
}

/// Whether a request may be repeated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeat {
    /// A second request would create a second resource.
    Never,
    /// A second request changes nothing.
    Always,
}

/// How a step ended.
enum StepEnd {
    /// It is done.
    Done,
    /// The portal cannot do it, and need not.
    Skipped,
}

/// The object of a step: the identifier of a resource if it has one, because several resources may have the same name.
fn subject<'s>(step: &'s Step<'_>) -> &'s str {
    match step {
        Step::Replace(_, id) | Step::Fill(_, Some(id)) => id,
        Step::Remove(copy) => &copy.id,
        Step::Create(resource) | Step::Fill(resource, None) => &resource.name,
        // ExistingResource is one dataset.
        Step::CreateDataset(_) | Step::Order(_) | Step::Describe(_) => "",
    }
}

/// A step in words.
pub(super) fn done(step: &Step<'_>, state: &PortalState) -> Done {
    let (action, target, bytes, rows) = match step {
        Step::CreateDataset(fields) => ("create", fields["name"].as_str().unwrap_or_default(), None, None),
        Step::Create(resource) if resource.link.is_some() => ("link", resource.name.as_str(), None, None),
        Step::Create(resource) => ("upload", resource.name.as_str(), Some(resource.size), None),
        // Nothing is sent for a link.
        Step::Replace(resource, _) if resource.link.is_some() => ("replace", resource.name.as_str(), None, None),
        Step::Replace(resource, _) => ("replace", resource.name.as_str(), Some(resource.size), None),
        Step::Remove(copy) => ("remove a copy of", copy.name.as_str(), None, None),
        Step::Fill(resource, _) => {
            ("fill", resource.name.as_str(), None, resource.table.as_ref().map(|table| table.rows))
        }
        Step::Order(_) => ("order", "the resources, newest version first", None, None),
        Step::Describe(changes) => {
            let fields = changes.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Done {
                action: "describe",
                target: format!("{}: {fields}", state.text("name")),
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

/// The name of a saved file; it contains the version, so that two versions can be in one folder.
fn file_name(path: &str, prefix: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{}-{name}", prefix.trim_end_matches('/'))
}
