//! What is to be done so that a portal has what it should have: from both, without asking anybody.

use std::cmp::Reverse;

use semver::Version;
use serde_json::{Map, Value, json};

use super::found::{Found, There};
use super::wanted::{Resource, Wanted};
use super::{Audience, Wishes};
use unrecs_dataset::describe::ckan::{OPTIONAL, is_own_extra};

/// One thing to do.
#[derive(Debug, Clone)]
pub(super) enum Step<'w> {
    /// Make the dataset, as a draft where the portal lets us, so that nobody sees it before its files are there.
    CreateDataset(Map<String, Value>),
    /// Make a resource with its file, or its link.
    Create(&'w Resource),
    /// Give the resource with this identifier another file, or another link.
    Replace(&'w Resource, String),
    /// Remove a resource that is there twice, since an answer was lost.
    Remove(There),
    /// Put the rows of a table into the DataStore of a resource; it has no identifier where it is still to be made.
    Fill(&'w Resource, Option<String>),
    /// Put the resources into this order.
    Order(Vec<String>),
    /// Change these fields of the dataset.
    Describe(Map<String, Value>),
}

/// All that is to be done, in the order in which it is done: what people see of the dataset changes last.
pub(super) fn plan<'w>(wanted: &'w Wanted, found: &Found, wishes: &Wishes) -> Vec<Step<'w>> {
    let mut steps = Vec::new();
    if found.dataset.is_none() {
        steps.push(Step::CreateDataset(created(wanted, wishes)));
    }
    for resource in &wanted.resources {
        match found.of(resource) {
            None => steps.push(Step::Create(resource)),
            Some(there) if there.is_so(resource) => {
                // Only copies of our own: anything else of this name is somebody's.
                let copies = found.resources.iter().filter(|one| one.id != there.id && one.is_so(resource));
                steps.extend(copies.cloned().map(Step::Remove));
            }
            Some(there) => steps.push(Step::Replace(resource, there.id.clone())),
        }
    }
    if !found.no_store {
        steps.extend(wanted.resources.iter().filter_map(|resource| fill(resource, found)));
    }
    let is_newest = is_newest(wanted, found, wishes);
    steps.extend(order(wanted, found, is_newest.then_some(&wanted.version)));
    let changed = changes(wanted, found, wishes, is_newest.then_some(&wanted.fields));
    if found.dataset.is_some() && !changed.is_empty() {
        steps.push(Step::Describe(changed));
    }
    steps
}

fn fill<'w>(resource: &'w Resource, found: &Found) -> Option<Step<'w>> {
    let table = resource.table.as_ref()?;
    let id = found.of(resource).map(|there| there.id.clone());
    let rows = id.as_ref().and_then(|id| *found.rows.get(id)?);
    // A release never changes, so that as many rows are the same rows.
    (rows != Some(table.rows)).then_some(Step::Fill(resource, id))
}

/// Whether the dataset should speak of this version: not where it already speaks of a later one that is still good.
fn is_newest(wanted: &Wanted, found: &Found, wishes: &Wishes) -> bool {
    match Version::parse(found.text("version")) {
        Ok(there) => there <= wanted.version || wishes.yanked.contains(&there),
        Err(_) => true,
    }
}

/// Newest version first, and what is nobody's version last; the version that the dataset speaks of stands before all others.
fn order<'w>(wanted: &Wanted, found: &Found, leading: Option<&Version>) -> Option<Step<'w>> {
    let place = |there: &There| {
        let version = version_of(&there.name);
        let leads = version.is_some() && version.as_ref() == leading;
        let at = wanted.resources.iter().position(|resource| resource.name == there.name);
        (Reverse((leads, version)), at.unwrap_or(usize::MAX))
    };
    let mut sorted: Vec<&There> = found.resources.iter().collect();
    sorted.sort_by_cached_key(|there| place(there));
    let missing = |resource: &Resource| !found.resources.iter().any(|there| there.name == resource.name);
    let comes = !sorted.is_empty() && wanted.resources.iter().any(missing);
    let is_sorted = sorted.iter().zip(&found.resources).all(|(a, b)| a.id == b.id);
    (comes || !is_sorted).then(|| Step::Order(sorted.iter().map(|there| there.id.clone()).collect()))
}

/// The version in the name of one of our resources.
fn version_of(name: &str) -> Option<Version> {
    Version::parse(name.strip_prefix('v')?.split_once('/')?.0).ok()
}

/// The fields of a new dataset.
fn created(wanted: &Wanted, wishes: &Wishes) -> Map<String, Value> {
    let mut fields = wanted.fields.clone();
    // CKAN tells it from the identifier.
    fields.remove("license_title");
    fields.insert("private".to_owned(), json!(wishes.audience == Audience::Organization));
    fields.insert("state".to_owned(), json!("draft"));
    if let Some(organization) = &wishes.organization {
        fields.insert("owner_org".to_owned(), json!(organization));
    }
    fields
}

/// The fields that are not as they should be. What others have added at the portal, tags and extras too, stays.
fn changes(wanted: &Wanted, found: &Found, wishes: &Wishes, fields: Option<&Map<String, Value>>) -> Map<String, Value> {
    let mut changes = Map::new();
    let Some(dataset) = &found.dataset else { return changes };
    debug_assert_eq!(wanted.name, found.text("name"));
    for (key, value) in fields.into_iter().flatten().filter(|(key, _)| *key != "license_title") {
        let changed = match (key.as_str(), value.as_array()) {
            ("tags", Some(tags)) => united(dataset.get("tags"), tags, "name"),
            ("extras", Some(extras)) => united(dataset.get("extras"), extras, "key"),
            _ => (found.text(key) != value.as_str().unwrap_or_default()).then(|| value.clone()),
        };
        if let Some(changed) = changed {
            changes.insert(key.clone(), changed);
        }
    }
    // What an earlier release said and this one does not say.
    let gone = |key: &&str| fields.is_some_and(|fields| !fields.contains_key(*key)) && !found.text(key).is_empty();
    changes.extend(OPTIONAL.iter().filter(|key| gone(key)).map(|key| ((*key).to_owned(), json!(""))));
    if found.state() == "draft" {
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

/// Ours and, behind them, theirs that have other names; none where all of ours are there as they are, and none that were ours.
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
