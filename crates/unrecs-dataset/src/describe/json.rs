//! JSON of descriptions: what is not known is left out, and not written as null or as an empty list.

use serde_json::Value;

use crate::export::{SmallFile, pretty_json};

/// A file of this value without the members of its objects that are null or empty.
pub(super) fn file(path: &str, media_type: &'static str, mut value: Value) -> SmallFile {
    prune(&mut value);
    SmallFile::new(path, media_type, pretty_json(&value))
}

/// One value as itself and several as a list, as JSON-LD has it in its compact form.
pub(super) fn compact(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}

fn prune(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(prune);
            members.retain(|_, member| match member {
                Value::Null => false,
                Value::Array(items) => !items.is_empty(),
                Value::Object(members) => !members.is_empty(),
                Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
            });
        }
        Value::Array(items) => items.iter_mut().for_each(prune),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_known_is_left_out_at_every_depth() {
        let value =
            json!({"a": null, "b": [], "c": [{"d": null, "e": 0}], "f": {"g": {"h": null}}, "i": false, "j": ""});
        let file = file("x.json", "application/json", value);
        let left: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(left, json!({"c": [{"e": 0}], "i": false, "j": ""}));
    }

    #[test]
    fn one_value_is_no_list() {
        assert_eq!(compact(vec![json!(1)]), json!(1));
        assert_eq!(compact(vec![json!(1), json!(2)]), json!([1, 2]));
        assert_eq!(compact(Vec::new()), json!([]));
    }
}
