//! Files of small documents and of the real one.

use std::path::Path;
use std::sync::LazyLock;

use super::*;
use crate::export::samples;
use crate::normalize::{Identity, normalize};
use crate::parse::parse;
use crate::registry::Registry;
use crate::resolve::{Grammar, resolve};
use crate::source::Source;

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("input/registry");
    Registry::load(&path).unwrap_or_else(|error| panic!("{error}"))
});

static GRAMMAR: LazyLock<Grammar<'static>> = LazyLock::new(|| Grammar::new(&REGISTRY));

/// A document with this text, of the working group whose documents the registry knows best.
pub(crate) fn resolved(text: &str) -> Resolved<'static> {
    let source = Source::from_bytes("a.txt", text.as_bytes().to_vec()).unwrap();
    let identity = Identity { document_id: "a".to_owned(), body_id: "ctoc-cop-wg7".to_owned(), symbol: None };
    resolve(normalize(parse(source, None), identity), &GRAMMAR)
}

#[test]
fn show() {
    let text = include_str!("../../../input/documents/000_5c5650b05a3a6a13.txt");
    let bytes = encoder(&samples::dataset(), &resolved(text)).unwrap();
    std::fs::write("/tmp/akn-e/real.akn.xml", bytes).unwrap();
}
