//! The graph in Turtle.

use std::io;

use oxrdf::{Literal, NamedNode, Term, TripleRef};
use oxttl::TurtleSerializer;

use super::node::{Node, Value};
use super::vocabulary::{PREFIXES, Property, TableRole, expanded};

/// The nodes as Turtle, in their order, with a line break at the end.
pub(super) fn written(nodes: &[Node]) -> Vec<u8> {
    let text = serialized(nodes).expect("memory takes every write");
    let mut out = Vec::with_capacity(text.len() + nodes.len());
    // The serializer writes one thing below the other; an empty line between them lets people find where one begins.
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let begins = !line.starts_with(b"\t") && !line.starts_with(b"@prefix");
        if begins {
            out.push(b'\n');
        }
        out.extend_from_slice(line);
    }
    out
}

fn serialized(nodes: &[Node]) -> io::Result<Vec<u8>> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *namespace).expect("every namespace is an address");
    }
    let mut serializer = serializer.for_writer(Vec::new());
    let is_a = named("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    for node in nodes {
        let subject = named(&node.id);
        for class in &node.types {
            let class = named(&expanded(class));
            serializer.serialize_triple(TripleRef::new(&subject, &is_a, &class))?;
        }
        for (property, value) in &node.values {
            let (predicate, object) = (named(&expanded(property.iri)), object(*property, value));
            serializer.serialize_triple(TripleRef::new(&subject, &predicate, &object))?;
        }
    }
    serializer.finish()
}

fn object(property: Property, value: &Value) -> Term {
    let text = value.text.as_str();
    match (property.holds, &value.language) {
        (TableRole::Resource, _) => named(text).into(),
        (TableRole::Typed(data_type), _) => Literal::new_typed_literal(text, named(&expanded(data_type))).into(),
        (TableRole::Words, Some(language)) => Literal::new_language_tagged_literal_unchecked(text, language).into(),
        (TableRole::Words | TableRole::Text, _) => Literal::new_simple_literal(text).into(),
    }
}

/// Unchecked, for an address may count from the description in Turtle; a node has none with a character that is not allowed.
fn named(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}
