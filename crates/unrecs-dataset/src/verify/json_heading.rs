//! What stands in front of the rows of `dataset.json`: the dataset as the manifest has it.

use std::fmt;
use std::io::{BufReader, Read};

use serde::de::{Deserializer as _, Error as _, MapAccess, Visitor};
use serde_json::Value;

use super::loaded_release::LoadedRelease;
use super::manifest::NestedClaim;
use super::report_log::{Check, Log, Place};
use crate::layout::MANIFEST;

/// Compares it with the manifest.
pub(super) fn check(release: &LoadedRelease<'_>, claim: &NestedClaim<'_>, log: &mut Log) {
    let Ok(file) = release.disk.open(claim.path) else { return };
    let Some(heading) = Heading::read(file) else { return };
    let mut differ = |problem: String| log.differ(Check::Rows, Place::file(claim.path), problem);
    let expected = Value::from(release.claims.schema_version);
    if heading.schema_version != expected {
        differ(format!("found the schema_version {}; expected {expected}, as {MANIFEST} says", heading.schema_version));
    }
    if heading.dataset != release.claims.dataset {
        let names = heading
            .dataset
            .as_object()
            .into_iter()
            .chain(release.claims.dataset.as_object())
            .flat_map(|one| one.keys());
        let other = |name: &&String| heading.dataset.get(name.as_str()) != release.claims.dataset.get(name.as_str());
        let name = names.into_iter().find(other).map_or("dataset", String::as_str);
        differ(format!("found another {name} of the dataset than {MANIFEST} has"));
    }
}

/// The first two members of the file.
#[derive(Default)]
struct Heading {
    schema_version: Value,
    dataset: Value,
}

impl Heading {
    /// None where the file does not begin with them, which the reader of the rows says better.
    fn read(file: impl Read) -> Option<Self> {
        let mut heading = Heading::default();
        let mut json = serde_json::Deserializer::from_reader(BufReader::new(file));
        // It always ends in an error, as the rest of the file is not read.
        let _ = json.deserialize_map(Members(&mut heading));
        (!heading.dataset.is_null()).then_some(heading)
    }
}

struct Members<'h>(&'h mut Heading);

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the dataset")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let value = |object: &mut A, name: &str| match object.next_key::<String>()? {
            Some(key) if key == name => object.next_value::<Value>(),
            _ => Err(A::Error::custom("another member")),
        };
        self.0.schema_version = value(&mut object, "schema_version")?;
        self.0.dataset = value(&mut object, "dataset")?;
        Err(A::Error::custom("enough"))
    }
}
