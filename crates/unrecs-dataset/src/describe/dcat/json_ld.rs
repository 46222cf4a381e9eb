//! The graph in JSON-LD 1.1, with a context of its own, so that nothing has to be fetched to read it.

use std::collections::BTreeMap;

use super::node::{Node, Value};
use super::vocabulary::{PREFIXES, Property, TableRole};
use crate::export::ordered::{Ordered, object};

/// The nodes as JSON-LD, in their order, with a line break at the end.
pub(super) fn written(nodes: &[Node]) -> Vec<u8> {
    object! { "@context": context(nodes), "@graph": Ordered::list(nodes.iter().map(thing)) }.to_file()
}

/// What the names in the nodes mean.
fn context(nodes: &[Node]) -> Ordered {
    let used = nodes.iter().flat_map(|node| &node.values).map(|(property, _)| (property.name(), property));
    let used: BTreeMap<&'static str, &Property> = used.collect();
    let meaning = |(name, property): (&'static str, &Property)| (name, meaning(property, ("@container", "@language")));
    object! {
        "@version": 1.1,
        ..Ordered::object(PREFIXES.iter().copied()),
        ..Ordered::object(used.into_iter().map(meaning)),
    }
}

/// What the name of a property means: its address, and what its values are. `language` says what those in words are.
pub(super) fn meaning(property: &Property, language: (&'static str, &str)) -> Ordered {
    let (member, values) = match property.holds {
        TableRole::Text => return property.iri.into(),
        TableRole::Words => language,
        TableRole::Typed(data_type) => ("@type", data_type),
        TableRole::Resource => ("@type", "@id"),
    };
    object! { "@id": property.iri, (member): values }
}

fn thing(node: &Node) -> Ordered {
    let properties = node.values.chunk_by(|(one, _), (next, _)| one == next).map(|values| {
        let property = values[0].0;
        let texts = match property.holds {
            TableRole::Words => by_language(values),
            _ => Ordered::compact(values.iter().map(|(_, value)| &value.text)),
        };
        (property.name(), texts)
    });
    object! {
        "@id": &node.id,
        "@type": Ordered::compact(node.types.iter().copied()),
        ..Ordered::object(properties),
    }
}

/// The words of a property under the tags of their languages.
fn by_language(values: &[(Property, Value)]) -> Ordered {
    let mut texts: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for (_, value) in values {
        texts.entry(value.language.clone().unwrap_or_else(|| "@none".to_owned())).or_default().push(&value.text);
    }
    Ordered::object(texts.into_iter().map(|(language, texts)| (language, Ordered::compact(texts))))
}
