//! What was published under schema 1 keeps its values: identifiers, words, modality, addressees, references and mentions.

use serde_json::{Map, Value, json};

use super::case;
use super::published::{self, Row};

#[test]
fn every_value_of_schema_1_is_still_published() {
    let mut compared = 0;
    for case in case::all() {
        let Some(published) = case.published_in_schema_1() else { continue };
        let tables = published::rows(&case.run(), &["paragraphs", "addressees", "references", "mentions"]);
        let normative = |row: &&Row| ["recommendation", "operative", "item"].contains(&row["kind"].as_str().unwrap());
        let found: Vec<Value> = tables["paragraphs"]
            .iter()
            .filter(normative)
            .map(|paragraph| {
                let of = |table: &str| -> Vec<&Row> {
                    let own = tables[table].iter().filter(|row| row["paragraph_id"] == paragraph["paragraph_id"]);
                    own.collect()
                };
                unit(paragraph, &of("addressees"), &of("references"), &of("mentions"))
            })
            .collect();
        let expected: Vec<Value> = published.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(found.len(), expected.len(), "{}", case.name);
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{}", case.name);
            compared += 1;
        }
    }
    assert_eq!(compared, 174);
}

/// A paragraph with what belongs to it, as the file of schema 1 has it.
fn unit(paragraph: &Row, addressees: &[&Row], references: &[&Row], mentions: &[&Row]) -> Value {
    let mut unit = json!({
        "id": paragraph["paragraph_id"],
        "text": paragraph["text"],
        "modality": paragraph["modality"],
        "effective": paragraph["effective_modality"],
        "considers": paragraph["considers"],
        "eid": paragraph["eid"],
    });
    let addressees = addressees.iter().map(|row| json!([row["addressee"], row["inherited"], row["surface"]]));
    let mentions = mentions.iter().map(|row| json!([row["body_id"], row["surface"]]));
    let lists: [(&str, Vec<Value>); 3] = [
        ("addressees", addressees.collect()),
        ("references", references.iter().map(|row| reference(row)).collect()),
        ("mentions", mentions.collect()),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        unit[name] = list.into();
    }
    unit
}

/// The cells that say something, under their names in schema 1.
fn reference(row: &Row) -> Value {
    const LEFT_OUT: [&str; 5] = ["language", "paragraph_id", "position", "text_start", "text_end"];
    let says_something = |(name, value): &(&String, &Value)| {
        !(value.is_null() || **value == json!(false) || LEFT_OUT.contains(&name.as_str()))
    };
    let old_name = |name: &str| match name {
        "target_paragraph_id" => "target_recommendation_id".to_owned(),
        name => name.to_owned(),
    };
    let cells = row.iter().filter(says_something).map(|(name, value)| (old_name(name), value.clone()));
    Value::Object(cells.collect::<Map<_, _>>())
}
