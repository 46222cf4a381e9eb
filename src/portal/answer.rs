//! Reads the answers of CKAN's action API, and of other servers that may answer instead.

use serde_json::Value;

use super::Failure;

/// An answer that CKAN gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answer {
    /// The result of the action.
    Result(Value),
    /// There is no such dataset, resource or table.
    NotFound,
    /// The portal does not have this action, because an extension is missing.
    NoSuchAction,
}

/// A failure that repeating the request does not change.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    /// The portal refused the request.
    Refused(String),
    /// CKAN does not answer like this.
    Strange(String),
}

/// Reads an answer with this status. `next` is the address of a redirect.
pub(super) fn read(status: u16, body: &[u8], next: Option<&str>) -> Result<Answer, Failure<Verdict>> {
    let json = serde_json::from_slice::<Value>(body);
    let error = json.as_ref().ok().and_then(|json| json.get("error"));
    // The whole text, because it must be searched for the key before it is shortened.
    let text = || String::from_utf8_lossy(body).into_owned();
    match (status, &json) {
        (200, Ok(json)) if json["success"] == true => Ok(Answer::Result(json["result"].clone())),
        // The connection was cut, and its end was to mark the end of the answer.
        (200, Err(error)) if error.is_eof() => Err(Failure::passing("the answer was cut off")),
        (200..300, _) => {
            Err(Failure::Final(Verdict::Strange(format!("HTTP {status} without an answer of CKAN: {}", text()))))
        }
        (300..400, _) => {
            let next = next.unwrap_or("no address");
            let reason = format!("HTTP {status} redirects to {next}; expected the address that the portal itself uses");
            Err(Failure::Final(Verdict::Strange(reason)))
        }
        (404, _) if error.is_some_and(|error| error["__type"] == "Not Found Error") => Ok(Answer::NotFound),
        (400, Ok(Value::String(text))) if text.contains("Action name not known") => Ok(Answer::NoSuchAction),
        (408 | 429 | 500..600, _) => Err(Failure::passing(format!("the portal answered HTTP {status}"))),
        (413, _) => {
            Err(Failure::Final(Verdict::Refused("the file is larger than the portal accepts (HTTP 413)".to_owned())))
        }
        (401 | 403, _) => {
            let reason = error.map_or_else(text, reasons);
            Err(Failure::Final(Verdict::Refused(format!(
                "{reason} (HTTP {status}); expected the API token of an editor of the organization"
            ))))
        }
        (_, _) => match error {
            Some(error) => Err(Failure::Final(Verdict::Refused(format!("{} (HTTP {status})", reasons(error))))),
            None => {
                let reason = format!("HTTP {status}: {}; expected the address of a CKAN portal", text());
                Err(Failure::Final(Verdict::Strange(reason)))
            }
        },
    }
}

/// The reasons that CKAN gives, field by field: `name: must be …; resources 2 url: missing`.
fn reasons(error: &Value) -> String {
    let mut all = Vec::new();
    collect(error, "", &mut all);
    all.join("; ")
}

fn collect(error: &Value, field: &str, all: &mut Vec<String>) {
    let within = |name: &str| if field.is_empty() { name.to_owned() } else { format!("{field} {name}") };
    match error {
        Value::Object(fields) => {
            let reasons = fields.iter().filter(|(name, _)| *name != "__type");
            reasons.for_each(|(name, error)| {
                collect(error, &if name == "message" { field.to_owned() } else { within(name) }, all);
            });
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            (1..).zip(list).for_each(|(at, error)| collect(error, &within(&at.to_string()), all));
        }
        Value::Array(list) => list.iter().for_each(|error| collect(error, field, all)),
        Value::Null => {}
        other => {
            let text = other.as_str().map_or_else(|| other.to_string(), str::to_owned);
            all.push(if field.is_empty() { text } else { format!("{field}: {text}") });
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(status: u16, body: &Value) -> Result<Answer, Failure<Verdict>> {
        read(status, body.to_string().as_bytes(), None)
    }

    #[test]
    fn results_and_missing_objects_are_recognised() {
        assert_eq!(of(200, &json!({"success": true, "result": 5})), Ok(Answer::Result(json!(5))));
        let missing = json!({"success": false, "error": {"__type": "Not Found Error", "message": "Not found"}});
        assert_eq!(of(404, &missing), Ok(Answer::NotFound));
        assert_eq!(of(400, &json!("Bad request: Action name not known: datastore_search")), Ok(Answer::NoSuchAction));
    }

    #[test]
    fn a_page_of_another_server_is_not_a_missing_dataset() {
        for status in [200, 404] {
            let page = read(status, b"<html>Not here</html>", None);
            assert!(matches!(page, Err(Failure::Final(Verdict::Strange(_)))), "{page:?}");
        }
        let moved = read(301, b"", Some("https://b.example/")).unwrap_err();
        let Failure::Final(Verdict::Strange(reason)) = moved else { panic!("{moved:?}") };
        assert!(reason.contains("redirects to https://b.example/"), "{reason}");
    }

    #[test]
    fn passing_failures_are_told_from_final_ones() {
        for status in [408, 429, 500, 502, 503, 504] {
            assert_eq!(of(status, &json!("x")), Err(Failure::passing(format!("the portal answered HTTP {status}"))));
        }
        assert_eq!(read(200, b"{\"success\": tr", None), Err(Failure::passing("the answer was cut off")));
        assert!(matches!(of(413, &json!("x")), Err(Failure::Final(Verdict::Refused(_)))));
        assert!(matches!(of(403, &json!({"error": {"message": "no"}})), Err(Failure::Final(Verdict::Refused(_)))));
    }

    #[test]
    fn errors_are_listed_field_by_field() {
        let error = json!({"success": false, "error": {
            "__type": "Validation Error",
            "name": ["Must be lowercase", "Too short"],
            "resources": [{}, {"url": ["Missing value"]}],
        }});
        let Err(Failure::Final(Verdict::Refused(reason))) = of(409, &error) else { panic!() };
        assert_eq!(reason, "name: Must be lowercase; name: Too short; resources 2 url: Missing value (HTTP 409)");
    }
}
