//! The registry as types: facts about bodies from `input/registry/bodies.toml`, which users extend.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::toml_file::{ConfigError, IDENTIFIER, TomlFile, is_identifier, one_of};

/// The facts that the run starts from.
#[derive(Debug)]
pub struct Registry {
    bodies: Vec<Body>,
}

/// An organ or organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Stable key, such as `ctoc-cop-wg7`: the first part of every identifier of its recommendations.
    pub body_id: String,
    /// One of [`BODY_KINDS`].
    pub kind: String,
    /// Its official name in English.
    pub name_en: String,
    /// Its official name in Chinese.
    pub name_zh: Option<String>,
    /// What the symbols of its documents begin with, such as `CTOC/COP/WG.7`.
    pub symbol_prefix: Option<String>,
    /// A persistent identifier of the body, where there is one.
    pub iri: Option<String>,
}

/// The published codes of the kinds of bodies.
pub const BODY_KINDS: &[&str] = &["organ", "organization", "programme", "system", "network"];

impl Registry {
    /// Reads the files of a registry directory.
    ///
    /// # Errors
    /// A file cannot be read, or holds something that is no fact of the registry.
    pub fn load(directory: &Path) -> Result<Self, ConfigError> {
        let path = directory.join("bodies.toml");
        Ok(Self { bodies: bodies(&TomlFile::new(&path, std::fs::read(&path))?)? })
    }

    /// Every body, in the order of the file.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// The body with this key.
    pub fn body(&self, id: &str) -> Option<&Body> {
        self.bodies.iter().find(|body| body.body_id == id)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawFile {
    bodies: Vec<RawBody>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawBody {
    id: Spanned<String>,
    kind: Spanned<String>,
    name: RawName,
    symbol_prefix: Option<Spanned<String>>,
    iri: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table with the name in each language")]
struct RawName {
    en: Spanned<String>,
    zh: Option<Spanned<String>>,
}

fn bodies(file: &TomlFile) -> Result<Vec<Body>, ConfigError> {
    let mut bodies: Vec<Body> = Vec::new();
    let mut lines = Vec::new();
    for raw in file.read::<RawFile>()?.bodies {
        let (span, line) = (raw.id.span(), file.line(raw.id.span().start));
        let id = raw.id.into_inner();
        if !is_identifier(&id) {
            return Err(file.error(span, format!("`{id}` is not the id of a body; {IDENTIFIER}")));
        }
        if let Some(first) = bodies.iter().position(|body| body.body_id == id) {
            let message = format!("two bodies have the id `{id}`, the first on line {}", lines[first]);
            return Err(file.error(span, message));
        }
        if !BODY_KINDS.contains(&raw.kind.get_ref().as_str()) {
            let message = format!("unknown kind `{}`; {}", raw.kind.get_ref(), one_of(BODY_KINDS.iter().copied()));
            return Err(file.error(raw.kind.span(), message));
        }
        let optional = |value: Option<Spanned<String>>| value.map(|value| filled(file, value)).transpose();
        bodies.push(Body {
            body_id: id,
            kind: raw.kind.into_inner(),
            name_en: filled(file, raw.name.en)?,
            name_zh: optional(raw.name.zh)?,
            symbol_prefix: optional(raw.symbol_prefix)?,
            iri: optional(raw.iri)?,
        });
        lines.push(line);
    }
    Ok(bodies)
}

/// The published data has no empty strings, so that the facts it is made from have none.
fn filled(file: &TomlFile, value: Spanned<String>) -> Result<String, ConfigError> {
    if value.get_ref().trim().is_empty() {
        return Err(file.error(value.span(), "found an empty text; expected words, or no such key"));
    }
    Ok(value.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "[[bodies]]\nid = \"a-b\"\nkind = \"organ\"\nname.en = \"A\"\nname.zh = \"甲\"\nsymbol_prefix = \"A/B\"\n";

    fn load(text: &str) -> Result<Vec<Body>, String> {
        let file = TomlFile::new(Path::new("bodies.toml"), Ok(text.as_bytes().to_vec())).unwrap();
        bodies(&file).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())
    }

    #[test]
    fn a_body_is_read_with_everything_said_of_it() {
        let body = Body {
            body_id: "a-b".into(),
            kind: "organ".into(),
            name_en: "A".into(),
            name_zh: Some("甲".into()),
            symbol_prefix: Some("A/B".into()),
            iri: None,
        };
        assert_eq!(load(GOOD), Ok(vec![body]));
    }

    #[test]
    fn what_is_no_fact_is_refused_where_it_stands() {
        let cases = [
            (
                GOOD.replace("a-b", "A b"),
                "bodies.toml:2:6: `A b` is not the id of a body; expected lower-case ASCII letters and digits, joined by single hyphens",
            ),
            (format!("{GOOD}{GOOD}"), "bodies.toml:8:6: two bodies have the id `a-b`, the first on line 2"),
            (
                GOOD.replace("organ", "club"),
                "bodies.toml:3:8: unknown kind `club`; expected one of `organ`, `organization`, `programme`, `system`, `network`",
            ),
            (
                GOOD.replace("symbol_prefix", "symbol"),
                "bodies.toml:6:1: unknown key `symbol`; expected one of `id`, `kind`, `name`, `symbol_prefix`, `iri`",
            ),
            (GOOD.replace("\"甲\"", "\" \""), "bodies.toml:5:11: found an empty text; expected words, or no such key"),
            (GOOD.replace("\"organ\"", "3"), "bodies.toml:3:8: found integer `3`; expected a string"),
        ];
        for (text, expected) in cases {
            assert_eq!(load(&text), Err(expected.to_owned()));
        }
    }
}
