//! The organs of the registry that a text names.

use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use hashbrown::HashMap;

use crate::language::{Language, is_letter};
use crate::registry::{Body, Registry};

/// The names of organs in a language.
#[derive(Debug)]
pub struct Names<'r> {
    finder: AhoCorasick,
    /// For each name the organs that it may mean; none where the registry does not have them.
    named: Vec<Vec<&'r Body>>,
    registry: &'r Registry,
    spaced: bool,
    proclitics: &'static [&'static str],
}

/// The kind of the bodies that hold sessions and get reports.
const ORGAN: &str = "organ";

/// An organ that a text names.
#[derive(Debug, Clone)]
pub struct Mention<'n, 'r> {
    pub at: Range<usize>,
    pub organs: &'n [&'r Body],
}

impl<'r> Names<'r> {
    /// The names of the organs and bodies of a registry in a language.
    pub fn new(registry: &'r Registry, language: &'static Language) -> Self {
        let mut names: HashMap<String, Vec<&'r Body>> = HashMap::new();
        // Organs that the registry does not have hide the shorter names in theirs: `Human Rights Council`.
        for name in language.references.resolutions.organs {
            names.entry((*name).to_owned()).or_default();
        }
        let mut add = |name: &str, body: Option<&'r Body>| {
            let bodies = names.entry(name.to_owned()).or_default();
            if let Some(body) = body.filter(|body| bodies.iter().all(|one| one.body_id != body.body_id)) {
                bodies.push(body);
            }
        };
        // Other bodies hide the shorter names in theirs too; nothing is reported to them.
        for body in registry.bodies() {
            let organ = Some(body).filter(|body| body.kind == ORGAN);
            body.spellings_in(language.tag).for_each(|name| add(name, organ));
        }
        for organ in registry.organs() {
            let body = organ.body_id.as_deref().and_then(|id| registry.body(id));
            organ.names_in(language.tag).iter().for_each(|name| add(name, body));
        }
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_by(|(one, _), (other, _)| one.cmp(other));
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.iter().map(|(name, _)| name))
            .expect("a registry has few bodies");
        let named = names.into_iter().map(|(_, bodies)| bodies).collect();
        Self { finder, named, registry, spaced: language.spaced, proclitics: language.proclitics }
    }

    /// The organs that a stretch of a text names, from left to right.
    pub fn find<'n, 't: 'n>(
        &'n self,
        text: &'t str,
        stretch: Range<usize>,
    ) -> impl Iterator<Item = Mention<'n, 'r>> + 'n {
        self.finder
            .find_iter(Input::new(text).range(stretch))
            .filter(move |found| self.is_whole(text, &found.range()))
            .map(|found| Mention { at: found.range(), organs: &self.named[found.pattern().as_usize()] })
    }

    /// The body with this key.
    pub fn body(&self, id: &str) -> Option<&'r Body> {
        self.registry.body(id)
    }

    fn is_whole(&self, text: &str, at: &Range<usize>) -> bool {
        if !self.spaced {
            return true;
        }
        let before = &text[..at.start];
        let begins = |before: &str| !before.ends_with(is_letter);
        let begins = begins(before) || self.proclitics.iter().any(|one| before.strip_suffix(one).is_some_and(begins));
        begins && !text[at.end..].starts_with(is_letter)
    }
}
