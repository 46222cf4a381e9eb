//! The code lists of columns in their order, which the maps of the JSON library do not keep.

use std::fmt;

use arrow_schema::Field;
use serde::de::{Deserializer as _, MapAccess, Visitor};

/// The members of a JSON object of texts in the metadata of a column, in their order; empty where there is none.
pub(super) fn pairs(field: &Field, key: &str) -> Vec<(String, String)> {
    let json = field.metadata().get(key).map_or("{}", String::as_str);
    serde_json::Deserializer::from_str(json).deserialize_map(InOrder).unwrap_or_default()
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}
