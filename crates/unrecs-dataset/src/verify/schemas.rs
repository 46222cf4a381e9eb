//! The files below `schema/`: each is what it has to be, and all say the same of the tables.

use crate::layout::{DOCUMENT_SCHEMA, REGISTRY_SCHEMA, table_schema};
use crate::tables::TABLES;
use crate::tables::arrow::{column_role, foreign_keys, key_columns, table_name};
use crate::tables::schema::{Table, Unsaid};
use arrow_schema::{DataType, Field, SchemaRef};
use serde_json::{Map, Value, json};

use super::disk::Disk;
use super::manifest::Claims;
use super::report_log::{Check, Log, Place};
use super::{dictionary, xsd};
use crate::export::{NAMESPACE, SCHEMA_VERSION};
use crate::readback;

/// Reads the schema of every table of the manifest, in its order, and compares all files with them.
pub(super) fn read(disk: &Disk, claims: &Claims, log: &mut Log) -> Vec<Option<SchemaRef>> {
    let mut schemas = Vec::new();
    let mut texts: Vec<(&str, Value)> = Vec::new();
    for table in &claims.tables {
        let path = table_schema(&table.name);
        let mut differ = |problem: String| log.differ(Check::Schemas, Place::file(&path), problem);
        let bytes = match disk.size(&path).map(|_| disk.bytes(&path)) {
            Some(Ok(bytes)) => bytes,
            Some(Err(error)) => {
                differ(format!("cannot read: {error}"));
                schemas.push(None);
                continue;
            }
            // That it is missing is said where files are looked for.
            None => {
                schemas.push(None);
                continue;
            }
        };
        match readback::schema_of(&bytes) {
            Err(error) => {
                differ(format!("cannot make sense of it: {error}"));
                schemas.push(None);
            }
            Ok(schema) => {
                let named = table_name(&schema);
                let keys = key_columns(&schema).map(|key| names(&schema, &key));
                if named != table.name {
                    differ(format!("found the schema of {named:?}; expected that of {:?}", table.name));
                } else if keys.as_deref() != Some(table.primary_key.as_slice()) {
                    differ(format!("found the primary key {keys:?}; the manifest has {:?}", table.primary_key));
                }
                texts.push((&table.name, serde_json::from_slice(&bytes).unwrap_or_default()));
                // Rows of another table could not be told apart from those of this one.
                schemas.push((named == table.name).then_some(schema));
            }
        }
    }
    let known: Vec<&SchemaRef> = schemas.iter().flatten().collect();
    references(&known, claims, log);
    log.looked(Check::Schemas, "schemas", texts.len() as u64);
    if claims.schema_version != SCHEMA_VERSION {
        let why = format!("the form of schemas of version {} is not known", claims.schema_version);
        log.missed(Check::Schemas, why);
    } else if known.len() == claims.tables.len() {
        known.iter().zip(&texts).for_each(|(schema, (table, found))| of_table(schema, table, found, log));
        [DOCUMENT_SCHEMA, REGISTRY_SCHEMA].into_iter().for_each(|path| nested(disk, path, &texts, log));
        xsd::compare(disk, &known, log);
        dictionary::compare(disk, &known, log);
    } else {
        log.missed(Check::Schemas, "not all tables have a schema that the other files could be compared with");
    }
    schemas
}

fn names(schema: &SchemaRef, columns: &[usize]) -> Vec<String> {
    columns.iter().map(|&column| schema.field(column).name().clone()).collect()
}

/// Foreign keys refer to the primary key of a table that there is.
fn references(schemas: &[&SchemaRef], claims: &Claims, log: &mut Log) {
    let named = |schema: &SchemaRef, name: &str| table_name(schema) == name;
    for schema in schemas {
        let path = table_schema(table_name(schema));
        let mut differ = |problem: String| log.differ(Check::Schemas, Place::file(&path), problem);
        let Some(keys) = foreign_keys(schema) else {
            differ("found foreign keys that make no sense".to_owned());
            continue;
        };
        for key in keys {
            let target = schemas.iter().find(|schema| named(schema, &key.table));
            // What is wrong with the schema of that table was said.
            let unread = target.is_none() && claims.tables.iter().any(|table| table.name == key.table);
            let primary = target.and_then(|target| Some(names(target, &key_columns(target)?)));
            let absent = key.columns().find(|column| schema.index_of(column).is_err());
            let is_target = |primary: &Vec<String>| primary.iter().eq(key.referenced());
            if let Some(absent) = absent {
                differ(format!("found a foreign key in {absent:?}; there is no such column"));
            } else if !unread && !primary.as_ref().is_some_and(is_target) {
                let problem = format!(
                    "found {}.{} as the target of {}; expected the primary key of a table",
                    key.table, key.references, key.column
                );
                differ(problem);
            }
        }
    }
}

/// Whether a schema says of every line what the schema of this program would, no more and no less.
fn of_table(schema: &SchemaRef, table: &str, found: &Value, log: &mut Log) {
    let path = table_schema(table);
    let mut differ = |problem: String| log.differ(Check::Schemas, Place::file(&path), problem);
    let expected = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": format!("{NAMESPACE}:{table}"),
        "type": "object", "additionalProperties": false, "required": required(schema),
    });
    for (name, expected) in
        expected.as_object().into_iter().flatten().filter(|(name, expected)| found.get(name.as_str()) != Some(expected))
    {
        let found = found.get(name.as_str()).map_or("nothing".to_owned(), Value::to_string);
        differ(format!("found {found} as {name}; expected {expected}"));
    }
    let read = "title x-title-zh description x-description-zh properties x-primary-key x-foreign-keys x-holds";
    let other = |name: &str| expected.get(name).is_none() && !read.split(' ').any(|known| known == name);
    for name in found.as_object().into_iter().flat_map(Map::keys).filter(|name| other(name)) {
        differ(format!("found the keyword {name:?}, which no schema of a table has"));
    }
    for field in schema.fields() {
        let name = field.name();
        let property = &found["properties"][name];
        for (keyword, value) in property.as_object().into_iter().flatten() {
            if !may_say(field, keyword, value) {
                differ(format!("properties.{name}: found {keyword} {value}, which does not fit the column"));
            }
        }
        if let Some(keyword) = must_say(field).iter().find(|keyword| property.get(**keyword).is_none()) {
            differ(format!("properties.{name}: found no {keyword}; expected one"));
        }
    }
}

/// The columns that every row has a value of.
fn required(schema: &SchemaRef) -> Vec<&str> {
    let required = schema.fields().iter().filter(|field| !field.is_nullable());
    required.map(|field| field.name().as_str()).collect()
}

/// The keywords that limit the values of a column.
fn must_say(field: &Field) -> &'static [&'static str] {
    match field.data_type() {
        DataType::Utf8 if field.metadata().contains_key("codes") => &["oneOf"],
        DataType::Utf8 => &["minLength"],
        DataType::Int32 | DataType::Int64 => &["minimum", "maximum"],
        DataType::Date32 => &["format"],
        _ => &[],
    }
}

fn may_say(field: &Field, keyword: &str, value: &Value) -> bool {
    let bounds = match field.data_type() {
        DataType::Int32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    match keyword {
        // These were read, and what they say is the column.
        "type" | "description" | "x-description-zh" => true,
        "x-holds" => *value == column_role(field).code(),
        _ if !must_say(field).contains(&keyword) => false,
        "minLength" => *value == 1,
        "minimum" => value.as_i64() == Some(bounds.0),
        "maximum" => value.as_i64() == Some(bounds.1),
        "format" => *value == "date",
        _ => {
            let alternatives = value.as_array().map_or(&[][..], Vec::as_slice);
            let null = alternatives.iter().filter(|one| one["const"].is_null()).count();
            let plain = |one: &Value| one["const"].is_null() || one.as_object().is_some_and(|one| one.len() == 3);
            null == usize::from(field.is_nullable()) && alternatives.iter().all(plain)
        }
    }
}

/// The definitions of the nested JSON are the schemas of the tables, with the lists that stand within rows, and without demanding what the
/// place of a row says.
fn nested(disk: &Disk, path: &str, texts: &[(&str, Value)], log: &mut Log) {
    let Some(Ok(bytes)) = disk.size(path).map(|_| disk.bytes(path)) else { return };
    let mut differ = |problem: String| log.differ(Check::Schemas, Place::file(path), problem);
    let found: Value = match serde_json::from_slice(&bytes) {
        Ok(found) => found,
        Err(error) => return differ(format!("cannot make sense of it: {error}")),
    };
    let definitions = found["$defs"].as_object().cloned().unwrap_or_default();
    if definitions.is_empty() {
        differ("found no definitions of tables in it".to_owned());
    }
    for (name, mut definition) in definitions {
        let Some((_, table)) = texts.iter().find(|(table, _)| *table == name) else {
            differ(format!("found a definition of {name:?}; there is no such table"));
            continue;
        };
        let columns = table["properties"].as_object().cloned().unwrap_or_default();
        let is_list = |property: &Value| property["type"] == "array" && property["items"]["$ref"].is_string();
        if let Some(properties) = definition["properties"].as_object_mut() {
            properties.retain(|name, property| columns.contains_key(name) || !is_list(property));
        }
        let mut expected = table.clone();
        expected.as_object_mut().into_iter().for_each(|table| table.retain(|name, _| !name.starts_with('$')));
        let unsaid = Table::of(&name).map_or_else(Vec::new, |table| {
            table.columns.iter().map(|column| column.name).zip(Unsaid::of(table, TABLES)).collect()
        });
        for (column, unsaid) in unsaid.into_iter().filter(|(_, unsaid)| *unsaid != Unsaid::Nothing) {
            expected["required"].as_array_mut().into_iter().for_each(|names| names.retain(|name| name != column));
            if let (Unsaid::Default(default), Some(property)) = (unsaid, expected["properties"][column].as_object_mut())
            {
                let default = default.text().map_or(Value::Bool(false), Value::from);
                property.insert("default".to_owned(), default);
            }
        }
        if let Some(place) = first_difference(&definition, &expected, String::new()) {
            differ(format!("$defs.{name}{place} is not what {} says", table_schema(&name)));
        }
    }
    log.looked(Check::Schemas, "schemas", 1);
}

/// Where two values differ, as the members that lead there; the depth of parsed JSON is limited.
fn first_difference(found: &Value, expected: &Value, place: String) -> Option<String> {
    match (found, expected) {
        _ if found == expected => None,
        (Value::Object(found), Value::Object(expected)) => {
            let names = found.keys().chain(expected.keys());
            names.into_iter().find_map(|name| match (found.get(name), expected.get(name)) {
                (Some(found), Some(expected)) => first_difference(found, expected, format!("{place}.{name}")),
                _ => Some(format!("{place}.{name}")),
            })
        }
        _ => Some(place),
    }
}
