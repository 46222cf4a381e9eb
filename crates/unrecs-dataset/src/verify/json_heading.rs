//! What stands in front of the rows of nested JSON: the schema and the dataset, as the manifest has them, and the document of the file.

use std::fmt;
use std::io::{BufReader, Read};

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;

use super::loaded_release::LoadedRelease;
use super::manifest::NestedClaim;
use super::report_log::{Check, Log, Place};
use crate::layout::{self, MANIFEST};
use crate::tables::schema::NestedFile;

/// Compares it with the manifest.
pub(super) fn check(release: &LoadedRelease<'_>, claim: &NestedClaim<'_>, log: &mut Log) {
    for (path, _) in &claim.files {
        let Ok(file) = release.disk.open(path) else { continue };
        let Some(heading) = Heading::read(file) else { continue };
        let mut differ = |problem: String| log.differ(Check::Rows, Place::file(*path), problem);
        let claims = release.claims;
        let expected = [
            ("schema_version", &heading.schema_version, Value::from(claims.schema_version)),
            ("dataset", &heading.dataset, claims.dataset["id"].clone()),
        ];
        for (name, found, expected) in expected.into_iter().filter(|(_, found, expected)| *found != expected) {
            differ(format!("found {found} as {name}; expected {expected}, as {MANIFEST} says"));
        }
        let own = heading.document.as_ref().map(|id| layout::work(claim.format, id, claim.format));
        if own.as_ref().is_some_and(|own| own != path) {
            differ(format!("found the document of {}; expected that of its name", own.unwrap_or_default()));
        }
    }
}

/// The first members of the file.
#[derive(Default)]
struct Heading {
    schema_version: Value,
    dataset: Value,
    /// The identifier of the document.
    document: Option<String>,
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
        if object.next_key::<String>()?.as_deref() == NestedFile::Document.key() {
            self.0.document = Some(object.next_value()?);
        }
        Err(A::Error::custom("enough"))
    }
}
