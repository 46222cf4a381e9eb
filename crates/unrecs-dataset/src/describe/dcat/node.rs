//! One thing of the description with everything that is said of it: what both syntaxes are written from.

use std::collections::BTreeMap;

use oxrdf::{Literal, NamedNode};

use super::vocabulary::{Property, TableRole};
use crate::export::percent_encoded;

/// A thing and what is said of it, in the order in which it is written.
#[derive(Debug)]
pub(super) struct Node {
    /// Its address, or one that counts from the description.
    pub id: String,
    /// The classes it belongs to, with their prefixes.
    pub types: Vec<&'static str>,
    /// What is said of it; values of one property stand together.
    pub values: Vec<(Property, Value)>,
}

/// One value of a property.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// BCP 47 tag; only for words, and none where nobody says the language.
    pub language: Option<String>,
    /// The text, or the address of another thing.
    pub text: String,
}

impl Node {
    /// A thing of these classes at this address, of which nothing is said yet.
    pub(super) fn new(id: impl AsRef<str>, types: &[&'static str]) -> Self {
        Self { id: iri(id.as_ref()), types: types.to_vec(), values: Vec::new() }
    }

    /// Says one more thing of it.
    pub(super) fn with(self, property: Property, text: impl AsRef<str>) -> Self {
        self.with_all(property, [text])
    }

    /// Says one thing more of it for each of these.
    pub(super) fn with_all<T: AsRef<str>>(mut self, property: Property, texts: impl IntoIterator<Item = T>) -> Self {
        for text in texts {
            let text = text.as_ref();
            let text = if property.holds == TableRole::Resource { iri(text) } else { text.to_owned() };
            self.push(property, Value { language: None, text });
        }
        self
    }

    /// Says something in words of a language; a tag that is not well-formed says nothing.
    pub(super) fn with_words(mut self, property: Property, language: &str, text: impl Into<String>) -> Self {
        // Tags mean the same in any case, and readers of the two syntaxes do not agree on which one they keep.
        let tagged = Literal::new_language_tagged_literal("", language.to_ascii_lowercase()).ok();
        let language = tagged.and_then(|tagged| tagged.language().map(str::to_owned));
        self.push(property, Value { language, text: text.into() });
        self
    }

    /// Says the same in the words of each language.
    pub(super) fn in_languages(self, property: Property, texts: &BTreeMap<String, String>) -> Self {
        texts.iter().fold(self, |node, (language, text)| node.with_words(property, language, text))
    }

    fn push(&mut self, property: Property, value: Value) {
        // A graph is a set: what is said twice is said once.
        if !self.values.iter().any(|(one, other)| *one == property && *other == value) {
            self.values.push((property, value));
        }
    }
}

/// An address that may stand in both syntaxes: what no address may hold (RFC 3987) is percent-encoded, and where that is not
/// enough, such as in a port that is no number, every delimiter behind the scheme is too.
pub(super) fn iri(text: &str) -> String {
    let whole = percent_encoded(text, |c| is_plain(c) || ":?#[]@!$&'()*+,;=%".contains(c));
    match whole.split_once(':') {
        Some((scheme, _)) if NamedNode::new(whole.as_str()).is_err() => {
            let rest = text.split_once(':').map_or("", |(_, rest)| rest);
            format!("{scheme}:{}", percent_encoded(rest, is_plain))
        }
        _ => whole,
    }
}

/// Characters that mean themselves anywhere in an address, with the slash, which paths have.
fn is_plain(c: char) -> bool {
    match c {
        '-' | '.' | '_' | '~' | '/' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}' => true,
        '\u{E0000}'..='\u{E0FFF}' => false,
        '\u{10000}'..='\u{EFFFD}' => u32::from(c) & 0xFFFE != 0xFFFE,
        _ => false,
    }
}
