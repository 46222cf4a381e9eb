//! The registry as types: facts about bodies (and later treaties) from `input/registry/*.toml`.

/// The facts that the run starts from.
pub struct Registry { bodies: Vec<Body> }

/// An organ or organization.
#[derive(Debug, Clone)]
pub struct Body {
    /// Stable key, such as `ctoc-cop-wg7`: the first part of every identifier of its recommendations.
    pub body_id: String,
    /// `organ`, `organization`, `programme`, `system` or `network`.
    pub kind: String,
    pub name_en: String,
    pub name_zh: Option<String>,
    /// Such as `CTOC/COP/WG.7`.
    pub symbol_prefix: Option<String>,
    pub iri: Option<String>,
}

impl Registry {
    pub fn bodies(&self) -> &[Body] { &self.bodies }
    pub fn body(&self, id: &str) -> Option<&Body> { self.bodies.iter().find(|body| body.body_id == id) }
}
