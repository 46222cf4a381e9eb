//! The Arrow schema of a table from the JSON Schema that every release publishes for it, whatever its formats.

use std::collections::BTreeMap;
use std::fmt;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::{Value, json};

use crate::tables::arrow::ForeignKeyNames;

/// What is wrong with a JSON Schema.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct SchemaError {
    /// Where, such as `properties.ordinal`.
    pub place: String,
    /// What was found, and what was expected.
    pub problem: String,
}

/// The schema of a table from its `schema/<table>.schema.json`, in the form of
/// [`arrow_schema`](crate::tables::arrow::arrow_schema) with all its metadata.
///
/// Not from the footers of the Parquet files, which hold the same, since a release may be without Parquet.
///
/// # Errors
/// [`SchemaError`] where it is not such a schema.
pub fn schema_of(json_schema: &[u8]) -> Result<SchemaRef, SchemaError> {
    let root: Value = serde_json::from_slice(json_schema).map_err(|error| wrong("the file", &error.to_string()))?;
    let root = At { place: String::new(), value: &root };
    let properties = root.member("properties")?;
    let Properties { names } = serde_json::from_slice::<OfTable>(json_schema)
        .map_err(|error| wrong("properties", &error.to_string()))?
        .properties;
    let fields = names.iter().map(|name| field(name, &properties.member(name)?)).collect::<Result<Vec<_>, _>>()?;
    // A row may leave out what may be null.
    let required: Vec<String> = root.read("required")?;
    let missing = fields.iter().find(|field| !field.is_nullable() && !required.contains(field.name()));
    if let Some(other) = missing.map(|field| field.name()).or(required.iter().find(|name| !names.contains(name))) {
        return Err(wrong("required", &format!("found {required:?}, which does not fit the column {other:?}")));
    }
    let id = root.text("$id")?;
    let table = id.rsplit_once(':').map_or(id, |(_, table)| table);
    let keys: Vec<ForeignKeyNames> = root.read("x-foreign-keys")?;
    let keys = keys.iter().map(ForeignKeyNames::to_json);
    let metadata = [
        ("table", table.to_owned()),
        ("title", root.text("title")?.to_owned()),
        ("title:zh", root.text("x-title-zh")?.to_owned()),
        ("description", root.text("description")?.to_owned()),
        ("description:zh", root.text("x-description-zh")?.to_owned()),
        ("primary_key", json!(root.read::<Vec<String>>("x-primary-key")?).to_string()),
        ("foreign_keys", Value::Array(keys.collect()).to_string()),
    ];
    let metadata = metadata.map(|(key, value)| (key.to_owned(), value));
    let holds = root.value.get("x-holds").map(|_| root.text("x-holds")).transpose()?;
    let holds = holds.map(|holds| ("holds".to_owned(), holds.to_owned()));
    Ok(Schema::new_with_metadata(fields, metadata.into_iter().chain(holds).collect::<BTreeMap<_, _>>()).into())
}

fn field(name: &str, property: &At<'_>) -> Result<Field, SchemaError> {
    let types: Vec<String> = match &property.member("type")?.value {
        Value::String(one) => vec![one.clone()],
        _ => property.read("type")?,
    };
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    let (kind, nullable) = match types.as_slice() {
        [kind] => (*kind, false),
        [kind, "null"] => (*kind, true),
        _ => return Err(wrong(&property.place, "expected one type, or one and null")),
    };
    let maximum = property.value.get("maximum").and_then(Value::as_i64);
    let format = property.value.get("format").and_then(Value::as_str);
    let data_type = match (kind, format, maximum) {
        ("string", None, _) => DataType::Utf8,
        ("string", Some("date"), _) => DataType::Date32,
        ("boolean", ..) => DataType::Boolean,
        ("integer", _, Some(maximum)) if maximum == i64::from(i32::MAX) => DataType::Int32,
        ("integer", _, Some(i64::MAX)) => DataType::Int64,
        _ => {
            return Err(wrong(
                &property.place,
                "expected a text, a date, a truth value, or an integer of 32 or 64 bits",
            ));
        }
    };
    let mut metadata = BTreeMap::from([
        ("description".to_owned(), property.text("description")?.to_owned()),
        ("description:zh".to_owned(), property.text("x-description-zh")?.to_owned()),
    ]);
    if property.value.get("x-holds").is_some() {
        metadata.insert("holds".to_owned(), property.text("x-holds")?.to_owned());
    }
    if property.value.get("oneOf").is_some() {
        let alternatives: Vec<Value> = property.read("oneOf")?;
        let codes = alternatives.iter().filter(|code| !code["const"].is_null());
        let codes = codes.map(|code| At { place: format!("{}.oneOf", property.place), value: code });
        let codes: Vec<At<'_>> = codes.collect();
        for (key, description) in [("codes", "description"), ("codes:zh", "x-description-zh")] {
            let pairs = codes.iter().map(|code| Ok((code.text("const")?, code.text(description)?)));
            let pairs = pairs.collect::<Result<Vec<_>, SchemaError>>()?;
            let pairs = pairs.iter().map(|(code, words)| format!("{}:{}", json!(code), json!(words)));
            metadata.insert(key.to_owned(), format!("{{{}}}", pairs.collect::<Vec<_>>().join(",")));
        }
    }
    Ok(Field::new(name, data_type, nullable).with_metadata(metadata))
}

/// The properties of a schema, which stand in the order of the columns.
#[derive(Deserialize)]
struct OfTable {
    properties: Properties,
}

/// The names of the members of an object, in their order.
struct Properties {
    names: Vec<String>,
}

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Properties;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Properties, A::Error> {
        let mut names: Vec<String> = Vec::new();
        while let Some((name, _)) = object.next_entry::<String, IgnoredAny>()? {
            if names.contains(&name) {
                return Err(A::Error::custom(format_args!("there are two members {name:?}")));
            }
            names.push(name);
        }
        Ok(Properties { names })
    }
}

/// A part of a JSON Schema, with where it stands.
struct At<'v> {
    place: String,
    value: &'v Value,
}

impl<'v> At<'v> {
    fn member(&self, name: &str) -> Result<At<'v>, SchemaError> {
        let place = if self.place.is_empty() { name.to_owned() } else { format!("{}.{name}", self.place) };
        match self.value.get(name) {
            Some(value) => Ok(At { place, value }),
            None => Err(wrong(&place, "it is missing")),
        }
    }

    fn text(&self, name: &str) -> Result<&'v str, SchemaError> {
        let member = self.member(name)?;
        member.value.as_str().ok_or_else(|| wrong(&member.place, "expected a text"))
    }

    fn read<T: for<'de> serde::Deserialize<'de>>(&self, name: &str) -> Result<T, SchemaError> {
        let member = self.member(name)?;
        T::deserialize(member.value).map_err(|error| wrong(&member.place, &error.to_string()))
    }
}

fn wrong(place: &str, problem: &str) -> SchemaError {
    SchemaError { place: place.to_owned(), problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{json_schema_of, samples};
    use crate::tables::TABLES;
    use crate::tables::arrow::arrow_schema;

    #[test]
    fn the_schema_of_every_table_comes_back_with_all_its_metadata() {
        for table in TABLES.iter().copied().chain(samples::schemas()) {
            let schema = schema_of(&json_schema_of(table).bytes).unwrap();
            assert_eq!(*schema, arrow_schema(table), "{}", table.name);
        }
    }

    #[test]
    fn what_is_no_such_schema_is_refused() {
        let text = String::from_utf8(json_schema_of(samples::schemas()[1]).bytes).unwrap();
        let of = |old: &str, new: &str| {
            assert!(text.contains(old), "{old}");
            schema_of(text.replacen(old, new, 1).as_bytes()).unwrap_err().to_string()
        };
        assert_eq!(schema_of(b"[]").unwrap_err().to_string(), "properties: it is missing");
        assert_eq!(
            schema_of(b"{").unwrap_err().to_string(),
            "the file: EOF while parsing an object at line 1 column 1"
        );
        assert_eq!(
            of("2147483647", "99"),
            "properties.ordinal: expected a text, a date, a truth value, or an integer of 32 or 64 bits"
        );
        assert_eq!(
            of("\"type\": \"integer\"", "\"type\": []"),
            "properties.ordinal: expected one type, or one and null"
        );
        assert_eq!(of("\"x-title-zh\"", "\"x\""), "x-title-zh: it is missing");
        assert_eq!(
            of("\"ordinal\"", "\"parent_id\""),
            r#"required: found ["division_id", "document_id", "parent_id"], which does not fit the column "ordinal""#
        );
        assert_eq!(
            of("\"document_id\",", "\"document_id\", \"other\","),
            r#"required: found ["division_id", "document_id", "other", "ordinal"], which does not fit the column "other""#
        );
        assert_eq!(
            of("\"division_id\": {", "\"ordinal\": {},\n\"division_id\": {"),
            "properties: there are two members \"ordinal\" at line 45 column 3"
        );
    }
}
