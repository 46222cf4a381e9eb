//! JSON Schema 2020-12 of one NDJSON line per table and of the nested `dataset.json`, with both languages and the code lists.

use serde_json::Value;

use super::ordered::Ordered::{self, List as Array, Object};
use super::{NAMESPACE, SCHEMA_VERSION, SmallFile};
use crate::layout::table_schema;
use crate::tables::schema::{Code, Column, ColumnKind, List, Nesting, Table, TableRole, Words, at_top, lists_within};

/// The dialect, as JSON Schema names it.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

type Members = Vec<(&'static str, Ordered)>;

/// `schema/<table>.schema.json` for every table, and `schema/dataset.schema.json`.
pub(super) fn files(tables: &[&'static Table]) -> Vec<SmallFile> {
    tables.iter().map(|table| of_table(table)).chain([of_dataset(tables)]).collect()
}

/// The schema of one NDJSON line. Descriptions are English; the Chinese ones stand beside them as `x-description-zh`.
pub(super) fn of_table(table: &'static Table) -> SmallFile {
    let mut members = head(table.name);
    members.extend(row(table, &[]));
    file(table.name, members)
}

/// The schema of `dataset.json`: a definition for every table in it, which refer to each other as the rows are nested.
fn of_dataset(tables: &[&'static Table]) -> SmallFile {
    let nested = tables.iter().filter(|table| !matches!(table.nesting, Nesting::Apart));
    let definition = |table: &&'static Table| (table.name, Object(row(table, &lists_within(tables, table.name))));
    let definitions = nested.map(definition).collect();
    let top: Vec<&str> = at_top(tables).map(|table| table.name).collect();
    let mut properties =
        vec![("schema_version", Object(vec![("const", SCHEMA_VERSION.into())])), ("dataset", heading())];
    properties.extend(top.iter().map(|name| (*name, array_of(name))));
    let mut members = head("dataset");
    members.extend([
        ("title", "Nested JSON".into()),
        (
            "description",
            "The dataset as one object: documents > meetings > recommendations > items, instruments > \
             provisions, and bodies."
                .into(),
        ),
        ("x-description-zh", "整个数据集为一个对象：文件 > 会议 > 建议 > 分项，文书 > 条款，以及机构。".into()),
    ]);
    members.extend(closed_object(Ordered::texts(["schema_version", "dataset"].into_iter().chain(top)), properties));
    members.push(("$defs", Object(definitions)));
    file("dataset", members)
}

fn head(name: &str) -> Members {
    vec![("$schema", DIALECT.into()), ("$id", format!("{NAMESPACE}:{name}").into())]
}

/// The object of one row, with the lists that stand within it.
fn row(table: &'static Table, lists: &[(&'static List, &'static Table)]) -> Members {
    let mut members = vec![("title", table.title.en.into()), ("x-title-zh", table.title.zh.into())];
    members.extend(described(table.description));
    let properties = table.columns.iter().map(|column| (column.name, Object(property(column))));
    let lists = lists.iter().map(|(list, rows)| (list.name, array_of(rows.name)));
    let properties: Members = properties.chain(lists).collect();
    members.extend(closed_object(Ordered::texts(properties.iter().map(|(name, _)| *name)), properties));
    members.push(("x-primary-key", Ordered::texts(table.primary_key.iter().copied())));
    let foreign_keys = table.foreign_keys.iter().map(|key| {
        Object(vec![("column", key.column.into()), ("table", key.table.into()), ("references", key.references.into())])
    });
    members.push(("x-foreign-keys", Array(foreign_keys.collect())));
    if table.role != TableRole::Data {
        members.push(("x-holds", table.role.code().into()));
    }
    members
}

/// An object with these keys and no other.
fn closed_object(required: Ordered, properties: Members) -> Members {
    vec![
        ("type", "object".into()),
        ("additionalProperties", false.into()),
        ("required", required),
        ("properties", Object(properties)),
    ]
}

fn array_of(table: &str) -> Ordered {
    let items = Object(vec![("$ref", format!("#/$defs/{table}").into())]);
    Object(vec![("type", "array".into()), ("items", items)])
}

fn property(column: &Column) -> Members {
    let (name, bounds): (&'static str, Members) = match column.kind {
        ColumnKind::Text if column.codes.is_empty() => ("string", vec![("minLength", 1.into())]),
        ColumnKind::Text => ("string", vec![("oneOf", Array(alternatives(column)))]),
        ColumnKind::Int32 => ("integer", vec![("minimum", i32::MIN.into()), ("maximum", i32::MAX.into())]),
        ColumnKind::Int64 => ("integer", vec![("minimum", i64::MIN.into()), ("maximum", i64::MAX.into())]),
        ColumnKind::Bool => ("boolean", vec![]),
        ColumnKind::Date => ("string", vec![("format", "date".into())]),
    };
    let kind = if column.nullable { Ordered::texts([name, "null"]) } else { name.into() };
    let mut members = vec![("type", kind)];
    members.extend(described(column.description));
    members.extend(bounds);
    members
}

/// A code list as alternatives, each with what it means.
fn alternatives(column: &Column) -> Vec<Ordered> {
    let alternative = |code: &Code| {
        let mut members = vec![("const", code.code.into())];
        members.extend(described(code.description));
        Object(members)
    };
    let absent = column.nullable.then(|| Object(vec![("const", Value::Null.into())]));
    column.codes.iter().map(alternative).chain(absent).collect()
}

fn described(words: Words) -> Members {
    vec![("description", words.en.into()), ("x-description-zh", words.zh.into())]
}

/// The object that says what the dataset is.
fn heading() -> Ordered {
    let text = |kind: Ordered| Object(vec![("type", kind)]);
    let optional = || text(Ordered::texts(["string", "null"]));
    let by_language = || Object(vec![("type", "object".into()), ("additionalProperties", text("string".into()))]);
    let party = |url: Ordered| {
        let properties = vec![("name", text("string".into())), ("url", url)];
        Object(closed_object(Ordered::texts(["name", "url"]), properties))
    };
    let texts = || Object(vec![("type", "array".into()), ("items", text("string".into()))]);
    let addresses = vec![("name", text("string".into())), ("email", optional()), ("url", optional())];
    let contact = Object(closed_object(Ordered::texts(["name", "email", "url"]), addresses));
    let properties = vec![
        ("id", text("string".into())),
        ("title", by_language()),
        ("description", by_language()),
        ("publisher", party(optional())),
        ("license", party(text("string".into()))),
        ("keywords", texts()),
        ("homepage", optional()),
        ("contact", Object(vec![("oneOf", Array(vec![contact, text("null".into())]))])),
        ("base_url", optional()),
        ("themes", texts()),
        ("frequency", optional()),
        ("doi", optional()),
    ];
    Object(closed_object(Ordered::texts(properties.iter().map(|(name, _)| *name)), properties))
}

fn file(name: &str, members: Members) -> SmallFile {
    SmallFile::new(table_schema(name), "application/schema+json", Object(members).to_file())
}

#[cfg(test)]
mod tests {
    use jsonschema::Validator;
    use serde_json::json;

    use super::super::{FORMATS, Files, samples};
    use super::*;

    fn validator(name: &str) -> Validator {
        let path = format!("schema/{name}.schema.json");
        let file = files(&samples::schemas()).into_iter().find(|file| file.path == path).unwrap();
        let schema: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
    }

    fn written(format: &str) -> Vec<(&'static str, Vec<u8>)> {
        let tables = samples::tables();
        match FORMATS.iter().find(|candidate| candidate.name == format).unwrap().files {
            Files::PerTable { encoder, .. } => {
                let names = tables.iter().map(|table| table.table().name);
                names.map(|name| (name, samples::written(name, encoder))).collect()
            }
            Files::Whole { encoder, .. } => vec![("dataset", samples::whole(&tables, encoder))],
            Files::PerDocument { .. } => unreachable!("no schema describes documents"),
        }
    }

    #[test]
    fn every_line_is_valid() {
        for (table, bytes) in written("ndjson") {
            let validator = validator(table);
            for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
                let line: Value = serde_json::from_slice(line).unwrap();
                let errors: Vec<String> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{table}: {errors:?}");
            }
        }
    }

    #[test]
    fn a_broken_line_is_refused() {
        let row = json!({"document_id": "d1", "title": null, "issued_on": "2012-05-30", "source_bytes": 1});
        let validator = validator("documents");
        assert!(validator.is_valid(&row));
        let broken = |key: &str, value: Option<Value>| {
            let mut row = row.clone();
            match value {
                Some(value) => row[key] = value,
                None => drop(row.as_object_mut().unwrap().remove(key)),
            }
            row
        };
        assert!(!validator.is_valid(&broken("title", None)), "a key is missing");
        assert!(!validator.is_valid(&broken("more", Some(json!(1)))), "an unknown key");
        assert!(!validator.is_valid(&broken("document_id", Some(Value::Null))), "null in a key");
        assert!(!validator.is_valid(&broken("title", Some(json!("")))), "an empty text");
        assert!(!validator.is_valid(&broken("issued_on", Some(json!("2012-13-40")))), "an impossible date");
        assert!(!validator.is_valid(&broken("source_bytes", Some(json!(1.5)))), "half a byte");
        assert!(!validator.is_valid(&broken("source_bytes", Some(json!(1e30)))), "more bytes than there are");
    }

    #[test]
    fn codes_are_the_listed_ones_and_null_where_it_may_stand() {
        let file = of_table(samples::schemas()[2]);
        let schema: Value = serde_json::from_slice(&file.bytes).unwrap();
        let expected = json!([
            {"const": "must", "description": "Has to.", "x-description-zh": "必须。"},
            {"const": "should", "description": "Ought to, \"应\".", "x-description-zh": "应。"},
            {"const": null},
        ]);
        assert_eq!(schema["properties"]["modality"]["oneOf"], expected);
        let mut row = json!({
            "recommendation_id": "r", "meeting_id": "m", "parent_id": null, "text": "t", "considers": true, "modality": "must"
        });
        let validator = validator("recommendations");
        assert!(validator.is_valid(&row));
        row["modality"] = json!("mustn't");
        assert!(!validator.is_valid(&row));
    }

    #[test]
    fn the_nested_json_is_valid_and_a_broken_item_is_not() {
        let validator = validator("dataset");
        let mut root: Value = serde_json::from_slice(&written("json")[0].1).unwrap();
        let errors: Vec<String> = validator.iter_errors(&root).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        root["documents"][0]["meetings"][0]["recommendations"][11]["items"][0]["considers"] = json!("yes");
        assert!(!validator.is_valid(&root));
    }
}
