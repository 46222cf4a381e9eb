//! Bodies: the organs, organizations, programmes, systems and networks that documents come from and speak of.

use serde::Deserialize;
use toml::Spanned;

use super::fields::{ByLanguage, ByTag, by_language, code, filled, in_language, optional};
use crate::diagnostics_toml::{ConfigError, IDENTIFIER, TomlFile, is_identifier};

/// An organ or organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Stable key, such as `ctoc-cop-wg7`: the first part of every identifier of its recommendations.
    pub body_id: String,
    /// One of [`BODY_KINDS`].
    pub kind: String,
    /// Its official name, by language; one at least.
    pub name: ByLanguage<String>,
    /// Further names and short names by which texts mention it, by language.
    pub names: ByLanguage<Vec<String>>,
    /// The same names in other cases, by which texts are read and nothing is published.
    pub inflected: ByLanguage<Vec<String>>,
    /// Whether texts that name it mention it; the organs that speak and are spoken to are no mentions.
    pub mention: bool,
    /// What the symbols of its documents begin with, such as `CTOC/COP/WG.7`.
    pub symbol_prefix: Option<String>,
    /// A persistent identifier of the body, where there is one.
    pub iri: Option<String>,
}

/// The published codes of the kinds of bodies.
pub const BODY_KINDS: &[&str] = &["organ", "organization", "programme", "system", "network"];

impl Body {
    /// Every name in a language, the official one first.
    pub fn names_in<'b>(&'b self, language: &'b str) -> impl Iterator<Item = &'b str> {
        let official = in_language(&self.name, language).map(String::as_str);
        let further = self.names.iter().filter(move |(tag, _)| *tag == language).flat_map(|(_, names)| names);
        let further = further.map(String::as_str).filter(move |&name| Some(name) != official);
        official.into_iter().chain(further)
    }

    /// Every spelling in a language by which texts name it, the official name first.
    pub fn spellings_in<'b>(&'b self, language: &'b str) -> impl Iterator<Item = &'b str> {
        let inflected = self.inflected.iter().filter(move |(tag, _)| *tag == language).flat_map(|(_, names)| names);
        self.names_in(language).chain(inflected.map(String::as_str))
    }

    /// The official name in a language or, where the registry has none, in the first that it has.
    pub fn official(&self, language: &str) -> &str {
        let own = in_language(&self.name, language).or_else(|| self.name.first().map(|(_, name)| name));
        own.map_or(&self.body_id, |name| name)
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
    name: Spanned<ByTag<Spanned<String>>>,
    #[serde(default)]
    names: ByTag<Vec<Spanned<String>>>,
    #[serde(default)]
    inflected: ByTag<Vec<Spanned<String>>>,
    #[serde(default)]
    mention: bool,
    symbol_prefix: Option<Spanned<String>>,
    iri: Option<Spanned<String>>,
}

/// The official name in each language.
fn official(file: &TomlFile, raw: Spanned<ByTag<Spanned<String>>>) -> Result<ByLanguage<String>, ConfigError> {
    let (span, raw) = (raw.span(), raw.into_inner());
    if raw.is_empty() {
        return Err(file.error(span, "this body has no name; expected one in at least one language"));
    }
    by_language(file, raw, |name| filled(file, name))
}

fn spellings(file: &TomlFile, names: Vec<Spanned<String>>) -> Result<Vec<String>, ConfigError> {
    names.into_iter().map(|name| filled(file, name)).collect()
}

/// The bodies of a file.
pub(super) fn bodies(file: &TomlFile) -> Result<Vec<Body>, ConfigError> {
    let mut bodies: Vec<Body> = Vec::new();
    let mut lines = Vec::new();
    for raw in file.read::<RawFile>()?.bodies {
        let (span, line) = (raw.id.span(), file.line(raw.id.span().start));
        let id = raw.id.into_inner();
        if !is_identifier(&id) {
            return Err(file.error(span, format!("`{id}` is not a valid body id; {IDENTIFIER}")));
        }
        if let Some(first) = bodies.iter().position(|body| body.body_id == id) {
            let message = format!("two bodies have the id `{id}`, the first on line {}", lines[first]);
            return Err(file.error(span, message));
        }
        bodies.push(Body {
            body_id: id,
            kind: code(file, "kind", &raw.kind, BODY_KINDS)?.to_owned(),
            name: official(file, raw.name)?,
            names: by_language(file, raw.names, |names| spellings(file, names))?,
            inflected: by_language(file, raw.inflected, |names| spellings(file, names))?,
            mention: raw.mention,
            symbol_prefix: optional(file, raw.symbol_prefix)?,
            iri: optional(file, raw.iri)?,
        });
        lines.push(line);
    }
    Ok(bodies)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

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
            name: vec![("en", "A".into()), ("zh", "甲".into())],
            names: Vec::new(),
            inflected: Vec::new(),
            mention: false,
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
                "bodies.toml:2:6: `A b` is not a valid body id; expected lower-case ASCII letters and digits, joined by single hyphens",
            ),
            (format!("{GOOD}{GOOD}"), "bodies.toml:8:6: two bodies have the id `a-b`, the first on line 2"),
            (
                GOOD.replace("organ", "club"),
                "bodies.toml:3:8: unknown kind `club`; expected one of `organ`, `organization`, `programme`, `system`, `network`",
            ),
            (
                GOOD.replace("symbol_prefix", "symbol"),
                "bodies.toml:6:1: unknown key `symbol`; expected one of `id`, `kind`, `name`, `names`, `inflected`, `mention`, `symbol_prefix`, `iri`",
            ),
            (
                GOOD.replace("\"甲\"", "\" \""),
                "bodies.toml:5:11: this text is empty; expected at least one word, or no key",
            ),
            (GOOD.replace("\"organ\"", "3"), "bodies.toml:3:8: found integer `3`; expected a string"),
        ];
        for (text, expected) in cases {
            assert_eq!(load(&text), Err(expected.to_owned()));
        }
    }
}
