//! The wanted state of a dataset on a portal, from `ckan.json` of the release and the columns of its tables.

use arrow_schema::SchemaRef;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Placement, PortalError, Rows, Wishes};
use unrecs_dataset::describe::ckan::PATH;
use unrecs_dataset::release::Opened;
use unrecs_dataset::tables::arrow::{primary_key, table_name};
use unrecs_dataset::tables::schema::ColumnKind;

/// A dataset as it should be.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The name that it has in addresses.
    pub(super) name: String,
    pub(super) version: semver::Version,
    /// The fields of the dataset, without its resources.
    pub(super) fields: Map<String, Value>,
    /// The resources, in the order in which they are shown.
    pub(super) resources: Vec<Resource>,
}

/// A resource as it should be.
#[derive(Debug)]
pub(super) struct Resource {
    /// The version and the path: `v1.2.0/data/csv/meetings.csv`.
    pub(super) name: String,
    /// The path in the release.
    pub(super) path: String,
    pub(super) size: u64,
    pub(super) sha256: String,
    /// All fields that are sent to CKAN, with the address only for a link.
    pub(super) fields: Map<String, Value>,
    /// The address, if the resource is a link.
    pub(super) link: Option<String>,
    /// The table, if its rows go into the DataStore.
    pub(super) table: Option<Table>,
}

/// A table for the DataStore.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) rows: u64,
    pub(super) schema: SchemaRef,
}

/// The members of a resource in `ckan.json` that the program needs.
#[derive(Deserialize)]
struct DescribedResource {
    name: String,
    url: String,
    format: String,
    size: u64,
    hash: String,
    table: Option<String>,
}

impl Wanted {
    /// Reads the description of a release.
    ///
    /// # Errors
    /// [`PortalError::Undescribed`] if it has none that can be used, [`PortalError::NoAddresses`], [`PortalError::Release`]
    pub(super) fn of(release: &Opened, wishes: &Wishes) -> Result<Self, PortalError> {
        let undescribed = |problem: String| PortalError::Undescribed { path: release.directory().join(PATH), problem };
        if !release.lists(PATH) {
            return Err(undescribed("does not exist".to_owned()));
        }
        let mut fields: Map<String, Value> = serde_json::from_slice(&release.bytes(PATH)?)
            .map_err(|error| undescribed(format!("cannot be parsed: {error}")))?;
        let name = fields
            .get("name")
            .and_then(Value::as_str)
            .ok_or_else(|| undescribed("has no `name`".to_owned()))?
            .to_owned();
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            return Err(undescribed(format!("has the name {name:?}, which is not a valid name of a CKAN dataset")));
        }
        let Some(Value::Array(listed)) = fields.remove("resources") else {
            return Err(undescribed("has no `resources`".to_owned()));
        };
        let resources = listed.into_iter().map(|listed| resource(listed, release, wishes));
        let resources = resources.collect::<Result<_, _>>().map_err(|problem| match problem {
            Problem::NoAddress => PortalError::NoAddresses,
            Problem::Invalid(problem) => undescribed(problem),
        })?;
        Ok(Self { name, version: release.manifest().version.clone(), fields, resources })
    }
}

enum Problem {
    NoAddress,
    Invalid(String),
}

fn resource(listed: Value, release: &Opened, wishes: &Wishes) -> Result<Resource, Problem> {
    let invalid = |problem: String| Problem::Invalid(problem);
    let described = DescribedResource::deserialize(&listed)
        .map_err(|error| invalid(format!("has an invalid resource: {error}")))?;
    let (Value::Object(mut fields), DescribedResource { name, url, format, size, hash, table }) = (listed, described)
    else {
        return Err(invalid("has a resource that is not an object".to_owned()));
    };
    let path = name.strip_prefix(&prefix(&release.manifest().version));
    let path = path.filter(|path| release.lists(path));
    let path = path
        .ok_or_else(|| invalid(format!("has the resource {name:?}, which is not a file of the release")))?
        .to_owned();
    fields.insert("version".to_owned(), json!(release.manifest().version.to_string()));
    fields.remove("url");
    let link = match wishes.placement {
        Placement::Upload => None,
        Placement::Link if url.contains("://") => {
            fields.insert("url".to_owned(), json!(url));
            Some(url)
        }
        Placement::Link => return Err(Problem::NoAddress),
    };
    // CSV is the format of a table that people look at before they load it.
    let table = table.filter(|_| format == "CSV" && wishes.rows == Rows::Filled);
    let table = table.map(|name| table_of(&name, release)).transpose()?;
    Ok(Resource { name, path, size, sha256: hash, fields, link, table })
}

fn table_of(name: &str, release: &Opened) -> Result<Table, Problem> {
    let schema = release.schemas().iter().find(|schema| table_name(schema) == name);
    let counted = release.manifest().tables.iter().find(|table| table.name == name);
    let (Some(schema), Some(counted)) = (schema, counted) else {
        return Err(Problem::Invalid(format!(
            "has a resource for the table {name:?}, which the release does not have"
        )));
    };
    Ok(Table { name: name.to_owned(), rows: counted.rows, schema: schema.clone() })
}

/// The prefix of the names of all resources of a version.
pub(super) fn prefix(version: &semver::Version) -> String {
    format!("v{version}/")
}

impl Table {
    /// The parameters of `datastore_create`: columns with the types of PostgreSQL and their descriptions, and the key.
    pub(super) fn definition(&self, resource: &str) -> Value {
        let fields = self.schema.fields().iter().map(|field| {
            let kind = match ColumnKind::of(field.data_type()) {
                Some(ColumnKind::Int32) => "int",
                Some(ColumnKind::Int64) => "bigint",
                Some(ColumnKind::Bool) => "bool",
                Some(ColumnKind::Date) => "date",
                Some(ColumnKind::Text) | None => "text",
            };
            json!({"id": field.name(), "type": kind, "info": {"notes": field.metadata().get("description")}})
        });
        json!({
            "resource_id": resource,
            // Otherwise, CKAN accepts rows for an uploaded file only from its own loader.
            "force": true,
            "fields": fields.collect::<Vec<_>>(),
            "primary_key": primary_key(&self.schema).unwrap_or_default(),
        })
    }
}
