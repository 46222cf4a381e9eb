//! JSON Schema 2020-12 of one NDJSON line per table and of the nested files, with both languages and the code lists.

use serde_json::Value;

use super::ordered::{Ordered, object};
use super::{NAMESPACE, SCHEMA_VERSION, SmallFile};
use crate::layout::table_schema;
use crate::tables::schema::{
    Column, ColumnKind, ColumnRole, List, NestedFile, Table, TableRole, Unsaid, Words, lists_within,
};

/// The dialect, as JSON Schema names it.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// `schema/<table>.schema.json` for every table, and those of the nested files.
pub(super) fn files(tables: &[&'static Table]) -> Vec<SmallFile> {
    let nested = [
        Nested {
            file: NestedFile::Document,
            name: "document",
            title: "Document",
            description: Words {
                en: "A document as one object: its language versions > divisions > paragraphs > items, its subjects and votes. \
                     A member that is not there is null, or its default. The identifiers and the language \
                     of an object that are not there are those of the objects around it, and a parent_id that is not there is \
                     the identifier of the object around it where that is of the same kind. A list that is not there is empty.",
                zh: "一份文件为一个对象：各语文版本 > 组成部分 > 段落 > 分项，以及主题和表决。未列出的成员为空值，或为其默认值。\
                     对象未列出的标识符和语文，与其外层对象相同；未列出的 parent_id，在外层对象属同一类时即为该对象的标识符。未列出的列表为空。",
            },
        },
        Nested {
            file: NestedFile::Registry,
            name: "registry",
            title: "Registry",
            description: Words {
                en: "The registry as one object: instruments > provisions, and bodies, with their names. A member that is not \
                     there is null; the identifier of the object around it is that of its provisions and names too.",
                zh: "登记册为一个对象：文书 > 条款，以及机构，均附名称。未列出的成员为空值；条款和名称未列出的标识符，与其外层对象相同。",
            },
        },
    ];
    tables.iter().map(|table| of_table(table)).chain(nested.map(|one| one.schema(tables))).collect()
}

/// The schema of a nested file.
struct Nested {
    file: NestedFile,
    name: &'static str,
    title: &'static str,
    description: Words,
}

/// The schema of one NDJSON line. Descriptions are English; the Chinese ones stand beside them as `x-description-zh`.
pub(super) fn of_table(table: &'static Table) -> SmallFile {
    let required = table.columns.iter().filter(|column| !column.nullable).map(|column| column.name);
    file(table.name, row(table, properties(table), required))
}

fn properties(table: &Table) -> Ordered {
    Ordered::object(table.columns.iter().map(|column| (column.name, property(column))))
}

impl Nested {
    /// A definition for every table in it, which refer to each other as the rows are nested.
    fn schema(self, tables: &[&'static Table]) -> SmallFile {
        let mut within: Vec<&'static Table> = self.file.at_top(tables).collect();
        let top = Ordered::object(within.iter().map(|table| (table.name, array_of(table.name))));
        let mut at = 0;
        while let Some(&table) = within.get(at) {
            for (_, more) in lists_within(tables, table.name) {
                if !within.iter().any(|known| known.name == more.name) {
                    within.push(more);
                }
            }
            at += 1;
        }
        let definitions =
            within.into_iter().map(|table| (table.name, nested_row(table, tables, &lists_within(tables, table.name))));
        let key = self.file.key();
        let properties = object! {
            "schema_version": object! { "const": SCHEMA_VERSION },
            "dataset": object! { "type": "string" },
            ..Ordered::object(key.map(|key| (key, object! { "type": "string" }))),
            ..top,
        };
        let schema = object! {
            "title": self.title,
            ..described(self.description),
            ..closed_object(properties, ["schema_version", "dataset"].into_iter().chain(key)),
            "$defs": Ordered::object(definitions),
        };
        file(self.name, schema)
    }
}

fn file(name: &str, schema: Ordered) -> SmallFile {
    let whole = object! { "$schema": DIALECT, "$id": format!("{NAMESPACE}:{name}"), ..schema };
    SmallFile::new(table_schema(name), "application/schema+json", whole.to_file())
}

/// The object of one row with the lists that stand within it, where members that its place says are not required.
fn nested_row(table: &'static Table, tables: &[&'static Table], lists: &[(&'static List, &'static Table)]) -> Ordered {
    let unsaid = || table.columns.iter().zip(Unsaid::of(table, tables));
    let properties = unsaid().map(|(column, unsaid)| {
        let default = if let Unsaid::Default(default) = unsaid { Some(default) } else { None };
        let default = default.map(|default| default.text().map_or(Ordered::from(false), Ordered::from));
        (column.name, object! { ..property(column), "default"?: default })
    });
    let properties = object! {
        ..Ordered::object(properties),
        ..Ordered::object(lists.iter().map(|(list, rows)| (list.name, array_of(rows.name)))),
    };
    let required = unsaid().filter(|(_, unsaid)| *unsaid == Unsaid::Nothing);
    row(table, properties, required.map(|(column, _)| column.name))
}

/// The object of one row with these properties.
fn row(table: &'static Table, properties: Ordered, required: impl Iterator<Item = &'static str>) -> Ordered {
    let foreign_keys = table.foreign_keys.iter().map(|key| {
        object! {
            "column": key.column,
            "table": key.table,
            "references": key.references,
            "with"?: (!key.with.is_empty()).then(|| Ordered::list(key.with.iter().copied())),
        }
    });
    object! {
        "title": table.title.en,
        "x-title-zh": table.title.zh,
        ..described(table.description),
        ..closed_object(properties, required),
        "x-primary-key": Ordered::list(table.primary_key.iter().copied()),
        "x-foreign-keys": Ordered::list(foreign_keys),
        "x-holds"?: (table.role != TableRole::Data).then(|| table.role.code()),
    }
}

/// An object with no keys but these, of which some must be there.
fn closed_object(properties: Ordered, required: impl Iterator<Item = &'static str>) -> Ordered {
    object! {
        "type": "object",
        "additionalProperties": false,
        "required": Ordered::list(required),
        "properties": properties,
    }
}

fn array_of(table: &str) -> Ordered {
    object! { "type": "array", "items": object! { "$ref": format!("#/$defs/{table}") } }
}

fn property(column: &Column) -> Ordered {
    let (name, bounds) = match column.kind {
        ColumnKind::Text if column.codes.is_empty() => ("string", object! { "minLength": 1 }),
        ColumnKind::Text => ("string", object! { "oneOf": alternatives(column) }),
        ColumnKind::Int32 => ("integer", object! { "minimum": i32::MIN, "maximum": i32::MAX }),
        ColumnKind::Int64 => ("integer", object! { "minimum": i64::MIN, "maximum": i64::MAX }),
        ColumnKind::Bool => ("boolean", Ordered::Object(Vec::new())),
        ColumnKind::Date => ("string", object! { "format": "date" }),
    };
    let kind = Ordered::compact([name].into_iter().chain(column.nullable.then_some("null")));
    let holds = (column.role != ColumnRole::Data).then(|| column.role.code());
    object! { "type": kind, ..described(column.description), ..bounds, "x-holds"?: holds }
}

/// A code list as alternatives, each with what it means.
fn alternatives(column: &Column) -> Ordered {
    let codes = column.codes.iter().map(|code| object! { "const": code.code, ..described(code.description) });
    let absent = column.nullable.then(|| object! { "const": Ordered::Scalar(Value::Null) });
    Ordered::list(codes.chain(absent))
}

fn described(words: Words) -> Ordered {
    object! { "description": words.en, "x-description-zh": words.zh }
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
            Files::PerWork { .. } => vec![("document", samples::nested(&tables).remove(0).1)],
            Files::Whole { .. } => unreachable!("no schema describes a whole file"),
            Files::PerDocument { .. } | Files::Site { .. } => unreachable!("no schema describes documents and pages"),
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
        assert!(validator.is_valid(&broken("title", None)), "a key whose value may be null is missing");
        assert!(!validator.is_valid(&broken("source_bytes", None)), "another key is missing");
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
            "paragraph_id": "r", "division_id": "m", "parent_id": null, "text": "t", "considers": true, "modality": "must"
        });
        let validator = validator("paragraphs");
        assert!(validator.is_valid(&row));
        row["modality"] = json!("mustn't");
        assert!(!validator.is_valid(&row));
    }

    #[test]
    fn the_nested_json_is_valid_and_a_broken_item_is_not() {
        let validator = validator("document");
        let mut root: Value = serde_json::from_slice(&written("json")[0].1).unwrap();
        let errors: Vec<String> = validator.iter_errors(&root).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let item = &mut root["documents"][0]["divisions"][0]["paragraphs"][11]["items"][0];
        item["considers"] = json!("yes");
        assert!(!validator.is_valid(&root));
        let item = &mut root["documents"][0]["divisions"][0]["paragraphs"][11]["items"][0];
        *item = json!({"text": "an item without an identifier of its own"});
        assert!(!validator.is_valid(&root));
    }
}
