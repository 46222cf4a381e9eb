//! The graph in JSON-LD 1.1, with a context of its own, so that nothing has to be fetched to read it.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::node::{Node, Value};
use super::vocabulary::{PREFIXES, Property, TableRole};
use crate::export::pretty_json;

/// The nodes as JSON-LD, in their order, with a line break at the end.
pub(super) fn written(nodes: &[Node]) -> Vec<u8> {
    pretty_json(&Document(nodes))
}

struct Document<'a>(&'a [Node]);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("@context", &Context(self.0))?;
        map.serialize_entry("@graph", self.0)?;
        map.end()
    }
}

/// What the names in the nodes mean.
struct Context<'a>(&'a [Node]);

impl Serialize for Context<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let used = self.0.iter().flat_map(|node| &node.values);
        let used: BTreeMap<&str, Property> = used.map(|(property, _)| (property.name(), *property)).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("@version", &1.1)?;
        for (prefix, namespace) in PREFIXES {
            map.serialize_entry(prefix, namespace)?;
        }
        for (name, property) in &used {
            map.serialize_entry(name, &Meaning(*property))?;
        }
        map.end()
    }
}

struct Meaning(Property);

impl Serialize for Meaning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Property { iri, holds } = self.0;
        let how = match holds {
            TableRole::Text => return iri.serialize(serializer),
            TableRole::Words => ("@container", "@language"),
            TableRole::Typed(data_type) => ("@type", data_type),
            TableRole::Resource => ("@type", "@id"),
        };
        serializer.collect_map([("@id", iri), how])
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("@id", &self.id)?;
        map.serialize_entry("@type", &OneOrMore(&self.types))?;
        for values in self.values.chunk_by(|(one, _), (next, _)| one == next) {
            let property = values[0].0;
            if property.holds == TableRole::Words {
                map.serialize_entry(property.name(), &ByLanguage(values))?;
            } else {
                let texts: Vec<&str> = values.iter().map(|(_, value)| value.text.as_str()).collect();
                map.serialize_entry(property.name(), &OneOrMore(&texts))?;
            }
        }
        map.end()
    }
}

/// The words of a property under the tags of their languages.
struct ByLanguage<'a>(&'a [(Property, Value)]);

impl Serialize for ByLanguage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (_, value) in self.0 {
            texts.entry(value.language.as_deref().unwrap_or("@none")).or_default().push(&value.text);
        }
        serializer.collect_map(texts.iter().map(|(language, texts)| (language, OneOrMore(texts))))
    }
}

/// A text alone, or a list where there are several.
struct OneOrMore<'a>(&'a [&'a str]);

impl Serialize for OneOrMore<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            [one] => one.serialize(serializer),
            more => more.serialize(serializer),
        }
    }
}
