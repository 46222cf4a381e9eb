//! The steps that bring a portal from its state to the wanted dataset; making the plan needs no request.

use std::cmp::Reverse;

use semver::Version;
use serde_json::{Map, Value, json};

use super::state::{ExistingResource, PortalState};
use super::wanted::{Resource, Wanted};
use super::{Audience, Wishes};
use unrecs_dataset::describe::ckan::{OPTIONAL, is_own_extra};

/// One thing to do.
#[derive(Debug, Clone)]
pub(super) enum Step<'w> {
    /// Create the dataset, as a draft if the portal allows it, so that nobody sees it before its files have arrived.
    CreateDataset(Map<String, Value>),
    /// Create a resource with its file, or its link.
    Create(&'w Resource),
    /// Give the resource with this identifier another file, or another link.
    Replace(&'w Resource, String),
    /// Remove a copy of a resource, which exists because an answer was lost.
    Remove(ExistingResource),
    /// Put the rows of a table into the DataStore of a resource, which has no identifier before it is created.
    Fill(&'w Resource, Option<String>),
    /// Put the resources into this order.
    Order(Vec<String>),
    /// Change these fields of the dataset.
    Describe(Map<String, Value>),
}

/// All steps, in their order: the fields that people see of the dataset change last.
pub(super) fn plan<'w>(wanted: &'w Wanted, state: &PortalState, wishes: &Wishes) -> Vec<Step<'w>> {
    let mut steps = Vec::new();
    if state.dataset.is_none() {
        steps.push(Step::CreateDataset(created(wanted, wishes)));
    }
    for resource in &wanted.resources {
        match state.of(resource) {
            None => steps.push(Step::Create(resource)),
            Some(existing) if existing.matches(resource) => {
                // Only copies of our own; others may have added anything else with this name.
                let copies = state.resources.iter().filter(|one| one.id != existing.id && one.matches(resource));
                steps.extend(copies.cloned().map(Step::Remove));
            }
            Some(existing) => steps.push(Step::Replace(resource, existing.id.clone())),
        }
    }
    if !state.no_store {
        steps.extend(wanted.resources.iter().filter_map(|resource| fill(resource, state)));
    }
    let is_newest = is_newest(wanted, state, wishes);
    steps.extend(order(wanted, state, is_newest.then_some(&wanted.version)));
    let changed = changes(wanted, state, wishes, is_newest.then_some(&wanted.fields));
    if state.dataset.is_some() && !changed.is_empty() {
        steps.push(Step::Describe(changed));
    }
    steps
}

fn fill<'w>(resource: &'w Resource, state: &PortalState) -> Option<Step<'w>> {
    let table = resource.table.as_ref()?;
    let id = state.of(resource).map(|existing| existing.id.clone());
    let rows = id.as_ref().and_then(|id| *state.rows.get(id)?);
    // A release never changes, so the same number of rows means the same rows.
    (rows != Some(table.rows)).then_some(Step::Fill(resource, id))
}

/// Whether the dataset should describe this version: not if it already describes a later one that is not yanked.
fn is_newest(wanted: &Wanted, state: &PortalState, wishes: &Wishes) -> bool {
    match Version::parse(state.text("version")) {
        Ok(described) => described <= wanted.version || wishes.yanked.contains(&described),
        Err(_) => true,
    }
}

/// The version that the dataset describes comes first, then the others from the newest, and last the resources without a version.
fn order<'w>(wanted: &Wanted, state: &PortalState, leading: Option<&Version>) -> Option<Step<'w>> {
    let sort_key = |existing: &ExistingResource| {
        let version = version_of(&existing.name);
        let leads = version.is_some() && version.as_ref() == leading;
        let position = wanted.resources.iter().position(|resource| resource.name == existing.name);
        (Reverse((leads, version)), position.unwrap_or(usize::MAX))
    };
    let mut sorted: Vec<&ExistingResource> = state.resources.iter().collect();
    sorted.sort_by_cached_key(|existing| sort_key(existing));
    let is_missing = |resource: &Resource| !state.resources.iter().any(|existing| existing.name == resource.name);
    let grows = !sorted.is_empty() && wanted.resources.iter().any(is_missing);
    let is_sorted = sorted.iter().zip(&state.resources).all(|(a, b)| a.id == b.id);
    (grows || !is_sorted).then(|| Step::Order(sorted.iter().map(|existing| existing.id.clone()).collect()))
}

/// The version in the name of a resource; none if others have added the resource.
fn version_of(name: &str) -> Option<Version> {
    Version::parse(name.strip_prefix('v')?.split_once('/')?.0).ok()
}

/// The fields of a new dataset.
fn created(wanted: &Wanted, wishes: &Wishes) -> Map<String, Value> {
    let mut fields = wanted.fields.clone();
    // CKAN derives it from the identifier.
    fields.remove("license_title");
    fields.insert("private".to_owned(), json!(wishes.audience == Audience::Organization));
    fields.insert("state".to_owned(), json!("draft"));
    if let Some(organization) = &wishes.organization {
        fields.insert("owner_org".to_owned(), json!(organization));
    }
    fields
}

/// The fields that must change. Tags and extras that others have added at the portal stay.
fn changes(
    wanted: &Wanted,
    state: &PortalState,
    wishes: &Wishes,
    fields: Option<&Map<String, Value>>,
) -> Map<String, Value> {
    let mut changes = Map::new();
    let Some(dataset) = &state.dataset else { return changes };
    debug_assert_eq!(wanted.name, state.text("name"));
    for (key, value) in fields.into_iter().flatten().filter(|(key, _)| *key != "license_title") {
        let changed = match (key.as_str(), value.as_array()) {
            ("tags", Some(tags)) => united(dataset.get("tags"), tags, "name"),
            ("extras", Some(extras)) => united(dataset.get("extras"), extras, "key"),
            _ => (state.text(key) != value.as_str().unwrap_or_default()).then(|| value.clone()),
        };
        if let Some(changed) = changed {
            changes.insert(key.clone(), changed);
        }
    }
    // Fields that an earlier release had and this one does not have.
    let gone = |key: &&str| fields.is_some_and(|fields| !fields.contains_key(*key)) && !state.text(key).is_empty();
    changes.extend(OPTIONAL.iter().filter(|key| gone(key)).map(|key| ((*key).to_owned(), json!(""))));
    if state.dataset_state() == "draft" {
        changes.insert("state".to_owned(), json!("active"));
    }
    if wishes.audience == Audience::Organization && dataset.get("private") != Some(&json!(true)) {
        changes.insert("private".to_owned(), json!(true));
    }
    if let Some(organization) = &wishes.organization
        && ![dataset["organization"]["name"].as_str(), dataset["organization"]["id"].as_str()]
            .contains(&Some(organization))
    {
        changes.insert("owner_org".to_owned(), json!(organization));
    }
    changes
}

/// Our items, then the other items of the portal, without items that an earlier release had; none if nothing would change.
fn united(theirs: Option<&Value>, ours: &[Value], name: &str) -> Option<Value> {
    let theirs = theirs.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_there = |our: &Value| {
        theirs.iter().any(|their| their[name] == our[name] && (name != "key" || their["value"] == our["value"]))
    };
    let is_ours = |their: &&Value| ours.iter().any(|our| our[name] == their[name]);
    let was_ours = |their: &&Value| name == "key" && their[name].as_str().is_some_and(is_own_extra);
    if ours.iter().all(is_there) && theirs.iter().all(|their| is_ours(&their) || !was_ours(&their)) {
        return None;
    }
    let others = theirs.iter().filter(|their| !is_ours(their) && !was_ours(their));
    Some(ours.iter().chain(others).cloned().collect())
}
